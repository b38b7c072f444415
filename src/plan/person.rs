//! People, as roles: who can be in one place at a time, and what their own diaries allow.

use crate::calendar::civil::{Datelike, NaiveDate, Timelike, Weekday};

use crate::diagnostic::source::{Span, Spanned};
use crate::plan::capacity::WeeklyHours;
use crate::plan::cycle::Hours;
use crate::plan::id::CalendarId;
use crate::plan::priority::Priority;

/// Which person of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub usize);

/// A person or a body with one diary, named by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The key in the plan; a feed `role-KEY.ics` is named by it.
    pub key: String,
    /// The role in words.
    pub title: String,
    /// Days away, in plan order.
    pub leave: Vec<Leave>,
    /// The weekdays and hours of work, when the plan says them.
    pub works: Option<Works>,
    /// The calendars whose closed days are the person's own; empty when the plan names none.
    pub calendars: Spanned<Vec<CalendarId>>,
    /// How many meetings a day or a week may hold, in plan order.
    pub limits: Vec<Limit>,
    /// The hours a week they have for phases, when the plan says it.
    pub hours: Option<WeeklyHours>,
    /// Where the person is declared.
    pub span: Span,
}

/// Days on which a person can attend nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// The first day away.
    pub first: NaiveDate,
    /// The last day away.
    pub last: NaiveDate,
    /// Why, when the plan says it.
    pub reason: Option<String>,
    /// How firmly they are away; one meeting that they must be at is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// When a person works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Works {
    /// The weekdays, in order; never empty.
    pub weekdays: Vec<Weekday>,
    /// The hours that a meeting lies within; the whole day when the plan says none.
    pub hours: Option<Hours>,
    /// How firmly; one meeting outside is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// At most so many meetings of a person in one stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The number that is still welcome, at least 1.
    pub most: u32,
    /// Of what.
    pub per: LimitPeriod,
    /// How firmly; each meeting above is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// The stretch of time that a [`Limit`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LimitPeriod {
    /// A day.
    Day,
    /// An ISO week.
    Week,
}

impl Leave {
    /// Whether the person is away on a day; both ends count.
    pub fn covers(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

impl Works {
    /// Whether a meeting of that day lies within, from one minute after midnight to another; it may end just when work does.
    pub fn holds(&self, date: NaiveDate, from: u32, to: u32) -> bool {
        let minute = |time: crate::calendar::civil::NaiveTime| time.num_seconds_from_midnight() / 60;
        let within = self.hours.is_none_or(|hours| minute(hours.earliest) <= from && to <= minute(hours.latest));
        within && self.weekdays.contains(&date.weekday())
    }
}
