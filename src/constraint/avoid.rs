//! Avoid: days that are open but unwelcome, such as school holidays and days squeezed between closed ones.
//! `cost = unit * [x in avoided]`
//!
//! Local, of any priority: days that a meeting does not lie on, and a phase does not start on.

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;
use crate::plan::group::{Avoid, AvoidedDays};
use crate::plan::roadmap::Phase;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "avoid";

/// Judges a meeting: one unit for each rule whose days it lies on.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let weight = sitting.group.weight;
    let own = |fee: Fee| fee.times(weight);
    fees.extend(judged(&sitting.group.avoid, sitting.problem, sitting.date, sitting.open).map(own));
}

/// Judges the first day of a phase: one unit for each rule whose days it starts on.
pub fn phase(phase: &Phase, placement: Placement, problem: &Problem<'_>, open: &OpenDays, fees: &mut Vec<Fee>) {
    fees.extend(judged(&phase.demands.not_start_in, problem, placement.first(), open));
}

/// One unit for each of the rules whose days a date is one of.
fn judged<'a>(avoided: &'a [Avoid], problem: &'a Problem<'_>, date: NaiveDate, open: &'a OpenDays) -> impl Iterator<Item = Fee> {
    let unwelcome = move |avoid: &&Avoid| match avoid.days {
        AvoidedDays::Calendar(calendar) => problem.calendars.closes(calendar, date),
        AvoidedDays::BridgeDays => open.is_bridge(date),
    };
    avoided.iter().filter(unwelcome).map(|avoid| Fee::of(NAME, avoid.span, 1, avoid.priority))
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
    fn a_phase_is_judged_by_the_day_it_starts_on() {
        let plan = r"
calendars: {week-42-43: {closed: {a: week 42, b: week 43}}}
roadmap: {tracks: {t: {phases: {test: {length: 3 weeks, between: 2027-10-01..2027-11-30, not-start-in: [week-42-43]}}}}}
";
        let verifier = verify(NAME, plan);
        verifier.dates(&[("test", "2027-10-15")]).has_no_impact();
        verifier.dates(&[("test", "2027-10-18")]).is_forbidden();
        verifier.dates(&[("test", "2027-10-29")]).is_forbidden();
        verifier.dates(&[("test", "2027-11-01")]).has_no_impact();
        let soft = verify(NAME, &plan.replace("[week-42-43]", "{week-42-43: could, bridge-days: should}"));
        soft.dates(&[("test", "2027-10-18")]).penalizes_by(1);
    }

    #[test]
    fn what_must_be_avoided_is_forbidden() {
        let verifier = verify(NAME, &PLAN.replace("school: should", "school: must"));
        verifier.dates(&[("board/2027-v", "2027-03-09")]).is_forbidden();
        verifier.dates(&[("board/2027-v", "2027-03-10")]).has_no_impact();
    }
}
