//! What is said once for many: templates, defaults, and groups that a product inherits. All of it is done on nodes, before
//! documents are read, so that every fault is underlined where it stands and required keys may come from elsewhere.

/// Whether all files could be read.
pub mod completeness;
/// Defaults of a file, for all its groups and phases or for those of all files.
pub mod defaults;
/// The order in which it is all done.
pub mod expansion;
/// Groups that a product takes from another.
pub mod inheritance;
/// One map over another.
pub mod merge;
/// Templates, and groups that are like one.
pub mod templates;
