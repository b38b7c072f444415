//! How the words that state a rule could ask for less: by small amounts first, and written where the words stand.

/// Numbers in distances and limits.
pub mod amounts;
/// Days and clock times.
pub mod days;
/// What could be written instead.
pub mod ladder;
/// Each rule, and how it is loosened.
pub mod loosenings;
/// What stands at a place of a text.
pub mod place;
/// A must that becomes a wish.
pub mod wish;
