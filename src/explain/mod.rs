//! Why a plan is as it is, told in its own lines.

/// Which days are closed where a conflict lies.
pub mod closed_days;
/// Rules that cannot hold together.
pub mod conflict;
/// Distances in words.
pub mod distance_words;
/// What the rules of a group's own meetings ask.
pub mod of_cycles;
/// What the rules between groups, phases and milestones ask.
pub mod of_relations;
/// What the rules of phases ask.
pub mod of_roadmaps;
/// What windows ask.
pub mod of_windows;
/// One group as if it were alone.
pub mod preview;
/// What the rules of people and rooms ask.
pub mod seats;
/// The line that states a rule.
pub mod stated;
/// What comes too late, seen from one day.
pub mod timely;
