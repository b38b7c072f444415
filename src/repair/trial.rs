//! Whether a change makes the plan possible: the changed text is read anew, and solved. Every trial is counted.

use crate::diagnostic::source::{SourceId, Sources};
use crate::plan::activity::ActivityId;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schema::reading::read;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::possible;
use crate::solve::possible::{Possible, together};

/// How much may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How often the activities of the conflict are looked at alone.
    pub parts: usize,
    /// How often the whole plan is.
    pub wholes: usize,
    /// What may be spent on the whole plan each time.
    pub budget: Budget,
}

impl Effort {
    /// What a conflict is worth.
    pub const USUAL: Effort = Effort { parts: 150, wholes: 24, budget: Budget { work: 2_000_000 } };
}

/// What came of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It can be met.
    Possible,
    /// It cannot, as was proved.
    Impossible,
    /// The text is at fault.
    Faulty,
    /// The effort did not suffice.
    Unknown,
}

impl From<Possible> for Verdict {
    fn from(possible: Possible) -> Verdict {
        match possible {
            Possible::Yes => Verdict::Possible,
            Possible::No => Verdict::Impossible,
            Possible::Unknown => Verdict::Unknown,
        }
    }
}

/// Trials of one conflict.
pub struct Trials<'t> {
    sources: &'t Sources,
    activities: &'t [ActivityId],
    announced: &'t Announced,
    left: Effort,
}

impl<'t> Trials<'t> {
    /// Trials of changes of these texts, for the activities of a conflict, seen from what people have been shown.
    pub fn new(sources: &'t Sources, activities: &'t [ActivityId], announced: &'t Announced, effort: Effort) -> Trials<'t> {
        Trials { sources, activities, announced, left: effort }
    }

    /// Whether the activities of the conflict can then be dated among themselves.
    pub fn part(&mut self, changed: Option<(SourceId, String)>) -> Verdict {
        let Some((source, text)) = changed else { return Verdict::Faulty };
        if self.left.parts == 0 {
            return Verdict::Unknown;
        }
        self.left.parts -= 1;
        self.plan(source, &text)
            .map_or(Verdict::Faulty, |plan| together(&Problem::of(&plan, Reach::Window), self.announced, self.activities).into())
    }

    /// Whether the whole plan can then be met.
    pub fn whole(&mut self, changed: Option<(SourceId, String)>) -> Verdict {
        let Some((source, text)) = changed else { return Verdict::Faulty };
        if self.left.wholes == 0 {
            return Verdict::Unknown;
        }
        self.left.wholes -= 1;
        let (announced, budget) = (self.announced, self.left.budget);
        self.plan(source, &text)
            .map_or(Verdict::Faulty, |plan| possible(&Problem::of(&plan, Reach::Window), announced, budget).into())
    }

    fn plan(&self, source: SourceId, text: &str) -> Option<Plan> {
        read(&self.sources.with_text(source, text)).plan
    }
}
