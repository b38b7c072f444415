//! must, should, could (skal, bør, kan): whether a rule may be broken, and what breaking it costs.

use std::fmt;

/// How firmly a rule is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Never broken; when the musts cannot hold together there is no plan.
    Must,
    /// Broken only when that saves more; each unit costs [`Priority::SHOULD`].
    Should,
    /// A wish; each unit costs [`Priority::COULD`].
    Could,
}

impl Priority {
    /// What one unit of a broken `should` costs.
    pub const SHOULD: i64 = 10;
    /// What one unit of a broken `could` costs.
    pub const COULD: i64 = 1;

    /// The cost of one unit of breaking the rule; none for a `must`, which has no price.
    pub fn unit_cost(self) -> Option<i64> {
        match self {
            Priority::Must => None,
            Priority::Should => Some(Self::SHOULD),
            Priority::Could => Some(Self::COULD),
        }
    }

    /// The word of the plan language.
    pub fn word(self) -> &'static str {
        match self {
            Priority::Must => "must",
            Priority::Should => "should",
            Priority::Could => "could",
        }
    }
}

impl fmt::Display for Priority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
