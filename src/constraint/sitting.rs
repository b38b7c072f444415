//! A meeting in one placement, with what local rules ask about it.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::calendar::open_days::OpenDays;
use crate::plan::availability::Stretch;
use crate::plan::group::Group;
use crate::plan::occurrence::{Occurrence, OccurrenceId};
use crate::problem::instance::Problem;

/// A meeting in one placement.
#[derive(Debug, Clone, Copy)]
pub struct Sitting<'p> {
    /// The problem it is part of.
    pub problem: &'p Problem<'p>,
    /// Which meeting.
    pub occurrence: &'p Occurrence,
    /// Who meets.
    pub group: &'p Group,
    /// The working days of the group.
    pub open: &'p OpenDays,
    /// The day.
    pub date: NaiveDate,
    /// The start.
    pub start: NaiveTime,
    /// How long, in minutes.
    pub minutes: u32,
}

impl<'p> Sitting<'p> {
    /// A meeting on a day at a time.
    pub fn new(problem: &'p Problem<'p>, id: OccurrenceId, date: NaiveDate, start: NaiveTime, minutes: u32) -> Sitting<'p> {
        let occurrence = &problem.plan.occurrences[id.0];
        let group = problem.plan.group(occurrence.group);
        Sitting { problem, occurrence, group, open: problem.group_days(occurrence.group), date, start, minutes }
    }

    /// The day and the minutes it takes.
    pub fn stretch(&self) -> Stretch {
        Stretch { date: self.date, from: minute(self.start), to: self.end_minute() }
    }

    /// When it ends, in minutes after midnight: up to 2 × 1440 for one that runs past midnight.
    pub fn end_minute(&self) -> u32 {
        minute(self.start) + self.minutes
    }
}

/// A clock time in minutes after midnight.
pub fn minute(time: NaiveTime) -> u32 {
    use crate::calendar::civil::Timelike;
    time.num_seconds_from_midnight() / 60
}
