//! Repairs of a plan that cannot be met: told behind its conflict, and applied by `plan --apply-repair`.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value as Json, json};

use crate::cli::arguments::{Format, PlanArguments, Tongue};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{Edits, Unusable};
use crate::cli::output::Terminal;
use crate::cli::transaction::Held;
use crate::cli::{clock, plan, report};
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Sources;
use crate::plan::language::Language;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::repair::repairs::{Mends, Repair, repairs};
use crate::repair::trial::Effort;
use crate::repair::words::{heading, words};
use crate::solve::engine::Budget;
use crate::solve::optimum::optimum;
use crate::solve::outcome::Outcome;

/// A conflict, and what could be done about it.
pub struct Refusal<'r> {
    /// The conflict, behind what else was found.
    pub diagnostics: &'r [Diagnostic],
    /// The repairs, the smallest first.
    pub repairs: &'r [Repair],
    /// The texts that both speak of.
    pub sources: &'r Sources,
    /// The language that the repairs are told in.
    pub language: Language,
}

/// Tells a conflict and its repairs in the form that was asked for.
///
/// # Errors
/// When the answer cannot be written.
pub fn refuse(refusal: &Refusal<'_>, format: Format, terminal: Terminal) -> Result<Exit, Stop> {
    let Refusal { diagnostics, repairs, sources, language } = *refusal;
    match format {
        Format::Human => {
            report::tell(diagnostics, sources, terminal);
            terminal.tell(&human(repairs, sources, language));
        }
        Format::Json => {
            let diagnostics = report::json(diagnostics, sources);
            let repairs = json(repairs, sources, language);
            let answer = json!({"version": 1, "status": "at fault", "diagnostics": diagnostics, "repairs": repairs});
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(Exit::PlanAtFault)
}

/// The repairs as a numbered list with the lines that differ; nothing where there are none.
fn human(repairs: &[Repair], sources: &Sources, language: Language) -> String {
    let mut text = String::new();
    let Some(first) = repairs.first() else { return text };
    writeln!(text, "\n{}", heading(first.mends, language)).expect("a String takes what is written");
    for (number, repair) in (1..).zip(repairs) {
        let place = format!("{}:{}", sources.source(repair.source).name, repair.diff.line);
        writeln!(text, " {number}. {place}  {}", words(repair, language)).expect("a String takes what is written");
        text.push_str(&changed_lines(repair));
    }
    text
}

fn changed_lines(repair: &Repair) -> String {
    let old = repair.diff.old.iter().map(|line| ('-', line));
    let new = repair.diff.new.iter().map(|line| ('+', line));
    let mut text = String::new();
    for (sign, line) in old.chain(new) {
        writeln!(text, "    {sign} {line}").expect("a String takes what is written");
    }
    text
}

/// The repairs as data.
fn json(repairs: &[Repair], sources: &Sources, language: Language) -> Json {
    let lines = |lines: &[String]| if lines.is_empty() { Json::Null } else { Json::from(lines.join("\n")) };
    let told = repairs.iter().map(|repair| {
        json!({
            "at": report::place(repair.at, sources),
            "kind": repair.kind.name(),
            "words": words(repair, language),
            "complete": repair.mends == Mends::Everything,
            "diff": [{
                "file": sources.source(repair.source).name,
                "line": repair.diff.line,
                "old": lines(&repair.diff.old),
                "new": lines(&repair.diff.new),
            }],
        })
    });
    told.collect()
}

/// Writes a repair, by its number in the list, and plans with it: both, or neither.
///
/// # Errors
/// As [`plan::plan`], and when there is no repair of that number.
pub fn apply(arguments: &PlanArguments, number: usize, held: &Held, terminal: Terminal) -> Result<Exit, Stop> {
    let (sources, reading) = plan::read_plan(arguments, &Edits::new())?;
    let Some(plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.plans.format, terminal);
    };
    let budget = Budget { work: arguments.effort.work };
    let today = arguments.today.unwrap_or_else(clock::today);
    let announced = plan::seen(arguments, &plan::read_lock(&arguments.folder.lock())?, today);
    let language = arguments.language.map_or(plan.language, Tongue::language);
    let conflict = match optimum(&Problem::of(plan, Reach::Window), &announced, budget) {
        Outcome::Infeasible(conflict) => conflict,
        Outcome::Planned(_) => return Err(Stop("the plan can be met: there is nothing to repair".to_owned())),
        Outcome::Undecided => return Err(Stop("no conflict was found; allow more with --work".to_owned())),
    };
    let found = repairs(&conflict, (plan, &sources), &announced, language, Effort::USUAL);
    let Some(repair) = number.checked_sub(1).and_then(|index| found.get(index)) else {
        return Err(Stop(match found.len() {
            0 => "no repair was found".to_owned(),
            count => format!("there is no repair {number}: `aarshjul plan` lists {count}"),
        }));
    };
    let name = &sources.source(repair.source).name;
    let path = fs::canonicalize(name).map_err(|error| Unusable::new(name.as_ref(), error))?;
    if arguments.plans.format == Format::Human {
        let told = words(repair, language);
        terminal.answer(&format!("{name}:{}  {told}\n{}", repair.diff.line, changed_lines(repair)))?;
    }
    plan::edited(arguments, held, &Edits::from([(path, repair.text.clone())]), terminal)
}
