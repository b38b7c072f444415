//! The answer of `check`: what a plan asks for, or what is wrong with it, for people and for other programs.

use serde_json::json;

use crate::cli::arguments::{CheckArguments, CheckForm, Deny};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::summary::counted;
use crate::cli::{input, preview, report, sarif, workflow};
use crate::diagnostic::report::Severity;
use crate::plan::plan::Plan;
use crate::schema::reading::read;

/// Reads the plan and tells its faults.
///
/// # Errors
/// When a file cannot be read, the group to preview is unknown, or the answer cannot be written.
pub fn check(arguments: &CheckArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let sources = input::read(&arguments.plans)?;
    let reading = read(&sources);
    let diagnostics = &reading.diagnostics;
    let warnings = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning).count();
    let name = arguments.preview.as_deref();
    let preview = reading.plan.as_ref().zip(name).map(|(plan, name)| preview::preview(plan, name)).transpose()?;
    match arguments.format {
        CheckForm::Human => {
            report::tell(diagnostics, &sources, terminal);
            if let Some(plan) = &reading.plan {
                terminal.answer(&contents(plan, warnings))?;
            }
            if let Some(preview) = preview {
                terminal.answer(&preview.human())?;
            }
        }
        CheckForm::Json => {
            let mut answer =
                json!({"version": 1, "valid": reading.plan.is_some(), "diagnostics": report::json(diagnostics, &sources)});
            if let Some(preview) = preview {
                answer["preview"] = preview.json();
            }
            terminal.answer(&format!("{answer:#}\n"))?;
        }
        CheckForm::Sarif => terminal.answer(&format!("{:#}\n", sarif::sarif(diagnostics, &sources)))?,
        CheckForm::Github => terminal.answer(&workflow::commands(diagnostics, &sources))?,
    }
    let is_denied = arguments.deny == Some(Deny::Warnings) && warnings > 0;
    Ok(if reading.plan.is_some() && !is_denied { Exit::Done } else { Exit::PlanAtFault })
}

/// What a valid plan asks for, and how many warnings were told.
fn contents(plan: &Plan, warnings: usize) -> String {
    let held = plan.occurrences.iter().filter(|occurrence| occurrence.is_held()).count();
    let asked = [
        counted(plan.products.len(), "product"),
        counted(plan.groups.len(), "group"),
        counted(held, "meeting"),
        counted(plan.phases.len(), "phase"),
        counted(plan.milestones.len(), "milestone"),
    ];
    let warned = if warnings > 0 { format!("; {}", counted(warnings, "warning")) } else { String::new() };
    format!("the plan is valid: {}, {} to {}{warned}\n", asked.join(", "), plan.horizon.first(), plan.horizon.last())
}
