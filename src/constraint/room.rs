//! Room: only so many meetings use a room at once, and none while it is closed.
//! `sum over starts that use room r at minute t: y[m,d,s] <= capacity`, `x in open(r)`
//!
//! Always a must. The capacity is a coupling rule with the rows of presence, without anybody's way there; the closures are a
//! local one.

use std::collections::{BTreeMap, BTreeSet};

use crate::constraint::extent::Starts;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::occupation::{Diary, Occupation, occupations, post_cliques};
use crate::constraint::program::Program;
use crate::constraint::sitting::Sitting;
use crate::constraint::taken::{Occupied, group, occupied};
use crate::plan::group::Group;
use crate::plan::room::RoomId;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "room";

/// Judges a meeting: one fee for each of its rooms that is closed.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let closed = sitting.group.uses.iter().filter(|room| !sitting.problem.availability.has_room(**room, sitting.stretch()));
    fees.extend(closed.map(|room| Fee::forbidden(NAME, sitting.problem.plan.rooms[room.0].calendars.span)));
}

/// Where the plan states how many meetings a room holds.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    (0..problem.plan.rooms.len()).map(|room| tag(problem, RoomId(room))).collect()
}

/// What a schedule breaks: for each moment at which a meeting begins and more use the room than it holds, one unit for each
/// of those above.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut diary: Diary<RoomId, (Occupied, ActivityIndex)> = BTreeMap::new();
    for (index, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind) else { continue };
        let Some(occupied) = schedule.placement(&activity.id).and_then(|placement| occupied(placement, 0)) else { continue };
        for room in &group.uses {
            diary.entry((*room, occupied.date)).or_default().push((occupied, index));
        }
    }
    let mut charges = Vec::new();
    for ((room, _), meetings) in diary {
        let moments: BTreeSet<i64> = meetings.iter().map(|(occupied, _)| occupied.from).collect();
        for moment in moments {
            let held = meetings.iter().filter(|(occupied, _)| occupied.holds(moment));
            let ids: Vec<_> = held.map(|(_, index)| problem.activity(*index).id.clone()).collect();
            let room = &problem.plan.rooms[room.0];
            let above = i64::try_from(ids.len()).unwrap_or(i64::MAX) - i64::from(room.capacity);
            if above > 0 {
                charges.push(Fee { units: above, ..Fee::forbidden(NAME, room.span) }.charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// The rooms of a group, of those for which the rule is in force, and how many meetings each holds at once.
pub fn takes<'g>(problem: &'g Problem<'_>, group: &'g Group, force: Force<'g>) -> impl Iterator<Item = (RoomId, u32)> + use<'g> {
    let rooms = group.uses.iter().filter(move |room| (force.rules)(tag(problem, **room)));
    rooms.map(|room| (*room, problem.plan.rooms[room.0].capacity))
}

/// Adds the rows: one for each room, day and moment that more meetings could hold than there is room for.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    if layout.starts == Starts::Menus {
        return;
    }
    let mut diary: Diary<RoomId, Occupation> = BTreeMap::new();
    for (meeting, activity) in problem.indexed() {
        let Some(group) = group(problem, activity.kind).filter(|group| !group.uses.is_empty()) else { continue };
        let occupations = occupations(layout, meeting, 0);
        for (room, _) in takes(problem, group, force) {
            for occupation in &occupations {
                diary.entry((room, occupation.occupied.date)).or_default().push(*occupation);
            }
        }
    }
    let mut posted = BTreeSet::new();
    for ((room, _), occupations) in diary {
        let capacity = problem.plan.rooms[room.0].capacity as usize;
        post_cliques(&occupations, capacity, tag(problem, room), &mut posted, program);
    }
}

fn tag(problem: &Problem<'_>, room: RoomId) -> Tag {
    Tag { rule: NAME, span: problem.plan.rooms[room.0].span }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
calendars: {repairs: {closed: {painting: 2027-03-04, lift: {on: 2027-03-05, from: "11:00"}}}}
rooms: {hall: {calendar: repairs}, zoom: {capacity: 2}}
groups:
  a: {uses: USED, travel: 30m, meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  b: {uses: USED, meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
  c: {uses: USED, meets: {windows: {v: 03-01..03-05}, between: 09:00-12:00, length: 1h}}
"#;

    #[test]
    fn a_room_is_free_the_moment_a_meeting_ends_whoever_travels() {
        let verifier = verify(NAME, &PLAN.replace("USED", "hall"));
        let at = |a: &str, b: &str, c: &str| verifier.dates(&[("a/2027-v", a), ("b/2027-v", b), ("c/2027-v", c)]);
        at("2027-03-02 09:00", "2027-03-02 10:00", "2027-03-02 11:00").has_no_impact();
        at("2027-03-02 09:00", "2027-03-02 09:30", "2027-03-02 11:00").is_forbidden();
        at("2027-03-02 09:00", "2027-03-03 09:30", "2027-03-02 11:00").has_no_impact();
    }

    #[test]
    fn as_many_meetings_as_it_holds_use_it_at_once_and_no_more() {
        let verifier = verify(NAME, &PLAN.replace("USED", "zoom"));
        let at = |a: &str, b: &str, c: &str| verifier.dates(&[("a/2027-v", a), ("b/2027-v", b), ("c/2027-v", c)]);
        at("2027-03-02 09:00", "2027-03-02 09:30", "2027-03-02 10:00").has_no_impact();
        at("2027-03-02 09:00", "2027-03-02 09:30", "2027-03-02 09:30").is_forbidden();
    }

    #[test]
    fn a_closed_room_is_not_to_be_had() {
        let verifier = verify(NAME, &PLAN.replace("USED", "[hall, zoom]"));
        let at = |a: &str| verifier.dates(&[("a/2027-v", a), ("b/2027-v", "2027-03-02"), ("c/2027-v", "2027-03-03")]);
        at("2027-03-04 09:00").is_forbidden();
        at("2027-03-05 10:00").has_no_impact();
        at("2027-03-05 10:30").is_forbidden();
    }
}
