//! Groups, and how their meetings lie to each other.

/// Relations between groups.
pub mod group_relations;
/// Groups with their cycles.
pub mod groups;
/// Groups that meet together.
pub mod joint;
/// How a relation is told.
pub mod told;
