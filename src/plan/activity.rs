//! Ids of everything that gets a date: a meeting, a phase, a milestone.

use std::fmt;

/// The lasting name of an activity: `product/group/label` of a meeting (`os2display/styregruppe/2027-03`),
/// `product/roadmap/track/key` of a phase or milestone. It holds the plan's own words, never a date that was chosen,
/// so it stays the same when the activity moves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityId(String);

impl ActivityId {
    /// The id of a meeting.
    pub fn meeting(product: &str, group: &str, label: &str) -> Self {
        ActivityId(format!("{product}/{group}/{label}"))
    }

    /// The id of a phase or milestone.
    pub fn roadmap(product: &str, track: &str, key: &str) -> Self {
        ActivityId(format!("{product}/roadmap/{track}/{key}"))
    }

    /// An id as it was written, in a lock or a schedule typed by hand.
    pub fn written(text: impl Into<String>) -> Self {
        ActivityId(text.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ActivityId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
