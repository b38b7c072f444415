//! Groups that meet in windows, made of charts whose bars are the days in which meetings are to lie.

/// Which words of a name say when, and which say what.
pub mod period_words;
/// The plan file of such charts.
pub mod windows;
