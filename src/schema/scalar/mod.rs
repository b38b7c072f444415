//! Small texts inside a value: each grammar is read here, and a fault points at the word that is wrong.

/// Clock times, hours and lengths of meetings.
pub mod clock;
/// Dates, ranges of dates, and the days that a calendar rule names.
pub mod dates;
/// Distances and deadlines.
pub mod distances;
/// Small texts read alone.
#[cfg(test)]
pub(crate) mod trial;
/// Words out of a short list: weekdays, months, priorities, periods.
pub mod words;
