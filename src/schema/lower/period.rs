//! Periods: where they begin, where the next begins, and what their labels are.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, Months, NaiveDate, TimeDelta};
use crate::calendar::iso_week::Week;
use crate::plan::cycle::Period;
use crate::schema::lower::slot::Slot;

/// The first day of the period that a day lies in.
pub fn beginning(period: Period, day: NaiveDate) -> NaiveDate {
    let months = |step: u32| {
        let start = (day.month0() / step) * step;
        day.with_day(1).and_then(|day| day.with_month0(start)).unwrap_or(day)
    };
    match period {
        Period::Week => Week::of(day).monday(),
        Period::Month => months(1),
        Period::Quarter => months(3),
        Period::HalfYear => months(6),
        Period::Year | Period::Window => months(12),
    }
}

/// The first day after the period that a day lies in.
pub fn following(period: Period, day: NaiveDate) -> NaiveDate {
    let months = |step: u32| beginning(period, day).checked_add_months(Months::new(step)).unwrap_or(NaiveDate::MAX);
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

/// The label of the period that a day lies in.
pub fn label(period: Period, day: NaiveDate) -> String {
    match period {
        Period::Week => Week::of(day).to_string().to_lowercase(),
        Period::Month => format!("{}-{:02}", day.year(), day.month()),
        Period::Quarter => format!("{}-q{}", day.year(), day.month0() / 3 + 1),
        Period::HalfYear => format!("{}-h{}", day.year(), day.month0() / 6 + 1),
        Period::Year | Period::Window => day.year().to_string(),
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
