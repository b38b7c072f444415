//! What people's diaries forbid: a meeting during leave, and two meetings at once. Both are musts.

use crate::plan::person::PersonId;
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::price::broken;

/// Charges `attendance` for every leave that a meeting falls into, and `presence` for every person with two meetings at once.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    [attendance(ground), presence(ground)].concat()
}

/// A meeting lies in no leave of a member; the first and the last day away count.
fn attendance(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (meeting, slot) in ground.dated() {
        for (index, person) in ground.plan.people.iter().enumerate() {
            if !meeting.group.members.contains(&PersonId(index)) {
                continue;
            }
            for leave in person.leave.iter().filter(|leave| leave.first <= slot.date && slot.date <= leave.last) {
                charges.push(broken("attendance", leave.span, vec![meeting.id()]));
            }
        }
    }
    charges
}

/// Two meetings of one person do not overlap; one may begin the moment the other ends.
fn presence(ground: &Ground<'_>) -> Vec<Charge> {
    let dated: Vec<(&Meeting<'_>, Slot)> = ground.dated().collect();
    let mut charges = Vec::new();
    for (position, (one, slot)) in dated.iter().enumerate() {
        for (other, other_slot) in &dated[position + 1..] {
            if slot.date != other_slot.date || !overlap(*slot, *other_slot) {
                continue;
            }
            for (index, person) in ground.plan.people.iter().enumerate() {
                let id = PersonId(index);
                if one.group.members.contains(&id) && other.group.members.contains(&id) {
                    charges.push(broken("presence", person.span, vec![one.id(), other.id()]));
                }
            }
        }
    }
    charges
}

fn overlap(one: Slot, other: Slot) -> bool {
    one.start_second() < other.end_second() && other.start_second() < one.end_second()
}

#[cfg(test)]
mod tests {
    use crate::verify::fixture::Case;

    #[test]
    fn leave_counts_from_its_first_to_its_last_day() {
        for (day, broken) in [("2027-06-13", 0), ("2027-06-14", 1), ("2027-06-18", 1), ("2027-06-19", 0)] {
            let mut case = Case::new();
            let chair = case.person("chair");
            let group = case.group("board", &[chair]);
            case.leave(chair, "2027-06-14", "2027-06-18");
            case.meets(group, "a", &format!("{day} 10:00"));
            assert_eq!(case.bill("attendance").len(), broken, "{day}");
        }
    }

    #[test]
    fn each_leave_hit_is_told_and_the_leave_of_others_is_not() {
        let mut case = Case::new();
        let (chair, guest) = (case.person("chair"), case.person("guest"));
        let group = case.group("board", &[chair]);
        for (first, last) in [("2027-06-14", "2027-06-16"), ("2027-06-16", "2027-06-20"), ("2027-06-17", "2027-06-17")] {
            case.leave(chair, first, last);
        }
        case.leave(guest, "2027-06-16", "2027-06-16");
        case.meets(group, "a", "2027-06-16 10:00");
        assert_eq!(case.bill("attendance"), ["1 must p/board/a", "1 must p/board/a"]);
        let spans: Vec<_> = case.whole_bill().iter().map(|charge| charge.span).collect();
        assert_eq!(spans, [case.plan.people[0].leave[0].span, case.plan.people[0].leave[1].span]);
    }

    #[test]
    fn meetings_that_touch_do_not_overlap_and_one_minute_more_does() {
        for (start, broken) in [("08:59", 0), ("09:00", 0), ("09:01", 1), ("10:00", 1), ("10:59", 1), ("11:00", 0)] {
            let mut case = Case::new();
            let chair = case.person("chair");
            let (board, council) = (case.group("board", &[chair]), case.group("council", &[chair]));
            case.meets(board, "a", "2027-06-16 10:00");
            case.meets(council, "a", &format!("2027-06-16 {start}"));
            assert_eq!(case.bill("presence").len(), broken, "{start}");
            case.moved("council/a", &format!("2027-06-17 {start}"));
            assert_eq!(case.bill("presence").len(), 0, "another day, {start}");
        }
    }

    #[test]
    fn each_shared_person_is_told_once_for_the_pair_in_the_order_of_the_plan() {
        let mut case = Case::new();
        let (chair, clerk, guest) = (case.person("chair"), case.person("clerk"), case.person("guest"));
        let board = case.group("board", &[clerk, chair]);
        let council = case.group("council", &[chair, guest, clerk]);
        case.meets(board, "a", "2027-06-16 10:30");
        case.meets(council, "a", "2027-06-16 10:00");
        assert_eq!(case.bill("presence"), ["1 must p/board/a p/council/a", "1 must p/board/a p/council/a"]);
        let spans: Vec<_> = case.whole_bill().iter().map(|charge| charge.span).collect();
        assert_eq!(spans, [case.plan.people[0].span, case.plan.people[1].span]);
    }
}
