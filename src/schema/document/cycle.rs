//! Cycles: how often and when a group meets. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveTime, Weekday};
use crate::calendar::rule::DayRule;
use crate::diagnostic::source::Spanned;
use crate::plan::cycle::{Hours, Period};
use crate::schema::declare::document;
use crate::schema::read::Named;
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::distances::{DistanceText, WorkingDays};
use crate::schema::scalar::words::{Month, Preferred};

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
        /// One meeting in each of these windows of every year, by name: `{spring: 05-10..05-30}`.
        "windows" optional windows: Named<Spanned<DayRule>>,
        /// Months without a meeting.
        "except" optional except: Vec<Spanned<Month>>,
        /// The weekdays it may meet on; Monday to Friday when it is not said.
        "on" optional on: Vec<Spanned<Weekday>>,
        /// The clock time at which every meeting starts.
        "at" optional at: Spanned<NaiveTime>,
        /// The hours a meeting lies within, when it need not start at one time.
        "between" optional between: Spanned<Hours>,
        /// How long a meeting lasts.
        "length" required length: Spanned<Minutes>,
        /// The weekday and the start it would rather have.
        "prefer" optional prefer: PreferDocument,
        /// How far apart two meetings in a row lie.
        "apart" optional apart: Vec<Spanned<DistanceText>>,
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
