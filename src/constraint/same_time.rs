//! Same time: a meeting starts when the one before it starts.
//! `sum over d: y[i,d,t] <= sum over d: y[i+1,d,t] + s[i,t]` for every start `t`
//!
//! Coupling, any priority; each meeting that starts otherwise than the one before is one unit. Of two meetings that differ,
//! just the start of the earlier one asks for a surplus, so the surpluses of a pair add up to its unit.
//!
//! The starts of such a cycle are told apart on every day; where starts are left out, nothing is posted: a relaxation.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveTime;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::path::successive;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::constraint::taken::group;
use crate::plan::group::{Group, GroupId};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// The rule's name.
pub const NAME: &str = "same-time";

fn fee(problem: &Problem<'_>, group: GroupId) -> Option<Fee> {
    let Group { cycle, weight, .. } = problem.plan.group(group);
    let alike = cycle.same_time.as_ref()?;
    Some(Fee::of(NAME, alike.span, 1, alike.priority).times(*weight))
}

fn pairs<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (Fee, ActivityIndex, ActivityIndex)> + use<'p> {
    // What is decided in writing has no start to compare.
    let sits = |index: ActivityIndex| group(problem, problem.activity(index).kind).is_some();
    let pairs = successive(problem).filter(move |(_, one, other)| sits(*one) && sits(*other));
    pairs.filter_map(|(group, one, other)| Some((fee(problem, group)?, one, other)))
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    (0..problem.plan.groups.len()).filter_map(|group| Some(fee(problem, GroupId(group))?.tag)).collect()
}

/// What a schedule breaks. A pair in which one has no date breaks nothing.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (fee, one, other) in pairs(problem) {
        let ids = [one, other].map(|index| problem.activity(index).id.clone());
        let starts = [&ids[0], &ids[1]].map(|id| schedule.placement(id).and_then(start));
        if let [Some(earlier), Some(later)] = starts
            && earlier != later
        {
            charges.push(fee.charged(&problem.plan.weights, ids.to_vec()));
        }
    }
    charges
}

fn start(placement: Placement) -> Option<NaiveTime> {
    match placement {
        Placement::Meeting { start, .. } => Some(start),
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    }
}

/// Adds the rows: one for each pair and each start of the earlier meeting.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (fee, one, other) in pairs(problem).filter(|(fee, ..)| force.binds(*fee)) {
        if !layout.has_whole(one, &[other]) {
            continue;
        }
        let later = by_start(layout, other);
        for (start, columns) in by_start(layout, one) {
            let mut terms: Vec<(ColumnId, i32)> = columns.into_iter().map(|column| (column, 1)).collect();
            terms.extend(later.get(&start).into_iter().flatten().map(|column| (*column, -1)));
            if let Some(cost) = force.cost(fee) {
                terms.push((program.column(Domain::Surplus(1), cost), -1));
            }
            program.row(fee.tag, terms, Relation::AtMost, 0);
        }
    }
}

/// The columns of a meeting's starts, by clock time.
fn by_start(layout: &Layout, meeting: ActivityIndex) -> BTreeMap<NaiveTime, Vec<ColumnId>> {
    let mut columns: BTreeMap<NaiveTime, Vec<ColumnId>> = BTreeMap::new();
    for choice in layout.days(meeting).iter().flat_map(|day| &day.starts) {
        if let Some(start) = start(choice.placement) {
            columns.entry(start).or_default().push(choice.column);
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r"
groups: {board: {meets: {windows: {v: 03-01..03-03, w: 03-08..03-10, x: 03-15..03-17}, between: 10:00-12:00, length: 1h, same-time: could}}}
";

    #[test]
    fn each_meeting_that_starts_otherwise_than_the_one_before_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        let at = |first: &str, second: &str, third: &str| {
            let on = |day: &str, start: &str| format!("{day} {start}");
            let dates = [on("2027-03-02", first), on("2027-03-09", second), on("2027-03-17", third)];
            verifier.dates(&[("board/2027-v", &dates[0]), ("board/2027-w", &dates[1]), ("board/2027-x", &dates[2])])
        };
        at("10:30", "10:30", "10:30").has_no_impact();
        at("10:30", "10:30", "11:00").penalizes_by(1);
        at("10:30", "10:00", "10:30").penalizes_by(2);
    }

    #[test]
    fn as_a_must_it_forbids() {
        let verifier = verify(NAME, &PLAN.replace("same-time: could", "same-time: must"));
        let at = |third: &str| {
            verifier.dates(&[("board/2027-v", "2027-03-02 10:30"), ("board/2027-w", "2027-03-09 10:30"), ("board/2027-x", third)])
        };
        at("2027-03-17 10:30").has_no_impact();
        at("2027-03-17 10:00").is_forbidden();
    }
}
