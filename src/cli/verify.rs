//! The answer of `verify`: whether the written feeds keep the plan, worked out without the solver.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::cli::arguments::{Format, VerifyArguments};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::Unusable;
use crate::cli::output::Terminal;
use crate::cli::transaction::Held;
use crate::cli::{input, report};
use crate::diagnostic::source::Sources;
use crate::plan::activity::ActivityId;
use crate::schedule::charge::{Charge, total};
use crate::schema::reading::read;
use crate::verify::bill::charges;
use crate::verify::feeds::read_back;
use crate::verify::finding::Finding;

/// Reads plan and feeds, and checks every must, every cost and every feed.
///
/// # Errors
/// When a file cannot be read or the answer not be written.
pub fn verify(arguments: &VerifyArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let folder = arguments.folder.folder();
    let _held = Held::to_read(&folder, &arguments.folder.lock())?;
    let sources = input::read(&arguments.plans.plans)?;
    let reading = read(&sources);
    let Some(plan) = &reading.plan else {
        return report::refuse(&reading.diagnostics, &sources, arguments.plans.format, terminal);
    };
    let feeds = feeds_of(&folder)?;
    let readback = read_back(plan, &feeds);
    let charges = charges(plan, &readback.schedule);
    let broken: Vec<&Charge> = charges.iter().filter(|charge| charge.cost.is_none()).collect();
    let claimed = claimed_cost(&folder)?;
    let cost = total(&charges);
    let wrong_cost = claimed.filter(|claimed| *claimed != cost);
    let kept = broken.is_empty() && readback.findings.is_empty() && wrong_cost.is_none();
    match arguments.plans.format {
        Format::Human => {
            for finding in &readback.findings {
                terminal.tell(&format!("error: {}\n", told(finding)));
            }
            for charge in &broken {
                terminal.tell(&format!("error: {}\n", told_must(charge, &sources)));
            }
            if let Some(claimed) = wrong_cost {
                terminal.tell(&format!("error: schedule.json says the plan costs {claimed}, but it costs {cost}\n"));
            }
            let dated = readback.schedule.placements.len();
            let verdict = if kept { "the feeds keep the plan" } else { "the feeds do not keep the plan" };
            terminal.answer(&format!(
                "{} feeds, {dated} activities, {} musts broken, cost {cost}: {verdict}\n",
                feeds.len(),
                broken.len()
            ))?;
        }
        Format::Json => {
            let findings: Vec<_> = readback.findings.iter().map(told).collect();
            let broken: Vec<_> = broken
                .iter()
                .map(|charge| {
                    let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
                    json!({"rule": charge.rule, "at": report::place(charge.span, &sources), "activities": activities})
                })
                .collect();
            let answer = json!({
                "version": 1, "kept": kept, "feeds": feeds.len(), "cost": cost, "claimed_cost": claimed, "broken": broken, "findings": findings,
            });
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(if kept { Exit::Done } else { Exit::PlanAtFault })
}

fn told(finding: &Finding) -> String {
    let uid = if finding.uid.is_empty() { String::new() } else { format!(" {}:", finding.uid) };
    format!("{}:{uid} {}", finding.file, finding.message)
}

fn told_must(charge: &Charge, sources: &Sources) -> String {
    let activities: Vec<&str> = charge.activities.iter().map(ActivityId::as_str).collect();
    format!("{}: the must `{}` is broken by {}", sources.locate(charge.span), charge.rule, activities.join(", "))
}

/// All feeds below a folder, under the paths that the plan knows them by.
fn feeds_of(folder: &Path) -> Result<BTreeMap<String, String>, Unusable> {
    let inside = folder.join("feeds");
    if folder.is_dir() && !inside.exists() {
        // A plan without entries has no feeds.
        return Ok(BTreeMap::new());
    }
    let entries = fs::read_dir(&inside).map_err(|error| Unusable::new(&inside, error))?;
    let mut feeds = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|error| Unusable::new(&inside, error))?.path();
        if path.extension().is_some_and(|extension| extension == "ics") {
            let text = fs::read_to_string(&path).map_err(|error| Unusable::new(&path, error))?;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            feeds.insert(format!("feeds/{name}"), text);
        }
    }
    Ok(feeds)
}

/// The cost that the written schedule claims; none where there is no such file.
fn claimed_cost(folder: &Path) -> Result<Option<i64>, Stop> {
    let path = folder.join("schedule.json");
    let Ok(text) = fs::read_to_string(&path) else { return Ok(None) };
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| Unusable::new(&path, error))?;
    Ok(value["cost"]["total"].as_i64())
}
