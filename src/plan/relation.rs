//! Relations: how two activities lie to each other in time.

use crate::diagnostic::source::Span;
use crate::plan::deadline::Side;
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
    /// Some meeting of the object that lies in the calendar month of the subject.
    SomeInMonth,
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
    /// The wanted difference. A relation to some meeting is one unit where none lies in the range; with a best value each
    /// unit of the distance from it to the nearest meeting in the range is one more, up to the end of the range that is
    /// further away. Such a range has two ends.
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

/// A group that meets on the days, or in the ISO weeks, of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// Whose meetings share.
    pub subject: GroupId,
    /// With whose.
    pub object: GroupId,
    /// Which meetings of the other one are meant: [`Matching::Period`] or [`Matching::Some`].
    pub matching: Matching,
    /// What they share.
    pub share: Share,
    /// How firmly; each meeting of the subject that does not share is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// A group that meets just after, or just before, the meetings of another, on the same day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Whose meetings follow.
    pub subject: GroupId,
    /// Whose they follow.
    pub object: GroupId,
    /// Which meetings of the other one are meant: [`Matching::Period`] or [`Matching::Some`].
    pub matching: Matching,
    /// Whether the subject's meeting comes after or before the other.
    pub side: Side,
    /// The fewest minutes between the end of the one and the start of the other.
    pub least: u32,
    /// The most minutes.
    pub most: u32,
    /// How firmly; each meeting of the subject that does not follow is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// What two groups share, or do not share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// A day.
    Day,
    /// An ISO week.
    Week,
}
