//! Notices, told a second time: an announced meeting that lies within the notice of its group is where it was announced. It is
//! no part of a bill, since a schedule does not say what people were told before it.

use crate::calendar::civil::NaiveDate;
use crate::plan::distance::DayUnit;
use crate::plan::occurrence::Occurrence;
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};

/// The meetings, in plan order, that moved from where they were announced though they lie, seen from `today`, nearer than their
/// group gives notice, and the plan does not say that it is broken.
pub fn broken<'p>(plan: &'p Plan, announced: &Schedule, schedule: &Schedule, today: NaiveDate) -> Vec<&'p Occurrence> {
    let mut broken = Vec::new();
    for occurrence in plan.occurrences.iter().filter(|occurrence| occurrence.is_held()) {
        let group = plan.group(occurrence.group);
        let says_so = occurrence.exception.as_ref().is_some_and(|exception| exception.breaks_notice.is_some());
        let (Some(notice), false) = (group.notice, says_so) else { continue };
        let Some(was) = announced.placement(&occurrence.id).filter(|was| was.first() >= today) else { continue };
        if !schedule.placement(&occurrence.id).is_some_and(|is| differs(was, is)) {
            continue;
        }
        let open = plan.open_days(&group.calendars);
        let days = today.iter_days().take_while(|day| *day < was.first());
        let left = match notice.unit {
            DayUnit::Days => days.count(),
            DayUnit::WorkingDays => days.filter(|day| open.is_open(*day)).count(),
        };
        if i64::try_from(left).is_ok_and(|left| left < notice.days) {
            broken.push(occurrence);
        }
    }
    broken
}

fn differs(was: Placement, is: Placement) -> bool {
    match (was, is) {
        (Placement::Meeting { date, start, .. }, Placement::Meeting { date: day, start: time, .. }) => {
            (date, start) != (day, time)
        }
        (Placement::Meeting { .. } | Placement::Phase { .. } | Placement::Milestone { .. }, _) => was.first() != is.first(),
    }
}

#[cfg(test)]
mod tests {
    use super::broken;
    use crate::diagnostic::source::Span;
    use crate::plan::distance::DayUnit;
    use crate::plan::notice::Notice;
    use crate::plan::occurrence::{Exception, Verdict};
    use crate::verify::fixture::Case;

    #[test]
    fn a_meeting_within_the_notice_stays_unless_the_plan_says_so() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "2027-03", "2027-03-15 10:00");
        let announced = case.schedule.clone();
        case.schedule.placements.clear();
        case.plan.occurrences.clear();
        let moved = case.meets(group, "2027-03", "2027-03-15 11:00");
        let broken_seen_from = |case: &Case, today: &str| -> Vec<String> {
            let broken = broken(&case.plan, &announced, &case.schedule, today.parse().unwrap());
            broken.iter().map(|occurrence| occurrence.id.to_string()).collect()
        };
        assert!(broken_seen_from(&case, "2027-03-14").is_empty(), "the group gives no notice");
        let notice = |days, unit| Some(Notice { days, unit, span: Span::default() });
        case.plan.groups[group.0].notice = notice(14, DayUnit::Days);
        assert!(broken_seen_from(&case, "2027-03-01").is_empty());
        assert_eq!(broken_seen_from(&case, "2027-03-02"), [moved.to_string()]);
        assert!(broken_seen_from(&case, "2027-03-16").is_empty(), "it has been held");
        case.plan.groups[group.0].notice = notice(10, DayUnit::WorkingDays);
        assert!(broken_seen_from(&case, "2027-03-01").is_empty());
        assert_eq!(broken_seen_from(&case, "2027-03-02"), [moved.to_string()]);
        let mut exception = Exception::of(Verdict::Held, "illness", Span::default());
        exception.breaks_notice = Some(Span::default());
        case.plan.occurrences[0].exception = Some(exception);
        assert!(broken_seen_from(&case, "2027-03-02").is_empty());
    }
}
