//! The deadlines of a feed: each is shown on the day that follows from its meeting's, open, and on its side of the meeting.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::{Deadline, Shown, Side};
use crate::schedule::charge::Charge;
use crate::schedule::identity::EntryId;
use crate::verify::days::deadline_day;
use crate::verify::event::{Events, Times};
use crate::verify::finding::Fault;
use crate::verify::ground::Ground;
use crate::verify::price::Price;
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
        for deadline in meeting.group.deadlines.iter().filter(|deadline| deadline.shown == Shown::Event) {
            let id = EntryId::deadline(&meeting.occurrence.id, &deadline.name);
            if let Some(day) = deadline_day(deadline, slot.date, open) {
                due.insert(id.uid(), Due { id, deadline, meeting: slot.date, day, open });
            }
        }
    }
    due
}

/// Charges `deadline-leave` for every deadline that is due while the one who sees to it is away.
pub(crate) fn leave(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (meeting, slot) in ground.dated() {
        let open = ground.open_days(&meeting.group.calendars);
        for deadline in &meeting.group.deadlines {
            let (Some(by), Some(day)) = (&deadline.by, deadline_day(deadline, slot.date, open)) else { continue };
            let is_away = ground.plan.people[by.person.0].leave.iter().any(|leave| leave.first <= day && day <= leave.last);
            if is_away {
                let activities = vec![meeting.id()];
                charges.push(Charge {
                    rule: "deadline-leave",
                    span: by.span,
                    activities,
                    units: 1,
                    cost: Price::for_group(ground.plan, meeting.group, "deadline-leave").cost(by.priority, 1),
                });
            }
        }
    }
    charges
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
    use crate::plan::deadline::{Deadline, Lead, Responsible, Shown, Side};
    use crate::plan::priority::Priority;
    use crate::verify::due::deadlines;
    use crate::verify::event::Times;
    use crate::verify::fixture::{Case, date, deadline, span};
    use crate::verify::ground::Ground;

    /// What is found when the deadline of a meeting on Tuesday 30 March 2027, after Easter, is shown on a day.
    fn faults(lead: Lead, side: Side, shown: &str) -> Vec<String> {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].deadlines = vec![deadline("agenda", lead, side)];
        case.meets(group, "a", "2027-03-30 10:00");
        let ground = Ground::new(&case.plan, &case.schedule);
        let due = deadlines(&ground);
        let times = Times::Days(date(shown), date(shown) + Days::new(1));
        due.values().flat_map(|due| due.faults(times)).collect()
    }

    #[test]
    fn a_deadline_is_right_on_one_day_alone() {
        assert_eq!(faults(Lead::WorkingDays(5), Side::Before, "2027-03-18"), Vec::<String>::new());
        let late = "`p/board/a#agenda` is shown on 2027-03-19, but is due on 2027-03-18";
        assert_eq!(faults(Lead::WorkingDays(5), Side::Before, "2027-03-19"), [late]);
        assert_eq!(faults(Lead::Days(1), Side::Before, "2027-03-24"), Vec::<String>::new());
        assert_eq!(
            faults(Lead::Days(1), Side::Before, "2027-03-29")[1],
            "`p/board/a#agenda` is shown on 2027-03-29, a closed day"
        );
        assert_eq!(faults(Lead::Days(4), Side::After, "2027-04-05"), Vec::<String>::new());
    }

    #[test]
    fn the_day_of_the_meeting_is_on_neither_side() {
        for (side, word) in [(Side::Before, "before"), (Side::After, "after")] {
            let found = faults(Lead::WorkingDays(1), side, "2027-03-30");
            assert_eq!(found[1], format!("`p/board/a#agenda` is shown on 2027-03-30, not {word} its meeting on 2027-03-30"));
        }
    }

    #[test]
    fn a_deadline_past_the_known_days_or_of_an_undated_meeting_has_no_day() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[0].deadlines = vec![deadline("late", Lead::WorkingDays(300), Side::After)];
        case.meets(group, "a", "2028-12-29 10:00");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 0);
        case.moved("board/a", "2027-12-29 10:00");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 1);
        case.unplace("board/a");
        assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 0);
    }

    #[test]
    fn who_sees_to_a_deadline_is_there_when_it_is_due() {
        for (first, last, expected) in [
            ("2027-03-15", "2027-03-17", vec![]),
            ("2027-03-15", "2027-03-18", vec!["1 10 p/board/a"]),
            ("2027-03-18", "2027-03-19", vec!["1 10 p/board/a"]),
            ("2027-03-19", "2027-03-31", vec![]),
        ] {
            let mut case = Case::new();
            let (clerk, group) = (case.person("clerk"), case.group("board", &[]));
            case.leave(clerk, first, last);
            let by = Some(Responsible { person: clerk, priority: Priority::Should, span: span(900) });
            let shown = Shown::Text;
            let due = Deadline { by, shown, ..deadline("agenda", Lead::WorkingDays(5), Side::Before) };
            case.plan.groups[0].deadlines = vec![due];
            case.meets(group, "a", "2027-03-30 10:00");
            assert_eq!(case.bill("deadline-leave"), expected, "{first}");
            assert_eq!(deadlines(&Ground::new(&case.plan, &case.schedule)).len(), 0, "it is text, and no event");
        }
    }
}
