//! Weekday: a meeting lies on one of its cycle's weekdays.   `weekday(x) in W`
//!
//! Local, always a must; a pinned meeting is exempt.

use crate::calendar::civil::Datelike;
use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "weekday";

/// Judges a meeting.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let weekdays = &sitting.group.cycle.weekdays;
    if sitting.occurrence.pinned().is_none() && !weekdays.value.contains(&sitting.date.weekday()) {
        fees.push(Fee::forbidden(NAME, weekdays.span));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-12}, on: [tue, thu], at: "10:00", length: 1h}}}
"#;

    #[test]
    fn other_weekdays_are_forbidden_unless_pinned() {
        let verifier = verify(NAME, PLAN);
        for day in ["2027-03-02", "2027-03-04"] {
            verifier.dates(&[("board/2027-v", day)]).has_no_impact();
        }
        for day in ["2027-03-01", "2027-03-03", "2027-03-05"] {
            verifier.dates(&[("board/2027-v", day)]).is_forbidden();
        }
        let pinned = PLAN.replace("}}}", "}, occurrences: {2027-v: {on: 2027-03-03, reason: so}}}}");
        verify(NAME, &pinned).dates(&[("board/2027-v", "2027-03-03")]).has_no_impact();
    }
}
