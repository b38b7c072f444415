//! Calendars: what closes days, from wherever it is said.

/// Calendars and their closures.
pub mod calendars;
/// Calendars that take in others.
pub mod combined;
/// Closed days out of iCalendar files.
pub mod imported;
