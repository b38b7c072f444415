//! Lasting identifiers of calendar entries: derived from the plan's own words, never from a date, host or path.

use uuid::Uuid;

use crate::plan::activity::ActivityId;

/// The namespace of every identifier (RFC 9562, 5.5): fixed for ever, or every subscriber would see every entry twice.
const NAMESPACE: Uuid = Uuid::from_u128(0x6f1c_2f0e_9a53_5f0b_8d43_61a7_2a05_2b61);

/// A calendar entry: an activity, or a deadline of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(String);

impl EntryId {
    /// The entry of a meeting, phase or milestone.
    pub fn activity(id: &ActivityId) -> Self {
        EntryId(id.as_str().to_owned())
    }

    /// The entry of a deadline of a meeting: `os2display/styregruppe/2027-03#dagsorden`.
    pub fn deadline(id: &ActivityId, name: &str) -> Self {
        EntryId(format!("{id}#{name}"))
    }

    /// An entry as a lock names it.
    pub fn written(text: impl Into<String>) -> Self {
        EntryId(text.into())
    }

    /// The activity, when the entry is one itself and not a deadline.
    pub fn as_activity(&self) -> Option<ActivityId> {
        (!self.0.contains('#')).then(|| ActivityId::written(self.0.clone()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The `UID` of the entry's `VEVENT` (RFC 5545, 3.8.4.7; RFC 7986, 5.3): a name-based UUID of the id.
    pub fn uid(&self) -> String {
        Uuid::new_v5(&NAMESPACE, self.0.as_bytes()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::EntryId;
    use crate::plan::activity::ActivityId;

    #[test]
    fn a_uid_depends_on_the_id_alone() {
        let meeting = ActivityId::meeting("p", "g", "2027-03");
        let entry = EntryId::activity(&meeting);
        assert_eq!(entry.uid(), EntryId::written("p/g/2027-03").uid());
        assert_ne!(entry.uid(), EntryId::deadline(&meeting, "referat").uid());
        assert_eq!(entry.as_activity(), Some(meeting.clone()));
        assert_eq!(EntryId::deadline(&meeting, "referat").as_activity(), None);
    }
}
