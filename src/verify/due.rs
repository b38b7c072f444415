//! The deadlines of a feed: each is shown on the day that follows from its meeting's, open, and on its side of the meeting.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::{Deadline, Side};
use crate::schedule::identity::EntryId;
use crate::verify::days::deadline_day;
use crate::verify::event::{Events, Times};
use crate::verify::finding::Fault;
use crate::verify::ground::Ground;
use crate::verify::shown::one_day;

/// A deadline that has a day.
pub(crate) struct Due<'a> {
    id: EntryId,
    deadline: &'a Deadline,
    meeting: NaiveDate,
    day: NaiveDate,
    open: &'a OpenDays,
}

/// Works out the deadlines of the meetings that have a date, by `UID`. One past the known days has no day and is left out.
pub(crate) fn deadlines<'a>(ground: &'a Ground<'_>) -> BTreeMap<String, Due<'a>> {
    let mut due = BTreeMap::new();
    for (meeting, slot) in ground.dated() {
        let open = ground.open_days(&meeting.group.calendars);
        for deadline in &meeting.group.deadlines {
            let id = EntryId::deadline(&meeting.occurrence.id, &deadline.name);
            if let Some(day) = deadline_day(deadline, slot.date, open) {
                due.insert(id.uid(), Due { id, deadline, meeting: slot.date, day, open });
            }
        }
    }
    due
}

/// Finds the deadlines that are shown on another day than theirs, on a closed one, or on the wrong side of the meeting.
pub(crate) fn check(due: &BTreeMap<String, Due<'_>>, events: &Events) -> Vec<Fault> {
    let times = |uid: &String| events.get(uid).and_then(|event| event.times);
    let shown = due.iter().filter_map(|(uid, due)| Some((uid, due, times(uid)?)));
    shown.flat_map(|(uid, due, times)| due.faults(times).into_iter().map(|text| Fault::new(uid, text))).collect()
}

impl Due<'_> {
    fn faults(&self, times: Times) -> Vec<String> {
        let name = self.id.as_str();
        let shown = match one_day(times) {
            Ok(shown) => shown,
            Err(text) => return vec![format!("`{name}` {text}")],
        };
        let mut faults = Vec::new();
        if shown != self.day {
            faults.push(format!("`{name}` is shown on {shown}, but is due on {}", self.day));
        }
        if !self.open.is_open(shown) {
            faults.push(format!("`{name}` is shown on {shown}, a closed day"));
        }
        let (is_beside, side) = match self.deadline.side {
            Side::Before => (shown < self.meeting, "before"),
            Side::After => (shown > self.meeting, "after"),
        };
        if !is_beside {
            faults.push(format!("`{name}` is shown on {shown}, not {side} its meeting on {}", self.meeting));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Days;
    use crate::plan::deadline::Side;
    use crate::plan::distance::DayUnit;
    use crate::verify::due::deadlines;
    use crate::verify::event::Times;
    use crate::verify::fixture::{Case, date, deadline};
    use crate::verify::ground::Ground;

    /// What is found when the deadline of a meeting on Tuesday 30 March 2027, after Easter, is shown on a day.
    fn faults(amount: i64, unit: DayUnit, side: Side, shown: &str) -> Vec<String> {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].deadlines = vec![deadline("agenda", amount, unit, side)];
        case.meets(group, "a", "2027-03-30 10:00");
        let ground = Ground::new(&case.plan, &case.schedule);
        let due = deadlines(&ground);
        let times = Times::Days(date(shown), date(shown) + Days::new(1));
        due.values().flat_map(|due| due.faults(times)).collect()
    }

    #[test]
    fn a_deadline_is_right_on_one_day_alone() {
        assert_eq!(faults(5, DayUnit::WorkingDays, Side::Before, "2027-03-18"), Vec::<String>::new());
        let late = "`p/board/a#agenda` is shown on 2027-03-19, but is due on 2027-03-18";
        assert_eq!(faults(5, DayUnit::WorkingDays, Side::Before, "2027-03-19"), [late]);
        assert_eq!(faults(1, DayUnit::Days, Side::Before, "2027-03-24"), Vec::<String>::new());
        assert_eq!(
            faults(1, DayUnit::Days, Side::Before, "2027-03-29")[1],
            "`p/board/a#agenda` is shown on 2027-03-29, a closed day"
        );
        assert_eq!(faults(4, DayUnit::Days, Side::After, "2027-04-05"), Vec::<String>::new());
    }

    #[test]
    fn the_day_of_the_meeting_is_on_neither_side() {
        for (side, word) in [(Side::Before, "before"), (Side::After, "after")] {
            let found = faults(1, DayUnit::WorkingDays, side, "2027-03-30");
            assert_eq!(found[1], format!("`p/board/a#agenda` is shown on 2027-03-30, not {word} its meeting on 2027-03-30"));
        }
    }

    #[test]
    fn a_deadline_past_the_known_days_or_of_an_undated_meeting_has_no_day() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].deadlines = vec![deadline("late", 300, DayUnit::WorkingDays, Side::After)];
        case.meets(group, "a", "2028-12-29 10:00");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 0);
        case.moved("board/a", "2027-12-29 10:00");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 1);
        case.unplace("board/a");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 0);
    }
}
