//! A part of a plan, planned again while the rest keeps its dates: the activities that depend on one, directly or through
//! others. The rest has nothing to gain, so what the part costs more is what the plan costs more. Of a part that is too large only
//! what is nearest in time is planned again: what that costs more is what the plan costs more at most.

use crate::constraint::bill;
use crate::constraint::fee::Tag;
use crate::plan::activity::ActivityId;
use crate::plan::plan::Plan;
use crate::problem::activity::ActivityIndex;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::charge::total;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::coupled::coupled;
use crate::solve::disruption::{Announced, Disruption};
use crate::solve::engine::Budget;
use crate::solve::optimum::{Found, found_under, model_under};

/// How many activities are planned again at most.
const MOST: usize = 150;

/// The activities that depend on one.
pub struct Part<'p> {
    /// The problem, in which the others have the dates they have, and what has taken place stays.
    pub problem: Problem<'p>,
    /// The one.
    pub item: ActivityIndex,
    /// Those that depend on it, itself among them, in plan order.
    pub members: Vec<ActivityIndex>,
    /// Whether they are all that depend on it.
    pub is_whole: bool,
}

impl<'p> Part<'p> {
    /// The part around an activity that could lie on these candidates, under some of the rules.
    pub fn around(
        (item, candidates): (ActivityIndex, Vec<Placement>),
        rules: &dyn Fn(Tag) -> bool,
        plan: &'p Plan,
        announced: &Announced,
        now: &Schedule,
    ) -> Part<'p> {
        let mut problem = Problem::of(plan, Reach::Window);
        let disruption = Disruption::of(&problem, announced);
        let can_move = |index: ActivityIndex, placement: &Placement| disruption.surcharge(index, *placement, &|_| true).is_some();
        let kept: Vec<Placement> = candidates.into_iter().filter(|placement| can_move(item, placement)).collect();
        problem.activities[item.0].candidates = kept;
        let is_member = coupled(&model_under(rules, &problem, announced), item.0);
        let members: Vec<ActivityIndex> = (0..is_member.len()).filter(|index| is_member[*index]).map(ActivityIndex).collect();
        let (members, is_whole) = nearest(members, item, &problem, now);
        let is_member = |index: ActivityIndex| members.binary_search(&index).is_ok();
        for index in (0..problem.activities.len()).map(ActivityIndex).filter(|index| *index != item) {
            let kept = if is_member(index) {
                let all = problem.activity(index).candidates.iter().copied();
                all.filter(|placement| can_move(index, placement)).collect()
            } else {
                now.placement(&problem.activity(index).id).into_iter().collect()
            };
            problem.activities[index.0].candidates = kept;
        }
        Part { problem, item, members, is_whole }
    }

    /// The best schedule in which the activity has one of these candidates.
    pub fn planned(
        &mut self,
        candidates: Vec<Placement>,
        rules: &dyn Fn(Tag) -> bool,
        announced: &Announced,
        budget: Budget,
    ) -> Found {
        self.problem.activities[self.item.0].candidates = candidates;
        found_under(rules, &self.problem, announced, budget)
    }
}

/// Those that lie nearest to one in time, in plan order, and whether they are all.
fn nearest(
    mut members: Vec<ActivityIndex>,
    item: ActivityIndex,
    problem: &Problem<'_>,
    now: &Schedule,
) -> (Vec<ActivityIndex>, bool) {
    let day = |index: ActivityIndex| now.placement(&problem.activity(index).id).map(Placement::first);
    let is_whole = members.len() <= MOST;
    if let Some(own) = day(item).filter(|_| !is_whole) {
        members.sort_by_key(|index| (*index != item, day(*index).map(|day| (day - own).num_days().abs()), *index));
        members.truncate(MOST);
        members.sort_unstable();
    }
    (members, is_whole)
}

/// What a schedule costs, with the moving of what was shown; none where it breaks a must that is in force.
pub fn objective(
    rules: &dyn Fn(Tag) -> bool,
    problem: &Problem<'_>,
    disruption: &Disruption,
    schedule: &Schedule,
) -> Option<i64> {
    let mut charges = bill::charges(problem, schedule);
    charges.retain(|charge| rules(Tag { rule: charge.rule, span: charge.span }));
    charges.iter().all(|charge| charge.cost.is_some()).then(|| total(&charges) + disruption.total(problem, schedule))
}

/// A schedule with one activity elsewhere.
pub fn swapped(schedule: &Schedule, id: &ActivityId, placement: Placement) -> Schedule {
    let mut swapped = schedule.clone();
    swapped.placements.insert(id.clone(), placement);
    swapped
}
