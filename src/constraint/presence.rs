//! Presence: nobody is in two places at once.   `sum over starts that occupy person p at minute t: y[m,d,s] <= 1`
//!
//! Coupling, always a must, for who must be there. A meeting takes its people from so many minutes before it as they travel to
//! as many after it, half-open: one may start when the other ends. Who reads menus reads the rule from `takes` instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::constraint::extent::Starts;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::occupation::{Diary, Occupation, occupations, post_cliques};
use crate::constraint::program::Program;
use crate::constraint::taken::{Occupied, group, occupied};
use crate::plan::group::Group;
use crate::plan::person::PersonId;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "presence";

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    (0..problem.plan.people.len()).map(|person| tag(problem, PersonId(person))).collect()
}

/// What a schedule breaks: one charge for each two meetings that overlap and each person who must be in both.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut diary: Diary<PersonId, (Occupied, ActivityIndex)> = BTreeMap::new();
    for (index, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind) else { continue };
        let placement = schedule.placement(&activity.id);
        let Some(occupied) = placement.and_then(|placement| occupied(placement, group.travel)) else { continue };
        for person in &group.members {
            diary.entry((*person, occupied.date)).or_default().push((occupied, index));
        }
    }
    let mut charges = Vec::new();
    for ((person, _), meetings) in diary {
        for (position, (one, one_index)) in meetings.iter().enumerate() {
            for (other, other_index) in &meetings[position + 1..] {
                if one.overlaps(*other) {
                    let ids = [*one_index, *other_index].map(|index| problem.activity(index).id.clone());
                    charges.push(
                        Fee::forbidden(NAME, problem.plan.people[person.0].span).charged(&problem.plan.weights, ids.to_vec()),
                    );
                }
            }
        }
    }
    charges
}

/// Who must be at the meetings of a group, of those for whom the rule is in force, and how many minutes each is under way
/// before and after.
pub fn takes<'g>(
    problem: &'g Problem<'_>,
    group: &'g Group,
    force: Force<'g>,
) -> impl Iterator<Item = (PersonId, u32)> + use<'g> {
    let members = group.members.iter().filter(move |person| (force.rules)(tag(problem, **person)));
    members.map(|person| (*person, group.travel))
}

/// Adds the rows: one for each person, day and moment that two meetings could hold.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    if layout.starts == Starts::Menus {
        return;
    }
    let mut diary: Diary<PersonId, Occupation> = BTreeMap::new();
    for (meeting, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind) else { continue };
        let occupations = occupations(layout, meeting, group.travel);
        for (person, _) in takes(problem, group, force) {
            for occupation in &occupations {
                diary.entry((person, occupation.occupied.date)).or_default().push(*occupation);
            }
        }
    }
    let mut posted = BTreeSet::new();
    for ((person, _), occupations) in diary {
        post_cliques(&occupations, 1, tag(problem, person), &mut posted, program);
    }
}

fn tag(problem: &Problem<'_>, person: PersonId) -> Tag {
    Tag { rule: NAME, span: problem.plan.people[person.0].span }
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

    #[test]
    fn the_ways_to_both_meetings_lie_between_them() {
        let travel = PLAN.replace("board: {", "board: {travel: 20m, ").replace("council: {", "council: {travel: 10m, ");
        let verifier = verify(NAME, &travel);
        let at = |council: &str| {
            let (board, office) = (("board/2027-v", "2027-03-02 09:00"), ("office/2027-v", "2027-03-05 09:00"));
            verifier.dates(&[board, ("council/2027-v", council), office])
        };
        at("2027-03-02 10:00").is_forbidden();
        at("2027-03-02 10:30").has_no_impact();
        let verifier = verify(NAME, &travel.replace("20m", "21m"));
        let (board, office) = (("board/2027-v", "2027-03-02 09:00"), ("office/2027-v", "2027-03-05 09:00"));
        verifier.dates(&[board, ("council/2027-v", "2027-03-02 10:30"), office]).is_forbidden();
    }

    #[test]
    fn nobody_sits_in_what_is_decided_in_writing() {
        let plan = PLAN.replace("  board: {", "  board: {occurrences: {2027-v: {in-writing: yes, reason: so}}, ");
        let at = [("board/2027-v", "2027-03-02"), ("council/2027-v", "2027-03-02 09:00"), ("office/2027-v", "2027-03-05 09:00")];
        verify(NAME, &plan).dates(&at).has_no_impact();
    }
}
