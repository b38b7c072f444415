//! Milestones, and last days of trainings and handovers, on a weekend or a public holiday. `chart-closed-day`
//!
//! A bar may begin or end on any day: "the 1st" names the month. What people meet for needs a day on which they work.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::closure::DayCalendar;
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::import::lints::days::{end_place, is_bar, is_iso, last_day, mark_day, start_place, written_end};
use crate::import::lints::parts::{Part, part};
use crate::import::mermaid::chart::{Chart, Settings, Tag, Task};
use crate::import::own_chart::{is_note, is_turn_of_year};

/// Tells them. A chart whose dates have no year is left alone.
pub fn lint(chart: &Chart, country: Country) -> Vec<Diagnostic> {
    let has_years = chart.settings.date_format.as_ref().is_none_or(|format| format.value.contains("YY"));
    let mut years = Years { calendar: DayCalendar::of_country(country), open: BTreeMap::new() };
    let told = chart.tasks.iter().filter_map(|task| of_task(task, &chart.settings, &mut years));
    if has_years { told.collect() } else { Vec::new() }
}

fn of_task(task: &Task, settings: &Settings, years: &mut Years) -> Option<Diagnostic> {
    let name = &task.name.value;
    // Nobody meets on a day that is only told.
    if is_note(task) || is_turn_of_year(task) {
        return None;
    }
    if task.is(Tag::Milestone) {
        let day = mark_day(task);
        let closed = years.closed(day)?;
        let near: Vec<String> = closed.near.iter().map(|near| near.format("%A %Y-%m-%d").to_string()).collect();
        let message = format!("`{name}` is on {day}: {}", closed.why);
        return Some(told(message, start_place(task), format!("the nearest open days are {}", near.join(" and "))));
    }
    if !is_bar(task) || task.end <= task.start || !is_handed_over(name) {
        return None;
    }
    let last = last_day(task);
    if names_month(written_end(settings, last)) {
        return None;
    }
    let closed = years.closed(last)?;
    let near = closed.near.iter().map(|near| {
        let day = near.format("%A %Y-%m-%d");
        if is_iso(settings) { format!("`{}` for {day}", written_end(settings, *near)) } else { day.to_string() }
    });
    let near: Vec<String> = near.collect();
    let message = format!("the last day of `{name}` is {last}: {}", closed.why);
    Some(told(message, end_place(task), format!("to end on the nearest open days, write {}", near.join(" or "))))
}

fn told(message: String, span: Span, hint: String) -> Diagnostic {
    Diagnostic::warning(Code::ChartClosedDay, message).at(span, "").hint(hint)
}

/// Whether somebody hands over to somebody else at the end of a bar.
fn is_handed_over(name: &str) -> bool {
    match part(name) {
        Some(Part::Training | Part::Handover | Part::Closing) => true,
        Some(Part::Support | Part::Hypercare) | None => false,
    }
}

/// Whether a written end means a whole month: its first day, the first of the next, or its last.
fn names_month(end: NaiveDate) -> bool {
    end.day() == 1 || end.succ_opt().is_some_and(|next| next.day() == 1)
}

/// A day on which nobody works.
struct Closed {
    /// The weekday, or the names of the holidays.
    why: String,
    /// The open days before and after it.
    near: Vec<NaiveDate>,
}

/// The open days of the years that are asked for, each with the days around it.
struct Years {
    calendar: DayCalendar,
    open: BTreeMap<i32, OpenDays>,
}

impl Years {
    /// What is to be said of a day that is closed; none of an open one, and of one that no calendar covers.
    fn closed(&mut self, day: NaiveDate) -> Option<Closed> {
        const AROUND: u32 = 20;
        let year = Horizon::of_years(day.year(), day.year())?.widened(AROUND);
        let open = self.open.entry(day.year()).or_insert_with(|| OpenDays::new(year, &[&self.calendar]));
        if open.is_open(day) {
            return None;
        }
        let why = match open.reasons(day) {
            [] => day.format("%A").to_string(),
            reasons => reasons.join(", "),
        };
        let near = [open.on_or_before(day), open.on_or_after(day)].into_iter().flatten().collect();
        Some(Closed { why, near })
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::holidays::Country;
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::{told, told_in};

    #[test]
    fn a_milestone_on_a_sunday_and_one_on_a_holiday_are_told_with_the_days_beside_them() {
        let chart = "gantt\nUdpeget :milestone, m1, 2026-03-01, 0d\nKilde :crit, milestone, m2, 2026-01-01, 0d\n";
        assert_eq!(
            told(Code::ChartClosedDay, chart),
            [
                "2:25 `2026-03-01`: `Udpeget` is on 2026-03-01: Sunday; \
                 the nearest open days are Friday 2026-02-27 and Monday 2026-03-02",
                "3:29 `2026-01-01`: `Kilde` is on 2026-01-01: Nytårsdag; \
                 the nearest open days are Wednesday 2025-12-31 and Friday 2026-01-02",
            ]
        );
    }

    #[test]
    fn an_open_day_and_a_bar_on_a_closed_one_are_no_fault() {
        let chart = "gantt\nA :milestone, m1, 2026-03-02, 0d\nN :milestone, note-n, 2026-03-01, 0d\nÅ :milestone, new-year-2027, 2027-01-01, 0d\nB :2026-03-01, 2026-03-08\nSlut :vert, v, 2026-03-01, 0d\n\
                     C :milestone, m2, 2026-03-02, 1d\n";
        assert_eq!(told(Code::ChartClosedDay, chart), [""; 0]);
    }

    #[test]
    fn the_last_day_of_a_handover_is_one_of_work_unless_its_end_names_a_month() {
        let of = |end: &str| told(Code::ChartClosedDay, &format!("gantt\nOplæring :2026-02-02, {end}\n"));
        assert_eq!(
            of("2026-03-30"),
            ["2:23 `2026-03-30`: the last day of `Oplæring` is 2026-03-29: Sunday; \
              to end on the nearest open days, write `2026-03-28` for Friday 2026-03-27 or `2026-03-31` for Monday 2026-03-30"]
        );
        // The last days are 28 February, a Saturday, and 30 May, a Saturday; then a Friday.
        for end in ["2026-03-01", "2026-05-31", "2026-03-28"] {
            assert_eq!(of(end), [""; 0], "{end}");
        }
    }

    #[test]
    fn holidays_are_those_of_the_country_and_a_chart_of_hours_has_none() {
        let chart = "gantt\nA :milestone, m1, 2026-06-06, 0d\nB :milestone, m2, 2026-05-01, 0d\n";
        let message = |country: Country| told_in(Code::ChartClosedDay, chart, country);
        assert_eq!((message(Country::Dk).len(), message(Country::Se).len()), (1, 2));
        assert_eq!(told(Code::ChartClosedDay, "gantt\ndateFormat HH:mm\nA :milestone, m1, 03:20, 0m\n"), [""; 0]);
    }
}
