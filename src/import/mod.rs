//! What people have already, turned into the text of a plan: Mermaid roadmaps, calendars and lists.

/// A plan file that is to be written.
pub mod draft;
/// Keys for what only has a name.
pub mod key;
/// Mermaid gantt charts.
pub mod mermaid;
/// The text of a plan file.
pub mod plan_text;
