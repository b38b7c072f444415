//! Problems and solutions in neutral formats, for other solvers and from them.

/// The format of annual cycles.
pub mod annual_cycle;
