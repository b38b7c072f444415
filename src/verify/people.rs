//! What people's diaries forbid: a meeting during leave, outside their work, and two meetings at once with the ways there.

use crate::calendar::civil::Datelike;
use crate::plan::id::CalendarId;
use crate::plan::person::{Person, PersonId};
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot, room_until};
use crate::verify::price::{Price, broken};

/// Charges `attendance` for every leave that a meeting falls into, `availability` for every member who is not at work, and
/// `presence` for every person with two meetings at once.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    [attendance(ground), availability(ground), presence(ground)].concat()
}

/// A meeting lies in no leave of a member, or costs a unit of what the leave says; the first and the last day away count.
fn attendance(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (meeting, slot) in ground.sat() {
        for (index, person) in ground.plan.people.iter().enumerate() {
            if !meeting.group.members.contains(&PersonId(index)) {
                continue;
            }
            for leave in person.leave.iter().filter(|leave| leave.first <= slot.date && slot.date <= leave.last) {
                charges.push(Charge {
                    rule: "attendance",
                    span: leave.span,
                    activities: vec![meeting.id()],
                    units: 1,
                    cost: Price::of(ground.plan, "attendance").cost(leave.priority, 1),
                });
            }
        }
    }
    charges
}

/// A meeting lies within the work of every member, and on an open day of the calendars that the member follows.
fn availability(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (meeting, slot) in ground.sat() {
        for id in &meeting.group.members {
            let person = &ground.plan.people[id.0];
            if let Some(works) = person.works.as_ref().filter(|_| !is_at_work(person, slot)) {
                let cost = Price::of(ground.plan, "availability").cost(works.priority, 1);
                charges.push(Charge { rule: "availability", span: works.span, activities: vec![meeting.id()], units: 1, cost });
            }
            if !is_open(ground, &person.calendars.value, slot) {
                charges.push(broken("availability", person.calendars.span, vec![meeting.id()]));
            }
        }
    }
    charges
}

/// Whether the day is one of a person's weekdays of work and the meeting lies within the hours.
pub(crate) fn is_at_work(person: &Person, slot: Slot) -> bool {
    let Some(works) = &person.works else { return true };
    let in_time = match works.hours {
        Some(hours) => slot.start >= hours.earliest && slot.end_second() <= room_until(hours.latest),
        None => true,
    };
    in_time && works.weekdays.iter().any(|weekday| *weekday == slot.date.weekday())
}

/// Whether calendars leave a day open until a meeting ends; no calendars close nothing.
pub(crate) fn is_open(ground: &Ground<'_>, calendars: &[CalendarId], slot: Slot) -> bool {
    if calendars.is_empty() {
        return true;
    }
    let open = ground.open_days(calendars);
    open.is_open(slot.date) && open.closing_time(slot.date).is_none_or(|closing| slot.end_second() <= room_until(closing))
}

/// Two meetings that a person must be at do not overlap, the ways to both included; one may begin the moment the other ends.
fn presence(ground: &Ground<'_>) -> Vec<Charge> {
    let dated: Vec<(&Meeting<'_>, Slot)> = ground.sat().collect();
    let mut charges = Vec::new();
    for (position, (one, slot)) in dated.iter().enumerate() {
        for (other, other_slot) in &dated[position + 1..] {
            if !collide((one, *slot), (other, *other_slot)) {
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

/// Whether nobody can be at both of two meetings: less time lies between them than the way from one and to the other.
pub(crate) fn collide((one, slot): (&Meeting<'_>, Slot), (other, other_slot): (&Meeting<'_>, Slot)) -> bool {
    let way = 60 * (one.group.travel + other.group.travel);
    let (first, second) = if slot.start <= other_slot.start { (slot, other_slot) } else { (other_slot, slot) };
    slot.date == other_slot.date && second.start_second() < first.end_second() + way
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Weekday;
    use crate::plan::cycle::Hours;
    use crate::plan::person::Works;
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, span, time};

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
    fn the_ways_to_two_meetings_both_count_between_them() {
        for (start, broken) in [("08:29", 0), ("08:30", 0), ("08:31", 1), ("11:29", 1), ("11:30", 0)] {
            let mut case = Case::new();
            let chair = case.person("chair");
            let (board, council) = (case.group("board", &[chair]), case.group("council", &[chair]));
            (case.plan.groups[board.0].travel, case.plan.groups[council.0].travel) = (20, 10);
            case.meets(board, "a", "2027-06-16 10:00");
            case.meets(council, "a", &format!("2027-06-16 {start}"));
            assert_eq!(case.bill("presence").len(), broken, "{start}");
        }
    }

    #[test]
    fn work_is_its_weekdays_and_hours_and_no_more_firm_than_it_is_said_to_be() {
        let mut case = Case::new();
        let chair = case.person("chair");
        let group = case.group("board", &[chair]);
        let hours = Some(Hours { earliest: time("09:00"), latest: time("14:00") });
        let weekdays = vec![Weekday::Wed, Weekday::Thu];
        case.plan.people[0].works = Some(Works { weekdays, hours, priority: Priority::Must, span: span(600) });
        case.meets(group, "a", "2027-06-16 09:00");
        for (when, broken) in
            [("16 08:59", 1), ("16 09:00", 0), ("16 13:00", 0), ("16 13:01", 1), ("15 10:00", 1), ("17 10:00", 0)]
        {
            case.moved("board/a", &format!("2027-06-{when}"));
            assert_eq!(case.bill("availability").len(), broken, "{when}");
        }
        case.moved("board/a", "2027-06-15 08:00");
        assert_eq!(case.bill("availability"), ["1 must p/board/a"]);
        case.plan.people[0].works.as_mut().unwrap().priority = Priority::Should;
        assert_eq!(case.bill("availability"), ["1 10 p/board/a"]);
    }

    #[test]
    fn an_own_calendar_closes_the_days_of_a_member_alone() {
        let mut case = Case::new();
        let (chair, guest) = (case.person("chair"), case.person("guest"));
        let group = case.group("board", &[chair]);
        let half = case.closure("midsummer", "2027-06-16", Some("12:00"));
        case.plan.people[chair.0].calendars.value = vec![half];
        case.plan.people[guest.0].calendars.value = vec![case.closure("all day", "2027-06-16", None)];
        case.meets(group, "a", "2027-06-16 11:00");
        assert_eq!(case.bill("availability").len(), 0);
        case.moved("board/a", "2027-06-16 11:01");
        assert_eq!(case.bill("availability"), ["1 must p/board/a"]);
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
