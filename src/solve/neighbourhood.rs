//! Neighbourhoods: a chain that costs more than it should, and those near it, given their best dates together while the
//! others stay.
//!
//! A large neighbourhood search (P. Shaw, "Using constraint programming and local search methods to solve vehicle routing
//! problems", CP 1998) that knows where to look: at the best prices the gap is the sum of what each chain costs more than its
//! best path, and of what is paid for and not used. Neighbourhoods that share nothing are solved at once; how many are taken
//! together does not depend on the number of threads, so neither does what is found.

use std::cmp::Reverse;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::solve::board::Board;
use crate::solve::ground::Ground;
use crate::solve::highs::{Answer, Effort, Heuristics, solve};
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
/// Costs are whole: a gap below 1 is none.
pub const WHOLE_GAP: f64 = 0.999;

/// Which chains are taken together with one that costs more than it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// Those that cost most above their best paths.
    Costly,
    /// Those that are coupled with it most closely, as the cycles of one product are.
    Coupled,
}

/// What the neighbourhoods of a round are like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    /// So many chains in each.
    pub chains: usize,
    /// Which ones.
    pub near: Near,
    /// What costs more than this above the best is left out.
    pub reach: f64,
}

/// A neighbourhood, taken off the board and put back.
struct Task {
    activities: Vec<u32>,
    before: Vec<Choice>,
    subproblem: Subproblem,
    program: Option<Mip>,
}

/// One round: every chain with an excess is in one neighbourhood. Tells how many programs were solved and
/// how many columns they had.
pub fn round(ground: &Ground<'_>, marginals: &Marginals<'_, '_>, board: &mut Board, shape: Shape) -> (usize, usize) {
    let mut excesses = marginals.excesses(ground, board);
    for chain in board.broken_chains(ground) {
        excesses[chain as usize] += BROKEN_EXCESS;
    }
    let mut order: Vec<u32> = (0..excesses.len() as u32).filter(|chain| excesses[*chain as usize] >= LEAST_EXCESS).collect();
    order.sort_by(|one, other| excesses[*other as usize].total_cmp(&excesses[*one as usize]).then(one.cmp(other)));
    let mut done = vec![false; excesses.len()];
    let (mut solved, mut columns) = (0, 0);
    loop {
        let batch = batch(ground, &order, &excesses, &mut done, shape);
        if batch.is_empty() {
            return (solved, columns);
        }
        // Where something is broken, whatever mends it is within reach.
        let far = |chains: &[u32]| if excesses[chains[0] as usize] >= BROKEN_EXCESS { f64::INFINITY } else { shape.reach };
        let tasks: Vec<Task> = batch.iter().map(|chains| task(ground, marginals, board, chains, far(chains))).collect();
        let answers: Vec<Option<Answer>> = tasks
            .par_iter()
            .map(|task| {
                task.program.as_ref().map(|program| {
                    solve(program, Effort { nodes: NODES, gap: WHOLE_GAP, cutoff: f64::INFINITY, heuristics: Heuristics::On })
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
fn batch(ground: &Ground<'_>, order: &[u32], excesses: &[f64], done: &mut [bool], shape: Shape) -> Vec<Vec<u32>> {
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
        match shape.near {
            Near::Costly => {
                near.sort_by(|one, other| excesses[*other as usize].total_cmp(&excesses[*one as usize]).then(one.cmp(other)));
            }
            Near::Coupled => {
                let closeness = ground.closeness(*first);
                near.sort_by_key(|chain| (Reverse(closeness.get(chain)), *chain));
            }
        }
        let chains: Vec<u32> = std::iter::once(*first).chain(near.into_iter().take(shape.chains - 1)).collect();
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
