//! The answer of `plan`: read, solve, check independently, draw, write.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::cli::arguments::{Format, PlanArguments};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::Unusable;
use crate::cli::output::Terminal;
use crate::cli::progress::Progress;
use crate::cli::summary::Summary;
use crate::cli::{clock, input, report, write};
use crate::diagnostic::source::Sources;
use crate::explain;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::render::artifact::Artifact;
use crate::render::view::View;
use crate::render::{chart, csv, feed, json, page, wheel};
use crate::schedule::charge::{Charge, total};
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Schedule;
use crate::schedule::stamp::Stamp;
use crate::schema::reading::read;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::optimum;
use crate::solve::outcome::{Outcome, Planned};
use crate::verify;

/// Plans and writes.
///
/// # Errors
/// When a file cannot be read or written, the effort did not suffice, or the program's own check of the plan fails.
pub fn plan(arguments: &PlanArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let progress = Progress::start();
    progress.step("reading the plan");
    let sources = input::read(&arguments.plans.plans)?;
    let reading = read(&sources);
    let Some(plan) = &reading.plan else {
        progress.finish();
        return report::refuse(&reading.diagnostics, &sources, arguments.plans.format, terminal);
    };
    let today = arguments.today.unwrap_or_else(clock::today);
    let stamp = Stamp::new(today.and_time(crate::calendar::civil::NaiveTime::MIN));
    let lock_path = arguments.folder.lock();
    let ledger = read_lock(&lock_path)?;
    let shown = if arguments.from_scratch { Schedule::default() } else { ledger.announced() };
    let announced = Announced { schedule: shown.clone(), today: Some(today) };
    progress.step("solving");
    let problem = Problem::of(plan, Reach::Window);
    let planned = match optimum(&problem, &announced, Budget { work: arguments.work }) {
        Outcome::Planned(planned) => planned,
        Outcome::Infeasible(conflict) => {
            progress.finish();
            let mut diagnostics = reading.diagnostics.clone();
            diagnostics.push(explain::conflict::diagnostic(&conflict, plan));
            return report::refuse(&diagnostics, &sources, arguments.plans.format, terminal);
        }
        Outcome::Undecided => {
            progress.finish();
            return Err(Stop(format!("no plan was found within {} units of work; allow more with --work", arguments.work)));
        }
    };
    progress.step("checking");
    let charges = checked(plan, &planned)?;
    progress.step("drawing");
    let (artifacts, next) = draw(plan, &planned, &charges, &ledger, stamp, &sources);
    let written = if arguments.dry_run {
        None
    } else {
        progress.step("writing");
        Some(write::write(&arguments.folder.folder(), &artifacts, &lock_path, &next.to_text())?)
    };
    progress.finish();
    let mut diagnostics = reading.diagnostics.clone();
    diagnostics.extend(explain::timely::warnings(plan, &planned.schedule, &announced.schedule, today));
    let summary = Summary { plan, sources: &sources, planned: &planned, charges: &charges, shown: &shown, written };
    match arguments.plans.format {
        Format::Human => {
            report::tell(&diagnostics, &sources, terminal);
            terminal.answer(&summary.human(arguments.costs))?;
        }
        Format::Json => {
            let mut answer = summary.json(arguments.costs);
            answer["diagnostics"] = report::json(&diagnostics, &sources);
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(Exit::Done)
}

/// The lock; an empty one where there is none yet.
fn read_lock(path: &Path) -> Result<Ledger, Stop> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ledger::default()),
        Err(error) => return Err(Unusable::new(path, error).into()),
    };
    Ledger::parse(&text).map_err(|fault| Stop(format!("{}:{}: {}", path.display(), fault.line, fault.message)))
}

/// The bill of a schedule, worked out by the independent check. It must agree with the solver to the last unit, or nothing is written.
fn checked(plan: &Plan, planned: &Planned) -> Result<Vec<Charge>, Stop> {
    let charges = verify::bill::charges(plan, &planned.schedule);
    if let Some(broken) = charges.iter().find(|charge| charge.cost.is_none()) {
        return Err(Stop(format!(
            "internal fault: the solver's plan breaks `{}` for {:?}; please report it",
            broken.rule, broken.activities
        )));
    }
    let (checked, solved) = (total(&charges), planned.objective - planned.disruption);
    if checked != solved {
        return Err(Stop(format!("internal fault: the plan costs {checked}, the solver says {solved}; please report it")));
    }
    Ok(charges)
}

/// Every file of a schedule, and the ledger with it.
fn draw(
    plan: &Plan,
    planned: &Planned,
    charges: &[Charge],
    ledger: &Ledger,
    stamp: Stamp,
    sources: &Sources,
) -> (Vec<Artifact>, Ledger) {
    let view = View::new(plan, &planned.schedule);
    let next = ledger.advance(&feed::contents(&view), stamp);
    let mut artifacts = feed::feeds(&view, &next);
    artifacts.extend(chart::charts(&view));
    artifacts.extend(page::pages(&view));
    artifacts.extend(wheel::wheels(&view));
    artifacts.push(json::schedule_json(&view, &next, charges, sources));
    artifacts.push(csv::schedule_csv(&view, &next));
    (artifacts, next)
}
