//! must, should, could (skal, bør, kan): whether a rule may be broken. What that costs is the plan's `weights`.

use std::fmt;

/// How firmly a rule is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Never broken; when the musts cannot hold together there is no plan.
    Must,
    /// Broken only when that saves more; the plan's weights say what a unit costs.
    Should,
    /// A wish; the plan's weights say what a unit costs.
    Could,
}

impl Priority {
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
