//! Where an imported plan goes, and the plan that lies there already. A file of a product joins it where a file beside it says the
//! years for all, or where its folder is the one that plans are read from; else each file there may be a whole plan, and so is the
//! new one. A folder of plan files is one plan, and what is of no product, people and calendars, is of the plan beside it.

use std::path::{Path, PathBuf};

use crate::calendar::horizon::Horizon;
use crate::cli::exit::Stop;
use crate::cli::input;
use crate::diagnostic::source::Sources;
use crate::import::draft::Surroundings;
use crate::plan::language::Language;
use crate::schema::reading::read;

/// The folder whose files are one plan where no other is named.
pub const PLANS: &str = "plans";

/// Where an imported plan goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// To standard output: `-`. One file of one product.
    Output,
    /// To a file: the name ends like a plan. One product.
    File,
    /// To a folder: a file for each product.
    Folder,
}

impl Place {
    /// Where a path of `-o` leads.
    pub fn of(path: &Path) -> Place {
        match path.to_str() {
            Some("-") => Place::Output,
            _ if input::is_plan(path) => Place::File,
            _ => Place::Folder,
        }
    }
}

/// The folder that a path of `-o` leads into; none for standard output.
pub fn folder(output: &Path) -> Option<&Path> {
    match Place::of(output) {
        Place::Output => None,
        Place::File => Some(output.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))),
        Place::Folder => Some(output),
    }
}

/// The plan that lies where an imported one goes.
#[derive(Debug, Default)]
pub struct Neighbours {
    /// Its files.
    pub sources: Sources,
    /// What they say.
    pub surroundings: Surroundings,
}

/// What an imported file is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Belongs {
    /// A product, with groups or a roadmap of its own.
    ToProduct,
    /// The whole plan: people and calendars.
    ToPlan,
}

impl Neighbours {
    /// The files that what is written to `output` becomes one plan with. Those that are written over are none.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn of(output: &Path, written: &[PathBuf], belongs: Belongs) -> Result<Neighbours, Stop> {
        let Some(folder) = folder(output) else { return Ok(Neighbours::default()) };
        // A folder that is not there has no files.
        let mut files = input::plans_of(folder).unwrap_or_default();
        files.retain(|file| !written.iter().any(|written| is_same(written, file)));
        let sources = input::read(&files)?;
        let surroundings = Surroundings::of(&sources);
        let is_one_plan = Place::of(output) == Place::Folder
            || belongs == Belongs::ToPlan
            || folder.file_name().is_some_and(|name| name == PLANS)
            || surroundings.has_shared_years;
        Ok(if is_one_plan { Neighbours { sources, surroundings } } else { Neighbours::default() })
    }
}

/// Whether two paths are of one file that is there.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// What the plan beside an imported file settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The planned years.
    pub horizon: Horizon,
    /// The language.
    pub language: Language,
    /// The IANA zone.
    pub zone: String,
}

impl Beside {
    /// What the neighbours settle of what is to be written to `output`; none where there are none, or they are at fault.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn of(output: &Path, belongs: Belongs) -> Result<Option<Beside>, Stop> {
        // A file is written over; what files a folder gets is known when they are made.
        let neighbours = Neighbours::of(output, &[output.to_owned()], belongs)?;
        let has_any = neighbours.sources.iter().next().is_some();
        let plan = has_any.then(|| read(&neighbours.sources)).and_then(|reading| reading.plan);
        Ok(plan.map(|plan| Beside { horizon: plan.horizon, language: plan.language, zone: plan.zone }))
    }
}
