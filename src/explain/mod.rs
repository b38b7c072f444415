//! Why a plan is as it is, told in its own lines.

/// Which musts bind an activity.
pub mod binding;
/// What is asked of an activity, and what is found.
pub mod choice;
/// Why days are closed.
pub mod closed_days;
/// Rules that cannot hold together.
pub mod conflict;
/// Distances in words.
pub mod distance_words;
/// A difference of costs.
pub mod figure;
/// Which edits forced an activity to move.
pub mod forced;
/// What it would take to hold an activity where it was.
pub mod held;
/// The lines that differ between two states of the plan.
pub mod hunk;
/// What a rule asks, in Danish.
pub mod in_danish;
/// What a rule asks, in English.
pub mod in_english;
/// Lists in words.
pub mod list_words;
/// Why an activity is no longer where it was.
pub mod moved;
/// Why an activity is no longer where it was, in words.
pub mod moved_words;
/// What the rules of a group's own meetings ask.
pub mod of_cycles;
/// What the rules between groups, phases and milestones ask.
pub mod of_relations;
/// What the rules of phases ask.
pub mod of_roadmaps;
/// What windows ask.
pub mod of_windows;
/// Why an activity has the date it has.
pub mod options;
/// A part of a plan, planned again.
pub mod part;
/// One group as if it were alone.
pub mod preview;
/// What each rule costs.
pub mod prices;
/// What forbids one placement.
pub mod reason;
/// What the rules of people and rooms ask.
pub mod seats;
/// The line that states a rule.
pub mod stated;
/// What a rule asks, as data.
pub mod statement;
/// Which days calendars take from a conflict.
pub mod taken_days;
/// What comes too late, seen from one day.
pub mod timely;
/// Stretches of days in words.
pub mod window_words;
