//! Neighbourhoods: a chain that costs more than it should, and those near it, given their best dates together while the
//! others stay.
//!
//! A large neighbourhood search (P. Shaw, "Using constraint programming and local search methods to solve vehicle routing
//! problems", CP 1998) that knows where to look: at the best prices the gap is the sum of what each chain costs more than its
//! best path, and of what is paid for and not used. Neighbourhoods that share nothing are solved at once; how many are taken
//! together does not depend on the number of threads, so neither does what is found.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::solve::board::{Board, Ground};
use crate::solve::highs::{Answer, Effort, Presolve, solve};
use crate::solve::marginal::Marginals;
use crate::solve::mip::Mip;
use crate::solve::model::Choice;
use crate::solve::subproblem::{Subproblem, improving};

/// A chain that costs less than this above its best path is left alone.
const LEAST_EXCESS: f64 = 0.25;
/// What breaking something counts, so that those who do come first.
const BROKEN_EXCESS: f64 = 1e6;
/// So many neighbourhoods that share nothing are taken together.
const TOGETHER: usize = 8;
/// Nodes of branch and bound in one neighbourhood.
const NODES: i32 = 200;
/// From so many columns on a program is made smaller first.
const PRESOLVED_FROM: usize = 8_000;
/// Costs are whole: a gap below 1 is none.
const WHOLE_GAP: f64 = 0.999;

/// A neighbourhood, taken off the board and put back.
struct Task {
    activities: Vec<u32>,
    before: Vec<Choice>,
    subproblem: Subproblem,
    program: Option<Mip>,
}

/// One round: every chain with an excess is in one neighbourhood of so many chains. Tells how many programs were solved and
/// how many columns they had.
pub fn round(ground: &Ground<'_>, marginals: &Marginals<'_, '_>, board: &mut Board, size: usize, reach: f64) -> (usize, usize) {
    let mut excesses = marginals.excesses(ground, board);
    for chain in board.broken_chains(ground) {
        excesses[chain as usize] += BROKEN_EXCESS;
    }
    let mut order: Vec<u32> = (0..excesses.len() as u32).filter(|chain| excesses[*chain as usize] >= LEAST_EXCESS).collect();
    order.sort_by(|one, other| excesses[*other as usize].total_cmp(&excesses[*one as usize]).then(one.cmp(other)));
    let mut done = vec![false; excesses.len()];
    let (mut solved, mut columns) = (0, 0);
    loop {
        let batch = batch(ground, &order, &excesses, &mut done, size);
        if batch.is_empty() {
            return (solved, columns);
        }
        let tasks: Vec<Task> = batch.iter().map(|chains| task(ground, marginals, board, chains, reach)).collect();
        let answers: Vec<Option<Answer>> = tasks
            .par_iter()
            .map(|task| {
                task.program.as_ref().map(|program| {
                    solve(program, Effort { nodes: NODES, gap: WHOLE_GAP, cutoff: f64::INFINITY, presolve: Presolve::Off })
                })
            })
            .collect();
        for (task, answer) in tasks.iter().zip(answers) {
            solved += 1;
            columns += task.program.as_ref().map_or(0, |program| program.columns.len());
            if let Some(Answer::Values { values, .. }) = answer {
                apply(ground, board, task, &values);
            }
        }
    }
}

/// Neighbourhoods around the largest excesses that are left, of which no two share anything.
fn batch(ground: &Ground<'_>, order: &[u32], excesses: &[f64], done: &mut [bool], size: usize) -> Vec<Vec<u32>> {
    let mut blocked = vec![false; excesses.len()];
    let mut batch = Vec::new();
    for first in order {
        if batch.len() == TOGETHER {
            break;
        }
        if done[*first as usize] || blocked[*first as usize] {
            continue;
        }
        let mut near = ground.neighbours[*first as usize].clone();
        near.sort_by(|one, other| excesses[*other as usize].total_cmp(&excesses[*one as usize]).then(one.cmp(other)));
        let chains: Vec<u32> = std::iter::once(*first).chain(near.into_iter().take(size - 1)).collect();
        if chains.iter().any(|chain| blocked[*chain as usize]) {
            continue;
        }
        for chain in &chains {
            done[*chain as usize] = true;
            blocked[*chain as usize] = true;
            for near in &ground.neighbours[*chain as usize] {
                blocked[*near as usize] = true;
            }
        }
        batch.push(chains);
    }
    batch
}

fn task(ground: &Ground<'_>, marginals: &Marginals<'_, '_>, board: &mut Board, chains: &[u32], reach: f64) -> Task {
    let of_chain = |chain: &u32| ground.model.chains[*chain as usize].activities.iter().map(|activity| *activity as u32);
    let activities: Vec<u32> = chains.iter().flat_map(of_chain).collect();
    let before: Vec<Choice> = activities.iter().map(|activity| board.chosen[*activity as usize]).collect();
    for activity in &activities {
        board.lift(ground, *activity as usize);
    }
    let mut subproblem = improving(ground, board, chains, reach, marginals);
    let program = subproblem.program(ground, board);
    for (activity, choice) in activities.iter().zip(&before) {
        board.place(ground, *activity as usize, *choice);
    }
    Task { activities, before, subproblem, program }
}

/// Puts what was found on the board, unless it is worse.
fn apply(ground: &Ground<'_>, board: &mut Board, task: &Task, values: &[f64]) {
    let before = board.near(ground, &task.activities);
    let place = |board: &mut Board, choices: &[(u32, Choice)]| {
        for (activity, _) in choices {
            board.lift(ground, *activity as usize);
        }
        for (activity, choice) in choices {
            board.place(ground, *activity as usize, *choice);
        }
    };
    place(board, &task.subproblem.choices(values));
    if before.is_better_than(board.near(ground, &task.activities)) {
        let back: Vec<(u32, Choice)> = task.activities.iter().copied().zip(task.before.iter().copied()).collect();
        place(board, &back);
    }
}

/// The whole problem within reach of the prices, beside nothing: what was found, and the least that anything within reach
/// costs, as far as the effort told; none where that is nothing or too large.
pub fn kernel(
    ground: &Ground<'_>,
    marginals: &Marginals<'_, '_>,
    board: &Board,
    reach: f64,
    most_columns: usize,
    nodes: i32,
    cutoff: f64,
) -> Option<(Answer, Vec<Choice>)> {
    let model = ground.model;
    let mut empty = Board::empty(ground);
    empty.chosen.clone_from(&board.chosen);
    let chains: Vec<u32> = (0..model.chains.len() as u32).collect();
    let mut subproblem = improving(ground, &empty, &chains, reach, marginals);
    if subproblem.kept.iter().any(Vec::is_empty) {
        // Some activity can have nothing of what is within reach, even where nothing stands in its way.
        return Some((Answer::Infeasible, board.chosen.clone()));
    }
    // A row that no activity is in says something all the same: that it cannot hold, or what that costs.
    let of_nobody = model.rows.iter().enumerate().filter(|(_, row)| row.terms.is_empty());
    subproblem.rows.extend(of_nobody.map(|(row, content)| (row as u32, i64::from(content.right))));
    if subproblem.freedom() > most_columns {
        return None;
    }
    let program = subproblem.program(ground, &empty)?;
    if program.columns.len() > most_columns {
        return None;
    }
    let presolve = if program.columns.len() < PRESOLVED_FROM { Presolve::Off } else { Presolve::On };
    let answer = solve(&program, Effort { nodes, gap: WHOLE_GAP, cutoff, presolve });
    let mut chosen = board.chosen.clone();
    if let Answer::Values { values, .. } = &answer {
        for (activity, choice) in subproblem.choices(values) {
            chosen[activity as usize] = choice;
        }
    }
    Some((answer, chosen))
}
