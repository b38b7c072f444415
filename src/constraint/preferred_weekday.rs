//! Preferred weekday: a meeting would rather lie on one weekday.   `cost = unit * [weekday(x) != w]`
//!
//! Local, never a must.

use crate::calendar::civil::Datelike;
use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "preferred-weekday";

/// Judges a meeting.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    if let Some(wish) = &sitting.group.cycle.preferred_weekday
        && wish.value != sitting.date.weekday()
    {
        fees.push(Fee::of(NAME, wish.span, 1, wish.priority).times(sitting.group.weight));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h, prefer: {on: "wed, could"}}}}
"#;

    #[test]
    fn any_other_weekday_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-03")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-10")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02")]).penalizes_by(1);
        verifier.dates(&[("board/2027-v", "2027-03-05")]).penalizes_by(1);
    }
}
