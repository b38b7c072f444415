//! Same weekday: a meeting lies on the weekday of the one before it.   `cost = unit * [weekday(x[i+1]) != weekday(x[i])]`
//!
//! Path, any priority; as a must all meetings of the cycle lie on one weekday, pinned ones too.

use crate::calendar::civil::Datelike;
use crate::constraint::fee::Fee;
use crate::plan::group::{Group, GroupId};
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "same-weekday";

/// What two meetings in a row break.
pub fn judge(problem: &Problem<'_>, group: GroupId, earlier: Placement, later: Placement) -> Option<Fee> {
    let Group { cycle, weight, .. } = problem.plan.group(group);
    let alike = cycle.same_weekday.as_ref()?;
    let differs = earlier.first().weekday() != later.first().weekday();
    differs.then(|| Fee::of(NAME, alike.span, 1, alike.priority).times(*weight))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-12, w: 03-08..03-19, x: 03-15..03-26}, at: "10:00", length: 1h, same-weekday: should}}}
"#;

    #[test]
    fn each_meeting_on_another_weekday_than_the_one_before_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        let at = |first: &str, second: &str, third: &str| {
            verifier.dates(&[("board/2027-v", first), ("board/2027-w", second), ("board/2027-x", third)])
        };
        at("2027-03-02", "2027-03-09", "2027-03-23").has_no_impact();
        at("2027-03-02", "2027-03-09", "2027-03-24").penalizes_by(10);
        at("2027-03-02", "2027-03-10", "2027-03-23").penalizes_by(20);
    }

    #[test]
    fn as_a_must_it_forbids() {
        let verifier = verify(NAME, &PLAN.replace("same-weekday: should", "same-weekday: must"));
        let at = |third: &str| {
            verifier.dates(&[("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-09"), ("board/2027-x", third)])
        };
        at("2027-03-16").has_no_impact();
        at("2027-03-17").is_forbidden();
    }
}
