//! Diary load: a person sits in at most so many meetings of one day or ISO week.
//! `sum over meetings, days of the share: x[m,d] <= most + surplus`
//!
//! Coupling, of any priority; each meeting above is one unit. Only meetings where the person must be count.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::constraint::taken::group;
use crate::plan::person::{Limit, LimitPeriod, PersonId};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "diary-load";

fn limits<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p Limit, Vec<ActivityIndex>)> {
    let mut meetings = meetings(problem);
    let people = problem.plan.people.iter().enumerate();
    people.flat_map(move |(index, person)| {
        let own = meetings.remove(&PersonId(index)).unwrap_or_default();
        person.limits.iter().map(move |limit| (limit, own.clone()))
    })
}

/// The meetings where each person must be.
fn meetings(problem: &Problem<'_>) -> BTreeMap<PersonId, Vec<ActivityIndex>> {
    let mut meetings: BTreeMap<PersonId, Vec<ActivityIndex>> = BTreeMap::new();
    for (index, activity) in problem.indexed() {
        for person in group(problem, activity.kind).into_iter().flat_map(|group| &group.members) {
            meetings.entry(*person).or_default().push(index);
        }
    }
    meetings
}

/// The first day of the stretch that a limit counts in.
fn share(limit: &Limit, date: NaiveDate) -> NaiveDate {
    match limit.per {
        LimitPeriod::Day => date,
        LimitPeriod::Week => Week::of(date).monday(),
    }
}

fn fee(limit: &Limit, surplus: i64) -> Fee {
    Fee::of(NAME, limit.span, surplus, limit.priority)
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    limits(problem).map(|(limit, _)| fee(limit, 1).tag).collect()
}

/// What a schedule breaks.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (limit, meetings) in limits(problem) {
        let mut shares: BTreeMap<NaiveDate, Vec<ActivityIndex>> = BTreeMap::new();
        for index in meetings {
            if let Some(placement) = schedule.placement(&problem.activity(index).id) {
                shares.entry(share(limit, placement.first())).or_default().push(index);
            }
        }
        for meetings in shares.into_values() {
            let surplus = i64::try_from(meetings.len()).unwrap_or(i64::MAX) - i64::from(limit.most);
            if surplus > 0 {
                let ids = meetings.iter().map(|index| problem.activity(*index).id.clone()).collect();
                charges.push(fee(limit, surplus).charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// Adds the rows: one for each day or week that more meetings could lie in than are welcome.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (limit, meetings) in limits(problem).filter(|(limit, _)| force.binds(fee(limit, 1))) {
        let mut shares: BTreeMap<NaiveDate, BTreeMap<ActivityIndex, Vec<ColumnId>>> = BTreeMap::new();
        for index in meetings {
            for day in layout.days(index) {
                let share = shares.entry(share(limit, day.placement.first())).or_default();
                share.entry(index).or_default().push(day.column);
            }
        }
        for own in shares.into_values().filter(|own| own.len() > limit.most as usize) {
            let above = u32::try_from(own.len()).unwrap_or(u32::MAX).saturating_sub(limit.most);
            let mut terms = sum(own.into_values().flatten());
            let fee = fee(limit, 1);
            terms.extend(force.cost(fee).map(|cost| (program.column(Domain::Surplus(above), cost), -1)));
            program.row(fee.tag, terms, Relation::AtMost, i32::try_from(limit.most).unwrap_or(i32::MAX));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
people: {chair: {limits: {day: 1, week: "2, should"}}}
groups:
  a: {members: [chair], meets: {windows: {v: 03-01..03-14}, at: "10:00", length: 1h}}
  b: {members: [chair], meets: {windows: {v: 03-01..03-14, w: 03-02..03-14}, at: "12:00", length: 1h}}
  c: {members: [{optional: chair}], meets: {windows: {v: 03-01..03-14}, at: "14:00", length: 1h}}
"#;

    #[test]
    fn a_day_and_a_week_hold_so_many_meetings_and_a_seat_that_is_optional_counts_for_nothing() {
        let verifier = verify(NAME, PLAN);
        let at = |a: &str, v: &str, w: &str| {
            verifier.dates(&[("a/2027-v", a), ("b/2027-v", v), ("b/2027-w", w), ("c/2027-v", "2027-03-02")])
        };
        at("2027-03-02", "2027-03-03", "2027-03-08").has_no_impact();
        at("2027-03-02", "2027-03-02", "2027-03-08").is_forbidden();
        at("2027-03-02", "2027-03-03", "2027-03-07").penalizes_by(10);
    }
}
