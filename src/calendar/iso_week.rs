//! Weeks as ISO 8601 counts them: from Monday to Sunday, a year and a number together.
//!
//! Knows no month: the days around new year may lie in a week of the other year.

use std::fmt;
use std::str::FromStr;

use crate::calendar::civil::{Datelike, Days, NaiveDate, Weekday};

/// A week of ISO 8601: week 1 is the week with the year's first Thursday, and a year has 52 or 53 weeks.
///
/// Weeks are ordered in time. `2026-W53` holds 1 January 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    year: i32,
    number: u32,
}

impl Week {
    /// Gives the week that a date lies in.
    pub fn of(date: NaiveDate) -> Week {
        let week = date.iso_week();
        Week { year: week.year(), number: week.week() }
    }

    /// Gives the numbered week of a year from 0 to 9999. None when that year has no week of the number.
    pub fn new(year: i32, number: u32) -> Option<Week> {
        ((0..=9999).contains(&year) && (1..=weeks_in_year(year)).contains(&number)).then_some(Week { year, number })
    }

    /// Gives the year the week is counted in; its days may lie in the year before or after.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Gives the number in its year, from 1 to 53.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Gives the first day of the week.
    pub fn monday(self) -> NaiveDate {
        self.day(Weekday::Mon)
    }

    /// Gives the day of the week that is the weekday.
    pub fn day(self, weekday: Weekday) -> NaiveDate {
        NaiveDate::from_isoywd_opt(self.year, self.number, weekday)
            .expect("a week lies far inside the years of a date, and its year has its number")
    }

    /// Walks the seven days from Monday to Sunday.
    pub fn days(self) -> impl DoubleEndedIterator<Item = NaiveDate> {
        let monday = self.monday();
        (0..7).map(move |day| monday + Days::new(day))
    }

    /// Gives the week after this one.
    #[must_use]
    pub fn next(self) -> Week {
        Week::of(self.monday() + Days::new(7))
    }
}

/// Counts the weeks of a year: 53 when it starts on a Thursday, or on a Wednesday and is a leap year; else 52.
pub fn weeks_in_year(year: i32) -> u32 {
    NaiveDate::from_isoywd_opt(year, 53, Weekday::Mon).map_or(52, |_| 53)
}

impl fmt::Display for Week {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-W{:02}", self.year, self.number)
    }
}

impl FromStr for Week {
    type Err = String;

    /// Reads `2026-W53`, the extended form of ISO 8601. The fault is in lower case and says what is wrong.
    fn from_str(text: &str) -> Result<Week, String> {
        let shape = || format!("`{text}` is not a week; a week is written like `2026-W53`");
        let (year, number) = text.split_once("-W").ok_or_else(shape)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(shape());
        }
        let year = year.parse().map_err(|_| shape())?;
        let number = number.parse().map_err(|_| shape())?;
        Week::new(year, number).ok_or_else(|| format!("{year} has no week {number}; it has weeks 1 to {}", weeks_in_year(year)))
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
    use crate::calendar::horizon::Horizon;
    use crate::calendar::iso_week::{Week, weeks_in_year};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn new_year_2027_lies_in_week_53_of_2026() {
        assert_eq!(weeks_in_year(2026), 53);
        assert_eq!(weeks_in_year(2027), 52);
        assert_eq!(Week::of(date("2027-01-01")), week("2026-W53"));
        assert_eq!(Week::of(date("2027-01-03")), week("2026-W53"));
        assert_eq!(Week::of(date("2027-01-04")), week("2027-W01"));
        assert_eq!(week("2026-W53").next(), week("2027-W01"));
    }

    #[test]
    fn the_first_days_of_a_week_may_lie_in_the_year_before() {
        assert_eq!(week("2026-W01").monday(), date("2025-12-29"));
        assert_eq!(week("2026-W01").year(), 2026);
    }

    #[test]
    fn a_week_has_seven_days_from_monday_to_sunday() {
        let days: Vec<_> = week("2026-W53").days().collect();
        assert_eq!(days.len(), 7);
        assert_eq!((days[0], days[6]), (date("2026-12-28"), date("2027-01-03")));
        assert_eq!(week("2026-W53").day(Weekday::Fri), date("2027-01-01"));
    }

    #[test]
    fn the_school_weeks_start_on_the_known_mondays() {
        let mondays = |year| [7, 8, 42].map(|number| Week::new(year, number).unwrap().monday());
        assert_eq!(mondays(2026), [date("2026-02-09"), date("2026-02-16"), date("2026-10-12")]);
        assert_eq!(mondays(2027), [date("2027-02-15"), date("2027-02-22"), date("2027-10-18")]);
        assert_eq!(mondays(2028), [date("2028-02-14"), date("2028-02-21"), date("2028-10-16")]);
    }

    #[test]
    fn four_hundred_years_hold_71_long_years_and_every_day_is_in_its_week() {
        assert_eq!((2000..2400).filter(|year| weeks_in_year(*year) == 53).count(), 71);
        for day in Horizon::of_years(2019, 2033).unwrap().days() {
            assert_eq!(Week::of(day).day(day.weekday()), day);
        }
    }

    #[test]
    fn a_week_reads_what_it_writes() {
        let mut walk = week("2019-W01");
        while walk < week("2034-W01") {
            assert_eq!(week(&walk.to_string()), walk);
            walk = walk.next();
        }
        assert_eq!(week("2027-W07").to_string(), "2027-W07");
    }

    #[test]
    fn a_week_that_is_not_there_is_told() {
        assert_eq!("2027-W53".parse::<Week>(), Err("2027 has no week 53; it has weeks 1 to 52".to_owned()));
        assert_eq!("2027-W00".parse::<Week>(), Err("2027 has no week 0; it has weeks 1 to 52".to_owned()));
        assert_eq!(Week::new(2027, 0), None);
        assert_eq!(Week::new(10_000, 1), None);
    }

    #[test]
    fn a_text_of_another_shape_is_told() {
        for text in ["", "2027", "2027W07", "2027-W7", "2027-w07", "27-W07", "2027-W+7", "-027-W07", "2027-W07 ", "uge 7"] {
            let fault = text.parse::<Week>().unwrap_err();
            assert_eq!(fault, format!("`{text}` is not a week; a week is written like `2026-W53`"));
        }
    }
}
