//! The independent re-check: what a schedule breaks and costs, and whether the written feeds say what the plan asks for.
//! Shares no code with what found the schedule: every rule is told here a second time, in plain loops over plain dates.

/// The whole bill of a schedule.
pub mod bill;
/// Cancelled meetings that feeds keep.
mod cancelled;
/// How much runs at once, and hours a week.
mod capacity;
/// Days counted one by one.
mod days;
/// Meetings of a person in one day or week.
mod diary_load;
/// Deadlines on their days.
/// Deadlines on their days, and who sees to them.
mod due;
/// One feed file as its events.
mod event;
/// Feeds read back as a subscriber would.
pub mod feeds;
/// What is wrong in a feed file.
pub mod finding;
/// A small plan and schedule for the tests of this room.
#[cfg(test)]
pub(crate) mod fixture;
/// Groups that meet on the days, in the weeks or just after the meetings of others.
mod gathering;
/// The meetings, dates and working days that every check looks at.
mod ground;
/// Meetings of a group that are alike, and that lie evenly.
mod likeness;
/// Window, weekday, open day and hours of each meeting.
mod meetings;
/// Announced meetings that lie within the notice of their group.
pub mod notice;
/// Leave, work, and nobody in two places at once.
mod people;
/// What a broken rule is charged.
mod price;
/// Ranges and best values of a distance.
mod ranges;
/// Relations between meetings, phases and milestones.
mod relations;
/// Phases and milestones.
mod roadmap;
/// Rooms that are full or closed.
mod rooms;
/// Quorums.
mod seats;
/// Groups that do not share a day or a week.
mod separation;
/// What events show.
mod shown;
/// The distance from one meeting of a group to the next.
mod spacing;
/// Agenda topics: what they ask for, and whether they are told.
mod topics;
/// What the plan asks every feed to hold.
mod wanted;
/// Meetings of a product in one week.
mod week_load;
/// What a meeting would rather have.
mod wishes;
