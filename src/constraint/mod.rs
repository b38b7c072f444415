//! The rules of planning. One rule is one file: its meaning, its cost, its rows, its tests. Knows no solver.
//!
//! A rule is of one of three kinds. A *local* rule judges one placement. A *path* rule judges two successive ones of a
//! cycle. A *coupling* rule binds activities of different cycles, people and roadmaps.

/// Local: the days a phase starts and ends on.
pub mod alignment;
/// Local: nobody who must be there is away.
pub mod attendance;
/// Local: whoever must be there is at work.
pub mod availability;
/// Local: unwelcome days.
pub mod avoid;
/// Coupling: a group that meets just after another.
pub mod back_to_back;
/// All rules on one schedule.
pub mod bill;
/// Coupling: phases of a kind that run at once.
pub mod capacity;
/// Which groups have rules that compare starts.
pub mod compared;
/// Coupling rules, side by side.
pub mod coupling;
/// Local: who sees to a deadline is there when it is due.
pub mod deadline_leave;
/// Coupling: meetings of a person in one day or week.
pub mod diary_load;
/// Local: working days away from a nominal date.
pub mod drift;
/// What of a problem is posted.
pub mod extent;
/// What breaking a rule by so many units costs.
pub mod fee;
/// Coupling: some meeting lies at the wanted distance.
pub mod gate;
/// Coupling: a group that meets on the days or in the weeks of another.
pub mod gathering;
/// Local: the clock times a meeting lies within.
pub mod hours;
/// The columns of an activity's days and starts.
pub mod layout;
/// The local rules, side by side.
pub mod local;
/// When people and rooms are taken.
pub mod occupation;
/// Local: open days and half days.
pub mod open_day;
/// Two placements judged together, as arcs.
pub mod pair;
/// Which meetings a meeting is held against.
pub mod partners;
/// The path rules, side by side.
pub mod path;
/// Local: the start a phase would rather have.
pub mod phase_wish;
/// The rows of all rules.
pub mod post;
/// Local: the start a meeting would rather have.
pub mod preferred_start;
/// Local: the weekday a meeting would rather have.
pub mod preferred_weekday;
/// Coupling: nobody is in two places at once.
pub mod presence;
/// Columns and rows, known to no solver.
pub mod program;
/// Local and coupling: so many of some people are there.
pub mod quorum;
/// Coupling: how two activities lie to each other.
pub mod relation;
/// Local and coupling: so many meetings in a room.
pub mod room;
/// Coupling: a meeting starts when the one before it does.
pub mod same_time;
/// Path: a meeting lies on the weekday of the one before it.
pub mod same_weekday;
/// Coupling: groups kept apart.
pub mod separation;
/// A meeting in one placement, as local rules see it.
pub mod sitting;
/// Path: the distance between one meeting and the next.
pub mod spacing;
/// Path: meetings lie evenly.
pub mod spread;
/// Who and what a meeting takes.
pub mod taken;
/// Coupling: some meeting lies in the days of a topic.
pub mod topic;
/// One rule alone, with dates given by hand.
#[cfg(test)]
pub(crate) mod verifier;
/// Coupling: meetings of a product in one week.
pub mod week_load;
/// Local: the weekdays a meeting may lie on.
pub mod weekday;
/// Local: the days an activity may lie on.
pub mod window;
/// Coupling: the hours a week that phases take of a person.
pub mod workload;
