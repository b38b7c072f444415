//! Hours: a meeting lies within the clock times of its cycle.   `earliest <= start` and `start + length <= latest`
//!
//! Local, always a must; a meeting pinned to a time is exempt.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::{Sitting, minute};

/// The rule's name.
pub const NAME: &str = "hours";

/// Judges a meeting.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let cycle = &sitting.group.cycle;
    let pinned = sitting.occurrence.pinned().is_some_and(|(_, start, _)| start.is_some());
    let (minutes, hours) = sitting.occurrence.frame(cycle, sitting.date);
    let outside = minute(sitting.start) < minute(hours.earliest) || sitting.end_minute() > minute(hours.latest);
    if (!pinned && outside) || sitting.minutes != minutes {
        fees.push(Fee::forbidden(NAME, cycle.hours.span));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r"
groups: {board: {meets: {windows: {v: 03-01..03-12}, between: 10:00-12:00, length: 1h}}}
";

    #[test]
    fn a_meeting_may_begin_and_end_just_at_the_hours() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-02 09:30")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-02 10:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02 11:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02 11:30")]).is_forbidden();
    }

    #[test]
    fn a_length_holds_from_its_date_on() {
        let lengths = PLAN.replace("length: 1h", "length: [90m, {from: 2027-03-04, length: 60m}]");
        let verifier = verify(NAME, &lengths);
        verifier.dates(&[("board/2027-v", "2027-03-03 10:30")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-03 11:00")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-04 11:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-04 11:30")]).is_forbidden();
    }

    #[test]
    fn a_pinned_time_is_exempt_and_a_pinned_day_is_not() {
        let pinned =
            |at: &str| PLAN.replace("}}}", &format!("}}, occurrences: {{2027-v: {{on: 2027-03-02, {at}reason: so}}}}}}}}"));
        verify(NAME, &pinned("at: \"12:30\", ")).dates(&[("board/2027-v", "2027-03-02 12:30")]).has_no_impact();
        verify(NAME, &pinned("")).dates(&[("board/2027-v", "2027-03-02 12:30")]).is_forbidden();
    }

    #[test]
    fn a_length_of_its_own_keeps_the_start_of_the_cycle_or_lies_within_its_hours() {
        let once = |length: &str, hours: &str| {
            let plan = PLAN.replace("between: 10:00-12:00", hours);
            plan.replace("}}}", &format!("}}, occurrences: {{2027-v: {{length: {length}, reason: so}}}}}}}}"))
        };
        let verifier = verify(NAME, &once("3h", "at: '10:00'"));
        verifier.dates(&[("board/2027-v", "2027-03-02 10:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02 10:30")]).is_forbidden();
        let verifier = verify(NAME, &once("90m", "between: 10:00-12:00"));
        verifier.dates(&[("board/2027-v", "2027-03-02 10:30")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02 11:00")]).is_forbidden();
    }
}
