//! Single meetings: what holds for one alone, what is due around it, what is treated at it.

/// What cannot be said of one occurrence at once.
pub mod contradicting_keys;
/// Deadlines of a group.
pub mod deadlines;
/// Single occurrences: pinned, moved, cancelled, added.
pub mod exceptions;
/// The order of a group's occurrences in time.
pub mod order;
/// Agenda topics of a group.
pub mod topics;
