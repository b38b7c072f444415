//! Notice: how long before an announced meeting its date no longer moves. Knows no date that was announced.

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::Span;
use crate::plan::distance::DayUnit;

/// The notice that a group gives: an announced meeting that lies nearer than this stays where it is, unless the plan says of
/// that meeting that its notice is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// How long, at least 1 and at most 3660, in `unit`.
    pub days: i64,
    /// Civil days, or open days of the group.
    pub unit: DayUnit,
    /// Where it stands.
    pub span: Span,
}

impl Notice {
    /// Whether a meeting on a date lies within the notice, seen from a day: on that day or later, and nearer than the notice is
    /// long. With `14 days` the meeting of today in two weeks may still move, and that of tomorrow in two weeks less a day not.
    pub fn covers(&self, today: NaiveDate, date: NaiveDate, open: &OpenDays) -> bool {
        let left = match self.unit {
            DayUnit::Days => (date - today).num_days(),
            DayUnit::WorkingDays => open.distance(today, date),
        };
        today <= date && left < self.days
    }
}

#[cfg(test)]
mod tests {
    use super::Notice;
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::calendar::open_days::OpenDays;
    use crate::diagnostic::source::Span;
    use crate::plan::distance::DayUnit;

    #[test]
    fn the_notice_ends_just_as_many_days_before_the_meeting() {
        let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
        let open = OpenDays::new(Horizon::new(day("2027-01-01"), day("2027-12-31")).unwrap(), &[]);
        let covers = |days: i64, unit: DayUnit, today: &str| {
            Notice { days, unit, span: Span::default() }.covers(day(today), day("2027-03-15"), &open)
        };
        assert!(!covers(14, DayUnit::Days, "2027-03-01"));
        assert!(covers(14, DayUnit::Days, "2027-03-02"));
        assert!(covers(14, DayUnit::Days, "2027-03-15"));
        assert!(!covers(14, DayUnit::Days, "2027-03-16"), "it has been held");
        // Monday the 15th: the tenth open day before it is Monday the 1st.
        assert!(!covers(10, DayUnit::WorkingDays, "2027-03-01"));
        assert!(covers(10, DayUnit::WorkingDays, "2027-03-02"));
    }
}
