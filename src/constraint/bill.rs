//! All rules on one schedule: what it breaks and what that costs.

use crate::constraint::coupling::COUPLING_RULES;
use crate::constraint::fee::Fee;
use crate::constraint::layout::span;
use crate::constraint::{local, pair, path, relation, window};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The whole bill, sorted. An activity without a date breaks its window.
pub fn charges(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let weights = &problem.plan.weights;
    let mut charges = Vec::new();
    for (_, activity) in problem.indexed() {
        let id = || vec![activity.id.clone()];
        match schedule.placement(&activity.id) {
            Some(placement) => {
                let fees = local::judge(problem, activity.kind, placement);
                charges.extend(fees.into_iter().map(|fee| fee.charged(weights, id())));
            }
            None => charges.push(Fee::forbidden(window::NAME, span(problem, activity.kind)).charged(weights, id())),
        }
    }
    charges.extend(pair::check(&path::pairs(problem), problem, schedule));
    charges.extend(pair::check(&relation::pairs(problem), problem, schedule));
    charges.extend(COUPLING_RULES.iter().flat_map(|rule| (rule.check)(problem, schedule)));
    charges.sort();
    charges
}
