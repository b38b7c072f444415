//! Calendars and their closures. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveTime, Weekday};
use crate::calendar::rule::DayRule;
use crate::diagnostic::source::Spanned;
use crate::schema::declare::document;
use crate::schema::read::Named;

document! {
    /// A calendar: the public holidays of a country, closures, or both.
    CalendarDocument "a calendar" {
        /// The calendar's name in words.
        "title" optional title: Spanned<String>,
        /// The country whose public holidays are closed days, by its ISO 3166 code: `dk`.
        "country" optional country: Spanned<String>,
        /// Closed days by name.
        "closed" optional closed: Named<ClosureDocument>,
    }
}

document! {
    /// Closed days: which days, and under which conditions.
    ClosureDocument "a closure" short on: Spanned<DayRule> {
        /// The days of every year, or dates.
        "on" required on: Spanned<DayRule>,
        /// Only when the day falls on this weekday.
        "when" optional when: Spanned<Weekday>,
        /// Closed from this clock time on; the whole day when it is not said.
        "from" optional from: Spanned<NaiveTime>,
        /// The first year of the closure.
        "since" optional since: Spanned<u32>,
        /// The last year of the closure.
        "until" optional until: Spanned<u32>,
    }
}
