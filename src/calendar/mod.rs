//! Civil time: days, weeks, holidays, closures, working days and recurrences. Knows no plan, no text format and no clock.

/// The civil date and time types that every room names through here.
pub mod civil;
/// Closures, and the named calendars that gather them.
pub mod closure;
/// The date of Easter Sunday.
pub mod easter;
/// Public holidays of a country, by rule.
pub mod holidays;
/// A stretch of days, both ends included.
pub mod horizon;
/// Weeks as ISO 8601 counts them.
pub mod iso_week;
/// Which days of a stretch are working days.
pub mod open_days;
/// Recurrence rules in the words of RFC 5545.
pub mod recurrence;
/// The text of a recurrence rule, taken apart.
pub mod recurrence_parts;
/// Rules that name days in every year.
pub mod rule;
/// Which time zones there are.
pub mod zone;
