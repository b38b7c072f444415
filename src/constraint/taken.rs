//! Who and what a meeting takes while it lasts, and from which minute to which. Knows no columns.

use crate::calendar::civil::NaiveDate;
use crate::constraint::sitting::minute;
use crate::plan::group::Group;
use crate::plan::person::PersonId;
use crate::plan::room::RoomId;
use crate::problem::activity::Kind;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// Who or what a meeting takes while it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// A person who must be there, or counts for a quorum.
    Person(PersonId),
    /// A room.
    Room(RoomId),
}

impl Taken {
    /// How many meetings can take it at once.
    pub fn capacity(self, problem: &Problem<'_>) -> usize {
        match self {
            Taken::Person(_) => 1,
            Taken::Room(room) => problem.plan.rooms[room.0].capacity as usize,
        }
    }
}

/// Who and what an activity takes: nobody at a phase or milestone.
pub fn taken(problem: &Problem<'_>, kind: Kind) -> Vec<Taken> {
    let Some(group) = group(problem, kind) else { return Vec::new() };
    group.counted().into_iter().map(Taken::Person).chain(group.uses.iter().copied().map(Taken::Room)).collect()
}

/// The group that sits in a meeting; none for a phase or milestone, nor for what is decided in writing.
pub fn group<'p>(problem: &Problem<'p>, kind: Kind) -> Option<&'p Group> {
    match kind {
        Kind::Meeting(occurrence) => {
            let occurrence = &problem.plan.occurrences[occurrence.0];
            (!occurrence.is_in_writing()).then(|| problem.plan.group(occurrence.group))
        }
        Kind::Phase(_) | Kind::Milestone(_) => None,
    }
}

/// Minutes after the midnight that begins the day, half-open; the way to a meeting may begin before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occupied {
    /// The day.
    pub date: NaiveDate,
    /// The first minute.
    pub from: i64,
    /// The minute after the last one.
    pub to: i64,
}

impl Occupied {
    /// Whether both hold some minute of one day.
    pub fn overlaps(self, other: Occupied) -> bool {
        self.date == other.date && self.from < other.to && other.from < self.to
    }

    /// Whether a minute of the day is held.
    pub fn holds(self, moment: i64) -> bool {
        self.from <= moment && moment < self.to
    }
}

/// When a placement takes someone who needs so many minutes before and after; none for phases and milestones.
pub fn occupied(placement: Placement, travel: u32) -> Option<Occupied> {
    match placement {
        Placement::Meeting { date, start, minutes } => {
            let (from, travel) = (i64::from(minute(start)), i64::from(travel));
            Some(Occupied { date, from: from - travel, to: from + i64::from(minutes) + travel })
        }
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    }
}
