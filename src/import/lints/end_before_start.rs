//! Tasks that end before they start, which Mermaid draws without a word. `chart-end-before-start`

use crate::calendar::civil::{Months, NaiveDateTime};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::days::{end_place, is_iso, start_place};
use crate::import::mermaid::chart::{Beginning, Chart, Ending, Settings, Task};

/// Tells them.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    chart.tasks.iter().filter(|task| task.end < task.start).map(|task| of_task(task, &chart.settings)).collect()
}

fn of_task(task: &Task, settings: &Settings) -> Diagnostic {
    let name = &task.name.value;
    let message = format!("`{name}` ends on {}, before it starts on {}", task.end.date(), task.start.date());
    let told =
        Diagnostic::warning(Code::ChartEndBeforeStart, message).at(end_place(task), "ends").at(start_place(task), "starts");
    let (Beginning::Written(_), Ending::Written(_), true) = (&task.beginning, &task.ending, is_iso(settings)) else {
        return told.hint("write an end after the start, or a duration such as `10d`");
    };
    let year = Months::new(12);
    let earlier = task.start.checked_sub_months(year).filter(|start| *start < task.end);
    let later = task.end.checked_add_months(year).filter(|end| task.start < *end);
    told.hint(match (earlier, later) {
        (Some(earlier), Some(later)) => {
            format!("is a year wrong? write `{}` for the start, or `{}` for the end", earlier.date(), shown_end(later, settings))
        }
        (Some(_), None) | (None, _) => {
            format!("have they changed places? write `{}, {}`", shown_end(task.end, settings), task.start.date())
        }
    })
}

/// An end as it is written.
fn shown_end(end: NaiveDateTime, settings: &Settings) -> String {
    let date = end.date();
    let shown = if settings.has_inclusive_ends { date.pred_opt().unwrap_or(date) } else { date };
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn a_year_that_is_wrong_and_dates_that_have_changed_places_are_told_with_what_to_write() {
        assert_eq!(
            told(Code::ChartEndBeforeStart, "gantt\nA :2026-12-01, 2026-04-01\nB :2026-05-01, 2024-04-01\n"),
            [
                "2:16 `2026-04-01`: `A` ends on 2026-04-01, before it starts on 2026-12-01; \
                 is a year wrong? write `2025-12-01` for the start, or `2027-04-01` for the end",
                "3:16 `2024-04-01`: `B` ends on 2024-04-01, before it starts on 2026-05-01; \
                 have they changed places? write `2024-04-01, 2026-05-01`",
            ]
        );
    }

    #[test]
    fn an_end_on_the_start_or_after_it_is_none_of_this() {
        assert_eq!(told(Code::ChartEndBeforeStart, "gantt\nA :2026-04-01, 2026-04-01\nB :2026-04-01, 2026-04-02\n"), [""; 0]);
    }
}
