//! The whole problem within reach of the prices, as one program.

use crate::solve::board::Board;
use crate::solve::ground::Ground;
use crate::solve::highs::{Answer, Effort, Heuristics, solve};
use crate::solve::marginal::Marginals;
use crate::solve::model::Choice;
use crate::solve::neighbourhood::WHOLE_GAP;
use crate::solve::subproblem::improving;

/// What may be spent on a kernel, and what it must be better than.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Columns at most.
    pub columns: usize,
    /// Rows at most.
    pub rows: usize,
    /// Nodes of branch and bound at most.
    pub nodes: i32,
    /// Only what costs less is asked for.
    pub cutoff: f64,
    /// Whether choices are looked for besides a bound.
    pub heuristics: Heuristics,
}

/// What a kernel told.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernel {
    /// The choices that were found.
    pub found: Option<Vec<Choice>>,
    /// Nothing within reach costs less; infinite where nothing is below the cutoff, and negatively so where the effort did
    /// not suffice to tell.
    pub bound: f64,
    /// How many columns were solved.
    pub columns: usize,
}

/// Solves the problem on what is within reach; none where that is too large. What is on the board stays within reach.
pub fn kernel(ground: &Ground<'_>, marginals: &Marginals<'_, '_>, board: &Board, reach: f64, limits: Limits) -> Option<Kernel> {
    let model = ground.model;
    if marginals.within(reach).saturating_sub(model.activities()) > limits.columns {
        return None;
    }
    let mut empty = Board::empty(ground);
    empty.chosen.clone_from(&board.chosen);
    let chains: Vec<u32> = (0..model.chains.len() as u32).collect();
    let mut subproblem = improving(ground, &empty, &chains, reach, marginals);
    if subproblem.kept.iter().any(Vec::is_empty) {
        // Some activity can have nothing of what is within reach, even where nothing stands in its way.
        return Some(Kernel { found: None, bound: f64::INFINITY, columns: 0 });
    }
    // A row that no activity is in says something all the same: that it cannot hold, or what that costs.
    let of_nobody = model.rows.iter().enumerate().filter(|(_, row)| row.terms.is_empty());
    subproblem.rows.extend(of_nobody.map(|(row, content)| (row as u32, i64::from(content.right))));
    let program = subproblem.program(ground, &empty)?;
    let columns = program.columns.len();
    if columns > limits.columns || program.rows.len() > limits.rows {
        return None;
    }
    let Limits { nodes, cutoff, heuristics, .. } = limits;
    Some(match solve(&program, Effort { nodes, gap: WHOLE_GAP, cutoff, heuristics }) {
        Answer::Values { values, bound, .. } => {
            let mut chosen = board.chosen.clone();
            for (activity, choice) in subproblem.choices(&values) {
                chosen[activity as usize] = choice;
            }
            Kernel { found: Some(chosen), bound, columns }
        }
        Answer::Infeasible => Kernel { found: None, bound: f64::INFINITY, columns },
        Answer::Undecided => Kernel { found: None, bound: f64::NEG_INFINITY, columns },
    })
}
