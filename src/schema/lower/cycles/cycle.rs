//! Cycles: what a group asks of every meeting, whatever the rhythm.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::cycle::{Alike, Cycle, Hours, LaterLength, Period, Wish};
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;
use crate::schema::document::cycle::{LengthDocument, MeetsDocument};

/// The cycle itself, without its slots. None when it is faulty, and then that was told.
pub fn cycle(meets: &MeetsDocument, period: Period, horizon: Horizon, collector: &mut Collector) -> Option<Cycle> {
    let (first, later) = meets.length.as_ref()?.split_first()?;
    let minutes = first.length.as_ref()?.value.0;
    if let Some(from) = &first.from {
        let hint = "remove its `from`, or put the length that holds before it in front";
        collector
            .tell(Diagnostic::error(Code::LengthOrder, "the first length holds from the start").at(from.span, "").hint(hint));
    }
    let hours = hours(meets, minutes, collector)?;
    let later_lengths = later_lengths(later, meets, hours.value, horizon, collector)?;
    let weekdays = weekdays(meets, collector);
    if let (Some(at), Some(wish)) = (&meets.at, meets.prefer.as_ref().and_then(|prefer| prefer.at.as_ref())) {
        let warning = Diagnostic::warning(Code::IdlePreference, "a preferred start does nothing beside `at`").at(wish.span, "");
        collector.tell(warning.at(at.span, "every meeting starts here").hint("write `between: 09:00-15:00` instead of `at`"));
    }
    idle_likeness(meets, &weekdays, collector);
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
        let warning = Diagnostic::warning(Code::IdlePreference, "the preferred weekday is none that the group may meet on")
            .at(wish.span, "");
        collector.tell(warning.at(weekdays.span, "these are").hint("prefer one of them, or allow it"));
    }
    if let Some(wish) = preferred_start.as_ref().filter(|wish| meets.at.is_none() && !fits(wish.value, minutes, hours.value)) {
        let warning = Diagnostic::warning(Code::IdlePreference, "the preferred start lies outside the hours").at(wish.span, "");
        collector.tell(warning.at(hours.span, "these are").hint("prefer a time within them"));
    }
    Some(Cycle {
        period,
        weekdays,
        hours,
        minutes,
        later_lengths,
        preferred_weekday,
        preferred_start,
        drift: meets.drift.as_ref().filter(|_| meets.rrule.is_some()).map(|drift| Wish {
            value: (),
            priority: drift.value.priority.unwrap_or(Priority::Could),
            span: drift.span,
        }),
        spread: meets.spread.as_ref().map(|spread| Wish { value: (), priority: spread.value.0, span: spread.span }),
        same_weekday: meets.same_weekday.as_ref().map(alike),
        same_time: meets.same_time.as_ref().map(alike),
        apart: meets.apart.iter().flatten().map(|distance| distance.value.rule(distance.span)).collect(),
        span: meets.span,
    })
}

fn alike(said: &Spanned<Priority>) -> Alike {
    Alike { priority: said.value, span: said.span }
}

/// Tells wishes that a cycle fulfils, or cannot touch, whatever is planned.
fn idle_likeness(meets: &MeetsDocument, weekdays: &Spanned<Vec<Weekday>>, collector: &mut Collector) {
    if let (Some(same), Some(at)) = (&meets.same_time, &meets.at) {
        let warning = Diagnostic::warning(Code::IdlePreference, "`same-time` does nothing beside `at`").at(same.span, "");
        collector.tell(warning.at(at.span, "every meeting starts here").hint("write `between: 09:00-15:00` instead of `at`"));
    }
    if let (Some(same), [_]) = (&meets.same_weekday, weekdays.value.as_slice()) {
        let warning =
            Diagnostic::warning(Code::IdlePreference, "`same-weekday` does nothing beside one weekday").at(same.span, "");
        collector.tell(warning.at(weekdays.span, "this one").hint("allow more weekdays in `on`, or remove it"));
    }
    if meets.rrule.is_some() && meets.drift.is_none() {
        let said = [
            ("spread", meets.spread.as_ref().map(|said| said.span)),
            ("same-weekday", meets.same_weekday.as_ref().map(|said| said.span)),
        ];
        for (key, span) in said.into_iter().filter_map(|(key, span)| Some((key, span?))) {
            let hint = "a rule without `drift` gives exact dates: add a `drift`, or remove it";
            collector.warn(Code::IdlePreference, span, format!("`{key}` does nothing beside a rule without `drift`"), hint);
        }
    }
}

/// The lengths after the first, each with its date. None when one is faulty, and then that was told.
fn later_lengths(
    documents: &[LengthDocument],
    meets: &MeetsDocument,
    hours: Hours,
    horizon: Horizon,
    collector: &mut Collector,
) -> Option<Vec<LaterLength>> {
    let mut later: Vec<LaterLength> = Vec::new();
    for document in documents {
        let length = document.length.as_ref()?;
        let Some(from) = &document.from else {
            if !document.is_faulty {
                let hint = "write `{from: 2026-08-01, length: 60m}`";
                collector.missing(length.span, "a length after the first needs the date from which it holds", hint);
            }
            return None;
        };
        if let Some(earlier) = later.last().filter(|earlier| earlier.from >= from.value) {
            let fault = Diagnostic::error(Code::LengthOrder, "the lengths do not stand in order of their dates");
            let fault = fault.at(from.span, "this one is not later").at(earlier.span, "than this one");
            collector.tell(fault.hint("put the earlier one first"));
            return None;
        }
        if from.value > horizon.last() {
            let hint = format!("{} to {} are planned", horizon.first(), horizon.last());
            collector.idle(from.span, "this length holds on no planned day", hint);
        }
        let minutes = length.value.0;
        // Beside `at`, the hours are just the meeting.
        let hours = if meets.at.is_some() { Hours { latest: end(hours.earliest, minutes), ..hours } } else { hours };
        if !fits(hours.earliest, minutes, hours) {
            let message = format!("a meeting of {minutes} minutes has no room in the hours");
            let fault = Diagnostic::error(Code::NoRoomInHours, message).at(length.span, "");
            collector.tell(fault.hint("widen the hours or shorten the meeting"));
            return None;
        }
        later.push(LaterLength { from: from.value, minutes, hours, span: length.span });
    }
    Some(later)
}

/// Whether the cycle can meet on a day: an open one, on one of its weekdays. Every open day has one of those where none is said.
pub fn may_meet(meets: &MeetsDocument, open: &OpenDays, day: NaiveDate) -> bool {
    let said = || meets.on.iter().flatten();
    open.is_open(day) && (said().next().is_none() || said().any(|weekday| weekday.value == day.weekday()))
}

fn weekdays(meets: &MeetsDocument, collector: &mut Collector) -> Spanned<Vec<Weekday>> {
    let is_weekend = |day: &&Spanned<Weekday>| matches!(day.value, Weekday::Sat | Weekday::Sun);
    for day in meets.on.iter().flatten().filter(is_weekend) {
        let hint = "only Monday to Friday are working days: remove it";
        collector.warn(Code::WeekendWeekday, day.span, "no meeting is held on a weekend", hint);
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
            Hours { earliest: at.value, latest: end(at.value, minutes) }
        }
        (None, Some(between)) => {
            span = between.span;
            between.value
        }
        (Some(at), Some(between)) => {
            let fault = Diagnostic::error(Code::ContradictoryKeys, "a cycle takes `at` or `between`, not both")
                .at(at.span, "")
                .at(between.span, "");
            collector.tell(fault.hint("to prefer a start within the hours, write `prefer: {at: …}`"));
            return None;
        }
        (None, None) if meets.is_faulty => return None,
        (None, None) => {
            let fault = Diagnostic::error(Code::MissingHours, "a cycle needs `at` or `between`").at(meets.span, "");
            collector.tell(fault.hint("add `at: \"13:00\"`, or `between: 09:00-15:00`"));
            return None;
        }
    };
    if !fits(hours.earliest, minutes, hours) {
        let fault = Diagnostic::error(Code::NoRoomInHours, format!("a meeting of {minutes} minutes has no room in the hours"))
            .at(span, "");
        collector.tell(fault.hint("widen the hours or shorten the meeting"));
        return None;
    }
    Some(Spanned::new(hours, span))
}

fn end(start: NaiveTime, minutes: u32) -> NaiveTime {
    start.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes))).0
}

/// Whether a meeting that starts then ends within the hours, and on the same day.
fn fits(start: NaiveTime, minutes: u32, hours: Hours) -> bool {
    let (end, wrapped) = start.overflowing_add_signed(TimeDelta::minutes(i64::from(minutes)));
    start >= hours.earliest && wrapped == 0 && end <= hours.latest
}
