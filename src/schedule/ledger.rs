//! The ledger: what subscribers have been shown of each entry, and how often it has changed. Knows no file and no clock;
//! its text is the lock `aarshjul.lock` (`ledger_text`).

use std::collections::BTreeMap;

use blake3::Hash;

use crate::schedule::identity::EntryId;
use crate::schedule::placement::{Placement, Schedule};
use crate::schedule::stamp::Stamp;

/// What has been shown of every entry that was ever in a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    records: BTreeMap<EntryId, Record>,
}

/// What has been shown of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When it was announced to be.
    pub when: Placement,
    /// When it was before its last change; none where that moved nothing.
    pub was: Option<Placement>,
    /// How often it has changed since it was first announced (RFC 5545, 3.8.7.4).
    pub sequence: u32,
    /// When it last changed.
    pub stamp: Stamp,
    /// A hash of what was shown, without stamp and sequence.
    pub content: Hash,
    /// Whether it still is in the feeds.
    pub state: State,
}

/// Whether an entry is in the feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is; moving it disturbs people.
    Announced,
    /// It was, and its meeting is cancelled; feeds that keep such meetings tell so, on its last date.
    Cancelled,
    /// It was, and is no longer; if it returns, it goes on counting from where it was.
    Withdrawn,
}

impl Ledger {
    /// What has been shown of an entry; none for one that never was in a feed.
    pub fn entry(&self, id: &EntryId) -> Option<&Record> {
        self.records.get(id)
    }

    /// All records, sorted by id.
    pub fn records(&self) -> impl Iterator<Item = (&EntryId, &Record)> {
        self.records.iter()
    }

    /// The dates people have been told, withdrawn ones excluded. Deadlines are left out: they follow from their meetings.
    pub fn announced(&self) -> Schedule {
        let announced = self.records.iter().filter(|(_, record)| match record.state {
            State::Announced => true,
            State::Cancelled | State::Withdrawn => false,
        });
        Schedule { placements: announced.filter_map(|(id, record)| Some((id.as_activity()?, record.when))).collect() }
    }

    /// The ledger after these contents have been shown at `stamp`, and nothing else.
    ///
    /// An entry whose content is as before keeps stamp and sequence. A changed one, and one that returns, takes the new
    /// stamp (always later than its old one) and the next sequence; a new one starts at 0. What is not among the contents
    /// is withdrawn and keeps its last values. Showing the same contents once more therefore changes nothing.
    #[must_use]
    pub fn advance(&self, contents: &[(EntryId, Placement, String)], stamp: Stamp) -> Ledger {
        self.advance_and_cancel(contents, &[], stamp)
    }

    /// The same when some of what is cancelled is still shown, as cancelled: it counts like any other change.
    #[must_use]
    pub fn advance_and_cancel(
        &self,
        contents: &[(EntryId, Placement, String)],
        cancelled: &[(EntryId, Placement, String)],
        stamp: Stamp,
    ) -> Ledger {
        let withdrawn =
            self.records.iter().map(|(id, record)| (id.clone(), Record { state: State::Withdrawn, ..record.clone() }));
        let mut records: BTreeMap<EntryId, Record> = withdrawn.collect();
        let held = contents.iter().map(|content| (content, State::Announced));
        for ((id, when, content), state) in held.chain(cancelled.iter().map(|content| (content, State::Cancelled))) {
            let record = Record { when: *when, was: None, sequence: 0, stamp, content: blake3::hash(content.as_bytes()), state };
            let record = match self.records.get(id) {
                Some(shown) => record.succeeding(shown),
                None => record,
            };
            records.insert(id.clone(), record);
        }
        Ledger { records }
    }
}

impl Record {
    /// The same, counted on from what was shown before; just that when nothing has changed.
    fn succeeding(self, shown: &Record) -> Record {
        if (shown.state, shown.content) == (self.state, self.content) {
            return Record { when: self.when, ..shown.clone() };
        }
        let was = (shown.when != self.when).then_some(shown.when);
        Record { was, sequence: shown.sequence.saturating_add(1), stamp: self.stamp.after(shown.stamp), ..self }
    }
}

impl FromIterator<(EntryId, Record)> for Ledger {
    fn from_iter<I: IntoIterator<Item = (EntryId, Record)>>(records: I) -> Self {
        Ledger { records: records.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, State};
    use crate::plan::activity::ActivityId;
    use crate::schedule::identity::EntryId;
    use crate::schedule::placement::Placement;
    use crate::schedule::stamp::Stamp;

    fn shown(id: &str, date: &str) -> (EntryId, Placement, String) {
        (EntryId::written(id), Placement::Milestone { date: date.parse().unwrap() }, format!("{id} on {date}"))
    }

    fn stamp(day: u32) -> Stamp {
        Stamp::parse(&format!("2026-11-{day:02}T00:00:00Z")).unwrap()
    }

    fn told(ledger: &Ledger, id: &str) -> (u32, Stamp, State) {
        let record = ledger.entry(&EntryId::written(id)).unwrap();
        (record.sequence, record.stamp, record.state)
    }

    #[test]
    fn showing_the_same_again_changes_nothing() {
        let contents = [shown("p/g/2027-q1", "2027-03-04"), shown("p/g/2027-q2", "2027-06-03")];
        let first = Ledger::default().advance(&contents, stamp(1));
        assert_eq!(told(&first, "p/g/2027-q1"), (0, stamp(1), State::Announced));
        assert_eq!(first.advance(&contents, stamp(9)), first);
    }

    #[test]
    fn only_the_entry_that_changed_is_counted_and_stamped() {
        let first = Ledger::default().advance(&[shown("a", "2027-03-04"), shown("b", "2027-03-05")], stamp(1));
        let second = first.advance(&[shown("a", "2027-03-11"), shown("b", "2027-03-05")], stamp(2));
        assert_eq!(told(&second, "a"), (1, stamp(2), State::Announced));
        assert_eq!(told(&second, "b"), (0, stamp(1), State::Announced));
    }

    #[test]
    fn a_change_on_the_same_day_still_has_a_later_stamp() {
        let first = Ledger::default().advance(&[shown("a", "2027-03-04")], stamp(1));
        let second = first.advance(&[shown("a", "2027-03-11")], stamp(1));
        assert_eq!(told(&second, "a").1, Stamp::parse("2026-11-01T00:00:01Z").unwrap());
    }

    #[test]
    fn what_is_gone_is_remembered_and_goes_on_counting_when_it_returns() {
        let first = Ledger::default().advance(&[shown("a", "2027-03-04")], stamp(1));
        let gone = first.advance(&[], stamp(2));
        assert_eq!(told(&gone, "a"), (0, stamp(1), State::Withdrawn));
        assert_eq!(gone.advance(&[], stamp(3)), gone);
        let back = gone.advance(&[shown("a", "2027-03-04")], stamp(4));
        assert_eq!(told(&back, "a"), (1, stamp(4), State::Announced));
    }

    #[test]
    fn what_is_shown_as_cancelled_is_counted_once_and_is_no_announced_date() {
        let contents = [shown("p/g/1", "2027-03-04")];
        let first = Ledger::default().advance(&contents, stamp(1));
        let cancelled = [(contents[0].0.clone(), contents[0].1, "cancelled".to_owned())];
        let second = first.advance_and_cancel(&[], &cancelled, stamp(2));
        assert_eq!(told(&second, "p/g/1"), (1, stamp(2), State::Cancelled));
        assert_eq!(second.advance_and_cancel(&[], &cancelled, stamp(3)), second);
        assert_eq!(second.announced().placements.len(), 0);
        assert_eq!(told(&second.advance(&contents, stamp(4)), "p/g/1"), (2, stamp(4), State::Announced));
        assert_eq!(told(&second.advance(&[], stamp(4)), "p/g/1"), (1, stamp(2), State::Withdrawn));
    }

    #[test]
    fn announced_dates_are_those_of_activities_still_in_the_feeds() {
        let contents = [shown("p/g/1", "2027-03-04"), shown("p/g/1#referat", "2027-03-11"), shown("p/g/2", "2027-06-03")];
        let ledger = Ledger::default().advance(&contents, stamp(1)).advance(&contents[..2], stamp(2));
        let announced = ledger.announced();
        let date = "2027-03-04".parse().unwrap();
        assert_eq!(announced.placement(&ActivityId::written("p/g/1")), Some(Placement::Milestone { date }));
        assert_eq!(announced.placements.len(), 1);
    }
}
