//! The answer of `explain`: the document of a code, the list of all codes, or what there is to say of a plan.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::json;

use crate::cli::arguments::{ExplainArguments, Format};
use crate::cli::asked::{Asked, found};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::{explain_item, explain_prices, input, plan, report};
use crate::diagnostic::code::Code;
use crate::explain::conflict::diagnostic;
use crate::plan::language::Language;
use crate::schema::collector::near;
use crate::schema::reading::read;
use crate::solve::outcome::Conflict;

/// Answers.
///
/// # Errors
/// When nothing has that name, the plan cannot be read or the effort does not suffice, or the answer cannot be written.
pub fn explain(arguments: &ExplainArguments, terminal: Terminal) -> Result<Exit, Stop> {
    if arguments.prices || arguments.conflict {
        // There is no item: whatever is named is a plan.
        let plans = arguments.what.iter().map(PathBuf::from).chain(arguments.plans.iter().cloned()).collect();
        let about = if arguments.prices { About::Prices } else { About::Conflict };
        return of_plan(arguments, plans, about, terminal);
    }
    let Some(name) = &arguments.what else {
        terminal.answer(&all())?;
        return Ok(Exit::Done);
    };
    if let Some(code) = code(name) {
        terminal.answer(code.document())?;
        return Ok(Exit::Done);
    }
    // Where there is no plan, or the name is nearly that of a code, a code is meant.
    let is_no_item = arguments.plans.is_empty() && !name.contains('/') && !PathBuf::from(PLANS).exists();
    if is_no_item || near_code(name).is_some() {
        return Err(unknown(name));
    }
    of_plan(arguments, arguments.plans.clone(), About::Item(name), terminal)
}

/// Where plans are unless something else is said.
const PLANS: &str = "plans";

/// What is asked of a plan.
#[derive(Clone, Copy)]
enum About<'a> {
    Item(&'a str),
    Prices,
    Conflict,
}

fn of_plan(arguments: &ExplainArguments, mut plans: Vec<PathBuf>, about: About<'_>, terminal: Terminal) -> Result<Exit, Stop> {
    if plans.is_empty() {
        plans.push(PathBuf::from(PLANS));
    }
    let _held = plan::held_to_read(&arguments.folder)?;
    let sources = input::read(&plans)?;
    let reading = read(&sources);
    let Some(plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.format, terminal);
    };
    let mut asked = Asked::new(arguments, plan, &sources)?;
    let refused = match about {
        About::Item(name) => {
            let id = found(plan, name)?;
            asked.schedule()?.map(|schedule| explain_item::tell(&mut asked, &id, &schedule, terminal))
        }
        About::Prices => asked.best()?.map(|planned| explain_prices::tell(&mut asked, &planned, terminal)),
        About::Conflict => asked.any()?.map(|()| no_conflict(&asked, terminal)),
    };
    refused.unwrap_or_else(|conflict: Conflict| {
        asked.watch.finish();
        let mut diagnostics = reading.diagnostics.clone();
        diagnostics.push(diagnostic(&conflict, plan, asked.language));
        report::refuse(&diagnostics, &sources, arguments.format, terminal)
    })
}

fn no_conflict(asked: &Asked<'_>, terminal: Terminal) -> Result<Exit, Stop> {
    asked.watch.finish();
    let told = match asked.language {
        Language::Danish => "ingen konflikt: alle krav kan opfyldes på én gang\n",
        Language::English => "no conflict: all musts can hold together\n",
    };
    match asked.arguments.format {
        Format::Human => terminal.answer(told)?,
        Format::Json => terminal.answer(&format!("{:#}\n", json!({"version": 1, "conflict": null})))?,
    }
    Ok(Exit::Done)
}

/// The code that is meant: `idle-rule`, also as it is printed, `[idle-rule]`, or in capitals.
fn code(name: &str) -> Option<Code> {
    Code::of(&plain(name))
}

fn plain(name: &str) -> String {
    name.trim_matches(['[', ']', '`']).to_lowercase()
}

fn near_code(name: &str) -> Option<&'static str> {
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    near(&plain(name), &known)
}

fn unknown(name: &str) -> Stop {
    let hint = match near_code(name) {
        Some(best) => format!("did you mean `{best}`?"),
        None => "`aarshjul explain` lists all codes".to_owned(),
    };
    Stop(format!("no code is named `{name}`: {hint}"))
}

/// Every code with its sentence, in the order of the register.
fn all() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in Code::ALL {
        writeln!(text, "{:<width$}  {}", code.as_str(), code.sentence()).expect("a String takes what is written");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{all, code, unknown};
    use crate::diagnostic::code::Code;

    #[test]
    fn a_code_is_found_as_it_is_printed_and_a_slip_of_the_pen_is_told_the_nearest() {
        assert_eq!(code("[idle-rule]"), Some(Code::IdleRule));
        assert_eq!(code("IDLE-RULE"), Some(Code::IdleRule));
        assert!(unknown("idel-rule").0.contains("did you mean `idle-rule`?"));
        assert!(unknown("E0308").0.contains("lists all codes"));
    }

    #[test]
    fn the_list_has_one_line_for_each_code() {
        assert_eq!(all().lines().count(), Code::ALL.len());
    }
}
