//! Chain by chain to a schedule that breaks nothing: each chain takes its best path while the others stand, and what is
//! still broken weighs more in the next round.
//!
//! P. Morris, "The breakout method for escaping from local minima", AAAI 1993, with whole cycles as variables.

use crate::solve::board::Board;
use crate::solve::ground::{Ground, RowTerm};
use crate::solve::model::{ActivityNumber, Choice, FORBIDDEN};
use crate::solve::path::Path;

/// What breaking something by one unit weighs at first.
const FIRST_WEIGHT: f64 = 12.0;
/// How much more it weighs each time it is found broken.
const MORE_WEIGHT: f64 = 4.0;

/// What is looked at while chains take their best paths.
pub struct Descent<'g, 'm> {
    /// What does not change.
    pub ground: &'g Ground<'m>,
    /// What stands.
    pub board: Board,
    /// What each option costs besides, as far as it is heeded; infinite where it is not looked at.
    pub extra: Vec<f64>,
    /// How much of that is heeded.
    pub heed: f64,
    row_weights: Vec<f64>,
    weights: Vec<f64>,
    path: Path,
    costs: Vec<f64>,
    starts: Vec<u16>,
    picked: Vec<usize>,
}

impl<'g, 'm> Descent<'g, 'm> {
    /// From these choices.
    pub fn from(ground: &'g Ground<'m>, chosen: &[Choice]) -> Descent<'g, 'm> {
        let model = ground.model;
        Descent {
            ground,
            board: Board::of(ground, chosen),
            extra: Vec::new(),
            heed: 0.0,
            row_weights: vec![FIRST_WEIGHT; model.rows.len()],
            weights: vec![FIRST_WEIGHT; model.activities()],
            path: Path::default(),
            costs: Vec::new(),
            starts: Vec::new(),
            picked: Vec::new(),
        }
    }

    /// Rounds over all chains that something near has changed for, until nothing changes; at most so many.
    pub fn settle(&mut self, rounds: usize, open: &mut [bool]) -> usize {
        let mut moved = 0;
        for _ in 0..rounds {
            let mut changed = false;
            for chain in 0..self.ground.model.chains.len() {
                if !open[chain] {
                    continue;
                }
                open[chain] = false;
                if self.replan(chain) {
                    changed = true;
                    moved += 1;
                    for neighbour in &self.ground.neighbours[chain] {
                        open[*neighbour as usize] = true;
                    }
                }
            }
            if !changed {
                break;
            }
        }
        moved
    }

    /// Gives a chain its best path; tells whether it is another one.
    pub fn replan(&mut self, chain: usize) -> bool {
        let model = self.ground.model;
        let content = &model.chains[chain];
        for activity in &content.activities {
            self.board.lift(self.ground, *activity);
        }
        self.costs.clear();
        self.starts.clear();
        for activity in &content.activities {
            self.price(*activity);
        }
        let value = self.path.forward(model, content, &self.costs);
        let mut changed = false;
        if value.is_finite() {
            self.path.trace(model, content, &self.costs, &mut self.picked);
        }
        let mut offset = 0;
        for (place, activity) in content.activities.iter().enumerate() {
            let mut choice = self.board.chosen[*activity];
            if value.is_finite() {
                let option = model.first_options[*activity] + self.picked[place] as u32;
                choice = Choice { option, start: self.starts[offset + self.picked[place]] };
            }
            offset += model.options_of(*activity).len();
            changed |= choice != self.board.chosen[*activity];
            self.board.place(self.ground, *activity, choice);
        }
        changed
    }

    /// What each option of an activity costs as the others stand, with its best start.
    fn price(&mut self, activity: ActivityNumber) {
        let (ground, model) = (self.ground, self.ground.model);
        let options = model.options_of(activity);
        let offset = self.costs.len();
        self.costs.extend(model.options[options.clone()].iter().map(|option| option.cost));
        if self.heed > 0.0 {
            for (cost, extra) in self.costs[offset..].iter_mut().zip(&self.extra[options.clone()]) {
                *cost += self.heed * extra;
            }
        }
        self.starts.resize(offset + options.len(), 0);
        let own_weight = self.weights[activity];
        for RowTerm { row, term } in ground.terms.list(activity) {
            let charge = self.row_charge(*row as usize, term.coefficient);
            if charge != 0.0 {
                for cost in &mut self.costs[offset + term.from as usize..offset + term.to as usize] {
                    *cost += charge;
                }
            }
        }
        for index in ground.pairs.list(activity) {
            let pair = &model.pairs[*index as usize];
            let partner = if pair.one == activity { pair.other } else { pair.one };
            if !self.board.placed[partner] {
                continue;
            }
            let there = (self.board.chosen[partner].option - model.first_options[partner]) as usize;
            let weight = own_weight.max(self.weights[partner]);
            for own in 0..options.len() {
                let (one, other) = if pair.one == activity { (own, there) } else { (there, own) };
                let cost = model.joint_cost(&pair.joint, (pair.one, one), (pair.other, other));
                self.costs[offset + own] += if cost.is_finite() { cost } else { weight };
            }
        }
        for (position, option) in options.enumerate() {
            if self.costs[offset + position] == FORBIDDEN {
                continue;
            }
            let (cost, start) = self.best_start(activity, option);
            self.costs[offset + position] += cost;
            self.starts[offset + position] = start;
        }
    }

    fn best_start(&self, activity: ActivityNumber, option: usize) -> (f64, u16) {
        let (ground, model) = (self.ground, self.ground.model);
        let day = model.options[option].day;
        let mut fixed = 0.0;
        let start_terms = ground.start_terms.list_or_none(option);
        let mut is_free = start_terms.is_empty();
        for taken in &model.uses[activity] {
            let entries = self.board.on_day(taken.resource as usize, day);
            let capacity = model.capacities[taken.resource as usize];
            is_free &= entries.len() < capacity.at_once as usize;
            if capacity.a_day.is_some_and(|a_day| entries.len() >= a_day as usize) {
                fixed += self.weights[activity];
            }
        }
        if is_free {
            return (fixed, 0);
        }
        let starts = model.starts(option);
        let mut costs: Vec<f64> = starts.iter().map(|start| start.cost).collect();
        for (row, start, coefficient) in start_terms {
            costs[*start as usize] += self.row_charge(*row as usize, *coefficient);
        }
        let mut best = (FORBIDDEN, 0);
        for (position, (start, mut cost)) in starts.iter().zip(costs).enumerate() {
            // Collisions cost at least nothing.
            if cost >= best.0 {
                continue;
            }
            for taken in &model.uses[activity] {
                let (from, to) = (start.from - taken.margin, start.to + taken.margin);
                let entries = self.board.on_day(taken.resource as usize, day);
                let capacity = model.capacities[taken.resource as usize];
                let overlapping = entries.iter().filter(|entry| entry.from < to && from < entry.to);
                let most = capacity.at_once as usize;
                if most == 1 {
                    cost +=
                        overlapping.map(|entry| self.weights[activity].max(self.weights[entry.activity as usize])).sum::<f64>();
                } else if overlapping.count() >= most {
                    cost += self.weights[activity];
                }
            }
            if cost < best.0 {
                best = (cost, position as u16);
            }
        }
        (best.0 + fixed, best.1)
    }

    /// What it costs that a row's sum becomes so much more.
    fn row_charge(&self, row: usize, more: i32) -> f64 {
        self.board.charge(self.ground, row, more, &self.row_weights)
    }

    /// Makes what is broken weigh more and opens the chains that break it; tells how much is broken.
    pub fn weigh(&mut self, open: &mut [bool]) -> usize {
        let (ground, model) = (self.ground, self.ground.model);
        let mut broken = 0;
        let mut heavy = vec![false; model.activities()];
        for row in self.board.broken_rows(ground) {
            broken += 1;
            self.row_weights[row] += MORE_WEIGHT;
            for chain in ground.chains_of(row) {
                open[chain as usize] = true;
            }
        }
        for pair in &model.pairs {
            let local =
                |activity: usize| (activity, (self.board.chosen[activity].option - model.first_options[activity]) as usize);
            if model.joint_cost(&pair.joint, local(pair.one), local(pair.other)).is_infinite() {
                broken += 1;
                heavy[pair.one] = true;
                heavy[pair.other] = true;
            }
        }
        for (activity, heavy) in heavy.iter_mut().enumerate() {
            if self.board.collisions(ground, activity) > 0 {
                broken += 1;
                *heavy = true;
            }
        }
        for (activity, heavy) in heavy.into_iter().enumerate() {
            if heavy {
                self.weights[activity] += MORE_WEIGHT;
                open[ground.chain_of[activity].0 as usize] = true;
            }
        }
        broken
    }
}
