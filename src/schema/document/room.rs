//! Rooms and licences that meetings share. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::schema::declare::document;

document! {
    /// A room, or anything else that only so many meetings use at once: a licence for online meetings, a projector.
    RoomDocument "a room" short title: Spanned<String> {
        /// The room's name in words: where a group's meetings are, when it names no `place`.
        "title" optional title: Spanned<String>,
        /// How many meetings use it at once; 1 when it is not said.
        "capacity" optional capacity: Spanned<u32>,
        /// Calendars on whose closed days it is not to be had.
        "calendar" optional calendar: Vec<Spanned<String>>,
    }
}
