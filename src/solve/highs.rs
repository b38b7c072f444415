//! A program solved by HiGHS through `good_lp`. The one file that names them.
//!
//! One thread, one seed, no clock: the same program gives the same answer. The bound is read from HiGHS itself, since
//! `good_lp` does not tell it.

use good_lp::solvers::highs::{HighsParallelType, highs};
use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable, variable};
use highs::HighsModelStatus;

use crate::solve::mip::Mip;

/// How much may be spent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effort {
    /// The nodes of branch and bound at most; effort is counted, never timed.
    pub nodes: i32,
    /// Values within so much of the bound are good enough.
    pub gap: f64,
    /// Values that cost more than this are not looked for; infinite where any will do.
    pub cutoff: f64,
    /// Whether HiGHS looks for values besides its way to a bound.
    pub heuristics: Heuristics,
}

/// Whether values are looked for besides the way to a bound. That takes long where they are known and a proof is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heuristics {
    /// They are.
    On,
    /// They are not.
    Off,
}

/// What HiGHS answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Values of all columns, and the least cost there could be.
    Values {
        /// One for each column.
        values: Vec<f64>,
        /// What they cost.
        cost: f64,
        /// No values cost less, as far as floating point can tell.
        bound: f64,
    },
    /// The rows cannot all hold at a cost within the cutoff.
    Infeasible,
    /// Neither values nor a proof that there are none.
    Undecided,
}

/// Solves a program.
pub fn solve(program: &Mip, effort: Effort) -> Answer {
    if program.columns.is_empty() {
        return without_columns(program);
    }
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = program
        .columns
        .iter()
        .map(|column| variables.add(if column.is_whole { variable().binary() } else { variable().min(0.0).max(column.most) }))
        .collect();
    let mut objective = Expression::with_capacity(columns.len());
    for (column, variable) in program.columns.iter().zip(&columns) {
        if column.cost != 0.0 {
            objective.add_mul(column.cost, *variable);
        }
    }
    let mut model = variables.minimise(objective).using(highs).set_threads(1).set_parallel(HighsParallelType::Off);
    for row in &program.rows {
        let mut left = Expression::with_capacity(row.terms.len());
        for (column, coefficient) in &row.terms {
            left.add_mul(*coefficient, columns[*column as usize]);
        }
        let constraint: Constraint = if row.is_equation { left.eq(row.right) } else { left.leq(row.right) };
        model.add_constraint(constraint);
    }
    run(model.into_inner(), effort)
}

fn run(mut model: highs::Model, effort: Effort) -> Answer {
    model.make_quiet();
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("random_seed", 1);
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("mip_abs_gap", effort.gap);
    model.set_option("mip_max_nodes", effort.nodes);
    // What is out of reach is left out already: what a presolve would find on top takes longer than it saves.
    model.set_option("presolve", "off");
    model.set_option("mip_detect_symmetry", false);
    model.set_option("mip_heuristic_run_feasibility_jump", false);
    if effort.heuristics == Heuristics::Off {
        model.set_option("mip_heuristic_effort", 0.0);
    }
    if effort.cutoff.is_finite() {
        model.set_option("objective_bound", effort.cutoff);
    }
    let solved = model.solve();
    let status = solved.status();
    if matches!(status, HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible | HighsModelStatus::ObjectiveBound)
    {
        // No column is unbounded, so what is said to be unbounded or infeasible is infeasible.
        return Answer::Infeasible;
    }
    // Whether the search was finished or met its limit is told by the bound, not by the status.
    if solved.primal_solution_status() != highs::HighsSolutionStatus::Feasible {
        return Answer::Undecided;
    }
    let values = solved.get_solution().columns().to_vec();
    let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite());
    Answer::Values { values, cost: solved.objective_value(), bound: bound.unwrap_or(f64::NEG_INFINITY) }
}

/// A program without columns has rows of nothing: each holds or does not.
fn without_columns(program: &Mip) -> Answer {
    let holds = program.rows.iter().all(|row| if row.is_equation { row.right == 0.0 } else { row.right >= 0.0 });
    if holds { Answer::Values { values: Vec::new(), cost: 0.0, bound: 0.0 } } else { Answer::Infeasible }
}
