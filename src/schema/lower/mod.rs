//! From documents to a checked plan: names become ids, periods become occurrences, and what cannot be is told.

/// Calendars: what closes days, from wherever it is said.
pub mod calendars;
/// Cycles: how often and when a group meets.
pub mod cycles;
/// Groups, and how their meetings lie to each other.
pub mod groups;
/// What is found in a plan that has been read: contradictions, and rules that do nothing.
pub mod lints;
/// Single meetings: what holds for one alone, what is due around it, what is treated at it.
pub mod meetings;
/// People, bodies, rooms, and who sits in a group.
pub mod people;
/// Roadmaps: phases, milestones, templates, capacities.
pub mod roadmaps;
/// What holds for the whole plan: settings, products, names, files.
pub mod whole;
