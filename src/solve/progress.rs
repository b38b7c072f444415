//! How far the engine is: what whoever waits for it is told, and what it is stopped by.

use std::ops::ControlFlow;

use crate::solve::outcome::gap_percent;

/// What the engine is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Raising the bound.
    Pricing,
    /// Making a schedule, chain by chain.
    Descent,
    /// Branching on a small problem.
    Branching,
    /// Improving it, neighbourhood by neighbourhood.
    Neighbourhoods,
    /// Solving what is within reach of the prices.
    Kernel,
}

impl Phase {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Pricing => "pricing",
            Phase::Descent => "descent",
            Phase::Branching => "branching",
            Phase::Neighbourhoods => "neighbourhoods",
            Phase::Kernel => "kernel",
        }
    }
}

/// How far the engine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub phase: Phase,
    /// The work so far.
    pub work: u64,
    /// The cost of the best schedule so far.
    pub cost: Option<i64>,
    /// The bound so far.
    pub bound: i64,
    /// How many units the best choices so far break; 0 once there is a schedule.
    pub broken: u64,
}

impl Progress {
    /// How far the cost may lie above the best one, in percent of the bound.
    pub fn gap_percent(&self) -> Option<f64> {
        self.cost.map(|cost| gap_percent(cost, self.bound.min(cost)))
    }
}

/// What the engine is watched with: it may stop it.
pub type Observer<'o> = &'o mut dyn FnMut(&Progress) -> ControlFlow<()>;
