//! Charts of a few lines, for tests: `NAME :TAGS, [ID,] START, END`, `section TITLE`, `%% track: TITLE`.

use std::collections::BTreeSet;

use crate::calendar::civil::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use crate::diagnostic::source::{Span, Spanned};
use crate::import::mermaid::chart::{Beginning, Chart, Duration, Ending, Section, Settings, Tag, Task, Unit};

/// A date.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn spanned(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::default())
}

fn moment(text: &str) -> Option<NaiveDateTime> {
    let (date, hour) = text.split_once('T').unwrap_or((text, "0"));
    Some(date.parse::<NaiveDate>().ok()?.and_time(NaiveTime::from_hms_opt(hour.parse().ok()?, 0, 0)?))
}

/// A chart of lines.
pub fn chart(title: Option<&str>, lines: &[&str]) -> Chart {
    let mut chart = Chart {
        span: Span::default(),
        title: title.map(spanned),
        settings: Settings::default(),
        sections: Vec::new(),
        tasks: Vec::new(),
    };
    let mut track = None;
    for line in lines {
        if let Some(title) = line.strip_prefix("section ") {
            chart.sections.push(Section { title: title.to_owned(), span: Span::default() });
            track = None;
        } else if let Some(title) = line.strip_prefix("%% track: ") {
            track = Some(spanned(title));
        } else if let Some(setting) = line.strip_prefix("excludes ") {
            chart.settings.excludes.push(spanned(setting));
        } else {
            let task = read(line, &chart.tasks);
            let section = chart.sections.len().checked_sub(1);
            // Each task stands in a place of its own, behind the one before.
            let start = u32::try_from(chart.tasks.len()).unwrap();
            let span = Span { start, end: start + 1, ..Span::default() };
            chart.tasks.push(Task { section, track: track.clone(), span, ..task });
        }
    }
    chart
}

fn read(line: &str, before: &[Task]) -> Task {
    let (name, data) = line.split_once(':').unwrap();
    let mut fields: Vec<&str> = data.split(',').map(str::trim).collect();
    let mut tags = BTreeSet::new();
    let tag = |word: &str| match word {
        "done" => Some(Tag::Done),
        "active" => Some(Tag::Active),
        "crit" => Some(Tag::Critical),
        "milestone" => Some(Tag::Milestone),
        "vert" => Some(Tag::Line),
        _ => None,
    };
    while let Some(tag) = tag(fields[0]) {
        tags.insert(tag);
        fields.remove(0);
    }
    let id = (fields.len() == 3).then(|| fields.remove(0));
    let ids = |words: &str| words.split(' ').map(spanned).collect::<Vec<_>>();
    let of = |ids: &[Spanned<String>]| -> Vec<&Task> {
        ids.iter().filter_map(|id| before.iter().rfind(|task| task.id.value == id.value)).collect()
    };
    let (start, beginning) = match (fields.len(), fields[0].strip_prefix("after ")) {
        (1, _) => (before.last().unwrap().end, Beginning::Previous),
        (_, Some(words)) => (of(&ids(words)).iter().map(|task| task.end).max().unwrap(), Beginning::After(ids(words))),
        (_, None) => (moment(fields[0]).unwrap(), Beginning::Written(Span::default())),
    };
    let last = fields[fields.len() - 1];
    let (end, ending) = match (moment(last), last.strip_prefix("until "), last.strip_suffix('d')) {
        (Some(end), _, _) => (end, Ending::Written(Span::default())),
        (_, Some(words), _) => {
            // What it runs until stands further down: `until NAME=DATE`.
            let (id, end) = words.split_once('=').unwrap();
            (moment(end).unwrap(), Ending::Until(ids(id)))
        }
        (_, _, Some(days)) => {
            let days: i64 = days.parse().unwrap();
            let duration = Duration { thousandths: days.unsigned_abs() * 1000, unit: Unit::Day };
            (start + TimeDelta::days(days), Ending::Lasting(Spanned::new(duration, Span::default())))
        }
        (None, None, None) => (start, Ending::Nothing(Span::default())),
    };
    Task {
        name: spanned(name.trim()),
        section: None,
        track: None,
        id: spanned(id.unwrap_or("task")),
        has_written_id: id.is_some(),
        tags,
        start,
        end,
        beginning,
        ending,
        span: Span::default(),
    }
}

/// A task alone.
pub fn task(line: &str) -> Task {
    read(line, &[])
}
