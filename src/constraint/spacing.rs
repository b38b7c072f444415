//! Spacing: one meeting of a cycle and the next lie so far apart.   `least <= x[i+1] - x[i] <= most`, ideally `best`
//!
//! Path: successive occurrences that are held, whatever lies between them. They never fall on one day or change order.

use crate::constraint::fee::Fee;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::{Group, GroupId};
use crate::plan::priority::Priority;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "spacing";

/// What two meetings in a row break.
pub fn judge(problem: &Problem<'_>, group: GroupId, earlier: Placement, later: Placement) -> Vec<Fee> {
    let Group { cycle, weight, .. } = problem.plan.group(group);
    let mut fees = Vec::new();
    if later.first() <= earlier.first() {
        fees.push(Fee::forbidden(NAME, cycle.span));
    }
    for distance in &cycle.apart {
        let value = match distance.unit {
            DayUnit::Days => (later.first() - earlier.first()).num_days(),
            DayUnit::WorkingDays => problem.group_days(group).distance(earlier.first(), later.first()),
        };
        fees.extend(distance_fees(NAME, distance, value).map(|fee| fee.times(*weight)));
    }
    fees
}

/// The fees of a distance: one for lying outside the range, and one for lying away from the best value.
pub fn distance_fees(rule: &'static str, distance: &Distance, value: i64) -> impl Iterator<Item = Fee> + use<> {
    let (outside, away) = (distance.outside(value), distance.from_best(value));
    let range = (outside > 0).then(|| Fee::of(rule, distance.span, outside, distance.priority));
    let best = (away > 0).then(|| Fee::of(rule, distance.span, away, Priority::Could));
    range.into_iter().chain(best)
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-19, w: 03-02..03-20}, at: "10:00", length: 1h, apart: "7..9 days, best 8, should"}}}
"#;

    #[test]
    fn a_range_and_a_best_value_cost_by_the_day() {
        let verifier = verify(NAME, PLAN);
        for (later, cost) in [("2027-03-07", 12), ("2027-03-08", 1), ("2027-03-10", 1), ("2027-03-11", 12), ("2027-03-12", 23)] {
            verifier.dates(&[("board/2027-v", "2027-03-01"), ("board/2027-w", later)]).penalizes_by(cost);
        }
        verifier.dates(&[("board/2027-v", "2027-03-01"), ("board/2027-w", "2027-03-09")]).has_no_impact();
    }

    #[test]
    fn working_days_are_counted_from_one_meeting_to_the_day_before_the_next() {
        let verifier = verify(NAME, &PLAN.replace("7..9 days, best 8, should", "3..4 working days"));
        let at = |later: &str| verifier.dates(&[("board/2027-v", "2027-03-05"), ("board/2027-w", later)]);
        at("2027-03-09").is_forbidden();
        at("2027-03-10").has_no_impact();
        at("2027-03-11").has_no_impact();
        at("2027-03-12").is_forbidden();
    }

    #[test]
    fn meetings_in_a_row_never_share_a_day_or_change_order() {
        let verifier = verify(NAME, &PLAN.replace("7..9 days, best 8, should", "at least 0 days"));
        let at = |later: &str| verifier.dates(&[("board/2027-v", "2027-03-05"), ("board/2027-w", later)]);
        at("2027-03-04").is_forbidden();
        at("2027-03-05").is_forbidden();
        at("2027-03-06").has_no_impact();
    }

    #[test]
    fn the_distance_is_counted_over_a_cancelled_meeting() {
        let three = PLAN.replace("w: 03-02..03-20", "w: 03-02..03-20, x: 03-03..03-21");
        let three = three.replace("should\"}", "must\"}, occurrences: {2027-w: {cancelled: yes, reason: so}}");
        let verifier = verify(NAME, &three);
        verifier.dates(&[("board/2027-v", "2027-03-01"), ("board/2027-x", "2027-03-07")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-01"), ("board/2027-x", "2027-03-09")]).has_no_impact();
    }
}
