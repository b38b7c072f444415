//! Whether what is told of a plan that cannot be met is so: judged by HiGHS on the rows of the rules, and by the independent
//! re-check. Neither is what finds conflicts.

use std::collections::BTreeSet;

use aarshjul::constraint::extent::{Clashes, Extent, Starts};
use aarshjul::constraint::fee::{Costs, Force, Tag};
use aarshjul::constraint::local;
use aarshjul::constraint::post::post_allowed;
use aarshjul::plan::activity::ActivityId;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::{Placement, Schedule};
use aarshjul::solve::highs::{Answer, Effort, Heuristics, solve};
use aarshjul::solve::mip::{Goal, Mip};
use aarshjul::solve::outcome::Conflict;
use aarshjul::verify;

const EFFORT: Effort = Effort { nodes: 10_000, gap: 0.999, cutoff: f64::INFINITY, heuristics: Heuristics::On };

/// Some activities of a plan, each with the placements it could have and the local musts that forbid them.
pub(crate) struct Part<'p> {
    plan: &'p Plan,
    problem: Problem<'p>,
    is_in: Vec<bool>,
    candidates: Vec<Vec<(Placement, BTreeSet<Tag>)>>,
}

impl<'p> Part<'p> {
    /// The activities that `is_in` names.
    pub(crate) fn of(plan: &'p Plan, reach: Reach, is_in: &dyn Fn(&ActivityId) -> bool) -> Part<'p> {
        let problem = Problem::of(plan, reach);
        let takes_part: Vec<bool> = problem.activities.iter().map(|activity| is_in(&activity.id)).collect();
        let candidates = problem.activities.iter().zip(&takes_part).map(|(activity, takes_part)| {
            let own = activity.candidates.iter().filter(|_| *takes_part);
            let musts = own.map(|candidate| {
                let fees = local::judge(&problem, activity.kind, *candidate).into_iter().filter(|fee| fee.is_must());
                (*candidate, fees.map(|fee| fee.tag).collect())
            });
            musts.collect()
        });
        let candidates = candidates.collect();
        Part { plan, problem, is_in: takes_part, candidates }
    }

    /// Dates for them under some rules alone, when there are any.
    ///
    /// # Errors
    /// Where HiGHS could not tell.
    pub(crate) fn dated(&self, rules: &dyn Fn(Tag) -> bool) -> Result<Option<Schedule>, String> {
        let force = Force { rules, costs: Costs::Ignored };
        let takes_part = self.is_in.clone();
        let extent = Extent { takes_part, force, surcharge: &|_, _| Some(0), starts: Starts::Rows, clashes: Clashes::All };
        let open = |(_, tags): &&(Placement, BTreeSet<Tag>)| !tags.iter().any(|tag| rules(*tag));
        let allowed =
            self.candidates.iter().map(|own| own.iter().filter(open).map(|(candidate, _)| (*candidate, 0)).collect()).collect();
        let (program, layout) = post_allowed(&self.problem, allowed, &extent).into_program();
        let values = match solve(&Mip::of(&program, Goal::Any), EFFORT) {
            Answer::Values { values, .. } => values,
            Answer::Infeasible => return Ok(None),
            Answer::Undecided => return Err("the effort did not suffice".to_owned()),
        };
        let mut schedule = Schedule::default();
        for (index, activity) in self.problem.indexed() {
            let day = layout.days(index).iter().find(|day| values[day.column.0] > 0.5);
            let start = day.and_then(|day| day.starts.iter().find(|start| values[start.column.0] > 0.5));
            schedule.placements.extend(start.map(|start| (activity.id.clone(), start.placement)));
        }
        Ok(Some(schedule))
    }

    /// The first of these rules that the independent re-check finds broken among these activities.
    fn broken(&self, schedule: &Schedule, rules: &BTreeSet<Tag>) -> Option<String> {
        let is_whole = self.is_in.iter().all(|takes_part| *takes_part);
        let is_dated = |id: &ActivityId| schedule.placement(id).is_some();
        let broken = verify::bill::charges(self.plan, schedule).into_iter().find(|charge| {
            let is_ours = rules.contains(&Tag { rule: charge.rule, span: charge.span });
            // These say nothing where a meeting that they ask for is no part of the conflict.
            let asks_others = ["relation", "gathering", "back-to-back"].contains(&charge.rule) && charge.activities.len() == 1;
            is_ours && charge.activities.iter().all(is_dated) && (is_whole || !asks_others) && charge.cost.is_none()
        });
        broken.map(|charge| format!("{charge:?}"))
    }
}

/// Whether the rules of a conflict cannot hold for its activities, and can without any one of them. Where they can, the
/// independent re-check must find none of them broken.
pub(crate) fn irreducible(plan: &Plan, conflict: &Conflict, reach: Reach) -> Result<(), String> {
    let part = Part::of(plan, reach, &|id| conflict.activities.contains(id));
    let all: BTreeSet<Tag> = conflict.rules.iter().copied().collect();
    if part.dated(&|tag| all.contains(&tag))?.is_some() {
        return Err(format!("{all:?} can hold"));
    }
    for spared in &conflict.rules {
        let mut others = all.clone();
        others.remove(spared);
        let Some(schedule) = part.dated(&|tag| others.contains(&tag))? else {
            return Err(format!("{all:?} cannot hold without {spared:?} either"));
        };
        if schedule.placements.len() != conflict.activities.len() {
            return Err(format!("without {spared:?} not all are dated"));
        }
        if let Some(broken) = part.broken(&schedule, &others) {
            return Err(format!("without {spared:?}: {broken}"));
        }
    }
    Ok(())
}
