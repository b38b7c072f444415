//! Single occurrences that are pinned or cancelled, found by their label.

use crate::calendar::civil::NaiveDate;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::occurrence::{Exception, Occurrence, Verdict};
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::group::GroupDocument;
use crate::schema::document::occurrence::OccurrenceDocument;
use crate::schema::scalar::words::Answer;

/// Gives a group's occurrences what the plan says of each alone.
pub fn apply(
    group: &GroupDocument,
    occurrences: &mut [Occurrence],
    horizon: Horizon,
    open: &OpenDays,
    collector: &mut Collector,
) {
    for (label, document) in group.occurrences.iter().flatten() {
        let Some(occurrence) = occurrences.iter_mut().find(|occurrence| occurrence.label == label.value) else {
            let known: Vec<&str> = occurrences.iter().map(|occurrence| occurrence.label.as_str()).collect();
            let fault =
                Diagnostic::error(Code::UnknownName, format!("no occurrence is labelled `{}`", label.value)).at(label.span, "");
            collector.tell(fault.hint(nearest(&label.value, &known)));
            continue;
        };
        let reason = document.reason.as_ref().map(|reason| reason.value.clone()).unwrap_or_default();
        if let Some((verdict, span)) = verdict(label, document, collector) {
            if let (Verdict::Pinned(date, _), Some(on)) = (verdict, &document.on) {
                check_day(date, on.span, horizon, open, collector);
            }
            occurrence.exception = Some(Exception { verdict, reason, span });
        }
    }
}

fn verdict(label: &Spanned<String>, document: &OccurrenceDocument, collector: &mut Collector) -> Option<(Verdict, Span)> {
    let cancelled = document.cancelled.as_ref().filter(|answer| answer.value == Answer::Yes);
    match (&document.on, cancelled) {
        (Some(on), None) => Some((Verdict::Pinned(on.value, document.at.as_ref().map(|at| at.value)), on.span)),
        (None, Some(cancelled)) => {
            if let Some(at) = &document.at {
                let warning = Diagnostic::warning(Code::IdleRule, "`at` does nothing for a cancelled meeting").at(at.span, "");
                collector.tell(warning.hint("remove it"));
            }
            Some((Verdict::Cancelled, cancelled.span))
        }
        (Some(on), Some(cancelled)) => {
            let fault = Diagnostic::error(Code::InvalidValue, format!("`{}` is both held and cancelled", label.value));
            collector.tell(fault.at(cancelled.span, "").at(on.span, "").hint("keep one of the two"));
            None
        }
        (None, None) if document.is_faulty => None,
        (None, None) => {
            let fault = Diagnostic::error(Code::MissingKey, format!("`{}` needs `on` or `cancelled: yes`", label.value));
            collector.tell(fault.at(label.span, "").hint("say on which date it is held, or that it is cancelled"));
            None
        }
    }
}

/// Tells a fixed date outside the planned years or on a closed day.
fn check_day(date: NaiveDate, span: Span, horizon: Horizon, open: &OpenDays, collector: &mut Collector) {
    if horizon.contains(date) {
        check_open(date, span, open, collector);
    } else {
        collector.invalid(
            span,
            format!("{date} is not planned"),
            format!("{} to {} are planned", horizon.first(), horizon.last()),
        );
    }
}

/// Tells a fixed date on a weekend, a holiday or a closed day; one so far away that no calendar covers it is left alone.
pub fn check_open(date: NaiveDate, span: Span, open: &OpenDays, collector: &mut Collector) {
    if open.is_open(date) || !open.range().contains(date) {
        return;
    }
    let why = match open.reasons(date) {
        [] => date.format("a %A").to_string(),
        reasons => format!("closed: {}", reasons.join(", ")),
    };
    let near =
        [open.on_or_before(date), open.on_or_after(date)].into_iter().flatten().map(|day| day.format("%A %Y-%m-%d").to_string());
    let near: Vec<String> = near.collect();
    let fault = Diagnostic::error(Code::ClosedDay, format!("{date} is {why}")).at(span, "");
    collector.tell(fault.hint(format!("the nearest open days are {}", near.join(" and "))));
}
