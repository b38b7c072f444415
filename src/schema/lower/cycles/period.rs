//! Periods: where they begin, where the next begins, and what their labels are.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, Months, NaiveDate, TimeDelta};
use crate::calendar::iso_week::Week;
use crate::calendar::planning_year::PlanningYear;
use crate::plan::cycle::Period;
use crate::schema::lower::cycles::slot::Slot;

/// The first day of the period that a day lies in, when planning years start in a month from 1 to 12.
pub fn beginning(period: Period, day: NaiveDate, starts: u32) -> NaiveDate {
    let months = |step: u32| {
        let gone = (day.month() + 12 - starts) % step;
        day.with_day(1).and_then(|day| day.checked_sub_months(Months::new(gone))).unwrap_or(day)
    };
    match period {
        Period::Week => Week::of(day).monday(),
        Period::Month => months(1),
        Period::Quarter => months(3),
        Period::HalfYear => months(6),
        Period::Year | Period::Window => months(12),
    }
}

/// The first day after the period that a day lies in, when planning years start in a month from 1 to 12.
pub fn following(period: Period, day: NaiveDate, starts: u32) -> NaiveDate {
    let months = |step: u32| beginning(period, day, starts).checked_add_months(Months::new(step)).unwrap_or(NaiveDate::MAX);
    match period {
        Period::Week => Week::of(day).monday() + TimeDelta::days(7),
        Period::Month => months(1),
        Period::Quarter => months(3),
        Period::HalfYear => months(6),
        Period::Year | Period::Window => months(12),
    }
}

/// The day that says which year a period belongs to: the Thursday of a week (ISO 8601), else its first day.
pub fn thursday(period: Period, first: NaiveDate) -> NaiveDate {
    match period {
        Period::Week => first + TimeDelta::days(3),
        Period::Month | Period::Quarter | Period::HalfYear | Period::Year | Period::Window => first,
    }
}

/// The label of the period that a day lies in, when planning years start in a month from 1 to 12. Quarters and half-years
/// that are those of the calendar have its labels, `2027-q3`; others count in the planning year, `2027-28-q1`.
pub fn label(period: Period, day: NaiveDate, starts: u32) -> String {
    let year = || PlanningYear::holding(day, starts).map_or_else(|| day.year().to_string(), |year| year.label());
    let counted = |sign: char, step: u32| match (starts - 1) % step {
        0 => format!("{}-{sign}{}", day.year(), day.month0() / step + 1),
        _ => format!("{}-{sign}{}", year(), (day.month() + 12 - starts) % 12 / step + 1),
    };
    match period {
        Period::Week => Week::of(day).to_string().to_lowercase(),
        Period::Month => format!("{}-{:02}", day.year(), day.month()),
        Period::Quarter => counted('q', 3),
        Period::HalfYear => counted('h', 6),
        Period::Year | Period::Window => year(),
    }
}

/// Tells slots of the same label apart by a number: `2027-q1-1`, `2027-q1-2`.
pub fn numbered(mut slots: Vec<Slot>) -> Vec<Slot> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for slot in &slots {
        *counts.entry(slot.label.clone()).or_default() += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for slot in &mut slots {
        if counts[&slot.label] > 1 {
            let number = seen.entry(slot.label.clone()).or_default();
            *number += 1;
            slot.label = format!("{}-{number}", slot.label);
        }
    }
    slots
}

#[cfg(test)]
mod tests {
    use super::{beginning, following, label};
    use crate::plan::cycle::Period;

    /// The label of a day, the first day of its period and the day after it, by the month a planning year starts in.
    fn told(period: Period, day: &str, starts: u32) -> String {
        let day = day.parse().unwrap();
        format!("{} {} {}", label(period, day, starts), beginning(period, day, starts), following(period, day, starts))
    }

    #[test]
    fn periods_count_from_where_the_planning_year_starts() {
        assert_eq!(told(Period::Year, "2027-12-31", 1), "2027 2027-01-01 2028-01-01");
        assert_eq!(told(Period::Year, "2028-06-30", 7), "2027-28 2027-07-01 2028-07-01");
        assert_eq!(told(Period::HalfYear, "2027-07-01", 7), "2027-h2 2027-07-01 2028-01-01");
        assert_eq!(told(Period::HalfYear, "2028-02-29", 9), "2027-28-h1 2027-09-01 2028-03-01");
        assert_eq!(told(Period::Quarter, "2028-01-31", 8), "2027-28-q2 2027-11-01 2028-02-01");
        assert_eq!(told(Period::Quarter, "2028-02-01", 7), "2028-q1 2028-01-01 2028-04-01");
        assert_eq!(told(Period::Month, "2027-07-15", 7), "2027-07 2027-07-01 2027-08-01");
    }
}
