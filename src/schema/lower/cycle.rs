//! Cycles: what a group asks of every meeting, whatever the rhythm.

use crate::calendar::civil::{NaiveTime, TimeDelta, Weekday};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::cycle::{Cycle, Hours, Period, Wish};
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;
use crate::schema::document::cycle::MeetsDocument;

/// The cycle itself, without its slots. None when it is faulty, and then that was told.
pub fn cycle(meets: &MeetsDocument, period: Period, collector: &mut Collector) -> Option<Cycle> {
    let minutes = meets.length.as_ref()?.value.0;
    let hours = hours(meets, minutes, collector)?;
    let weekdays = weekdays(meets, collector);
    if let (Some(at), Some(wish)) = (&meets.at, meets.prefer.as_ref().and_then(|prefer| prefer.at.as_ref())) {
        let warning = Diagnostic::warning(Code::IdleRule, "a preferred start does nothing beside `at`").at(wish.span, "");
        collector.tell(warning.at(at.span, "every meeting starts here").hint("write `between: 09:00-15:00` instead of `at`"));
    }
    let prefer = meets.prefer.as_ref();
    let preferred_weekday = prefer.and_then(|prefer| prefer.on.as_ref()).map(|on| Wish {
        value: on.value.value,
        priority: on.value.priority.unwrap_or(Priority::Should),
        span: on.span,
    });
    let preferred_start = prefer.and_then(|prefer| prefer.at.as_ref()).map(|at| Wish {
        value: at.value.value,
        priority: at.value.priority.unwrap_or(Priority::Could),
        span: at.span,
    });
    if let Some(wish) = preferred_weekday.as_ref().filter(|wish| !weekdays.value.contains(&wish.value)) {
        let warning =
            Diagnostic::warning(Code::IdleRule, "the preferred weekday is none that the group may meet on").at(wish.span, "");
        collector.tell(warning.at(weekdays.span, "these are").hint("prefer one of them, or allow it"));
    }
    if let Some(wish) = preferred_start.as_ref().filter(|wish| meets.at.is_none() && !fits(wish.value, minutes, hours.value)) {
        let warning = Diagnostic::warning(Code::IdleRule, "the preferred start lies outside the hours").at(wish.span, "");
        collector.tell(warning.at(hours.span, "these are").hint("prefer a time within them"));
    }
    Some(Cycle {
        period,
        weekdays,
        hours,
        minutes,
        preferred_weekday,
        preferred_start,
        drift: meets.drift.as_ref().filter(|_| meets.rrule.is_some()).map(|drift| Wish {
            value: (),
            priority: drift.value.priority.unwrap_or(Priority::Could),
            span: drift.span,
        }),
        apart: meets.apart.iter().flatten().map(|distance| distance.value.rule(distance.span)).collect(),
        span: meets.span,
    })
}

fn weekdays(meets: &MeetsDocument, collector: &mut Collector) -> Spanned<Vec<Weekday>> {
    let is_weekend = |day: &&Spanned<Weekday>| matches!(day.value, Weekday::Sat | Weekday::Sun);
    for day in meets.on.iter().flatten().filter(is_weekend) {
        let warning = Diagnostic::warning(Code::IdleRule, "no meeting is held on a weekend").at(day.span, "");
        collector.tell(warning.hint("only Monday to Friday are working days: remove it"));
    }
    let mut days: Vec<Weekday> = meets.on.iter().flatten().map(|weekday| weekday.value).collect();
    let span = meets.on.iter().flatten().next().map_or(meets.span, |weekday| weekday.span);
    if days.is_empty() {
        days = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
    }
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    Spanned::new(days, span)
}

fn hours(meets: &MeetsDocument, minutes: u32, collector: &mut Collector) -> Option<Spanned<Hours>> {
    let span: Span;
    let hours = match (&meets.at, &meets.between) {
        (Some(at), None) => {
            span = at.span;
            Hours { earliest: at.value, latest: at.value.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes))).0 }
        }
        (None, Some(between)) => {
            span = between.span;
            between.value
        }
        (Some(at), Some(between)) => {
            let fault = Diagnostic::error(Code::InvalidValue, "a cycle takes `at` or `between`, not both")
                .at(at.span, "")
                .at(between.span, "");
            collector.tell(fault.hint("to prefer a start within the hours, write `prefer: {at: …}`"));
            return None;
        }
        (None, None) if meets.is_faulty => return None,
        (None, None) => {
            let fault = Diagnostic::error(Code::MissingKey, "a cycle needs `at` or `between`").at(meets.span, "");
            collector.tell(fault.hint("add `at: \"13:00\"`, or `between: 09:00-15:00`"));
            return None;
        }
    };
    if !fits(hours.earliest, minutes, hours) {
        let fault =
            Diagnostic::error(Code::EmptyWindow, format!("a meeting of {minutes} minutes has no room in the hours")).at(span, "");
        collector.tell(fault.hint("widen the hours or shorten the meeting"));
        return None;
    }
    Some(Spanned::new(hours, span))
}

/// Whether a meeting that starts then ends within the hours, and on the same day.
fn fits(start: NaiveTime, minutes: u32, hours: Hours) -> bool {
    let (end, wrapped) = start.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes)));
    start >= hours.earliest && wrapped == 0 && end <= hours.latest
}
