//! The events of iCalendar files, each time they come round in the planned years, by the wall clock of the plan.
//!
//! Reads RFC 5545 with `schema::event_dates`; what cannot be read is told at its line and left out. It does not know what an event
//! becomes: a meeting, leave or a closed day.

use std::collections::BTreeSet;

use crate::calendar::civil::{NaiveDate, NaiveDateTime, NaiveTime};
use crate::calendar::horizon::Horizon;
use crate::calendar::zone;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::import::key::is_unseen;
use crate::schema::collector::Collector;
use crate::schema::event_dates::{Times, WallClock, moved};
use crate::schema::ics::{Event, Property, readable_events};
use crate::schema::scalar::dates::YEARS;

/// An event at one of its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The first moment.
    pub start: NaiveDateTime,
    /// The moment behind the last one.
    pub end: NaiveDateTime,
    /// Whether it has days and no clock times.
    pub is_all_day: bool,
    /// Its title; empty where it has none.
    pub title: String,
    /// The `UID` of an event that comes round, also of one time of it that is otherwise.
    pub series: Option<String>,
    /// Its `LOCATION`.
    pub place: Option<String>,
    /// Its `URL`, when it is one of the web.
    pub link: Option<String>,
    /// Its `CATEGORIES`.
    pub categories: Vec<String>,
    /// Whether its `STATUS` is `CANCELLED`.
    pub is_cancelled: bool,
    /// Whether it takes nobody's time: `TRANSP:TRANSPARENT`.
    pub is_free: bool,
    /// Its title, or its first line.
    pub span: Span,
}

impl Happening {
    /// Its days, both included, as far as they lie in years that a plan can have: what ends at midnight does not reach into the next day.
    pub fn days(&self) -> (NaiveDate, NaiveDate) {
        let first = self.start.date();
        let ends_at_midnight = self.end.time() == NaiveTime::MIN && self.end > self.start;
        let last = if ends_at_midnight { self.end.date().pred_opt().unwrap_or(first) } else { self.end.date() };
        let edge =
            |year: i32, month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day).expect("a first or last day of a year");
        let (earliest, latest) = (edge(*YEARS.start(), 1, 1), edge(*YEARS.end(), 12, 31));
        (first.max(earliest), last.min(latest).max(first))
    }
}

/// The most times that one event is taken to come round.
const MOST_TIMES: usize = 5_000;

/// Reads all events of some files, in order of time. Those outside of the planned years are left out.
pub fn happenings(
    files: &[SourceId],
    sources: &Sources,
    clock: WallClock<'_>,
    years: Horizon,
    told: &mut Collector,
) -> Vec<Happening> {
    let mut all = Vec::new();
    for file in files {
        let before = all.len();
        let source = sources.source(*file);
        let (events, faults) = readable_events(&source.text, *file);
        for fault in faults {
            unreadable(fault.span, fault.message, told);
        }
        let moved = moved(&events, clock);
        let mut floating: Vec<Span> = Vec::new();
        let mut outside: Vec<Span> = Vec::new();
        for event in &events {
            if !knows_zones(event, told) {
                continue;
            }
            floating.extend(event.property("DTSTART").filter(|start| is_floating(start)).map(|start| start.span));
            let found = clock.times(event).and_then(|times| Ok((times, clock.starts(event, times, years, &moved)?)));
            match found {
                Ok((times, starts)) => {
                    let found = each(event, times, &starts, years);
                    outside.extend(found.is_empty().then_some(event.property("DTSTART").map_or(event.span, |start| start.span)));
                    all.extend(found);
                }
                Err((span, message)) => unreadable(span, message, told),
            }
        }
        if let Some(first) = floating.first() {
            let message = match floating.len() {
                1 => "a time is in no time zone".to_owned(),
                many => format!("{many} times are in no time zone, this one first"),
            };
            let warning = Diagnostic::warning(Code::CalendarFloatingTime, message).at(*first, "");
            told.tell(
                warning.hint(format!("read as a time in {}: was the calendar made elsewhere, write its `TZID`", clock.zone)),
            );
        }
        if let Some(first) = outside.first() {
            let message = match outside.len() {
                1 => "an event lies outside of the years".to_owned(),
                many => format!("{many} events lie outside of the years, this one first"),
            };
            let (from, to) = (years.first(), years.last());
            let warning = Diagnostic::warning(Code::OutsideYears, message).at(*first, "");
            told.tell(warning.hint(format!("{from} to {to} are read, and these are left out: `--years` reads others")));
        }
        if events.is_empty() && all.len() == before && source.undecoded.is_none() {
            let start = Span { source: *file, start: 0, end: 0 };
            let warning = Diagnostic::warning(Code::CalendarWithoutEvents, "the calendar holds no event").at(start, "");
            told.tell(warning.hint("export it again, with the years that are planned"));
        }
    }
    all.sort_by(|one, other| (one.start, &one.title, &one.series).cmp(&(other.start, &other.title, &other.series)));
    all
}

fn unreadable(span: Span, message: String, told: &mut Collector) {
    told.fault(Code::UnreadableCalendar, span, message, "mend the line, or export the calendar again; the other events are kept");
}

/// Whether all zones of an event are known; the first that is not is told.
fn knows_zones(event: &Event, told: &mut Collector) -> bool {
    for property in &event.properties {
        let Some(name) = property.zone.as_deref().filter(|name| zone::named(name).is_none()) else { continue };
        let message = format!("no time zone is named `{}`", name.replace('`', ""));
        let hint = "write a name such as Europe/Copenhagen, or one of Windows such as Romance Standard Time";
        told.fault(Code::UnknownTimeZone, property.span, message, hint);
        return false;
    }
    true
}

/// RFC 5545, 3.3.5: a date with a time, in no zone and not in UTC.
fn is_floating(start: &Property) -> bool {
    start.zone.is_none() && start.value.contains('T') && !start.value.trim().ends_with('Z')
}

/// An event at each of its times.
fn each(event: &Event, times: Times, starts: &BTreeSet<NaiveDate>, years: Horizon) -> Vec<Happening> {
    let is_seen = |text: &String| !text.chars().all(is_unseen);
    let text = |name: &str| event.property(name).map(|property| property.value.trim().to_owned()).filter(is_seen);
    let on_one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let says =
        |name: &str, word: &str| event.property(name).is_some_and(|property| property.value.trim().eq_ignore_ascii_case(word));
    let summary = event.property("SUMMARY");
    let is_web = |link: &String| link.starts_with("https://") || link.starts_with("http://");
    let place = text("LOCATION");
    let link = text("URL").filter(is_web).or_else(|| place.clone().filter(is_web));
    let comes_round = ["RRULE", "RDATE", "RECURRENCE-ID"].iter().any(|name| event.property(name).is_some());
    let first = Happening {
        start: times.start,
        end: times.end,
        is_all_day: event.property("DTSTART").is_some_and(|start| !start.value.contains('T')),
        title: summary.map(|summary| on_one_line(&summary.value)).filter(is_seen).unwrap_or_default(),
        series: text("UID").filter(|_| comes_round),
        place: place.filter(|place| !is_web(place)).map(|place| on_one_line(&place)),
        link,
        categories: text("CATEGORIES")
            .map(|words| words.split(',').map(|word| word.trim().to_owned()).collect())
            .unwrap_or_default(),
        is_cancelled: says("STATUS", "CANCELLED"),
        is_free: says("TRANSP", "TRANSPARENT"),
        span: summary.map_or(event.span, |summary| summary.span),
    };
    let at = |start: &NaiveDate| {
        let shift = *start - times.start.date();
        Happening { start: times.start + shift, end: times.end + shift, ..first.clone() }
    };
    let is_planned = |happening: &Happening| {
        let (first, last) = happening.days();
        first <= years.last() && last >= years.first()
    };
    starts.iter().take(MOST_TIMES).map(at).filter(is_planned).collect()
}
