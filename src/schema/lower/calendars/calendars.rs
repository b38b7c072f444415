//! Calendars and their closures, and the lists of calendars that groups and phases follow.

use std::collections::BTreeSet;

use crate::calendar::closed_days::ClosedDays;
use crate::calendar::closure::{Closure, DayCalendar, Extent};
use crate::calendar::holidays::Country;
use crate::calendar::pattern::Years;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::group::{Avoid, AvoidedDays};
use crate::plan::id::CalendarId;
use crate::plan::priority::Priority;
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::calendar::{CalendarDocument, ClosureDocument};
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::combined;
use crate::schema::lower::calendars::imported::Imports;
use crate::schema::lower::whole::names::{Declared, Names, check_key, title};
use crate::schema::read::Listed;

/// The name by which `avoid` means open days squeezed between closed ones.
const BRIDGE_DAYS: &str = "bridge-days";

/// The calendars of a plan, their names, and which others each takes in.
#[derive(Debug)]
pub struct Calendars {
    /// The calendars, each with all that it combines.
    pub list: Vec<DayCalendar>,
    /// The table of their names.
    pub names: Names<CalendarId>,
    /// For each calendar, those whose days it takes in, directly or through others.
    pub combined: Vec<BTreeSet<CalendarId>>,
}

/// All calendars of the files. What they combine is looked up when all names are known.
pub fn calendars(files: &[PlanDocument], imports: &Imports<'_>, collector: &mut Collector) -> Calendars {
    let mut names = Names::of("calendar", Code::UnknownCalendar);
    let mut own = Vec::new();
    let mut documents = Vec::new();
    for named in files.iter().filter_map(|file| file.calendars.as_ref()) {
        for (key, document) in named {
            check_key(key, collector);
            names.declare(key, Declared::As(CalendarId(own.len())), collector);
            own.push(calendar(key, document, imports, collector));
            documents.push(document);
        }
        for key in &named.faulty {
            names.declare(key, Declared::Faulty, collector);
        }
    }
    let taken_in: Vec<combined::Named> =
        documents.iter().map(|document| combined::named(document.combines.as_ref(), &names, collector)).collect();
    let combined = combined::combined(&taken_in, collector);
    let list = own.iter().zip(&combined).map(|(calendar, others)| combined::joined(calendar, others, &own)).collect();
    Calendars { list, names, combined }
}

fn calendar(key: &Spanned<String>, document: &CalendarDocument, imports: &Imports<'_>, collector: &mut Collector) -> DayCalendar {
    let codes = document.country.iter().flatten();
    let countries = codes.filter_map(|code| country(code, collector)).collect();
    let closures = document.closed.iter().flatten();
    let mut closures: Vec<Closure> = closures.map(|(name, document)| closure(name, document, collector)).collect();
    closures.extend(document.file.iter().flatten().flat_map(|word| imports.closures(word, collector)));
    if document.file.is_none()
        && document.country.is_none()
        && document.closed.is_none()
        && document.combines.is_none()
        && !document.is_faulty
    {
        let fault =
            Diagnostic::error(Code::EmptyCalendar, format!("the calendar `{}` closes no day", key.value)).at(key.span, "");
        collector.tell(fault.hint("add `country: dk`, `file: …` or `closed:` with days"));
    }
    DayCalendar { name: title(document.title.as_ref(), &key.value), closures, countries }
}

fn country(code: &Spanned<String>, collector: &mut Collector) -> Option<Country> {
    let country: Option<Country> = code.value.parse().ok();
    if country.is_none() {
        let known: Vec<&str> = Country::ALL.iter().map(|country| country.code()).collect();
        let message = format!("the holidays of `{}` are not known", code.value);
        let fault = Diagnostic::error(Code::UnknownCountry, message).at(code.span, "");
        collector.tell(fault.hint(nearest(&code.value.to_lowercase(), &known)));
    }
    country
}

fn closure(name: &Spanned<String>, document: &ClosureDocument, collector: &mut Collector) -> Closure {
    if let (Some(since), Some(until)) = (&document.since, &document.until)
        && since.value > until.value
    {
        let message = format!("no year lies between {} and {}", since.value, until.value);
        let fault = Diagnostic::error(Code::ReversedRange, message).at(until.span, "").at(since.span, "it begins here");
        collector.tell(fault.hint("`until` is the last year of the closure, and not before `since`"));
    }
    let when = values(document.when.as_ref());
    for excluded in document.unless.iter().flatten().filter(|condition| when.contains(&condition.value)) {
        let message = format!("`{}` is closed on none of these days: they are under `when` too", name.value);
        collector.idle(excluded.span, message, "remove it from `when` or from `unless`");
    }
    let year = |year: &Spanned<u32>| i32::try_from(year.value).ok();
    let years = Years { since: document.since.as_ref().and_then(year), until: document.until.as_ref().and_then(year) };
    let closings = values(document.on.as_ref());
    Closure {
        name: name.value.clone(),
        rule: ClosedDays { closings, when, unless: values(document.unless.as_ref()), years },
        extent: document.from.as_ref().map_or(Extent::WholeDay, |from| Extent::From(from.value)),
    }
}

fn values<T: Copy>(list: Option<&Vec<Spanned<T>>>) -> Vec<T> {
    list.into_iter().flatten().map(|item| item.value).collect()
}

/// The calendars of a list of names.
pub fn followed(list: Option<&Vec<Spanned<String>>>, names: &Names<CalendarId>, collector: &mut Collector) -> Vec<CalendarId> {
    list.into_iter().flatten().filter_map(|name| names.find(name, collector)).collect()
}

/// The calendars of a person or a room, with the place where they are named; that of the key where none is.
pub fn own_calendars(
    list: Option<&Vec<Spanned<String>>>,
    key: Span,
    names: &Names<CalendarId>,
    collector: &mut Collector,
) -> Spanned<Vec<CalendarId>> {
    let span = list.and_then(|list| list.first()).map_or(key, |name| name.span);
    Spanned::new(followed(list, names, collector), span)
}

/// The days that a list of names says are unwelcome, as firmly as is usual where it says no more.
pub fn avoided(
    list: Option<&Listed<Spanned<Priority>>>,
    usual: Priority,
    names: &Names<CalendarId>,
    collector: &mut Collector,
) -> Vec<Avoid> {
    let mut avoided = Vec::new();
    for (name, priority) in list.into_iter().flat_map(|listed| &listed.0) {
        let days = match names.get(&name.value) {
            Some(declared) => declared.id().map(AvoidedDays::Calendar),
            None if name.value == BRIDGE_DAYS => Some(AvoidedDays::BridgeDays),
            None => {
                collector.unknown_name(Code::UnknownCalendar, "calendar", name, names.known().chain([BRIDGE_DAYS]));
                None
            }
        };
        let priority = priority.as_ref().map_or(usual, |priority| priority.value);
        avoided.extend(days.map(|days| Avoid { days, priority, span: name.span }));
    }
    avoided
}
