//! Why each activity has moved between two states of the lock: the plan's files of both states are compared, and planned again
//! with edits taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::cli::change_arguments::DiffArguments;
use crate::cli::exit::Stop;
use crate::cli::input::{Disk, Edits, Shelves, Unusable, read_from, shortened};
use crate::cli::past::{InMemory, Instead, Revision, texts};
use crate::cli::progress::Told;
use crate::cli::{clock, report};
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Sources;
use crate::explain::conflict;
use crate::explain::forced::{Enough, Forced, Replanned, Search};
use crate::explain::held::{Held, Made, held};
use crate::explain::hunk::Hunks;
use crate::explain::moved::{Why, stated};
use crate::explain::moved_words::Spoken;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::render::change_table::Reasons;
use crate::schedule::difference::{Change, Difference};
use crate::schedule::identity::EntryId;
use crate::schedule::ledger::Ledger;
use crate::schema::reading::read;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::optimum;
use crate::solve::outcome::{Outcome, Planned};

/// So many plans are made at most to find the edits.
const MOST_PLANS: usize = 100;
/// And so many activities at most are held where they were.
const MOST_HELD: usize = 20;

/// The plan as it is, and why entries have changed.
pub struct Answered {
    plan: Plan,
    sources: Sources,
    hunks: Hunks,
    whys: BTreeMap<EntryId, Why>,
}

/// What comes of asking.
pub enum Asked {
    /// An answer.
    Answered(Box<Answered>),
    /// The plan as it is has faults, or cannot be met.
    AtFault(Vec<Diagnostic>, Sources),
}

/// Asks why entries differ.
///
/// # Errors
/// When the files of either state cannot be read, or the plan as it is was not decided within the work.
pub fn ask(arguments: &DiffArguments, plans: &[PathBuf], old: &Ledger, found: &[Difference]) -> Result<Asked, Stop> {
    let told = Told::start(arguments.progress);
    let asked = answer(arguments, plans, (old, found), &told);
    told.finish();
    asked
}

fn answer(
    arguments: &DiffArguments,
    plans: &[PathBuf],
    (old, found): (&Ledger, &[Difference]),
    told: &Told,
) -> Result<Asked, Stop> {
    let (before, now) = shelves(arguments, plans)?;
    let sources = read_from(&*now, plans, &Edits::new())?;
    let reading = read(&sources);
    let Some(plan) = reading.plan else { return Ok(Asked::AtFault(reading.diagnostics, sources)) };
    let earlier = read_from(&*before, plans, &Edits::new())
        .map_err(|Unusable { path, reason }| Stop(format!("the plan as it was: {}: {reason}", path.display())))?;
    let hunks = Hunks::between(texts(&earlier), texts(&sources));
    let announced = Announced { schedule: old.announced(), today: Some(arguments.today.unwrap_or_else(clock::today)) };
    let budget = Budget { work: arguments.work };
    let problem = Problem::of(&plan, Reach::Window);
    told.step("planning again");
    let planned = match optimum(&problem, &announced, budget) {
        Outcome::Planned(planned) => planned,
        Outcome::Infeasible(conflict) => {
            return Ok(Asked::AtFault(vec![conflict::diagnostic(&conflict, &plan, arguments.language.language())], sources));
        }
        Outcome::Undecided => {
            return Err(Stop(format!("no plan was found within {} units of work; allow more with --work", budget.work)));
        }
    };
    let replan = |taken_back: &BTreeSet<usize>| {
        told.step(&format!("planning again without {} of {} edits", taken_back.len(), hunks.list.len()));
        if taken_back.is_empty() {
            return Some(of_planned(planned.clone()));
        }
        let texts = hunks.without(taken_back);
        let sources = read_from(&InMemory { texts: &texts }, plans, &Edits::new()).ok()?;
        let plan = read(&sources).plan?;
        match optimum(&Problem::of(&plan, Reach::Window), &announced, budget) {
            Outcome::Planned(planned) => Some(of_planned(planned)),
            Outcome::Infeasible(_) | Outcome::Undecided => None,
        }
    };
    let search = Search::new(hunks.list.len(), MOST_PLANS, &replan);
    let made = Made { problem: &problem, announced: &announced, planned: &planned, budget };
    let was = read(&earlier).plan;
    let mut whys = BTreeMap::new();
    let mut holding = 0;
    for difference in found {
        let (Some(id), Change::Moved { from, .. } | Change::Withdrawn { from }) =
            (difference.id.as_activity(), difference.change)
        else {
            continue;
        };
        let why = stated(&plan, was.as_ref(), &id).unwrap_or_else(|| match search.forced(&id, from) {
            Forced::By(forcing) => Why::Edits(forcing),
            Forced::Stays => Why::Stays,
            Forced::ByNone if holding < MOST_HELD => {
                holding += 1;
                told.step("planning again with a date held");
                Why::Unforced(held(made, &id, from))
            }
            Forced::ByNone | Forced::NotFound => Why::NotFound,
        });
        whys.insert(difference.id.clone(), why);
    }
    Ok(Asked::Answered(Box::new(Answered { plan, sources, hunks, whys })))
}

fn of_planned(planned: Planned) -> Replanned {
    Replanned { proven: planned.is_optimal(), schedule: planned.schedule }
}

/// Where the files of both states are read from: as they were, and as they are.
type Both = (Box<dyn Shelves>, Box<dyn Shelves>);

fn shelves(arguments: &DiffArguments, plans: &[PathBuf]) -> Result<Both, Stop> {
    let is_revision = |meant: &str| !Path::new(meant).exists();
    let now: Box<dyn Shelves> = match &arguments.new {
        Some(new) if is_revision(new) => Box::new(Revision { name: new.clone() }),
        Some(_) | None => Box::new(Disk),
    };
    let before: Box<dyn Shelves> = match (&arguments.old_plans, plans) {
        (Some(read), [plan]) => {
            // A file among others is one of its folder.
            let of = if plan.is_dir() { plan.clone() } else { plan.parent().map(Path::to_owned).unwrap_or_default() };
            Box::new(Instead { of: shortened(&of), read: read.clone() })
        }
        (Some(_), _) => return Err(Stop("--old-plans stands for one PLAN: name one file or folder behind --why".to_owned())),
        (None, _) if is_revision(&arguments.old) => Box::new(Revision { name: arguments.old.clone() }),
        (None, _) => {
            return Err(Stop(format!(
                "`{}` holds no plan: name the folder of the plan as it was with --old-plans, or a revision of git",
                arguments.old
            )));
        }
    };
    Ok((before, now))
}

impl Answered {
    /// The lines for the column of reasons: what the plan says of one meeting is told without its place.
    pub fn reasons(&self, language: Language) -> Reasons {
        let told = self.whys.iter().map(|(id, why)| {
            let lines = match why {
                Why::Stated { reason, .. } if !reason.is_empty() => vec![reason.clone()],
                Why::Stated { .. } | Why::Edits(_) | Why::Unforced(_) | Why::Held(_) | Why::Stays | Why::NotFound => {
                    self.spoken(language).lines(why)
                }
            };
            (id.clone(), lines)
        });
        told.collect()
    }

    /// Why an entry has changed, as data; null where that was not asked.
    pub fn json(&self, id: &EntryId, language: Language) -> Json {
        self.whys.get(id).map_or(Json::Null, |why| json(why, self.spoken(language)))
    }

    fn spoken(&self, language: Language) -> Spoken<'_> {
        Spoken { plan: &self.plan, sources: &self.sources, hunks: &self.hunks.list, language }
    }
}

/// A reason as data, with the words beside it.
pub fn json(why: &Why, spoken: Spoken<'_>) -> Json {
    let mut told = match why {
        Why::Stated { reason, span } => {
            json!({"kind": "stated", "reason": reason, "at": report::place(*span, spoken.sources)})
        }
        Why::Edits(forcing) => {
            let edits = forcing.edits.iter().filter_map(|edit| spoken.hunks.get(*edit));
            let edits = edits.map(
                |hunk| json!({"file": hunk.file.display().to_string(), "line": hunk.line, "old": hunk.old, "new": hunk.new}),
            );
            let enough = match forcing.enough {
                Enough::AnyOne => "any one",
                Enough::All => "all",
            };
            json!({"kind": "edits", "edits": edits.collect::<Vec<_>>(), "taken_back": enough, "proven": forcing.proven})
        }
        Why::Unforced(Held::Costs { least, most }) => json!({"kind": "saves", "least": least, "most": most}),
        Why::Held(Held::Costs { least, most }) => json!({"kind": "could-stay", "least": least, "most": most}),
        Why::Unforced(Held::Barred(conflict)) | Why::Held(Held::Barred(conflict)) => {
            let rules =
                conflict.rules.iter().map(|rule| json!({"rule": rule.rule, "at": report::place(rule.span, spoken.sources)}));
            json!({"kind": "cannot-stay", "rules": rules.collect::<Vec<_>>()})
        }
        Why::Unforced(Held::Gone) | Why::Held(Held::Gone) => json!({"kind": "gone"}),
        Why::Stays => json!({"kind": "stays"}),
        Why::Unforced(Held::Undecided) | Why::Held(Held::Undecided) | Why::NotFound => json!({"kind": "not-found"}),
    };
    told["told"] = json!(spoken.lines(why));
    told
}
