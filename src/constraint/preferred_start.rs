//! Preferred start: a meeting would rather start at one time.   `cost = unit * [start != t]`
//!
//! Local, never a must.

use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;

/// The rule's name.
pub const NAME: &str = "preferred-start";

/// Judges a meeting.
pub fn meeting(sitting: &Sitting<'_>, fees: &mut Vec<Fee>) {
    if let Some(wish) = &sitting.group.cycle.preferred_start
        && wish.value != sitting.start
    {
        fees.push(Fee::of(NAME, wish.span, 1, wish.priority).times(sitting.group.weight));
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups: {board: {meets: {windows: {v: 03-01..03-12}, between: 10:00-12:00, length: 1h, prefer: {at: "10:15, should"}}}}
"#;

    #[test]
    fn any_other_start_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        verifier.dates(&[("board/2027-v", "2027-03-02 10:15")]).has_no_impact();
        verifier.dates(&[("board/2027-v", "2027-03-02 10:00")]).penalizes_by(10);
        verifier.dates(&[("board/2027-v", "2027-03-02 11:00")]).penalizes_by(10);
    }
}
