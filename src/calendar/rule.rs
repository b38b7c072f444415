//! Rules that name days in every year: a date, days around Easter, the nth weekday of a month, a week, a season.
//!
//! Knows neither what the days are called nor whether they are free.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::calendar::civil::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use crate::calendar::easter::easter_sunday;
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;

/// A rule that gives, for a year, one day or a run of days; months and days of a month count from 1.
///
/// A rule whose numbers name no day in a year (a fifth Monday that is not there, 29 February, week 53, month 13) gives
/// no day in that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRule {
    /// The same date each year; 29 February is a day in leap years only.
    Fixed {
        /// The month, 1 to 12.
        month: u32,
        /// The day of the month, 1 to 31.
        day: u32,
    },
    /// A run of days counted from Easter Sunday, both ends included; no day when `to` is before `from`.
    Easter {
        /// The first day: days after Easter Sunday, −366 to 366; negative ones are before it. Beyond, there is no day.
        from: i32,
        /// The last day, counted likewise.
        to: i32,
    },
    /// The nth of a weekday in a month.
    NthWeekday {
        /// The month, 1 to 12.
        month: u32,
        /// 1 to 5 from the start of the month, −1 to −5 from its end; 0 is no day.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// Monday to Sunday of a week, as ISO 8601 numbers them; its days may lie in the year before or after.
    Week {
        /// The number of the week, 1 to 53.
        number: u32,
    },
    /// The same season each year, both ends included; it runs past new year when `to` is earlier in the year than `from`.
    ///
    /// In a year without 29 February a season `from` that day starts on 1 March, and a season `to` it ends on 28 February.
    Yearly {
        /// The month and day of the first day.
        from: (u32, u32),
        /// The month and day of the last day.
        to: (u32, u32),
    },
    /// One run of days, both ends included; no day when `last` is before `first`.
    Once {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
}

/// A day rule with the weekday it is held to and the years it holds in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedRule {
    /// What names the days.
    pub rule: DayRule,
    /// Keeps only the days that fall on this weekday, as in "2 January when it is a Friday".
    pub only_on: Option<Weekday>,
    /// The first year the rule holds in. A rule that runs past new year belongs to the year it starts in, a week to its ISO year.
    pub since: Option<i32>,
    /// The last year the rule holds in, that year included.
    pub until: Option<i32>,
}

impl DatedRule {
    /// Takes a rule as it is: in every year, on any weekday.
    pub const fn always(rule: DayRule) -> DatedRule {
        DatedRule { rule, only_on: None, since: None, until: None }
    }

    /// Gives the days of the horizon that the rule names, in order and each once.
    ///
    /// Days that reach in from a rule of the year before or after are among them.
    pub fn days(&self, horizon: Horizon) -> Vec<NaiveDate> {
        let days: BTreeSet<NaiveDate> = self
            .rule
            .years_touching(horizon)
            .filter(|year| self.since.is_none_or(|since| since <= *year) && self.until.is_none_or(|until| *year <= until))
            .filter_map(|year| self.rule.run(year))
            .filter_map(|(first, last)| Horizon::new(first.max(horizon.first()), last.min(horizon.last())))
            .flat_map(|run| run.days())
            .filter(|day| self.only_on.is_none_or(|weekday| day.weekday() == weekday))
            .collect();
        days.into_iter().collect()
    }
}

impl DayRule {
    /// The day so many days after Easter Sunday.
    pub const fn easter(offset: i32) -> DayRule {
        DayRule::Easter { from: offset, to: offset }
    }

    /// Gives the years whose run may have a day in the horizon.
    fn years_touching(&self, horizon: Horizon) -> RangeInclusive<i32> {
        match self {
            DayRule::Once { first, last: _ } => first.year()..=first.year(),
            // No run starts or ends more than a year away from the year it belongs to.
            DayRule::Fixed { .. }
            | DayRule::Easter { .. }
            | DayRule::NthWeekday { .. }
            | DayRule::Week { .. }
            | DayRule::Yearly { .. } => horizon.first().year() - 1..=horizon.last().year() + 1,
        }
    }

    /// Gives the first and the last day that the rule names for a year, when it names one.
    fn run(&self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let one_day = |day| (day, day);
        match *self {
            DayRule::Fixed { month, day } => NaiveDate::from_ymd_opt(year, month, day).map(one_day),
            DayRule::Easter { from, to } => {
                let day = |offset| easter_sunday(year) + TimeDelta::days(i64::from(offset));
                [from, to].iter().all(|offset| (-366..=366).contains(offset)).then(|| (day(from), day(to)))
            }
            DayRule::NthWeekday { month, nth, weekday } => nth_weekday(year, month, nth, weekday).map(one_day),
            DayRule::Week { number } => Week::new(year, number).map(|week| (week.day(Weekday::Mon), week.day(Weekday::Sun))),
            DayRule::Yearly { from, to } => {
                let end_year = if to < from { year + 1 } else { year };
                Some((season_start(year, from)?, season_end(end_year, to)?))
            }
            DayRule::Once { first, last } => Some((first, last)),
        }
    }
}

/// Gives the nth of a weekday in a month, from its start or, when negative, from its end.
fn nth_weekday(year: i32, month: u32, nth: i8, weekday: Weekday) -> Option<NaiveDate> {
    if nth >= 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth.unsigned_abs());
    }
    let last = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))?;
    let back = u64::from(last.weekday().days_since(weekday)) + 7 * u64::from(nth.unsigned_abs() - 1);
    last.checked_sub_days(Days::new(back)).filter(|day| day.month() == month && day.year() == year)
}

/// Gives the first day of a season; one that starts on a 29 February that is not there starts the day after it would be.
fn season_start(year: i32, (month, day): (u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| if (month, day) == (2, 29) { NaiveDate::from_ymd_opt(year, 3, 1) } else { None })
}

/// Gives the last day of a season; one that ends on a 29 February that is not there ends the day before it would be.
fn season_end(year: i32, (month, day): (u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| if (month, day) == (2, 29) { NaiveDate::from_ymd_opt(year, 2, 28) } else { None })
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
    use crate::calendar::horizon::Horizon;
    use crate::calendar::rule::{DatedRule, DayRule};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(rule: DayRule, first: &str, last: &str) -> Vec<String> {
        texts(&DatedRule::always(rule), first, last)
    }

    fn texts(rule: &DatedRule, first: &str, last: &str) -> Vec<String> {
        let horizon = Horizon::new(date(first), date(last)).unwrap();
        rule.days(horizon).iter().map(ToString::to_string).collect()
    }

    fn ends(days: &[String]) -> (&str, &str, usize) {
        (days.first().unwrap(), days.last().unwrap(), days.len())
    }

    #[test]
    fn a_fixed_date_is_found_at_both_ends_of_the_horizon() {
        let rule = DayRule::Fixed { month: 6, day: 5 };
        assert_eq!(days(rule, "2026-06-05", "2028-06-05"), ["2026-06-05", "2027-06-05", "2028-06-05"]);
        assert_eq!(days(rule, "2026-06-06", "2028-06-04"), ["2027-06-05"]);
    }

    #[test]
    fn the_29th_of_february_is_a_day_in_leap_years_only() {
        let rule = DayRule::Fixed { month: 2, day: 29 };
        assert_eq!(days(rule, "2026-01-01", "2032-12-31"), ["2028-02-29", "2032-02-29"]);
        assert!(days(DayRule::Fixed { month: 13, day: 1 }, "2026-01-01", "2032-12-31").is_empty());
    }

    #[test]
    fn days_around_easter_may_lie_in_another_year() {
        assert_eq!(days(DayRule::easter(39), "2027-01-01", "2028-12-31"), ["2027-05-06", "2028-05-25"]);
        assert_eq!(days(DayRule::easter(-87), "2026-12-31", "2026-12-31"), ["2026-12-31"]);
        assert_eq!(days(DayRule::easter(366), "2028-03-28", "2028-03-29"), ["2028-03-28"]);
        assert_eq!(
            days(DayRule::Easter { from: -6, to: -4 }, "2027-01-01", "2027-12-31"),
            ["2027-03-22", "2027-03-23", "2027-03-24"]
        );
        assert!(days(DayRule::Easter { from: -4, to: -6 }, "2027-01-01", "2027-12-31").is_empty());
        assert!(days(DayRule::easter(367), "2020-01-01", "2030-12-31").is_empty());
        assert!(days(DayRule::easter(i32::MIN), "2020-01-01", "2030-12-31").is_empty());
    }

    #[test]
    fn weekdays_are_counted_from_either_end_of_the_month() {
        let nth = |month, nth, weekday| DayRule::NthWeekday { month, nth, weekday };
        assert_eq!(days(nth(11, 3, Weekday::Tue), "2029-01-01", "2029-12-31"), ["2029-11-20"]);
        assert_eq!(days(nth(12, -1, Weekday::Tue), "2027-01-01", "2027-12-31"), ["2027-12-28"]);
        assert_eq!(days(nth(2, -5, Weekday::Tue), "2027-01-01", "2028-12-31"), ["2028-02-01"]);
        assert_eq!(days(nth(2, 5, Weekday::Tue), "2027-01-01", "2028-12-31"), ["2028-02-29"]);
        for (month, n) in [(5, 0), (5, 6), (5, -6), (5, i8::MIN), (0, 1), (13, -1)] {
            assert!(days(nth(month, n, Weekday::Mon), "2020-01-01", "2030-12-31").is_empty());
        }
    }

    #[test]
    fn the_first_and_the_last_of_a_weekday_frame_the_month() {
        for year in 2020..2050 {
            let horizon = Horizon::of_years(year, year).unwrap();
            for weekday in [Weekday::Mon, Weekday::Thu, Weekday::Sun] {
                for month in 1..=12 {
                    let one = |nth| DatedRule::always(DayRule::NthWeekday { month, nth, weekday }).days(horizon);
                    let same: Vec<_> = horizon.days().filter(|d| d.month() == month && d.weekday() == weekday).collect();
                    assert_eq!(one(1), same[..1]);
                    assert_eq!(one(-1), same[same.len() - 1..]);
                    assert_eq!(one(-5).len(), one(5).len());
                }
            }
        }
    }

    #[test]
    fn a_week_reaches_over_new_year_from_both_sides() {
        assert_eq!(days(DayRule::Week { number: 53 }, "2027-01-01", "2027-12-31"), ["2027-01-01", "2027-01-02", "2027-01-03"]);
        assert_eq!(days(DayRule::Week { number: 1 }, "2025-01-06", "2025-12-31"), ["2025-12-29", "2025-12-30", "2025-12-31"]);
        assert_eq!(ends(&days(DayRule::Week { number: 42 }, "2027-01-01", "2027-12-31")), ("2027-10-18", "2027-10-24", 7));
        assert!(days(DayRule::Week { number: 54 }, "2020-01-01", "2030-12-31").is_empty());
    }

    #[test]
    fn a_season_may_run_past_new_year() {
        let christmas = DayRule::Yearly { from: (12, 23), to: (1, 2) };
        let found = days(christmas, "2027-01-01", "2027-12-31");
        assert_eq!(ends(&found), ("2027-01-01", "2027-12-31", 11));
        assert_eq!(found[..3], ["2027-01-01", "2027-01-02", "2027-12-23"]);
        assert_eq!(days(DayRule::Yearly { from: (12, 31), to: (12, 31) }, "2026-01-01", "2026-12-31"), ["2026-12-31"]);
        let all_year = DayRule::Yearly { from: (7, 1), to: (6, 30) };
        assert_eq!(days(all_year, "2027-01-01", "2028-12-31").len(), 365 + 366);
    }

    #[test]
    fn a_season_bounded_by_the_29th_of_february_keeps_its_other_days() {
        assert_eq!(ends(&days(DayRule::Yearly { from: (2, 1), to: (2, 29) }, "2027-01-01", "2027-12-31")).1, "2027-02-28");
        assert_eq!(ends(&days(DayRule::Yearly { from: (2, 1), to: (2, 29) }, "2028-01-01", "2028-12-31")).1, "2028-02-29");
        assert_eq!(
            ends(&days(DayRule::Yearly { from: (2, 29), to: (3, 2) }, "2027-01-01", "2027-12-31")),
            ("2027-03-01", "2027-03-02", 2)
        );
        assert!(days(DayRule::Yearly { from: (2, 30), to: (3, 2) }, "2027-01-01", "2027-12-31").is_empty());
        assert!(days(DayRule::Yearly { from: (2, 29), to: (2, 29) }, "2027-01-01", "2027-12-31").is_empty());
    }

    #[test]
    fn a_single_run_is_clipped_even_when_it_starts_years_before() {
        let long = DayRule::Once { first: date("2019-05-01"), last: date("2027-01-02") };
        assert_eq!(days(long, "2027-01-01", "2027-12-31"), ["2027-01-01", "2027-01-02"]);
        assert!(
            days(DayRule::Once { first: date("2027-02-02"), last: date("2027-02-01") }, "2027-01-01", "2027-12-31").is_empty()
        );
    }

    #[test]
    fn the_second_of_january_is_kept_only_when_it_is_a_friday() {
        let rule = DatedRule { only_on: Some(Weekday::Fri), ..DatedRule::always(DayRule::Fixed { month: 1, day: 2 }) };
        assert_eq!(texts(&rule, "2020-01-01", "2030-12-31"), ["2026-01-02"]);
    }

    #[test]
    fn the_years_a_rule_holds_in_are_closed_at_both_ends() {
        let rule = DatedRule { since: Some(2026), until: Some(2027), ..DatedRule::always(DayRule::Fixed { month: 5, day: 1 }) };
        assert_eq!(texts(&rule, "2025-01-01", "2029-12-31"), ["2026-05-01", "2027-05-01"]);
        let season = DatedRule { until: Some(2026), ..DatedRule::always(DayRule::Yearly { from: (12, 30), to: (1, 1) }) };
        assert_eq!(texts(&season, "2027-01-01", "2028-12-31"), ["2027-01-01"]);
    }
}
