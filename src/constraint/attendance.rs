//! Attendance: no member of a group is on leave on the day it meets.   `x not in leave(member)`
//!
//! Local, of any priority; each leave that covers the day is one unit.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "attendance";

/// Judges a meeting: one fee for each leave that covers its day.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let members = sitting.group.members.iter().map(|member| &sitting.problem.plan.people[member.0]);
    let leave = members.flat_map(|person| &person.leave).filter(|leave| leave.covers(sitting.date));
    fees.extend(leave.map(|leave| Fee::of(NAME, leave.span, 1, leave.priority)));
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
people: {chair: {title: Chair, leave: [2027-03-03..2027-03-04]}, guest: {title: Guest, leave: [2027-03-02]}}
groups: {board: {members: [chair], meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h}}}
"#;

    #[test]
    fn leave_counts_from_its_first_to_its_last_day_and_that_of_others_does_not() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-02")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-03")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-04")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-05")]).has_no_impact();
    }

    #[test]
    fn a_leave_that_should_be_kept_costs_and_forbids_nothing() {
        let verifier =
            verify(NAME, &PLAN.replace("[2027-03-03..2027-03-04]", "[{on: 2027-03-03..2027-03-04, priority: should}]"));
        verifier.dates(&[("board/2027-v", "2027-03-04")]).penalizes_by(10);
        verifier.dates(&[("board/2027-v", "2027-03-05")]).has_no_impact();
    }
}
