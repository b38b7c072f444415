//! The answer of `check`: what a plan asks for, or what is wrong with it.

use serde_json::json;

use crate::cli::arguments::{CheckArguments, Format};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::summary::counted;
use crate::cli::{input, report};
use crate::plan::plan::Plan;
use crate::schema::reading::read;

/// Reads the plan and tells its faults.
///
/// # Errors
/// When a file cannot be read or the answer not be written.
pub fn check(arguments: &CheckArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let sources = input::read(&arguments.plans.plans)?;
    let reading = read(&sources);
    match arguments.plans.format {
        Format::Human => {
            report::tell(&reading.diagnostics, &sources, terminal);
            if let Some(plan) = &reading.plan {
                terminal.answer(&contents(plan))?;
            }
        }
        Format::Json => {
            let answer = json!({"version": 1, "valid": reading.plan.is_some(), "diagnostics": report::json(&reading.diagnostics, &sources)});
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(if reading.plan.is_some() { Exit::Done } else { Exit::PlanAtFault })
}

/// What a valid plan asks for.
fn contents(plan: &Plan) -> String {
    let held = plan.occurrences.iter().filter(|occurrence| occurrence.is_held()).count();
    let asked = [
        counted(plan.products.len(), "product"),
        counted(plan.groups.len(), "group"),
        counted(held, "meeting"),
        counted(plan.phases.len(), "phase"),
        counted(plan.milestones.len(), "milestone"),
    ];
    format!("the plan is valid: {}, {} to {}\n", asked.join(", "), plan.horizon.first(), plan.horizon.last())
}
