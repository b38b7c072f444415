//! Drift: a meeting lies near the nominal date of its recurrence rule.   `cost = unit * |wd(x) - wd(nominal)|`
//!
//! `wd` counts the working days of the group before a day, so a nominal date on a closed day is as near as the next open
//! one. Local, never a must: how far a meeting may drift at all is its window.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "drift";

/// Judges a meeting: one unit for each working day.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    let Some((wish, nominal)) = sitting.group.cycle.drift.as_ref().zip(sitting.occurrence.nominal) else { return };
    let away = sitting.open.distance(nominal, sitting.date).abs();
    if away > 0 {
        fees.push(Fee::of(NAME, wish.span, away, wish.priority).times(sitting.group.weight));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
calendars: {closed: {closed: {a: 2027-03-05}}}
calendar: [closed]
groups:
  board:
    meets:
      rrule: FREQ=MONTHLY;BYDAY=1FR
      drift: 5 working days
      except: [january, february, april, may, june, july, august, september, october, november, december]
      at: "10:00"
      length: 1h
"#;

    #[test]
    fn each_working_day_from_the_nominal_date_is_one_unit() {
        // The nominal date is Friday 5 March, which is closed: the next open day is as near.
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-03", "2027-03-08")]).has_no_impact();
        verifier.dates(&[("board/2027-03", "2027-03-09")]).penalizes_by(1);
        verifier.dates(&[("board/2027-03", "2027-03-15")]).penalizes_by(5);
        verifier.dates(&[("board/2027-03", "2027-03-04")]).penalizes_by(1);
        verifier.dates(&[("board/2027-03", "2027-03-02")]).penalizes_by(3);
    }

    #[test]
    fn a_firmer_wish_costs_more() {
        let verifier = verify(NAME, &PLAN.replace("5 working days", "5 working days, should"));
        verifier.dates(&[("board/2027-03", "2027-03-10")]).penalizes_by(20);
    }
}
