//! A horizon: the stretch of days that is looked at, both ends included.
//!
//! Knows nothing of what happens on those days.

use std::ops::RangeInclusive;

use crate::calendar::civil::{Datelike, Days, Months, NaiveDate};

/// The first day a horizon can hold: the first whole year of the Gregorian calendar.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1583, 1, 1).expect("1 January is in every year");

/// The last day a horizon can hold: ISO 8601 and RFC 5545 write a year with four digits.
const LATEST: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("31 December is in every year");

/// A stretch of days from the first to the last, both included; it holds at least one day.
///
/// Its days lie in the years 1583 to 9999, so that a step of some years to either side is still a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Horizon {
    first: NaiveDate,
    last: NaiveDate,
}

impl Horizon {
    /// Spans the days from `first` to `last`. None when `last` is before `first`, or a year is not in 1583 to 9999.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Horizon> {
        (EARLIEST <= first && first <= last && last <= LATEST).then_some(Horizon { first, last })
    }

    /// Spans whole years, from 1 January of the first to 31 December of the last. None where [`Horizon::new`] has none.
    pub fn of_years(first_year: i32, last_year: i32) -> Option<Horizon> {
        Horizon::new(NaiveDate::from_ymd_opt(first_year, 1, 1)?, NaiveDate::from_ymd_opt(last_year, 12, 31)?)
    }

    /// Spans whole planning years, each from the first of a month, 1 to 12. None where [`Horizon::new`] has none.
    pub fn of_planning_years(first_year: i32, last_year: i32, month: u32) -> Option<Horizon> {
        let end = NaiveDate::from_ymd_opt(last_year, month, 1)?.checked_add_months(Months::new(12))?;
        Horizon::new(NaiveDate::from_ymd_opt(first_year, month, 1)?, end.pred_opt()?)
    }

    /// Gives the first day.
    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// Gives the last day, which belongs to the horizon.
    pub fn last(&self) -> NaiveDate {
        self.last
    }

    /// Tells whether the date is one of the days; the first and the last are.
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// Walks the days in order, from the first to the last.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |date| *date <= last)
    }

    /// Gives the years that hold at least one of the days.
    pub fn years(&self) -> RangeInclusive<i32> {
        self.first.year()..=self.last.year()
    }

    /// Counts the days; a horizon whose first day is its last has one.
    pub fn len_days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Adds the same number of days before the first and after the last, stopping at the years 1583 and 9999.
    #[must_use]
    pub fn widened(&self, days: u32) -> Horizon {
        let days = Days::new(u64::from(days));
        let first = self.first.checked_sub_days(days).map_or(EARLIEST, |date| date.max(EARLIEST));
        let last = self.last.checked_add_days(days).map_or(LATEST, |date| date.min(LATEST));
        Horizon { first, last }
    }

    /// Gives the days that both horizons hold, or none when they do not meet.
    #[must_use]
    pub fn intersection(&self, other: Horizon) -> Option<Horizon> {
        Horizon::new(self.first.max(other.first), self.last.min(other.last))
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::{EARLIEST, Horizon, LATEST};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn horizon(first: &str, last: &str) -> Horizon {
        Horizon::new(date(first), date(last)).unwrap()
    }

    #[test]
    fn a_horizon_is_closed_at_both_ends() {
        let may = horizon("2027-05-01", "2027-05-31");
        assert!(may.contains(date("2027-05-01")) && may.contains(date("2027-05-31")));
        assert!(!may.contains(date("2027-04-30")) && !may.contains(date("2027-06-01")));
        assert_eq!(may.len_days(), 31);
        assert_eq!(may.days().count(), 31);
        assert_eq!(may.days().last(), Some(date("2027-05-31")));
    }

    #[test]
    fn one_day_is_a_horizon_and_no_day_is_none() {
        assert_eq!(horizon("2028-02-29", "2028-02-29").len_days(), 1);
        assert_eq!(Horizon::new(date("2028-02-29"), date("2028-02-28")), None);
    }

    #[test]
    fn years_outside_four_digits_or_before_the_gregorian_calendar_are_refused() {
        assert_eq!(Horizon::of_years(1582, 1600), None);
        assert_eq!(Horizon::of_years(2027, 10_000), None);
        assert_eq!(Horizon::of_years(2027, i32::MAX), None);
        assert_eq!(Horizon::of_years(1583, 9999).map(|whole| (whole.first(), whole.last())), Some((EARLIEST, LATEST)));
    }

    #[test]
    fn a_horizon_over_new_year_has_both_years() {
        assert_eq!(horizon("2026-12-31", "2027-01-01").years(), 2026..=2027);
        assert_eq!(Horizon::of_years(2028, 2028).unwrap().len_days(), 366);
    }

    #[test]
    fn planning_years_end_the_day_before_they_begin() {
        assert_eq!(Horizon::of_planning_years(2027, 2027, 7), Some(horizon("2027-07-01", "2028-06-30")));
        assert_eq!(Horizon::of_planning_years(2026, 2027, 3), Some(horizon("2026-03-01", "2028-02-29")));
        assert_eq!(Horizon::of_planning_years(2026, 2027, 1), Horizon::of_years(2026, 2027));
        assert_eq!(Horizon::of_planning_years(2027, 2027, 13), None);
    }

    #[test]
    fn widening_reaches_both_ways_and_stops_at_the_limits() {
        assert_eq!(horizon("2027-01-01", "2027-12-31").widened(1), horizon("2026-12-31", "2028-01-01"));
        assert_eq!(horizon("2027-01-01", "2027-12-31").widened(0), horizon("2027-01-01", "2027-12-31"));
        assert_eq!(horizon("2027-01-01", "2027-12-31").widened(u32::MAX), Horizon::of_years(1583, 9999).unwrap());
    }

    #[test]
    fn horizons_that_touch_share_a_day_and_horizons_apart_share_none() {
        let march = horizon("2027-03-01", "2027-03-31");
        assert_eq!(march.intersection(horizon("2027-03-31", "2027-04-30")), Some(horizon("2027-03-31", "2027-03-31")));
        assert_eq!(march.intersection(horizon("2027-04-01", "2027-04-30")), None);
    }
}
