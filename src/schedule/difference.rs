//! What differs between two ledgers: what subscribers were shown before, and what they are shown after.

use std::collections::BTreeSet;

use crate::schedule::identity::EntryId;
use crate::schedule::ledger::{Ledger, Record, State};
use crate::schedule::placement::Placement;

/// How one entry differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which entry.
    pub id: EntryId,
    /// What has become of it.
    pub change: Change,
}

/// What has become of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It was in no feed before.
    New {
        /// When it is.
        to: Placement,
    },
    /// It is at another time.
    Moved {
        /// When it was.
        from: Placement,
        /// When it is.
        to: Placement,
    },
    /// It is in the feeds no longer.
    Withdrawn {
        /// When it was.
        from: Placement,
    },
    /// It is when it was, but is told in other words: a title, a place, an agenda.
    Reworded {
        /// When it is.
        at: Placement,
    },
}

impl Change {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Change::New { .. } => "new",
            Change::Moved { .. } => "moved",
            Change::Withdrawn { .. } => "withdrawn",
            Change::Reworded { .. } => "reworded",
        }
    }

    /// When it was, where it was.
    pub fn from(self) -> Option<Placement> {
        match self {
            Change::New { .. } => None,
            Change::Moved { from, .. } | Change::Withdrawn { from } => Some(from),
            Change::Reworded { at } => Some(at),
        }
    }

    /// When it is, where it is.
    pub fn to(self) -> Option<Placement> {
        match self {
            Change::Withdrawn { .. } => None,
            Change::New { to } | Change::Moved { to, .. } => Some(to),
            Change::Reworded { at } => Some(at),
        }
    }
}

/// Every entry that differs, in order of the earlier of its two days, then by id.
pub fn differences(old: &Ledger, new: &Ledger) -> Vec<Difference> {
    let ids: BTreeSet<&EntryId> = old.records().chain(new.records()).map(|(id, _)| id).collect();
    let of = |id: &EntryId| Some(Difference { id: id.clone(), change: change(shown(old, id), shown(new, id))? });
    let mut differences: Vec<Difference> = ids.into_iter().filter_map(of).collect();
    // A stable sort of what is in order of ids.
    differences.sort_by_key(|difference| {
        let days = [difference.change.from(), difference.change.to()];
        days.into_iter().flatten().map(Placement::first).min()
    });
    differences
}

/// What is in the feeds of a ledger.
fn shown<'l>(ledger: &'l Ledger, id: &EntryId) -> Option<&'l Record> {
    ledger.entry(id).filter(|record| record.state == State::Announced)
}

fn change(old: Option<&Record>, new: Option<&Record>) -> Option<Change> {
    match (old, new) {
        (None, Some(new)) => Some(Change::New { to: new.when }),
        (Some(old), None) => Some(Change::Withdrawn { from: old.when }),
        (Some(old), Some(new)) if old.when != new.when => Some(Change::Moved { from: old.when, to: new.when }),
        (Some(old), Some(new)) if old.content != new.content => Some(Change::Reworded { at: new.when }),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, differences};
    use crate::schedule::identity::EntryId;
    use crate::schedule::ledger::Ledger;
    use crate::schedule::placement::Placement;
    use crate::schedule::stamp::Stamp;
    use crate::schedule::written;

    fn ledger(before: &Ledger, shown: &[(&str, &str, &str)]) -> Ledger {
        let contents: Vec<(EntryId, Placement, String)> = shown
            .iter()
            .map(|(id, when, words)| (EntryId::written(*id), written::read(when).unwrap(), format!("{when} {words}")))
            .collect();
        before.advance(&contents, Stamp::parse("2026-11-22T00:00:00Z").unwrap())
    }

    #[test]
    fn what_is_new_moved_withdrawn_and_reworded_is_told_in_order_of_the_days() {
        let old = ledger(
            &Ledger::default(),
            &[
                ("a", "2027-05-03 10:00+60m", ""),
                ("b", "2027-03-01", ""),
                ("c", "2027-02-01/2027-02-28", ""),
                ("d", "2027-01-04", ""),
            ],
        );
        let new = ledger(
            &old,
            &[
                ("a", "2027-02-02 10:00+60m", ""),
                ("c", "2027-02-01/2027-02-28", "longer"),
                ("d", "2027-01-04", ""),
                ("e", "2027-01-05", ""),
            ],
        );
        let told: Vec<(String, &str)> =
            differences(&old, &new).iter().map(|found| (found.id.as_str().to_owned(), found.change.name())).collect();
        let expected = [("e", "new"), ("c", "reworded"), ("a", "moved"), ("b", "withdrawn")];
        assert_eq!(told, expected.map(|(id, name)| (id.to_owned(), name)));
        assert!(differences(&new, &new).is_empty());
        let back = ledger(&new, &[("b", "2027-03-01", "")]);
        let returned = differences(&new, &back).into_iter().find(|found| found.id.as_str() == "b").unwrap();
        assert_eq!(returned.change, Change::New { to: written::read("2027-03-01").unwrap() });
    }
}
