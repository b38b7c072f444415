//! Cancelled meetings in feeds: one that a feed keeps says that it is cancelled, and why, and takes nobody's time; one that is
//! held does not say so. Knows the plan and the events alone: whether people were told of a meeting, no feed says.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::plan::publish::Cancelled;
use crate::schedule::identity::EntryId;
use crate::verify::event::{Event, Events};
use crate::verify::finding::{Fault, Finding};
use crate::verify::wanted::Wanted;

/// Finds the events that say they are cancelled and are held, or the other way round; and cancelled meetings that are kept in
/// some of the feeds that keep them and not in others.
pub(crate) fn check(plan: &Plan, wanted: &Wanted<'_>, files: &BTreeMap<String, Events>) -> Vec<Finding> {
    let shown: BTreeSet<&String> =
        files.values().flat_map(Events::keys).filter(|uid| wanted.cancelled.contains_key(*uid)).collect();
    let mut findings = Vec::new();
    for (path, events) in files {
        for event in events.values() {
            let faults = match wanted.cancelled.get(&event.uid) {
                None if event.is_marked_cancelled => {
                    vec!["the event is marked as cancelled, so readers hide it or strike it through".to_owned()]
                }
                None => Vec::new(),
                Some(_) if !wanted.kept.get(path).is_some_and(|kept| kept.contains(&event.uid)) => Vec::new(),
                Some(occurrence) => {
                    let name = EntryId::activity(&occurrence.id);
                    let reason = occurrence.exception.as_ref().map_or("", |exception| exception.reason.as_str());
                    let faults = told(plan, plan.publish.cancelled.in_feed(path), event, reason);
                    faults.into_iter().map(|fault| format!("`{}` is cancelled, but {fault}", name.as_str())).collect()
                }
            };
            findings.extend(faults.into_iter().map(|fault| Fault::new(&event.uid, fault).within(path)));
        }
        let kept = wanted.kept.get(path).into_iter().flatten();
        for uid in kept.filter(|uid| shown.contains(uid) && !events.contains_key(*uid)) {
            let id = EntryId::activity(&wanted.cancelled[uid].id);
            let fault = format!("`{}` is cancelled and kept in another feed, but missing in this one", id.as_str());
            findings.push(Fault::new(uid, fault).within(path));
        }
    }
    findings
}

/// What a cancelled meeting does not say as its feed should.
fn told(plan: &Plan, form: Cancelled, event: &Event, reason: &str) -> Vec<&'static str> {
    let word = match plan.language {
        Language::Danish => "AFLYST: ",
        Language::English => "CANCELLED: ",
    };
    let has_word = event.summary.as_deref().is_some_and(|summary| summary.starts_with(word));
    let mut faults = match (form, event.is_marked_cancelled, has_word) {
        (Cancelled::Omit, _, _) | (Cancelled::Keep, true, false) | (Cancelled::Prefix, false, true) => Vec::new(),
        (Cancelled::Keep, false, _) => vec!["its event is not marked so"],
        (Cancelled::Keep, true, true) => vec!["its title says so beside the mark"],
        (Cancelled::Prefix, _, false) => vec!["its title does not say so"],
        (Cancelled::Prefix, true, true) => vec!["its event is marked so beside its title, so readers may hide it"],
    };
    if !event.is_free {
        faults.push("takes people's time");
    }
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !squeeze(event.description.as_deref().unwrap_or_default()).contains(&squeeze(reason)) {
        faults.push("does not tell why");
    }
    faults
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::plan::publish::{Cancelled, CancelledPolicy};
    use crate::verify::feeds::read_back;
    use crate::verify::fixture::{Case, feed};

    const DAY: &str = "DTSTART;TZID=Europe/Copenhagen:20270330T100000|DTEND;TZID=Europe/Copenhagen:20270330T110000|SEQUENCE:1";
    const KEPT: &str = "STATUS:CANCELLED|TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:FREE|DESCRIPTION:Ill|SUMMARY:Board";
    const PREFIXED: &str =
        "STATUS:CONFIRMED|TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:FREE|DESCRIPTION:Ill|SUMMARY:CANCELLED: Board";

    /// What is found when a board's only meeting is cancelled and `all`, `p` and `p-board` hold these events.
    fn found(policy: (Cancelled, &[(&str, Cancelled)]), events: [Option<&str>; 3]) -> Vec<String> {
        let mut case = Case::new();
        let board = case.group("board", &[]);
        case.meets(board, "a", "2027-03-30 10:00");
        case.cancel("board/a");
        case.unplace("board/a");
        case.plan.occurrences[0].exception.as_mut().unwrap().reason = "Ill".to_owned();
        let of = policy.1.iter().map(|(name, form)| ((*name).to_owned(), *form)).collect();
        case.plan.publish.cancelled = CancelledPolicy { usual: policy.0, of };
        let mut feeds = BTreeMap::new();
        for (name, event) in ["all", "p", "p-board"].into_iter().zip(events) {
            let event = event.map(|event| format!("{DAY}|{event}"));
            let events: Vec<(&str, &str)> = event.iter().map(|event| ("p/board/a", event.as_str())).collect();
            feeds.insert(format!("feeds/{name}.ics"), feed(&events));
        }
        read_back(&case.plan, &feeds).findings.iter().map(|finding| format!("{}: {}", finding.file, finding.message)).collect()
    }

    #[test]
    fn a_feed_may_hold_a_cancelled_meeting_as_its_policy_says_or_none_may() {
        let nothing = Vec::<String>::new();
        for (policy, event) in [(Cancelled::Keep, KEPT), (Cancelled::Prefix, PREFIXED)] {
            assert_eq!(found((policy, &[]), [Some(event); 3]), nothing);
            assert_eq!(found((policy, &[]), [None; 3]), nothing);
        }
        let mixed: &[(&str, Cancelled)] = &[("p", Cancelled::Prefix), ("p-board", Cancelled::Omit)];
        assert_eq!(found((Cancelled::Keep, mixed), [Some(KEPT), Some(PREFIXED), None]), nothing);
        assert_eq!(found((Cancelled::Omit, &[]), [None; 3]), nothing);
    }

    #[test]
    fn a_cancelled_meeting_in_a_feed_that_omits_it_is_found() {
        let found = found((Cancelled::Omit, &[("all", Cancelled::Keep)]), [Some(KEPT), Some(KEPT), None]);
        assert_eq!(found, ["feeds/p.ics: `p/board/a` is cancelled, and this feed does not keep it"]);
    }

    #[test]
    fn a_cancelled_meeting_that_is_missing_in_one_feed_is_found() {
        let found = found((Cancelled::Keep, &[]), [Some(KEPT), None, Some(KEPT)]);
        assert_eq!(found, ["feeds/p.ics: `p/board/a` is cancelled and kept in another feed, but missing in this one"]);
    }

    #[test]
    fn a_cancelled_meeting_that_lies_about_it_is_found() {
        for (policy, event, from, to, fault) in [
            (Cancelled::Keep, KEPT, "STATUS:CANCELLED", "STATUS:CONFIRMED", "its event is not marked so"),
            (Cancelled::Keep, KEPT, "SUMMARY:", "SUMMARY:CANCELLED: ", "its title says so beside the mark"),
            (Cancelled::Prefix, PREFIXED, "SUMMARY:CANCELLED: ", "SUMMARY:", "its title does not say so"),
            (
                Cancelled::Prefix,
                PREFIXED,
                "CONFIRMED",
                "CANCELLED",
                "its event is marked so beside its title, so readers may hide it",
            ),
            (Cancelled::Keep, KEPT, "TRANSPARENT", "OPAQUE", "takes people's time"),
            (Cancelled::Prefix, PREFIXED, "FREE", "BUSY", "takes people's time"),
            (Cancelled::Keep, KEPT, "DESCRIPTION:Ill", "DESCRIPTION:Well", "does not tell why"),
        ] {
            assert!(event.contains(from), "{from}");
            let event = event.replace(from, to);
            let expected = ["all", "p-board", "p"].map(|name| format!("feeds/{name}.ics: `p/board/a` is cancelled, but {fault}"));
            assert_eq!(found((policy, &[]), [Some(&event); 3]), expected, "{fault}");
        }
    }

    #[test]
    fn a_cancelled_meeting_is_on_one_date_in_every_feed() {
        let mut case = Case::new();
        let board = case.group("board", &[]);
        case.meets(board, "a", "2027-03-30 10:00");
        case.cancel("board/a");
        case.unplace("board/a");
        case.plan.publish.cancelled = CancelledPolicy { usual: Cancelled::Keep, of: BTreeMap::new() };
        case.plan.publish.cancelled.of.insert("all".to_owned(), Cancelled::Omit);
        let event = format!("{DAY}|{KEPT}");
        let mut feeds: BTreeMap<String, String> = ["all"].map(|name| (format!("feeds/{name}.ics"), feed(&[]))).into();
        feeds.insert("feeds/p.ics".to_owned(), feed(&[("p/board/a", &event)]));
        feeds.insert("feeds/p-board.ics".to_owned(), feed(&[("p/board/a", &event.replace("20270330", "20270331"))]));
        let found = read_back(&case.plan, &feeds).findings;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.starts_with("another start or end than in `feeds/p-board.ics`"), "{found:?}");
    }
}
