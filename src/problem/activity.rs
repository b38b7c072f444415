//! Activities: what is to get a date.

use crate::plan::activity::ActivityId;
use crate::plan::occurrence::OccurrenceId;
use crate::plan::roadmap::{MilestoneId, PhaseId};
use crate::schedule::placement::Placement;

/// Which activity of a problem, in plan order: meetings group by group, then phases, then milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActivityIndex(pub usize);

/// What an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A meeting.
    Meeting(OccurrenceId),
    /// A phase.
    Phase(PhaseId),
    /// A milestone.
    Milestone(MilestoneId),
}

/// Something to be dated, with every placement that is looked at.
#[derive(Debug, Clone)]
pub struct Activity {
    /// Its lasting id.
    pub id: ActivityId,
    /// What it is.
    pub kind: Kind,
    /// Its candidates, in order of date and then of start. Rules decide which of them are allowed.
    pub candidates: Vec<Placement>,
}
