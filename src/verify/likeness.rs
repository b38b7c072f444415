//! Meetings of one group in a row: on one weekday, at one time, and evenly spread.

use crate::calendar::civil::Datelike;
use crate::diagnostic::source::Span;
use crate::plan::cycle::Alike;
use crate::plan::occurrence::Manner;
use crate::plan::priority::Priority;
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::price::Price;

/// Charges `same-weekday`, `same-time` and `spread` for each held meeting and the next held one of its group; a pair in
/// which one has no date is free.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (position, earlier) in ground.meetings.iter().enumerate() {
        let next = ground.meetings[position + 1..].iter().find(|later| later.occurrence.group == earlier.occurrence.group);
        let Some(later) = next else { continue };
        let (Some(from), Some(to)) = (earlier.slot, later.slot) else { continue };
        charges.extend(pair(ground, earlier, from, later, to));
    }
    charges
}

fn pair(ground: &Ground<'_>, earlier: &Meeting<'_>, from: Slot, later: &Meeting<'_>, to: Slot) -> Vec<Charge> {
    let cycle = &earlier.group.cycle;
    let charge = |rule, span: Span, units, priority: Priority| {
        let activities = vec![earlier.id(), later.id()];
        (units > 0).then(|| Charge {
            rule,
            span,
            activities,
            units,
            cost: Price::for_group(ground.plan, earlier.group, rule).cost(priority, units),
        })
    };
    let unlike = |rule, alike: &Option<Alike>, differ: bool| {
        let alike = alike.as_ref().filter(|_| differ)?;
        charge(rule, alike.span, 1, alike.priority)
    };
    // What is decided in writing has no start.
    let both_sit = [earlier, later].iter().all(|meeting| meeting.manner == Manner::Meeting);
    let weekday = unlike("same-weekday", &cycle.same_weekday, from.date.weekday() != to.date.weekday());
    let time = unlike("same-time", &cycle.same_time, both_sit && from.start != to.start);
    let spread = cycle.spread.as_ref().and_then(|wish| {
        let weeks = weeks_off(ground, earlier, (to.date - from.date).num_days());
        charge("spread", wish.span, weeks, wish.priority)
    });
    [weekday, time, spread].into_iter().flatten().collect()
}

/// The whole weeks between a distance and the ideal one: the way from the start of the first window to the start of the
/// last, in as many equal steps as there are between the meetings. Of a window that several meetings share, the last has
/// the last of so many equal parts.
fn weeks_off(ground: &Ground<'_>, one: &Meeting<'_>, days: i64) -> i64 {
    let mut windows = Vec::new();
    for meeting in &ground.meetings {
        if meeting.occurrence.group == one.occurrence.group {
            windows.push(meeting.occurrence.window.value);
        }
    }
    let (first, last) = (windows[0], windows[windows.len() - 1]);
    let mut steps = -1;
    let mut sharing = 0;
    for window in windows {
        steps += 1;
        sharing += i64::from(window == last);
    }
    // In units of one day divided by `steps * sharing`, so that nothing is rounded before the end.
    let into_last = (sharing - 1) * ((last.last - last.first).num_days() + 1);
    let way = (last.first - first.first).num_days() * sharing + into_last;
    let off = (days * steps * sharing - way).abs();
    off / (7 * steps * sharing)
}

#[cfg(test)]
mod tests {
    use crate::plan::cycle::{Alike, Wish};
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, span};

    fn board(meetings: &[&str]) -> Case {
        let mut case = Case::new();
        let (board, other) = (case.group("board", &[]), case.group("other", &[]));
        for (position, when) in meetings.iter().enumerate() {
            case.meets(board, &format!("m{position}"), when);
            case.meets(other, &format!("m{position}"), "2027-04-06 09:00");
        }
        case
    }

    #[test]
    fn a_meeting_is_compared_with_the_one_before_it_of_its_own_group() {
        let mut case = board(&["2027-04-06 10:00", "2027-05-04 10:00", "2027-06-02 10:30"]);
        let alike = |priority| Some(Alike { priority, span: span(900) });
        case.plan.groups[0].cycle.same_weekday = alike(Priority::Should);
        case.plan.groups[0].cycle.same_time = alike(Priority::Must);
        assert_eq!(case.bill("same-weekday"), ["1 10 p/board/m1 p/board/m2"]);
        assert_eq!(case.bill("same-time"), ["1 must p/board/m1 p/board/m2"]);
        case.cancel("board/m1");
        assert_eq!(case.bill("same-time"), ["1 must p/board/m0 p/board/m2"]);
    }

    #[test]
    fn whole_weeks_from_the_ideal_are_units() {
        // Windows from 5 April, 3 May and 31 May: 28 days each.
        for (second, bill) in [
            ("2027-05-04", vec![]),
            ("2027-05-10", vec![]),
            ("2027-05-11", vec!["1 1 p/board/m0 p/board/m1", "1 1 p/board/m1 p/board/m2"]),
            ("2027-04-27", vec!["1 1 p/board/m0 p/board/m1", "1 1 p/board/m1 p/board/m2"]),
        ] {
            let mut case = board(&["2027-04-06 10:00", &format!("{second} 10:00"), "2027-06-01 10:00"]);
            case.window("board/m0", "2027-04-05", "2027-04-30");
            case.window("board/m1", "2027-05-03", "2027-05-31");
            case.window("board/m2", "2027-05-31", "2027-06-30");
            case.plan.groups[0].cycle.spread = Some(Wish { value: (), priority: Priority::Could, span: span(900) });
            assert_eq!(case.bill("spread"), bill, "{second}");
        }
    }
}
