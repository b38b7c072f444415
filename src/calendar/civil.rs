//! The civil types of this program: dates and clock times without a zone.
//!
//! This is the one file that names where they come from; every other file imports them from here.
//! It knows no time zone and no clock: those belong to the rooms above.

/// Reads and changes the year, month, day and weekday of a date.
pub use chrono::Datelike;
/// A count of days, never negative, to add to or take from a date.
pub use chrono::Days;
/// A count of months, never negative; a sum that meets too short a month ends on its last day.
pub use chrono::Months;
/// A date of the proleptic Gregorian calendar, without a zone.
pub use chrono::NaiveDate;
/// A date with a clock time, without a zone.
pub use chrono::NaiveDateTime;
/// A clock time, without a date and without a zone.
pub use chrono::NaiveTime;
/// A signed length of time.
pub use chrono::TimeDelta;
/// Reads and changes the hour, minute and second of a clock time.
pub use chrono::Timelike;
/// A day of the week; the week starts on Monday (ISO 8601).
pub use chrono::Weekday;
