//! The answer of `diff`: what subscribers see change between two states of the lock.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::cli::arguments::Format;
use crate::cli::change_arguments::{DiffArguments, DiffForm};
use crate::cli::diff_why::{Asked, ask};
use crate::cli::difference_row::row;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::plan::parse_lock;
use crate::cli::report;
use crate::render::change_table::{Form, table};
use crate::schedule::difference::{Difference, differences};
use crate::schedule::ledger::Ledger;

/// Tells what differs.
///
/// # Errors
/// When one of the two is no lock, no folder with one and no revision that has one, the plan of either cannot be read, or the answer cannot
/// be written.
pub fn diff(arguments: &DiffArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let old = ledger(&arguments.old, &arguments.lock)?;
    let new = match &arguments.new {
        Some(new) => ledger(new, &arguments.lock)?,
        None => of_file(&arguments.lock)?,
    };
    let mut found = differences(&old, &new);
    if !arguments.deadlines {
        found.retain(|difference| difference.id.as_activity().is_some());
    }
    let language = arguments.language.language();
    let asked = arguments.why.as_ref().map(|plans| ask(arguments, plans, &old, &found)).transpose()?;
    let answered = match asked {
        None => None,
        Some(Asked::Answered(answered)) => Some(answered),
        Some(Asked::AtFault(diagnostics, sources)) => {
            let format = match arguments.format {
                DiffForm::Text | DiffForm::Markdown => Format::Human,
                DiffForm::Json => Format::Json,
            };
            return report::refuse(&diagnostics, &sources, format, terminal);
        }
    };
    let reasons = answered.as_ref().map(|answered| answered.reasons(language)).unwrap_or_default();
    let answer = match arguments.format {
        DiffForm::Text => table(&found, &reasons, language, Form::Text),
        DiffForm::Markdown => table(&found, &reasons, language, Form::Markdown),
        DiffForm::Json => {
            let row = |difference: &Difference| {
                let mut row = row(difference);
                if let Some(answered) = &answered {
                    row["why"] = answered.json(&difference.id, language);
                }
                row
            };
            let rows: Vec<_> = found.iter().map(row).collect();
            format!("{:#}\n", json!({"version": 1, "differences": rows}))
        }
    };
    terminal.answer(&answer)?;
    Ok(Exit::Done)
}

/// The ledger that is meant: a lock, a folder with one, or a revision of git in which the lock stands at the same place.
fn ledger(meant: &str, lock: &Path) -> Result<Ledger, Stop> {
    let path = Path::new(meant);
    if path.is_dir() {
        return of_file(&path.join("aarshjul.lock"));
    }
    if path.exists() {
        return of_file(path);
    }
    of_revision(meant, lock)
}

fn of_file(path: &Path) -> Result<Ledger, Stop> {
    let text = fs::read_to_string(path).map_err(|error| Stop(format!("{}: {error}", path.display())))?;
    parse_lock(&text, &path.display().to_string())
}

fn of_revision(revision: &str, lock: &Path) -> Result<Ledger, Stop> {
    let neither = |reason: &str| Stop(format!("`{revision}` is no lock, no folder with one and no revision of git: {reason}"));
    // A name that git could take for an option is none of a revision.
    if revision.starts_with('-') {
        return Err(neither("it begins with a dash"));
    }
    let name =
        lock.to_str().filter(|_| lock.is_relative()).ok_or_else(|| neither("--lock must name a file below this folder"))?;
    let shown = Command::new("git").args(["show", &format!("{revision}:./{name}")]).output();
    let shown = shown.map_err(|error| neither(&format!("git cannot be run: {error}")))?;
    if !shown.status.success() {
        let said = String::from_utf8_lossy(&shown.stderr);
        return Err(neither(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ")));
    }
    parse_lock(&String::from_utf8_lossy(&shown.stdout), &format!("{revision}:{name}"))
}
