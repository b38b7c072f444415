//! The musts of one meeting alone: its window or pin, its weekday, an open day, its hours and its length.

use crate::calendar::civil::{Datelike, Timelike};
use crate::plan::occurrence::Manner;
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot, room_until};
use crate::verify::price::broken;

/// Charges every held meeting for `window`, `weekday`, `open-day` and `hours`.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for meeting in &ground.meetings {
        charges.extend(window(meeting));
        let Some(slot) = meeting.slot else { continue };
        charges.extend(gaps(meeting, slot));
        charges.extend(weekday(meeting, slot));
        charges.extend(open_day(ground, meeting, slot));
        charges.extend(hours(meeting, slot));
    }
    charges
}

/// A pinned meeting is where it is pinned; any other one has a date, from the first to the last day of its window.
fn window(meeting: &Meeting<'_>) -> Option<Charge> {
    let (kept, span) = if let Some(pin) = &meeting.pin {
        let same = |slot: Slot| slot.date == pin.date && pin.start.is_none_or(|start| slot.start == start);
        (meeting.slot.is_some_and(same), pin.span)
    } else {
        let window = &meeting.occurrence.window;
        (meeting.slot.is_some_and(|slot| window.value.first <= slot.date && slot.date <= window.value.last), window.span)
    };
    (!kept).then(|| broken("window", span, vec![meeting.id()]))
}

/// A meeting that is not pinned lies in none of the runs of days that are left out of its window.
fn gaps(meeting: &Meeting<'_>, slot: Slot) -> Vec<Charge> {
    let mut charges = Vec::new();
    for gap in &meeting.occurrence.gaps {
        if meeting.pin.is_none() && gap.value.first <= slot.date && slot.date <= gap.value.last {
            charges.push(broken("window", gap.span, vec![meeting.id()]));
        }
    }
    charges
}

/// A meeting that is not pinned lies on one of the weekdays of its cycle.
fn weekday(meeting: &Meeting<'_>, slot: Slot) -> Option<Charge> {
    let weekdays = &meeting.group.cycle.weekdays;
    let kept = meeting.pin.is_some() || weekdays.value.contains(&slot.date.weekday());
    (!kept).then(|| broken("weekday", weekdays.span, vec![meeting.id()]))
}

/// A meeting, pinned or not, lies on an open day of its group and ends before that day closes, or just then.
fn open_day(ground: &Ground<'_>, meeting: &Meeting<'_>, slot: Slot) -> Option<Charge> {
    let open = ground.open_days(&meeting.group.calendars);
    let late = open.closing_time(slot.date).is_some_and(|closing| slot.end_second() > room_until(closing));
    let kept = open.is_open(slot.date) && !late;
    (!kept).then(|| broken("open-day", meeting.group.span, vec![meeting.id()]))
}

/// A meeting lasts as long as its cycle says for its date, or as is said of it alone, and lies within its hours; one that is
/// pinned to a time lies where it is pinned. Where the hours are just as long as a meeting they are a start: a meeting of
/// another length keeps it. What is decided in writing has no hours.
fn hours(meeting: &Meeting<'_>, slot: Slot) -> Option<Charge> {
    if meeting.manner == Manner::InWriting {
        return None;
    }
    let cycle = &meeting.group.cycle;
    let alone = meeting.occurrence.exception.as_ref().and_then(|exception| exception.once.minutes);
    let timed = meeting.pin.as_ref().is_some_and(|pin| pin.start.is_some());
    let (mut usual, mut hours) = (cycle.minutes, cycle.hours.value);
    // The last length whose date has come is the one that holds.
    for later in &cycle.later_lengths {
        if later.from <= slot.date {
            (usual, hours) = (later.minutes, later.hours);
        }
    }
    let minutes = alone.unwrap_or(usual);
    let room = room_until(hours.latest) - hours.earliest.num_seconds_from_midnight();
    let within = if room == usual * 60 {
        slot.start == hours.earliest
    } else {
        slot.start >= hours.earliest && slot.end_second() <= room_until(hours.latest)
    };
    let kept = (timed || within) && slot.minutes == minutes;
    (!kept).then(|| broken("hours", cycle.hours.span, vec![meeting.id()]))
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Weekday;
    use crate::plan::cycle::Hours;
    use crate::verify::fixture::{Case, date, time};

    #[test]
    fn the_window_is_closed_at_both_ends() {
        for (day, broken) in [("2027-03-07", 1), ("2027-03-08", 0), ("2027-03-19", 0), ("2027-03-20", 1)] {
            let mut case = Case::new();
            let group = case.group("board", &[]);
            case.meets(group, "a", &format!("{day} 10:00"));
            case.window("board/a", "2027-03-08", "2027-03-19");
            assert_eq!(case.bill("window").len(), broken, "{day}");
        }
    }

    #[test]
    fn a_meeting_without_a_date_breaks_its_window_and_nothing_else() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        let id = case.meets(group, "a", "2027-03-08 10:00");
        case.schedule.placements.remove(&id);
        let bill = case.whole_bill();
        assert_eq!(bill.len(), 1);
        assert_eq!((bill[0].rule, bill[0].units, bill[0].cost), ("window", 1, None));
        assert_eq!((bill[0].span, &bill[0].activities), (case.plan.occurrences[0].window.span, &vec![id]));
    }

    #[test]
    fn a_pinned_meeting_is_free_of_window_weekday_and_hours_but_not_of_its_pin() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].cycle.weekdays.value = vec![Weekday::Mon];
        case.meets(group, "a", "2027-04-01 18:00");
        case.window("board/a", "2027-03-08", "2027-03-19");
        case.pin("board/a", "2027-04-01", Some("18:00"));
        assert_eq!(case.whole_bill(), []);
        for moved in ["2027-04-01 18:01", "2027-04-02 18:00"] {
            case.moved("board/a", moved);
            let bill = case.whole_bill();
            assert_eq!(bill.iter().map(|charge| charge.rule).collect::<Vec<_>>(), ["window"], "{moved}");
            assert_eq!(Some(bill[0].span), case.plan.occurrences[0].exception.as_ref().map(|exception| exception.span));
        }
        case.schedule.placements.clear();
        assert_eq!(case.bill("window"), ["1 must p/board/a"]);
    }

    #[test]
    fn a_meeting_pinned_to_a_day_alone_keeps_the_hours_of_its_cycle() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "a", "2027-04-01 08:00");
        case.pin("board/a", "2027-04-01", None);
        assert_eq!(case.whole_bill(), []);
        case.moved("board/a", "2027-04-01 07:59");
        assert_eq!(case.bill("hours"), ["1 must p/board/a"]);
        assert_eq!(case.bill("window").len(), 0);
    }

    #[test]
    fn another_weekday_breaks_the_cycle() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].cycle.weekdays.value = vec![Weekday::Tue, Weekday::Thu];
        case.meets(group, "a", "2027-04-06 10:00");
        assert_eq!(case.whole_bill(), []);
        case.moved("board/a", "2027-04-07 10:00");
        let bill = case.whole_bill();
        assert_eq!((bill.len(), bill[0].rule, bill[0].span), (1, "weekday", case.plan.groups[0].cycle.weekdays.span));
    }

    #[test]
    fn easter_2027_is_closed_from_thursday_to_monday_for_pinned_meetings_too() {
        for (day, broken) in [("2027-03-24", 0), ("2027-03-25", 1), ("2027-03-26", 1), ("2027-03-29", 1), ("2027-03-30", 0)] {
            let mut case = Case::new();
            let group = case.group("board", &[]);
            case.meets(group, "a", &format!("{day} 10:00"));
            assert_eq!(case.bill("open-day").len(), broken, "{day}");
            case.pin("board/a", day, None);
            assert_eq!(case.bill("open-day").len(), broken, "pinned {day}");
        }
    }

    #[test]
    fn on_a_half_day_a_meeting_may_end_when_the_day_closes_and_not_later() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        let half = case.closure("constitution day", "2028-06-06", Some("12:00"));
        case.plan.groups[0].calendars.push(half);
        case.meets(group, "a", "2028-06-06 11:00");
        assert_eq!(case.bill("open-day").len(), 0);
        case.moved("board/a", "2028-06-06 11:01");
        assert_eq!(case.bill("open-day"), ["1 must p/board/a"]);
        case.moved("board/a", "2028-06-07 11:01");
        assert_eq!(case.bill("open-day").len(), 0);
    }

    #[test]
    fn hours_hold_at_both_ends_and_the_length_is_the_cycles() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "a", "2027-04-06 08:00");
        for (start, broken) in [("07:59", 1), ("08:00", 0), ("15:00", 0), ("15:01", 1), ("23:30", 1)] {
            case.moved("board/a", &format!("2027-04-06 {start}"));
            assert_eq!(case.bill("hours").len(), broken, "{start}");
        }
        for (minutes, broken) in [(59, 1), (60, 0), (61, 1)] {
            case.place("board/a", "2027-04-06 10:00", minutes);
            assert_eq!(case.bill("hours").len(), broken, "{minutes}");
        }
        case.pin("board/a", "2027-04-06", Some("18:00"));
        case.place("board/a", "2027-04-06 18:00", 61);
        assert_eq!(case.bill("hours"), ["1 must p/board/a"]);
    }

    #[test]
    fn a_meeting_may_last_until_midnight_and_not_past_it() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].cycle.hours.value = Hours { earliest: time("08:00"), latest: time("23:59:59") };
        case.meets(group, "a", "2027-04-06 23:00");
        assert_eq!(case.bill("hours").len(), 0);
        case.moved("board/a", "2027-04-06 23:01");
        assert_eq!(case.bill("hours").len(), 1);
        assert_eq!(case.plan.occurrences[0].window.value.last, date("2028-12-31"));
    }
}
