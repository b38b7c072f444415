//! Open day: nothing is placed on a weekend, a holiday or a closed day, and a meeting ends before a half day closes.
//! `x in open(calendars)`
//!
//! Local, always a must; for a phase it is the first day that counts, and a fixed phase is a fact. So is a
//! fixed milestone that says `on-closed: keep`. A phase that starts on
//! the 1st of a month by its `starts` may do so when it is closed: that 1st is a label for the month.

use crate::calendar::open_days::OpenDays;
use crate::constraint::fee::Fee;
use crate::constraint::sitting::{Sitting, minute};
use crate::plan::roadmap::{Milestone, Phase, PhaseTiming};
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "open-day";

/// Judges a meeting.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let closes = sitting.open.closing_time(sitting.date);
    let too_late = closes.is_some_and(|time| sitting.end_minute() > minute(time));
    if too_late || !sitting.open.is_open(sitting.date) {
        fees.push(Fee::forbidden(NAME, sitting.group.span));
    }
}

/// Judges the first day of a phase that is to be placed.
pub fn phase(phase: &Phase, placement: Placement, open: &OpenDays, fees: &mut Vec<Fee>) {
    let placed = matches!(phase.timing, PhaseTiming::Placed { .. });
    if placed && !open.is_open(placement.first()) && !phase.may_start_closed(placement.first()) {
        fees.push(Fee::forbidden(NAME, phase.span));
    }
}

/// Judges a milestone.
pub fn milestone(milestone: &Milestone, placement: Placement, open: &OpenDays, fees: &mut Vec<Fee>) {
    // What lies beyond the calendars that are known is a fact of long ago; nothing can be placed there.
    if !milestone.is_kept && open.range().contains(placement.first()) && !open.is_open(placement.first()) {
        fees.push(Fee::forbidden(NAME, milestone.span));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;
    use crate::constraint::window;

    const PLAN: &str = r#"
calendars: {closed: {closed: {a: 2027-03-03, half: {on: 2027-03-04, from: "12:00"}}}}
calendar: [closed]
groups: {board: {meets: {windows: {v: 03-01..03-12}, between: 10:00-15:00, length: 1h}}}
roadmap: {tracks: {t: {milestones: {done: {between: 2027-03-01..2027-03-12}}}}}
"#;

    #[test]
    fn closed_days_and_weekends_are_forbidden_to_meetings_and_milestones() {
        let verifier = verify(NAME, PLAN);
        for day in ["2027-03-03", "2027-03-06", "2027-03-07"] {
            verifier.dates(&[("board/2027-v", day), ("done", "2027-03-02")]).is_forbidden();
            verifier.dates(&[("board/2027-v", "2027-03-02"), ("done", day)]).is_forbidden();
        }
        verifier.dates(&[("board/2027-v", "2027-03-05"), ("done", "2027-03-08")]).has_no_impact();
    }

    #[test]
    fn a_milestone_that_is_kept_lies_on_its_closed_day() {
        let kept = "calendars: {dk: {country: dk}}\ncalendar: dk\nroadmap: {tracks: {t: {milestones: {done: {on: 2027-03-28, on-closed: keep}}}}}\n";
        verify(NAME, kept).dates(&[("done", "2027-03-28")]).has_no_impact();
        verify(window::NAME, kept).dates(&[("done", "2027-03-29")]).is_forbidden();
    }

    #[test]
    fn a_meeting_may_end_just_when_a_half_day_closes() {
        let verifier = verify(NAME, PLAN);
        let at = |start: &str| verifier.dates(&[("board/2027-v", &format!("2027-03-04 {start}")), ("done", "2027-03-04")]);
        at("11:00").has_no_impact();
        at("11:30").is_forbidden();
        at("12:00").is_forbidden();
    }
}
