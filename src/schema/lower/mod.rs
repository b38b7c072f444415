//! From documents to a checked plan: names become ids, periods become occurrences, and what cannot be is told.

/// Bodies: names that stand for several people.
pub mod bodies;
/// Calendars and their closures.
pub mod calendars;
/// Capacities and weekly hours.
pub mod capacity;
/// Circles among things that name each other.
pub mod circle;
/// Calendars that take in others.
pub mod combined;
/// What cannot be said of one occurrence at once.
pub mod contradicting_keys;
/// Distances and relations that no dates can keep.
pub mod contradictions;
/// Cycles: what every meeting of a group must be.
pub mod cycle;
/// Single occurrences that are pinned or cancelled.
/// Deadlines of a group.
pub mod deadlines;
/// Dependencies that go round in a circle.
pub mod dependency_cycle;
/// Single occurrences: pinned, moved, cancelled, added.
pub mod exceptions;
/// Files that would overwrite each other.
pub mod file_names;
/// Relations between groups.
pub mod group_relations;
/// Groups with their cycles.
pub mod groups;
/// What is declared and never used.
pub mod idle;
/// Closed days out of iCalendar files.
pub mod imported;
/// The files that plan files name.
pub mod includes;
/// Groups that meet together.
pub mod joint;
/// Rules that hold whatever is chosen, and pins that break a spacing.
pub mod lint;
/// Declared names and how they are found.
pub mod names;
/// The order of a group's occurrences in time.
pub mod order;
/// People and their leave.
pub mod people;
/// Where periods begin, and their labels.
pub mod period;
/// Products, and the files that speak of them.
pub mod products;
/// Recurrence rules.
pub mod recurring;
/// Rhythms: how often becomes which days.
pub mod rhythm;
/// Tracks, phases and milestones.
pub mod roadmap;
/// Relations of roadmaps.
pub mod roadmap_relations;
/// Rooms and licences, and who uses them.
pub mod rooms;
/// Seats: who must be at a meeting, who may, and of whom so many are enough.
pub mod seats;
/// What holds for the whole plan: years, language, zone.
pub mod settings;
/// The meetings that a rhythm asks for.
pub mod slot;
/// Handovers and releases as the phases and milestones they stand for.
pub mod template;
/// How a relation is told.
pub mod told;
/// Agenda topics of a group.
pub mod topics;
/// Weights: what breaking a rule costs.
pub mod weights;
/// Members who never work when their group meets.
pub mod work;
