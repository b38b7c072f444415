//! Cycles: the rhythm in which a group meets and what it asks of every meeting.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};

use crate::diagnostic::source::{Span, Spanned};
use crate::plan::distance::Distance;
use crate::plan::priority::Priority;

/// When and how a group meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// What periods the labels of its occurrences name: cycles of the same period can be related period by period.
    pub period: Period,
    /// The weekdays it may meet on; never empty.
    pub weekdays: Spanned<Vec<Weekday>>,
    /// The clock times it may meet within.
    pub hours: Spanned<Hours>,
    /// How long a meeting lasts, in minutes, at least 5 and at most a day, before the first of the later lengths.
    pub minutes: u32,
    /// Lengths that hold from a date on, in order of date.
    pub later_lengths: Vec<LaterLength>,
    /// The weekday it would rather meet on; another one is one unit.
    pub preferred_weekday: Option<Wish<Weekday>>,
    /// The start it would rather have; another one is one unit.
    pub preferred_start: Option<Wish<NaiveTime>>,
    /// What one working day away from the nominal date of the recurrence rule costs; only with a rule.
    pub drift: Option<Wish<()>>,
    /// Distances between one meeting and the next, in plan order.
    pub apart: Vec<Distance>,
    /// Whether the meetings would rather lie evenly over the planned time; each whole week away from it is one unit.
    pub spread: Option<Wish<()>>,
    /// Whether a meeting lies on the weekday of the one before it.
    pub same_weekday: Option<Alike>,
    /// Whether a meeting starts at the time of the one before it.
    pub same_time: Option<Alike>,
    /// Where the cycle stands.
    pub span: Span,
}

impl Cycle {
    /// How long a meeting on that day lasts, and the hours it lies within.
    pub fn frame(&self, date: NaiveDate) -> (u32, Hours) {
        let later = self.later_lengths.iter().rev().find(|later| later.from <= date);
        later.map_or((self.minutes, self.hours.value), |later| (later.minutes, later.hours))
    }
}

/// A length that holds from a date on, until the next one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaterLength {
    /// The first day it holds on.
    pub from: NaiveDate,
    /// The length, in minutes.
    pub minutes: u32,
    /// The hours of such a meeting: those of the cycle, or its one start and the length.
    pub hours: Hours,
    /// Where it stands.
    pub span: Span,
}

/// Meetings in a row that are to be alike: each that differs from the one before is one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// How firmly; a must makes all of them alike.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// Starts are multiples of this many minutes after the earliest one.
pub const START_STEP_MINUTES: u32 = 30;

/// The clock times between which a meeting lies, half-open: a meeting may end exactly at `latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hours {
    /// The earliest start.
    pub earliest: NaiveTime,
    /// The latest end.
    pub latest: NaiveTime,
}

/// Something preferred, and how firmly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish<T> {
    /// What is preferred.
    pub value: T,
    /// How firmly; never [`Priority::Must`] (a must is a rule, not a wish).
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// The periods that a cycle counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// ISO weeks: `2027-w07`.
    Week,
    /// Months: `2027-03`.
    Month,
    /// Quarters: `2027-q1`.
    Quarter,
    /// Half-years: `2027-h1`.
    HalfYear,
    /// Years: `2027`.
    Year,
    /// Named windows of each year: `2027-forår`.
    Window,
}
