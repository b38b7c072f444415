//! Rhythms: `rrule`, `each` or `windows` become a list of slots, each with a label, a window and perhaps a nominal date.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, Months, NaiveDate, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::calendar::open_days::OpenDays;
use crate::calendar::recurrence::{Frequency, Recurrence};
use crate::calendar::rule::{DatedRule, DayRule};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::cycle::Period;
use crate::plan::occurrence::Window;
use crate::schema::collector::Collector;
use crate::schema::document::cycle::MeetsDocument;

/// A meeting that a rhythm asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The label within the group.
    pub label: String,
    /// The days it may lie on, and the line that says so.
    pub window: Spanned<Window>,
    /// The date the rule itself gives.
    pub nominal: Option<NaiveDate>,
}

/// The rhythm of a cycle: its period and its slots in order of time. None when it is faulty, and then that was told.
pub fn slots(meets: &MeetsDocument, horizon: Horizon, open: &OpenDays, collector: &mut Collector) -> Option<(Period, Vec<Slot>)> {
    let said = [
        meets.rrule.as_ref().map(|rule| rule.span),
        meets.each.as_ref().map(|each| each.span),
        meets.windows.as_ref().map(|windows| windows.iter().next().map_or(meets.span, |(name, _)| name.span)),
    ];
    match said.iter().flatten().collect::<Vec<_>>().as_slice() {
        // What could not be read has been told, and may be what is missed here.
        [] if meets.is_faulty => return None,
        [] => {
            let fault =
                Diagnostic::error(Code::MissingKey, "a cycle needs one of `rrule`, `each` and `windows`").at(meets.span, "");
            collector.tell(fault.hint("add `each: month`, for example"));
            return None;
        }
        [_] => {}
        [first, second, ..] => {
            let fault = Diagnostic::error(Code::InvalidValue, "a cycle takes one of `rrule`, `each` and `windows`, not two");
            collector.tell(fault.at(**second, "this one too").at(**first, "this one").hint("keep one of them"));
            return None;
        }
    }
    idle_keys(meets, collector);
    let (period, mut slots) = if let Some(rule) = &meets.rrule {
        recurring(meets, rule, horizon, open, collector)?
    } else if let Some(each) = &meets.each {
        (each.value, periodic(meets, each, horizon))
    } else {
        (Period::Window, windowed(meets, horizon, collector)?)
    };
    let except: Vec<u32> = meets.except.iter().flatten().map(|month| month.value.0).collect();
    slots.retain_mut(|slot| {
        let kept =
            trimmed(slot.window.value, &except).filter(|_| slot.nominal.is_none_or(|date| !except.contains(&date.month())));
        slot.window.value = kept.unwrap_or(slot.window.value);
        kept.is_some()
    });
    if let (Some(first), true) = (meets.except.iter().flatten().next(), slots.is_empty()) {
        let fault = Diagnostic::error(Code::EmptyWindow, "no meeting is left outside these months").at(first.span, "");
        collector.tell(fault.hint("a group without a meeting is left out of the plan: remove it, or meet in some month"));
    }
    slots.sort_by(|one, other| (one.window.value, &one.label).cmp(&(other.window.value, &other.label)));
    Some((period, slots))
}

/// Tells keys that do nothing beside the rhythm that was chosen.
fn idle_keys(meets: &MeetsDocument, collector: &mut Collector) {
    if let (Some(drift), None) = (&meets.drift, &meets.rrule) {
        let warning = Diagnostic::warning(Code::IdleRule, "`drift` does nothing without `rrule`").at(drift.span, "");
        collector.tell(warning.hint("remove it: the window is the whole period"));
    }
    if let (Some(times), None) = (&meets.times, &meets.each) {
        let warning = Diagnostic::warning(Code::IdleRule, "`times` does nothing without `each`").at(times.span, "");
        collector.tell(warning.hint("remove it, or write `each:` with a period"));
    }
}

/// RFC 5545, 3.3.10: the dates of the rule are nominal; a meeting lies at most `drift` working days from them.
fn recurring(
    meets: &MeetsDocument,
    rule: &Spanned<String>,
    horizon: Horizon,
    open: &OpenDays,
    collector: &mut Collector,
) -> Option<(Period, Vec<Slot>)> {
    let recurrence = match Recurrence::parse(&rule.value) {
        Ok(recurrence) => recurrence,
        Err(message) => {
            collector.invalid(rule.span, message, "write a rule such as FREQ=MONTHLY;BYDAY=1MO");
            return None;
        }
    };
    let period = match recurrence.frequency() {
        Frequency::Yearly => Period::Year,
        Frequency::Monthly => Period::Month,
        Frequency::Weekly => Period::Week,
        Frequency::Daily => {
            collector.invalid(rule.span, "a daily rule is no cycle of meetings", "use FREQ=WEEKLY, MONTHLY or YEARLY");
            return None;
        }
    };
    tell_chosen_day(&recurrence, period, rule, horizon, collector);
    let dates = recurrence.dates(horizon);
    if dates.is_empty() {
        let fault = Diagnostic::error(Code::EmptyWindow, "the rule gives no date in the planned years").at(rule.span, "");
        collector.tell(fault.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
    }
    let drift = i64::from(meets.drift.as_ref().map_or(0, |drift| drift.value.value.0));
    let span = meets.drift.as_ref().map_or(rule.span, |drift| drift.span);
    let slots = dates.iter().map(|date| {
        let reach = |days: i64| if days == 0 { Some(*date) } else { open.nth(*date, days) };
        let first = reach(-drift).unwrap_or(*date).max(horizon.first());
        let last = reach(drift).unwrap_or(*date).min(horizon.last());
        let window = Window { first, last };
        Slot { label: label(period, *date), window: Spanned::new(window, span), nominal: Some(*date) }
    });
    Some((period, numbered(slots.collect())))
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

fn periodic(meets: &MeetsDocument, each: &Spanned<Period>, horizon: Horizon) -> Vec<Slot> {
    let times = meets.times.as_ref().map_or(1, |times| times.value);
    let mut slots = Vec::new();
    let mut first = horizon.first();
    while first <= horizon.last() {
        let next = following(each.value, first);
        let last = next.pred_opt().map_or(horizon.last(), |last| last.min(horizon.last()));
        let window = Spanned::new(Window { first, last }, each.span);
        let slot = Slot { label: label(each.value, first), window, nominal: None };
        slots.extend(std::iter::repeat_n(slot, times as usize));
        first = next;
    }
    numbered(slots)
}

fn windowed(meets: &MeetsDocument, horizon: Horizon, collector: &mut Collector) -> Option<Vec<Slot>> {
    let mut slots = Vec::new();
    let mut is_faulty = meets.windows.as_ref().is_some_and(|windows| !windows.faulty.is_empty());
    for (name, rule) in meets.windows.iter().flatten() {
        if let DayRule::NthWeekday { .. } = rule.value {
            collector.invalid(rule.span, "a window is a range of days", "write 05-10..05-30 or week 43");
            is_faulty = true;
            continue;
        }
        if let DayRule::Yearly { from, to } = rule.value
            && from > to
        {
            let fault = Diagnostic::error(Code::EmptyWindow, "a window does not run past new year").at(rule.span, "");
            collector.tell(fault.hint("put the earlier day first, or write two windows, one on either side of new year"));
            is_faulty = true;
            continue;
        }
        let before = slots.len();
        for year in horizon.years() {
            let Some(window) = window_of(rule.value, year, horizon) else { continue };
            slots.push(Slot { label: format!("{year}-{}", name.value), window: Spanned::new(window, rule.span), nominal: None });
        }
        if slots.len() == before {
            let fault = Diagnostic::error(Code::EmptyWindow, format!("the window `{}` holds no planned day", name.value))
                .at(rule.span, "");
            collector.tell(fault.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
            is_faulty = true;
        }
    }
    // A cycle that lacks a window has not the labels that the rest of the plan may name.
    (!is_faulty).then_some(slots)
}

/// The days of a window rule that belong to a year, as far as they are planned. A week belongs to its ISO year.
fn window_of(rule: DayRule, year: i32, horizon: Horizon) -> Option<Window> {
    let (first, last) = match rule {
        DayRule::Week { number } => {
            let week = Week::new(year, number)?;
            (week.monday(), week.monday() + TimeDelta::days(6))
        }
        DayRule::Once { first, last } if first.year() == year => (first, last),
        DayRule::Once { .. } => return None,
        DayRule::Fixed { .. } | DayRule::Yearly { .. } | DayRule::Easter { .. } | DayRule::NthWeekday { .. } => {
            let days = DatedRule::always(rule).days(Horizon::of_years(year, year)?);
            (*days.first()?, *days.last()?)
        }
    };
    Window::new(first.max(horizon.first()), last.min(horizon.last()))
}

/// The first day after the period that a day lies in.
fn following(period: Period, day: NaiveDate) -> NaiveDate {
    let months = |step: u32| {
        let start = (day.month0() / step) * step;
        let first = day.with_day(1).and_then(|day| day.with_month0(start)).unwrap_or(day);
        first.checked_add_months(Months::new(step)).unwrap_or(NaiveDate::MAX)
    };
    match period {
        Period::Week => Week::of(day).monday() + TimeDelta::days(7),
        Period::Month => months(1),
        Period::Quarter => months(3),
        Period::HalfYear => months(6),
        Period::Year | Period::Window => months(12),
    }
}

/// The label of the period that a day lies in.
fn label(period: Period, day: NaiveDate) -> String {
    match period {
        Period::Week => Week::of(day).to_string().to_lowercase(),
        Period::Month => format!("{}-{:02}", day.year(), day.month()),
        Period::Quarter => format!("{}-q{}", day.year(), day.month0() / 3 + 1),
        Period::HalfYear => format!("{}-h{}", day.year(), day.month0() / 6 + 1),
        Period::Year | Period::Window => day.year().to_string(),
    }
}

/// Tells slots of the same label apart by a number: `2027-q1-1`, `2027-q1-2`.
fn numbered(mut slots: Vec<Slot>) -> Vec<Slot> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for slot in &slots {
        *counts.entry(slot.label.clone()).or_default() += 1;
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for slot in &mut slots {
        if counts[&slot.label] > 1 {
            let number = seen.entry(slot.label.clone()).or_default();
            *number += 1;
            slot.label = format!("{}-{number}", slot.label);
        }
    }
    slots
}

/// A window without excepted months at its ends; none when nothing is left.
fn trimmed(window: Window, except: &[u32]) -> Option<Window> {
    let Window { mut first, mut last } = window;
    while first <= last && except.contains(&first.month()) {
        first = following(Period::Month, first);
    }
    while first <= last && except.contains(&last.month()) {
        last = last.with_day(1)?.pred_opt()?;
    }
    Window::new(first, last)
}
