//! What people have already, turned into the text of a plan: Mermaid roadmaps, calendars and lists.

/// Keys for what only has a name.
pub mod key;
/// Mermaid gantt charts.
pub mod mermaid;
/// The text of a plan file.
pub mod plan_text;
