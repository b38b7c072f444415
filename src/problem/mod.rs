//! The planning problem: activities and the placements each could have. Knows no rule's cost and no solver.

/// Activities with their candidates.
pub mod activity;
/// Working days, computed once per set of calendars.
pub mod calendars;
/// The placements an activity could have.
pub mod candidate;
/// The problem as a whole.
pub mod instance;
