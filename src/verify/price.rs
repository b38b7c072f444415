//! What a broken rule is charged. Knows priorities and weights, no rule.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::group::Group;
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::plan::weights::Weights;
use crate::schedule::charge::Charge;

/// Charges a broken must: one unit, without a price.
pub(crate) fn broken(rule: &'static str, span: Span, activities: Vec<ActivityId>) -> Charge {
    Charge { rule, span, activities, units: 1, cost: None }
}

/// What breaking one rule costs, for one group or for none.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Price<'a> {
    pub(crate) rule: &'static str,
    weights: &'a Weights,
    /// What the group weighs.
    times: u32,
}

impl<'a> Price<'a> {
    /// The price of a rule that is no group's own.
    pub(crate) fn of(plan: &'a Plan, rule: &'static str) -> Price<'a> {
        Price { rule, weights: &plan.weights, times: 1 }
    }

    /// The price of a rule that a group states of its meetings.
    pub(crate) fn for_group(plan: &'a Plan, group: &Group, rule: &'static str) -> Price<'a> {
        Price { times: group.weight, ..Price::of(plan, rule) }
    }

    /// Prices so many units; none for a must.
    pub(crate) fn cost(&self, priority: Priority, units: i64) -> Option<i64> {
        let list_price = match priority {
            Priority::Must => return None,
            Priority::Should => self.weights.should,
            Priority::Could => self.weights.could,
        };
        let of_rule = self.weights.rules.iter().find(|(rule, _)| *rule == self.rule).map_or(1, |(_, times)| *times);
        Some(units * i64::from(list_price) * i64::from(of_rule) * i64::from(self.times))
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::priority::Priority;
    use crate::verify::fixture::Case;
    use crate::verify::price::Price;

    #[test]
    fn a_should_costs_ten_coulds_and_a_must_has_no_price() {
        let case = Case::new();
        let price = Price::of(&case.plan, "drift");
        assert_eq!(
            [Priority::Must, Priority::Should, Priority::Could].map(|each| price.cost(each, 3)),
            [None, Some(30), Some(3)]
        );
    }

    #[test]
    fn weights_of_the_plan_of_the_rule_and_of_the_group_are_multiplied() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[group.0].weight = 5;
        case.plan.weights.should = 20;
        case.plan.weights.rules.insert("drift".to_owned(), 3);
        let group = &case.plan.groups[group.0];
        assert_eq!(Price::for_group(&case.plan, group, "drift").cost(Priority::Should, 2), Some(20 * 3 * 5 * 2));
        assert_eq!(Price::for_group(&case.plan, group, "avoid").cost(Priority::Could, 2), Some(5 * 2));
        assert_eq!(Price::of(&case.plan, "drift").cost(Priority::Could, 2), Some(3 * 2));
    }
}
