//! The answers of `cancel`, `move` and `pin`: one line of the plan is written, and the plan is made again. Both are written
//! together, or neither.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::cli::arguments::{EditArguments, Format, MoveArguments};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{self, Edits, Unusable};
use crate::cli::output::Terminal;
use crate::cli::{plan, report};
use crate::plan::occurrence::Occurrence;
use crate::plan::plan::Plan;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;
use crate::schema::collector::nearest;
use crate::schema::occurrence_edit::{Edited, Entry, value, with_occurrence};
use crate::schema::reading::read;

/// What an edit writes of a meeting, and what it takes away.
type Values = (Vec<(&'static str, String)>, &'static [&'static str]);

/// Cancels a meeting.
///
/// # Errors
/// As [`plan::plan`], and when the meeting or its place in the plan is not found.
pub fn cancel(arguments: &EditArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(arguments, terminal, |_| Ok((vec![("cancelled", "yes".to_owned())], &["on", "at", "between", "in-writing"])))
}

/// Moves a meeting to a date.
///
/// # Errors
/// As [`cancel`].
pub fn r#move(arguments: &MoveArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(&arguments.edit, terminal, |_| {
        let mut values = vec![("on", arguments.to.to_string())];
        values.extend(arguments.at.map(|at| ("at", format!("\"{}\"", at.format("%H:%M")))));
        Ok((values, &["at", "between", "cancelled"]))
    })
}

/// Keeps a meeting where it is.
///
/// # Errors
/// As [`cancel`], and when the meeting has no date yet.
pub fn pin(arguments: &EditArguments, terminal: Terminal) -> Result<Exit, Stop> {
    edit(arguments, terminal, |occurrence| {
        let ledger = plan::read_lock(&arguments.plan.folder.lock())?;
        let shown = ledger.announced().placement(&occurrence.id);
        let values = match shown {
            Some(Placement::Meeting { date, start, .. }) => {
                vec![("on", date.to_string()), ("at", format!("\"{}\"", start.format("%H:%M")))]
            }
            Some(when) => vec![("on", when.first().to_string())],
            None => {
                return Err(Stop(format!(
                    "`{}` has no date yet: run `aarshjul plan` first",
                    EntryId::activity(&occurrence.id).as_str()
                )));
            }
        };
        Ok((values, &["between", "cancelled"]))
    })
}

fn edit(
    arguments: &EditArguments,
    terminal: Terminal,
    values: impl FnOnce(&Occurrence) -> Result<Values, Stop>,
) -> Result<Exit, Stop> {
    let held = plan::hold(&arguments.plan)?;
    let sources = input::read(&arguments.plan.plans.plans)?;
    let reading = read(&sources);
    let Some(plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.plan.plans.format, terminal);
    };
    let occurrence = found(plan, &arguments.item)?;
    let (mut values, without) = values(occurrence)?;
    values.push(("reason", value(&arguments.reason)));
    let group = plan.group(occurrence.group);
    let entry = Entry { product: &plan.product(group.product).key, group: &group.key, label: &occurrence.label, values, without };
    for id in sources.plans() {
        let source = sources.source(id);
        let new = match with_occurrence(&source.text, &entry) {
            Edited::Text(new) => new,
            Edited::Elsewhere => continue,
            Edited::ByHand => return Err(by_hand(&source.name, &entry)),
        };
        let path = fs::canonicalize(&source.name).map_err(|error| Unusable::new(source.name.as_ref(), error))?;
        if arguments.plan.plans.format == Format::Human {
            terminal.answer(&changed_lines(&source.name, &source.text, &new))?;
        }
        return plan::edited(&arguments.plan, &held, &Edits::from([(path, new)]), terminal);
    }
    Err(by_hand("the file of the product", &entry))
}

fn by_hand(place: &str, entry: &Entry<'_>) -> Stop {
    let values: Vec<String> = entry.values.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    Stop(format!(
        "{place}: this cannot be written without touching other lines; write it under `occurrences` of `{}` by hand: {}: {{{}}}",
        entry.group,
        entry.label,
        values.join(", ")
    ))
}

/// The meeting of an id, or of the end of one that no other ends in.
fn found<'p>(plan: &'p Plan, item: &str) -> Result<&'p Occurrence, Stop> {
    let all: BTreeMap<&str, &Occurrence> =
        plan.occurrences.iter().map(|occurrence| (occurrence.id.as_str(), occurrence)).collect();
    if let Some(found) = all.get(item) {
        return Ok(found);
    }
    let end = format!("/{item}");
    let meant: Vec<&str> = all.keys().filter(|id| id.ends_with(&end)).copied().collect();
    match meant.as_slice() {
        [one] => Ok(all[one]),
        [] => {
            let known: Vec<&str> = all.keys().copied().collect();
            Err(Stop(format!("no meeting is `{item}`: {}", nearest(item, &known))))
        }
        several => Err(Stop(format!("`{item}` could be {}: name one of them", several.join(", ")))),
    }
}

/// The lines that differ, with those that were and those that are.
fn changed_lines(name: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - same;
    let after = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| old == new).count();
    let mut text = format!("{name}:{}\n", same + 1);
    for (sign, lines) in [('-', &old[same..old.len() - after]), ('+', &new[same..new.len() - after])] {
        for line in lines {
            writeln!(text, "{sign} {line}").expect("a String takes what is written");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::changed_lines;

    #[test]
    fn only_the_lines_that_differ_are_told() {
        assert_eq!(changed_lines("a.yaml", "a\nb\nc\n", "a\nB\nx\nc\n"), "a.yaml:2\n- b\n+ B\n+ x\n");
        assert_eq!(changed_lines("a.yaml", "a\na\n", "a\na\na\n"), "a.yaml:3\n+ a\n");
    }
}
