//! Roadmaps: phases, milestones, templates, capacities.

/// Capacities and weekly hours.
pub mod capacity;
/// Dependencies that go round in a circle.
pub mod dependency_cycle;
/// Days of note.
pub mod notes;
/// Tracks, phases and milestones.
pub mod roadmap;
/// Relations of roadmaps.
pub mod roadmap_relations;
/// Handovers and releases as the phases and milestones they stand for.
pub mod template;
