//! Small texts inside a value: each grammar is read here, and a fault points at the word that is wrong.

/// Addresses of the web.
pub mod address;
/// Clock times, hours and lengths of meetings.
pub mod clock;
/// Which days a closure closes, and under which conditions.
pub mod closed_days;
/// Dates, ranges of dates, and the days that a calendar rule names.
pub mod dates;
/// When something is due around a meeting.
pub mod deadlines;
/// Distances and lengths.
pub mod distances;
/// The days in which a topic is treated.
pub mod occasions;
/// How many are enough, and how many are too many.
pub mod quorums;
/// Small words of cycles.
pub mod rhythm;
/// Days that phases start and end on, and decisions.
pub mod roadmap;
/// Runs of days that come back every year.
pub mod season;
/// Small texts read alone.
#[cfg(test)]
pub(crate) mod trial;
/// Words out of a short list: weekdays, months, priorities, periods.
pub mod words;
