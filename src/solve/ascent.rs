//! Climbing to good prices: subgradients, averaged.
//!
//! Prices follow `p += (level - L(p)) / |d|^2 * d`, B. Polyak's step ("Minimization of unsmooth functionals", 1969) towards a
//! level above the best value so far. The level is lowered when that value has not risen for a while, after P. Camerini,
//! L. Fratta, F. Maffioli, "On improving relaxation methods by modified gradient techniques", 1975, whose deflection the
//! direction `d` takes as well: each new subgradient is blended into the last one. What was chosen on the way, averaged with
//! the same weights, comes near to a solution of the linear relaxation: F. Barahona, R. Anbil, "The volume algorithm",
//! Mathematical Programming 87, 2000.
//!
//! No bound depends on how far this comes, and no setting on the problem: the level follows the value itself.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use crate::solve::model::{Choice, Model};
use crate::solve::relaxation::{GRID, Relaxation};

/// How much a new subgradient counts against older ones.
const FRESH: f64 = 0.1;
/// The first level above the record, as a multiple of the first value, and at least [`LEAST_LEVEL`].
const FIRST_LEVEL: f64 = 3.0;
/// The first level is at least this much above the record.
const LEAST_LEVEL: f64 = 5.0;
/// Progress is a new record by this part of the level.
const PROGRESS: f64 = 0.02;
/// So many steps without progress lower the level.
const PATIENCE: usize = 20;
/// What a lowered level is of the one before.
const LOWER: f64 = 0.7;
/// A level below this promises nothing.
const FINEST_LEVEL: f64 = 0.02;
/// A squared length below this is zero.
const FLAT: f64 = 1e-12;
/// Cliques are looked for when so many steps have shown what is chosen on average, and then every so many.
const FIRST_SEPARATION: usize = 150;
/// See [`FIRST_SEPARATION`].
const SEPARATED_EVERY: usize = 50;
/// What new cliques could raise the bound by, as a part of it: the level rises to that again.
const CLIQUE_LEVEL: f64 = 0.002;
/// Over so many steps the record must rise by [`LEAST_RISE`] of itself, or the ascent has arrived.
const WINDOW: usize = 50;
/// See [`WINDOW`].
const LEAST_RISE: f64 = 0.000_1;
/// A thread moves so many prices at least.
const PRICES_TOGETHER: usize = 16_384;
/// Sums of weights above this are scaled back.
const HUGE: f64 = 1e100;

/// An ascent, to be continued.
#[derive(Debug, Clone)]
pub struct Ascent {
    /// The best prices so far. What got a price later has the price 0.
    pub prices: Vec<f64>,
    /// The bound they give; infinite where some chain has no path.
    pub bound: f64,
    /// How many steps were taken.
    pub steps: usize,
    current: Vec<f64>,
    direction: Vec<f64>,
    slope: Vec<f64>,
    level: f64,
    idle: usize,
    sums: Vec<f64>,
    weight: f64,
    total: f64,
    record_before: f64,
}

/// Why an ascent paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// The steps are taken.
    Steps,
    /// The bound has reached its target.
    Target,
    /// More steps promise nothing.
    Arrived,
    /// Some chain has no path.
    Infeasible,
}

impl Ascent {
    /// From all prices 0.
    pub fn of(model: &Model) -> Ascent {
        Ascent {
            prices: Vec::new(),
            bound: f64::NEG_INFINITY,
            steps: 0,
            current: Vec::new(),
            direction: Vec::new(),
            slope: Vec::new(),
            level: 0.0,
            idle: 0,
            sums: vec![0.0; model.options.len()],
            weight: 1.0,
            total: 0.0,
            record_before: f64::NEG_INFINITY,
        }
    }

    /// From known prices, with a level that is so much above the bound they give.
    pub fn from(model: &Model, prices: &[f64], level: f64) -> Ascent {
        Ascent { prices: prices.to_vec(), current: prices.to_vec(), level, ..Ascent::of(model) }
    }

    /// Takes so many steps more at most, until the bound is at least `target`.
    pub fn climb(&mut self, relaxation: &mut Relaxation<'_>, steps: usize, target: f64) -> Pause {
        let last = self.steps + steps;
        while self.steps < last {
            self.make_room(relaxation.prices());
            let value = relaxation.evaluate(&self.current);
            if value.is_infinite() {
                self.bound = f64::INFINITY;
                return Pause::Infeasible;
            }
            self.count(relaxation);
            relaxation.discover();
            if self.steps >= FIRST_SEPARATION && self.steps.is_multiple_of(SEPARATED_EVERY) && relaxation.separate(self.total) > 0
            {
                self.level = self.level.max(self.bound.abs() * CLIQUE_LEVEL);
            }
            self.make_room(relaxation.prices());
            if self.level == 0.0 {
                self.level = (value.abs() * FIRST_LEVEL).max(LEAST_LEVEL);
            }
            self.note(value);
            self.steps += 1;
            if self.bound >= target {
                return Pause::Target;
            }
            if self.has_arrived() || !self.step(relaxation, value) {
                return Pause::Arrived;
            }
        }
        Pause::Steps
    }

    fn make_room(&mut self, prices: usize) {
        for list in [&mut self.prices, &mut self.current, &mut self.direction] {
            list.resize(prices, 0.0);
        }
    }

    /// Counts what was chosen, the later the more.
    fn count(&mut self, relaxation: &mut Relaxation<'_>) {
        for Choice { option, .. } in &relaxation.chosen {
            self.sums[*option as usize] += self.weight;
        }
        relaxation.cells.count_chosen(&relaxation.chosen, self.weight);
        self.total += self.weight;
        self.weight /= 1.0 - FRESH;
        if self.weight > HUGE {
            self.sums.iter_mut().for_each(|sum| *sum /= HUGE);
            relaxation.cells.scale(1.0 / HUGE);
            self.weight /= HUGE;
            self.total /= HUGE;
        }
    }

    /// Keeps a record, or counts a step without one.
    fn note(&mut self, value: f64) {
        self.idle = if value > self.bound + self.level * PROGRESS { 0 } else { self.idle + 1 };
        if value > self.bound {
            self.bound = value;
            self.prices.clone_from(&self.current);
        }
        if self.idle >= PATIENCE {
            self.level *= LOWER;
            self.idle = 0;
            self.current.clone_from(&self.prices);
        }
    }

    fn has_arrived(&mut self) -> bool {
        if !self.steps.is_multiple_of(WINDOW) {
            return false;
        }
        let risen = self.bound - self.record_before;
        self.record_before = self.bound;
        risen < self.bound.abs() * LEAST_RISE && self.steps > 4 * WINDOW
    }

    /// Moves the prices; tells whether there was anywhere to go.
    fn step(&mut self, relaxation: &Relaxation<'_>, value: f64) -> bool {
        relaxation.slope(&self.current, &mut self.slope);
        let (mut squared, mut fresh) = (0.0, 0.0);
        for (direction, slope) in self.direction.iter_mut().zip(&self.slope) {
            *direction = (1.0 - FRESH) * *direction + FRESH * slope;
            squared += *direction * *direction;
            fresh += slope * slope;
        }
        let length: f64 = if squared > fresh { squared } else { fresh };
        if self.level < FINEST_LEVEL || length < FLAT {
            return false;
        }
        let width = (self.bound + self.level - value) / length;
        let prices = self.current.par_iter_mut().zip(&self.direction).zip(&relaxation.is_free).with_min_len(PRICES_TOGETHER);
        prices.for_each(|((price, direction), is_free)| {
            let moved = ((*price + width * direction) / GRID).round() * GRID;
            *price = if moved < 0.0 && !is_free { 0.0 } else { moved };
        });
        true
    }

    /// Keeps the best prices and forgets the way to them: it climbs no more.
    pub fn forget(&mut self) {
        for list in [&mut self.current, &mut self.direction, &mut self.slope, &mut self.sums] {
            *list = Vec::new();
        }
    }

    /// For each option how often it was chosen, the later the more, from 0 to 1.
    pub fn shares(&self) -> Vec<f64> {
        self.sums.iter().map(|sum| sum / self.total).collect()
    }
}
