//! Capacity: how many phases of a kind may run at once, and how many hours a week a person has for the roadmap.

use crate::diagnostic::source::Span;
use crate::plan::priority::Priority;

/// At most so many phases of a kind run on any day, over all products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// The key in the plan.
    pub key: String,
    /// How many may run at once.
    pub most: u32,
    /// The kind of phase that is counted.
    pub kind: String,
    /// How firmly; each phase above `most` on the busiest day of an ISO week is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// The hours a week that a person has for phases, over all products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeeklyHours {
    /// How many hours an ISO week has.
    pub most: u32,
    /// How firmly; each hour above `most` in a week is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}
