//! Problems and solutions in neutral formats, for other solvers and from them.

/// The format of annual cycles: groups, people, phases.
pub mod annual_cycle;
/// Any problem as the engine sees it.
pub mod model_file;
