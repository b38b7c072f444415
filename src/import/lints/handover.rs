//! Supports, trainings, handovers and what comes after them, in an order that cannot be. Knows no role.
//!
//! - `chart-hypercare-before-training`: hypercare begins before the training or handover of its section has ended.
//! - `chart-support-after-handover`: the hands-on support of a section goes on after all was handed over to somebody.
//! - `chart-handover-before-training`: a milestone says that something was handed over before its training or handover has ended.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::lints::days::{end_place, first_day, is_bar, last_day, mark_day, start_place};
use crate::import::lints::parts::{Part, part, words};
use crate::import::mermaid::chart::{Chart, Tag, Task};

/// How often a milestone is compared with a section at most, so that a chart of very many of both takes no longer than others.
const MOST_COMPARISONS: usize = 1_000_000;

/// Tells all three.
pub fn lint(chart: &Chart) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut all: Vec<Vec<(Part, &Task)>> = vec![Vec::new(); chart.sections.len()];
    for task in chart.tasks.iter().filter(|task| is_bar(task) && task.start < task.end) {
        if let (Some(section), Some(part)) = (task.section, part(&task.name.value)) {
            all[section].push((part, task));
        }
    }
    let done = done(chart);
    let mut comparisons = 0;
    for (section, bars) in chart.sections.iter().zip(all) {
        told.extend(hypercare_before_training(&bars));
        told.extend(support_after_handover(&bars));
        comparisons += done.len();
        if comparisons <= MOST_COMPARISONS {
            told.extend(handover_before_training(&done, &section.title, &bars));
        }
    }
    told
}

fn of_part<'t>(bars: &[(Part, &'t Task)], wanted: &[Part]) -> Vec<&'t Task> {
    bars.iter().filter(|(part, _)| wanted.contains(part)).map(|(_, task)| *task).collect()
}

/// A winding down is none of its trainings: it has a hypercare of what is left.
fn hypercare_before_training(bars: &[(Part, &Task)]) -> Vec<Diagnostic> {
    let last = of_part(bars, &[Part::Training, Part::Handover]).into_iter().max_by_key(|task| task.end);
    let Some(training) = last else { return Vec::new() };
    let early = of_part(bars, &[Part::Hypercare]).into_iter().filter(|hypercare| hypercare.start < training.end);
    let told = early.map(|hypercare| {
        let (name, day) = (&hypercare.name.value, first_day(hypercare));
        let message = format!("`{name}` begins on {day}, before `{}` has ended", training.name.value);
        Diagnostic::warning(Code::ChartHypercareBeforeTraining, message)
            .at(hypercare.name.span, "")
            .at(end_place(training), format!("its last day is {}", last_day(training)))
            .hint(format!("write `{}` for the start of `{name}`", training.end.date()))
    });
    told.collect()
}

/// Only a handover to somebody as a whole: `Overdragelse til Product owner`, and not that of an annual cycle.
fn support_after_handover(bars: &[(Part, &Task)]) -> Vec<Diagnostic> {
    let is_whole = |task: &&Task| matches!(words(&task.name.value).get(1).map(String::as_str), Some("til" | "to"));
    let last = of_part(bars, &[Part::Handover]).into_iter().filter(is_whole).max_by_key(|task| task.end);
    let Some(handover) = last else { return Vec::new() };
    let late = of_part(bars, &[Part::Support]).into_iter().filter(|support| support.end > handover.end);
    let told = late.map(|support| {
        let (name, last) = (&support.name.value, last_day(support));
        let message = format!("`{name}` goes on until {last}, after `{}` has ended", handover.name.value);
        Diagnostic::warning(Code::ChartSupportAfterHandover, message)
            .at(support.name.span, "")
            .at(end_place(handover), format!("its last day is {}", last_day(handover)))
            .hint(format!(
                "end both on the same day: write `{}` for one of them, or `{}`",
                handover.end.date(),
                support.end.date()
            ))
    });
    told.collect()
}

/// What a milestone says that has been handed over or revised, and the word a section's title must have for it.
const DONE: [(&str, Option<&str>); 4] =
    [("overdraget", None), ("handed", None), ("revideret", Some("revision")), ("revised", Some("revision"))];

/// The milestones that say that something is done, with their words and which of these says it.
fn done(chart: &Chart) -> Vec<(&Task, Vec<String>, usize)> {
    let milestones = chart.tasks.iter().filter(|task| task.is(Tag::Milestone));
    let said = milestones.filter_map(|task| {
        let words = words(&task.name.value);
        let at = words.iter().position(|word| DONE.iter().any(|(done, _)| word == done))?;
        Some((task, words, at))
    });
    said.collect()
}

/// A milestone belongs to a section whose title has one of its words: `Daglig produktforvaltning overdraget`.
fn handover_before_training(done: &[(&Task, Vec<String>, usize)], title: &str, bars: &[(Part, &Task)]) -> Vec<Diagnostic> {
    let trainings = of_part(bars, &[Part::Training, Part::Handover, Part::Closing]);
    let Some(last) = trainings.iter().max_by_key(|task| task.end) else { return Vec::new() };
    let title = words(title);
    let milestones = done.iter().filter(|(_, words, at)| is_of_section(words, *at, &title)).map(|(task, _, _)| *task);
    let early = milestones.filter(|milestone| mark_day(milestone) < last_day(last));
    let told = early.map(|milestone| {
        let day = mark_day(milestone);
        let first = trainings.iter().min_by_key(|task| task.start).unwrap_or(last);
        let (verb, other, place) =
            if day < first_day(first) { ("begins", first, start_place(first)) } else { ("has ended", last, end_place(last)) };
        let words = match verb {
            "begins" => format!("its first day is {}", first_day(other)),
            _ => format!("its last day is {}", last_day(other)),
        };
        let message = format!("`{}` is on {day}, before `{}` {verb}", milestone.name.value, other.name.value);
        Diagnostic::warning(Code::ChartHandoverBeforeTraining, message)
            .at(milestone.name.span, "")
            .at(place, words)
            .hint(format!("write `{}` for the milestone, or move `{}`", last.end.date(), last.name.value))
    });
    told.collect()
}

/// Whether the words of a milestone, of which one says that something is done, are about a section.
fn is_of_section(words: &[String], at: usize, title: &[String]) -> bool {
    const LEAST: usize = 6;
    let has_word = DONE
        .iter()
        .any(|(done, needed)| words[at] == *done && needed.is_none_or(|needed| title.iter().any(|word| word == needed)));
    let is_same = |one: &str, other: &str| one.chars().count() >= LEAST && (one.starts_with(other) || other.starts_with(one));
    let is_ending = |one: &str, other: &str| one.len().abs_diff(other.len()) <= 3;
    has_word && words[..at].iter().any(|one| title.iter().any(|other| is_same(one, other) && is_ending(one, other)))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::code::Code;
    use crate::import::lints::fixture::told;

    #[test]
    fn a_hypercare_before_the_end_of_the_training_is_told_and_one_on_the_day_after_it_is_not() {
        let of = |start: &str, training: &str| {
            let chart = format!("gantt\nsection S\n{training} :2026-02-01, 2026-04-01\nHypercare på S :{start}, 2026-07-01\n");
            told(Code::ChartHypercareBeforeTraining, &chart)
        };
        assert_eq!(
            of("2026-03-31", "Oplærnig og videnoverdragelse"),
            ["4:1 `Hypercare på S`: `Hypercare på S` begins on 2026-03-31, before `Oplærnig og videnoverdragelse` has ended; \
              write `2026-04-01` for the start of `Hypercare på S`"]
        );
        assert_eq!(of("2026-04-01", "Training"), [""; 0]);
        assert_eq!(of("2026-03-01", "Nedlukning og overdragelse"), [""; 0]);
        let two = "gantt\nsection S\nTraining :2026-02-01, 2026-04-01\nsection T\nHypercare :2026-03-01, 2026-07-01\n";
        assert_eq!(told(Code::ChartHypercareBeforeTraining, two), [""; 0]);
    }

    #[test]
    fn a_support_after_a_handover_of_all_is_told_and_after_that_of_one_thing_it_is_not() {
        let of = |handover: &str| {
            let chart =
                format!("gantt\nsection S\nHands-on support :2025-06-01, 2026-03-01\n{handover} :2025-10-01, 2026-01-01\n");
            told(Code::ChartSupportAfterHandover, &chart)
        };
        assert_eq!(
            of("Overdragelse til Product owner"),
            [
                "3:1 `Hands-on support`: `Hands-on support` goes on until 2026-02-28, after `Overdragelse til Product owner` has ended; \
              end both on the same day: write `2026-01-01` for one of them, or `2026-03-01`"
            ]
        );
        assert_eq!(of("Overdragelse af årshjul til Product owner"), [""; 0]);
        assert_eq!(of("Udvikling"), [""; 0]);
    }

    #[test]
    fn what_was_handed_over_or_revised_before_its_section_has_ended_is_told() {
        let of = |milestone: &str, section: &str, day: &str| {
            let chart = format!(
                "gantt\nsection M\n{milestone} :milestone, m, {day}, 0d\nsection {section}\nOplæring :2026-02-02, 2026-04-01\n"
            );
            told(Code::ChartHandoverBeforeTraining, &chart)
        };
        assert_eq!(
            of("Daglig Produktforvaltning overdraget", "Produktforvaltning", "2026-01-15"),
            ["3:1 `Daglig Produktforvaltning overdraget`: `Daglig Produktforvaltning overdraget` is on 2026-01-15, \
              before `Oplæring` begins; write `2026-04-01` for the milestone, or move `Oplæring`"]
        );
        let revised = of("Forvaltningsmodel revideret", "Revision af forvaltningsmodellen", "2026-03-16");
        assert!(revised[0].contains("before `Oplæring` has ended"), "{revised:?}");
        assert_eq!(of("Forvaltningsmodel revideret", "Forvaltningsmodel", "2026-03-16"), [""; 0]);
        assert_eq!(of("Produktforvaltning overdraget", "Produktudvikling", "2026-01-15"), [""; 0]);
        assert_eq!(of("Produktforvaltning overdraget", "Produktforvaltning", "2026-03-31"), [""; 0]);
        assert_eq!(of("Produktforvaltning etableret", "Produktforvaltning", "2026-01-15"), [""; 0]);
    }
}
