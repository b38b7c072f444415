//! Who and what is to be had on a day: people's leave, working hours and own calendars, and the closures of rooms. Knows no
//! meeting but by its day and its minutes.

use crate::calendar::civil::{NaiveDate, Timelike};
use crate::calendar::open_days::OpenDays;
use crate::plan::id::CalendarId;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::room::RoomId;

/// The own calendars of people and rooms, worked out once.
#[derive(Debug, Clone)]
pub struct Availability {
    people: Vec<Option<OpenDays>>,
    rooms: Vec<Option<OpenDays>>,
}

/// A day and the minutes of it that a meeting takes, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The day.
    pub date: NaiveDate,
    /// The first minute after midnight.
    pub from: u32,
    /// The minute after the last one.
    pub to: u32,
}

impl Availability {
    /// Works out the calendars of a plan; whoever names none has no day of their own.
    pub fn of(plan: &Plan) -> Availability {
        let days = |calendars: &[CalendarId]| (!calendars.is_empty()).then(|| plan.open_days(calendars));
        Availability {
            people: plan.people.iter().map(|person| days(&person.calendars.value)).collect(),
            rooms: plan.rooms.iter().map(|room| days(&room.calendars.value)).collect(),
        }
    }

    /// Whether a person's own calendars are open for as long.
    pub fn is_open_to(&self, person: PersonId, stretch: Stretch) -> bool {
        self.people[person.0].as_ref().is_none_or(|open| is_open(open, stretch))
    }

    /// Whether a room is open for as long.
    pub fn has_room(&self, room: RoomId, stretch: Stretch) -> bool {
        self.rooms[room.0].as_ref().is_none_or(|open| is_open(open, stretch))
    }

    /// Whether a person could come: not on leave, at work, and on an open day of their own, however firmly each is wanted.
    pub fn is_free(&self, plan: &Plan, id: PersonId, stretch: Stretch) -> bool {
        let person = &plan.people[id.0];
        let Stretch { date, from, to } = stretch;
        !person.leave.iter().any(|leave| leave.covers(date))
            && person.works.as_ref().is_none_or(|works| works.holds(date, from, to))
            && self.is_open_to(id, stretch)
    }
}

fn is_open(open: &OpenDays, stretch: Stretch) -> bool {
    let closes = open.closing_time(stretch.date).map(|time| time.num_seconds_from_midnight() / 60);
    open.is_open(stretch.date) && closes.is_none_or(|closes| stretch.to <= closes)
}
