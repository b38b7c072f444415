//! Rhythms: `rrule`, `each` or `windows` become a list of slots, each with a label, a window and perhaps a nominal date.

use crate::calendar::civil::{Datelike, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::cycle::Period;
use crate::plan::occurrence::Window;
use crate::schema::collector::Collector;
use crate::schema::document::cycle::MeetsDocument;
use crate::schema::lower::cycles::cycle::may_meet;
use crate::schema::lower::cycles::period::{beginning, following, label, numbered, thursday};
use crate::schema::lower::cycles::recurring::recurring;
use crate::schema::lower::cycles::slot::{Slot, merged, without};
use crate::schema::scalar::season::Season;

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
                Diagnostic::error(Code::MissingRhythm, "a cycle needs one of `rrule`, `each` and `windows`").at(meets.span, "");
            collector.tell(fault.hint("add `each: month`, for example"));
            return None;
        }
        [_] => {}
        [first, second, ..] => {
            let fault = Diagnostic::error(Code::ContradictoryKeys, "a cycle takes one of `rrule`, `each` and `windows`, not two");
            collector.tell(fault.at(**second, "this one too").at(**first, "this one").hint("keep one of them"));
            return None;
        }
    }
    idle_keys(meets, collector);
    let held = held(meets, horizon, collector)?;
    let except: Vec<(Span, Window)> = meets
        .except
        .iter()
        .flatten()
        .flat_map(|season| season.value.runs(horizon).into_iter().map(|run| (season.span, run)))
        .collect();
    let (period, slots) = if let Some(rule) = &meets.rrule {
        recurring(meets, rule, held, &except, open, collector)?
    } else if let Some(each) = &meets.each {
        (each.value, periodic(meets, each, Days { horizon, held, open }, collector))
    } else {
        (Period::Window, windowed(meets, held, horizon.first().month(), collector)?)
    };
    let before = slots.len();
    let can_be_held = |day| may_meet(meets, open, day);
    let mut slots: Vec<Slot> = slots.iter().filter_map(|slot| without(slot, &except, can_be_held)).collect();
    if let (Some(first), true, true) =
        (meets.except.iter().flatten().next(), slots.is_empty(), before > 0 || meets.on_closed.is_none())
        && !collector.has_told(Code::EmptyRecurrence, meets.rrule.as_ref().map_or(first.span, |rule| rule.span))
    {
        let fault = Diagnostic::error(Code::NoMeetingLeft, "no meeting is left outside these days").at(first.span, "");
        collector.tell(fault.hint("a group without a meeting is left out of the plan: remove it, or meet on some days"));
    }
    slots.sort_by(|one, other| (one.window.value, &one.label).cmp(&(other.window.value, &other.label)));
    Some((period, slots))
}

/// The planned days on which the cycle runs: from its first to its last day.
fn held(meets: &MeetsDocument, horizon: Horizon, collector: &mut Collector) -> Option<Horizon> {
    let first = meets.from.as_ref().map_or(horizon.first(), |from| from.value.max(horizon.first()));
    let last = meets.until.as_ref().map_or(horizon.last(), |until| until.value.min(horizon.last()));
    let held = Horizon::new(first, last);
    if held.is_none() {
        let [from, until] = [&meets.from, &meets.until].map(|end| end.as_ref().map(|end| end.span));
        let mut fault = Diagnostic::error(Code::OutsideYears, "the cycle runs on no planned day");
        for span in [until, from].into_iter().flatten() {
            fault = fault.at(span, "");
        }
        collector.tell(fault.hint(format!("{} to {} are planned", horizon.first(), horizon.last())));
    }
    held
}

/// Tells keys that do nothing beside the rhythm that was chosen.
fn idle_keys(meets: &MeetsDocument, collector: &mut Collector) {
    if let (Some(drift), None) = (&meets.drift, &meets.rrule) {
        let warning = Diagnostic::warning(Code::IdleRule, "`drift` does nothing without `rrule`").at(drift.span, "");
        collector.tell(warning.hint("remove it: the window is the whole period"));
    }
    if let (Some(on_closed), None) = (&meets.on_closed, &meets.rrule) {
        let hint = "remove it: a meeting lies on any open day of its window";
        collector.idle(on_closed.span, "`on-closed` does nothing without `rrule`", hint);
    }
    if let (Some(times), None) = (&meets.times, &meets.each) {
        let warning = Diagnostic::warning(Code::IdleRule, "`times` does nothing without `each`").at(times.span, "");
        collector.tell(warning.hint("remove it, or write `each:` with a period"));
    }
    if let (Some(every), None) = (&meets.every, &meets.each) {
        let hint =
            if meets.rrule.is_some() { "write `INTERVAL` in the rule" } else { "remove it, or write `each:` with a period" };
        collector.idle(every.span, "`every` does nothing without `each`", hint);
    }
}

/// One slot, or several, in every so many periods. A week belongs to the year of its Thursday, as ISO 8601 has it: the
/// first days of a year that are in the last week of the year before are not planned twice.
fn periodic(meets: &MeetsDocument, each: &Spanned<Period>, days: Days<'_>, collector: &mut Collector) -> Vec<Slot> {
    let Days { horizon, held, open } = days;
    let starts = horizon.first().month();
    let times = meets.times.as_ref().map_or(1, |times| times.value);
    let every = meets.every.as_ref().map_or(1, |every| every.value);
    if let (Some(every), None) = (&meets.every, &meets.from)
        && shifts(each.value, every.value)
    {
        let message = "`every` does not say from when it counts";
        let warning = Diagnostic::warning(Code::AmbiguousRule, message).at(every.span, "");
        let first = label(each.value, thursday(each.value, beginning(each.value, horizon.first(), starts)), starts);
        collector
            .tell(warning.hint(format!("it counts from `{first}`, and anew with every first year; add `from:` with a date")));
    }
    let is_planned = |first| each.value != Period::Week || horizon.contains(thursday(Period::Week, first));
    let mut slots = Vec::new();
    let mut first = beginning(each.value, meets.from.as_ref().map_or(horizon.first(), |from| from.value), starts);
    if meets.from.is_none() && !is_planned(first) {
        first = following(each.value, first, starts);
    }
    while first <= held.last() {
        let last = following(each.value, first, starts).pred_opt().unwrap_or(first);
        let window = Window::new(first.max(held.first()), last.min(held.last())).filter(|_| is_planned(first));
        // A period that the ends of the planned time cut short, and in which nobody could meet, is left out.
        let is_cut = first < held.first() || last > held.last();
        let window = window.filter(|window| !is_cut || has_day(meets, *window, open));
        if let Some(window) = window {
            let slot = Slot {
                label: label(each.value, first, starts),
                window: Spanned::new(window, each.span),
                gaps: Vec::new(),
                nominal: None,
            };
            slots.extend(std::iter::repeat_n(slot, times as usize));
        }
        for _ in 0..every {
            first = following(each.value, first, starts);
        }
    }
    if slots.is_empty() {
        let span = meets.every.as_ref().map_or(each.span, |every| every.span);
        let fault = Diagnostic::error(Code::OutsideYears, "no period of the cycle lies in the planned years").at(span, "");
        collector.tell(fault.hint("ask for it more often, or let `from` be a day within the planned years"));
    }
    numbered(slots)
}

/// The planned days, those on which the cycle runs, and those that are open.
#[derive(Clone, Copy)]
struct Days<'d> {
    horizon: Horizon,
    held: Horizon,
    open: &'d OpenDays,
}

/// Whether a window holds an open day on a weekday of the cycle.
fn has_day(meets: &MeetsDocument, window: Window, open: &OpenDays) -> bool {
    let on: Vec<Weekday> = meets.on.iter().flatten().map(|weekday| weekday.value).collect();
    let mut days = window.first.iter_days().take_while(|day| *day <= window.last);
    days.any(|day| open.is_open(day) && (on.is_empty() || on.contains(&day.weekday())))
}

/// Whether every so many periods fall otherwise from year to year.
fn shifts(period: Period, every: u32) -> bool {
    let in_a_year = match period {
        Period::Week => return every > 1,
        Period::Month => 12,
        Period::Quarter => 4,
        Period::HalfYear => 2,
        Period::Year | Period::Window => 1,
    };
    in_a_year % every != 0
}

fn windowed(meets: &MeetsDocument, held: Horizon, starts: u32, collector: &mut Collector) -> Option<Vec<Slot>> {
    let mut slots = Vec::new();
    let mut is_faulty = meets.windows.as_ref().is_some_and(|windows| !windows.faulty.is_empty());
    for (name, seasons) in meets.windows.iter().flatten() {
        if seasons.iter().filter(|season| !is_window(season, starts, collector)).count() > 0 {
            is_faulty = true;
            continue;
        }
        let Some(span) = seasons.first().map(|season| season.span) else {
            if !collector.has_errors() {
                collector.missing(name.span, format!("the window `{}` needs days", name.value), "write 05-10..05-30 or week 43");
            }
            is_faulty = true;
            continue;
        };
        let before = slots.len();
        for year in held.years() {
            let within = |run: Window| Window::new(run.first.max(held.first()), run.last.min(held.last()));
            let runs = seasons.iter().filter_map(|season| season.value.of_year(year)).filter_map(within);
            let Some((window, gaps)) = merged(runs.collect()) else { continue };
            slots.push(Slot {
                label: format!("{year}-{}", name.value),
                window: Spanned::new(window, span),
                gaps: gaps.into_iter().map(|gap| Spanned::new(gap, span)).collect(),
                nominal: None,
            });
        }
        if slots.len() == before {
            let fault =
                Diagnostic::error(Code::OutsideYears, format!("the window `{}` holds no planned day", name.value)).at(span, "");
            let is_week_53 = |season: &Spanned<Season>| season.value == Season::Days(DayRule::Week { number: 53 });
            let hint = if seasons.iter().any(is_week_53) {
                "few years have a week 53: 2026 does, and the next one is 2032".to_owned()
            } else {
                format!("{} to {} are planned", held.first(), held.last())
            };
            collector.tell(fault.hint(hint));
            is_faulty = true;
        }
    }
    // A cycle that lacks a window has not the labels that the rest of the plan may name.
    (!is_faulty).then_some(slots)
}

/// Whether days can be a window; what cannot is told.
fn is_window(season: &Spanned<Season>, starts: u32, collector: &mut Collector) -> bool {
    match season.value {
        Season::Days(DayRule::NthWeekday { .. }) => {
            collector.fault(Code::InvalidDays, season.span, "a window is a range of days", "write 05-10..05-30 or week 43");
            false
        }
        Season::Days(DayRule::Yearly { from, to }) if from > to => {
            let fault = Diagnostic::error(Code::ReversedRange, "a window does not run past new year").at(season.span, "");
            collector.tell(fault.hint("put the earlier day first, or write two windows, one on either side of new year"));
            false
        }
        Season::Days(DayRule::Yearly { from, to }) if from < (starts, 1) && to >= (starts, 1) => {
            let fault = Diagnostic::error(Code::ReversedRange, "a window does not run past the end of a planning year");
            let fault = fault.at(season.span, "");
            collector.tell(fault.hint("write two windows, one on either side of where the planning year `starts`"));
            false
        }
        Season::Days(_) | Season::Weeks { .. } => true,
    }
}
