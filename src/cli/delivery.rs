//! What became of the files of a plan: written, compared with those that are there (`plan --locked`), or nothing; in words and as
//! data. Knows nothing of how they were drawn.
//!
//! What is compared: the lock must be there with just these bytes. A file of the output folder counts where it is there with other
//! bytes, or would be removed; one that is missing does not, since `out/` can be made again and is usually not committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::cli::difference_row::row;
use crate::cli::write::Written;
use crate::diagnostic::source::Sources;
use crate::explain::moved::Why;
use crate::explain::moved_words::Spoken;
use crate::plan::activity::ActivityId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::render::change_table::{Form, Reasons, table};
use crate::schedule::difference::Difference;
use crate::schedule::identity::EntryId;

/// How many differences of the lock, and how many files, are told to people; as data all are.
const MOST: usize = 30;

/// What became of the files.
#[derive(Debug)]
pub enum Delivery {
    /// They were written.
    Written(Written),
    /// They were compared.
    Compared(Compared),
    /// It was a dry run.
    Nothing,
}

/// How what is there differs from what the plan comes to.
#[derive(Debug)]
pub struct Compared {
    /// How the lock is.
    pub lock: LockState,
    /// What subscribers would see change.
    pub differences: Vec<Difference>,
    /// Files of the output folder that would be changed or removed.
    pub stale: Vec<PathBuf>,
}

/// How the lock is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockState {
    /// Just as it would be written.
    Current,
    /// There, with other bytes.
    Stale,
    /// Not there.
    Missing,
}

/// How the lock is, beside the text that would be written.
pub fn lock_state(path: &Path, text: &str) -> LockState {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => LockState::Current,
        Ok(_) => LockState::Stale,
        // It was read before, so it is not there.
        Err(_) => LockState::Missing,
    }
}

/// Why entries would move, as lines for the table of what differs.
pub fn reasons(whys: &BTreeMap<ActivityId, Why>, (plan, sources): (&Plan, &Sources), language: Language) -> Reasons {
    let spoken = Spoken { plan, sources, hunks: &[], language };
    whys.iter().map(|(id, why)| (EntryId::activity(id), spoken.lines(why))).collect()
}

impl Delivery {
    /// What was compared, where it is not what the plan comes to.
    pub fn stale(&self) -> Option<&Compared> {
        match self {
            Delivery::Compared(compared) => Some(compared).filter(|compared| !compared.is_current()),
            Delivery::Written(_) | Delivery::Nothing => None,
        }
    }

    /// In words, behind `files:`.
    pub fn words(&self) -> String {
        match self {
            Delivery::Written(Written { changed, unchanged, removed }) => {
                format!("{changed} written, {unchanged} unchanged, {removed} removed")
            }
            Delivery::Compared(_) => "none, the lock is current".to_owned(),
            Delivery::Nothing => "none, this was a dry run".to_owned(),
        }
    }

    /// What was written, as data; null where nothing was.
    pub fn json(&self) -> Json {
        match self {
            Delivery::Written(Written { changed, unchanged, removed }) => {
                json!({"written": changed, "unchanged": unchanged, "removed": removed})
            }
            Delivery::Compared(_) | Delivery::Nothing => Json::Null,
        }
    }

    /// What was compared, as data.
    pub fn compared_json(&self) -> Option<Json> {
        match self {
            Delivery::Compared(compared) => Some(compared.json()),
            Delivery::Written(_) | Delivery::Nothing => None,
        }
    }
}

impl Compared {
    fn is_current(&self) -> bool {
        self.lock == LockState::Current && self.stale.is_empty()
    }

    /// What differs, in words, and what to do.
    pub fn human(&self, lock: &Path, language: Language, reasons: &Reasons) -> String {
        let mut text = String::new();
        self.tell(lock, language, reasons, &mut text).expect("a String takes what is written");
        text
    }

    fn tell(&self, lock: &Path, language: Language, reasons: &Reasons, text: &mut String) -> std::fmt::Result {
        let name = lock.display();
        match self.lock {
            LockState::Missing => writeln!(text, "error: `{name}` is not there, and the plan has dates to announce")?,
            LockState::Stale if self.differences.is_empty() => {
                writeln!(text, "error: `{name}` says what the plan comes to, but not in the form that is written")?;
            }
            LockState::Stale => {
                writeln!(text, "error: `{name}` is not what the plan comes to")?;
                // Deadlines follow their meetings: they are told where nothing else differs.
                let (first, then): (Vec<_>, Vec<_>) =
                    self.differences.iter().cloned().partition(|difference| difference.id.as_activity().is_some());
                let (told, rest) = if first.is_empty() { (then, 0) } else { (first, then.len()) };
                let told_of = told.len().min(MOST);
                text.push_str(&table(&told[..told_of], reasons, language, Form::Text));
                let more = told.len() - told_of + rest;
                if more > 0 {
                    writeln!(text, "and {more} more, deadlines among them: `--format json` lists all")?;
                }
            }
            LockState::Current => writeln!(text, "error: the lock is current, but not the files that are there")?,
        }
        for path in self.stale.iter().take(MOST) {
            writeln!(text, "stale: {}", path.display())?;
        }
        if self.stale.len() > MOST {
            writeln!(text, "and {} more files: `--format json` lists all", self.stale.len() - MOST)?;
        }
        match self.lock {
            LockState::Missing | LockState::Stale => writeln!(text, "hint: run `aarshjul plan` and commit `{name}`"),
            LockState::Current => writeln!(text, "hint: run `aarshjul plan`, or remove the files: they can be made again"),
        }
    }

    fn json(&self) -> Json {
        let lock = match self.lock {
            LockState::Current => "current",
            LockState::Stale => "stale",
            LockState::Missing => "missing",
        };
        let files: Vec<String> = self.stale.iter().map(|path| path.display().to_string()).collect();
        json!({
            "current": self.is_current(),
            "lock": lock,
            "differences": self.differences.iter().map(row).collect::<Vec<_>>(),
            "stale_files": files,
        })
    }
}
