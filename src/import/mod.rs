//! What people have already, turned into the text of a plan: Mermaid roadmaps, calendars and lists.

/// Files of charts, and what is wanted of them.
pub mod charts;
/// A plan file that is to be written.
pub mod draft;
/// Texts whose bytes were read in the wrong encoding.
pub mod encoding;
/// Frequencies in somebody's words.
pub mod frequency;
/// Calendars in the form of iCalendar.
pub mod ics;
/// The bytes of characters in Johab.
pub mod johab;
/// Keys for what only has a name.
pub mod key;
/// Whether a file with charts is a text.
pub mod legible;
/// What is odd in a chart.
pub mod lints;
/// Meetings with their dates.
pub mod meetings;
/// Mermaid gantt charts.
pub mod mermaid;
/// Months by their names.
pub mod month;
/// What our own charts say by their ids.
pub mod own_chart;
/// The text of a plan file.
pub mod plan_text;
/// Whether a repaired text is what people write.
pub mod plausible;
/// A product's roadmap, of charts.
pub mod roadmap;
/// Tables of rows and columns.
pub mod table;
/// In which language something is written.
pub mod tongue;
/// Groups that meet in windows, of charts.
pub mod windows;
