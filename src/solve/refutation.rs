//! Values that satisfy a constraint network, or the variables that no values satisfy: trials, each followed by propagation.
//!
//! What fails goes back to the last trial that took part (conflict-directed backjumping: P. Prosser, "Hybrid algorithms for the
//! constraint satisfaction problem", Computational Intelligence 9, 1993), and what took part in many failures is tried first
//! (F. Boussemart, F. Hemery, C. Lecoutre, L. Sais, "Boosting systematic search by weighting constraints", ECAI 2004). A
//! failure without any trial is a proof; its variables are all it rests on. Work is counted, never timed.

use std::collections::BTreeSet;

use crate::solve::network::{Network, Value, Variable};
use crate::solve::propagation::Propagation;

/// What the search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// There are values: one for each variable that must have one.
    Holds(Vec<Value>),
    /// There are none, and that rests on these activities.
    CannotHold(BTreeSet<Variable>),
    /// The effort did not suffice. These activities took part in failures, most often first.
    Open(Vec<Variable>),
}

/// How much may be spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many trials may fail.
    pub failures: usize,
}

/// How much a failure counts against how few values a variable has left.
const SCALE: u64 = 1 << 20;

/// Looks for values.
pub fn search(network: &Network, effort: Effort) -> Finding {
    if network.variables_count() == 0 {
        return Finding::Holds(Vec::new());
    }
    let mut search = Search {
        network,
        propagation: Propagation::of(network),
        trials: Vec::new(),
        failures: vec![0; network.variables_count()],
        left: effort.failures,
    };
    search.run()
}

/// A value that was tried, and how many removals there were before.
struct Trial {
    value: Value,
    depth: usize,
}

struct Search<'n> {
    network: &'n Network,
    propagation: Propagation<'n>,
    trials: Vec<Trial>,
    /// How many failures each variable took part in.
    failures: Vec<u64>,
    left: usize,
}

impl Search<'_> {
    fn run(&mut self) -> Finding {
        let mut settled = self.propagation.settle();
        loop {
            while let Err(failure) = settled {
                let mut reason = self.propagation.explain(failure);
                let Some(last) = reason.trials.pop_last() else {
                    return Finding::CannotHold(self.activities(reason.variables.into_iter()).collect());
                };
                if self.left == 0 {
                    return Finding::Open(self.suspects());
                }
                self.left -= 1;
                for variable in &reason.variables {
                    self.failures[*variable as usize] += 1;
                }
                let Trial { value, depth } = self.trials[last as usize];
                self.trials.truncate(last as usize);
                self.propagation.undo(depth);
                settled = self.propagation.refute(value, reason).and_then(|()| self.propagation.settle());
            }
            let Some(value) = self.next() else {
                let variables = 0..self.network.variables_count() as u32;
                return Finding::Holds(variables.flat_map(|variable| self.propagation.values(variable)).collect());
            };
            self.trials.push(Trial { value, depth: self.propagation.depth() });
            self.propagation.try_value(value, self.trials.len() as u32 - 1);
            settled = self.propagation.settle();
        }
    }

    /// A value of the activity that is in the way most, and when all have one, of what rules have of their own.
    fn next(&self) -> Option<Value> {
        let activities = self.network.activities as u32;
        let all = self.network.variables_count() as u32;
        let is_undecided = |variable: &Variable| self.propagation.left(*variable) > 1;
        let score =
            |variable: &Variable| SCALE * self.propagation.left(*variable) as u64 / (1 + self.failures[*variable as usize]);
        if let Some(activity) = (0..activities).filter(is_undecided).min_by_key(score) {
            // In the middle there is most room on both sides.
            return self.propagation.values(activity).nth(self.propagation.left(activity) / 2);
        }
        let own = (activities..all).find(is_undecided)?;
        self.propagation.values(own).next()
    }

    fn activities(&self, variables: impl Iterator<Item = Variable>) -> impl Iterator<Item = Variable> {
        let activities = self.network.activities;
        variables.filter(move |variable| (*variable as usize) < activities)
    }

    fn suspects(&self) -> Vec<Variable> {
        let mut suspects: Vec<Variable> =
            self.activities(0..self.failures.len() as u32).filter(|variable| self.failures[*variable as usize] > 0).collect();
        suspects.sort_by_key(|variable| std::cmp::Reverse(self.failures[*variable as usize]));
        suspects
    }
}
