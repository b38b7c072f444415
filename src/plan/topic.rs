//! Agenda topics: what is to be on the agenda of some meeting of a group, and of which one.

use crate::diagnostic::source::Span;
use crate::plan::distance::Distance;
use crate::plan::group::GroupId;
use crate::plan::occurrence::{OccurrenceId, Window};
use crate::plan::priority::Priority;
use crate::plan::relation::Anchor;

/// Which topic of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub usize);

/// Something that a group treats at some of its meetings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The key in the plan, unique within its group.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// Whose agenda it is on.
    pub group: GroupId,
    /// At which meetings, in plan order; each gives one meeting at most.
    pub bindings: Vec<Binding>,
    /// Where the topic's key stands.
    pub span: Span,
}

/// A meeting that a topic is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// The first meeting in some days. It is asked for: the rule `topic`.
    Within(Demand),
    /// This occurrence, whatever its date. Nothing is asked.
    At(OccurrenceId),
    /// The last meeting so far before a milestone, or before the first day of a phase. That there is one is asked for by
    /// a relation of the plan: a gate.
    LastBefore {
        /// The milestone, or the start of the phase.
        anchor: Anchor,
        /// How far before; counted from the meeting to the anchor, so it is positive.
        distance: Distance,
    },
}

/// Some meeting of the topic's group lies in these days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// The days, as far as they are planned.
    pub window: Window,
    /// How firmly; a demand that no meeting meets is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}
