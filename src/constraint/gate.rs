//! Gate: some meeting of a group lies at the wanted distance.
//! `sum over days d that need a meeting within E: x[s,d] <= sum over meetings m, days e in E: x[m,e]`, for runs of days `E`
//!
//! With `E` the days that one `d` needs this is the rule itself; the longer runs add nothing to whole solutions, but stop a
//! subject that lies half on each of two days from being served by half a meeting.
//!
//! Coupling: a milestone decided at a meeting, a phase that ends when a meeting has accepted it, a group that meets before
//! the next meeting of another. Named `relation` on a bill, as it is one line of the plan. A soft gate that is not passed
//! is one unit.
//!
//! A best value is a row of narrower gates around it, each worth one unit of a `could`: `k` of them are not passed where the
//! nearest meeting lies `k` from the best value.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::Datelike;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation as Compare};
use crate::constraint::relation::{NAME, date, difference};
use crate::plan::distance::Distance;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

fn gates<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p Relation, ActivityIndex)> {
    let relations = problem.plan.relations.iter().filter(|relation| is_gate(relation));
    relations.flat_map(|relation| problem.anchored(relation.subject).into_iter().map(move |subject| (relation, subject)))
}

fn is_gate(relation: &Relation) -> bool {
    match relation.matching {
        Matching::Some | Matching::SomeInMonth => true,
        Matching::Period => false,
    }
}

/// The gates around the best value, from the narrowest on: the same relation, nearer to it. None without a best value.
fn steps(relation: &Relation) -> impl Iterator<Item = Relation> {
    let Distance { least, most, best, .. } = relation.distance;
    let ends = best.zip(least.zip(most));
    let widths = ends.map_or(0..0, |(best, (least, most))| 0..(best - least).max(most - best).max(0));
    widths.zip(ends.into_iter().cycle()).map(|(width, (best, (least, most)))| Relation {
        distance: Distance {
            least: Some(least.max(best - width)),
            most: Some(most.min(best + width)),
            best: None,
            priority: Priority::Could,
            ..relation.distance.clone()
        },
        ..relation.clone()
    })
}

fn passes(problem: &Problem<'_>, relation: &Relation, subject: Placement, object: Placement) -> bool {
    let month = |anchor: Anchor, placement: Placement| {
        let date = date(anchor, placement);
        (date.year(), date.month())
    };
    let (own, other) = (month(relation.subject, subject), month(relation.object, object));
    (relation.matching != Matching::SomeInMonth || own == other)
        && relation.distance.outside(difference(problem, relation, subject, object)) == 0
}

fn fee(problem: &Problem<'_>, relation: &Relation) -> Fee {
    let fee = Fee::of(NAME, relation.distance.span, 1, relation.distance.priority);
    fee.times(problem.weight(relation.subject))
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    gates(problem).map(|(relation, _)| fee(problem, relation).tag).collect()
}

/// What a schedule breaks. A subject without a date breaks nothing.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let placement = |index: ActivityIndex| schedule.placement(&problem.activity(index).id);
    let mut charges = Vec::new();
    for (relation, subject) in gates(problem) {
        let Some(own) = placement(subject) else { continue };
        let objects: Vec<Placement> = problem.anchored(relation.object).into_iter().filter_map(placement).collect();
        let is_closed = |gate: &Relation| !objects.iter().any(|object| passes(problem, gate, own, *object));
        let mut charge = |fee: Fee| charges.push(fee.charged(&problem.plan.weights, vec![problem.activity(subject).id.clone()]));
        if is_closed(relation) {
            charge(fee(problem, relation));
        }
        let closed = steps(relation).filter(is_closed);
        if let Some((one, count)) = closed.fold(None, |sum, gate| Some((gate, sum.map_or(1, |(_, count)| count + 1)))) {
            charge(Fee { units: count, ..fee(problem, &one) });
        }
    }
    charges
}

/// Adds the rows: for each run of days of the meetings that is just what some days of the subject need.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (relation, subject) in gates(problem) {
        post_gate(relation, subject, problem, layout, force, program);
        for step in steps(relation) {
            post_gate(&step, subject, problem, layout, force, program);
        }
    }
}

fn post_gate(
    relation: &Relation,
    subject: ActivityIndex,
    problem: &Problem<'_>,
    layout: &Layout,
    force: Force<'_>,
    program: &mut Program,
) {
    let objects = problem.anchored(relation.object);
    let fee = fee(problem, relation);
    if !layout.has_whole(subject, &objects) || !force.binds(fee) {
        return;
    }
    let surplus = force.cost(fee).map(|cost| program.column(Domain::Surplus(1), cost));
    let served = Served::of(layout, &objects);
    let needs: Vec<(Need, ColumnId)> =
        layout.days(subject).iter().map(|day| (served.need(problem, relation, day.placement), day.column)).collect();
    for need in served.tight(&needs) {
        let within = needs.iter().filter(|(own, _)| own.is_within(need));
        let mut terms: Vec<(ColumnId, i32)> = within.map(|(_, column)| (*column, 1)).collect();
        terms.extend(served.days[need.from..need.to].iter().map(|day| (day.column, -1)));
        terms.extend(surplus.map(|surplus| (surplus, -1)));
        program.row(Tag { rule: NAME, span: relation.distance.span }, terms, Compare::AtMost, 0);
    }
}

/// A run of days of the meetings, half-open; empty where nothing serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Need {
    from: usize,
    to: usize,
}

impl Need {
    fn is_within(self, other: Need) -> bool {
        self.from >= self.to || (other.from <= self.from && self.to <= other.to)
    }
}

/// A day of one of the meetings.
struct ServedDay {
    placement: Placement,
    column: ColumnId,
    meeting: ActivityIndex,
}

/// All days of the meetings, by date.
struct Served {
    days: Vec<ServedDay>,
    days_of: BTreeMap<ActivityIndex, usize>,
}

impl Served {
    fn of(layout: &Layout, objects: &[ActivityIndex]) -> Served {
        let mut days = Vec::new();
        let mut days_of = BTreeMap::new();
        for meeting in objects {
            let own = layout.days(*meeting);
            days_of.insert(*meeting, own.len());
            days.extend(own.iter().map(|day| ServedDay { placement: day.placement, column: day.column, meeting: *meeting }));
        }
        days.sort_by_key(|day| (day.placement.first(), day.meeting));
        Served { days, days_of }
    }

    /// The days that serve a day of the subject. A distance is a range, and so is a month, so they are a run.
    fn need(&self, problem: &Problem<'_>, relation: &Relation, subject: Placement) -> Need {
        let serves = |day: &ServedDay| passes(problem, relation, subject, day.placement);
        let from = self.days.iter().position(serves).unwrap_or(0);
        let to = self.days.iter().rposition(serves).map_or(0, |last| last + 1);
        Need { from, to }
    }

    /// The runs that are worth a row: they begin where some need begins, end where some need ends, and no meeting lies
    /// wholly within them, since then there is always one.
    fn tight(&self, needs: &[(Need, ColumnId)]) -> Vec<Need> {
        let needs: BTreeSet<Need> = needs.iter().map(|(need, _)| *need).collect();
        let mut runs: BTreeSet<Need> = needs.clone();
        for first in needs.iter().filter(|need| need.from < need.to) {
            for last in
                needs.range(*first..).take_while(|last| last.from < first.to || !self.holds_a_meeting(first.from, last.to))
            {
                let run = Need { from: first.from, to: last.to.max(first.to) };
                if !self.holds_a_meeting(run.from, run.to) {
                    runs.insert(run);
                }
            }
        }
        runs.into_iter().collect()
    }

    fn holds_a_meeting(&self, from: usize, to: usize) -> bool {
        let mut counts: BTreeMap<ActivityIndex, usize> = BTreeMap::new();
        for day in &self.days[from..to] {
            *counts.entry(day.meeting).or_default() += 1;
        }
        counts.iter().any(|(meeting, count)| self.days_of[meeting] == *count)
    }
}

#[cfg(test)]
mod tests {
    use crate::constraint::relation::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups:
  board: {meets: {windows: {v: 03-01..03-12, w: 03-08..03-19}, at: "10:00", length: 1h}}
  office: {meets: {windows: {z: 03-01..03-19}, at: "10:00", length: 1h}, after: {board: "nearest, 2..3 days, should"}}
roadmap: {tracks: {t: {milestones: {decided: {between: 2027-03-01..2027-03-19, decided-at: board}}}}}
"#;

    #[test]
    fn a_milestone_lies_on_the_day_of_some_meeting() {
        let verifier = verify(NAME, PLAN);
        let at = |decided: &str| {
            let office = ("office/2027-z", "2027-03-04");
            verifier.dates(&[("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-09"), office, ("decided", decided)])
        };
        at("2027-03-02").has_no_impact();
        at("2027-03-09").has_no_impact();
        at("2027-03-03").is_forbidden();
        at("2027-03-08").is_forbidden();
    }

    #[test]
    fn a_soft_gate_that_no_meeting_opens_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        let at = |office: &str| {
            let decided = ("decided", "2027-03-02");
            verifier.dates(&[("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-09"), ("office/2027-z", office), decided])
        };
        for day in ["2027-03-04", "2027-03-05", "2027-03-11", "2027-03-12"] {
            at(day).has_no_impact();
        }
        for day in ["2027-03-03", "2027-03-06", "2027-03-10", "2027-03-13"] {
            at(day).penalizes_by(10);
        }
    }

    #[test]
    fn a_meeting_of_another_month_opens_no_gate_of_the_same_month() {
        let plan =
            PLAN.replace("w: 03-08..03-12", "w: 03-22..04-05").replace("nearest, 2..3 days, should", "1..9 days, same month");
        let plan = plan.replace("2027-03-01..2027-03-19, decided-at: board", "2027-03-01..2027-03-02, decided-at: board");
        let verifier = verify(NAME, &plan);
        let at = |office: &str| {
            let board = [("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-29")];
            verifier.dates(&[board[0], board[1], ("office/2027-z", office), ("decided", "2027-03-02")])
        };
        at("2027-03-30").has_no_impact();
        at("2027-03-31").has_no_impact();
        at("2027-04-01").is_forbidden();
    }

    #[test]
    fn each_day_of_the_nearest_meeting_from_the_best_distance_is_one_unit_up_to_the_further_end() {
        let verifier = verify(NAME, &PLAN.replace("nearest, 2..3 days, should", "nearest, 1..5 days, best 2, should"));
        let at = |office: &str| {
            let decided = ("decided", "2027-03-02");
            verifier.dates(&[("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-09"), ("office/2027-z", office), decided])
        };
        at("2027-03-04").has_no_impact();
        at("2027-03-11").has_no_impact();
        for (day, cost) in [("2027-03-03", 1), ("2027-03-05", 1), ("2027-03-07", 3), ("2027-03-10", 1), ("2027-03-14", 3)] {
            at(day).penalizes_by(cost);
        }
        // Outside the range there is no nearest meeting: all of it, and the range itself.
        at("2027-03-08").penalizes_by(13);
    }

    #[test]
    fn a_gate_without_meetings_is_never_passed() {
        let cancelled = PLAN.replace(
            "length: 1h}}\n  office",
            "length: 1h}, occurrences: {2027-v: {cancelled: yes, reason: so}, 2027-w: {cancelled: yes, reason: so}}}\n  office",
        );
        let verifier = verify(NAME, &cancelled);
        verifier.dates(&[("office/2027-z", "2027-03-04"), ("decided", "2027-03-09")]).is_forbidden();
    }
}
