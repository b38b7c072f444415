//! Branch and bound on the prices, for small problems: no program is made, and the bound of a node is found in a few steps
//! from the prices of the one above.
//!
//! A node leaves out options. It is split where the choice is least clear on average, into the days up to one and those after
//! it; the half that was chosen more often comes first. A. Land, A. Doig, "An automatic method of solving discrete
//! programming problems", Econometrica 28, 1960.

use crate::solve::ascent::{Ascent, Pause};
use crate::solve::descent::Descent;
use crate::solve::ground::Ground;
use crate::solve::judge::{Verdict, judge};
use crate::solve::model::{Choice, FORBIDDEN, Model};
use crate::solve::relaxation::{GRID, Relaxation};

/// Steps of the ascent in a node.
const STEPS: usize = 60;
/// Nodes at most.
const NODES: usize = 16;
/// The level of a node's ascent above its parent's bound.
const LEVEL: f64 = 2.0;
/// Rounds of the descent in a node.
const ROUNDS: usize = 6;

/// What branching found.
#[derive(Debug)]
pub struct Branching {
    /// The best choices.
    pub best: Option<(Vec<Choice>, Verdict)>,
    /// Nothing costs less; infinite where nothing better than the best is left.
    pub bound: f64,
    /// How many nodes were looked at.
    pub nodes: usize,
}

struct Node {
    closed: Vec<bool>,
    prices: Vec<f64>,
    bound: f64,
}

/// Branches on a problem whose ascent has arrived.
pub fn branch(
    ground: &Ground<'_>,
    relaxation: &mut Relaxation<'_>,
    root: &Ascent,
    known: Option<(Vec<Choice>, Verdict)>,
) -> Branching {
    let model = ground.model;
    let mut best = known;
    let mut open = vec![Node { closed: vec![false; model.options.len()], prices: root.prices.clone(), bound: root.bound }];
    let mut left_over = f64::INFINITY;
    let mut nodes = 0;
    while let Some(node) = open.pop() {
        if is_beaten(node.bound, best.as_ref()) {
            continue;
        }
        nodes += 1;
        if nodes > NODES {
            left_over = left_over.min(node.bound);
            continue;
        }
        relaxation.closed.clone_from(&node.closed);
        let target = cost(best.as_ref()).map_or(f64::INFINITY, |cost| cost - 1.0 + GRID);
        let mut ascent = Ascent::from(model, &node.prices, LEVEL);
        if ascent.climb(relaxation, STEPS, target) == Pause::Infeasible {
            continue;
        }
        let bound = ascent.bound.max(node.bound);
        if is_beaten(bound, best.as_ref()) {
            continue;
        }
        let shares = ascent.shares();
        let found = descend(ground, relaxation, &node.closed);
        if best.as_ref().is_none_or(|(_, best)| found.1.is_better_than(*best)) {
            best = Some(found);
        }
        if is_beaten(bound, best.as_ref()) {
            continue;
        }
        match split(model, &shares, &node.closed) {
            Some(halves) => {
                // The last one pushed is looked at first.
                open.extend(halves.into_iter().map(|closed| Node { closed, prices: ascent.prices.clone(), bound }));
            }
            // Every activity has one day left, and its starts are not told apart by prices: a program will.
            None => left_over = left_over.min(bound),
        }
    }
    Branching { best, bound: left_over, nodes }
}

fn cost(best: Option<&(Vec<Choice>, Verdict)>) -> Option<f64> {
    best.filter(|(_, verdict)| verdict.broken == 0).map(|(_, verdict)| verdict.cost)
}

/// Whether nothing above a bound is better than the best: costs are whole.
fn is_beaten(bound: f64, best: Option<&(Vec<Choice>, Verdict)>) -> bool {
    cost(best).is_some_and(|cost| bound > cost - 1.0)
}

/// A schedule from what was chosen last, on the options that are left.
fn descend(ground: &Ground<'_>, relaxation: &Relaxation<'_>, closed: &[bool]) -> (Vec<Choice>, Verdict) {
    let mut descent = Descent::from(ground, &relaxation.chosen);
    descent.heed = 1.0;
    descent.extra = closed.iter().map(|closed| if *closed { FORBIDDEN } else { 0.0 }).collect();
    let mut open = vec![true; ground.model.chains.len()];
    for _ in 0..ROUNDS {
        descent.settle(ROUNDS, &mut open);
        if descent.weigh(&mut open) == 0 {
            break;
        }
    }
    let verdict = judge(ground.model, &descent.board.chosen);
    (descent.board.chosen, verdict)
}

/// Two halves of what is left of the activity that is least clear; the likelier one last. None where all have one day left.
fn split(model: &Model, shares: &[f64], closed: &[bool]) -> Option<[Vec<bool>; 2]> {
    let mut least_clear: Option<(f64, usize)> = None;
    for activity in 0..model.activities() {
        let left: Vec<usize> = model.options_of(activity).filter(|option| !closed[*option]).collect();
        let largest = left.iter().map(|option| shares[*option]).fold(0.0, f64::max);
        if left.len() > 1 && least_clear.is_none_or(|(least, _)| largest < least) {
            least_clear = Some((largest, activity));
        }
    }
    let (_, activity) = least_clear?;
    let left: Vec<usize> = model.options_of(activity).filter(|option| !closed[*option]).collect();
    // Up to the day at which half of the choices are made, but not all days.
    let mut sum = 0.0;
    let middle = left.iter().take_while(|option| {
        sum += shares[**option];
        sum < 0.5
    });
    let count = (middle.count() + 1).min(left.len() - 1);
    let (early, late) = left.split_at(count);
    let without = |options: &[usize]| {
        let mut closed = closed.to_vec();
        for option in options {
            closed[*option] = true;
        }
        closed
    };
    let weight = |options: &[usize]| options.iter().map(|option| shares[*option]).sum::<f64>();
    let halves = [without(late), without(early)];
    Some(if weight(early) > weight(late) { [halves[1].clone(), halves[0].clone()] } else { halves })
}
