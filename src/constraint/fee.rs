//! What breaking a rule by so many units costs, and the tag by which the rule is told.

use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::priority::Priority;
use crate::schedule::charge::Charge;

/// Which rule, and where the plan states it. What is infeasible, bounded or chosen is told by tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag {
    /// The rule's name.
    pub rule: &'static str,
    /// The line of the plan.
    pub span: Span,
}

/// A rule broken by `units`; without a cost it is a must, and what it judges is forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fee {
    /// Which rule.
    pub tag: Tag,
    /// By how much, at least 1.
    pub units: i64,
    /// What that costs.
    pub cost: Option<i64>,
}

impl Fee {
    /// A broken must.
    pub fn forbidden(rule: &'static str, span: Span) -> Fee {
        Fee { tag: Tag { rule, span }, units: 1, cost: None }
    }

    /// A rule of a priority broken by some units.
    pub fn of(rule: &'static str, span: Span, units: i64, priority: Priority) -> Fee {
        Fee { tag: Tag { rule, span }, units, cost: priority.unit_cost().map(|unit| unit * units) }
    }

    /// The fee on the bill of these activities.
    pub fn charged(self, activities: Vec<ActivityId>) -> Charge {
        Charge { rule: self.tag.rule, span: self.tag.span, activities, units: self.units, cost: self.cost }
    }
}

/// Which rules count, and whether costs do.
#[derive(Clone, Copy)]
pub struct Force<'f> {
    /// Which rules are in force: all of them to plan, some of them to find out which cannot hold together.
    pub rules: &'f dyn Fn(Tag) -> bool,
    /// Whether breaking a soft rule costs.
    pub costs: Costs,
}

/// Whether breaking a soft rule costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Costs {
    /// As the plan says.
    Counted,
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
            Costs::Counted => fee.cost,
            Costs::Ignored => fee.cost.map(|_| 0),
        }
    }

    /// Whether the rule of a fee says anything: a soft one says nothing where costs are ignored.
    pub fn binds(&self, fee: Fee) -> bool {
        (self.rules)(fee.tag) && self.cost(fee) != Some(0)
    }
}
