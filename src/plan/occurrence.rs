//! Occurrences: the meetings that a cycle asks for, each with its label and the days between which it must lie.

use crate::calendar::civil::{NaiveDate, NaiveTime, TimeDelta};

use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::{Cycle, Hours};
use crate::plan::group::{Group, GroupId};

/// Which occurrence of a plan. A group's occurrences follow each other, in the order of their windows
/// (`schema::lower::order` says how that is found).
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
    /// Whether the rhythm asks for it, or the plan alone.
    pub origin: Origin,
    /// Whether people meet.
    pub manner: Manner,
    /// What is otherwise this once.
    pub once: Once,
    /// Where the plan says that it may move within the notice of its group; none where it may not.
    pub breaks_notice: Option<Span>,
    /// Why; people are told.
    pub reason: String,
    /// Where it stands.
    pub span: Span,
}

/// What becomes of an occurrence with an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Held when its rhythm says.
    Held,
    /// Held on this date, and at this time when one is given; its cycle's window and weekdays no longer bind it.
    Pinned(NaiveDate, Option<NaiveTime>),
    /// Held in another window than its rhythm's: [`Occurrence::window`] is the new one.
    Moved,
    /// Not held: it gets no date, and its neighbours count their distance over the gap.
    Cancelled,
}

/// Who asks for an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The rhythm of its group.
    Rhythm,
    /// The plan alone: the rhythm gives no such label.
    Extra,
}

/// How an occurrence is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// People meet.
    Meeting,
    /// Decided in writing: it has a date and no clock time, and occupies nobody.
    InWriting,
}

/// What is otherwise for one occurrence alone; what is not said is as its group has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Once {
    /// How long it lasts, in minutes, at least 5 and at most a day.
    pub minutes: Option<u32>,
    /// Where it is.
    pub place: Option<String>,
    /// The address of the online meeting.
    pub link: Option<String>,
    /// What members are told besides.
    pub note: Option<String>,
}

impl Exception {
    /// A verdict with its reason, and nothing else.
    pub fn of(verdict: Verdict, reason: impl Into<String>, span: Span) -> Exception {
        let (origin, manner, once) = (Origin::Rhythm, Manner::Meeting, Once::default());
        Exception { verdict, origin, manner, once, breaks_notice: None, reason: reason.into(), span }
    }
}

impl Occurrence {
    /// Whether it is to get a date at all.
    pub fn is_held(&self) -> bool {
        self.exception.as_ref().is_none_or(|exception| exception.verdict != Verdict::Cancelled)
    }

    /// Whether it is decided in writing: then it takes a day, and nobody's time.
    pub fn is_in_writing(&self) -> bool {
        self.exception.as_ref().is_some_and(|exception| exception.manner == Manner::InWriting)
    }

    /// Whether it may move within the notice of its group.
    pub fn breaks_notice(&self) -> bool {
        self.exception.as_ref().is_some_and(|exception| exception.breaks_notice.is_some())
    }

    /// The date it is pinned to, when it is.
    pub fn pinned(&self) -> Option<(NaiveDate, Option<NaiveTime>, Span)> {
        let exception = self.exception.as_ref()?;
        match exception.verdict {
            Verdict::Pinned(date, start) => Some((date, start, exception.span)),
            Verdict::Held | Verdict::Moved | Verdict::Cancelled => None,
        }
    }

    /// What is otherwise this once, when anything is.
    pub fn once(&self) -> Option<&Once> {
        self.exception.as_ref().map(|exception| &exception.once)
    }

    /// How long it lasts on that day, in minutes, and the clock times it lies within. Where the cycle's meetings have one
    /// start alone, a longer or shorter one keeps it.
    pub fn frame(&self, cycle: &Cycle, date: NaiveDate) -> (u32, Hours) {
        let (usual, hours) = cycle.frame(date);
        let minutes = self.once().and_then(|once| once.minutes).unwrap_or(usual);
        let Hours { earliest, latest } = hours;
        if latest - earliest > TimeDelta::minutes(i64::from(usual)) {
            return (minutes, hours);
        }
        (minutes, Hours { earliest, latest: earliest + TimeDelta::minutes(i64::from(minutes)) })
    }

    /// Where it is: this once, or as its group has it.
    pub fn place<'o>(&'o self, group: &'o Group) -> Option<&'o str> {
        self.once().and_then(|once| once.place.as_deref()).or(group.place.as_deref())
    }

    /// The address of the online meeting: this once, or as its group has it.
    pub fn link<'o>(&'o self, group: &'o Group) -> Option<&'o str> {
        self.once().and_then(|once| once.link.as_deref()).or(group.link.as_deref())
    }
}
