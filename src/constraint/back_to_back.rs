//! Back to back: a group meets just after, or just before, a meeting of another on the same day.
//! `y[a,d,t] <= sum over m, over starts u that t follows: y[m,d,u] + s[a]` for every day `d` and start `t`
//!
//! Coupling, any priority: each meeting of the one who states it follows its partner of the same label, or some meeting.
//! One that does not is one unit. The starts of both groups are told apart on every day; where starts are left out, the two
//! share a day: a relaxation.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::{DayChoice, Layout};
use crate::constraint::partners;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::constraint::taken::{Occupied, occupied};
use crate::plan::deadline::Side;
use crate::plan::relation::Succession;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// The rule's name.
pub const NAME: &str = "back-to-back";

/// Whether a meeting follows, or comes before, another as it should.
fn follows(succession: &Succession, own: Occupied, other: Occupied) -> bool {
    let (ends, starts) = match succession.side {
        Side::After => (other.to, own.from),
        Side::Before => (own.to, other.from),
    };
    own.date == other.date && (i64::from(succession.least)..=i64::from(succession.most)).contains(&(starts - ends))
}

fn fee(problem: &Problem<'_>, succession: &Succession) -> Fee {
    let weight = problem.plan.group(succession.subject).weight;
    Fee::of(NAME, succession.span, 1, succession.priority).times(weight)
}

/// Every meeting that is to follow, and those that it may follow.
fn wanted<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p Succession, ActivityIndex, Vec<ActivityIndex>)> {
    problem.plan.successions.iter().flat_map(|succession| {
        let wanted = partners::of(problem, succession.subject, succession.object, succession.matching);
        wanted.into_iter().map(move |(own, others)| (succession, own, others))
    })
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    problem.plan.successions.iter().map(|succession| fee(problem, succession).tag).collect()
}

/// What a schedule breaks. A meeting without a date breaks nothing.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let placed =
        |index: ActivityIndex| schedule.placement(&problem.activity(index).id).and_then(|placement| occupied(placement, 0));
    let mut charges = Vec::new();
    for (succession, own, others) in wanted(problem) {
        let Some(placement) = placed(own) else { continue };
        if !others.into_iter().filter_map(placed).any(|other| follows(succession, placement, other)) {
            charges.push(fee(problem, succession).charged(&problem.plan.weights, vec![problem.activity(own).id.clone()]));
        }
    }
    charges
}

/// Adds the rows: one for each meeting and day, and, where starts are compared, one for each start.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (succession, own, others) in wanted(problem).filter(|(succession, ..)| force.binds(fee(problem, succession))) {
        if !layout.has_whole(own, &others) {
            continue;
        }
        let fee = fee(problem, succession);
        let surplus = force.cost(fee).map(|cost| (program.column(Domain::Surplus(1), cost), -1));
        let mut by_day: BTreeMap<NaiveDate, Vec<&DayChoice>> = BTreeMap::new();
        for day in others.iter().flat_map(|other| layout.days(*other)) {
            by_day.entry(day.placement.first()).or_default().push(day);
        }
        for day in layout.days(own) {
            let same_day: Vec<&DayChoice> = by_day.get(&day.placement.first()).into_iter().flatten().copied().collect();
            let mut rows = vec![(day.column, same_day.iter().map(|other| other.column).collect())];
            rows.extend(day.starts.iter().map(|start| (start.column, followed(succession, start.placement, &same_day))));
            for (column, others) in rows {
                let others = others.into_iter().map(|other| (other, -1));
                let terms = std::iter::once((column, 1)).chain(others).chain(surplus).collect();
                program.row(fee.tag, terms, Relation::AtMost, 0);
            }
        }
    }
}

/// The starts on a day that a meeting follows.
fn followed(succession: &Succession, own: Placement, same_day: &[&DayChoice]) -> Vec<ColumnId> {
    let does =
        |other: Placement| occupied(own, 0).zip(occupied(other, 0)).is_some_and(|(own, other)| follows(succession, own, other));
    let starts = same_day.iter().flat_map(|day| &day.starts).filter(|start| does(start.placement));
    starts.map(|start| start.column).collect()
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups:
  board: {meets: {windows: {v: 03-01..03-14}, between: 09:00-15:00, length: 1h}, back-to-back: {council: "0..30 minutes, should"}}
  council: {meets: {windows: {v: 03-01..03-14, w: 03-02..03-14}, between: 09:00-15:00, length: 90m}}
"#;

    #[test]
    fn a_meeting_starts_within_the_minutes_after_its_partner_ends() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str| {
            let council = [("council/2027-v", "2027-03-02 10:00"), ("council/2027-w", "2027-03-09 10:00")];
            verifier.dates(&[("board/2027-v", board), council[0], council[1]])
        };
        at("2027-03-02 11:30").has_no_impact();
        at("2027-03-02 12:00").has_no_impact();
        at("2027-03-02 11:00").penalizes_by(10);
        at("2027-03-02 12:30").penalizes_by(10);
        at("2027-03-09 11:30").penalizes_by(10);
    }

    #[test]
    fn a_meeting_whose_partner_is_decided_in_writing_is_free() {
        let writing = "council: {occurrences: {2027-v: {in-writing: yes, reason: so}}, meets";
        let verifier = verify(NAME, &PLAN.replace("council: {meets", writing));
        let council = [("council/2027-v", "2027-03-02"), ("council/2027-w", "2027-03-09 10:00")];
        verifier.dates(&[("board/2027-v", "2027-03-02 09:00"), council[0], council[1]]).has_no_impact();
    }

    #[test]
    fn before_is_told_from_the_other_side() {
        let verifier = verify(NAME, &PLAN.replace("0..30 minutes, should", "0 minutes before"));
        let at = |board: &str| {
            let council = [("council/2027-v", "2027-03-02 10:00"), ("council/2027-w", "2027-03-09 10:00")];
            verifier.dates(&[("board/2027-v", board), council[0], council[1]])
        };
        at("2027-03-02 09:00").has_no_impact();
        at("2027-03-02 09:30").is_forbidden();
        at("2027-03-02 11:30").is_forbidden();
    }
}
