//! The documents of the plan language, key for key. From these lines come the reader, the JSON Schema and the reference;
//! what the words mean for a plan is said in `lower`.

/// Calendars and their closures.
pub mod calendar;
/// Capacity: how many phases of a kind run at once.
pub mod capacity;
/// Cycles: how often and when a group meets.
pub mod cycle;
/// Deadlines around a meeting.
pub mod deadline;
/// Groups: who meets, and how their meetings lie to others.
pub mod group;
/// Milestones: points in a track.
pub mod milestone;
/// Single occurrences: what holds for one meeting alone.
pub mod occurrence;
/// People and their leave.
pub mod person;
/// A plan file as a whole: what it holds, and what holds for a product.
pub mod plan_file;
/// What is published, where and how.
pub mod publish;
/// Roadmaps: tracks, phases and milestones.
pub mod roadmap;
/// Rooms and licences that meetings share.
pub mod room;
/// Seats: who must be at a meeting, who may, and of whom so many are enough.
pub mod seat;
/// Templates of roadmaps: handovers and releases.
pub mod template;
/// Agenda topics of a group.
pub mod topic;
