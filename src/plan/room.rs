//! Rooms, and whatever else only so many meetings can use at once: a licence for online meetings, a projector.

use crate::diagnostic::source::{Span, Spanned};
use crate::plan::id::CalendarId;

/// Which room of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomId(pub usize);

/// Something that only so many meetings use at the same moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The key in the plan.
    pub key: String,
    /// The name in words; events say it where the group names no place.
    pub title: String,
    /// How many meetings use it at once, at least 1.
    pub capacity: u32,
    /// The calendars on whose closed days it is not to be had; empty when the plan names none.
    pub calendars: Spanned<Vec<CalendarId>>,
    /// Where the room is declared.
    pub span: Span,
}
