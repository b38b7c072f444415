//! Moving what people have been shown: what it costs, and what can no longer move.
//!
//! `cost = MOVED_DAY * [x != announced day] + MOVED_TIME * [start != announced start]`
//!
//! This is no rule of the plan: it is charged while planning, told in the summary, and never part of a plan's own cost, so
//! that a plan costs the same whoever has seen it.

use crate::calendar::civil::NaiveDate;
use crate::constraint::local;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};

/// What it costs to move an announced activity to another day.
pub const MOVED_DAY: i64 = 20;
/// What it costs to move an announced meeting to another time of the same day.
pub const MOVED_TIME: i64 = 5;

/// What people have been shown, and the day it is seen from.
#[derive(Debug, Clone, Default)]
pub struct Announced {
    /// The dates that were shown.
    pub schedule: Schedule,
    /// Activities that ended before this day have taken place, and stay where they are unless the rules forbid it now.
    pub today: Option<NaiveDate>,
}

impl Announced {
    /// What moving to a placement costs; none where the activity has taken place elsewhere.
    pub fn surcharge(&self, problem: &Problem<'_>, index: ActivityIndex, placement: Placement) -> Option<i64> {
        let Some(shown) = self.schedule.placement(&problem.activity(index).id) else { return Some(0) };
        let moved = cost(shown, placement);
        if moved > 0 && self.is_past(problem, index, shown) { None } else { Some(moved) }
    }

    /// The same, with all days still to come: for where what has taken place cannot all stay.
    #[must_use]
    pub fn with_past_open(&self) -> Announced {
        Announced { schedule: self.schedule.clone(), today: None }
    }

    /// Whether anything of a problem has taken place.
    pub fn has_past(&self, problem: &Problem<'_>) -> bool {
        let shown = problem.indexed().filter_map(|(index, activity)| Some((index, self.schedule.placement(&activity.id)?)));
        shown.into_iter().any(|(index, shown)| self.is_past(problem, index, shown))
    }

    /// What a whole schedule costs.
    pub fn total(&self, schedule: &Schedule) -> i64 {
        let moved = self.schedule.placements.iter().filter_map(|(id, shown)| Some(cost(*shown, schedule.placement(id)?)));
        moved.sum()
    }

    /// Whether an activity has taken place where it was shown. One that its own rules no longer allow there has not.
    fn is_past(&self, problem: &Problem<'_>, index: ActivityIndex, shown: Placement) -> bool {
        if self.today.is_none_or(|today| shown.last() >= today) {
            return false;
        }
        let activity = problem.activity(index);
        let from = activity.candidates.partition_point(|candidate| candidate.first() < shown.first());
        let same_day = activity.candidates[from..].iter().take_while(|candidate| candidate.first() == shown.first());
        let mut unmoved = same_day.filter(|candidate| cost(shown, **candidate) == 0);
        unmoved.any(|candidate| local::judge(problem, activity.kind, *candidate).iter().all(|fee| !fee.is_must()))
    }
}

fn cost(shown: Placement, placement: Placement) -> i64 {
    if shown.first() != placement.first() {
        return MOVED_DAY;
    }
    match (shown, placement) {
        (Placement::Meeting { start: shown, .. }, Placement::Meeting { start, .. }) if shown != start => MOVED_TIME,
        (Placement::Meeting { .. } | Placement::Phase { .. } | Placement::Milestone { .. }, _) => 0,
    }
}
