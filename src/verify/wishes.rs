//! What a meeting would rather have: other days, another weekday, another start, nearer to its nominal date.
//! Charged for pinned meetings as well: whoever pins pays.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::open_days::OpenDays;
use crate::plan::group::{Avoid, AvoidedDays};
use crate::plan::id::CalendarId;
use crate::plan::occurrence::Manner;
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::schedule::charge::Charge;
use crate::verify::days::{is_bridge, open_days_between};
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::price::Price;

/// Charges every meeting with a date for `avoid`, `preferred-weekday`, `preferred-start` and `drift`.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let closed = closed_days(ground);
    let mut charges = Vec::new();
    for (meeting, slot) in ground.dated() {
        let open = ground.open_days(&meeting.group.calendars);
        charges.extend(avoided(ground.plan, meeting, slot, open, &closed));
        charges.extend(preferred(ground.plan, meeting, slot));
        charges.extend(drift(ground.plan, meeting, slot, open));
    }
    charges
}

/// The days that each avoided calendar closes from morning to evening.
fn closed_days(ground: &Ground<'_>) -> BTreeMap<CalendarId, BTreeSet<NaiveDate>> {
    let mut closed = BTreeMap::new();
    for avoid in ground.plan.groups.iter().flat_map(|group| &group.avoid) {
        let AvoidedDays::Calendar(calendar) = avoid.days else { continue };
        closed.entry(calendar).or_insert_with(|| {
            let facts = ground.plan.calendars[calendar.0].facts(ground.plan.horizon.widened(Plan::MARGIN_DAYS));
            facts.into_iter().filter(|fact| fact.extent.closes_whole_day()).map(|fact| fact.date).collect()
        });
    }
    closed
}

/// One unit for each kind of unwelcome day that the meeting lies on.
fn avoided(
    plan: &Plan,
    meeting: &Meeting<'_>,
    slot: Slot,
    open: &OpenDays,
    closed: &BTreeMap<CalendarId, BTreeSet<NaiveDate>>,
) -> Vec<Charge> {
    let is_hit = |avoid: &&Avoid| match avoid.days {
        AvoidedDays::Calendar(calendar) => closed[&calendar].contains(&slot.date),
        AvoidedDays::BridgeDays => is_bridge(slot.date, open),
    };
    let charge = |avoid: &Avoid| Charge {
        rule: "avoid",
        span: avoid.span,
        activities: vec![meeting.id()],
        units: 1,
        cost: Price::for_group(plan, meeting.group, "avoid").cost(avoid.priority, 1),
    };
    meeting.group.avoid.iter().filter(is_hit).map(charge).collect()
}

fn preferred(plan: &Plan, meeting: &Meeting<'_>, slot: Slot) -> Vec<Charge> {
    let charge = |rule, span, priority: Priority| {
        let cost = Price::for_group(plan, meeting.group, rule).cost(priority, 1);
        Charge { rule, span, activities: vec![meeting.id()], units: 1, cost }
    };
    let cycle = &meeting.group.cycle;
    let weekday = cycle.preferred_weekday.as_ref().filter(|wish| wish.value != slot.date.weekday());
    let start = cycle.preferred_start.as_ref().filter(|wish| wish.value != slot.start);
    // What is decided in writing has no start.
    let start = start.filter(|_| meeting.manner == Manner::Meeting);
    let weekday = weekday.map(|wish| charge("preferred-weekday", wish.span, wish.priority));
    let start = start.map(|wish| charge("preferred-start", wish.span, wish.priority));
    weekday.into_iter().chain(start).collect()
}

/// One unit for each open day between the meeting and the date that its rule names, whichever comes first.
fn drift(plan: &Plan, meeting: &Meeting<'_>, slot: Slot, open: &OpenDays) -> Option<Charge> {
    let wish = meeting.group.cycle.drift.as_ref()?;
    let units = open_days_between(meeting.occurrence.nominal?, slot.date, open).abs();
    (units > 0).then(|| Charge {
        rule: "drift",
        span: wish.span,
        activities: vec![meeting.id()],
        units,
        cost: Price::for_group(plan, meeting.group, "drift").cost(wish.priority, units),
    })
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Weekday;
    use crate::plan::group::{Avoid, AvoidedDays};
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, date, span, time, wish};

    const NOTHING: [&str; 0] = [];

    fn board(when: &str) -> Case {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "a", when);
        case
    }

    #[test]
    fn a_day_of_the_avoided_calendar_costs_and_a_half_day_does_not() {
        for (day, expected) in [
            ("2027-10-15", vec![]),
            ("2027-10-18", vec!["1 10 p/board/a"]),
            ("2027-10-22", vec!["1 10 p/board/a"]),
            ("2027-10-25", vec![]),
            ("2027-12-22", vec![]),
        ] {
            let mut case = board(&format!("{day} 10:00"));
            let school = case.closed_from("school", "2027-10-18", "2027-10-22");
            let half = case.closure("half", "2027-12-22", Some("12:00"));
            for calendar in [school, half] {
                let days = AvoidedDays::Calendar(calendar);
                case.plan.groups[0].avoid.push(Avoid { days, priority: Priority::Should, span: span(900) });
            }
            assert_eq!(case.bill("avoid"), expected, "{day}");
            case.pin("board/a", day, None);
            assert_eq!(case.bill("avoid"), expected, "pinned {day}");
        }
    }

    #[test]
    fn the_friday_after_ascension_day_2027_is_squeezed_for_those_who_are_open() {
        for (day, expected) in [("2027-05-05", vec![]), ("2027-05-07", vec!["1 must p/board/a"]), ("2027-05-10", vec![])] {
            let mut case = board(&format!("{day} 10:00"));
            let bridge = Avoid { days: AvoidedDays::BridgeDays, priority: Priority::Must, span: span(900) };
            case.plan.groups[0].avoid.push(bridge);
            assert_eq!(case.bill("avoid"), expected, "{day}");
            case.plan.groups[0].calendars.clear();
            assert_eq!(case.bill("avoid"), NOTHING, "without holidays {day}");
        }
    }

    #[test]
    fn another_weekday_or_another_start_is_one_unit_each() {
        let mut case = board("2027-04-08 13:00");
        case.plan.groups[0].cycle.preferred_weekday = Some(wish(Weekday::Thu, Priority::Could));
        case.plan.groups[0].cycle.preferred_start = Some(wish(time("13:00"), Priority::Should));
        assert_eq!(case.whole_bill(), []);
        case.moved("board/a", "2027-04-07 13:30");
        assert_eq!(case.bill("preferred-weekday"), ["1 1 p/board/a"]);
        assert_eq!(case.bill("preferred-start"), ["1 10 p/board/a"]);
        case.pin("board/a", "2027-04-07", Some("13:30"));
        assert_eq!(case.whole_bill().len(), 2);
    }

    #[test]
    fn drift_counts_open_days_to_either_side_of_the_nominal_date() {
        for (day, expected) in [
            ("2027-03-23", vec!["2 2 p/board/a"]),
            ("2027-03-24", vec!["1 1 p/board/a"]),
            ("2027-03-30", vec![]),
            ("2027-03-31", vec!["1 1 p/board/a"]),
            ("2027-04-05", vec!["4 4 p/board/a"]),
        ] {
            let mut case = board(&format!("{day} 10:00"));
            case.plan.groups[0].cycle.drift = Some(wish((), Priority::Could));
            assert_eq!(case.bill("drift"), NOTHING, "without a nominal date");
            case.plan.occurrences[0].nominal = Some(date("2027-03-30"));
            assert_eq!(case.bill("drift"), expected, "{day}");
            case.pin("board/a", day, None);
            assert_eq!(case.bill("drift"), expected, "pinned {day}");
        }
    }

    #[test]
    fn a_nominal_date_in_easter_counts_from_where_it_lies() {
        let mut case = board("2027-03-30 10:00");
        case.plan.groups[0].cycle.drift = Some(wish((), Priority::Could));
        case.plan.occurrences[0].nominal = Some(date("2027-03-29"));
        assert_eq!(case.bill("drift"), NOTHING);
        case.moved("board/a", "2027-03-24 10:00");
        assert_eq!(case.bill("drift"), ["1 1 p/board/a"]);
    }
}
