//! A chain as a shortest path over its options, and what each option costs on the best path through it.
//!
//! `f[k+1][e] = cost[e] + min over d of f[k][d] + step[k](d,e)`: R. Bellman, "Dynamic programming", 1957. The marginal of an
//! option is by how much the best path through it costs more than the best of all.

use std::ops::Range;

use crate::solve::model::{Chain, FORBIDDEN, Joint, Model};

/// The values of one chain, kept to be used again: the best cost of a path up to each option, and from it on.
#[derive(Debug, Default, Clone)]
pub struct Path {
    forward: Vec<f64>,
    backward: Vec<f64>,
    /// Where each activity's options begin in the values.
    offsets: Vec<usize>,
}

impl Path {
    /// The least cost of a path at these costs of the chain's options, in its order; infinite where there is none.
    pub fn forward(&mut self, model: &Model, chain: &Chain, costs: &[f64]) -> f64 {
        self.lay_out(model, chain);
        for (position, activity) in chain.activities.iter().enumerate() {
            let options = model.options_of(*activity);
            let (before, after) = self.forward.split_at_mut(self.offsets[position]);
            let own = &mut after[..options.len()];
            own.copy_from_slice(&costs[self.offsets[position]..][..options.len()]);
            if position > 0 {
                let earlier = &before[self.offsets[position - 1]..];
                let earlier_options = model.options_of(chain.activities[position - 1]);
                extend(model, &chain.steps[position - 1], (earlier_options, earlier), (options, own));
            }
        }
        least(self.last())
    }

    fn lay_out(&mut self, model: &Model, chain: &Chain) {
        self.offsets.clear();
        let mut end = 0;
        for activity in &chain.activities {
            self.offsets.push(end);
            end += model.options_of(*activity).len();
        }
        self.offsets.push(end);
        self.forward.clear();
        self.forward.resize(end, 0.0);
    }

    fn last(&self) -> &[f64] {
        let places = self.offsets.len();
        &self.forward[self.offsets[places - 2]..self.offsets[places - 1]]
    }

    /// After `forward`: the options of a best path, each counted within its activity, into `chosen`; of several the one
    /// whose last options are the earliest. There must be one.
    pub fn trace(&self, model: &Model, chain: &Chain, costs: &[f64], chosen: &mut Vec<usize>) {
        chosen.clear();
        let places = chain.activities.len();
        let mut at = position_of_least(self.last());
        chosen.push(at);
        for position in (1..places).rev() {
            let (one, other) = (chain.activities[position - 1], chain.activities[position]);
            let earlier = &self.forward[self.offsets[position - 1]..self.offsets[position]];
            let step = &chain.steps[position - 1];
            let own = costs[self.offsets[position] + at];
            let wanted = self.forward[self.offsets[position] + at];
            #[expect(clippy::float_cmp, reason = "costs are exact, so the sums are the same as on the way forward")]
            let leads = |option: &usize| earlier[*option] + model.joint_cost(step, (one, *option), (other, at)) + own == wanted;
            at = (0..earlier.len()).find(leads).unwrap_or_default();
            chosen.push(at);
        }
        chosen.reverse();
    }

    /// After `forward`: for each option of the chain in order, by how much the best path through it costs more than `best`.
    pub fn marginals(&mut self, model: &Model, chain: &Chain, costs: &[f64], best: f64, into: &mut Vec<f64>) {
        self.backward(model, chain, costs);
        into.clear();
        // The option's own cost is in both.
        let both = self.forward.iter().zip(&self.backward).zip(costs);
        let through = |((forward, backward), own): ((&f64, &f64), &f64)| {
            if own.is_finite() { forward + backward - own - best } else { FORBIDDEN }
        };
        into.extend(both.map(through));
    }

    /// After `marginals`: by how much the best path through two successive options costs more than `best`.
    pub fn step_marginal(&self, position: usize, one: usize, other: usize, joint: f64, best: f64) -> f64 {
        self.forward[self.offsets[position] + one] + joint + self.backward[self.offsets[position + 1] + other] - best
    }

    fn backward(&mut self, model: &Model, chain: &Chain, costs: &[f64]) {
        self.backward.clear();
        self.backward.resize(self.forward.len(), 0.0);
        for (position, activity) in chain.activities.iter().enumerate().rev() {
            let options = model.options_of(*activity);
            let (before, after) = self.backward.split_at_mut(self.offsets[position + 1]);
            let own = &mut before[self.offsets[position]..];
            own.copy_from_slice(&costs[self.offsets[position]..][..options.len()]);
            if position + 1 < chain.activities.len() {
                let later_options = model.options_of(chain.activities[position + 1]);
                let later = &after[..later_options.len()];
                extend_back(model, &chain.steps[position], (options, own), (later_options, later));
            }
        }
    }
}

/// Adds to each later value the least of the earlier ones and the step.
fn extend(model: &Model, step: &Joint, earlier: (Range<usize>, &[f64]), later: (Range<usize>, &mut [f64])) {
    let (earlier_options, earlier) = earlier;
    let (later_options, later) = later;
    match step {
        Joint::Distance { first, table } => {
            let costs = &model.tables[*table as usize];
            let (from, to) = (&model.options[earlier_options], &model.options[later_options]);
            let width = i32::try_from(costs.len()).unwrap_or(i32::MAX);
            let (mut low, mut high) = (0, 0);
            for (option, value) in to.iter().zip(later) {
                let latest = option.day - first;
                while high < from.len() && from[high].day <= latest {
                    high += 1;
                }
                while low < high && from[low].day <= latest - width {
                    low += 1;
                }
                let mut best = FORBIDDEN;
                for (before, value) in from[low..high].iter().zip(&earlier[low..high]) {
                    let sum = value + costs[(latest - before.day) as usize];
                    best = if sum < best { sum } else { best };
                }
                *value += best;
            }
        }
        Joint::Runs(runs) => {
            for (position, value) in later.iter_mut().enumerate() {
                let from = runs.partition_point(|run| run.1 as usize <= position);
                let to = runs.partition_point(|run| run.0 as usize <= position);
                *value += least(earlier.get(from..to).unwrap_or(&[]));
            }
        }
        Joint::Matrix(costs) => {
            let width = later.len();
            let mut best = vec![FORBIDDEN; width];
            for (value, row) in earlier.iter().zip(costs.chunks_exact(width.max(1))) {
                for (best, cost) in best.iter_mut().zip(row) {
                    let sum = value + cost;
                    *best = if sum < *best { sum } else { *best };
                }
            }
            for (value, best) in later.iter_mut().zip(best) {
                *value += best;
            }
        }
    }
}

/// Adds to each earlier value the least of the step and the later ones.
fn extend_back(model: &Model, step: &Joint, earlier: (Range<usize>, &mut [f64]), later: (Range<usize>, &[f64])) {
    let (earlier_options, earlier) = earlier;
    let (later_options, later) = later;
    match step {
        Joint::Distance { first, table } => {
            let costs = &model.tables[*table as usize];
            let (from, to) = (&model.options[earlier_options], &model.options[later_options]);
            let width = i32::try_from(costs.len()).unwrap_or(i32::MAX);
            let (mut low, mut high) = (0, 0);
            for (option, value) in from.iter().zip(earlier) {
                let earliest = option.day + first;
                while high < to.len() && to[high].day < earliest.saturating_add(width) {
                    high += 1;
                }
                while low < high && to[low].day < earliest {
                    low += 1;
                }
                let mut best = FORBIDDEN;
                for (after, value) in to[low..high].iter().zip(&later[low..high]) {
                    let sum = value + costs[(after.day - earliest) as usize];
                    best = if sum < best { sum } else { best };
                }
                *value += best;
            }
        }
        Joint::Runs(runs) => {
            for (value, (from, to)) in earlier.iter_mut().zip(runs) {
                *value += least(later.get(*from as usize..*to as usize).unwrap_or(&[]));
            }
        }
        Joint::Matrix(costs) => {
            for (value, row) in earlier.iter_mut().zip(costs.chunks_exact(later.len().max(1))) {
                let sums = row.iter().zip(later).map(|(cost, value)| cost + value);
                *value += sums.fold(FORBIDDEN, f64::min);
            }
        }
    }
}

fn least(values: &[f64]) -> f64 {
    values.iter().copied().fold(FORBIDDEN, |least, value| if value < least { value } else { least })
}

/// Where the least value is; of several the first.
fn position_of_least(values: &[f64]) -> usize {
    let mut best = 0;
    for (position, value) in values.iter().enumerate() {
        if *value < values[best] {
            best = position;
        }
    }
    best
}
