//! What is found in a plan that has been read: contradictions, and rules that do nothing.

/// Distances and relations that no dates can keep.
pub mod contradictions;
/// What is declared and never used.
pub mod idle;
/// Rules that hold whatever is chosen, and pins that break a spacing.
pub mod lint;
