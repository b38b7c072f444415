//! What one unit of a broken rule costs: by its priority, times what its rule weighs. Knows no rule's meaning.

use std::collections::BTreeMap;

use crate::plan::priority::Priority;

/// The price list of a plan. What is not said has the published price: 10 for a `should`, 1 for a `could`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights {
    /// What one unit of a broken `should` costs, [`Weights::could`] to [`Weights::MOST`].
    pub should: u32,
    /// What one unit of a broken `could` costs, 1 to [`Weights::MOST`].
    pub could: u32,
    /// How many times that a rule costs, by its name on the bill: 1 to [`Weights::MOST_TIMES`], 1 when it is not there.
    pub rules: BTreeMap<String, u32>,
}

impl Weights {
    /// The most that one unit may cost before factors. With both factors at their most and the units of a hundred years,
    /// a bill stays far below what a 64-bit number and a double hold exactly.
    pub const MOST: u32 = 1_000;
    /// The most times that a rule or a group may weigh.
    pub const MOST_TIMES: u32 = 100;

    /// The cost of one unit of breaking a rule; none for a must, which has no price.
    pub fn unit_cost(&self, rule: &str, priority: Priority) -> Option<i64> {
        let unit = match priority {
            Priority::Must => return None,
            Priority::Should => self.should,
            Priority::Could => self.could,
        };
        Some(i64::from(unit) * i64::from(self.rules.get(rule).copied().unwrap_or(1)))
    }
}

impl Default for Weights {
    fn default() -> Self {
        Weights { should: 10, could: 1, rules: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::priority::Priority;
    use crate::plan::weights::Weights;

    #[test]
    fn a_rule_costs_its_priority_as_many_times_as_it_weighs() {
        let weights = Weights { should: 7, could: 2, rules: [("drift".to_owned(), 3)].into() };
        let costs = |rule| [Priority::Must, Priority::Should, Priority::Could].map(|each| weights.unit_cost(rule, each));
        assert_eq!(costs("drift"), [None, Some(21), Some(6)]);
        assert_eq!(costs("avoid"), [None, Some(7), Some(2)]);
    }
}
