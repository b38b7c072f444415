//! Cycles: how often and when a group meets. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::diagnostic::source::Spanned;
use crate::plan::cycle::{Hours, Period};
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::read::Named;
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::distances::{DistanceText, WorkingDays};
use crate::schema::scalar::rhythm::{OnClosed, Softly};
use crate::schema::scalar::season::Season;
use crate::schema::scalar::words::Preferred;

document! {
    /// How often and when a group meets: by `rrule`, `each` or `windows`.
    MeetsDocument "a cycle" {
        /// A recurrence rule of RFC 5545; its dates are nominal, and a meeting may drift from them.
        "rrule" optional rrule: Spanned<String>,
        /// How far a meeting may lie from the nominal date of the rule, either way.
        "drift" optional drift: Spanned<Preferred<WorkingDays>>,
        /// One meeting, or `times` meetings, in each of these periods.
        "each" optional each: Spanned<Period>,
        /// How many meetings in each period; 1 when it is not said.
        "times" optional times: Spanned<u32>,
        /// Every so many periods: `every: 2` beside `each: month` is every second month, counted from that of `from`.
        "every" optional every: Spanned<u32>,
        /// The first day of the cycle; `every` and the `INTERVAL` of a rule count from it.
        "from" optional from: Spanned<NaiveDate>,
        /// The last day of the cycle.
        "until" optional until: Spanned<NaiveDate>,
        /// One meeting in each of these windows of every year, by name: `{spring: 05-10..05-30, autumn: [week 43, week 45]}`.
        "windows" optional windows: Named<Vec<Spanned<Season>>>,
        /// Months, weeks and other days without a meeting.
        "except" optional except: Vec<Spanned<Season>>,
        /// What becomes of a date of `rrule` that is a closed day.
        "on-closed" optional on_closed: Spanned<OnClosed>,
        /// The weekdays it may meet on; Monday to Friday when it is not said.
        "on" optional on: Vec<Spanned<Weekday>>,
        /// The clock time at which every meeting starts.
        "at" optional at: Spanned<NaiveTime>,
        /// The hours a meeting lies within, when it need not start at one time.
        "between" optional between: Spanned<Hours>,
        /// How long a meeting lasts: `90m`, or a list of lengths with the dates from which they hold. Needed, here or in what the
        /// group is like or inherits.
        "length" inherited length: Vec<LengthDocument>,
        /// The weekday and the start it would rather have.
        "prefer" optional prefer: PreferDocument,
        /// How far apart two meetings in a row lie.
        "apart" optional apart: Vec<Spanned<DistanceText>>,
        /// How firmly the meetings should lie evenly over the planned time: `should` or `could`.
        "spread" optional spread: Spanned<Softly>,
        /// How firmly each meeting should lie on the weekday of the one before.
        "same-weekday" optional same_weekday: Spanned<Priority>,
        /// How firmly each meeting should start at the time of the one before.
        "same-time" optional same_time: Spanned<Priority>,
    }
}

document! {
    /// A length, and the date from which it holds.
    LengthDocument "a length such as 90m" short length: Spanned<Minutes> {
        /// The first day it holds on; the first length of a list has none.
        "from" optional from: Spanned<NaiveDate>,
        /// How long a meeting lasts.
        "length" required length: Spanned<Minutes>,
    }
}

document! {
    /// What a group would rather have, each with `should` or `could` behind a comma.
    PreferDocument "a preference" {
        /// The weekday; `should` when it is not said.
        "on" optional on: Spanned<Preferred<Weekday>>,
        /// The start; `could` when it is not said.
        "at" optional at: Spanned<Preferred<NaiveTime>>,
    }
}
