//! Calendars as a plan: reads the events and makes what was asked for of them.

use crate::calendar::civil::Datelike;
use crate::calendar::horizon::Horizon;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources};
use crate::import::draft::{Draft, Shared};
use crate::import::ics::read::happenings;
use crate::import::ics::{holidays, leave, meetings};
use crate::import::key::{keys, plan_key};
use crate::import::meetings::group_entry::{GroupEntry, group_entry};
use crate::import::meetings::meeting::Gathered;
use crate::import::meetings::rhythm::Frame;
use crate::import::plan_text::{Entry, Value};
use crate::plan::language::Language;
use crate::schema::collector::Collector;
use crate::schema::event_dates::WallClock;

/// What is known of the plan that is to be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The years that are read.
    pub horizon: Horizon,
    /// The planned years where a plan says them; else they are those of the dates.
    pub settled: Option<Horizon>,
    /// The IANA zone of its clock times.
    pub zone: String,
    /// The language of what is written for people.
    pub language: Language,
    /// The key of the product; the name of the file or of a feed's product where nobody says it.
    pub product: Option<String>,
    /// What events become.
    pub kind: Kind,
    /// The key of the group that takes all events, instead of one for each title; of the person whose leave it is; or of the
    /// calendar.
    pub key: Option<String>,
}

/// What events become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Groups, with a meeting for each event.
    Meetings,
    /// Days on which a person is away.
    Leave,
    /// Closed days of a calendar.
    Holidays,
}

/// What an import comes to: a draft unless nothing is left, and what is told of the files.
#[derive(Debug)]
pub struct Imported {
    /// The plan file.
    pub draft: Option<Draft>,
    /// Faults and warnings, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What some calendars come to. `name` is what the files are called.
pub fn import(files: &[SourceId], sources: &Sources, name: &str, settings: &Settings) -> Imported {
    let mut told = Collector::default();
    let clock = WallClock { zone: &settings.zone };
    let events = happenings(files, sources, clock, settings.horizon, &mut told);
    let draft = match settings.kind {
        Kind::Meetings => {
            let found = meetings::meetings(&events, settings.key.as_deref(), &mut told);
            let title = found.product.clone().unwrap_or_else(|| name.to_owned());
            let product = settings.product.clone().unwrap_or_else(|| plan_key(&title));
            let title = settings.product.clone().unwrap_or(title);
            (!found.groups.is_empty()).then(|| draft_of_groups(&found.groups, (&product, &title), name, settings))
        }
        Kind::Leave => {
            let person = settings.key.clone().unwrap_or_else(|| plan_key(name));
            let days = leave::days_away(&events, &mut told);
            let contents = format!("{} of leave", counted(days.len(), "run"));
            (!days.is_empty())
                .then(|| draft_of(&person, vec![leave::people(&[(person.clone(), days)])], contents, (name, settings)))
        }
        Kind::Holidays => {
            let calendar = settings.key.clone().unwrap_or_else(|| plan_key(name));
            let closed = holidays::closed_days(&events, settings.horizon, &mut told);
            let contents = format!("a calendar with {}", counted(closed.len(), "name"));
            (!closed.is_empty())
                .then(|| draft_of(&calendar, vec![holidays::calendar(&calendar, closed)], contents, (name, settings)))
        }
    };
    Imported { draft, diagnostics: told.into_sorted() }
}

/// A file of no product.
fn draft_of(key: &str, entries: Vec<Entry>, contents: String, (name, settings): (&str, &Settings)) -> Draft {
    let years = settings.settled.unwrap_or(settings.horizon).years();
    Draft {
        product: key.to_owned(),
        title: String::new(),
        heading: heading(settings.language, name),
        entries,
        shared: Shared::of((*years.start(), *years.end()), settings.language),
        contents,
    }
}

/// A product's file with some groups.
pub fn draft_of_groups(groups: &[Gathered], (product, title): (&str, &str), name: &str, settings: &Settings) -> Draft {
    let mut keys = keys();
    let frame = Frame { horizon: planned_years(groups, settings), language: settings.language };
    let entry = |gathered: &Gathered| {
        let key = settings.key.clone().unwrap_or_else(|| keys.unique(&gathered.title, "group"));
        group_entry(&key, gathered, frame)
    };
    let entries: Vec<GroupEntry> = groups.iter().map(entry).collect();
    let sum = |of: fn(&GroupEntry) -> usize| entries.iter().map(of).sum::<usize>();
    let contents = contents(entries.len(), sum(|group| group.pinned), sum(|group| group.cancelled), sum(|group| group.replaced));
    let years = frame.horizon.years();
    Draft {
        product: product.to_owned(),
        title: title.to_owned(),
        heading: heading(settings.language, name),
        entries: vec![Entry::new("groups", Value::Lines(entries.into_iter().map(|group| group.entry).collect()))],
        shared: Shared::of((*years.start(), *years.end()), settings.language),
        contents,
    }
}

/// The years of the plan: those that it says, else those of the meetings.
fn planned_years(groups: &[Gathered], settings: &Settings) -> Horizon {
    let dates = || groups.iter().flat_map(|group| &group.meetings).map(|meeting| meeting.date.year());
    let of_dates = dates().min().zip(dates().max()).and_then(|(first, last)| Horizon::of_years(first, last));
    settings.settled.or(of_dates).unwrap_or(settings.horizon)
}

/// Where the file comes from, as the comment above it.
pub fn heading(language: Language, name: &str) -> String {
    match language {
        Language::Danish => format!("Fra {name}."),
        Language::English => format!("From {name}."),
    }
}

/// `2 groups with 15 meetings, 1 cancelled`.
fn contents(groups: usize, held: usize, cancelled: usize, replaced: usize) -> String {
    let cancelled = if cancelled == 0 { String::new() } else { format!(", {cancelled} cancelled") };
    let replaced = if replaced == 0 { String::new() } else { format!("; {replaced} cancelled and held on another day") };
    format!("{} with {}{cancelled}{replaced}", counted(groups, "group"), counted(held, "meeting"))
}

/// `1 group`, `2 groups`.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
