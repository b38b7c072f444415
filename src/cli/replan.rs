//! Planning again when a plan file changes, for `serve --watch`. What is asked is the time and size of each file a few times a
//! second: that works on every disk, network shares included, and sees editors that write beside a file and rename.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use clap::Parser;

use crate::cli::arguments::{Arguments, Command};
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::cli::serve_arguments::ServeArguments;
use crate::cli::{input, plan};
use crate::serve::reload::Editions;

/// Between two looks at the files. An edit has settled when two looks see the same.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);

/// The time and size of each file; none for one that is not there.
type State = BTreeMap<PathBuf, Option<(Option<SystemTime>, u64)>>;

/// What is planned again and again: the plans, and the command line that plans them.
#[derive(Debug, Clone)]
pub struct Planning {
    plans: Vec<PathBuf>,
    line: Vec<OsString>,
}

impl Planning {
    /// Planning with the arguments of `serve`.
    pub fn of(arguments: &ServeArguments) -> Planning {
        let mut line: Vec<OsString> = vec!["aarshjul".into(), "plan".into()];
        let mut option = |name: &str, value: OsString| {
            let mut word = OsString::from(format!("--{name}="));
            word.push(value);
            line.push(word);
        };
        if let Some(folder) = &arguments.folder.output {
            option("output", folder.into());
        }
        if let Some(lock) = &arguments.folder.lock {
            option("lock", lock.into());
        }
        if let Some(today) = arguments.today {
            option("today", today.to_string().into());
        }
        line.push("--".into());
        line.extend(arguments.plans.iter().map(OsString::from));
        Planning { plans: arguments.plans.clone(), line }
    }

    /// Plans as `aarshjul plan` does.
    ///
    /// # Errors
    /// As [`plan::plan`].
    pub fn plan(&self, terminal: Terminal) -> Result<Exit, Stop> {
        match Arguments::try_parse_from(&self.line) {
            Ok(Arguments { command: Command::Plan(command), .. }) => plan::plan(&command.plan, terminal),
            Ok(_) => Err(Stop("`plan` was not understood as such".to_owned())),
            Err(usage) => Err(Stop(usage.to_string())),
        }
    }

    /// Plans whenever a file changes, for ever. A plan that is at fault leaves the files as they are.
    pub fn keep_planning(&self, mut watched: Watched, editions: &Editions, terminal: Terminal) {
        loop {
            watched.wait();
            watched = self.look();
            terminal.tell("a plan file has changed: planning again\n");
            match self.plan(terminal) {
                Ok(Exit::Done) => editions.publish(),
                Ok(Exit::PlanAtFault) => terminal.tell("the files stay as they were, until the plan changes again\n"),
                Err(Stop(reason)) => {
                    terminal.tell(&format!("error: {reason}\nthe files stay as they were, until the plan changes again\n"));
                }
            }
        }
    }

    /// Looks at what the plans are made of.
    pub fn look(&self) -> Watched {
        Watched::of(&self.plans)
    }
}

/// The files of the plans as they are before they are planned.
#[derive(Debug)]
pub struct Watched {
    files: BTreeSet<PathBuf>,
    folders: BTreeSet<PathBuf>,
    seen: State,
}

impl Watched {
    fn of(plans: &[PathBuf]) -> Watched {
        let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
        for path in plans {
            if path.is_dir() {
                folders.insert(path.clone())
            } else {
                files.insert(path.clone())
            };
        }
        if let Ok(sources) = input::read(plans) {
            files.extend(sources.iter().map(|(_, source)| PathBuf::from(&source.name)));
        }
        // What is named and not there may come, most likely beside what names it.
        let beside = files
            .iter()
            .filter_map(|file| file.parent())
            .map(|folder| if folder == Path::new("") { Path::new(".") } else { folder });
        folders.extend(beside.map(Path::to_owned));
        let mut watched = Watched { files, folders, seen: State::new() };
        watched.seen = watched.state();
        watched
    }

    fn state(&self) -> State {
        let entries = self.folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().filter_map(Result::ok);
        let is_of_a_plan = |path: &PathBuf| input::is_plan(path) || path.extension().is_some_and(|ending| ending == "ics");
        let beside = entries.map(|entry| entry.path()).filter(is_of_a_plan);
        beside.chain(self.files.iter().cloned()).map(|path| (told(&path), path)).map(|(told, path)| (path, told)).collect()
    }

    /// Waits until something has changed and the change has settled.
    pub fn wait(&self) {
        let mut before = self.seen.clone();
        loop {
            thread::sleep(BETWEEN_LOOKS);
            let now = self.state();
            if now == before && now != self.seen {
                return;
            }
            before = now;
        }
    }
}

fn told(path: &Path) -> Option<(Option<SystemTime>, u64)> {
    fs::metadata(path).ok().map(|metadata| (metadata.modified().ok(), metadata.len()))
}
