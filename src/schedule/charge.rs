//! What a schedule is charged for: which rule, at which line of the plan, for which activities, and how much.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;

/// One amount on the bill of a schedule, or one broken must.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The rule's name, one of [`RULES`](crate::plan::rule::RULES).
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

/// The cost of a bill: the sum over its charges; broken musts add nothing.
pub fn total(charges: &[Charge]) -> i64 {
    charges.iter().filter_map(|charge| charge.cost).sum()
}
