//! What could be written instead of some words, the smallest change first. Knows no rule.

use std::ops::Range;

/// In what way a rule asks for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A distance that may be longer or shorter.
    Distance,
    /// Days between which something lies, or a fixed date.
    Window,
    /// One more weekday to meet on.
    Weekday,
    /// Hours to meet within, or another start.
    Hours,
    /// Fewer people who are enough.
    Quorum,
    /// A higher limit: of meetings, phases, hours or uses at once.
    Limit,
    /// A must that becomes a `should`.
    Wish,
    /// Another window for one meeting alone.
    Meeting,
    /// One meeting less.
    Cancelled,
}

impl Kind {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Distance => "distance",
            Kind::Window => "window",
            Kind::Weekday => "weekday",
            Kind::Hours => "hours",
            Kind::Quorum => "quorum",
            Kind::Limit => "limit",
            Kind::Wish => "wish",
            Kind::Meeting => "meeting",
            Kind::Cancelled => "cancel",
        }
    }
}

/// How the rungs of a ladder lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Climb {
    /// Each allows what the one before allows, and more.
    Wider,
    /// Each allows something else.
    Otherwise,
}

/// A text that says by how much it asks for less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// By how much: in the units of the text.
    pub amount: u32,
    /// The value instead, without quotes.
    pub text: String,
}

/// Changes of one value, the smallest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What the amounts are measured against, at least 1.
    pub value: u32,
    /// How the changes lie to each other.
    pub climb: Climb,
    /// The changes.
    pub changes: Vec<Change>,
}

/// One change of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// By how much it asks for less, in the units of the text.
    pub amount: u32,
    /// The bytes that are exchanged.
    pub range: Range<usize>,
    /// What stands there then.
    pub new: String,
    /// What the value says then, for people.
    pub says: String,
}

/// One way to loosen one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// In what way.
    pub kind: Kind,
    /// The key that the value belongs to.
    pub key: String,
    /// What the value says.
    pub said: String,
    /// What the amounts are measured against, at least 1.
    pub value: u32,
    /// How the rungs lie to each other.
    pub climb: Climb,
    /// The changes, the smallest first.
    pub rungs: Vec<Rung>,
}
