//! Alignment: a phase starts or ends on days of a kind, such as Mondays or the 1st of a month.   `cost = unit * [S not in days]`
//!
//! Local, of any priority. The 1st of a month may be closed, since it is a label for the month; the other days are working
//! days, as every start and end of a placed phase is.

use crate::calendar::civil::Datelike;
use crate::calendar::open_days::OpenDays;
use crate::constraint::fee::Fee;
use crate::plan::roadmap::{AlignedTo, Phase};
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "alignment";

/// Judges a phase: one unit for each alignment that it misses.
pub fn phase(phase: &Phase, placement: Placement, open: &OpenDays, fees: &mut Vec<Fee>) {
    for alignment in &phase.demands.alignments {
        if !is_aligned(alignment.to, placement, open) {
            fees.push(Fee::of(NAME, alignment.span, 1, alignment.priority));
        }
    }
}

fn is_aligned(to: AlignedTo, placement: Placement, open: &OpenDays) -> bool {
    let (first, last) = (placement.first(), placement.last());
    match to {
        AlignedTo::StartOnWeekday(weekday) => first.weekday() == weekday,
        AlignedTo::StartOfMonth => first.day() == 1,
        AlignedTo::FirstWorkingDay => {
            open.is_open(first) && open.nth(first, -1).is_none_or(|before| before.month() != first.month())
        }
        AlignedTo::EndOnWeekday(weekday) => last.weekday() == weekday,
        AlignedTo::EndOfMonth => open.is_open(last) && open.nth(last, 1).is_none_or(|next| next.month() != last.month()),
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::open_day;
    use crate::constraint::verifier::verify;

    fn plan(length: &str, wants: &str) -> String {
        format!(
            "calendars: {{dk: {{country: dk}}}}\ncalendar: dk\nroadmap: {{tracks: {{t: {{phases: {{test: {{length: {length}, between: 2027-04-01..2027-07-31, {wants}}}}}}}}}}}\n"
        )
    }

    #[test]
    fn a_phase_starts_on_its_weekday() {
        let soft = verify(NAME, &plan("2 weeks", "starts: \"monday, should\""));
        soft.dates(&[("test", "2027-04-05")]).has_no_impact();
        soft.dates(&[("test", "2027-04-06")]).penalizes_by(10);
        verify(NAME, &plan("2 weeks", "starts: monday")).dates(&[("test", "2027-04-06")]).is_forbidden();
    }

    #[test]
    fn the_1st_of_a_month_may_be_closed_and_its_first_working_day_is_open() {
        // 1 May 2027 is a Saturday.
        let first = plan("1 month", "starts: 1st of month");
        verify(NAME, &first).dates(&[("test", "2027-05-01")]).has_no_impact();
        verify(open_day::NAME, &first).dates(&[("test", "2027-05-01")]).has_no_impact();
        verify(NAME, &first).dates(&[("test", "2027-05-03")]).is_forbidden();
        let working = plan("1 month", "starts: first working day of month");
        verify(NAME, &working).dates(&[("test", "2027-05-03")]).has_no_impact();
        verify(NAME, &working).dates(&[("test", "2027-05-04")]).is_forbidden();
        verify(NAME, &working).dates(&[("test", "2027-06-01")]).has_no_impact();
    }

    #[test]
    fn a_phase_ends_on_its_weekday_or_on_the_last_working_day_of_a_month() {
        let friday = verify(NAME, &plan("2 weeks", "ends: \"friday, could\""));
        // From a Monday two weeks end on a Sunday, drawn back to the Friday.
        friday.dates(&[("test", "2027-04-05")]).has_no_impact();
        friday.dates(&[("test", "2027-04-06")]).penalizes_by(1);
        // 30 April is a Friday; 31 May is a Monday.
        let month = verify(NAME, &plan("5 working days", "ends: last day of month"));
        month.dates(&[("test", "2027-04-26")]).has_no_impact();
        month.dates(&[("test", "2027-04-23")]).is_forbidden();
        month.dates(&[("test", "2027-05-25")]).has_no_impact();
    }
}
