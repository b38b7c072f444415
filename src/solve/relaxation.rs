//! The Lagrangian relaxation: what couples chains is paid for instead of kept, and each chain is a path by itself.
//!
//! `L(p) = sum over chains of min (cost + p * rows) + sum over surpluses and copies of the same - p * right`. For any prices
//! `p`, at least 0 on what must be at most something, it is at most the cost of every choice. M. Held, R. Karp, "The
//! traveling-salesman problem and minimum spanning trees: part II", 1971.
//!
//! There is a price for each row, for each moment of a *cell* (a resource on a day that more ask for than can have it), for
//! each threshold of a pair that only forbids, and for each option of the two in a pair that costs: there the pair chooses
//! for itself and is paid to choose alike. Cells and pairs get their prices when they are first broken.
//!
//! Prices are multiples of `GRID`, a power of two, and all costs and coefficients are whole: so every sum below 2^33 is
//! exact in floating point, the bound and the marginals are exact numbers, and nothing depends on the order of summation.

use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};

use crate::solve::cell::{Cells, Contest};
use crate::solve::certificate::{Certificate, Paid};
use crate::solve::lists::Lists;
use crate::solve::model::{ActivityNumber, Choice, FORBIDDEN, Joint, Model};
use crate::solve::path::Path;
use crate::solve::priced_rows::{PricedRows, charge_starts};

/// What prices are multiples of.
pub const GRID: f64 = 1.0 / 1_048_576.0;

/// Chains are priced in blocks of about so many options, whatever the number of threads.
const BLOCK_OPTIONS: usize = 4_000;

/// Some chains, priced together.
#[derive(Debug, Clone, Default)]
struct Block {
    chains: std::ops::Range<usize>,
    value: f64,
    chosen: Vec<Choice>,
    scratch: Scratch,
}

/// What pricing a chain needs space for.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    /// The costs of the chain's options at the prices.
    pub costs: Vec<f64>,
    /// The best start of each.
    pub starts: Vec<u16>,
    /// The path.
    pub path: Path,
    picked: Vec<usize>,
    running: Vec<f64>,
}

/// Where a pair has its prices.
const NO_PRICES: u32 = u32::MAX;

/// A relaxation of a model.
#[derive(Debug)]
pub struct Relaxation<'m> {
    /// The problem.
    pub model: &'m Model,
    /// Resources on days that more ask for than can have them.
    pub cells: Cells,
    rows: PricedRows<'m>,
    pairs_of: Lists<u32>,
    surplus_rows: Lists<(u32, f64)>,
    pair_prices: Vec<u32>,
    /// The pairs that have prices, in the order they got them.
    priced_pairs: Vec<u32>,
    /// For each price, whether it can have any sign.
    pub is_free: Vec<bool>,
    blocks: Vec<Block>,
    /// What each activity chose at the last prices.
    pub chosen: Vec<Choice>,
    /// Options that cannot be chosen; all can where it is empty.
    pub closed: Vec<bool>,
    surplus_values: Vec<f64>,
    copies: Vec<(usize, usize)>,
}

impl<'m> Relaxation<'m> {
    /// The relaxation of a model; all prices are 0.
    pub fn of(model: &'m Model) -> Relaxation<'m> {
        let activities = model.activities();
        let ends =
            model.pairs.iter().enumerate().flat_map(|(index, pair)| [(pair.one, index as u32), (pair.other, index as u32)]);
        let surpluses = model.rows.iter().enumerate().flat_map(|(row, content)| {
            content.surpluses.iter().map(move |(surplus, coefficient)| (*surplus as usize, (row as u32, f64::from(*coefficient))))
        });
        Relaxation {
            model,
            cells: Cells::of(model),
            rows: PricedRows::of(model),
            pairs_of: Lists::of(activities, ends),
            surplus_rows: Lists::of(model.surpluses.len(), surpluses),
            pair_prices: vec![NO_PRICES; model.pairs.len()],
            priced_pairs: Vec::new(),
            is_free: model.rows.iter().map(|row| row.is_equation).collect(),
            blocks: blocks(model),
            chosen: vec![Choice { option: 0, start: 0 }; activities],
            closed: Vec::new(),
            surplus_values: vec![0.0; model.surpluses.len()],
            copies: vec![(0, 0); model.pairs.len()],
        }
    }

    /// How many prices there are. More come when `discover` finds what is broken and has none.
    pub fn prices(&self) -> usize {
        self.is_free.len()
    }

    /// `L` at these prices; infinite where some chain has no path. What is chosen is kept.
    pub fn evaluate(&mut self, prices: &[f64]) -> f64 {
        self.cells.prepare(prices);
        let mut blocks = std::mem::take(&mut self.blocks);
        blocks.par_iter_mut().with_max_len(1).for_each(|block| self.price_block(block, prices));
        let mut value: f64 = blocks.iter().map(|block| block.value).sum();
        for block in &blocks {
            let activities = self.model.chains[block.chains.clone()].iter().flat_map(|chain| &chain.activities);
            for (activity, choice) in activities.zip(&block.chosen) {
                self.chosen[*activity] = *choice;
            }
        }
        self.blocks = blocks;
        if value.is_infinite() {
            return value;
        }
        for (index, surplus) in self.model.surpluses.iter().enumerate() {
            let rows = self.surplus_rows.list(index).iter();
            let cost = surplus.cost + rows.map(|(row, coefficient)| prices[*row as usize] * coefficient).sum::<f64>();
            self.surplus_values[index] = if cost < 0.0 { f64::from(surplus.most) } else { 0.0 };
            value += cost * self.surplus_values[index];
        }
        for (row, price) in self.model.rows.iter().zip(prices) {
            if *price != 0.0 {
                value -= price * f64::from(row.right);
            }
        }
        value -= self.cells.paid(prices);
        for position in 0..self.priced_pairs.len() {
            let pair = self.priced_pairs[position] as usize;
            if let Some(costs) = self.model.pair_costs(&self.model.pairs[pair]) {
                let (least, copy) = self.copy(pair, &costs, prices);
                self.copies[pair] = copy;
                value += least;
            }
        }
        value
    }

    /// What each price is paid for; prices that are not told are 0.
    pub fn certificate(&self, prices: &[f64]) -> Certificate {
        let mut prices = prices.to_vec();
        prices.resize(self.prices(), 0.0);
        let mut certificate = Certificate::default();
        for (row, price) in (0..self.model.rows.len() as u32).zip(&prices) {
            certificate.add(*price, || Paid::Row(row));
        }
        self.cells.certify(&prices, &mut certificate);
        for pair in self.priced_pairs.iter().copied() {
            let content = &self.model.pairs[pair as usize];
            let is_runs = matches!(content.joint, Joint::Runs(_));
            let ones = self.model.options_of(content.one).len() as u32;
            let others = if is_runs { ones } else { self.model.options_of(content.other).len() as u32 };
            let at = self.pair_prices[pair as usize] as usize;
            let (one, other) = prices[at..].split_at(ones as usize);
            for (option, price) in (0..ones).zip(one) {
                certificate
                    .add(*price, || if is_runs { Paid::NotBefore { pair, option } } else { Paid::CopyOfOne { pair, option } });
            }
            for (option, price) in (0..others).zip(other) {
                certificate
                    .add(*price, || if is_runs { Paid::NotAfter { pair, option } } else { Paid::CopyOfOther { pair, option } });
            }
        }
        certificate
    }

    fn price_block(&self, block: &mut Block, prices: &[f64]) {
        block.value = 0.0;
        block.chosen.clear();
        for chain in block.chains.clone() {
            let value = self.price_chain(chain, prices, &mut block.scratch);
            block.value += value;
            if value.is_infinite() {
                return;
            }
            let chain = &self.model.chains[chain];
            let Scratch { costs, starts, path, picked, .. } = &mut block.scratch;
            path.trace(self.model, chain, costs, picked);
            let mut offset = 0;
            for (activity, option) in chain.activities.iter().zip(&*picked) {
                let first = self.model.first_options[*activity];
                block.chosen.push(Choice { option: first + *option as u32, start: starts[offset + option] });
                offset += self.model.options_of(*activity).len();
            }
        }
    }

    /// The least cost of a path of a chain at these prices; the costs, the best starts and the path are left in the scratch.
    pub fn price_chain(&self, chain: usize, prices: &[f64], scratch: &mut Scratch) -> f64 {
        let chain = &self.model.chains[chain];
        scratch.costs.clear();
        scratch.starts.clear();
        for activity in &chain.activities {
            self.price_activity(*activity, prices, scratch);
        }
        let Scratch { costs, path, .. } = scratch;
        path.forward(self.model, chain, costs)
    }

    fn price_activity(&self, activity: ActivityNumber, prices: &[f64], scratch: &mut Scratch) {
        let options = self.model.options_of(activity);
        let offset = scratch.costs.len();
        scratch.costs.extend(self.model.options[options.clone()].iter().map(|option| option.cost));
        scratch.starts.resize(offset + options.len(), 0);
        let costs = &mut scratch.costs[offset..];
        self.rows.charge_days(activity, prices, costs);
        for pair in self.pairs_of.list(activity) {
            self.price_pair(*pair as usize, activity, prices, costs, &mut scratch.running);
        }
        if !self.closed.is_empty() {
            for (cost, closed) in costs.iter_mut().zip(&self.closed[options.clone()]) {
                *cost = if *closed { FORBIDDEN } else { *cost };
            }
        }
        for (position, option) in options.enumerate() {
            let contest = self.cells.contest(option).filter(|contest| self.cells.pays(contest, prices));
            if contest.is_none() && self.rows.of_starts(option).is_empty() {
                continue;
            }
            let (extra, start) = self.best_start(option, contest, prices, &mut scratch.running);
            costs[position] += extra;
            scratch.starts[offset + position] = start;
        }
    }

    /// The least that a start of an option costs beyond the option's own cost, and the first such start.
    fn best_start(&self, option: usize, contest: Option<&Contest>, prices: &[f64], costs: &mut Vec<f64>) -> (f64, u16) {
        let shares = self.rows.of_starts(option);
        let starts = self.model.starts(option);
        costs.clear();
        costs.extend(starts.iter().map(|start| start.cost));
        charge_starts(shares, prices, costs);
        let mut best = (FORBIDDEN, 0);
        let fixed = contest.map_or(0.0, |contest| self.cells.day_price(contest, prices));
        for (position, cost) in costs.iter().enumerate() {
            // Moments have no negative price.
            if *cost >= best.0 {
                continue;
            }
            let cost = cost + contest.map_or(0.0, |contest| self.cells.start_price(contest, position, prices));
            if cost < best.0 {
                best = (cost, position as u16);
            }
        }
        (best.0 + fixed, best.1)
    }

    /// What each start of an option costs at the prices evaluated last, beyond the best one.
    pub fn start_marginals(&self, option: usize, prices: &[f64]) -> Vec<f64> {
        let contest = self.cells.contest(option);
        let moments = |start: usize| contest.map_or(0.0, |contest| self.cells.start_price(contest, start, prices));
        let starts = self.model.starts(option).iter().enumerate();
        let mut costs: Vec<f64> = starts.map(|(position, start)| start.cost + moments(position)).collect();
        charge_starts(self.rows.of_starts(option), prices, &mut costs);
        let least = costs.iter().copied().fold(FORBIDDEN, f64::min);
        costs.into_iter().map(|cost| cost - least).collect()
    }

    fn price_pair(&self, index: usize, activity: ActivityNumber, prices: &[f64], costs: &mut [f64], running: &mut Vec<f64>) {
        let at = self.pair_prices[index];
        if at == NO_PRICES {
            return;
        }
        let pair = &self.model.pairs[index];
        let own = &prices[at as usize..];
        let ones = self.model.options_of(pair.one).len();
        match &pair.joint {
            Joint::Runs(runs) => {
                if activity == pair.one {
                    let mut sum = 0.0;
                    for (cost, price) in costs.iter_mut().zip(own) {
                        sum += price;
                        *cost += sum;
                    }
                    sum = 0.0;
                    for (cost, price) in costs.iter_mut().zip(&own[ones..]).rev() {
                        sum += price;
                        *cost += sum;
                    }
                } else {
                    running.clear();
                    running.resize(2 * costs.len() + 2, 0.0);
                    let (rising, falling) = running.split_at_mut(costs.len() + 1);
                    for (option, (from, to)) in runs.iter().enumerate() {
                        if own[option] != 0.0 {
                            rising[*from as usize] += own[option];
                        }
                        falling[*to as usize] += own[ones + option];
                    }
                    let mut sum = 0.0;
                    for (cost, price) in costs.iter_mut().zip(&*rising) {
                        sum += price;
                        *cost -= sum;
                    }
                    sum = 0.0;
                    for (cost, price) in costs.iter_mut().zip(&falling[1..]).rev() {
                        sum += price;
                        *cost -= sum;
                    }
                }
            }
            Joint::Matrix(_) | Joint::Distance { .. } => {
                let own = if activity == pair.one { own } else { &own[ones..] };
                for (cost, price) in costs.iter_mut().zip(own) {
                    *cost -= price;
                }
            }
        }
    }

    /// The best two options of a pair by itself.
    fn copy(&self, pair: usize, joint: &[f64], prices: &[f64]) -> (f64, (usize, usize)) {
        let at = self.pair_prices[pair] as usize;
        let others = self.model.options_of(self.model.pairs[pair].other).len();
        let ones = self.model.options_of(self.model.pairs[pair].one).len();
        let mut best = (FORBIDDEN, (0, 0));
        for (one, row) in joint.chunks_exact(others.max(1)).enumerate() {
            let own = prices[at + one];
            for (other, cost) in row.iter().enumerate() {
                let sum = cost + own + prices[at + ones + other];
                if sum < best.0 {
                    best = (sum, (one, other));
                }
            }
        }
        best
    }

    /// The subgradient at what was chosen last: by how much each row is broken, as far as its price can follow.
    pub fn slope(&self, prices: &[f64], into: &mut Vec<f64>) {
        into.clear();
        into.resize(self.prices(), 0.0);
        into[..self.rows.above.len()].copy_from_slice(&self.rows.above);
        self.cells.slope(&self.chosen, into);
        for index in &self.priced_pairs {
            self.pair_slope(*index as usize, into);
        }
        for ((slope, price), is_free) in into.iter_mut().zip(prices).zip(&self.is_free) {
            if *price <= 0.0 && *slope < 0.0 && !is_free {
                *slope = 0.0;
            }
        }
    }

    fn chosen_option(&self, activity: ActivityNumber) -> usize {
        (self.chosen[activity].option - self.model.first_options[activity]) as usize
    }

    fn pair_slope(&self, index: usize, into: &mut [f64]) {
        let pair = &self.model.pairs[index];
        let at = self.pair_prices[index] as usize;
        let (one, other) = (self.chosen_option(pair.one), self.chosen_option(pair.other));
        let ones = self.model.options_of(pair.one).len();
        match &pair.joint {
            Joint::Runs(runs) => {
                let others = self.model.options_of(pair.other).len() as u32;
                for (option, (from, to)) in runs.iter().enumerate() {
                    let before = if option == 0 { 0 } else { runs[option - 1].0 };
                    if *from > before {
                        let own = f64::from(u8::from(one >= option));
                        into[at + option] = own - f64::from(u8::from(other >= *from as usize));
                    }
                    let after = if option + 1 == runs.len() { others } else { runs[option + 1].1 };
                    if *to < after {
                        let own = f64::from(u8::from(one <= option));
                        into[at + ones + option] = own - f64::from(u8::from(other < *to as usize));
                    }
                }
            }
            Joint::Matrix(_) | Joint::Distance { .. } => {
                let copy = self.copies[index];
                into[at + copy.0] += 1.0;
                into[at + one] -= 1.0;
                into[at + ones + copy.1] += 1.0;
                into[at + ones + other] -= 1.0;
            }
        }
    }

    /// Gives prices to cliques that are chosen too often on average, of choices counted with this total weight; tells how many.
    pub fn separate(&mut self, total: f64) -> usize {
        let added = self.cells.separate(self.model, total, self.is_free.len());
        self.is_free.resize(self.is_free.len() + added, false);
        added
    }

    /// Weighs the rows, and gives prices to what is broken by what was chosen last and has none; tells how many were added.
    pub fn discover(&mut self) -> usize {
        let before = self.prices();
        self.rows.weigh(&self.chosen, &self.surplus_values);
        for index in 0..self.model.pairs.len() {
            if self.pair_prices[index] != NO_PRICES {
                continue;
            }
            let pair = &self.model.pairs[index];
            let costs = match &pair.joint {
                // A pair that costs counts from the first.
                Joint::Matrix(_) => true,
                Joint::Runs(_) | Joint::Distance { .. } => {
                    let (one, other) = (self.chosen_option(pair.one), self.chosen_option(pair.other));
                    self.model.joint_cost(&pair.joint, (pair.one, one), (pair.other, other)).is_infinite()
                }
            };
            if costs {
                let (ones, others) = (self.model.options_of(pair.one).len(), self.model.options_of(pair.other).len());
                self.pair_prices[index] = self.is_free.len() as u32;
                self.priced_pairs.push(index as u32);
                match pair.joint {
                    Joint::Runs(_) => self.is_free.resize(self.is_free.len() + 2 * ones, false),
                    Joint::Matrix(_) | Joint::Distance { .. } => self.is_free.resize(self.is_free.len() + ones + others, true),
                }
            }
        }
        let added = self.cells.discover(self.model, &self.chosen, self.is_free.len());
        self.is_free.resize(self.is_free.len() + added, false);
        self.prices() - before
    }
}

fn blocks(model: &Model) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut from, mut options) = (0, 0);
    for (index, chain) in model.chains.iter().enumerate() {
        options += chain.activities.iter().map(|activity| model.options_of(*activity).len()).sum::<usize>();
        if options >= BLOCK_OPTIONS || index + 1 == model.chains.len() {
            blocks.push(Block { chains: from..index + 1, ..Block::default() });
            (from, options) = (index + 1, 0);
        }
    }
    blocks
}
