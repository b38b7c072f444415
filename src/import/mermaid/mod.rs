//! Mermaid gantt charts: what stands in them, and when Mermaid draws it.

/// Dates as the browser guesses them.
pub mod browser_date;
/// The words of such a date.
pub mod browser_token;
/// A chart as Mermaid resolves it.
pub mod chart;
/// Moments, and how one counts with them.
pub mod clock;
/// The days that are no days of a task.
pub mod closed_days;
/// A chart made of its statements.
pub mod compilation;
/// What is told of the tasks of a chart.
pub mod complaint;
/// Dates as `dateFormat` says them.
pub mod date_format;
/// Codes that stand for signs.
pub mod entity;
/// The fields of a task.
pub mod fields;
/// What a page or a chart says of itself.
pub mod front_matter;
/// The words of a chart.
pub mod lexing;
/// A text that knows where it stood.
pub mod mapped;
/// Where charts stand in a page.
pub mod page;
/// What Mermaid does to a text before it reads it.
pub mod preparation;
/// Reads the charts of a text.
pub mod reading;
/// When tasks start and end.
pub mod resolution;
/// Signs as JavaScript takes them.
pub mod script;
/// The statements of a chart.
pub mod statements;
