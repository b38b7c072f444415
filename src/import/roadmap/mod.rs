//! A product's roadmap, made of charts: tracks with phases and milestones, and days of note.

/// The days that tasks of a chart come to.
pub mod days;
/// Charts of a few lines.
#[cfg(test)]
pub mod fixture;
/// Tasks without dates of their own, to be placed.
pub mod float;
/// Dependencies that a chart tells, as distances that hold.
pub mod links;
/// Tracks with what they hold, by key.
pub mod outline;
/// The plan file of charts.
pub mod roadmap;
