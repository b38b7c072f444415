//! The days of a task as Mermaid draws it, and the words that say them. Knows no calendar.

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::diagnostic::source::Span;
use crate::import::mermaid::chart::{Beginning, Ending, Settings, Tag, Task};

/// Whether a task is a bar: neither a milestone nor a line.
pub fn is_bar(task: &Task) -> bool {
    !task.is(Tag::Milestone) && !task.is(Tag::Line)
}

/// The first day of a task.
pub fn first_day(task: &Task) -> NaiveDate {
    task.start.date()
}

/// The last day of a task: the one before its end where that is midnight. It is the first day where the task has no length.
pub fn last_day(task: &Task) -> NaiveDate {
    let last = task.end.checked_sub_signed(TimeDelta::nanoseconds(1)).unwrap_or(task.end);
    last.max(task.start).date()
}

/// The day that a milestone is drawn on: the middle between its start and its end.
pub fn mark_day(task: &Task) -> NaiveDate {
    let half = (task.end - task.start) / 2;
    task.start.checked_add_signed(half).unwrap_or(task.start).date()
}

/// The words that say when a task starts; its name where none do.
pub fn start_place(task: &Task) -> Span {
    match &task.beginning {
        Beginning::Written(span) => *span,
        Beginning::After(ids) => ids.first().map_or(task.name.span, |id| id.span),
        Beginning::Previous => task.name.span,
    }
}

/// The words that say when a task ends; its name where none do.
pub fn end_place(task: &Task) -> Span {
    let span = match &task.ending {
        Ending::Written(span) | Ending::Nothing(span) => *span,
        Ending::Lasting(duration) => duration.span,
        Ending::Until(ids) => ids.first().map_or(task.name.span, |id| id.span),
    };
    if span.start < span.end { span } else { task.name.span }
}

/// Whether dates are written as `2027-03-01`.
pub fn is_iso(settings: &Settings) -> bool {
    settings.date_format.as_ref().is_some_and(|format| format.value.trim() == "YYYY-MM-DD")
}

/// The date that is written as the end of a task so that this is its last day.
pub fn written_end(settings: &Settings, last: NaiveDate) -> NaiveDate {
    if settings.has_inclusive_ends { last } else { last.succ_opt().unwrap_or(last) }
}
