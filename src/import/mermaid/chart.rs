//! A gantt chart as Mermaid resolves it: every task with the moments between which its bar is drawn, and with the places of
//! the words that say so. Knows no grammar and no plan.

use std::collections::BTreeSet;

use crate::calendar::civil::NaiveDateTime;
use crate::diagnostic::source::{Span, Spanned};

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its lines, from `gantt` to the end.
    pub span: Span,
    /// The title in words, of the statement or of the front matter.
    pub title: Option<Spanned<String>>,
    /// What holds for the whole chart.
    pub settings: Settings,
    /// The sections in the order of the text; two may have the same title.
    pub sections: Vec<Section>,
    /// The tasks in the order of the text. Those that no moments could be found for are left out, and told.
    pub tasks: Vec<Task>,
}

/// What holds for a whole chart, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// `dateFormat`; the last one that is written.
    pub date_format: Option<Spanned<String>>,
    /// The words of `excludes`, in lower case: `weekends`, a weekday, a date, or what Mermaid does not know.
    pub excludes: Vec<Spanned<String>>,
    /// The words of `includes`, in lower case.
    pub includes: Vec<Spanned<String>>,
    /// `tickInterval`.
    pub tick_interval: Option<Spanned<String>>,
    /// `axisFormat`.
    pub axis_format: Option<Spanned<String>>,
    /// `weekend friday`: Friday and Saturday are the weekend.
    pub weekend_is_friday: bool,
    /// `inclusiveEndDates`: written ends are last days.
    pub has_inclusive_ends: bool,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title in words, without the spaces around it.
    pub title: String,
    /// Where the title stands.
    pub span: Span,
}

/// A task: a bar, a milestone or a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// The name in words.
    pub name: Spanned<String>,
    /// Which section it stands in, by its place among them; none before the first one.
    pub section: Option<usize>,
    /// The title of `%% track: TITLE` above it in its section: the track that a chart of ours draws a milestone for.
    pub track: Option<Spanned<String>>,
    /// The id, written or given by Mermaid (`task1`); where none is written the place is that of the name.
    pub id: Spanned<String>,
    /// Whether the id is written.
    pub has_written_id: bool,
    /// The tags.
    pub tags: BTreeSet<Tag>,
    /// When it starts, in local time.
    pub start: NaiveDateTime,
    /// When it ends, in local time: the first moment that is no longer part of it. It may lie before the start.
    pub end: NaiveDateTime,
    /// What says when it starts.
    pub beginning: Beginning,
    /// What says when it ends.
    pub ending: Ending,
    /// The whole line without the spaces around it.
    pub span: Span,
}

/// A word before the fields of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// `active`.
    Active,
    /// `done`.
    Done,
    /// `crit`.
    Critical,
    /// `milestone`: a mark, drawn in the middle between start and end.
    Milestone,
    /// `vert`: a line from top to bottom, at the start.
    Line,
}

/// What says when a task starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// A date as it is written.
    Written(Span),
    /// `after` other tasks: the latest of their ends. Ids that no task has are among them.
    After(Vec<Spanned<String>>),
    /// Nothing: the end of the task before it.
    Previous,
}

/// What says when a task ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// A date as it is written.
    Written(Span),
    /// A duration.
    Lasting(Spanned<Duration>),
    /// `until` other tasks: the earliest of their starts. Ids that no task has are among them.
    Until(Vec<Spanned<String>>),
    /// A text that Mermaid reads as no time at all, without telling; it may be empty.
    Nothing(Span),
}

/// A duration, in the units of Mermaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Duration {
    /// How many thousandths of the unit: `1.5d` is 1500.
    pub thousandths: u64,
    /// The unit.
    pub unit: Unit,
}

/// A unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// `ms`.
    Millisecond,
    /// `s`.
    Second,
    /// `m`.
    Minute,
    /// `h`.
    Hour,
    /// `d`: a day of the calendar.
    Day,
    /// `w`: seven days.
    Week,
    /// `M`.
    Month,
    /// `y`.
    Year,
}

impl Task {
    /// Whether the task has a tag.
    pub fn is(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }
}
