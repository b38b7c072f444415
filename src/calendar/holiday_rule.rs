//! How a country states one public holiday: its days, its years, where it is kept, and where it goes from a weekend.
//!
//! Knows no country. The rules are data, built by `const` functions so that a list of them reads like the law.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::pattern::{DayPattern, Side, Step};
use crate::calendar::rule::DayRule;

/// What happens to a holiday that falls on a weekend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// It stays where it is, and nothing is given for it.
    Stays,
    /// From a Sunday it is moved by so many days, and the Sunday is none.
    FromSunday(i8),
    /// It stays, and the next weekday that is no holiday is given for it as well.
    Substitute,
}

/// A public holiday before it has a date.
#[derive(Debug, Clone, Copy)]
pub struct HolidayRule {
    /// The name in the language of the country.
    pub name: &'static str,
    /// The name in English.
    pub english: &'static str,
    /// Which days.
    pattern: DayPattern,
    /// The first and the last year it is kept in.
    years: (i32, i32),
    /// Years between them in which it is not: it was moved, and another rule says where to.
    except: &'static [i32],
    /// Kept only in years that this number divides.
    every: i32,
    /// The codes of the parts of the country that keep it; all of them when the list is empty.
    places: &'static [&'static str],
    shift: Shift,
}

impl HolidayRule {
    const fn of(pattern: DayPattern, name: &'static str, english: &'static str) -> HolidayRule {
        let years = (i32::MIN, i32::MAX);
        HolidayRule { name, english, pattern, years, except: &[], every: 1, places: &[], shift: Shift::Stays }
    }

    /// States a holiday on the same date each year.
    pub const fn fixed(month: u32, day: u32, name: &'static str, english: &'static str) -> HolidayRule {
        HolidayRule::of(DayPattern::Days(DayRule::Fixed { month, day }), name, english)
    }

    /// States a holiday so many days after Easter Sunday.
    pub const fn easter(offset: i32, name: &'static str, english: &'static str) -> HolidayRule {
        HolidayRule::of(DayPattern::Days(DayRule::easter(offset)), name, english)
    }

    /// States a holiday on the nth of a weekday in a month; −1 is the last.
    pub const fn nth(nth: i8, weekday: Weekday, month: u32, name: &'static str, english: &'static str) -> HolidayRule {
        HolidayRule::of(DayPattern::Days(DayRule::NthWeekday { month, nth, weekday }), name, english)
    }

    /// States a holiday on the first of a weekday from a date on, that date included.
    pub const fn weekday_from(weekday: Weekday, date: (u32, u32), name: &'static str, english: &'static str) -> HolidayRule {
        let base = DayRule::Fixed { month: date.0, day: date.1 };
        HolidayRule::of(DayPattern::Beside { base, step: Step::Weekday(weekday, Side::OnOrAfter) }, name, english)
    }

    /// States a holiday on one date of one year.
    pub const fn once(year: i32, month: u32, day: u32, name: &'static str, english: &'static str) -> HolidayRule {
        HolidayRule { years: (year, year), ..HolidayRule::fixed(month, day, name, english) }
    }

    /// The first year the holiday is kept in.
    #[must_use]
    pub const fn since(self, year: i32) -> HolidayRule {
        HolidayRule { years: (year, self.years.1), ..self }
    }

    /// The last year the holiday is kept in.
    #[must_use]
    pub const fn until(self, year: i32) -> HolidayRule {
        HolidayRule { years: (self.years.0, year), ..self }
    }

    /// Years in which it is not kept.
    #[must_use]
    pub const fn except(self, years: &'static [i32]) -> HolidayRule {
        HolidayRule { except: years, ..self }
    }

    /// Kept only in years that the number divides.
    #[must_use]
    pub const fn every(self, years: i32) -> HolidayRule {
        HolidayRule { every: years, ..self }
    }

    /// Kept in these parts of the country only, told by their codes.
    #[must_use]
    pub const fn places(self, codes: &'static [&'static str]) -> HolidayRule {
        HolidayRule { places: codes, ..self }
    }

    /// What happens on a weekend.
    #[must_use]
    pub const fn shift(self, shift: Shift) -> HolidayRule {
        HolidayRule { shift, ..self }
    }

    /// Tells whether the part of the country with this code keeps the holiday.
    pub fn is_kept_in(&self, code: &str) -> bool {
        self.places.is_empty() || self.places.contains(&code)
    }

    /// Gives the codes of the parts that keep the holiday; none where all parts do.
    #[cfg(test)]
    pub(crate) fn named_places(&self) -> &'static [&'static str] {
        self.places
    }

    fn day(&self, year: i32) -> Option<NaiveDate> {
        let is_kept = (self.years.0..=self.years.1).contains(&year) && year % self.every == 0 && !self.except.contains(&year);
        let day = self.pattern.days(Horizon::of_years(year, year)?).first().copied().filter(|_| is_kept)?;
        match self.shift {
            Shift::FromSunday(days) if day.weekday() == Weekday::Sun => Some(day + TimeDelta::days(i64::from(days))),
            Shift::FromSunday(_) | Shift::Stays | Shift::Substitute => Some(day),
        }
    }
}

/// Gives the days of a year with their rules, in order; a substitute day follows from all the others.
pub fn days_of<'r>(rules: &[&'r HolidayRule], year: i32) -> Vec<(NaiveDate, &'r HolidayRule)> {
    let mut days: Vec<(NaiveDate, &HolidayRule)> = rules.iter().filter_map(|rule| Some((rule.day(year)?, *rule))).collect();
    days.sort_by_key(|(day, _)| *day);
    let mut taken: BTreeSet<NaiveDate> = days.iter().map(|(day, _)| *day).collect();
    let is_weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let waiting: Vec<_> =
        days.iter().copied().filter(|(day, rule)| rule.shift == Shift::Substitute && is_weekend(*day)).collect();
    for (day, rule) in waiting {
        let mut given = day;
        while is_weekend(given) || taken.contains(&given) {
            given = given + Days::new(1);
        }
        taken.insert(given);
        days.push((given, rule));
    }
    days.sort_by_key(|(day, _)| *day);
    days
}
