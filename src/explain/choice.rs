//! What is asked of an activity, and what is found of each day it could have. Data; words are made elsewhere.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::constraint::fee::Tag;
use crate::explain::figure::Figure;
use crate::explain::reason::Reason;
use crate::plan::activity::ActivityId;
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::outcome::Conflict;

/// What is asked, and how hard to try.
pub struct Question<'q> {
    /// The plan.
    pub plan: &'q Plan,
    /// What people have been shown.
    pub announced: &'q Announced,
    /// A schedule that keeps the plan, each date among the candidates of its activity: what people were shown, or the best.
    pub schedule: &'q Schedule,
    /// How many days, and how many lines, the plan is made again for.
    pub limit: usize,
    /// The effort of each time.
    pub budget: Budget,
}

/// A day that an activity could have, or another time on its own day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The day.
    pub day: NaiveDate,
    /// The start, where it is known: the cheapest one of the day.
    pub start: Option<NaiveTime>,
    /// What there is to say of it.
    pub finding: Finding,
}

/// What there is to say of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The activity lies there.
    Now,
    /// Its own rules forbid it.
    Forbidden(Vec<Reason>),
    /// The activity has taken place, on another day.
    Past,
    /// The day is over.
    Over,
    /// No schedule has it there: the rules that stand in the way, and of which activities; none where only what has taken
    /// place does, or the effort did not suffice to tell.
    Blocked(Option<Conflict>),
    /// The best schedule that has it there.
    Replanned(Replanned),
    /// The plan was not made again, or the effort did not suffice.
    Open {
        /// What it costs more at most: where no other activity moves; none where that breaks a must.
        alone: Option<i64>,
        /// Whether the effort was spent on it.
        tried: bool,
    },
}

/// The plan made again, with an activity elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replanned {
    /// What it costs more than now, with the moving of what was shown.
    pub more: Figure,
    /// By how much each rule at each line costs more or less, the greatest difference first.
    pub rules: Vec<(Tag, i64)>,
    /// What the moving of what was shown costs more.
    pub moving: i64,
    /// What else moves: from, to.
    pub moved: Vec<(ActivityId, Placement, Placement)>,
}

/// The clock time of a meeting.
pub fn start(placement: Placement) -> Option<NaiveTime> {
    match placement {
        Placement::Meeting { start, .. } => Some(start),
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    }
}
