//! Ids that several tasks of a chart have. `chart-duplicate-id`

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::mermaid::chart::{Chart, Task};
use crate::schema::collector::listed;

/// The tasks of one id that are shown.
const MOST_SHOWN: usize = 6;

/// The free ids that are named.
const MOST_FREE: usize = 4;

/// Tells each such id once, at the second task that has it. An id that Mermaid has given counts too, since it can be written as well.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    let mut tasks: BTreeMap<&str, Vec<&Task>> = BTreeMap::new();
    for task in &chart.tasks {
        tasks.entry(&task.id.value).or_default().push(task);
    }
    let mut free = FreeIds { taken: tasks.keys().map(|id| (*id).to_owned()).collect(), searched: BTreeMap::new() };
    let mut repeated: Vec<Vec<&Task>> =
        tasks.into_values().filter(|tasks| tasks.len() > 1 && tasks.iter().any(|task| task.has_written_id)).collect();
    repeated.sort_by_key(|tasks| tasks[1].id.span);
    repeated.into_iter().map(|tasks| of_id(&tasks, &mut free)).collect()
}

fn of_id(tasks: &[&Task], free: &mut FreeIds) -> Diagnostic {
    let id = &tasks[0].id.value;
    let count = match tasks.len() {
        2 => "two tasks have".to_owned(),
        count => format!("{count} tasks have"),
    };
    let message = format!("{count} the id `{id}`, and `after {id}` is the last of them");
    let mut told = Diagnostic::warning(Code::ChartDuplicateId, message);
    let in_order = [tasks[1], tasks[0]].into_iter().chain(tasks[2..].iter().copied());
    for task in in_order.take(MOST_SHOWN) {
        told = told.at(task.id.span, format!("`{}`", task.name.value));
    }
    let free: Vec<String> = tasks[1..].iter().take(MOST_FREE).map(|_| free.next(id)).collect();
    let free: Vec<&str> = free.iter().map(String::as_str).collect();
    told.hint(match free.as_slice() {
        [one] => format!("write {} at one of them, which is free", listed(&[one])),
        several => {
            let more = if tasks.len() > MOST_FREE + 1 { " and more" } else { "" };
            format!("keep it at one of them; free are {}{more}", listed(several))
        }
    })
}

/// Finds ids that no task has.
struct FreeIds {
    taken: BTreeSet<String>,
    /// For some letters the numbers after the first, up to the second, that were all found taken: the search goes on behind them.
    searched: BTreeMap<String, (u64, u64)>,
}

impl FreeIds {
    /// The next id of the same letters, which is taken from now on.
    fn next(&mut self, id: &str) -> String {
        let letters = id.trim_end_matches(|found: char| found.is_ascii_digit());
        let number = u64::from(id[letters.len()..].parse::<u32>().unwrap_or(1));
        let known = self.searched.get(letters).copied().filter(|(after, to)| (*after..=*to).contains(&number));
        let (after, from) = known.map_or((number, number), |(after, to)| (after, to));
        // Of more numbers than ids are taken one is free.
        let numbers = from + 1..=from + self.taken.len() as u64 + 1;
        let mut named = numbers.map(|number| (number, format!("{letters}{number}")));
        let (to, free) = named.find(|(_, free)| !self.taken.contains(free)).expect("there are more numbers than ids");
        self.searched.insert(letters.to_owned(), (after, to));
        self.taken.insert(free.clone());
        free
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn an_id_of_three_tasks_is_told_once_with_ids_that_are_free() {
        let chart = "gantt\nA :a1, 2026-01-05, 1d\nB :a1, 2026-01-05, 1d\nC :a2, 2026-01-05, 1d\nD :a1, 2026-01-05, 1d\n";
        assert_eq!(
            told(Code::ChartDuplicateId, chart),
            [
                "3:4 `a1`: 3 tasks have the id `a1`, and `after a1` is the last of them; keep it at one of them; free are `a3`, `a4`"
            ]
        );
    }

    #[test]
    fn an_id_that_mermaid_gives_can_be_taken_and_ids_that_differ_are_no_fault() {
        let given = told(Code::ChartDuplicateId, "gantt\nA :2026-01-05, 1d\nB :task1, 2026-01-05, 1d\n");
        assert_eq!(
            given,
            ["3:4 `task1`: two tasks have the id `task1`, and `after task1` is the last of them; \
                            write `task2` at one of them, which is free"]
        );
        assert_eq!(told(Code::ChartDuplicateId, "gantt\nA :2026-01-05, 1d\nB :2026-01-05, 1d\nC :a, 2026-01-05, 1d\n"), [""; 0]);
    }
}
