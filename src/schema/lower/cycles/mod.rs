//! Cycles: how often and when a group meets.

/// Cycles: what every meeting of a group must be.
pub mod cycle;
/// Where periods begin, and their labels.
pub mod period;
/// Recurrence rules.
pub mod recurring;
/// Rhythms: how often becomes which days.
pub mod rhythm;
/// The meetings that a rhythm asks for.
pub mod slot;
