//! Deadline leave: whoever sees to a deadline is not on leave when it is due.   `due(x) not in leave(person)`
//!
//! Local, of any priority: the due date follows from the meeting's. A deadline past the days that are known asks for nothing.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "deadline-leave";

/// Judges a meeting: one unit for each of its deadlines whose day lies in a leave of the one who sees to it.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    for deadline in &sitting.group.deadlines {
        let Some(by) = &deadline.by else { continue };
        let leave = &sitting.problem.plan.people[by.person.0].leave;
        let Some(due) = deadline.date(sitting.date, sitting.open) else { continue };
        if leave.iter().any(|leave| leave.covers(due)) {
            fees.push(Fee::of(NAME, by.span, 1, by.priority).times(sitting.group.weight));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
people: {clerk: {title: Clerk, leave: [2027-03-04..2027-03-05]}}
groups:
  board:
    meets: {windows: {v: 03-01..03-19}, at: "10:00", length: 1h}
    deadlines: {agenda: {due: 2 working days before, by: clerk}, minutes: {due: 1 week after, by: "clerk, could"}}
"#;

    #[test]
    fn the_day_that_counts_is_the_due_date_and_not_the_meetings() {
        let verifier = verify(NAME, PLAN);
        let at = |day: &str| verifier.dates(&[("board/2027-v", day)]);
        at("2027-03-05").has_no_impact();
        // Two working days before Monday is Thursday, before Tuesday Friday, before Wednesday Monday.
        at("2027-03-08").penalizes_by(10);
        at("2027-03-09").penalizes_by(10);
        at("2027-03-10").has_no_impact();
    }

    #[test]
    fn a_meeting_in_writing_has_its_deadlines_and_a_must_forbids() {
        let plan = PLAN.replace(
            "agenda: {due: 2 working days before, by: clerk}",
            "agenda: {due: 2 working days before, by: 'clerk, must'}",
        );
        verify(NAME, &plan).dates(&[("board/2027-v", "2027-03-09")]).is_forbidden();
        let written = plan.replace("    deadlines:", "    occurrences: {2027-v: {in-writing: yes, reason: so}}\n    deadlines:");
        verify(NAME, &written).dates(&[("board/2027-v", "2027-03-09")]).is_forbidden();
        verify(NAME, &written).dates(&[("board/2027-v", "2027-03-10")]).has_no_impact();
    }
}
