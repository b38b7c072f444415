//! By how much the bound rises when an option, a start or two options in a row are chosen. What rises above the best known
//! cost is in no better schedule: reduced-cost fixing, as in branch and bound since E. Balas, C. Martin, "Pivot and
//! complement", Management Science 26, 1980.

use crate::solve::board::Board;
use crate::solve::ground::Ground;
use crate::solve::path::Path;
use crate::solve::relaxation::{Relaxation, Scratch};

/// The marginals of all options at some prices.
#[derive(Debug)]
pub struct Marginals<'r, 'm> {
    relaxation: &'r Relaxation<'m>,
    prices: &'r [f64],
    options: Vec<f64>,
}

impl<'r, 'm> Marginals<'r, 'm> {
    /// At these prices, which the relaxation is evaluated at.
    pub fn of(relaxation: &'r mut Relaxation<'m>, prices: &'r [f64]) -> Marginals<'r, 'm> {
        relaxation.evaluate(prices);
        let relaxation = &*relaxation;
        let model = relaxation.model;
        let mut options = vec![0.0; model.options.len()];
        let (mut scratch, mut own) = (Scratch::default(), Vec::new());
        for (index, chain) in model.chains.iter().enumerate() {
            let best = relaxation.price_chain(index, prices, &mut scratch);
            scratch.path.marginals(model, chain, &scratch.costs, best, &mut own);
            let of_chain = chain.activities.iter().flat_map(|activity| model.options_of(*activity));
            for (option, marginal) in of_chain.zip(&own) {
                options[option] = *marginal;
            }
        }
        Marginals { relaxation, prices, options }
    }

    /// Of an option.
    pub fn option(&self, option: usize) -> f64 {
        self.options[option]
    }

    /// How many options are within reach.
    pub fn within(&self, reach: f64) -> usize {
        self.options.iter().filter(|marginal| **marginal <= reach).count()
    }

    /// Of each start of an option.
    pub fn starts(&self, option: usize) -> Vec<f64> {
        let starts = self.relaxation.start_marginals(option, self.prices);
        starts.into_iter().map(|start| start + self.options[option]).collect()
    }

    /// The path of a chain, ready to be asked for two options in a row, and its least cost.
    pub fn path(&self, chain: u32) -> (Path, f64) {
        let (mut scratch, mut own) = (Scratch::default(), Vec::new());
        let best = self.relaxation.price_chain(chain as usize, self.prices, &mut scratch);
        scratch.path.marginals(
            self.relaxation.model,
            &self.relaxation.model.chains[chain as usize],
            &scratch.costs,
            best,
            &mut own,
        );
        (scratch.path, best)
    }

    /// By how much each chain of a board costs more at the prices than its best path: where the gap is.
    pub fn excesses(&self, ground: &Ground<'_>, board: &Board) -> Vec<f64> {
        let model = ground.model;
        let mut scratch = Scratch::default();
        let excess = |(index, chain): (usize, &crate::solve::model::Chain)| {
            let best = self.relaxation.price_chain(index, self.prices, &mut scratch);
            let (mut cost, mut offset) = (0.0, 0);
            let local = |activity: usize| (activity, (board.chosen[activity].option - model.first_options[activity]) as usize);
            for (position, activity) in chain.activities.iter().enumerate() {
                let choice = board.chosen[*activity];
                let starts = self.relaxation.start_marginals(choice.option as usize, self.prices);
                cost += scratch.costs[offset + local(*activity).1] + starts[choice.start as usize];
                if position > 0 {
                    let step = &chain.steps[position - 1];
                    cost += model.joint_cost(step, local(chain.activities[position - 1]), local(*activity));
                }
                offset += model.options_of(*activity).len();
            }
            cost - best
        };
        model.chains.iter().enumerate().map(excess).collect()
    }
}

/// What each option costs at the prices evaluated last beyond what it costs by itself: what others would pay to have it free.
pub fn guidance(relaxation: &Relaxation<'_>, prices: &[f64]) -> Vec<f64> {
    let model = relaxation.model;
    let mut guidance = vec![0.0; model.options.len()];
    let mut scratch = Scratch::default();
    for (index, chain) in model.chains.iter().enumerate() {
        relaxation.price_chain(index, prices, &mut scratch);
        let of_chain = chain.activities.iter().flat_map(|activity| model.options_of(*activity));
        for (option, cost) in of_chain.zip(&scratch.costs) {
            guidance[option] = cost - model.options[option].cost;
        }
    }
    guidance
}
