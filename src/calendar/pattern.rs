//! Which days a closure or a holiday means: what a day rule names, days beside it, weekdays, months and weeks.
//!
//! Knows neither what the days are called nor whether they are free; a squeezed day is found where closures are gathered.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::{DatedRule, DayRule};

/// Days of every year, or of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayPattern {
    /// What a day rule names.
    Days(DayRule),
    /// The day a step away from each day that a rule names.
    Beside {
        /// Where the step starts.
        base: DayRule,
        /// How it goes.
        step: Step,
    },
    /// Every one of a weekday.
    Weekly(Weekday),
    /// The nth of a weekday in every month.
    Monthly {
        /// 1 to 5 from the start of the month, −1 to −5 from its end.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
    },
    /// A month from its first to its last day; 1 to 12.
    Month(u32),
    /// Monday of the first to Sunday of the last of some ISO weeks of a year, both included; 1 to 53.
    Weeks {
        /// The first week.
        from: u32,
        /// The last week.
        to: u32,
    },
}

/// A step from one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many days later; negative ones go back. Beyond 366 either way there is no day.
    Days(i32),
    /// To the nearest of a weekday on one side.
    Weekday(Weekday, Side),
}

/// Which side of a day, and whether the day itself will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before the day.
    Before,
    /// The day itself, or before it.
    OnOrBefore,
    /// The day itself, or after it.
    OnOrAfter,
    /// After the day.
    After,
}

/// The years that a pattern holds in; none on a side that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Years {
    /// The first year.
    pub since: Option<i32>,
    /// The last year, included.
    pub until: Option<i32>,
}

impl Step {
    /// Gives the day at the end of the step; none when it goes too far.
    fn from(self, day: NaiveDate) -> Option<NaiveDate> {
        let days = match self {
            Step::Days(days) if (-366..=366).contains(&days) => i64::from(days),
            Step::Days(_) => return None,
            Step::Weekday(weekday, side) => {
                let ahead = i64::from(weekday.days_since(day.weekday()));
                match side {
                    Side::OnOrAfter => ahead,
                    Side::After => {
                        if ahead == 0 {
                            7
                        } else {
                            ahead
                        }
                    }
                    Side::OnOrBefore => {
                        if ahead == 0 {
                            0
                        } else {
                            ahead - 7
                        }
                    }
                    Side::Before => ahead - 7,
                }
            }
        };
        day.checked_add_signed(TimeDelta::days(days))
    }
}

impl DayPattern {
    /// Gives the days of the horizon, in order and each once, in every year.
    pub fn days(self, horizon: Horizon) -> BTreeSet<NaiveDate> {
        self.days_in(horizon, Years::default())
    }

    /// Gives the days of the horizon that belong to some years: a run to the year it starts in, a week to its ISO year,
    /// and a day beside another to that one's year.
    pub fn days_in(self, horizon: Horizon, years: Years) -> BTreeSet<NaiveDate> {
        let holds = |year: i32| years.since.is_none_or(|since| since <= year) && years.until.is_none_or(|until| year <= until);
        let dated = |rule| DatedRule { since: years.since, until: years.until, ..DatedRule::always(rule) };
        let having = |keeps: &dyn Fn(NaiveDate) -> bool| horizon.days().filter(|day| holds(day.year()) && keeps(*day)).collect();
        match self {
            DayPattern::Days(rule) => dated(rule).days(horizon).into_iter().collect(),
            DayPattern::Beside { base, step } => {
                let bases = dated(base).days(horizon.widened(400));
                bases.into_iter().filter_map(|day| step.from(day)).filter(|day| horizon.contains(*day)).collect()
            }
            DayPattern::Weekly(weekday) => having(&|day| day.weekday() == weekday),
            DayPattern::Monthly { nth, weekday } => {
                let months = (1..=12).map(|month| dated(DayRule::NthWeekday { month, nth, weekday }));
                months.flat_map(|rule| rule.days(horizon)).collect()
            }
            DayPattern::Month(month) => having(&|day| day.month() == month),
            DayPattern::Weeks { from, to } => {
                (from..=to).flat_map(|number| dated(DayRule::Week { number }).days(horizon)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{NaiveDate, Weekday};
    use crate::calendar::horizon::Horizon;
    use crate::calendar::pattern::{DayPattern, Side, Step, Years};
    use crate::calendar::rule::DayRule;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(pattern: DayPattern, first: &str, last: &str) -> Vec<String> {
        pattern.days(Horizon::new(date(first), date(last)).unwrap()).iter().map(ToString::to_string).collect()
    }

    fn beside(base: DayRule, step: Step) -> DayPattern {
        DayPattern::Beside { base, step }
    }

    #[test]
    fn the_friday_after_ascension_is_the_day_after_it() {
        let ascension = DayRule::easter(39);
        let friday = beside(ascension, Step::Weekday(Weekday::Fri, Side::After));
        assert_eq!(days(friday, "2027-01-01", "2028-12-31"), ["2027-05-07", "2028-05-26"]);
        assert_eq!(days(beside(ascension, Step::Days(1)), "2027-01-01", "2028-12-31"), ["2027-05-07", "2028-05-26"]);
    }

    #[test]
    fn each_side_of_a_day_takes_it_or_leaves_it() {
        // 5 June 2028 is a Monday.
        let base = DayRule::Fixed { month: 6, day: 5 };
        let on = |weekday, side| days(beside(base, Step::Weekday(weekday, side)), "2028-01-01", "2028-12-31").concat();
        assert_eq!(on(Weekday::Mon, Side::OnOrAfter), "2028-06-05");
        assert_eq!(on(Weekday::Mon, Side::OnOrBefore), "2028-06-05");
        assert_eq!(on(Weekday::Mon, Side::After), "2028-06-12");
        assert_eq!(on(Weekday::Mon, Side::Before), "2028-05-29");
        assert_eq!(on(Weekday::Sun, Side::After), "2028-06-11");
        assert_eq!(on(Weekday::Sun, Side::OnOrBefore), "2028-06-04");
        assert_eq!(on(Weekday::Tue, Side::Before), "2028-05-30");
        assert_eq!(on(Weekday::Tue, Side::OnOrAfter), "2028-06-06");
    }

    #[test]
    fn a_step_may_leave_the_year_of_the_day_it_starts_from() {
        let new_year = DayRule::Fixed { month: 1, day: 1 };
        assert_eq!(days(beside(new_year, Step::Days(-1)), "2027-12-31", "2027-12-31"), ["2027-12-31"]);
        assert!(days(beside(new_year, Step::Days(367)), "2020-01-01", "2030-12-31").is_empty());
    }

    #[test]
    fn weekdays_months_and_weeks_fill_the_horizon() {
        assert_eq!(
            days(DayPattern::Weekly(Weekday::Fri), "2027-01-01", "2027-01-15"),
            ["2027-01-01", "2027-01-08", "2027-01-15"]
        );
        let last = DayPattern::Monthly { nth: -1, weekday: Weekday::Fri };
        assert_eq!(days(last, "2027-01-29", "2027-03-25"), ["2027-01-29", "2027-02-26"]);
        assert_eq!(days(DayPattern::Month(2), "2028-01-31", "2028-03-01").len(), 29);
        let weeks = days(DayPattern::Weeks { from: 28, to: 30 }, "2027-01-01", "2027-12-31");
        assert_eq!((weeks.len(), weeks[0].as_str(), weeks[20].as_str()), (21, "2027-07-12", "2027-08-01"));
    }

    #[test]
    fn years_are_closed_at_both_ends() {
        let horizon = Horizon::of_years(2025, 2030).unwrap();
        let in_years = |pattern: DayPattern| {
            let years = Years { since: Some(2027), until: Some(2028) };
            pattern.days_in(horizon, years).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let june = DayRule::Fixed { month: 6, day: 5 };
        assert_eq!(in_years(DayPattern::Days(june)), ["2027-06-05", "2028-06-05"]);
        assert_eq!(in_years(beside(june, Step::Days(1))), ["2027-06-06", "2028-06-06"]);
        assert_eq!(in_years(DayPattern::Month(6)).len(), 60);
        assert_eq!(in_years(DayPattern::Monthly { nth: 1, weekday: Weekday::Mon }).len(), 24);
    }
}
