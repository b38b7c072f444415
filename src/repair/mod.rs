//! What could be changed so that a plan can be met: small changes of its text, each of them tried.

/// The lines that a change touches.
pub mod diff;
/// What could be tried.
pub mod proposal;
/// Whom a line of the plan binds.
pub mod reach;
/// The search, the ranking and what came of it.
pub mod repairs;
/// Whether a change makes the plan possible.
pub mod trial;
/// Repairs in words.
pub mod words;
