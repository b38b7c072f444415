//! What is answered: a schedule with its proof, a conflict, or that the effort did not suffice.

use crate::constraint::fee::Tag;
use crate::plan::activity::ActivityId;
use crate::schedule::placement::Schedule;

/// The answer to a problem.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A schedule that breaks no must.
    Planned(Planned),
    /// No schedule breaks no must.
    Infeasible(Conflict),
    /// The effort was spent before a schedule was found or ruled out.
    Undecided,
}

/// A schedule and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The dates.
    pub schedule: Schedule,
    /// What is minimised: the cost of the rules plus the cost of moving what people have been shown.
    pub objective: i64,
    /// The part of the objective that moving costs.
    pub disruption: i64,
    /// No schedule has a smaller objective than this; whole, since all costs are.
    pub bound: i64,
}

impl Planned {
    /// The same with a bound that was proved. A bound above the objective says no more than one that meets it.
    #[must_use]
    pub fn bounded_by(self, bound: i64) -> Planned {
        Planned { bound: bound.min(self.objective), ..self }
    }

    /// Whether no schedule is better.
    pub fn is_optimal(&self) -> bool {
        self.bound == self.objective
    }

    /// How far the objective may lie above the best one, in percent of the bound: 0 when it is optimal.
    pub fn gap_percent(&self) -> f64 {
        gap_percent(self.objective, self.bound)
    }
}

/// How far a cost lies above a bound, in percent of the bound.
pub fn gap_percent(cost: i64, bound: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a percentage is shown, not decided by")]
    let percent = 100.0 * (cost - bound) as f64 / bound.max(1) as f64;
    percent
}

/// Rules that cannot hold together for some activities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The rules, in order of their places. Without any one of them the activities could be dated, when `minimal`.
    pub rules: Vec<Tag>,
    /// The activities that they bind, in plan order.
    pub activities: Vec<ActivityId>,
    /// Whether that was proved of every rule by solving without it.
    pub minimal: bool,
}
