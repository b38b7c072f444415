//! Pictures and files of any schedule, also one typed by hand. Knows no constraint and no solver; writes nothing itself.

/// A file to be written: a path and its bytes.
pub mod artifact;
/// Who subscribes to what.
pub mod audience;
/// Cancelled meetings that feeds still show.
pub mod cancelled;
/// What the parts of charts, pages and wheels are called.
pub mod captions;
/// What people had been shown otherwise.
pub mod change_log;
/// What has changed, from and to.
pub mod change_table;
/// The page of changes.
pub mod changes;
/// Mermaid gantt charts.
pub mod chart;
/// The text of such a chart, line by line.
pub mod chart_text;
/// Closed days as a chart names them.
pub mod closed_clusters;
/// Which days a picture shades, and what they are called.
pub mod closed_days;
/// Text as iCalendar takes it.
pub mod content_line;
/// The table `schedule.csv`.
pub mod csv;
/// One entry as a `VEVENT`.
pub mod event;
/// The iCalendar feeds.
pub mod feed;
/// A small plan for the tests of feeds and tables.
#[cfg(test)]
pub(crate) mod fixture;
/// A plan like those people write, for tests.
#[cfg(test)]
pub(crate) mod gallery;
/// The roadmap as a picture.
pub mod gantt;
/// What the picture of a roadmap shows.
pub mod gantt_content;
/// Where the items of a roadmap lie.
pub mod gantt_layout;
/// The days of note in the picture of a roadmap.
pub mod gantt_notes;
/// Which look each group has.
pub mod group_looks;
/// The file `schedule.json`.
pub mod json;
/// Where the words of a drawing lie, for tests.
#[cfg(test)]
pub(crate) mod letter_boxes;
/// How wide words are when they are drawn.
pub mod lettering;
/// Text in Mermaid charts.
pub mod mermaid_text;
/// Markdown pages for a Jekyll site.
pub mod page;
/// Colours and shapes of marks.
pub mod palette;
/// The geometry of a year as a circle.
pub mod polar;
/// Pictures as dots.
pub mod raster;
#[cfg(test)]
mod read_back;
/// How often a group meets, in words.
pub mod rhythm_words;
/// SVG text.
pub mod svg;
/// What people are told of an entry.
pub mod telling;
/// Every entry of a plan's calendar, drawn from by all renderers.
pub mod view;
/// The annual wheel.
pub mod wheel;
/// What a wheel shows.
pub mod wheel_content;
/// Months, weeks and shaded days of a wheel.
pub mod wheel_frame;
/// Where the rings of a wheel lie.
pub mod wheel_layout;
/// The legend under a wheel.
pub mod wheel_legend;
/// Meetings, deadlines and milestones of a wheel.
pub mod wheel_marks;
/// Phases of a wheel.
pub mod wheel_phases;
/// Why an entry has its date.
pub mod why;
/// Words of dates and things, in Danish and English.
pub mod words;
/// A time zone as calendar programs read it.
pub mod zone;
