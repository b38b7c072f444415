//! What breaking a rule by so many units costs, and the tag by which the rule is told.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::priority::Priority;
use crate::plan::weights::Weights;
use crate::schedule::charge::Charge;

/// Which rule, and where the plan states it. What is infeasible, bounded or chosen is told by tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// The rule's name.
    pub rule: &'static str,
    /// The line of the plan.
    pub span: Span,
}

/// A rule broken by `units`. What that costs is said by the plan's weights; what breaks a must is forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// Which rule.
    pub tag: Tag,
    /// By how much, at least 1.
    pub units: i64,
    /// How firmly the rule is wanted.
    pub priority: Priority,
    /// How many times it costs: what its group weighs, or 1.
    pub times: u32,
}

impl Fee {
    /// A broken must.
    pub fn forbidden(rule: &'static str, span: Span) -> Fee {
        Fee::of(rule, span, 1, Priority::Must)
    }

    /// A rule of a priority broken by some units.
    pub fn of(rule: &'static str, span: Span, units: i64, priority: Priority) -> Fee {
        Fee { tag: Tag { rule, span }, units, priority, times: 1 }
    }

    /// The same, so many times as dear: for the rules of a group, what the group weighs.
    #[must_use]
    pub fn times(self, weight: u32) -> Fee {
        Fee { times: weight, ..self }
    }

    /// Whether it is a must that is broken.
    pub fn is_must(self) -> bool {
        self.priority == Priority::Must
    }

    /// What it costs; none for a must.
    pub fn cost(self, weights: &Weights) -> Option<i64> {
        let unit = weights.unit_cost(self.tag.rule, self.priority)?;
        Some(unit * i64::from(self.times) * self.units)
    }

    /// The fee on the bill of these activities.
    pub fn charged(self, weights: &Weights, activities: Vec<ActivityId>) -> Charge {
        let Tag { rule, span } = self.tag;
        Charge { rule, span, activities, units: self.units, cost: self.cost(weights) }
    }
}

/// Which rules count, and whether costs do.
#[derive(Clone, Copy)]
pub struct Force<'f> {
    /// Which rules are in force: all of them to plan, some of them to find out which cannot hold together.
    pub rules: &'f dyn Fn(Tag) -> bool,
    /// Whether breaking a soft rule costs.
    pub costs: Costs<'f>,
}

/// Whether breaking a soft rule costs.
#[derive(Debug, Clone, Copy)]
pub enum Costs<'f> {
    /// By the weights of the plan.
    Counted(&'f Weights),
    /// Nothing: only the musts matter.
    Ignored,
}

impl Force<'_> {
    /// The sum of the fees in force; none when one of them forbids.
    pub fn price(&self, fees: &[Fee]) -> Option<i64> {
        fees.iter().filter(|fee| (self.rules)(fee.tag)).map(|fee| self.cost(*fee)).sum()
    }

    /// What a fee of a rule in force costs; none when it forbids.
    pub fn cost(&self, fee: Fee) -> Option<i64> {
        match self.costs {
            Costs::Counted(weights) => fee.cost(weights),
            Costs::Ignored => (!fee.is_must()).then_some(0),
        }
    }

    /// Whether the rule of a fee says anything: a soft one says nothing where costs are ignored.
    pub fn binds(&self, fee: Fee) -> bool {
        (self.rules)(fee.tag) && self.cost(fee) != Some(0)
    }
}

#[cfg(test)]
mod tests {
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
weights: {should: 20, could: 2, rules: {preferred-weekday: 3, relation: 5, separation: 7}}
groups:
  board:
    weight: 4
    meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h, prefer: {on: mon}}
    after: {council: "1..3 days, nearest, should"}
    not-same-week: {council: could}
  council: {meets: {windows: {w: 03-01..03-12}, at: "10:00", length: 1h}}
"#;

    #[test]
    fn the_weights_of_the_plan_the_rule_and_the_group_multiply() {
        let dates = [("board/2027-v", "2027-03-02"), ("council/2027-w", "2027-03-02")];
        verify("preferred-weekday", PLAN).dates(&dates).penalizes_by(20 * 3 * 4);
        verify("relation", PLAN).dates(&dates).penalizes_by(20 * 5 * 4);
        verify("separation", PLAN).dates(&dates).penalizes_by(2 * 7 * 4);
    }

    #[test]
    fn each_day_away_from_the_best_is_a_could_of_the_group() {
        let plan = PLAN.replace("1..3 days, nearest, should", "1..3 days, best 2");
        let plan = plan.replace("windows: {v:", "windows: {w:");
        let dates = [("board/2027-w", "2027-03-05"), ("council/2027-w", "2027-03-02")];
        verify("relation", &plan).dates(&dates).penalizes_by(2 * 5 * 4);
    }

    #[test]
    fn the_weight_of_a_group_counts_for_every_rule_that_the_group_states() {
        let plan = r#"
people: {a: {leave: 2027-03-01..2027-03-31}}
groups:
  board:
    weight: 4
    members: {any: 1, of: [a], priority: should}
    meets:
      windows: {v: 03-01..03-12, w: 03-08..03-26}
      between: 09:00-12:00
      length: 1h
      same-weekday: should
      same-time: could
      spread: could
    deadlines: {agenda: {due: 1 working day before, by: "a, could"}}
    topics: {budget: {in: 2027-03-03..2027-03-04, priority: should}}
    same-day: {council: could}
    back-to-back: {council: "0 minutes, could"}
  council: {meets: {windows: {x: 03-05}, at: "09:00", length: 1h}}
"#;
        let dates =
            [("board/2027-v", "2027-03-02 09:00"), ("board/2027-w", "2027-03-25 10:00"), ("council/2027-x", "2027-03-05 09:00")];
        for (rule, cost) in [
            ("quorum", 2 * 10),
            ("same-weekday", 10),
            ("same-time", 1),
            ("spread", 2),
            ("deadline-leave", 2),
            ("topic", 10),
            ("gathering", 2),
            ("back-to-back", 2),
        ] {
            verify(rule, plan).dates(&dates).penalizes_by(4 * cost);
        }
    }
}
