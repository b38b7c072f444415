//! The answer of `plan`: read, solve, check independently, draw, write.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::cli::arguments::{Folder, Format, PlanArguments, Tongue};
use crate::cli::delivery::{Compared, Delivery, lock_state, reasons};
use crate::cli::drawing::{Dots, Wishes, draw};
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::{Edits, Unusable};
use crate::cli::output::Terminal;
use crate::cli::plan_why::{Wanted, whys};
use crate::cli::repairs::Refusal;
use crate::cli::summary::Summary;
use crate::cli::transaction::Held;
use crate::cli::watch::Watch;
use crate::cli::{clock, component, input, repairs, report, write};
use crate::diagnostic::source::Sources;
use crate::exchange::model_file::ModelFile;
use crate::explain;
use crate::explain::held::Made;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::render::artifact::Artifact;
use crate::render::feed;
use crate::render::view::View;
use crate::repair;
use crate::repair::trial::Effort;
use crate::schedule::charge::{Charge, total};
use crate::schedule::difference::differences;
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::Schedule;
use crate::schedule::stamp::Stamp;
use crate::schema::collector::nearest;
use crate::schema::reading::{Reading, read};
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::{self, watched};
use crate::solve::outcome::{Outcome, Planned};
use crate::verify;

/// Plans and writes.
///
/// # Errors
/// When a file cannot be read or written, the effort did not suffice, the program's own check of the plan fails, or one component
/// alone would take the place of all.
pub fn plan(arguments: &PlanArguments, terminal: Terminal) -> Result<Exit, Stop> {
    if arguments.component.is_some() && arguments.folder.output.is_none() && !arguments.dry_run {
        return Err(Stop(
            "--component needs a folder of its own, with -o: in this one all other products would leave the feeds".to_owned(),
        ));
    }
    let held = hold(arguments)?;
    match arguments.apply_repair {
        Some(number) => repairs::apply(arguments, number, &held, terminal),
        None => edited(arguments, &held, &Edits::new(), terminal),
    }
}

/// Plans, writes nothing, and says whether what was written is what the plan comes to.
///
/// # Errors
/// As [`plan`].
pub fn locked(arguments: &PlanArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let _held = held_to_read(&arguments.folder)?;
    made(arguments, &Edits::new(), Files::Compared, terminal)
}

/// Holds the folders of a run. What an earlier run was killed in is then finished: nothing may be read before.
///
/// # Errors
/// When another run holds them, or they cannot be written to.
pub fn hold(arguments: &PlanArguments) -> Result<Held, Stop> {
    let (folder, lock) = (arguments.folder.folder(), arguments.folder.lock());
    if arguments.dry_run { Held::to_read(&folder, &lock) } else { Held::to_write(&folder, &lock) }
}

/// Holds the folders for a run that writes nothing.
///
/// # Errors
/// As [`hold`].
pub fn held_to_read(folder: &Folder) -> Result<Held, Stop> {
    Held::to_read(&folder.folder(), &folder.lock())
}

/// The same with plan files as they are to be: they are written together with what comes of them.
///
/// # Errors
/// As [`plan`].
pub fn edited(arguments: &PlanArguments, held: &Held, edits: &Edits, terminal: Terminal) -> Result<Exit, Stop> {
    let files = if arguments.dry_run { Files::Untouched } else { Files::Written(held) };
    made(arguments, edits, files, terminal)
}

/// What becomes of the files of a plan.
#[derive(Clone, Copy)]
enum Files<'h> {
    /// They are written where these folders are held.
    Written(&'h Held),
    /// They are compared with those that are there.
    Compared,
    /// Nothing.
    Untouched,
}

fn made(arguments: &PlanArguments, edits: &Edits, files: Files<'_>, terminal: Terminal) -> Result<Exit, Stop> {
    let mut watch = Watch::start(&arguments.effort)?;
    watch.step("reading the plan");
    let (sources, reading) = read_plan(arguments, edits)?;
    let Some(plan) = &reading.plan else {
        watch.finish();
        return report::refuse(&reading.diagnostics, &sources, arguments.plans.format, terminal);
    };
    let language = arguments.language.map_or(plan.language, Tongue::language);
    let today = arguments.today.unwrap_or_else(clock::today);
    let stamp = Stamp::new(today.and_time(NaiveTime::MIN));
    let lock_path = arguments.folder.lock();
    let ledger = read_lock(&lock_path)?;
    let announced = seen(arguments, &ledger, today);
    let shown = announced.schedule.clone();
    watch.step("solving");
    let problem = Problem::of(plan, Reach::Window);
    if let Some(path) = &arguments.dump_problem {
        dump(&problem, &announced, path)?;
    }
    let budget = Budget { work: arguments.effort.work };
    let outcome = watch.pool().install(|| watched(&problem, &announced, budget, &mut |progress| watch.tell(progress)));
    let planned = match outcome {
        Outcome::Planned(planned) => planned,
        Outcome::Infeasible(conflict) => {
            watch.step("looking for repairs");
            let found = watch
                .pool()
                .install(|| repair::repairs::repairs(&conflict, (plan, &sources), &announced, language, Effort::USUAL));
            watch.finish();
            let mut diagnostics = reading.diagnostics.clone();
            diagnostics.push(explain::conflict::diagnostic(&conflict, plan, language));
            return repairs::refuse(
                &Refusal { diagnostics: &diagnostics, repairs: &found, sources: &sources, language },
                arguments.plans.format,
                terminal,
            );
        }
        Outcome::Undecided => {
            watch.finish();
            return Err(undecided(&watch, budget));
        }
    };
    watch.step("checking");
    let charges = checked(plan, &planned, &announced)?;
    let is_moved = shown.placements.iter().any(|(id, from)| planned.schedule.placement(id) != Some(*from));
    let before = if is_moved { verify::bill::charges(plan, &shown) } else { Vec::new() };
    let moves_fewest = planned.is_optimal() && optimum::moves_fewest(&problem, &announced, &planned, budget);
    watch.step("holding what moved");
    let wanted = if arguments.why { Wanted::Yes } else { Wanted::WhereQuick };
    let made = Made { problem: &problem, announced: &announced, planned: &planned, budget };
    let whys = watch.pool().install(|| whys(made, &shown, wanted));
    watch.step("drawing");
    let wishes = Wishes {
        marked: (arguments.mark_today || plan.publish.wheel.today).then_some(today),
        dots: if arguments.png || plan.publish.wheel.png { Dots::Too } else { Dots::None },
    };
    let view = View::new(plan, &planned.schedule);
    let (artifacts, next) = watch.pool().install(|| draw(&view, (&charges, &sources), (&ledger, stamp), wishes));
    if matches!(files, Files::Written(_)) {
        watch.step("writing");
    }
    let delivery = deliver(files, &arguments.folder, &artifacts, (&ledger, &next), edits)?;
    watch.finish();
    remarks(&artifacts, &watch, terminal);
    let mut diagnostics = reading.diagnostics.clone();
    diagnostics.extend(explain::timely::warnings(plan, &planned.schedule, &announced.schedule, today, language));
    let summary = Summary {
        plan,
        sources: &sources,
        planned: &planned,
        charges: &charges,
        shown: &shown,
        before: &before,
        moves_fewest,
        whys: &whys,
        delivery: &delivery,
    };
    match arguments.plans.format {
        Format::Human => {
            report::tell(&diagnostics, &sources, terminal);
            match delivery.stale() {
                Some(compared) => {
                    let reasons = reasons(&whys, (plan, &sources), language);
                    terminal.tell(&compared.human(&lock_path, language, &reasons));
                }
                None => terminal.answer(&summary.human(arguments.costs))?,
            }
        }
        Format::Json => {
            let mut answer = summary.json(arguments.costs);
            answer["trajectory"] = watch.untimed_trajectory();
            answer["diagnostics"] = report::json(&diagnostics, &sources);
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(if delivery.stale().is_some() { Exit::PlanAtFault } else { Exit::Done })
}

/// Writes the files and the lock after the run, or compares them with those that are there.
fn deliver(
    files: Files<'_>,
    folder: &Folder,
    artifacts: &[Artifact],
    (shown, next): (&Ledger, &Ledger),
    edits: &Edits,
) -> Result<Delivery, Stop> {
    let (folder, lock, text) = (folder.folder(), folder.lock(), next.to_text());
    Ok(match files {
        Files::Written(held) => Delivery::Written(write::write(held, &folder, artifacts, (&lock, &text), edits)?),
        Files::Compared => Delivery::Compared(Compared {
            lock: lock_state(&lock, &text),
            differences: differences(shown, next),
            stale: write::stale(&folder, artifacts, (&lock, &text)),
        }),
        Files::Untouched => Delivery::Nothing,
    })
}

/// What people have been shown, by the ledger, and the day it is seen from.
pub fn seen(arguments: &PlanArguments, ledger: &Ledger, today: NaiveDate) -> Announced {
    let schedule = if arguments.from_scratch { Schedule::default() } else { ledger.announced() };
    Announced { schedule, today: Some(today) }
}

/// That neither a plan was found nor a proof that there is none.
pub fn undecided(watch: &Watch, budget: Budget) -> Stop {
    let reason =
        if watch.was_stopped() { "before it was stopped".to_owned() } else { format!("within {} units of work", budget.work) };
    Stop(format!("no plan was found {reason}, and none was ruled out; allow more with --work"))
}

/// The plan with its texts, or the part of it that is asked for.
///
/// # Errors
/// When a file cannot be read, or there is no such part.
pub fn read_plan(arguments: &PlanArguments, edits: &Edits) -> Result<(Sources, Reading), Stop> {
    let sources = input::read_edited(&arguments.plans.plans, edits)?;
    let reading = read(&sources);
    let (Some(plan), Some(product)) = (&reading.plan, &arguments.component) else { return Ok((sources, reading)) };
    let files = component::files(plan, &sources, product).map_err(|known| {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        Stop(format!("there is no product `{product}`: {}", nearest(product, &known)))
    })?;
    let sources = input::read_edited(&files, edits)?;
    let reading = read(&sources);
    if let (None, Some(fault)) = (&reading.plan, reading.diagnostics.first()) {
        return Err(Stop(format!(
            "`{product}` cannot be planned without the files of products that it shares nothing with: {}; what several products \
             need belongs in a file of no product",
            fault.message
        )));
    }
    Ok((sources, reading))
}

/// Writes the problem for other solvers.
fn dump(problem: &Problem<'_>, announced: &Announced, path: &Path) -> Result<(), Stop> {
    let ids: Vec<String> = problem.activities.iter().map(|activity| activity.id.to_string()).collect();
    let file = ModelFile::of(&optimum::model(problem, announced), &ids);
    let unusable = |reason: String| Stop(format!("{}: {reason}", path.display()));
    let text = serde_json::to_string(&file).map_err(|error| unusable(error.to_string()))?;
    fs::write(path, text).map_err(|error| unusable(error.to_string()))
}

/// The lock; an empty one where there is none yet.
///
/// # Errors
/// When it cannot be read, or is none.
pub fn read_lock(path: &Path) -> Result<Ledger, Stop> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Ledger::default()),
        Err(error) => return Err(Unusable::new(path, error).into()),
    };
    parse_lock(&text, &path.display().to_string())
}

/// The ledger of the text of a lock.
///
/// # Errors
/// When it is none: with the name of the text and the line.
pub fn parse_lock(text: &str, name: &str) -> Result<Ledger, Stop> {
    Ledger::parse(text).map_err(|fault| Stop(format!("{name}:{}: {}", fault.line, fault.message)))
}

/// The bill of a schedule, worked out by the independent check. It must agree with the solver to the last unit, or nothing is written.
///
/// # Errors
/// When it does not: that is a fault of the program.
pub fn checked(plan: &Plan, planned: &Planned, announced: &Announced) -> Result<Vec<Charge>, Stop> {
    let charges = verify::bill::charges(plan, &planned.schedule);
    if let Some(broken) = charges.iter().find(|charge| charge.cost.is_none()) {
        return Err(Stop(format!(
            "internal fault: the solver's plan breaks `{}` for {:?}; please report it",
            broken.rule, broken.activities
        )));
    }
    let today = announced.today.unwrap_or_default();
    if let Some(broken) = verify::notice::broken(plan, &announced.schedule, &planned.schedule, today).first() {
        return Err(Stop(format!("internal fault: the solver moved `{}` within its notice; please report it", broken.id)));
    }
    let (checked, solved) = (total(&charges), planned.objective - planned.disruption);
    if checked != solved {
        return Err(Stop(format!("internal fault: the plan costs {checked}, the solver says {solved}; please report it")));
    }
    Ok(charges)
}

/// What is to be known of a run beyond its plan.
fn remarks(artifacts: &[Artifact], watch: &Watch, terminal: Terminal) {
    for path in feed::oversized(artifacts) {
        terminal.tell(&format!(
            "{path} is larger than 1 MB, and Google reads no such feed: plan fewer `years`, or show deadlines as text\n"
        ));
    }
    if watch.was_stopped() {
        terminal.tell("stopped: this is the best plan that was found before\n");
    }
}
