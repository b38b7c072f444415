//! What a schedule is charged for: which rule, at which line of the plan, for which activities, and how much.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;

/// One amount on the bill of a schedule, or one broken must.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The rule's name, one of [`RULES`].
    pub rule: &'static str,
    /// Where the plan states the rule.
    pub span: Span,
    /// What broke it, in the rule's own order.
    pub activities: Vec<ActivityId>,
    /// By how many units, at least 1.
    pub units: i64,
    /// What that costs; none for a broken must, which has no price.
    pub cost: Option<i64>,
}

/// The names of every rule that can be charged, in the order summaries list them.
pub const RULES: &[&str] = &[
    "window",
    "weekday",
    "open-day",
    "attendance",
    "availability",
    "hours",
    "deadline-leave",
    "spacing",
    "spread",
    "same-weekday",
    "same-time",
    "relation",
    "topic",
    "presence",
    "quorum",
    "room",
    "separation",
    "gathering",
    "back-to-back",
    "week-load",
    "diary-load",
    "capacity",
    "workload",
    "avoid",
    "alignment",
    "preferred-weekday",
    "preferred-start",
    "drift",
    "phase-wish",
];

/// The cost of a bill: the sum over its charges; broken musts add nothing.
pub fn total(charges: &[Charge]) -> i64 {
    charges.iter().filter_map(|charge| charge.cost).sum()
}
