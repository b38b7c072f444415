//! Calendars and their closures, and the lists of calendars that groups and phases follow.

use crate::calendar::closure::{Closure, DayCalendar, Extent};
use crate::calendar::holidays::Country;
use crate::calendar::rule::DatedRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::group::{Avoid, AvoidedDays};
use crate::plan::id::CalendarId;
use crate::plan::priority::Priority;
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::calendar::{CalendarDocument, ClosureDocument};
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::names::{Declared, Names, check_key, title};
use crate::schema::read::Listed;

/// The name by which `avoid` means open days squeezed between closed ones.
const BRIDGE_DAYS: &str = "bridge-days";

/// All calendars of the files, and the table of their names.
pub fn calendars(files: &[PlanDocument], collector: &mut Collector) -> (Vec<DayCalendar>, Names<CalendarId>) {
    let mut names = Names::of("calendar");
    let mut calendars = Vec::new();
    for named in files.iter().filter_map(|file| file.calendars.as_ref()) {
        for (key, document) in named {
            check_key(key, collector);
            names.declare(key, Declared::As(CalendarId(calendars.len())), collector);
            calendars.push(calendar(key, document, collector));
        }
        for key in &named.faulty {
            names.declare(key, Declared::Faulty, collector);
        }
    }
    (calendars, names)
}

fn calendar(key: &Spanned<String>, document: &CalendarDocument, collector: &mut Collector) -> DayCalendar {
    let country = document.country.as_ref().and_then(|code| {
        let country: Option<Country> = code.value.parse().ok();
        if country.is_none() {
            let known: Vec<&str> = Country::ALL.iter().map(|country| country.code()).collect();
            let fault =
                Diagnostic::error(Code::UnknownName, format!("the holidays of `{}` are not known", code.value)).at(code.span, "");
            collector.tell(fault.hint(nearest(&code.value, &known)));
        }
        country
    });
    let closures = document.closed.iter().flatten();
    let closures: Vec<Closure> = closures.filter_map(|(name, document)| closure(name, document, collector)).collect();
    if country.is_none() && document.country.is_none() && closures.is_empty() && document.closed.is_none() {
        let fault = Diagnostic::error(Code::MissingKey, format!("the calendar `{}` closes no day", key.value)).at(key.span, "");
        collector.tell(fault.hint("add `country: dk`, or `closed:` with days"));
    }
    DayCalendar { name: title(document.title.as_ref(), &key.value), closures, country }
}

fn closure(name: &Spanned<String>, document: &ClosureDocument, collector: &mut Collector) -> Option<Closure> {
    if let (Some(since), Some(until)) = (&document.since, &document.until)
        && since.value > until.value
    {
        let message = format!("no year lies between {} and {}", since.value, until.value);
        let fault = Diagnostic::error(Code::EmptyWindow, message).at(until.span, "").at(since.span, "it begins here");
        collector.tell(fault.hint("`until` is the last year of the closure, and not before `since`"));
    }
    let year = |year: &Spanned<u32>| i32::try_from(year.value).ok();
    Some(Closure {
        name: name.value.clone(),
        rule: DatedRule {
            rule: document.on.as_ref()?.value,
            only_on: document.when.as_ref().map(|weekday| weekday.value),
            since: document.since.as_ref().and_then(year),
            until: document.until.as_ref().and_then(year),
        },
        extent: document.from.as_ref().map_or(Extent::WholeDay, |from| Extent::From(from.value)),
    })
}

/// The calendars of a list of names.
pub fn followed(list: Option<&Vec<Spanned<String>>>, names: &Names<CalendarId>, collector: &mut Collector) -> Vec<CalendarId> {
    list.into_iter().flatten().filter_map(|name| names.find(name, collector)).collect()
}

/// The days that a list of names says are unwelcome; `should` where it says no more.
pub fn avoided(list: Option<&Listed<Spanned<Priority>>>, names: &Names<CalendarId>, collector: &mut Collector) -> Vec<Avoid> {
    let mut avoided = Vec::new();
    for (name, priority) in list.into_iter().flat_map(|listed| &listed.0) {
        let days = match names.get(&name.value) {
            Some(declared) => declared.id().map(AvoidedDays::Calendar),
            None if name.value == BRIDGE_DAYS => Some(AvoidedDays::BridgeDays),
            None => {
                collector.unknown_name("calendar", name, names.known().chain([BRIDGE_DAYS]));
                None
            }
        };
        let priority = priority.as_ref().map_or(Priority::Should, |priority| priority.value);
        avoided.extend(days.map(|days| Avoid { days, priority, span: name.span }));
    }
    avoided
}
