//! Rooms: not more meetings at one moment than a room holds, and none while it is closed. Both are musts.

use std::collections::BTreeSet;

use crate::plan::activity::ActivityId;
use crate::plan::room::RoomId;
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::people::is_open;
use crate::verify::price::broken;

/// Charges `room` for every meeting in a closed room, and for every moment at which a meeting begins in a room that is full,
/// by the number of those too many.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (index, room) in ground.plan.rooms.iter().enumerate() {
        let uses = |meeting: &Meeting<'_>| meeting.group.uses.contains(&RoomId(index));
        let meetings: Vec<(&Meeting<'_>, Slot)> = ground.sat().filter(|(meeting, _)| uses(meeting)).collect();
        for (meeting, slot) in &meetings {
            if !is_open(ground, &room.calendars.value, *slot) {
                charges.push(broken("room", room.calendars.span, vec![meeting.id()]));
            }
        }
        let beginnings: BTreeSet<_> = meetings.iter().map(|(_, slot)| (slot.date, slot.start_second())).collect();
        for (date, moment) in beginnings {
            let holds = |slot: &Slot| slot.date == date && slot.start_second() <= moment && moment < slot.end_second();
            let inside = meetings.iter().filter(|(_, slot)| holds(slot));
            let activities: Vec<ActivityId> = inside.map(|(meeting, _)| meeting.id()).collect();
            let units = i64::try_from(activities.len()).expect("a day holds fewer than 2^63 meetings") - i64::from(room.capacity);
            if units > 0 {
                charges.push(Charge { rule: "room", span: room.span, activities, units, cost: None });
            }
        }
    }
    charges
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::Spanned;
    use crate::plan::room::{Room, RoomId};
    use crate::verify::fixture::{Case, span};

    fn case(capacity: u32, starts: &[&str]) -> Case {
        let mut case = Case::new();
        let (key, title, calendars) = ("hall".to_owned(), "Hall".to_owned(), Spanned::new(vec![], span(811)));
        case.plan.rooms.push(Room { key, title, capacity, calendars, span: span(810) });
        for (position, start) in starts.iter().enumerate() {
            let group = case.group(&format!("g{position}"), &[]);
            case.plan.groups[group.0].uses.push(RoomId(0));
            case.meets(group, "a", &format!("2027-06-16 {start}"));
        }
        case
    }

    #[test]
    fn a_room_is_free_the_moment_a_meeting_ends_and_each_one_too_many_is_a_unit() {
        assert_eq!(case(1, &["10:00", "11:00", "09:00"]).bill("room"), Vec::<String>::new());
        assert_eq!(case(1, &["10:00", "10:59"]).bill("room"), ["1 must p/g0/a p/g1/a"]);
        assert_eq!(case(2, &["10:00", "10:59"]).bill("room"), Vec::<String>::new());
        assert_eq!(case(1, &["10:00", "10:00", "10:00"]).bill("room"), ["2 must p/g0/a p/g1/a p/g2/a"]);
    }

    #[test]
    fn a_closed_room_is_not_to_be_had() {
        let mut case = case(1, &["11:00"]);
        let half = case.closure("cleaning", "2027-06-16", Some("12:00"));
        case.plan.rooms[0].calendars.value.push(half);
        assert_eq!(case.bill("room"), Vec::<String>::new());
        case.moved("g0/a", "2027-06-16 11:01");
        assert_eq!(case.bill("room"), ["1 must p/g0/a"]);
        assert_eq!(case.whole_bill()[0].span, span(811));
    }
}
