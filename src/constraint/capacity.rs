//! Capacity: at most so many phases of a kind run on any planned day.
//! `sum over phases, first days whose phase holds day: x[p,d] <= most + surplus[week of day]`
//!
//! Coupling, of any priority. The busiest day of an ISO week counts: each phase above on that day is one unit. More phases
//! run on a day than on the one before only where one starts, so rows for the days on which some phase could start, and for
//! Mondays, are all there are.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::plan::capacity::Capacity;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// The rule's name.
pub const NAME: &str = "capacity";

/// The planned days on which a phase runs, both included.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// The first planned day.
    pub first: NaiveDate,
    /// The last planned day.
    pub last: NaiveDate,
}

impl Run {
    /// The planned days of a placement; none when it lies outside the planned years.
    pub fn of(placement: Placement, horizon: Horizon) -> Option<Run> {
        let (first, last) = (placement.first().max(horizon.first()), placement.last().min(horizon.last()));
        (first <= last).then_some(Run { first, last })
    }

    /// The ISO weeks that it touches.
    pub fn weeks(self) -> impl Iterator<Item = Week> {
        let mondays = (0..).map(move |weeks| Week::of(self.first).monday() + TimeDelta::days(7 * weeks));
        mondays.take_while(move |monday| *monday <= self.last).map(Week::of)
    }

    fn holds(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }
}

fn phases(problem: &Problem<'_>, capacity: &Capacity) -> Vec<ActivityIndex> {
    let is_of_kind = |kind: Kind| match kind {
        Kind::Phase(phase) => problem.plan.phases[phase.0].demands.kind.as_ref() == Some(&capacity.kind),
        Kind::Meeting(_) | Kind::Milestone(_) => false,
    };
    problem.indexed().filter(|(_, activity)| is_of_kind(activity.kind)).map(|(index, _)| index).collect()
}

/// The days on which more phases could run than on the day before, and the first day of each week.
fn turning_days(runs: impl Iterator<Item = Run>) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for run in runs {
        days.extend(run.weeks().map(|week| week.monday().max(run.first)));
    }
    days
}

fn fee(capacity: &Capacity, surplus: i64) -> Fee {
    Fee::of(NAME, capacity.span, surplus, capacity.priority)
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    problem.plan.capacities.iter().map(|capacity| fee(capacity, 1).tag).collect()
}

/// What a schedule breaks: one charge for each week, of the phases that run on its busiest day.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for capacity in &problem.plan.capacities {
        let run = |index| Run::of(schedule.placement(&problem.activity(index).id)?, problem.plan.horizon);
        let runs = phases(problem, capacity).into_iter().filter_map(|index| Some((index, run(index)?)));
        let runs: Vec<(ActivityIndex, Run)> = runs.collect();
        let mut busiest: BTreeMap<Week, Vec<ActivityIndex>> = BTreeMap::new();
        for day in turning_days(runs.iter().map(|(_, run)| *run)) {
            let running = runs.iter().filter(|(_, run)| run.holds(day)).map(|(index, _)| *index);
            let running: Vec<ActivityIndex> = running.collect();
            let known = busiest.entry(Week::of(day)).or_default();
            if running.len() > known.len() {
                *known = running;
            }
        }
        for running in busiest.into_values() {
            let surplus = i64::try_from(running.len()).unwrap_or(i64::MAX) - i64::from(capacity.most);
            if surplus > 0 {
                let ids = running.iter().map(|index| problem.activity(*index).id.clone()).collect();
                charges.push(fee(capacity, surplus).charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// Adds the rows: one for each turning day on which more phases could run than may.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for capacity in problem.plan.capacities.iter().filter(|capacity| force.binds(fee(capacity, 1))) {
        let phases = phases(problem, capacity);
        let mut runs: Vec<(ActivityIndex, Run, ColumnId)> = Vec::new();
        for index in &phases {
            let days = layout.days(*index).iter();
            runs.extend(days.filter_map(|day| Some((*index, Run::of(day.placement, problem.plan.horizon)?, day.column))));
        }
        let fee = fee(capacity, 1);
        let above = u32::try_from(phases.len()).unwrap_or(u32::MAX).saturating_sub(capacity.most);
        let mut surpluses: BTreeMap<Week, ColumnId> = BTreeMap::new();
        let mut last: (Option<Week>, BTreeSet<ColumnId>) = (None, BTreeSet::new());
        for day in turning_days(runs.iter().map(|(_, run, _)| *run)) {
            let running = runs.iter().filter(|(_, run, _)| run.holds(day));
            let (indices, columns): (BTreeSet<ActivityIndex>, BTreeSet<ColumnId>) =
                running.map(|(index, _, column)| (*index, *column)).unzip();
            // What could all run on the day before, under the same surplus, is in the row of that day.
            let week = force.cost(fee).map(|_| Week::of(day));
            let is_told = last.0 == week && columns.is_subset(&last.1);
            if indices.len() <= capacity.most as usize || is_told {
                continue;
            }
            let mut terms = sum(columns.iter().copied());
            if let Some((cost, week)) = force.cost(fee).zip(week) {
                let surplus = surpluses.entry(week).or_insert_with(|| program.column(Domain::Surplus(above), cost));
                terms.push((*surplus, -1));
            }
            program.row(fee.tag, terms, Relation::AtMost, i32::try_from(capacity.most).unwrap_or(i32::MAX));
            last = (week, columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::{Verdict, verify};

    const PLAN: &str = r"
capacity: {handovers: {most: 1, of: hypercare}}
roadmap:
  tracks:
    t:
      phases:
        fact: {kind: hypercare, from: 2026-12-01, to: 2027-03-03}
        one: {kind: hypercare, length: 5 working days, between: 2027-02-22..2027-03-31}
        other: {kind: hypercare, length: 5 working days, between: 2027-02-22..2027-03-31}
        test: {length: 5 working days, between: 2027-02-22..2027-03-31}
";

    fn at(plan: &str, one: &str, other: &str) -> Verdict {
        verify(NAME, plan).dates(&[("fact", "2026-12-01"), ("one", one), ("other", other), ("test", "2027-03-05")])
    }

    #[test]
    fn one_begins_on_the_day_after_the_other_has_ended() {
        at(PLAN, "2027-03-04", "2027-03-11").has_no_impact();
        at(PLAN, "2027-03-03", "2027-03-11").is_forbidden();
        at(PLAN, "2027-03-04", "2027-03-10").is_forbidden();
    }

    #[test]
    fn the_busiest_day_of_each_week_counts() {
        let soft = PLAN.replace("of: hypercare}", "of: hypercare, priority: should}");
        at(&soft, "2027-03-04", "2027-03-11").has_no_impact();
        // One runs from Wednesday 3 to Tuesday 9 March: a day beside the fact, in week 9.
        at(&soft, "2027-03-03", "2027-03-11").penalizes_by(10);
        // All three run on Wednesday 3 March; in week 10 there are two of them.
        at(&soft, "2027-03-03", "2027-03-03").penalizes_by(30);
        // From Thursday 25 February to Wednesday 3 March: two weeks beside the fact.
        at(&soft, "2027-02-25", "2027-03-04").penalizes_by(20);
    }
}
