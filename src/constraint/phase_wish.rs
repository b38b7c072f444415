//! Phase wish: a phase would rather start on one day.   `cost = unit * |wd(S) - wd(wish)|`
//!
//! `wd` counts the working days of the phase before a day. Local, never a must.

use crate::calendar::open_days::OpenDays;
use crate::constraint::fee::Fee;
use crate::plan::roadmap::{Phase, PhaseTiming};
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "phase-wish";

/// Judges a phase: one unit for each working day.
pub fn phase(phase: &Phase, placement: Placement, open: &OpenDays, fees: &mut Vec<Fee>) {
    let PhaseTiming::Placed { wish: Some(wish), .. } = &phase.timing else { return };
    let away = open.distance(wish.value, placement.first()).abs();
    if away > 0 {
        fees.push(Fee::of(NAME, wish.span, away, wish.priority));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
roadmap: {tracks: {t: {phases: {test: {length: 3 working days, between: 2027-02-22..2027-03-26, start: "2027-03-03, should"}}}}}
"#;

    #[test]
    fn each_working_day_from_the_wished_start_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("test", "2027-03-03")]).has_no_impact();
        verifier.dates(&[("test", "2027-03-02")]).penalizes_by(10);
        verifier.dates(&[("test", "2027-03-05")]).penalizes_by(20);
        verifier.dates(&[("test", "2027-03-08")]).penalizes_by(30);
    }
}
