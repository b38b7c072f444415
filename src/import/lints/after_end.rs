//! Tasks after the end that the chart itself draws, or before its start. `chart-after-end`

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::days::{end_place, first_day, is_bar, last_day, start_place};
use crate::import::mermaid::chart::{Chart, Task};

/// What an end is called, in lower case.
const ENDS: [&str; 14] = [
    "slut",
    "afslutning",
    "afsluttet",
    "projektslut",
    "projekt slut",
    "slutdato",
    "end",
    "the end",
    "project end",
    "end of project",
    "finish",
    "ende",
    "projektende",
    "fin",
];

/// What a start is called, in lower case.
const STARTS: [&str; 8] =
    ["start", "begyndelse", "projektstart", "projekt start", "startdato", "project start", "begin", "beginn"];

/// The tasks that are shown.
const MOST_SHOWN: usize = 4;

/// Tells each of the two once, at its name.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    let marks = |names: &[&str]| -> Vec<&Task> {
        let is_named = |task: &&Task| names.contains(&task.name.value.trim().to_lowercase().as_str());
        chart.tasks.iter().filter(|task| !is_bar(task)).filter(is_named).collect()
    };
    // Of several, those that claim the least.
    let end = marks(&ENDS).into_iter().max_by_key(|task| task.start);
    let start = marks(&STARTS).into_iter().min_by_key(|task| task.start);
    let bars: Vec<&Task> = chart.tasks.iter().filter(|task| is_bar(task) && task.start <= task.end).collect();
    let after = end.and_then(|mark| after(mark, &bars));
    let before = start.and_then(|mark| before(mark, &bars));
    [before, after].into_iter().flatten().collect()
}

fn after(mark: &Task, bars: &[&Task]) -> Option<Diagnostic> {
    let end = first_day(mark);
    let late: Vec<&Task> = bars.iter().copied().filter(|task| last_day(task) > end).collect();
    let last = late.iter().map(|task| last_day(task)).max()?;
    let message = format!("`{}` is on {end}, and {} until {last}", mark.name.value, count(&late, "goes on", "go on"));
    let mut told = Diagnostic::warning(Code::ChartAfterEnd, message).at(mark.name.span, "");
    for task in late.iter().take(MOST_SHOWN) {
        told = told.at(end_place(task), format!("the end of `{}`", task.name.value));
    }
    Some(told.hint(hint(mark, last.succ_opt().unwrap_or(last), "end earlier")))
}

fn before(mark: &Task, bars: &[&Task]) -> Option<Diagnostic> {
    let start = first_day(mark);
    let early: Vec<&Task> = bars.iter().copied().filter(|task| first_day(task) < start).collect();
    let first = early.iter().map(|task| first_day(task)).min()?;
    let message =
        format!("`{}` is on {start}, and {} before, from {first} on", mark.name.value, count(&early, "begins", "begin"));
    let mut told = Diagnostic::warning(Code::ChartAfterEnd, message).at(mark.name.span, "");
    for task in early.iter().take(MOST_SHOWN) {
        told = told.at(start_place(task), format!("the start of `{}`", task.name.value));
    }
    Some(told.hint(hint(mark, first, "begin later")))
}

fn count(tasks: &[&Task], one: &str, several: &str) -> String {
    match tasks {
        [task] => format!("`{}` {one}", task.name.value),
        tasks => format!("{} tasks {several}", tasks.len()),
    }
}

fn hint(mark: &Task, date: NaiveDate, or: &str) -> String {
    format!("write `{date}` for `{}`, or {or}", mark.name.value)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn tasks_after_the_end_and_before_the_start_are_told_at_the_line_that_says_it() {
        let chart = "gantt\nStart :vert, v1, 2025-03-01,\nSlut :vert, v2, 2027-04-01,\nA :2025-01-01, 2027-06-01\nB :2026-01-01, 2027-05-01\n";
        assert_eq!(
            told(Code::ChartAfterEnd, chart),
            [
                "2:1 `Start`: `Start` is on 2025-03-01, and `A` begins before, from 2025-01-01 on; \
                 write `2025-01-01` for `Start`, or begin later",
                "3:1 `Slut`: `Slut` is on 2027-04-01, and 2 tasks go on until 2027-05-31; \
                 write `2027-06-01` for `Slut`, or end earlier",
            ]
        );
    }

    #[test]
    fn a_task_up_to_the_end_is_no_fault_and_other_names_say_nothing() {
        let chart = |name: &str, end: &str| format!("gantt\n{name} :milestone, v2, 2027-04-01, 0d\nA :2025-01-01, {end}\n");
        for end in ["2027-04-01", "2027-04-02"] {
            assert_eq!(told(Code::ChartAfterEnd, &chart("Slut", end)), [""; 0]);
        }
        assert_eq!(told(Code::ChartAfterEnd, &chart("Slut", "2027-04-03")).len(), 1);
        assert_eq!(told(Code::ChartAfterEnd, &chart("Slutevaluering", "2027-04-03")), [""; 0]);
    }
}
