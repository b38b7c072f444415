//! Workload: the phases that run in a week take no more hours of a person than there are.
//! `sum over phases, first days whose phase touches week: hours[p] * x[p,d] <= most + surplus`
//!
//! Coupling, of any priority; each hour above in an ISO week is one unit. Only planned days count.

use std::collections::BTreeMap;

use crate::calendar::iso_week::Week;
use crate::constraint::capacity::Run;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::plan::capacity::WeeklyHours;
use crate::plan::person::PersonId;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "workload";

/// The people whose hours are counted, each with the phases that take some and how many.
fn loads<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p WeeklyHours, Vec<(ActivityIndex, u32)>)> {
    let people = problem.plan.people.iter().enumerate();
    people.filter_map(|(index, person)| Some((person.hours.as_ref()?, efforts(problem, PersonId(index)))))
}

fn efforts(problem: &Problem<'_>, person: PersonId) -> Vec<(ActivityIndex, u32)> {
    let hours = |kind: Kind| match kind {
        Kind::Phase(phase) => {
            let efforts = &problem.plan.phases[phase.0].demands.efforts;
            efforts.iter().find(|effort| effort.person == person).map(|effort| effort.hours)
        }
        Kind::Meeting(_) | Kind::Milestone(_) => None,
    };
    problem.indexed().filter_map(|(index, activity)| Some((index, hours(activity.kind)?))).collect()
}

fn fee(hours: &WeeklyHours, surplus: i64) -> Fee {
    Fee::of(NAME, hours.span, surplus, hours.priority)
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    loads(problem).map(|(hours, _)| fee(hours, 1).tag).collect()
}

/// What a schedule breaks: one charge for each person and week with more hours than there are.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (hours, efforts) in loads(problem) {
        let mut weeks: BTreeMap<Week, (i64, Vec<ActivityIndex>)> = BTreeMap::new();
        for (index, effort) in efforts {
            let placement = schedule.placement(&problem.activity(index).id);
            let run = placement.and_then(|placement| Run::of(placement, problem.plan.horizon));
            for week in run.into_iter().flat_map(Run::weeks) {
                let (sum, phases) = weeks.entry(week).or_default();
                *sum += i64::from(effort);
                phases.push(index);
            }
        }
        for (sum, phases) in weeks.into_values() {
            let surplus = sum - i64::from(hours.most);
            if surplus > 0 {
                let ids = phases.iter().map(|index| problem.activity(*index).id.clone()).collect();
                charges.push(fee(hours, surplus).charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// Adds the rows: one for each person and week that more hours could be taken of than there are.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (hours, efforts) in loads(problem).filter(|(hours, _)| force.binds(fee(hours, 1))) {
        let mut weeks: BTreeMap<Week, (u32, Vec<(ColumnId, i32)>)> = BTreeMap::new();
        for (index, effort) in efforts {
            let mut own: BTreeMap<Week, Vec<(ColumnId, i32)>> = BTreeMap::new();
            for day in layout.days(index) {
                for week in Run::of(day.placement, problem.plan.horizon).into_iter().flat_map(Run::weeks) {
                    own.entry(week).or_default().push((day.column, i32::try_from(effort).unwrap_or(i32::MAX)));
                }
            }
            for (week, columns) in own {
                let (sum, all) = weeks.entry(week).or_default();
                *sum += effort;
                all.extend(columns);
            }
        }
        for (sum, mut terms) in weeks.into_values().filter(|(sum, _)| *sum > hours.most) {
            let fee = fee(hours, 1);
            terms.extend(force.cost(fee).map(|cost| (program.column(Domain::Surplus(sum - hours.most), cost), -1)));
            program.row(fee.tag, terms, Relation::AtMost, i32::try_from(hours.most).unwrap_or(i32::MAX));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::{Verdict, verify};

    const PLAN: &str = r"
people: {coordinator: {hours: 10}, clerk: {hours: '3, could'}}
roadmap:
  tracks:
    t:
      phases:
        one: {length: 5 working days, between: 2027-03-01..2027-03-31, effort: {coordinator: 5}}
        other: {length: 5 working days, between: 2027-03-01..2027-03-31, effort: {coordinator: 6, clerk: 2}}
        third: {length: 5 working days, between: 2027-03-01..2027-03-31, effort: {clerk: 3}}
";

    fn at(plan: &str, one: &str, other: &str, third: &str) -> Verdict {
        verify(NAME, plan).dates(&[("one", one), ("other", other), ("third", third)])
    }

    #[test]
    fn every_week_that_a_phase_touches_counts_whole() {
        // Friday 5 to Thursday 11 March: weeks 9 and 10.
        at(PLAN, "2027-03-05", "2027-03-15", "2027-03-22").has_no_impact();
        at(PLAN, "2027-03-05", "2027-03-12", "2027-03-22").is_forbidden();
        let more = PLAN.replace("hours: 10", "hours: 11");
        at(&more, "2027-03-05", "2027-03-12", "2027-03-22").has_no_impact();
    }

    #[test]
    fn each_hour_above_in_a_week_is_one_unit() {
        at(PLAN, "2027-03-01", "2027-03-08", "2027-03-08").penalizes_by(2);
        // Weeks 10 and 11 for the one, week 11 alone for the other.
        at(PLAN, "2027-03-01", "2027-03-15", "2027-03-12").penalizes_by(2);
        at(PLAN, "2027-03-01", "2027-03-12", "2027-03-12").penalizes_by(4);
        at(PLAN, "2027-03-01", "2027-03-15", "2027-03-08").has_no_impact();
    }
}
