//! Relations: how two activities lie to each other in time.

use crate::diagnostic::source::Span;
use crate::plan::distance::Distance;
use crate::plan::group::GroupId;
use crate::plan::priority::Priority;
use crate::plan::roadmap::{MilestoneId, PhaseId};

/// A date that a relation speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Anchor {
    /// The dates of a group's meetings.
    Meetings(GroupId),
    /// The first day of a phase.
    PhaseStart(PhaseId),
    /// The last day of a phase.
    PhaseEnd(PhaseId),
    /// The date of a milestone.
    Milestone(MilestoneId),
}

/// Which meetings are compared when an anchor stands for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matching {
    /// The two of the same label; one without a partner is free. For two cycles of the same period.
    Period,
    /// Some meeting of the object must lie at the wanted distance from the subject.
    Some,
}

/// `subject - object` lies at a distance: `subject` after `object` when positive.
///
/// Working days are counted by the calendars of the subject: the one who states the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Whose date is constrained.
    pub subject: Anchor,
    /// The date it is measured from.
    pub object: Anchor,
    /// Which of several meetings is meant.
    pub matching: Matching,
    /// The wanted difference. A relation with [`Matching::Some`] has no best value, and is one unit where it is broken.
    pub distance: Distance,
}

/// Two groups that do not meet on the same day or in the same ISO week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Separation {
    /// The one group.
    pub one: GroupId,
    /// The other group.
    pub other: GroupId,
    /// What they do not share.
    pub share: Share,
    /// How firmly; each pair of meetings that share is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// What two groups do not share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// A day.
    Day,
    /// An ISO week.
    Week,
}
