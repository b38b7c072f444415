//! Cancelled meetings that feeds still show, where the plan asks for it: those whose date people have been told. Knows no
//! file format.

use std::collections::BTreeSet;

use crate::plan::occurrence::OccurrenceId;
use crate::plan::publish::Cancelled;
use crate::render::audience::{Audience, all_audiences};
use crate::render::view::{Entry, Kind, View};
use crate::schedule::identity::EntryId;
use crate::schedule::ledger::Ledger;

/// A cancelled meeting, on the date that people were told last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The meeting.
    pub entry: Entry,
    /// The forms in which some feed shows it; never empty, and never [`Cancelled::Omit`].
    pub forms: BTreeSet<Cancelled>,
}

/// The cancelled meetings that some feed shows, in plan order. What was never announced is in none.
pub fn kept(view: &View<'_>, ledger: &Ledger) -> Vec<Kept> {
    let plan = view.plan;
    let cancelled = plan.occurrences.iter().enumerate().filter(|(_, occurrence)| !occurrence.is_held());
    let kept = cancelled.filter_map(|(index, occurrence)| {
        let (id, group) = (EntryId::activity(&occurrence.id), occurrence.group);
        let when = ledger.entry(&id)?.when;
        let kind = Kind::Meeting { group, occurrence: OccurrenceId(index) };
        let entry = Entry { id, kind, product: plan.group(group).product, when };
        let followers = all_audiences(plan).filter(|audience| audience.follows(plan, &entry));
        let forms: BTreeSet<Cancelled> = followers.filter_map(|audience| form(view, audience)).collect();
        (!forms.is_empty()).then_some(Kept { entry, forms })
    });
    kept.collect()
}

/// How a feed shows cancelled meetings; none where it does not.
pub fn form(view: &View<'_>, audience: Audience) -> Option<Cancelled> {
    match view.plan.publish.cancelled.in_feed(&audience.path(view.plan)) {
        Cancelled::Omit => None,
        shown @ (Cancelled::Keep | Cancelled::Prefix) => Some(shown),
    }
}

#[cfg(test)]
mod tests {
    use super::kept;
    use crate::diagnostic::source::Span;
    use crate::plan::occurrence::{Exception, Verdict};
    use crate::plan::plan::Plan;
    use crate::plan::publish::{Cancelled, CancelledPolicy};
    use crate::render::fixture;
    use crate::render::view::View;
    use crate::schedule::ledger::Ledger;

    fn policy(usual: Cancelled, of: &[(&str, Cancelled)]) -> Plan {
        let mut plan = fixture::plan();
        plan.occurrences[0].exception = Some(Exception::of(Verdict::Cancelled, "Valg", Span::default()));
        let of = of.iter().map(|(name, form)| ((*name).to_owned(), *form)).collect();
        plan.publish.cancelled = CancelledPolicy { usual, of };
        plan
    }

    #[test]
    fn a_meeting_is_kept_in_each_form_that_some_feed_of_it_has() {
        let held = fixture::plan();
        let ledger = fixture::shown(&View::new(&held, &fixture::schedule()));
        let forms = |plan: &Plan, ledger: &Ledger| {
            kept(&View::new(plan, &fixture::schedule()), ledger).into_iter().map(|kept| kept.forms).collect::<Vec<_>>()
        };
        assert_eq!(forms(&held, &ledger), []);
        assert_eq!(forms(&policy(Cancelled::Omit, &[]), &ledger), []);
        assert_eq!(forms(&policy(Cancelled::Keep, &[]), &ledger), [[Cancelled::Keep].into()]);
        let both = policy(Cancelled::Omit, &[("role-formand", Cancelled::Prefix), ("all", Cancelled::Keep)]);
        assert_eq!(forms(&both, &ledger), [[Cancelled::Keep, Cancelled::Prefix].into()]);
        // The feed of another group does not have the meeting.
        assert_eq!(forms(&policy(Cancelled::Omit, &[("os2display-brugergruppe", Cancelled::Keep)]), &ledger), []);
        assert_eq!(forms(&policy(Cancelled::Keep, &[]), &Ledger::default()), []);
    }
}
