//! Spread: the meetings of a cycle lie evenly.   `cost = unit * floor(|(x[i+1] - x[i]) - ideal| / 7)`
//!
//! `ideal` is the time from the first day of the first window to the first day of the last one, divided by the number of
//! steps between the meetings. Meetings that share a window count as if it were so many equal parts.
//!
//! Path, never a must.

use crate::constraint::fee::Fee;
use crate::plan::group::{Group, GroupId};
use crate::plan::plan::Plan;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "spread";

/// The ideal distance of two meetings in a row: `days / steps`, a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ideal {
    days: i64,
    steps: i64,
}

impl Ideal {
    /// The ideal distance of a group's meetings; none of fewer than two.
    pub fn of(plan: &Plan, group: GroupId) -> Option<Ideal> {
        let windows: Vec<_> = plan.held(group).map(|(_, occurrence)| occurrence.window.value).collect();
        let [first, .., last] = windows.as_slice() else { return None };
        let parts = i64::try_from(windows.iter().filter(|window| *window == last).count()).ok()?;
        let steps = i64::try_from(windows.len() - 1).ok()?;
        let length = (last.last - last.first).num_days() + 1;
        // The last of the meetings that share the last window has the last part of it.
        let days = (last.first - first.first).num_days() * parts + (parts - 1) * length;
        Some(Ideal { days, steps: steps * parts })
    }

    /// How many whole weeks a distance lies away from it, either way.
    fn weeks_away(self, distance: i64) -> i64 {
        (distance * self.steps - self.days).abs() / (7 * self.steps)
    }
}

/// What two meetings in a row break.
pub fn judge(problem: &Problem<'_>, group: GroupId, ideal: Option<Ideal>, earlier: Placement, later: Placement) -> Option<Fee> {
    let Group { cycle, weight, .. } = problem.plan.group(group);
    let wish = cycle.spread.as_ref()?;
    let away = ideal?.weeks_away((later.first() - earlier.first()).num_days());
    (away > 0).then(|| Fee::of(NAME, wish.span, away, wish.priority).times(*weight))
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-31, w: 03-29..04-30, x: 04-26..05-28}, at: "10:00", length: 1h, spread: should}}}
"#;

    #[test]
    fn each_whole_week_away_from_the_ideal_is_one_unit() {
        // From 1 March to 26 April there are 56 days in 2 steps: 28 days each.
        let verifier = verify(NAME, PLAN);
        let at = |first: &str, second: &str, third: &str| {
            verifier.dates(&[("board/2027-v", first), ("board/2027-w", second), ("board/2027-x", third)])
        };
        at("2027-03-02", "2027-03-30", "2027-04-27").has_no_impact();
        at("2027-03-08", "2027-03-30", "2027-05-03").has_no_impact();
        at("2027-03-09", "2027-03-30", "2027-05-03").penalizes_by(10);
        at("2027-03-09", "2027-03-30", "2027-05-04").penalizes_by(20);
        at("2027-03-16", "2027-03-30", "2027-05-18").penalizes_by(50);
    }

    #[test]
    fn meetings_that_share_a_window_share_it_in_equal_parts() {
        // April has 30 days, and so 15 for each: from the first to the last part there are 15.
        let plan = "groups: {board: {meets: {windows: {v: [april]}, at: \"10:00\", length: 1h, spread: could}}}";
        let months = "[january, february, march, may, june, july, august, september, october, november, december]";
        let twice = plan.replace("windows: {v: [april]}", &format!("each: month, times: 2, except: {months}"));
        let verifier = verify(NAME, &twice);
        let at = |first: &str, second: &str| verifier.dates(&[("board/2027-04-1", first), ("board/2027-04-2", second)]);
        at("2027-04-02", "2027-04-23").has_no_impact();
        at("2027-04-02", "2027-04-24").penalizes_by(1);
        at("2027-04-02", "2027-04-11").has_no_impact();
        at("2027-04-02", "2027-04-10").penalizes_by(1);
    }
}
