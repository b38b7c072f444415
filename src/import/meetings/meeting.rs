//! A meeting as a calendar or a list has it: when and where, before any rhythm is known. Knows neither of their forms.

use crate::calendar::civil::{NaiveDate, NaiveTime, Timelike};
use crate::import::plan_text::Entry;

/// The least that a meeting lasts, in minutes.
pub const LEAST_MINUTES: u32 = 5;

/// The minutes that are left of a day for a meeting that starts then: it ends before midnight.
pub fn minutes_left(start: NaiveTime) -> u32 {
    (24 * 60 - 1) - start.num_seconds_from_midnight() / 60
}

/// Whether a meeting, which lasts some minutes if nobody says how many, ends on the day on which it starts.
pub fn ends_that_day(start: NaiveTime, minutes: Option<u32>) -> bool {
    minutes.unwrap_or(LEAST_MINUTES) <= minutes_left(start)
}

/// A meeting with its date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// The date.
    pub date: NaiveDate,
    /// The start; none where only the day is known.
    pub start: Option<NaiveTime>,
    /// How long it lasts, in minutes; none where that is not known.
    pub minutes: Option<u32>,
    /// Whether it takes place.
    pub standing: Standing,
    /// The room or town.
    pub place: Option<String>,
    /// The address of the online meeting.
    pub link: Option<String>,
    /// What members are told besides.
    pub note: Option<String>,
}

/// Whether a meeting takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does.
    Held,
    /// It was called off.
    Cancelled,
}

/// Meetings of one group, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// The name in words.
    pub title: String,
    /// Who is called, by role; empty where nobody knows.
    pub members: Vec<String>,
    /// The rhythm that somebody wrote down, as keys of `meets`; empty where the dates must tell it.
    pub stated: Stated,
    /// The meetings, in order of time.
    pub meetings: Vec<Meeting>,
}

/// A rhythm in somebody's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The words; empty where there are none.
    pub words: String,
    /// The words, and what was understood by them.
    pub comment: String,
    /// What they say, as keys of `meets`.
    pub meets: Vec<Entry>,
    /// The start among it.
    pub start: Option<NaiveTime>,
    /// The length among it, in minutes.
    pub minutes: Option<u32>,
}
