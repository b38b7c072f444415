//! What is odd in a chart that can be read: it says something else than its author will have meant.

/// Lines and milestones that say where the chart ends, and what goes on.
pub mod after_end;
/// Milestones and handovers on days on which nobody works.
pub mod closed_day;
/// The days of a task, and the words that say them.
pub mod days;
/// Ids that several tasks have.
pub mod duplicate_id;
/// Tasks that end before they start.
pub mod end_before_start;
/// `excludes` that excludes nothing.
pub mod excludes;
/// Charts as text, for tests.
#[cfg(test)]
pub(crate) mod fixture;
/// Supports, trainings, handovers and what comes after them, in an order that cannot be.
pub mod handover;
/// Bars up to the last day of a month, which Mermaid leaves out.
pub mod last_day;
/// All of them.
pub mod lints;
/// The parts of a handover by their words.
pub mod parts;
/// Trainings of somebody who is not there yet.
pub mod roles;
/// `tickInterval` that Mermaid does not know.
pub mod tick_interval;
/// `after` and `until` of ids that no task has.
pub mod unknown_id;
