//! What a broken rule is charged. Knows priorities, no rule.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::priority::Priority;
use crate::schedule::charge::Charge;

/// Charges a broken must: one unit, without a price.
pub(crate) fn broken(rule: &'static str, span: Span, activities: Vec<ActivityId>) -> Charge {
    Charge { rule, span, activities, units: 1, cost: None }
}

/// Prices so many units; none for a must.
pub(crate) fn cost(priority: Priority, units: i64) -> Option<i64> {
    match priority {
        Priority::Must => None,
        Priority::Should => Some(units * Priority::SHOULD),
        Priority::Could => Some(units * Priority::COULD),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::priority::Priority;
    use crate::verify::price::cost;

    #[test]
    fn a_should_costs_ten_coulds_and_a_must_has_no_price() {
        assert_eq!([Priority::Must, Priority::Should, Priority::Could].map(|each| cost(each, 3)), [None, Some(30), Some(3)]);
    }
}
