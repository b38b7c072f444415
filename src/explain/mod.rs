//! Why a plan is as it is, told in its own lines.

/// Which days are closed where a conflict lies.
pub mod closed_days;
/// Rules that cannot hold together.
pub mod conflict;
/// Distances in words.
pub mod distance_words;
/// One group as if it were alone.
pub mod preview;
/// What the rules of people and rooms ask.
pub mod seats;
