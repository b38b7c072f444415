//! Recurrence rules: the dates of RFC 5545 become slots, each on its date or within a drift of it.

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::calendar::recurrence::{Frequency, Recurrence};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::cycle::Period;
use crate::plan::occurrence::Window;
use crate::schema::collector::Collector;
use crate::schema::document::cycle::MeetsDocument;
use crate::schema::lower::cycles::cycle::may_meet;
use crate::schema::lower::cycles::period::{label, numbered};
use crate::schema::lower::cycles::slot::Slot;
use crate::schema::scalar::rhythm::OnClosed;

/// A date that would move further than this stays where it is, and is told as a closed one.
const MOST_DAYS_MOVED: i64 = 62;

/// RFC 5545, 3.3.10: the dates of the rule are nominal; a meeting lies at most `drift` working days from them.
pub fn recurring(
    meets: &MeetsDocument,
    rule: &Spanned<String>,
    held: Horizon,
    except: &[(Span, Window)],
    open: &OpenDays,
    collector: &mut Collector,
) -> Option<(Period, Vec<Slot>)> {
    let recurrence = match Recurrence::parse(&rule.value) {
        Ok(recurrence) => recurrence,
        Err(message) => {
            collector.fault(Code::InvalidRecurrence, rule.span, message, "write a rule such as FREQ=MONTHLY;BYDAY=1MO");
            return None;
        }
    };
    let period = match recurrence.frequency() {
        Frequency::Yearly => Period::Year,
        Frequency::Monthly => Period::Month,
        Frequency::Weekly => Period::Week,
        Frequency::Daily => {
            collector.fault(
                Code::InvalidRecurrence,
                rule.span,
                "a daily rule is no cycle of meetings",
                "use FREQ=WEEKLY, MONTHLY or YEARLY",
            );
            return None;
        }
    };
    if meets.from.is_none() {
        tell_chosen_day(&recurrence, period, rule, held, collector);
    }
    let dates = match &meets.from {
        Some(from) => recurrence.dates_from(from.value, held),
        None => recurrence.dates(held),
    };
    if dates.is_empty() {
        let fault = Diagnostic::error(Code::EmptyRecurrence, "the rule gives no date in the planned years").at(rule.span, "");
        collector.tell(fault.hint(format!("{} to {} are planned", held.first(), held.last())));
    }
    let drift = i64::from(meets.drift.as_ref().map_or(0, |drift| drift.value.value.0));
    let found = dates.len();
    let kept = dates.into_iter().filter(|date| !except.iter().any(|(_, run)| run.contains(*date)));
    let moved: Vec<(NaiveDate, NaiveDate)> = kept.filter_map(|date| Some((date, moved(meets, date, open)?))).collect();
    if let (Some(on_closed), true, true) = (&meets.on_closed, moved.is_empty(), found > 0) {
        let fault =
            Diagnostic::error(Code::NoMeetingLeft, "every date of the rule is skipped or left out").at(on_closed.span, "");
        collector.tell(fault.hint("write `nearest` instead of `skip`, or remove the group"));
    }
    let mut slots = Vec::new();
    for (date, nominal) in moved {
        let reach = |days: i64| if days == 0 { Some(nominal) } else { open.nth(nominal, days) };
        let (first, last) = (reach(-drift).unwrap_or(nominal), reach(drift).unwrap_or(nominal));
        let label = label(period, date, held.first().month());
        let Some(window) = Window::new(first.max(held.first()), last.min(held.last())) else {
            let span = meets.on_closed.as_ref().map_or(rule.span, |on_closed| on_closed.span);
            let message = format!("`{label}` would move to {nominal}, which is not planned");
            let warning = Diagnostic::warning(Code::MovedOut, message).at(span, "");
            collector.tell(warning.hint("it is left out; let `on-closed` move it to the other side, or plan more years"));
            continue;
        };
        let on_closed = meets.on_closed.as_ref().filter(|_| nominal != date).map(|on_closed| on_closed.span);
        let span = meets.drift.as_ref().map(|drift| drift.span).or(on_closed).unwrap_or(rule.span);
        slots.push(Slot { label, window: Spanned::new(window, span), gaps: Vec::new(), nominal: Some(nominal) });
    }
    Some((period, numbered(slots)))
}

/// Where a date of the rule moves to: where it is, when that day is open or nothing is said of closed ones; else the open
/// day that `on-closed` names, on a weekday of the cycle. None where it is skipped.
fn moved(meets: &MeetsDocument, date: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
    let Some(on_closed) = &meets.on_closed else { return Some(date) };
    if open.is_open(date) {
        return Some(date);
    }
    let fits = |day: &NaiveDate| may_meet(meets, open, *day);
    let earlier = (1..=MOST_DAYS_MOVED).map(|days| date - TimeDelta::days(days)).find(fits);
    let later = (1..=MOST_DAYS_MOVED).map(|days| date + TimeDelta::days(days)).find(fits);
    match on_closed.value {
        OnClosed::Skip => None,
        OnClosed::Before => earlier.or(Some(date)),
        OnClosed::After => later.or(Some(date)),
        OnClosed::Nearest => {
            let days = |day: &NaiveDate| ((*day - date).num_days().abs(), *day);
            earlier.into_iter().chain(later).min_by_key(days).or(Some(date))
        }
    }
}

/// RFC 5545, 3.3.10: a day that the rule leaves out is taken from its start, here 1 January of the first year. That is
/// seldom what was meant, and for weeks it is another weekday for every first year.
fn tell_chosen_day(rule: &Recurrence, period: Period, text: &Spanned<String>, horizon: Horizon, collector: &mut Collector) {
    let written = rule.to_string();
    if ["BYDAY=", "BYMONTHDAY=", "BYYEARDAY="].iter().any(|part| written.contains(part)) {
        return;
    }
    let chosen = match period {
        Period::Week => format!("{}s, since {} is one", horizon.first().format("%A"), horizon.first()),
        Period::Month => "the 1st of each month".to_owned(),
        Period::Year | Period::Quarter | Period::HalfYear | Period::Window => {
            "the 1st of its `BYMONTH`, or of January".to_owned()
        }
    };
    let warning = Diagnostic::warning(Code::AmbiguousRule, "the rule does not say which day is meant").at(text.span, "");
    collector.tell(warning.hint(format!("it gives {chosen}; add `BYDAY=MO` for Mondays, or `BYDAY=1MO` for the first one")));
}
