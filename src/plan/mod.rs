//! What people want, checked: a [`plan::Plan`] that exists is valid. Knows calendars and diagnostics' spans, but no YAML,
//! no dates that were chosen, and no solver.

/// Ids of what gets a date.
pub mod activity;
/// Who and what is to be had on a day.
pub mod availability;
/// How many phases run at once, and hours a week.
pub mod capacity;
/// Cycles: how often, when, how far apart.
pub mod cycle;
/// Dates, weeks and clock times in words.
pub mod date_words;
/// Deadlines before and after a meeting.
pub mod deadline;
/// Distances in days: ranges and best values.
pub mod distance;
/// Groups, their members and places.
pub mod group;
/// Ids of products and calendars.
pub mod id;
/// Danish or English.
pub mod language;
/// How long before a meeting its date no longer moves.
pub mod notice;
/// Occurrences: which meetings a cycle asks for, and between which days.
pub mod occurrence;
/// People, as roles, and their leave.
pub mod person;
/// The plan as a whole.
pub mod plan;
/// must, should, could.
pub mod priority;
/// What is published, where and how.
pub mod publish;
/// So many of some people are enough.
pub mod quorum;
/// Relations between meetings, phases and milestones.
pub mod relation;
/// Tracks, phases and milestones.
pub mod roadmap;
/// Rooms, and whatever else only so many meetings use at once.
pub mod room;
/// The names of all rules.
pub mod rule;
/// Agenda topics: what some meeting of a group is to treat.
pub mod topic;
/// What breaking a rule costs.
pub mod weights;
