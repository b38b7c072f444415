//! Presence: nobody is in two places at once.   `sum over starts that occupy person p at minute t: y[m,d,s] <= 1`
//!
//! Coupling, always a must. Meetings are half-open in time: one may start when the other ends. Where starts are not told
//! apart, of meetings whose cheapest starts overlap all but one must take another start: `sum over m: x[m,d] - moved[m,d] <= 1`.
//! A meeting moves once, however many people it moves for, so all rows of a meeting and day share one `moved`, which costs
//! what the next start costs more. That keeps the rows a relaxation.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::{DayChoice, Layout, Occupied, members, occupied};
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::plan::person::PersonId;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "presence";

/// What fills each person's days.
type Diary<T> = BTreeMap<(PersonId, NaiveDate), Vec<T>>;

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    (0..problem.plan.people.len()).map(|person| tag(problem, PersonId(person))).collect()
}

/// What a schedule breaks: one charge for each two meetings that overlap and each person who sits in both.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut diary: Diary<(Occupied, ActivityIndex)> = BTreeMap::new();
    for (index, activity) in problem.indexed() {
        let Some(occupied) = schedule.placement(&activity.id).and_then(occupied) else { continue };
        for person in members(problem, activity.kind) {
            diary.entry((person, occupied.date)).or_default().push((occupied, index));
        }
    }
    let mut charges = Vec::new();
    for ((person, _), meetings) in diary {
        for (position, (one, one_index)) in meetings.iter().enumerate() {
            for (other, other_index) in &meetings[position + 1..] {
                if one.from < other.to && other.from < one.to {
                    let ids = [*one_index, *other_index].map(|index| problem.activity(index).id.clone());
                    charges.push(Fee::forbidden(NAME, problem.plan.people[person.0].span).charged(ids.to_vec()));
                }
            }
        }
    }
    charges
}

/// A start that occupies a person.
#[derive(Debug, Clone, Copy)]
struct Occupation {
    occupied: Occupied,
    meeting: ActivityIndex,
    column: ColumnId,
    /// What another start costs more, where this one stands for all starts of its day.
    spare: Option<i64>,
}

/// Adds the rows: one for each person, day and moment that two meetings could hold. The starts that hold a moment are a
/// clique, and every clique of intervals has a moment, so these rows are all there are.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    let mut diary: Diary<Occupation> = BTreeMap::new();
    for (meeting, activity) in problem.indexed() {
        // What can start at another time for nothing stands in nobody's way.
        let occupations = layout.days(meeting).iter().flat_map(|day| of_day(day, meeting));
        let occupations: Vec<Occupation> = occupations.filter(|occupation| occupation.spare != Some(0)).collect();
        for person in members(problem, activity.kind).filter(|person| (force.rules)(tag(problem, *person))) {
            for occupation in &occupations {
                diary.entry((person, occupation.occupied.date)).or_default().push(*occupation);
            }
        }
    }
    let mut posted: BTreeSet<Vec<ColumnId>> = BTreeSet::new();
    let mut moved: BTreeMap<ColumnId, ColumnId> = BTreeMap::new();
    for ((person, _), occupations) in diary {
        for clique in cliques(&occupations) {
            let columns: Vec<ColumnId> = clique.iter().map(|occupation| occupation.column).collect();
            // People who sit in the same meetings give the same row: one is enough.
            if !posted.insert(columns.clone()) {
                continue;
            }
            let mut terms = sum(columns);
            for occupation in &clique {
                if let Some(spare) = occupation.spare {
                    let moved = *moved.entry(occupation.column).or_insert_with(|| program.column(Domain::Surplus(1), spare));
                    terms.push((moved, -1));
                }
            }
            program.row(tag(problem, person), terms, Relation::AtMost, 1);
        }
    }
}

fn of_day(day: &DayChoice, meeting: ActivityIndex) -> impl Iterator<Item = Occupation> {
    let spare = day.spare.filter(|_| day.starts.len() == 1);
    day.starts
        .iter()
        .filter_map(move |start| Some(Occupation { occupied: occupied(start.placement)?, meeting, column: start.column, spare }))
}

fn tag(problem: &Problem<'_>, person: PersonId) -> Tag {
    Tag { rule: NAME, span: problem.plan.people[person.0].span }
}

/// The sets of starts, of at least two meetings, that hold one moment; a set within another is left out.
fn cliques(occupations: &[Occupation]) -> Vec<Vec<Occupation>> {
    let moments: BTreeSet<u32> = occupations.iter().map(|occupation| occupation.occupied.from).collect();
    let mut cliques: Vec<(BTreeSet<ColumnId>, Vec<Occupation>)> = Vec::new();
    for moment in moments {
        let holds = |occupation: &&Occupation| occupation.occupied.from <= moment && moment < occupation.occupied.to;
        let clique: Vec<Occupation> = occupations.iter().filter(holds).copied().collect();
        let columns: BTreeSet<ColumnId> = clique.iter().map(|occupation| occupation.column).collect();
        let meets = clique.iter().any(|occupation| occupation.meeting != clique[0].meeting);
        if meets && !cliques.iter().any(|(other, _)| columns.is_subset(other)) {
            cliques.retain(|(other, _)| !other.is_subset(&columns));
            cliques.push((columns, clique));
        }
    }
    cliques.into_iter().map(|(_, clique)| clique).collect()
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r"
people: {chair: Chair, clerk: Clerk}
groups:
  board: {members: [chair], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  council: {members: [clerk, chair], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  office: {members: [clerk], meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
";

    #[test]
    fn meetings_that_touch_do_not_overlap() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str, council: &str| {
            verifier.dates(&[("board/2027-v", board), ("council/2027-v", council), ("office/2027-v", "2027-03-05 09:00")])
        };
        at("2027-03-02 10:00", "2027-03-02 09:00").has_no_impact();
        at("2027-03-02 10:00", "2027-03-02 09:30").is_forbidden();
        at("2027-03-02 10:00", "2027-03-02 10:00").is_forbidden();
        at("2027-03-02 10:00", "2027-03-02 10:30").is_forbidden();
        at("2027-03-02 10:00", "2027-03-02 11:00").has_no_impact();
        at("2027-03-02 10:00", "2027-03-03 10:00").has_no_impact();
    }

    #[test]
    fn only_those_who_sit_in_both_are_in_the_way() {
        let verifier = verify(NAME, PLAN);
        let at = |council: &str| {
            let both = "2027-03-02 10:00";
            verifier.dates(&[("board/2027-v", both), ("council/2027-v", council), ("office/2027-v", both)])
        };
        at("2027-03-03 10:00").has_no_impact();
        at("2027-03-02 10:00").is_forbidden();
    }
}
