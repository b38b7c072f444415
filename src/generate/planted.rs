//! A forum with its meetings in the hidden schedule. Knows not how they were found.

use crate::calendar::civil::NaiveDate;
use crate::generate::fora::Forum;

/// A meeting with its hidden date.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its label.
    pub label: String,
    /// The day.
    pub date: NaiveDate,
    /// The start, in half-hours from midnight.
    pub start: usize,
    /// What the plan says of it alone.
    pub announced: Announced,
}

/// What a plan says of the date of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// Nothing: the program finds it.
    Not,
    /// The date.
    Day(&'static str),
    /// The date and the time.
    Time(&'static str),
}

/// A forum and its meetings in the hidden schedule.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The forum.
    pub forum: Forum,
    /// What is held, in order of time.
    pub held: Vec<Held>,
    /// The labels that are cancelled, and why.
    pub cancelled: Vec<(String, &'static str)>,
}
