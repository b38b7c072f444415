//! Civil time: days, weeks, holidays, closures, working days and recurrences. Knows no plan, no text format and no clock.

/// The civil date and time types that every room names through here.
pub mod civil;
/// Which days one closure means.
pub mod closed_days;
/// Closures, and the named calendars that gather them.
pub mod closure;
/// The public holidays of each country, as data.
pub mod country;
/// The date of Easter Sunday.
pub mod easter;
/// How a country states one public holiday.
pub mod holiday_rule;
/// Public holidays of a country, by rule.
pub mod holidays;
/// A stretch of days, both ends included.
pub mod horizon;
/// Weeks as ISO 8601 counts them.
pub mod iso_week;
/// Which days of a stretch are working days.
pub mod open_days;
/// Days that a closure or a holiday means.
pub mod pattern;
/// Twelve months that are planned as one.
pub mod planning_year;
/// Recurrence rules in the words of RFC 5545.
pub mod recurrence;
/// The text of a recurrence rule, taken apart.
pub mod recurrence_parts;
/// Rules that name days in every year.
pub mod rule;
/// Names of time zones in Windows and Outlook.
pub mod windows_zones;
/// Which time zones there are.
pub mod zone;
