//! Quorums: whether enough of the people who count are at a meeting. Someone is missing who is on leave, not at work or not
//! on an open day of their own, or is called to another meeting at the same time whose seat is at least as firm.

use std::collections::BTreeSet;

use crate::plan::activity::ActivityId;
use crate::plan::group::Group;
use crate::plan::person::PersonId;
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::people::{collide, is_at_work, is_open};
use crate::verify::price::Price;

/// Charges `quorum` for every meeting with too few people: one charge for those missing because they are away, and one for
/// those missing beyond them because they are elsewhere, which names the other meetings.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (meeting, slot) in ground.sat() {
        for quorum in &meeting.group.quorums {
            let mut charge = |units: i64, activities: Vec<ActivityId>| {
                if units > 0 {
                    let cost = Price::for_group(ground.plan, meeting.group, "quorum").cost(quorum.priority, units);
                    charges.push(Charge { rule: "quorum", span: quorum.span, activities, units, cost });
                }
            };
            let mut at_hand = 0;
            let mut present = 0;
            let mut rivals = BTreeSet::new();
            for person in &quorum.of {
                let must_come = meeting.group.members.contains(person);
                if !must_come && is_away(ground, *person, slot) {
                    continue;
                }
                at_hand += 1;
                let elsewhere = if must_come { Vec::new() } else { elsewhere(ground, *person, meeting, slot) };
                present += i64::from(elsewhere.is_empty());
                rivals.extend(elsewhere);
            }
            let least = i64::from(quorum.least);
            let short = (least - at_hand).max(0);
            charge(short, vec![meeting.id()]);
            let others = ground.meetings.iter().map(Meeting::id).filter(|id| rivals.contains(id));
            charge((least - present).max(0) - short, std::iter::once(meeting.id()).chain(others).collect());
        }
    }
    charges
}

fn is_away(ground: &Ground<'_>, id: PersonId, slot: Slot) -> bool {
    let person = &ground.plan.people[id.0];
    let on_leave = person.leave.iter().any(|leave| leave.first <= slot.date && slot.date <= leave.last);
    on_leave || !is_at_work(person, slot) || !is_open(ground, &person.calendars.value, slot)
}

/// The meetings at the same time that someone must come to or counts for.
fn elsewhere(ground: &Ground<'_>, person: PersonId, meeting: &Meeting<'_>, slot: Slot) -> Vec<ActivityId> {
    let others = ground.sat().filter(|(other, _)| other.id() != meeting.id() && waits_for(other.group, person));
    others.filter(|(other, other_slot)| collide((meeting, slot), (other, *other_slot))).map(|(other, _)| other.id()).collect()
}

fn waits_for(group: &Group, person: PersonId) -> bool {
    group.members.contains(&person) || group.quorums.iter().any(|quorum| quorum.of.contains(&person))
}

#[cfg(test)]
mod tests {
    use crate::plan::group::GroupId;
    use crate::plan::person::PersonId;
    use crate::plan::priority::Priority;
    use crate::plan::quorum::Quorum;
    use crate::verify::fixture::{Case, span};

    fn quorum(case: &mut Case, group: GroupId, of: &[PersonId], least: u32, priority: Priority) {
        case.plan.groups[group.0].quorums.push(Quorum { of: of.to_vec(), least, priority, span: span(800) });
    }

    #[test]
    fn those_on_leave_are_missing_and_each_one_too_many_is_a_unit() {
        let mut case = Case::new();
        let [a, b, c] = ["a", "b", "c"].map(|key| case.person(key));
        let board = case.group("board", &[]);
        quorum(&mut case, board, &[a, b, c], 2, Priority::Should);
        case.meets(board, "a", "2027-06-16 10:00");
        for (person, bill) in [(a, vec![]), (b, vec!["1 10 p/board/a"]), (c, vec!["2 20 p/board/a"])] {
            case.leave(person, "2027-06-16", "2027-06-16");
            assert_eq!(case.bill("quorum"), bill);
        }
    }

    #[test]
    fn someone_called_to_two_meetings_counts_where_they_must_be_and_else_at_neither() {
        let mut case = Case::new();
        let [a, b] = ["a", "b"].map(|key| case.person(key));
        let (board, council) = (case.group("board", &[]), case.group("council", &[a]));
        quorum(&mut case, board, &[a, b], 1, Priority::Must);
        case.meets(board, "a", "2027-06-16 10:00");
        case.meets(council, "a", "2027-06-16 10:00");
        assert_eq!(case.bill("quorum"), Vec::<String>::new());
        case.leave(b, "2027-06-16", "2027-06-16");
        assert_eq!(case.bill("quorum"), ["1 must p/board/a p/council/a"]);
        case.moved("council/a", "2027-06-16 11:00");
        assert_eq!(case.bill("quorum"), Vec::<String>::new());
        case.plan.groups[council.0].travel = 1;
        assert_eq!(case.bill("quorum"), ["1 must p/board/a p/council/a"]);
        case.plan.groups[council.0].members.clear();
        quorum(&mut case, council, &[a], 1, Priority::Could);
        assert_eq!(case.bill("quorum"), ["1 must p/board/a p/council/a", "1 1 p/council/a p/board/a"]);
        case.plan.groups[council.0].quorums.clear();
        case.plan.groups[council.0].optional.push(a);
        assert_eq!(case.bill("quorum"), Vec::<String>::new());
    }
}
