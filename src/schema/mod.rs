//! The plan language in YAML: read strictly, with a place for every value, into a checked [`Plan`](crate::plan::plan::Plan).

/// Where faults are gathered, so that all are told in one pass.
pub mod collector;
/// How a document is declared once, for reading and for the JSON Schema.
pub mod declare;
/// The documents of the language, key for key.
pub mod document;
/// When the events of iCalendar files are.
pub mod event_dates;
/// One form for plan files.
pub mod format;
/// The small texts by example.
pub mod forms;
/// The events of an iCalendar file.
pub mod ics;
/// The JSON Schema of the language.
pub mod json_schema;
/// Whether a text can be a plan file at all.
pub mod legible;
/// How the words that state a rule could ask for less.
pub mod loosening;
/// From documents to a checked plan.
pub mod lower;
/// A plan file carried into further years.
pub mod next_year;
/// YAML values with their places.
pub mod node;
/// A single meeting's entry, written into a text.
pub mod occurrence_edit;
/// What can be read from a node.
pub mod read;
/// From texts to a plan, or to all faults.
pub mod reading;
/// The reference of the language, as text.
pub mod reference;
/// Which files a plan file names.
pub mod references;
/// The dates of a phase or milestone, written into a text.
pub mod roadmap_edit;
/// Small texts inside a value: dates, clock times, distances.
pub mod scalar;
/// What is said once for many: templates, defaults, inherited groups.
pub mod sharing;
/// A value at a path in a text, set or removed.
pub mod value_edit;
/// Paths to values of a tree.
pub mod value_path;
/// Where values stand in a text.
pub mod value_place;
/// From YAML text to nodes.
pub mod yaml;
