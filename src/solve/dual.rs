//! A lower bound by prices on what couples cycles: the Lagrangian dual.
//!
//! `L(p) = sum over parts of min (cost + p * rows) - p * right`, for any prices `p` (at least 0 on inequalities), is at most
//! the cost of every schedule. M. Held, R. Karp, "The traveling-salesman problem and minimum spanning trees: part II", 1971.
//!
//! Prices climb by subgradients, `p += (level - L(p)) / |s|^2 * s`, with B. Polyak's step ("Minimization of unsmooth
//! functionals", 1969) towards a level somewhat above the best value so far. The level is lowered when that value has not
//! risen for a while, after P. Camerini, L. Fratta, F. Maffioli, "On improving relaxation methods by modified gradient
//! techniques", 1975, whose deflection the direction `s` takes as well: each new subgradient is blended into the last one.
//! This is a rule of thumb for good prices and stops before the best ones; no bound depends on how far it came. The bound of
//! the best prices would be that of the linear relaxation of the path formulation.
//!
//! Prices are multiples of `GRID`, a power of two, and all costs and coefficients are whole: so every sum below 2^33 is
//! exact in floating point, the bound and the marginals are exact numbers, and nothing depends on the order of summation.

use crate::solve::decomposition::{Decomposition, PairPart};

/// Prices: one for each coupling row, and for each pair one for each day of either activity.
#[derive(Debug, Clone)]
struct Prices {
    rows: Vec<f64>,
    pairs: Vec<Vec<f64>>,
}

/// What the best prices give.
#[derive(Debug)]
pub struct Dual {
    /// No schedule costs less; infinite where some cycle has no path, or some related pair no two days, at all.
    pub bound: f64,
    /// For each node, by how much the bound rises when its day is chosen.
    pub day_marginals: Vec<f64>,
    /// For each chain and step, the same of every two days of it; empty where the step is free of charge.
    pub step_marginals: Vec<Vec<Vec<f64>>>,
    /// For each pair, the same of every two days of it.
    pub pair_marginals: Vec<Vec<f64>>,
}

/// How much newer subgradients count against older ones in the direction.
const FRESH: f64 = 0.1;

/// What prices are multiples of.
const GRID: f64 = 1.0 / 1_048_576.0;

/// Climbs for so many steps at most and tells the best bound.
pub fn climb(parts: &Decomposition, steps: usize) -> Dual {
    let mut climber = Climber::new(parts);
    let mut prices = climber.zero();
    let mut best = prices.clone();
    let mut direction = climber.zero();
    let (mut record, mut ahead, mut idle) = (f64::NEG_INFINITY, 0.0, 0);
    for step in 0..steps {
        let (value, slope) = climber.evaluate(&prices);
        if value.is_infinite() {
            return climber.dual(&prices);
        }
        if step == 0 {
            ahead = (value.abs() * FIRST_LEVEL).max(LEAST_FIRST_LEVEL);
        }
        idle = if value > record + ahead * PROGRESS { 0 } else { idle + 1 };
        if value > record {
            record = value;
            best.clone_from(&prices);
        }
        if idle >= PATIENCE {
            (ahead, idle) = (ahead * LOWER, 0);
            prices.clone_from(&best);
        }
        direction.blend(&slope, FRESH);
        let length = direction.squared().max(slope.squared());
        if ahead < FINEST_LEVEL || length < FLAT {
            break;
        }
        prices.advance(&direction, (record + ahead - value) / length);
        climber.project(&mut prices);
    }
    climber.dual(&best)
}

/// The first level above the record, as a part of the first value, and at least so much.
const FIRST_LEVEL: f64 = 3.0;
/// The first level is at least this.
const LEAST_FIRST_LEVEL: f64 = 5.0;
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

impl Prices {
    fn squared(&self) -> f64 {
        self.dot(self)
    }

    fn dot(&self, other: &Prices) -> f64 {
        let rows: f64 = self.rows.iter().zip(&other.rows).map(|(one, other)| one * other).sum();
        let pairs = self.pairs.iter().flatten().zip(other.pairs.iter().flatten());
        rows + pairs.map(|(one, other)| one * other).sum::<f64>()
    }

    fn each(&mut self, other: &Prices, change: impl Fn(&mut f64, f64)) {
        for (own, other) in self.rows.iter_mut().zip(&other.rows) {
            change(own, *other);
        }
        for (own, other) in self.pairs.iter_mut().flatten().zip(other.pairs.iter().flatten()) {
            change(own, *other);
        }
    }

    fn blend(&mut self, other: &Prices, fresh: f64) {
        self.each(other, |own, other| *own = (1.0 - fresh) * *own + fresh * other);
    }

    fn advance(&mut self, direction: &Prices, step: f64) {
        self.each(direction, |own, other| *own += step * other);
    }
}

/// Room to evaluate prices in.
struct Climber<'d> {
    parts: &'d Decomposition,
    reduced: Vec<f64>,
    nodes: Vec<f64>,
    forward: Vec<f64>,
    chosen: Vec<f64>,
}

impl<'d> Climber<'d> {
    fn new(parts: &'d Decomposition) -> Climber<'d> {
        Climber {
            parts,
            reduced: parts.costs.clone(),
            nodes: vec![0.0; parts.nodes()],
            forward: vec![0.0; parts.nodes()],
            chosen: vec![0.0; parts.costs.len()],
        }
    }

    fn zero(&self) -> Prices {
        let pairs = self.parts.pairs.iter().map(|pair| vec![0.0; pair.one.1 + pair.other.1]).collect();
        Prices { rows: vec![0.0; self.parts.rows.len()], pairs }
    }

    /// Prices of inequalities are not negative, and all prices are on the grid.
    fn project(&self, prices: &mut Prices) {
        for (price, row) in prices.rows.iter_mut().zip(&self.parts.rows) {
            if !row.is_equation {
                *price = price.max(0.0);
            }
        }
        for price in prices.rows.iter_mut().chain(prices.pairs.iter_mut().flatten()) {
            *price = (*price / GRID).round() * GRID;
        }
    }

    /// Puts the prices on columns and nodes.
    fn price(&mut self, prices: &Prices) {
        self.reduced.clone_from(&self.parts.costs);
        for (price, row) in prices.rows.iter().zip(&self.parts.rows).filter(|(price, _)| **price != 0.0) {
            for (column, coefficient) in &row.terms {
                self.reduced[*column] += price * coefficient;
            }
        }
        for (node, column) in self.nodes.iter_mut().zip(&self.parts.day_columns) {
            *node = self.reduced[*column];
        }
        for (pair, prices) in self.parts.pairs.iter().zip(&prices.pairs) {
            let (one, other) = prices.split_at(pair.one.1);
            for (day, price) in one.iter().enumerate() {
                self.nodes[pair.one.0 + day] -= price;
            }
            for (day, price) in other.iter().enumerate() {
                self.nodes[pair.other.0 + day] -= price;
            }
        }
    }

    /// The value of the dual and a subgradient: how far the parts' own best choices break each priced row.
    fn evaluate(&mut self, prices: &Prices) -> (f64, Prices) {
        self.price(prices);
        let mut value = 0.0;
        let mut slope = self.zero();
        self.chosen.fill(0.0);
        let mut is_chosen = vec![false; self.parts.nodes()];
        for chain in &self.parts.chains {
            let path = chain.best(&self.nodes, &mut self.forward);
            value += path.cost;
            for node in path.nodes {
                is_chosen[node] = true;
                self.chosen[self.parts.day_columns[node]] = 1.0;
            }
        }
        for surplus in &self.parts.surpluses {
            let reduced = self.reduced[surplus.column];
            if reduced < 0.0 {
                value += reduced * surplus.most;
                self.chosen[surplus.column] = surplus.most;
            }
        }
        for ((pair, prices), slope) in self.parts.pairs.iter().zip(&prices.pairs).zip(&mut slope.pairs) {
            let (cost, one, other) = cheapest_pair(pair, prices);
            value += cost;
            if cost.is_finite() {
                slope[one] += 1.0;
                slope[pair.one.1 + other] += 1.0;
            }
            let nodes = (pair.one.0..pair.one.0 + pair.one.1).chain(pair.other.0..pair.other.0 + pair.other.1);
            for (slope, node) in slope.iter_mut().zip(nodes) {
                *slope -= if is_chosen[node] { 1.0 } else { 0.0 };
            }
        }
        for ((row, price), slope) in self.parts.rows.iter().zip(&prices.rows).zip(&mut slope.rows) {
            value -= price * row.right;
            let left: f64 = row.terms.iter().map(|(column, coefficient)| coefficient * self.chosen[*column]).sum();
            let broken = left - row.right;
            // A row that holds and costs nothing already cannot be made cheaper.
            *slope = if !row.is_equation && *price <= 0.0 { broken.max(0.0) } else { broken };
        }
        (value, slope)
    }

    /// The bound of some prices, with the marginals of every day and of every two days.
    fn dual(&mut self, prices: &Prices) -> Dual {
        let (bound, _) = self.evaluate(prices);
        let mut dual =
            Dual { bound, day_marginals: vec![0.0; self.parts.nodes()], step_marginals: Vec::new(), pair_marginals: Vec::new() };
        if bound.is_finite() {
            for chain in &self.parts.chains {
                chain.best(&self.nodes, &mut self.forward);
                dual.step_marginals.push(chain.add_marginals(&self.nodes, &self.forward, &mut dual.day_marginals));
            }
            for (pair, prices) in self.parts.pairs.iter().zip(&prices.pairs) {
                dual.pair_marginals.push(add_pair_marginals(pair, prices, &mut dual.day_marginals));
            }
        }
        dual
    }
}

/// The cheapest two days of a pair under prices: cost, day of the one, day of the other. Infinite where all are forbidden.
fn cheapest_pair(pair: &PairPart, prices: &[f64]) -> (f64, usize, usize) {
    let (one, other) = prices.split_at(pair.one.1);
    let mut best = (f64::INFINITY, 0, 0);
    for (from, (price, row)) in one.iter().zip(pair.costs.chunks(pair.other.1.max(1))).enumerate() {
        for (to, (cost, own)) in row.iter().zip(other).enumerate() {
            if cost + price + own < best.0 {
                best = (cost + price + own, from, to);
            }
        }
    }
    best
}

/// What every two days of a pair cost above its cheapest two; added to each day, the least of its own.
fn add_pair_marginals(pair: &PairPart, prices: &[f64], marginals: &mut [f64]) -> Vec<f64> {
    let (best, ..) = cheapest_pair(pair, prices);
    let (one, other) = prices.split_at(pair.one.1);
    let rows = one.iter().zip(pair.costs.chunks(pair.other.1.max(1)));
    let above = rows.flat_map(|(price, row)| row.iter().zip(other).map(move |(cost, own)| cost + price + own - best));
    let above: Vec<f64> = above.collect();
    for day in 0..pair.one.1 {
        let row = &above[day * pair.other.1..(day + 1) * pair.other.1];
        marginals[pair.one.0 + day] += row.iter().copied().fold(f64::INFINITY, f64::min);
    }
    for day in 0..pair.other.1 {
        let column = above[day..].iter().step_by(pair.other.1);
        marginals[pair.other.0 + day] += column.copied().fold(f64::INFINITY, f64::min);
    }
    above
}
