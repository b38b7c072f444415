//! Topic: some meeting of a group lies in the days that a topic asks for.   `sum over meetings m, days d in E: x[m,d] >= 1 - s`
//!
//! Coupling, of any priority; a demand that no meeting meets is one unit. A topic before a milestone asks by a gate.

use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::plan::topic::{Binding, Demand, Topic};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// The rule's name.
pub const NAME: &str = "topic";

fn demands<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (Fee, &'p Demand, &'p [ActivityIndex])> {
    let demand = |binding: &'p Binding| match binding {
        Binding::Within(demand) => Some(demand),
        Binding::At(_) | Binding::LastBefore { .. } => None,
    };
    let of_topic = move |topic: &'p Topic| {
        let meetings = problem.meetings(topic.group);
        let weight = problem.plan.group(topic.group).weight;
        let fee = move |demand: &Demand| Fee::of(NAME, demand.span, 1, demand.priority).times(weight);
        topic.bindings.iter().filter_map(demand).map(move |demand| (fee(demand), demand, meetings))
    };
    problem.plan.topics.iter().flat_map(of_topic)
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    demands(problem).map(|(fee, ..)| fee.tag).collect()
}

/// What a schedule breaks: each demand is charged to all meetings of the group, of which none lies there.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (fee, demand, meetings) in demands(problem) {
        let ids: Vec<_> = meetings.iter().map(|index| problem.activity(*index).id.clone()).collect();
        let days: Vec<_> = ids.iter().filter_map(|id| schedule.placement(id)).map(Placement::first).collect();
        // While a meeting has no date, it could be the one.
        let is_open = days.len() < ids.len();
        if !is_open && !days.iter().any(|day| demand.window.contains(*day)) {
            charges.push(fee.charged(&problem.plan.weights, ids));
        }
    }
    charges
}

/// Adds the rows: one for each demand that is not met wherever the meetings lie.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (fee, demand, meetings) in demands(problem) {
        // A meeting that is left out of a smaller problem could be anywhere: then the demand says nothing.
        let is_whole = meetings.iter().all(|meeting| layout.takes_part[meeting.0]);
        let is_met =
            |meeting: &ActivityIndex| layout.days(*meeting).iter().all(|day| demand.window.contains(day.placement.first()));
        if !is_whole || !force.binds(fee) || meetings.iter().any(is_met) {
            continue;
        }
        let days = meetings.iter().flat_map(|meeting| layout.days(*meeting));
        let within = days.filter(|day| demand.window.contains(day.placement.first()));
        let mut terms: Vec<(ColumnId, i32)> = within.map(|day| (day.column, -1)).collect();
        terms.extend(force.cost(fee).map(|cost| (program.column(Domain::Surplus(1), cost), -1)));
        program.row(fee.tag, terms, Relation::AtMost, -1);
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups:
  board:
    meets: {windows: {v: 03-01..03-12, w: 03-15..04-09}, at: "10:00", length: 1h}
    topics: {budget: {in: 2027-03-05..2027-03-16}}
"#;

    #[test]
    fn some_meeting_lies_in_the_days_and_both_ends_count() {
        let verifier = verify(NAME, PLAN);
        let at = |v: &str, w: &str| verifier.dates(&[("board/2027-v", v), ("board/2027-w", w)]);
        at("2027-03-04", "2027-03-17").is_forbidden();
        at("2027-03-05", "2027-03-17").has_no_impact();
        at("2027-03-04", "2027-03-16").has_no_impact();
        at("2027-03-05", "2027-03-16").has_no_impact();
    }

    #[test]
    fn a_soft_demand_is_one_unit_and_each_month_asks_for_itself() {
        let soft = PLAN.replace("{in: 2027-03-05..2027-03-16}", "{in: [2027-03-05..2027-03-16, april], priority: should}");
        let verifier = verify(NAME, &soft);
        let at = |v: &str, w: &str| verifier.dates(&[("board/2027-v", v), ("board/2027-w", w)]);
        at("2027-03-04", "2027-03-17").penalizes_by(20);
        at("2027-03-04", "2027-03-16").penalizes_by(10);
        at("2027-03-05", "2027-04-01").has_no_impact();
    }
}
