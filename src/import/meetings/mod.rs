//! Meetings with their dates, as groups of a plan.

/// A group as an entry of a plan.
pub mod group_entry;
/// Which occurrence of a rhythm each date is.
pub mod labels;
/// Months without a meeting.
pub mod left_out;
/// A meeting with its date.
pub mod meeting;
/// Rhythms that dates could follow.
pub mod rhythm;
/// What remains of a title when numbers and dates are taken off.
pub mod title;
