//! Mermaid gantt charts: what stands in them, and when Mermaid draws it.

/// A chart as Mermaid resolves it.
pub mod chart;
