//! `after` and `until` of an id that no task has: Mermaid takes the day on which the chart is looked at. `chart-unknown-id`

use std::collections::BTreeSet;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::import::mermaid::chart::{Beginning, Chart, Ending, Task};
use crate::schema::collector::{listed, nearest};

/// How many pairs of ids are compared at most, so that a chart of very many unknown ids takes no longer than others.
const MOST_COMPARISONS: usize = 1_000_000;

/// Tells each of them.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = chart.tasks.iter().map(|task| task.id.value.as_str()).collect();
    let written = chart.tasks.iter().filter(|task| task.has_written_id).map(|task| task.id.value.as_str());
    let written: Vec<&str> = written.collect::<BTreeSet<&str>>().into_iter().collect();
    let mut comparisons = 0;
    let named = chart.tasks.iter().flat_map(references);
    let unknown = named.filter(|(_, id)| !known.contains(id.value.as_str()));
    let told = unknown.map(|(word, id)| {
        let message =
            format!("no task has the id `{}`, and Mermaid takes the day of the reader for `{word} {}`", id.value, id.value);
        let told = Diagnostic::warning(Code::ChartUnknownId, message).at(id.span, "");
        told.hint(if written.is_empty() {
            "no task has a written id: write a date".to_owned()
        } else {
            comparisons += written.len();
            if comparisons <= MOST_COMPARISONS { nearest(&id.value, &written) } else { format!("there is {}", listed(&written)) }
        })
    });
    told.collect()
}

/// The ids that a task names, with the word before them.
fn references(task: &Task) -> Vec<(&'static str, &Spanned<String>)> {
    let after = match &task.beginning {
        Beginning::After(ids) => ids.as_slice(),
        Beginning::Written(_) | Beginning::Previous => &[],
    };
    let until = match &task.ending {
        Ending::Until(ids) => ids.as_slice(),
        Ending::Written(_) | Ending::Lasting(_) | Ending::Nothing(_) => &[],
    };
    after.iter().map(|id| ("after", id)).chain(until.iter().map(|id| ("until", id))).collect()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn an_id_that_no_task_has_is_told_with_the_nearest() {
        let chart = "gantt\nA :udbud, 2026-01-05, 10d\nB :b, after udbdu, 10d\nC :c, 2026-01-05, until x\n";
        assert_eq!(
            told(Code::ChartUnknownId, chart),
            [
                "3:13 `udbdu`: no task has the id `udbdu`, and Mermaid takes the day of the reader for `after udbdu`; \
                 did you mean `udbud`?",
                "4:25 `x`: no task has the id `x`, and Mermaid takes the day of the reader for `until x`; \
                 there is `b`, `c`, `udbud`",
            ]
        );
    }

    #[test]
    fn an_id_further_down_is_known() {
        assert_eq!(told(Code::ChartUnknownId, "gantt\nB :b, after a, 10d\nA :a, 2026-01-05, 10d\n"), [""; 0]);
    }
}
