//! Occurrences: the meetings that a cycle asks for, each with its label and the days between which it must lie.

use crate::calendar::civil::{NaiveDate, NaiveTime};

use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::group::GroupId;

/// Which occurrence of a plan. A group's occurrences follow each other, in order of their windows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccurrenceId(pub usize);

/// One meeting that is to have a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Its lasting id.
    pub id: ActivityId,
    /// Who meets.
    pub group: GroupId,
    /// The plan's own name for it within its group: `2027-03`, `2027-q1`, `2027-forår`.
    pub label: String,
    /// The first and the last day it may lie on.
    pub window: Spanned<Window>,
    /// Runs of days within the window that it does not lie on.
    pub gaps: Vec<Spanned<Window>>,
    /// The date that the recurrence rule itself gives, which may be closed.
    pub nominal: Option<NaiveDate>,
    /// What the plan says of this one alone.
    pub exception: Option<Exception>,
}

/// A range of days, both ends included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Window {
    /// A window, or none when `last` lies before `first`.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Window> {
        (first <= last).then_some(Window { first, last })
    }

    /// Whether a day lies in it; both ends count.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }
}

/// What the plan says of a single occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// What becomes of it.
    pub verdict: Verdict,
    /// Why; people are told.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// What becomes of an occurrence with an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Held on this date, and at this time when one is given; its cycle's window and weekdays no longer bind it.
    Pinned(NaiveDate, Option<NaiveTime>),
    /// Not held: it gets no date, and its neighbours count their distance over the gap.
    Cancelled,
}

impl Occurrence {
    /// Whether it is to get a date at all.
    pub fn is_held(&self) -> bool {
        !matches!(self.exception, Some(Exception { verdict: Verdict::Cancelled, .. }))
    }

    /// The date it is pinned to, when it is.
    pub fn pinned(&self) -> Option<(NaiveDate, Option<NaiveTime>, Span)> {
        match self.exception {
            Some(Exception { verdict: Verdict::Pinned(date, start), span, .. }) => Some((date, start, span)),
            Some(Exception { verdict: Verdict::Cancelled, .. }) | None => None,
        }
    }
}
