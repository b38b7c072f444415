//! A program solved by HiGHS through `good_lp`. The one file that names them.
//!
//! One thread, one seed, no clock: the same program gives the same answer. The bound is read from HiGHS itself, since
//! `good_lp` does not tell it.

use good_lp::solvers::highs::{HighsParallelType, highs};
use good_lp::{Constraint, Expression, ProblemVariables, SolverModel, Variable, variable};
use highs::HighsModelStatus;

use crate::constraint::program::{Domain, Program, Relation, number};

/// How much may be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// The nodes of branch and bound at most; effort is counted, never timed.
    pub nodes: i32,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The values of least cost.
    Least,
    /// Any values that satisfy the rows.
    Any,
}

/// What HiGHS answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Values of all columns, and the least cost there could be. Proven best when the bound is met.
    Values {
        /// One for each column.
        values: Vec<f64>,
        /// No solution costs less; whole, since all costs are.
        bound: i64,
    },
    /// The rows cannot all hold.
    Infeasible,
    /// Neither values nor a proof that there are none.
    Undecided,
}

/// Costs are whole numbers: a solution within less than one of the bound is the best. HiGHS searches on until its bound
/// is this near.
const ABSOLUTE_GAP: f64 = 0.999;

/// By how much the bound of HiGHS may be too high for what its tolerances leave (1e-7 for each reduced cost). It is half of
/// what [`ABSOLUTE_GAP`] leaves to 1: a bound within the gap is still rounded up to the cost, and one that is too high by
/// less than this is not rounded up past it.
const BOUND_MARGIN: f64 = 5e-4;

/// Solves a program.
pub fn solve(program: &Program, goal: Goal, effort: Effort) -> Answer {
    if program.columns.is_empty() {
        return without_columns(program);
    }
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = program
        .columns
        .iter()
        .map(|column| {
            variables.add(match column.domain {
                Domain::Binary => variable().binary(),
                Domain::Fraction => variable().min(0.0).max(1.0),
                Domain::Surplus(most) => variable().min(0.0).max(f64::from(most)),
            })
        })
        .collect();
    let mut objective = Expression::with_capacity(columns.len());
    for (column, variable) in program.columns.iter().zip(&columns) {
        if column.cost != 0 && goal == Goal::Least {
            objective.add_mul(number(column.cost), *variable);
        }
    }
    let mut model = variables.minimise(objective).using(highs).set_threads(1).set_parallel(HighsParallelType::Off);
    for row in &program.rows {
        let mut left = Expression::with_capacity(row.terms.len());
        for (column, coefficient) in &row.terms {
            left.add_mul(f64::from(*coefficient), columns[column.0]);
        }
        let right = f64::from(row.right);
        let constraint: Constraint = match row.relation {
            Relation::Equal => left.eq(right),
            Relation::AtMost => left.leq(right),
        };
        model.add_constraint(constraint);
    }
    let presolve = if program.columns.len() < PRESOLVED_FROM { "off" } else { "choose" };
    run(model.into_inner(), presolve, effort)
}

/// Below so many columns presolve takes longer than it saves: what prices could rule out is gone already.
const PRESOLVED_FROM: usize = 20_000;

fn run(mut model: highs::Model, presolve: &str, effort: Effort) -> Answer {
    model.make_quiet();
    model.set_option("threads", 1);
    model.set_option("parallel", "off");
    model.set_option("random_seed", 1);
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("mip_abs_gap", ABSOLUTE_GAP);
    model.set_option("mip_max_nodes", effort.nodes);
    model.set_option("presolve", presolve);
    model.set_option("mip_detect_symmetry", false);
    model.set_option("mip_heuristic_run_feasibility_jump", false);
    let solved = model.solve();
    let status = solved.status();
    if matches!(status, HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible) {
        // No column is unbounded, so what is said to be unbounded or infeasible is infeasible.
        return Answer::Infeasible;
    }
    // Whether the search was finished or met its limit is told by the bound, not by the status.
    if solved.primal_solution_status() != highs::HighsSolutionStatus::Feasible {
        return Answer::Undecided;
    }
    let values = solved.get_solution().columns().to_vec();
    // Where HiGHS tells no bound there is one all the same: no cost is negative.
    let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite());
    Answer::Values { values, bound: bound.map_or(0, whole_bound) }
}

/// The least whole cost that a bound allows, at least 0.
fn whole_bound(bound: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a bound is at most the cost of a plan, far below 2^53")]
    let whole = (bound - BOUND_MARGIN).ceil().max(0.0) as i64;
    whole
}

/// A program without columns has rows of nothing: each holds or does not.
fn without_columns(program: &Program) -> Answer {
    let holds = |relation: Relation, right: i32| match relation {
        Relation::Equal => right == 0,
        Relation::AtMost => right >= 0,
    };
    if program.rows.iter().all(|row| holds(row.relation, row.right)) {
        Answer::Values { values: Vec::new(), bound: 0 }
    } else {
        Answer::Infeasible
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Effort, Goal, solve, whole_bound};
    use crate::constraint::fee::Tag;
    use crate::constraint::program::{Domain, Program, Relation, sum};
    use crate::diagnostic::source::Span;

    const EFFORT: Effort = Effort { nodes: 100 };
    const TAG: Tag = Tag { rule: "test", span: Span { source: crate::diagnostic::source::SourceId(0), start: 0, end: 0 } };

    #[test]
    fn a_bound_is_rounded_up_to_a_whole_cost_but_not_past_one_it_overstates() {
        assert_eq!([12.001, 12.5, 13.0, 13.000_4].map(whole_bound), [13; 4]);
        assert_eq!([-0.2, 0.0, 0.000_4].map(whole_bound), [0; 3]);
    }

    #[test]
    fn the_cheaper_of_two_columns_is_chosen_and_that_is_proved() {
        let mut program = Program::default();
        let (dear, cheap) = (program.column(Domain::Binary, 5), program.column(Domain::Binary, 3));
        program.row(TAG, sum([dear, cheap]), Relation::Equal, 1);
        let Answer::Values { values, bound } = solve(&program, Goal::Least, EFFORT) else { panic!("one of the two will do") };
        assert!(values[0] < 0.5 && values[1] > 0.5);
        assert_eq!(bound, 3);
    }

    #[test]
    fn a_row_of_nothing_that_asks_for_something_cannot_hold() {
        let mut program = Program::default();
        program.row(TAG, Vec::new(), Relation::Equal, 1);
        assert_eq!(solve(&program, Goal::Least, EFFORT), Answer::Infeasible);
        program.column(Domain::Binary, 1);
        assert_eq!(solve(&program, Goal::Least, EFFORT), Answer::Infeasible);
        assert_eq!(solve(&Program::default(), Goal::Least, EFFORT), Answer::Values { values: Vec::new(), bound: 0 });
    }
}
