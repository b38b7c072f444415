//! The days that `excludes` takes out, and how many of them an end moves by (`isInvalidDate`, `fixTaskDates` of `ganttDb.js`).
//! Knows no tasks.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::import::mermaid::clock::{Clock, Moment};
use crate::import::mermaid::date_format::{DateFormat, Read, iso};
use crate::import::mermaid::statements::Weekend;

/// The days by which Mermaid moves an end at most before it gives up.
const MOST_DAYS: i64 = 10_000;

/// The days that are no days of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDays {
    /// By weekday, from Monday.
    weekdays: [bool; 7],
    /// Single days of open weekdays that are closed, and of closed ones that are open; sorted.
    closed: Vec<NaiveDate>,
    open: Vec<NaiveDate>,
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl ClosedDays {
    /// The days that words of `excludes` and `includes` name. A word is a date where it is one of `YYYY-MM-DD` or of the format.
    pub fn new(excludes: &[&str], includes: &[&str], weekend: Weekend, format: &DateFormat, clock: &Clock) -> ClosedDays {
        let mut weekdays = [false; 7];
        for (day, word) in WEEKDAYS.iter().enumerate() {
            weekdays[day] = excludes.contains(word);
        }
        if excludes.contains(&"weekends") {
            let first = match weekend {
                Weekend::Friday => 4,
                Weekend::Saturday => 5,
            };
            weekdays[first] = true;
            weekdays[first + 1] = true;
        }
        let dates =
            |words: &[&str]| -> BTreeSet<NaiveDate> { words.iter().filter_map(|word| date(word, format, clock)).collect() };
        let open = dates(includes);
        let closed = dates(excludes);
        let is_closed = |day: &NaiveDate| weekdays[day.weekday().num_days_from_monday() as usize];
        ClosedDays {
            closed: closed.into_iter().filter(|day| !is_closed(day) && !open.contains(day)).collect(),
            open: open.iter().copied().filter(is_closed).collect(),
            weekdays,
        }
    }

    /// Whether every weekday is closed.
    pub fn are_all(&self) -> bool {
        self.weekdays.iter().all(|is_closed| *is_closed)
    }

    /// Whether there are none.
    pub fn are_none(&self) -> bool {
        !self.weekdays.contains(&true) && self.closed.is_empty()
    }

    /// How many of `count` days after a date are open.
    fn open_after(&self, date: NaiveDate, count: i64) -> i64 {
        let Some(last) = date.checked_add_signed(TimeDelta::days(count)) else { return 0 };
        let weeks = count / 7;
        let per_week = self.weekdays.iter().filter(|is_closed| !**is_closed).count();
        let mut open = weeks * i64::try_from(per_week).unwrap_or(7);
        let first = i64::from(date.weekday().num_days_from_monday());
        for day in 1..=count % 7 {
            open += i64::from(!self.weekdays[usize::try_from((first + day) % 7).unwrap_or(0)]);
        }
        let within = |days: &[NaiveDate]| days.partition_point(|day| *day <= last) - days.partition_point(|day| *day <= date);
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        open - signed(within(&self.closed)) + signed(within(&self.open))
    }

    /// The days that an end moves by which lies `length` whole days after a start on a date: each closed day after the start, up
    /// to the end as it moves, moves it by one more. Nothing where Mermaid gives up.
    pub fn moved(&self, start: NaiveDate, length: i64) -> Option<i64> {
        if length <= 0 {
            return Some(0);
        }
        // The first count of days of which `length` are open: an end stands still where all days to it have been looked at.
        let (mut low, mut high) = (length, length + MOST_DAYS);
        if self.open_after(start, high) < length {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.open_after(start, middle) >= length { high = middle } else { low = middle + 1 }
        }
        Some(low - length)
    }
}

/// The date that a word names. Words are in lower case and without spaces, so many formats never name one.
fn date(word: &str, format: &DateFormat, clock: &Clock) -> Option<NaiveDate> {
    if let Some(date) = iso(word) {
        return Some(date);
    }
    let whole_day =
        |moment: Moment| clock.wall(moment).filter(|wall| clock.start_of(wall.date()) == Some(moment)).map(|wall| wall.date());
    match format.read(word, clock) {
        Read::Moment(moment) if !format.is_number() => whole_day(moment),
        Read::Moment(_) | Read::No | Read::Fault => None,
    }
}
