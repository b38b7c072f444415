//! What holds for single occurrences, found by their label: pinned, moved, cancelled, in writing, added, or otherwise.

use crate::calendar::civil::{NaiveDate, NaiveTime, Timelike};
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::Cycle;
use crate::plan::group::GroupId;
use crate::plan::occurrence::{Exception, Manner, Occurrence, Once, Origin, Verdict, Window};
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::group::GroupDocument;
use crate::schema::document::occurrence::OccurrenceDocument;
use crate::schema::lower::meetings::contradicting_keys::{check, yes};
use crate::schema::lower::whole::names::check_key;

/// What is known of the group whose occurrences are looked at.
pub struct Group<'g> {
    /// The key of its product.
    pub product: &'g str,
    /// Its key.
    pub key: &'g str,
    /// Its id.
    pub id: GroupId,
    /// What it asks of every meeting.
    pub cycle: &'g Cycle,
    /// Its working days.
    pub open: &'g OpenDays,
    /// The planned years.
    pub horizon: Horizon,
}

/// Gives a group's occurrences what the plan says of each alone, and adds those that it asks for besides: at the end.
pub fn apply(document: &GroupDocument, group: &Group<'_>, occurrences: &mut Vec<Occurrence>, collector: &mut Collector) {
    let of_rhythm = occurrences.len();
    for (label, document_of_one) in document.occurrences.iter().flatten() {
        let known = occurrences[..of_rhythm].iter().position(|occurrence| occurrence.label == label.value);
        let extra = yes(document_of_one.extra.as_ref());
        let added = match (known, extra) {
            (Some(_), None) => None,
            (None, Some(_)) => Some(added(label, document_of_one, group, collector)),
            (Some(position), Some(extra)) => {
                let message = format!("the rhythm has an occurrence `{}` already", label.value);
                let fault = Diagnostic::error(Code::ExtraLabelTaken, message).at(extra, "").at(label.span, "this one");
                let window = occurrences[position].window.value;
                collector.tell(fault.hint(format!(
                    "it lies from {} to {}: remove `extra`, or choose another label, such as `{}-ekstra`",
                    window.first, window.last, label.value
                )));
                continue;
            }
            (None, None) => {
                tell_unknown(label, &occurrences[..of_rhythm], collector);
                continue;
            }
        };
        let Some(exception) = exception(label, document_of_one, group, collector) else { continue };
        check_length(document, &exception, document_of_one, group, collector);
        check_notice(document, &exception, collector);
        let occurrence = match (known, added) {
            (Some(position), _) => &mut occurrences[position],
            (None, Some(Some(occurrence))) => {
                occurrences.push(occurrence);
                let Some(last) = occurrences.last_mut() else { continue };
                last
            }
            (None, _) => continue,
        };
        if let Some(between) = document_of_one.between.as_ref().filter(|_| exception.verdict == Verdict::Moved) {
            occurrence.window = Spanned::new(between.value, between.span);
            // It is moved away from the date of the rule: how far it drifts from there is beside the point.
            occurrence.nominal = None;
            occurrence.gaps.clear();
        }
        occurrence.exception = Some(exception);
    }
}

fn tell_unknown(label: &Spanned<String>, occurrences: &[Occurrence], collector: &mut Collector) {
    let known: Vec<&str> = occurrences.iter().map(|occurrence| occurrence.label.as_str()).collect();
    let fault =
        Diagnostic::error(Code::UnknownOccurrence, format!("no occurrence is labelled `{}`", label.value)).at(label.span, "");
    collector.tell(fault.hint(nearest(&label.value, &known)).hint("to hold one more, write `extra: yes` and `between` or `on`"));
}

/// An occurrence that the rhythm does not give. None where nothing says when, and that was told.
fn added(
    label: &Spanned<String>,
    document: &OccurrenceDocument,
    group: &Group<'_>,
    collector: &mut Collector,
) -> Option<Occurrence> {
    check_key(label, collector);
    let window = match (&document.on, &document.between) {
        (Some(on), _) => Spanned::new(Window { first: on.value, last: on.value }, on.span),
        (None, Some(between)) => Spanned::new(between.value, between.span),
        (None, None) => {
            // One that is cancelled too is told as that.
            if !document.is_faulty && yes(document.cancelled.as_ref()).is_none() {
                let message = format!("nothing says when `{}` is held", label.value);
                let fault = Diagnostic::error(Code::ExtraWithoutWindow, message).at(label.span, "");
                collector.tell(fault.hint("add `between: DATE..DATE`, or `on: DATE`"));
            }
            return None;
        }
    };
    let id = ActivityId::meeting(group.product, group.key, &label.value);
    Some(Occurrence { id, group: group.id, label: label.value.clone(), window, gaps: Vec::new(), nominal: None, exception: None })
}

/// What the plan says of one occurrence. None where that contradicts itself or is nothing, and that was told.
fn exception(
    label: &Spanned<String>,
    document: &OccurrenceDocument,
    group: &Group<'_>,
    collector: &mut Collector,
) -> Option<Exception> {
    if !check(label, document, collector) {
        return None;
    }
    let at = document.at.as_ref().map(|at| at.value);
    let (verdict, span) = if let Some(on) = &document.on {
        check_day(on.value, on.span, group, collector);
        (Verdict::Pinned(on.value, at), on.span)
    } else if let Some(cancelled) = yes(document.cancelled.as_ref()) {
        (Verdict::Cancelled, cancelled)
    } else if let Some(between) = &document.between {
        check_window(between, group.horizon, collector);
        (Verdict::Moved, between.span)
    } else {
        (Verdict::Held, label.span)
    };
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    Some(Exception {
        verdict,
        origin: if yes(document.extra.as_ref()).is_some() { Origin::Extra } else { Origin::Rhythm },
        manner: if yes(document.in_writing.as_ref()).is_some() { Manner::InWriting } else { Manner::Meeting },
        once: Once {
            minutes: document.length.as_ref().map(|length| length.value.0),
            place: text(&document.place),
            link: text(&document.link),
            note: text(&document.note),
        },
        breaks_notice: yes(document.break_notice.as_ref()),
        reason: text(&document.reason).unwrap_or_default(),
        span,
    })
}

/// Tells a notice that is broken where there is none.
fn check_notice(document: &GroupDocument, exception: &Exception, collector: &mut Collector) {
    if let (Some(span), None) = (exception.breaks_notice, &document.notice) {
        let message = "`break-notice` does nothing in a group without `notice`";
        collector.idle(span, message, "remove it, or say how much `notice` the group gives");
    }
}

/// Tells a meeting that has no room in the hours of its cycle, or does not end on its day.
fn check_length(
    document: &GroupDocument,
    exception: &Exception,
    document_of_one: &OccurrenceDocument,
    group: &Group<'_>,
    collector: &mut Collector,
) {
    let minutes = exception.once.minutes.unwrap_or(group.cycle.minutes);
    let span = document_of_one.length.as_ref().map(|length| length.span);
    let pinned = match exception.verdict {
        Verdict::Pinned(_, start) => start,
        Verdict::Held | Verdict::Moved | Verdict::Cancelled => None,
    };
    let start = pinned.or(document.meets.as_ref().and_then(|meets| meets.at.as_ref()).map(|at| at.value));
    let end = |start: NaiveTime| start.num_seconds_from_midnight() / 60 + minutes;
    let hours = &group.cycle.hours;
    match (start, span) {
        (Some(start), _) if end(start) > 24 * 60 => {
            let Some(span) = span.or(document_of_one.at.as_ref().map(|at| at.span)) else { return };
            let message = format!("{minutes} minutes from {} do not end on the same day", start.format("%H:%M"));
            let fault = Diagnostic::error(Code::PastMidnight, message).at(span, "");
            collector.tell(fault.hint("begin earlier with `at`, or make the meeting shorter"));
        }
        (None, Some(span)) if i64::from(minutes) > (hours.value.latest - hours.value.earliest).num_minutes() => {
            let message = format!("a meeting of {minutes} minutes has no room in the hours");
            let fault = Diagnostic::error(Code::NoRoomInHours, message).at(span, "").at(hours.span, "these are");
            collector.tell(fault.hint("pin it with `on` and `at`, widen the hours, or shorten the meeting"));
        }
        (Some(_) | None, _) => {}
    }
}

fn check_window(window: &Spanned<Window>, horizon: Horizon, collector: &mut Collector) {
    let Window { first, last } = window.value;
    if !(horizon.contains(first) && horizon.contains(last)) {
        tell_outside(format!("{first} to {last} is not wholly planned"), window.span, horizon, collector);
    }
}

/// Tells a fixed date outside the planned years or on a closed day.
fn check_day(date: NaiveDate, span: Span, group: &Group<'_>, collector: &mut Collector) {
    if group.horizon.contains(date) {
        if let Some(fault) = closed(date, span, group.open) {
            collector.tell(fault);
        }
    } else {
        tell_outside(format!("{date} is not planned"), span, group.horizon, collector);
    }
}

fn tell_outside(message: String, span: Span, horizon: Horizon, collector: &mut Collector) {
    let fault = Diagnostic::error(Code::OutsideYears, message).at(span, "");
    collector.tell(fault.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
}

/// The fault of a fixed date on a weekend, a holiday or a closed day; one so far away that no calendar covers it is left alone.
pub fn closed(date: NaiveDate, span: Span, open: &OpenDays) -> Option<Diagnostic> {
    if open.is_open(date) || !open.range().contains(date) {
        return None;
    }
    let why = match open.reasons(date) {
        [] => date.format("a %A").to_string(),
        reasons => format!("closed: {}", reasons.join(", ")),
    };
    let near =
        [open.on_or_before(date), open.on_or_after(date)].into_iter().flatten().map(|day| day.format("%A %Y-%m-%d").to_string());
    let near: Vec<String> = near.collect();
    let fault = Diagnostic::error(Code::ClosedDay, format!("{date} is {why}")).at(span, "");
    Some(fault.hint(format!("the nearest open days are {}", near.join(" and "))))
}
