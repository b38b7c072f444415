//! A training of somebody, or a handover to somebody, that ends before that role is filled. `chart-training-before-appointment`
//!
//! A role is filled by a milestone such as `Produktkoordinator udpeget`, or from the first day of a bar that pays for it, such as
//! `Produktfinansieret produktkoordinator`. A training says for whom it is: `Overdragelse af årshjul til produktkoordinatoren`.

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::days::{end_place, first_day, is_bar, last_day, mark_day, start_place};
use crate::import::lints::parts::{Part, part, words};
use crate::import::mermaid::chart::{Chart, Tag, Task};

/// The words behind a role that say it is filled, in a milestone.
const FILLED: [&str; 8] = ["udpeget", "udnævnt", "ansat", "tiltrådt", "valgt", "appointed", "hired", "elected"];

/// The words before a role that say who pays for it, in a bar.
const PAID: [&str; 6] = ["financieret", "finansieret", "financed", "funded", "lønnet", "paid"];

/// The letters of the shortest role that is looked for.
const LEAST: usize = 5;

/// A role, and what fills it when.
struct Role<'t> {
    /// Its letters, as [`letters`] gives them.
    name: String,
    day: NaiveDate,
    task: &'t Task,
}

/// Tells each training once.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    let roles: Vec<Role<'_>> = chart.tasks.iter().flat_map(roles).collect();
    let bars = chart.tasks.iter().filter(|task| is_bar(task) && task.start < task.end);
    bars.filter_map(|task| of_training(task, &roles)).collect()
}

fn of_training(training: &Task, roles: &[Role<'_>]) -> Option<Diagnostic> {
    match part(&training.name.value)? {
        Part::Training | Part::Handover => {}
        Part::Support | Part::Closing | Part::Hypercare => return None,
    }
    let receiver = receiver(&training.name.value)?;
    let filled = roles.iter().filter(|role| receiver.contains(&role.name)).min_by_key(|role| role.day)?;
    let last = last_day(training);
    if filled.day <= last {
        return None;
    }
    let (name, other) = (&training.name.value, &filled.task.name.value);
    let message = format!("`{name}` ends on {last}, before `{other}` on {}", filled.day);
    let told = Diagnostic::warning(Code::ChartTrainingBeforeAppointment, message)
        .at(training.name.span, "")
        .at(start_place(filled.task), format!("`{other}`"))
        .at(end_place(training), format!("the end of `{name}`"));
    Some(told.hint(format!("write `{}` or earlier for `{other}`, or end `{name}` later", first_day(training))))
}

/// The letters of those for whom a training is: what stands behind `til` or `to`.
fn receiver(name: &str) -> Option<String> {
    let words = words(name);
    let at = words.iter().position(|word| word == "til" || word == "to")?;
    Some(letters(&words[at + 1..].concat()))
}

/// The roles that a task fills; two where they stand with a stroke between them.
fn roles(task: &Task) -> Vec<Role<'_>> {
    let name = task.name.value.as_str();
    let all = words(name);
    let (day, is_filled) = if task.is(Tag::Milestone) {
        (mark_day(task), all.iter().skip(1).any(|word| FILLED.contains(&word.as_str())))
    } else {
        (first_day(task), is_bar(task) && all.iter().any(|word| is_paid(word)))
    };
    if !is_filled {
        return Vec::new();
    }
    let named = |part: &str| {
        let words = words(part.split('(').next().unwrap_or_default());
        let words = match words.iter().position(|word| is_paid(word)) {
            Some(paid) => &words[paid + 1..],
            None => &words[..words.iter().position(|word| FILLED.contains(&word.as_str())).unwrap_or(words.len())],
        };
        letters(&words.concat())
    };
    let found = name.split('/').map(named).filter(|name| name.chars().count() >= LEAST);
    found.map(|name| Role { name, day, task }).collect()
}

/// Whether a word says who pays: also `produktfinansieret`.
fn is_paid(word: &str) -> bool {
    PAID.iter().any(|paid| word.ends_with(paid))
}

/// The letters of some words written as one, the same in Danish and English.
fn letters(words: &str) -> String {
    words.replace("product", "produkt").replace("coordinator", "koordinator")
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    fn of(training: &str, role: &str) -> Vec<String> {
        told(Code::ChartTrainingBeforeAppointment, &format!("gantt\n{training} :2026-02-01, 2026-03-01\n{role}\n"))
    }

    #[test]
    fn a_handover_to_a_role_before_it_is_filled_is_told() {
        let handover = "Overdragelse af årshjul til produktkoordinatoren";
        assert_eq!(
            of(handover, "Produktkoordinator udpeget :milestone, m, 2026-03-01, 0d"),
            [
                "2:1 `Overdragelse af årshjul til produktkoordinatoren`: `Overdragelse af årshjul til produktkoordinatoren` ends on \
              2026-02-28, before `Produktkoordinator udpeget` on 2026-03-01; write `2026-02-01` or earlier for \
              `Produktkoordinator udpeget`, or end `Overdragelse af årshjul til produktkoordinatoren` later"
            ]
        );
        assert_eq!(of(handover, "Produktkoordinator udpeget :milestone, m, 2026-02-27, 0d"), [""; 0]);
        assert_eq!(of(handover, "Product owner udpeget :milestone, m, 2026-03-01, 0d"), [""; 0]);
        assert_eq!(of("Overdragelse af årshjul", "Produktkoordinator udpeget :milestone, m, 2026-03-01, 0d"), [""; 0]);
    }

    #[test]
    fn a_bar_that_pays_for_a_role_fills_it_and_two_languages_are_one() {
        for paid in
            ["Produkt financieret Product Owner (PO)", "OS2-finansieret koordinator/ produkt owner", "Funded product owner"]
        {
            assert_eq!(of("Overdragelse til Produkt Owner", &format!("{paid} :2026-03-01, 2027-01-01")).len(), 1, "{paid}");
            assert_eq!(of("Overdragelse til Produkt Owner", &format!("{paid} :2026-02-01, 2027-01-01")), [""; 0], "{paid}");
        }
        assert_eq!(of("Overdragelse til Produkt Owner", "Product owner :2026-03-01, 2027-01-01"), [""; 0]);
    }
}
