//! A schedule: which date each activity has. Knows nothing of how it was found.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, NaiveTime, TimeDelta};
use crate::plan::activity::ActivityId;

/// When an activity takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placement {
    /// A meeting on one day.
    Meeting {
        /// The day.
        date: NaiveDate,
        /// The start by the wall clock.
        start: NaiveTime,
        /// How long, in minutes.
        minutes: u32,
    },
    /// A phase over whole days, both included.
    Phase {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// A milestone, or what a group decides in writing, on one day.
    Milestone {
        /// The day.
        date: NaiveDate,
    },
}

impl Placement {
    /// The first day.
    pub fn first(self) -> NaiveDate {
        match self {
            Placement::Meeting { date, .. } | Placement::Milestone { date } => date,
            Placement::Phase { first, .. } => first,
        }
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        match self {
            Placement::Meeting { date, .. } | Placement::Milestone { date } => date,
            Placement::Phase { last, .. } => last,
        }
    }

    /// When a meeting ends by the wall clock, no later than 24:00 of its day (told as 23:59:59); none for whole days.
    pub fn end(self) -> Option<NaiveTime> {
        match self {
            Placement::Meeting { start, minutes, .. } => {
                let (end, wrapped) = start.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes)));
                if wrapped == 0 { Some(end) } else { NaiveTime::from_hms_opt(23, 59, 59) }
            }
            Placement::Phase { .. } | Placement::Milestone { .. } => None,
        }
    }
}

/// The dates of a plan, by activity. An activity without an entry has no date.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// When each activity takes place, sorted by id.
    pub placements: BTreeMap<ActivityId, Placement>,
}

impl Schedule {
    /// When an activity takes place.
    pub fn placement(&self, id: &ActivityId) -> Option<Placement> {
        self.placements.get(id).copied()
    }
}
