//! Availability: whoever must be at a meeting is at work, and on an open day of their own.
//! `weekday(x) in works(p)`, `earliest <= start`, `start + length <= latest`, `x in open(p)`
//!
//! Local. Working days and hours are of any priority, one unit for each meeting outside; own calendars are a must.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "availability";

/// Judges a meeting: for each member one fee for the work and one for the own calendars.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let stretch = sitting.stretch();
    for member in &sitting.group.members {
        let person = &sitting.problem.plan.people[member.0];
        if let Some(works) = person.works.as_ref().filter(|works| !works.holds(stretch.date, stretch.from, stretch.to)) {
            fees.push(Fee::of(NAME, works.span, 1, works.priority));
        }
        if !sitting.problem.availability.is_open_to(*member, stretch) {
            fees.push(Fee::forbidden(NAME, person.calendars.span));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
calendars: {se: {closed: {day: 2027-03-02, half: {on: 2027-03-09, from: "12:00"}}}}
people: {chair: {works: {on: [tue, thu], between: 09:00-14:00}, calendar: se}, guest: {works: {on: fri}}}
groups: {board: {members: [chair, {optional: guest}], meets: {windows: {v: 03-01..03-12}, between: 08:00-16:00, length: 1h}}}
"#;

    #[test]
    fn a_meeting_lies_on_a_day_of_work_and_within_its_hours() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-03 10:00")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-04 08:30")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-04 09:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-04 13:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-04 13:30")]).is_forbidden();
    }

    #[test]
    fn an_own_closed_day_is_closed_and_a_half_one_from_its_hour() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-02 10:00")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-09 11:00")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-09 11:30")]).is_forbidden();
    }

    #[test]
    fn softer_hours_of_work_cost_a_unit_a_meeting() {
        let verifier = verify(NAME, &PLAN.replace("09:00-14:00", "09:00-14:00, priority: should"));
        verifier.dates(&[("board/2027-v", "2027-03-03 08:00")]).penalizes_by(10);
        verifier.dates(&[("board/2027-v", "2027-03-04 13:00")]).has_no_impact();
    }
}
