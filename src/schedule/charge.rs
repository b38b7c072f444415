//! What a schedule is charged for: which rule, at which line of the plan, for which activities, and how much.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::rule::RULES;

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

/// The cost of a bill: the sum over its charges; broken musts add nothing.
pub fn total(charges: &[Charge]) -> i64 {
    charges.iter().filter_map(|charge| charge.cost).sum()
}

/// What each rule costs: its name, its units and their cost, the dearest first; what costs nothing is left out.
pub fn by_rule(charges: &[Charge]) -> Vec<(&'static str, usize, i64)> {
    let mut sums: Vec<(&str, usize, i64)> = Vec::new();
    for rule in RULES {
        let own = charges.iter().filter(|charge| charge.rule == *rule && charge.cost.is_some());
        let units: i64 = own.clone().map(|charge| charge.units).sum();
        let cost = own.filter_map(|charge| charge.cost).sum();
        if cost > 0 {
            sums.push((rule, usize::try_from(units).unwrap_or(0), cost));
        }
    }
    sums.sort_by_key(|(_, _, cost)| std::cmp::Reverse(*cost));
    sums
}

#[cfg(test)]
mod tests {
    use super::{Charge, by_rule, total};
    use crate::diagnostic::source::Span;

    #[test]
    fn the_sums_by_rule_add_up_to_the_bill_and_the_dearest_stands_first() {
        let charge = |rule, units, cost| Charge { rule, span: Span::default(), activities: Vec::new(), units, cost };
        let charges = [
            charge("drift", 3, Some(3)),
            charge("separation", 1, Some(10)),
            charge("drift", 1, Some(1)),
            charge("weekday", 1, None),
        ];
        assert_eq!(by_rule(&charges), [("separation", 1, 10), ("drift", 4, 4)]);
        assert_eq!(by_rule(&charges).iter().map(|(_, _, cost)| cost).sum::<i64>(), total(&charges));
    }
}
