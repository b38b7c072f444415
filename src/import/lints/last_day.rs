//! Bars from the first of a month whose end is written as the last of one: Mermaid leaves that day out. `chart-last-day`

use crate::calendar::civil::Datelike;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::days::{end_place, first_day, is_bar, is_iso, last_day};
use crate::import::mermaid::chart::{Chart, Ending, Task};

/// The bars that are shown.
const MOST_SHOWN: usize = 6;

/// Tells them once in a chart, at the end of the first one.
pub fn lint(chart: &Chart) -> Option<Diagnostic> {
    if chart.settings.has_inclusive_ends || !is_iso(&chart.settings) {
        return None;
    }
    let bars: Vec<&Task> = chart.tasks.iter().filter(|task| is_bar(task) && is_of_months(task)).collect();
    let first = bars.first()?;
    let (end, last) = (first.end.date(), last_day(first));
    let message = match bars.as_slice() {
        [one] => format!("`{}` ends before {end}: its last day is {last}", one.name.value),
        several => format!("{} bars end before the last day of a month, the first before {end}", several.len()),
    };
    let mut told = Diagnostic::warning(Code::ChartLastDay, message);
    for task in bars.iter().take(MOST_SHOWN) {
        told = told.at(end_place(task), format!("the last day is {}", last_day(task)));
    }
    let whole = end.succ_opt().unwrap_or(end);
    Some(told.hint(format!("write `{whole}` for {end}; or `inclusiveEndDates` above the tasks, where every end is a last day")))
}

/// Whether a bar begins with a month and its written end is the last day of one.
fn is_of_months(task: &Task) -> bool {
    let is_written = matches!(task.ending, Ending::Written(_));
    let is_last = task.end.date().succ_opt().is_some_and(|next| next.day() == 1);
    is_written && is_last && task.start < task.end && first_day(task).day() == 1
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn a_bar_up_to_the_last_of_a_month_is_told_once() {
        assert_eq!(
            told(Code::ChartLastDay, "gantt\nA :2026-01-01, 2026-06-30\nB :2026-01-05, 2026-06-30\n"),
            ["2:16 `2026-06-30`: `A` ends before 2026-06-30: its last day is 2026-06-29; \
              write `2026-07-01` for 2026-06-30; or `inclusiveEndDates` above the tasks, where every end is a last day"]
        );
        assert_eq!(told(Code::ChartLastDay, "gantt\nA :2026-01-01, 2026-02-28\nB :2026-02-01, 2026-06-30\n").len(), 1);
    }

    #[test]
    fn the_first_of_the_next_month_and_a_duration_are_no_fault() {
        let chart = "gantt\nA :2026-01-01, 2026-07-01\nB :2026-01-01, 30d\nC :2026-01-01, 2026-06-29\n";
        assert_eq!(told(Code::ChartLastDay, chart), [""; 0]);
    }
}
