//! Roadmaps: tracks with phases and milestones, fixed or to be placed.

use crate::calendar::civil::{Datelike, Months, NaiveDate, TimeDelta, Weekday};

use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::Wish;
use crate::plan::group::Avoid;
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::occurrence::Window;
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;

/// Which track of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackId(pub usize);

/// Which phase of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseId(pub usize);

/// Which milestone of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MilestoneId(pub usize);

/// A track of a product's roadmap: a section of its chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The key in the plan, unique within its product.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// The product it belongs to.
    pub product: ProductId,
    /// Where the track's key stands.
    pub span: Span,
}

/// A stretch of time in a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its lasting id.
    pub id: ActivityId,
    /// The name in words.
    pub title: String,
    /// The track it belongs to.
    pub track: TrackId,
    /// Whether the chart marks it as critical.
    pub critical: bool,
    /// The calendars by which it counts working days.
    pub calendars: Vec<CalendarId>,
    /// Fixed, or to be placed.
    pub timing: PhaseTiming,
    /// What it asks besides its days.
    pub demands: Demands,
    /// Where the phase's key stands.
    pub span: Span,
}

/// What a phase asks besides its days, and what it takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demands {
    /// What kind of phase it is, such as `hypercare`: capacities count phases by it.
    pub kind: Option<String>,
    /// On which days it starts and ends; only of a phase that is to be placed.
    pub alignments: Vec<Alignment>,
    /// Days it does not start on; only of a phase that is to be placed.
    pub not_start_in: Vec<Avoid>,
    /// The hours a week that it takes of people while it runs, each person once.
    pub efforts: Vec<Effort>,
}

/// A phase starts or ends on days of a kind; one that does not is one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alignment {
    /// Which end of the phase is meant, and on which days it lies.
    pub to: AlignedTo,
    /// How firmly.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// The days that a phase starts or ends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlignedTo {
    /// It starts on this weekday.
    StartOnWeekday(Weekday),
    /// It starts on the 1st of a month, open or closed: that is a label for the month.
    StartOfMonth,
    /// It starts on the first working day of a month.
    FirstWorkingDay,
    /// It ends on this weekday.
    EndOnWeekday(Weekday),
    /// It ends on the last working day of a month: a phase that lasts to the end of a month has its last open day there.
    EndOfMonth,
}

/// Hours a week that a phase takes of a person while it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effort {
    /// Whose hours.
    pub person: PersonId,
    /// How many in each ISO week that the phase touches, at least 1.
    pub hours: u32,
    /// Where it stands.
    pub span: Span,
}

impl Phase {
    /// Whether it may start on a closed day: on the 1st of a month, when it is to start there.
    pub fn may_start_closed(&self, first: NaiveDate) -> bool {
        let is_label = |alignment: &Alignment| alignment.to == AlignedTo::StartOfMonth;
        first.day() == 1 && self.demands.alignments.iter().any(is_label)
    }
}

/// When a phase lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhaseTiming {
    /// A fact: these days, both included. A fixed phase may begin or end on a closed day: "1 January" often means the month.
    Fixed(Spanned<Window>),
    /// To be placed: it starts on an open day, or on a closed 1st that it is aligned to, and lies wholly inside `within`.
    Placed {
        /// How long.
        length: Spanned<Length>,
        /// The first day it may start and the last day it may end.
        within: Spanned<Window>,
        /// The start it would rather have; each working day away is one unit.
        wish: Option<Wish<NaiveDate>>,
    },
}

/// How long a phase lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// So many open days, the first and the last included.
    WorkingDays(u32),
    /// So many weeks: 2 weeks from a Monday end on the Sunday 13 days later, drawn back to an open day.
    Weeks(u32),
    /// So many months: 3 months from 1 February end on 30 April, drawn back to an open day.
    Months(u32),
}

impl Length {
    /// The last day of a phase that starts on `first`; none when it reaches past what `open` covers.
    ///
    /// A closed first day is not one of the working days that are counted.
    pub fn last_day(self, first: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
        let end = match self {
            Length::WorkingDays(days) => return open.nth(first, i64::from(days) - i64::from(open.is_open(first))),
            Length::Weeks(weeks) => first.checked_add_signed(TimeDelta::days(i64::from(weeks) * 7 - 1)),
            Length::Months(months) => first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()),
        }?;
        open.on_or_before(end).filter(|last| *last >= first)
    }
}

/// A point in a track: something appointed, handed over, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its lasting id.
    pub id: ActivityId,
    /// The name in words.
    pub title: String,
    /// The track it belongs to.
    pub track: TrackId,
    /// Whether the chart marks it as critical.
    pub critical: bool,
    /// The calendars whose closed days it does not lie on.
    pub calendars: Vec<CalendarId>,
    /// The days it may lie on; one day when it is fixed.
    pub within: Spanned<Window>,
    /// Whether it is a fact although its day is closed; only of one that is fixed.
    pub is_kept: bool,
    /// Where the milestone's key stands.
    pub span: Span,
}

/// A day of note in a product's roadmap: told on its charts. Nothing is placed there, and no rule knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOfNote {
    /// The key in the plan, unique within its product.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// The product whose roadmap it is told in.
    pub product: ProductId,
    /// The day; it may lie outside the planned years.
    pub date: NaiveDate,
    /// Where the key stands.
    pub span: Span,
}

impl Milestone {
    /// The date of a milestone that is fixed.
    pub fn fixed(&self) -> Option<NaiveDate> {
        (self.within.value.first == self.within.value.last).then_some(self.within.value.first)
    }
}
