//! Calendars and their closures. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::NaiveTime;
use crate::calendar::closed_days::{Closing, Condition};
use crate::diagnostic::source::Spanned;
use crate::schema::declare::document;
use crate::schema::read::Named;

document! {
    /// A calendar: the public holidays of a country, closures, other calendars, or all of them together.
    CalendarDocument "a calendar" {
        /// The calendar's name in words.
        "title" optional title: Spanned<String>,
        /// The countries whose public holidays are closed days, by ISO 3166 code: `dk`, `se`, `no`, `fi`, `nl`, `gb`, `de`, or
        /// a part such as `gb-sct` or `de-by`.
        "country" optional country: Vec<Spanned<String>>,
        /// Other calendars whose closed days are closed here too.
        "combines" optional combines: Vec<Spanned<String>>,
        /// iCalendar files whose events are closed days, by their paths from this file's folder.
        "file" optional file: Vec<Spanned<String>>,
        /// Closed days by name.
        "closed" optional closed: Named<ClosureDocument>,
    }
}

document! {
    /// Closed days: which days, and under which conditions.
    ClosureDocument "a closure" short on: Vec<Spanned<Closing>> {
        /// The days of every year, or dates; several stand in a list.
        "on" required on: Vec<Spanned<Closing>>,
        /// Only when the day falls on one of these weekdays, or is one of these days.
        "when" optional when: Vec<Spanned<Condition>>,
        /// Not when the day falls on one of these weekdays, or is one of these days.
        "unless" optional unless: Vec<Spanned<Condition>>,
        /// Closed from this clock time on; the whole day when it is not said.
        "from" optional from: Spanned<NaiveTime>,
        /// The first year of the closure.
        "since" optional since: Spanned<u32>,
        /// The last year of the closure.
        "until" optional until: Spanned<u32>,
    }
}
