//! The days of a task: a chart knows moments, a plan whole days. What does not fit is brought to the nearest that does, and told.
//! Knows no track and no key.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::import::mermaid::chart::{Beginning, Chart, Ending, Tag, Task};
use crate::import::own_chart::is_note;
use crate::plan::occurrence::Window;
use crate::schema::scalar::dates::YEARS;

/// What a task is in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// A phase: these days, both included.
    Phase(Window),
    /// A milestone.
    Milestone(NaiveDate),
    /// A day of note.
    Note(NaiveDate),
}

impl Days {
    /// The first day.
    pub fn first(self) -> NaiveDate {
        match self {
            Days::Phase(window) => window.first,
            Days::Milestone(date) | Days::Note(date) => date,
        }
    }

    /// The last day.
    pub fn last(self) -> NaiveDate {
        match self {
            Days::Phase(window) => window.last,
            Days::Milestone(date) | Days::Note(date) => date,
        }
    }
}

/// The days of every task of a chart, in order; none for one that no plan can hold. What is not as in the chart is told.
pub fn days_of(chart: &Chart, diagnostics: &mut Vec<Diagnostic>) -> Vec<Option<Days>> {
    let mut timed: Vec<Span> = Vec::new();
    // Of a date that the browser guesses the time of day is told with it.
    let guessed = diagnostics.iter().filter(|diagnostic| diagnostic.code == Code::ChartGuessedDate);
    let guessed: BTreeSet<Span> = guessed.filter_map(Diagnostic::span).collect();
    let mut all = Vec::new();
    for task in &chart.tasks {
        let days = days_of_task(task);
        let has_end = matches!(days, Days::Phase(_));
        if task.start.time() != NaiveTime::MIN || (has_end && task.end.time() != NaiveTime::MIN) {
            let at_end = task.start.time() == NaiveTime::MIN;
            let said = if at_end { said_of_end(task) } else { said_of_start(task) };
            timed.extend((!guessed.contains(&said)).then_some(said));
        }
        if !YEARS.contains(&days.first().year()) || !YEARS.contains(&days.last().year()) {
            diagnostics.push(outside(task, days));
            all.push(None);
            continue;
        }
        diagnostics.extend(oddity(task, days));
        all.push(Some(days));
    }
    if let Some(first) = timed.first() {
        let others = match timed.len() {
            1 => "a task has a time of day, and a plan has days".to_owned(),
            count => format!("{count} tasks have times of day, and a plan has days"),
        };
        let warning = Diagnostic::warning(Code::ChartClockTime, others).at(*first, "");
        diagnostics.push(warning.hint("each is taken for the days it touches; look whether the dates are those you mean"));
    }
    all
}

fn days_of_task(task: &Task) -> Days {
    let first = task.start.date();
    // Mermaid draws what is both a line and a milestone as a line.
    if is_note(task) {
        return Days::Note(first);
    }
    if task.is(Tag::Milestone) {
        return Days::Milestone(first);
    }
    // The end is the first moment that is no longer part of it: at midnight, the day before is the last one.
    let end = if task.end.time() == NaiveTime::MIN { task.end.date().pred_opt() } else { Some(task.end.date()) };
    let last = end.filter(|end| *end >= first && task.end > task.start).unwrap_or(first);
    Days::Phase(Window { first, last })
}

fn outside(task: &Task, days: Days) -> Diagnostic {
    let (far, at) =
        if YEARS.contains(&days.first().year()) { (days.last(), said_of_end(task)) } else { (days.first(), said_of_start(task)) };
    let message = format!("`{}` lies in the year {}, and a plan has years from 1900 to 2100", task.name.value, far.year());
    Diagnostic::error(Code::ChartFarYear, message).at(at, "left out").hint("correct the year")
}

/// The tags of a task, in the words of the chart.
pub fn tag_words(task: &Task) -> Vec<&'static str> {
    let word = |tag: &Tag| match tag {
        Tag::Active => "active",
        Tag::Done => "done",
        Tag::Critical => "crit",
        Tag::Milestone => "milestone",
        Tag::Line => "vert",
    };
    task.tags.iter().map(word).collect()
}

/// The words that say when a task starts; all of it where nothing does.
fn said_of_start(task: &Task) -> Span {
    match &task.beginning {
        Beginning::Written(span) => *span,
        Beginning::After(_) | Beginning::Previous => task.span,
    }
}

/// The words that say when a task ends; all of it where they are many or none.
fn said_of_end(task: &Task) -> Span {
    match &task.ending {
        Ending::Written(span) => *span,
        Ending::Lasting(duration) => duration.span,
        Ending::Nothing(span) if span.start < span.end => *span,
        Ending::Until(_) | Ending::Nothing(_) => task.span,
    }
}

/// What is told of a task that is not in the plan as it is in the chart.
fn oddity(task: &Task, days: Days) -> Option<Diagnostic> {
    let name = &task.name.value;
    match days {
        // An end that is no time at all is told where it is read.
        Days::Phase(window) if task.end == task.start && !matches!(task.ending, Ending::Nothing(_)) => {
            let message = format!("`{name}` ends when it begins, and a phase has a day at least");
            let warning = Diagnostic::warning(Code::ChartNoDays, message).at(said_of_end(task), "");
            Some(warning.hint(format!("it becomes the day {}; write an end, or `milestone`", window.first)))
        }
        Days::Milestone(date) if task.end - task.start > TimeDelta::days(1) => {
            let message = format!("the milestone `{name}` has a length, and Mermaid draws it in the middle of it");
            let warning = Diagnostic::warning(Code::ChartLongMilestone, message).at(said_of_end(task), "");
            Some(warning.hint(format!("it becomes {date}, where it starts; give it the length `0d`")))
        }
        Days::Phase(_) | Days::Milestone(_) | Days::Note(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, days_of};
    use crate::import::roadmap::fixture::{chart, date, task};
    use crate::plan::occurrence::Window;

    fn told(lines: &[&str]) -> (Vec<Option<Days>>, Vec<&'static str>) {
        let mut diagnostics = Vec::new();
        let days = days_of(&chart(None, lines), &mut diagnostics);
        (days, diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect())
    }

    fn phase(first: &str, last: &str) -> Days {
        Days::Phase(Window { first: date(first), last: date(last) })
    }

    #[test]
    fn a_phase_ends_on_the_day_before_the_end_and_with_a_time_on_that_day() {
        let (days, codes) =
            told(&["A :2026-03-01, 2026-03-16", "B :2026-03-01T12, 2026-03-02T00", "C :2026-03-01, 2026-03-02T09"]);
        assert_eq!(
            days,
            [
                Some(phase("2026-03-01", "2026-03-15")),
                Some(phase("2026-03-01", "2026-03-01")),
                Some(phase("2026-03-01", "2026-03-02"))
            ]
        );
        assert_eq!(codes, ["chart-clock-time"]);
    }

    #[test]
    fn a_bar_of_no_length_or_less_is_the_day_it_starts_on() {
        let (days, codes) = told(&["A :2026-03-01, 2026-03-01", "B :2026-03-10, 2026-02-01"]);
        assert_eq!(days, [Some(phase("2026-03-01", "2026-03-01")), Some(phase("2026-03-10", "2026-03-10"))]);
        assert_eq!(codes, ["chart-no-days"], "an end before the start is told elsewhere");
    }

    #[test]
    fn a_long_milestone_lies_at_its_start_and_one_of_a_day_is_not_told() {
        let (days, codes) = told(&[
            "A :milestone, 2026-03-01, 2026-03-02",
            "B :milestone, 2026-03-01, 2026-03-03",
            "C :vert, 2026-01-01, 2026-01-09",
        ]);
        assert_eq!(
            days,
            [
                Some(Days::Milestone(date("2026-03-01"))),
                Some(Days::Milestone(date("2026-03-01"))),
                Some(Days::Note(date("2026-01-01")))
            ]
        );
        assert_eq!(codes, ["chart-long-milestone"]);
    }

    #[test]
    fn a_year_that_no_plan_has_is_left_out() {
        let (days, codes) = told(&["A :0026-03-01, 2026-03-02", "B :2100-12-31, 2101-01-01", "C :2100-12-31, 2101-01-02"]);
        assert_eq!((days[0], days[2]), (None, None));
        assert_eq!(days[1], Some(phase("2100-12-31", "2100-12-31")));
        assert_eq!(codes, ["chart-far-year", "chart-far-year"]);
        assert_eq!(task("A :done, crit, 2026-03-01, 2026-03-02").tags.len(), 2);
    }
}
