//! Frequencies in somebody's words.

/// What stands beside a frequency.
pub mod clause;
/// A frequency as the rhythm of a plan.
pub mod frequency;
/// What was understood, in words.
pub mod in_words;
/// Why words do not say a frequency.
pub mod misread;
/// Phrases that the others are held to.
#[cfg(test)]
mod phrases;
/// Numbers, weekdays, months, units and clock times in words.
pub mod words;
