//! From a problem to a schedule with proof, or to the rules that cannot hold together.

/// Cycles as shortest paths.
pub mod chain;
/// Which rules cannot hold together.
pub mod conflict;
/// The parts that prices leave: cycles, pairs, surpluses.
pub mod decomposition;
/// Moving what people have been shown.
pub mod disruption;
/// A lower bound by prices on what couples cycles.
pub mod dual;
/// The one file that names the solver.
pub mod highs;
/// Placements that could still matter.
pub mod kernel;
/// From a problem to an outcome.
pub mod optimum;
/// What is answered.
pub mod outcome;
