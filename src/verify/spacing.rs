//! From one meeting of a group to the next: later, and as far apart as the cycle asks.

use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting};
use crate::verify::price::{Price, broken};
use crate::verify::ranges;

/// Charges `spacing` for each held meeting and the next held one of its group; a pair in which one has no date is free.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (position, earlier) in ground.meetings.iter().enumerate() {
        let next = ground.meetings[position + 1..].iter().find(|later| later.occurrence.group == earlier.occurrence.group);
        if let Some(later) = next {
            charges.extend(pair(ground, earlier, later));
        }
    }
    charges
}

fn pair(ground: &Ground<'_>, earlier: &Meeting<'_>, later: &Meeting<'_>) -> Vec<Charge> {
    let (Some(from), Some(to)) = (earlier.slot, later.slot) else { return Vec::new() };
    let cycle = &earlier.group.cycle;
    let activities = vec![earlier.id(), later.id()];
    let mut charges = Vec::new();
    if to.date <= from.date {
        charges.push(broken("spacing", cycle.span, activities.clone()));
    }
    let open = ground.open_days(&earlier.group.calendars);
    let price = Price::for_group(ground.plan, earlier.group, "spacing");
    for distance in &cycle.apart {
        let value = ranges::measure(distance.unit, from.date, to.date, open);
        charges.extend(ranges::charges(price, distance, value, &activities));
    }
    charges
}

#[cfg(test)]
mod tests {
    use crate::plan::distance::{DayUnit, Distance};
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, distance};

    /// Two meetings of a board that wants them apart, with one of another group between them in the plan.
    fn board(first: &str, second: &str, apart: Vec<Distance>) -> Case {
        let mut case = Case::new();
        let (board, other) = (case.group("board", &[]), case.group("other", &[]));
        case.plan.groups[board.0].cycle.apart = apart;
        case.meets(board, "a", &format!("{first} 10:00"));
        case.meets(other, "a", "2027-04-06 10:00");
        case.meets(board, "b", &format!("{second} 10:00"));
        case
    }

    #[test]
    fn the_next_meeting_is_on_a_later_date() {
        assert_eq!(board("2027-04-06", "2027-04-07", vec![]).whole_bill(), []);
        for second in ["2027-04-06", "2027-04-05"] {
            let case = board("2027-04-06", second, vec![]);
            assert_eq!(case.bill("spacing"), ["1 must p/board/a p/board/b"], "{second}");
            assert_eq!(case.whole_bill()[0].span, case.plan.groups[0].cycle.span);
        }
    }

    #[test]
    fn a_must_and_a_should_hold_at_both_ends_of_the_range() {
        for (second, units) in [("2027-04-12", 1), ("2027-04-13", 0), ("2027-04-20", 0), ("2027-04-21", 1), ("2027-04-23", 3)] {
            let range = (Some(7), Some(14));
            let should = board("2027-04-06", second, vec![distance(range, None, Priority::Should)]);
            let must = board("2027-04-06", second, vec![distance(range, None, Priority::Must)]);
            let expected = |cost: &str| match units {
                0 => vec![],
                units => vec![format!("{units} {cost} p/board/a p/board/b")],
            };
            assert_eq!(should.bill("spacing"), expected(&(units * 10).to_string()), "{second}");
            assert_eq!(must.bill("spacing"), expected("must"), "{second}");
        }
    }

    #[test]
    fn away_from_best_is_a_charge_of_its_own_even_under_a_must() {
        let rule = distance((Some(7), Some(14)), Some(10), Priority::Must);
        assert_eq!(board("2027-04-06", "2027-04-16", vec![rule.clone()]).whole_bill(), []);
        assert_eq!(board("2027-04-06", "2027-04-15", vec![rule.clone()]).bill("spacing"), ["1 1 p/board/a p/board/b"]);
        let both = board("2027-04-06", "2027-04-22", vec![rule.clone()]);
        assert_eq!(both.bill("spacing"), ["2 must p/board/a p/board/b", "6 6 p/board/a p/board/b"]);
        assert!(both.whole_bill().iter().all(|charge| charge.span == rule.span));
    }

    #[test]
    fn working_days_are_counted_by_the_groups_calendars() {
        let rule = |least| Distance { unit: DayUnit::WorkingDays, ..distance((Some(least), None), None, Priority::Must) };
        // From the Wednesday before Easter 2027 to the Thursday after it: 24, 30 and 31 March.
        assert_eq!(board("2027-03-24", "2027-04-01", vec![rule(3)]).whole_bill(), []);
        assert_eq!(board("2027-03-24", "2027-04-01", vec![rule(4)]).bill("spacing"), ["1 must p/board/a p/board/b"]);
        let mut always_open = board("2027-03-24", "2027-04-01", vec![rule(6)]);
        always_open.plan.groups[0].calendars.clear();
        assert_eq!(always_open.whole_bill(), []);
    }

    #[test]
    fn a_cancelled_meeting_is_stepped_over_and_one_without_a_date_is_not() {
        let rule = distance((None, Some(30)), None, Priority::Should);
        let mut case = board("2027-04-06", "2027-05-03", vec![rule]);
        let group = case.plan.occurrences[0].group;
        case.meets(group, "c", "2027-06-01 10:00");
        assert_eq!(case.bill("spacing"), Vec::<String>::new());
        let mut cancelled = case.clone();
        cancelled.cancel("board/b");
        assert_eq!(cancelled.bill("spacing"), ["26 260 p/board/a p/board/c"]);
        let missing = case.plan.occurrences[2].id.clone();
        case.schedule.placements.remove(&missing);
        assert_eq!(case.bill("spacing"), Vec::<String>::new());
    }
}
