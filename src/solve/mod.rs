//! From a problem to a schedule with proof, or to the rules that cannot hold together.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "numbers of options, rows and prices and minutes of a day fit 32 bits, or the model would not fit into memory; costs are far below 2^53"
)]

/// Climbing to good prices.
pub mod ascent;
/// The bound of prices, once more.
pub mod audit;
/// A choice for every activity.
pub mod board;
/// Branch and bound on the prices.
pub mod branch;
/// Resources on days that more ask for than can have them.
pub mod cell;
/// What prices are paid for.
pub mod certificate;
/// What must be looked at together.
pub mod companions;
/// Which rules cannot hold together.
pub mod conflict;
/// Which activities depend on each other.
pub mod coupled;
/// Chain by chain to a schedule that breaks nothing.
pub mod descent;
/// Moving what people have been shown.
pub mod disruption;
/// From a model to an answer.
pub mod engine;
/// What of a model does not change while choices do.
pub mod ground;
/// The one file that names the solver.
pub mod highs;
/// Whether some activities can be dated under some rules.
pub mod inquiry;
/// What choices cost and break.
pub mod judge;
/// What is within reach of the prices.
pub mod kernel;
/// Many short lists in one array.
pub mod lists;
/// A problem as a model.
pub mod lowering;
/// By how much the bound rises when something is chosen.
pub mod marginal;
/// A mixed-integer program.
pub mod mip;
/// The problem as the engine sees it.
pub mod model;
/// Chains near each other, given their best dates together.
pub mod neighbourhood;
/// What is posted, as variables and what binds them.
pub mod network;
/// Which rules leave no schedule where an activity is held.
pub mod obstruction;
/// From a problem to an outcome.
pub mod optimum;
/// What is answered.
pub mod outcome;
/// A chain as a shortest path.
pub mod path;
/// Whether some activities can be dated at all.
pub mod possible;
/// Rows and their prices.
pub mod priced_rows;
/// How far the engine is.
pub mod progress;
/// What cannot be by arithmetic alone.
pub mod propagation;
/// The smallest part that fails.
pub mod quickxplain;
/// Values for everything, or what cannot have any.
pub mod refutation;
/// What couples chains, paid for.
pub mod relaxation;
/// Some chains as a program.
pub mod subproblem;
/// Where to look first for what cannot hold.
pub mod trouble;
