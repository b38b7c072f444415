//! The answer of `roll`: the plan files are carried into the next year, and the plan is made again. All is written together, or
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use crate::calendar::civil::Datelike;
use crate::calendar::planning_year::PlanningYear;
use crate::cli::arguments::Format;
use crate::cli::change_arguments::RollArguments;
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{self, Edits, Unusable};
use crate::cli::output::Terminal;
use crate::cli::{clock, plan, report, text_diff};
use crate::diagnostic::line_diff::line_diffs;
use crate::diagnostic::report::{Diagnostic, Severity};
use crate::diagnostic::source::{SourceId, Sources};
use crate::plan::plan::Plan;
use crate::schema::next_year::{bound, entry_at, with_years, without_entry, years};
use crate::schema::reading::read;
use crate::schema::scalar::dates::Years;

/// Carries all plan files into the next year.
///
/// # Errors
/// As [`plan::plan`], and when the year is not the next one or a file cannot be edited.
pub fn roll(arguments: &RollArguments, terminal: Terminal) -> Result<Exit, Stop> {
    if arguments.plan.component.is_some() {
        return Err(Stop("all products go into a year together: leave out --component".to_owned()));
    }
    let held = plan::hold(&arguments.plan)?;
    let sources = input::read(&arguments.plan.plans.plans)?;
    let reading = read(&sources);
    let Some(read_plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.plan.plans.format, terminal);
    };
    let planned = sources.plans().find_map(|id| years(&sources.source(id).text));
    let planned = planned.ok_or_else(|| Stop("no file says which `years` are planned".to_owned()))?;
    let rolled = following(arguments, read_plan, planned)?;
    let files = rolled_texts(arguments, &sources, rolled)?;
    let told = told(&sources, &files, planned.last);
    match arguments.plan.plans.format {
        Format::Human => terminal.answer(&told)?,
        // The answer is that of `plan`; people who look on see what was written.
        Format::Json => terminal.tell(&told),
    }
    let edits = files.into_iter().map(|(path, (_, new))| (path, new)).collect();
    plan::edited(&arguments.plan, &held, &edits, terminal)
}

/// The years after rolling: the next one comes in, and what is over goes, but for the year before it.
fn following(arguments: &RollArguments, plan: &Plan, planned: Years) -> Result<Years, Stop> {
    let last = arguments.year;
    let said =
        if planned.first == planned.last { planned.first.to_string() } else { format!("{}..{}", planned.first, planned.last) };
    if last <= planned.last {
        return Err(Stop(format!("{last} is no year after the planned ones, `years: {said}`")));
    }
    if last > planned.last + 1 {
        return Err(Stop(format!("`years: {said}` is followed by {}: roll year by year", planned.last + 1)));
    }
    let today = arguments.plan.today.unwrap_or_else(clock::today);
    let running = PlanningYear::holding(today, plan.horizon.first().month()).map_or(last, |year| year.days().first().year());
    let first = arguments.keep_from.unwrap_or_else(|| running.min(last - 1).max(planned.first));
    if !(planned.first..=last).contains(&first) {
        return Err(Stop(format!("--keep-from {first}: the years {} to {last} can stay", planned.first)));
    }
    Ok(Years { first, last })
}

/// The files that change, with their names and new texts: other years, and no entry of a single meeting that is none in these.
fn rolled_texts(
    arguments: &RollArguments,
    sources: &Sources,
    rolled: Years,
) -> Result<BTreeMap<PathBuf, (String, String)>, Stop> {
    let by_hand =
        |name: &str, what: &str| Stop(format!("{name}: {what} cannot be written without touching other lines: edit it by hand"));
    let mut files: BTreeMap<PathBuf, (String, String)> = BTreeMap::new();
    for id in sources.plans() {
        let source = sources.source(id);
        let new = with_years(&source.text, rolled).map_err(|_| by_hand(&source.name, "`years`"))?;
        if let Some(new) = new {
            files.insert(real(&source.name)?, (source.name.clone(), new));
        }
    }
    loop {
        let edits: Edits = files.iter().map(|(path, (_, new))| (path.clone(), new.clone())).collect();
        let after = input::read_edited(&arguments.plan.plans.plans, &edits)?;
        let reading = read(&after);
        // It was read without errors before: what is one now is one because of the years.
        let errors = reading.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let over: BTreeSet<(SourceId, String, String)> = errors
            .filter_map(Diagnostic::span)
            .filter_map(|span| {
                let (group, label) = entry_at(&after.source(span.source).text, span.range().start)?;
                Some((span.source, group, label))
            })
            .collect();
        if over.is_empty() {
            return Ok(files);
        }
        for (id, group, label) in over {
            let source = after.source(id);
            let (_, text) = files.entry(real(&source.name)?).or_insert_with(|| (source.name.clone(), source.text.clone()));
            let by_hand = |_| by_hand(&source.name, &format!("`occurrences` of `{group}` without `{label}`"));
            *text = without_entry(text, &group, &label).map_err(by_hand)?;
        }
    }
}

fn real(name: &str) -> Result<PathBuf, Stop> {
    Ok(fs::canonicalize(name).map_err(|error| Unusable::new(name.as_ref(), error))?)
}

/// What was edited, and what still speaks of the year that was the last one.
fn told(sources: &Sources, files: &BTreeMap<PathBuf, (String, String)>, year: i32) -> String {
    let mut text = String::new();
    let mut left = String::new();
    for id in sources.plans() {
        let source = sources.source(id);
        let new = files.values().find(|(name, _)| *name == source.name).map_or(&source.text, |(_, new)| new);
        text.push_str(&text_diff::human(&source.name, &line_diffs(&source.text, new)));
        for found in bound(new, year) {
            let words = found.words.map_or_else(String::new, |words| format!(": {words}"));
            writeln!(left, "  {}:{}: {}{words}", source.name, found.line, found.path).expect("a String takes what is written");
        }
    }
    if !left.is_empty() {
        write!(text, "bound to {year}, look at these:\n{left}").expect("a String takes what is written");
    }
    text
}
