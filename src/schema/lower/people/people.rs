//! People: their leave, their work, their limits, and the bodies they form.

use crate::calendar::civil::{TimeDelta, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::DatedRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::capacity::WeeklyHours;
use crate::plan::id::CalendarId;
use crate::plan::person::{Leave, Limit, LimitPeriod, Person, PersonId, Works};
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;
use crate::schema::document::person::{LeaveDocument, LimitsDocument, PersonDocument, WorksDocument};
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::calendars::own_calendars;
use crate::schema::lower::people::bodies::Bodies;
use crate::schema::lower::whole::names::{Declared, Names, check_key, title};

/// What people refer to.
pub struct Beside<'s> {
    /// The planned years.
    pub horizon: Horizon,
    /// All calendars by name.
    pub calendars: &'s Names<CalendarId>,
}

/// All people of the files, the table of their names, and the bodies they form.
pub fn people(files: &[PlanDocument], beside: &Beside<'_>, collector: &mut Collector) -> (Vec<Person>, Names<PersonId>, Bodies) {
    let mut names = Names::of("person", Code::UnknownPerson);
    let mut people = Vec::new();
    let mut bodies = Vec::new();
    for named in files.iter().filter_map(|file| file.people.as_ref()) {
        for (key, document) in named {
            if let Some(is) = &document.is {
                check_key(key, collector);
                bodies.push((key, document, is));
                continue;
            }
            check_key(key, collector);
            names.declare(key, Declared::As(PersonId(people.len())), collector);
            people.push(person(key, document, beside, collector));
        }
        for key in &named.faulty {
            names.declare(key, Declared::Faulty, collector);
        }
    }
    let bodies = Bodies::of(&bodies, &names, collector);
    (people, names, bodies)
}

fn person(key: &Spanned<String>, document: &PersonDocument, beside: &Beside<'_>, collector: &mut Collector) -> Person {
    Person {
        key: key.value.clone(),
        title: title(document.title.as_ref(), &key.value),
        leave: document.leave.iter().flatten().flat_map(|leave| leaves(leave, beside.horizon, collector)).collect(),
        works: document.works.as_ref().and_then(|document| works(document, collector)),
        calendars: own_calendars(document.calendar.as_ref(), key.span, beside.calendars, collector),
        limits: document.limits.as_ref().map_or_else(Vec::new, |document| limits(document, collector)),
        hours: document.hours.as_ref().map(|hours| WeeklyHours {
            most: hours.value.value,
            priority: hours.value.priority.unwrap_or(Priority::Must),
            span: hours.span,
        }),
        span: key.span,
    }
}

/// A leave as runs of days; one outside the planned years is told, since it cannot do anything.
fn leaves(document: &LeaveDocument, horizon: Horizon, collector: &mut Collector) -> Vec<Leave> {
    let Some(on) = &document.on else { return Vec::new() };
    let days = DatedRule::always(on.value).days(horizon);
    if days.is_empty() {
        let hint = format!("{} to {} are planned", horizon.first(), horizon.last());
        collector.warn(Code::IdleLeave, on.span, "this leave touches no planned day", hint);
    }
    let mut runs: Vec<Leave> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if run.last + TimeDelta::days(1) == day => run.last = day,
            Some(_) | None => {
                let reason = document.reason.as_ref().map(|reason| reason.value.clone());
                let priority = document.priority.as_ref().map_or(Priority::Must, |priority| priority.value);
                runs.push(Leave { first: day, last: day, reason, priority, span: on.span });
            }
        }
    }
    runs
}

/// The weekdays and hours of work; none where the plan says neither, and that is told.
fn works(document: &WorksDocument, collector: &mut Collector) -> Option<Works> {
    if document.on.is_none() && document.between.is_none() {
        if !document.is_faulty {
            collector.warn(
                Code::EmptyKey,
                document.span,
                "`works` says neither days nor hours",
                "add `on: [mon, tue]` or `between: 08:00-15:30`",
            );
        }
        return None;
    }
    for day in document.on.iter().flatten().filter(|day| matches!(day.value, Weekday::Sat | Weekday::Sun)) {
        collector.warn(
            Code::WeekendWeekday,
            day.span,
            "no meeting is held on a weekend",
            "only Monday to Friday are working days: remove it",
        );
    }
    let mut weekdays: Vec<Weekday> = document.on.iter().flatten().map(|day| day.value).collect();
    if weekdays.is_empty() {
        weekdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    }
    weekdays.sort_by_key(Weekday::num_days_from_monday);
    weekdays.dedup();
    let on = document.on.iter().flatten().next().map(|day| day.span);
    Some(Works {
        weekdays,
        hours: document.between.as_ref().map(|between| between.value),
        priority: document.priority.as_ref().map_or(Priority::Must, |priority| priority.value),
        span: document.between.as_ref().map(|between| between.span).or(on).unwrap_or(document.span),
    })
}

fn limits(document: &LimitsDocument, collector: &mut Collector) -> Vec<Limit> {
    let said = [(&document.day, LimitPeriod::Day), (&document.week, LimitPeriod::Week)];
    let said = said.into_iter().filter_map(|(text, per)| Some((text.as_ref()?, per)));
    let limits: Vec<Limit> = said
        .map(|(text, per)| {
            let priority = text.value.priority.unwrap_or(Priority::Must);
            Limit { most: text.value.most, per, priority, span: text.span }
        })
        .collect();
    match limits.as_slice() {
        [] if !document.is_faulty => {
            collector.warn(Code::EmptyKey, document.span, "`limits` says nothing", "add `day: 2` or `week: 5`, or remove it");
        }
        [day, week] if day.most >= week.most && week.priority == Priority::Must => tell_idle_day(day.span, week.span, collector),
        _ => {}
    }
    limits
}

fn tell_idle_day(day: Span, week: Span, collector: &mut Collector) {
    let warning = Diagnostic::warning(Code::IdleLimit, "a day never holds more meetings than its week").at(day, "");
    collector.tell(warning.at(week, "so many in a week").hint("lower the limit of the day, or remove it"));
}
