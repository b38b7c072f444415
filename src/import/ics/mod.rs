//! Calendars in the form of iCalendar (RFC 5545): what their events become in a plan.

/// Closed days of a calendar.
pub mod holidays;
/// Calendars as a plan.
pub mod import;
/// Days on which a person is away.
pub mod leave;
/// Meetings, as groups.
pub mod meetings;
/// The events, each time they come round.
pub mod read;
