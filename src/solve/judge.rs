//! What choices cost and whether they break anything, told from the model alone.

use crate::solve::ground::counts;
use crate::solve::model::{Choice, Joint, Model};

/// What choices cost, and how often they break what must hold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The cost.
    pub cost: f64,
    /// How many units of rows, pairs and resources are broken.
    pub broken: u64,
}

impl Verdict {
    /// Whether it breaks less, or as little at less cost.
    pub fn is_better_than(self, other: Verdict) -> bool {
        (self.broken, self.cost) < (other.broken, other.cost)
    }
}

/// Judges choices from the model alone.
pub fn judge(model: &Model, chosen: &[Choice]) -> Verdict {
    let mut verdict = Verdict { cost: 0.0, broken: 0 };
    let mut diary: Vec<(u32, i32, i32, i32)> = Vec::new();
    let local = |activity: usize| (chosen[activity].option - model.first_options[activity]) as usize;
    for (activity, choice) in chosen.iter().enumerate() {
        let option = model.options[choice.option as usize];
        let start = model.starts(choice.option as usize)[choice.start as usize];
        let cost = option.cost + start.cost;
        if cost.is_finite() {
            verdict.cost += cost;
        } else {
            verdict.broken += 1;
        }
        for taken in &model.uses[activity] {
            diary.push((taken.resource, option.day, start.from - taken.margin, start.to + taken.margin));
        }
    }
    let joint = |joint: &Joint, one: usize, other: usize, verdict: &mut Verdict| {
        let cost = model.joint_cost(joint, (one, local(one)), (other, local(other)));
        if cost.is_finite() { verdict.cost += cost } else { verdict.broken += 1 }
    };
    for chain in &model.chains {
        for (ends, step) in chain.activities.windows(2).zip(&chain.steps) {
            joint(step, ends[0], ends[1], &mut verdict);
        }
    }
    for pair in &model.pairs {
        joint(&pair.joint, pair.one, pair.other, &mut verdict);
    }
    diary.sort_unstable();
    for day in diary.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let capacity = model.capacities[day[0].0 as usize];
        let above = |count: usize, most: u32| (count as u64).saturating_sub(u64::from(most));
        verdict.broken += capacity.a_day.map_or(0, |a_day| above(day.len(), a_day));
        for (_, _, moment, _) in day {
            let holding = day.iter().filter(|(_, _, from, to)| from <= moment && moment < to).count();
            verdict.broken += above(holding, capacity.at_once);
        }
    }
    let sums: Vec<i64> = model
        .rows
        .iter()
        .map(|row| {
            let terms = row
                .terms
                .iter()
                .filter(|term| counts(term, local(term.activity as usize) as u32, chosen[term.activity as usize].start));
            terms.map(|term| i64::from(term.coefficient)).sum::<i64>() - i64::from(row.right)
        })
        .collect();
    let (surpluses, broken) = settle(model, &sums);
    verdict.broken += broken;
    verdict.cost += model.surpluses.iter().zip(surpluses).map(|(surplus, value)| surplus.cost * value as f64).sum::<f64>();
    verdict
}

/// The least surpluses that the rows ask for, whose terms and right-hand sides sum to these; and how many units no surplus
/// can take. A row has one surplus at most that relieves it. Where what relieves a row burdens only later ones, as rules post
/// them, one pass tells.
fn settle(model: &Model, sums: &[i64]) -> (Vec<i64>, u64) {
    let mut values = vec![0_i64; model.surpluses.len()];
    loop {
        let mut has_burdened = vec![false; model.surpluses.len()];
        let (mut broken, mut is_stale) = (0, false);
        for (row, sum) in model.rows.iter().zip(sums) {
            let mut above = *sum;
            for (surplus, coefficient) in &row.surpluses {
                has_burdened[*surplus as usize] |= *coefficient > 0;
                above += i64::from(*coefficient) * values[*surplus as usize];
            }
            if above > 0 {
                let mut left = above;
                if let Some((surplus, coefficient)) = row.surpluses.iter().find(|(_, coefficient)| *coefficient < 0) {
                    let value = &mut values[*surplus as usize];
                    let unit = -i64::from(*coefficient);
                    let wanted = (*value + (above + unit - 1) / unit).min(i64::from(model.surpluses[*surplus as usize].most));
                    left -= (wanted - *value) * unit;
                    is_stale |= wanted > *value && has_burdened[*surplus as usize];
                    *value = wanted;
                }
                broken += left.max(0) as u64;
            } else if row.is_equation && above < 0 {
                broken += above.unsigned_abs();
            }
        }
        if !is_stale {
            return (values, broken);
        }
    }
}
