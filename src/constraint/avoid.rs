//! Avoid: days that are open but unwelcome, such as school holidays and days squeezed between closed ones.
//! `cost = unit * [x in avoided]`
//!
//! Local, of any priority.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;
use crate::plan::group::AvoidedDays;

/// The rule's name.
pub const NAME: &str = "avoid";

/// Judges a meeting: one unit for each rule whose days it lies on.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    for avoid in &sitting.group.avoid {
        let unwelcome = match avoid.days {
            AvoidedDays::Calendar(calendar) => sitting.problem.calendars.closes(calendar, sitting.date),
            AvoidedDays::BridgeDays => sitting.open.is_bridge(sitting.date),
        };
        if unwelcome {
            fees.push(Fee::of(NAME, avoid.span, 1, avoid.priority));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
calendars: {closed: {closed: {a: 2027-03-04}}, school: {closed: {a: 2027-03-08..2027-03-09, b: {on: 2027-03-11, from: "12:00"}}}}
calendar: [closed]
groups:
  board:
    avoid: {school: should, bridge-days: could}
    meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h}
"#;

    #[test]
    fn each_kind_of_unwelcome_day_costs_its_own() {
        let verifier = verify(NAME, PLAN);
        for (day, cost) in [("2027-03-08", 10), ("2027-03-09", 10), ("2027-03-05", 1)] {
            verifier.dates(&[("board/2027-v", day)]).penalizes_by(cost);
        }
        // The day before the closed one is not squeezed, and a half day of a calendar is none of its days.
        for day in ["2027-03-03", "2027-03-10", "2027-03-11"] {
            verifier.dates(&[("board/2027-v", day)]).has_no_impact();
        }
    }

    #[test]
    fn what_must_be_avoided_is_forbidden() {
        let verifier = verify(NAME, &PLAN.replace("school: should", "school: must"));
        verifier.dates(&[("board/2027-v", "2027-03-09")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-10")]).has_no_impact();
    }
}
