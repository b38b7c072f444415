//! The files of a run in place of the earlier ones: all of them or none, also where the program is killed in between.
//!
//! Every new file is staged beside its place and forced to the disk. Then the *journal*, which names them all, takes its place by
//! one rename, and that decides: what it names is moved into place, now or by the next run that finds it. Without a journal,
//! staged files mean nothing and are removed. (A redo log: J. Gray, "Notes on data base operating systems", 1978.)
//!
//! While a run holds its folder and its lock no other run writes to them; the system lets go of them when a run ends, however it
//! ends.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::panic::resume_unwind;
use std::path::{Component, Path, PathBuf};
use std::thread;

use serde_json::{Value as Json, json};

use crate::cli::exit::Stop;
use crate::cli::input::Unusable;

/// The journal, in the folder that is written to.
const JOURNAL: &str = ".aarshjul-journal";
/// What the name of a staged file ends in, behind a dot and the name of its place: no reader of a folder takes it for one of its
/// files.
const STAGED: &str = ".aarshjul-new";

/// What a run writes to: the folder of its files, and its lock.
#[derive(Debug)]
pub struct Held {
    folder: PathBuf,
    /// Whether the folder was made for the run.
    is_new: bool,
    /// Open while they are held.
    open: Vec<File>,
}

/// What a run changes.
#[derive(Debug, Default)]
pub struct Changes {
    /// Files with their new bytes, the last one last.
    pub put: Vec<(PathBuf, Vec<u8>)>,
    /// Files that go.
    pub remove: Vec<PathBuf>,
}

impl Held {
    /// Holds folder and lock for a run that writes, and finishes what an earlier run was killed in.
    ///
    /// # Errors
    /// When another run holds one of them, or they cannot be made, opened or mended.
    pub fn to_write(folder: &Path, lock: &Path) -> Result<Held, Stop> {
        let is_new = !folder.exists();
        fs::create_dir_all(folder).map_err(|error| Unusable::new(folder, error))?;
        let mut held = Held::take(folder, lock, File::try_lock);
        if let Ok(held) = &mut held {
            held.is_new = is_new;
        } else if is_new {
            drop(fs::remove_dir(folder));
        }
        let held = held?;
        sweep(folder);
        drop(fs::remove_file(staged_path(lock)));
        Ok(held)
    }

    /// Holds folder and lock for a run that reads what was written, and finishes what an earlier run was killed in. What is not
    /// there is not held.
    ///
    /// # Errors
    /// As for a run that writes.
    pub fn to_read(folder: &Path, lock: &Path) -> Result<Held, Stop> {
        Held::take(folder, lock, File::try_lock_shared)
    }

    fn take(folder: &Path, lock: &Path, take: fn(&File) -> Result<(), TryLockError>) -> Result<Held, Stop> {
        let mut held = Held { folder: folder.to_owned(), is_new: false, open: Vec::new() };
        held.hold(folder, take)?;
        held.finish()?;
        held.hold(lock, take)?;
        Ok(held)
    }

    /// Holds a folder or a file, where it is there.
    fn hold(&mut self, path: &Path, take: fn(&File) -> Result<(), TryLockError>) -> Result<(), Stop> {
        let Some(handle) = handle(path).map_err(|error| Unusable::new(path, error))? else { return Ok(()) };
        match take(&handle) {
            Ok(()) => self.open.push(handle),
            Err(TryLockError::WouldBlock) => {
                return Err(Stop(format!(
                    "{}: another run of aarshjul is writing here; try again when it has ended",
                    path.display()
                )));
            }
            // A file system without locks: it is for whoever has it to run one at a time.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(Unusable::new(path, error).into()),
        }
        Ok(())
    }

    /// Carries out changes: all of them, or none where one of them cannot be prepared.
    ///
    /// # Errors
    /// The first path that cannot be written. Where that is told after the journal, the next run carries on.
    pub fn carry_out(&self, changes: &Changes) -> Result<(), Unusable> {
        let staged = self.stage(changes);
        if let Err(unusable) = staged {
            for (path, _) in &changes.put {
                drop(fs::remove_file(staged_path(path)));
            }
            return Err(unusable);
        }
        self.finish()
    }

    fn stage(&self, changes: &Changes) -> Result<(), Unusable> {
        let outcomes = at_once(&changes.put, |(path, bytes)| stage_one(path, bytes));
        outcomes.into_iter().collect::<Result<(), Unusable>>()?;
        let absolute = |path: &PathBuf| {
            let path = std::path::absolute(path).map_err(|error| Unusable::new(path, error))?;
            path.to_str().map(str::to_owned).ok_or_else(|| Unusable::new(&path, "the name is no Unicode text"))
        };
        let put = changes.put.iter().map(|(path, _)| absolute(path)).collect::<Result<Vec<String>, Unusable>>()?;
        let remove = changes.remove.iter().map(absolute).collect::<Result<Vec<String>, Unusable>>()?;
        let journal = self.folder.join(JOURNAL);
        let draft = staged_path(&journal);
        let text = json!({"version": 1, "put": put, "remove": remove}).to_string();
        let written = force(&draft, text.as_bytes()).and_then(|()| fs::rename(&draft, &journal));
        written.and_then(|()| settle(&self.folder)).map_err(|error| Unusable::new(&journal, error))
    }

    /// Does what the journal says, if there is one. What is done already is passed over, so it can be killed as well.
    fn finish(&self) -> Result<(), Unusable> {
        let journal = self.folder.join(JOURNAL);
        let unusable = |error: &dyn std::fmt::Display| Unusable::new(&journal, error);
        let text = match fs::read_to_string(&journal) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unusable(&error)),
        };
        let content: Json = serde_json::from_str(&text).map_err(|error| unusable(&error))?;
        let paths = |key: &str| -> Result<Vec<PathBuf>, Unusable> {
            let listed = content[key].as_array().ok_or_else(|| unusable(&"this is no journal of aarshjul"))?;
            Ok(listed.iter().filter_map(Json::as_str).map(PathBuf::from).collect())
        };
        let mut folders: BTreeSet<PathBuf> = BTreeSet::new();
        for path in paths("put")? {
            match fs::rename(staged_path(&path), &path) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::NotFound && path.is_file() => {}
                Err(error) => return Err(Unusable::new(&path, error)),
            }
            folders.insert(parent(&path).to_owned());
        }
        let below = std::path::absolute(&self.folder).map_err(|error| unusable(&error))?;
        for path in paths("remove")? {
            // A journal that came with somebody's files removes nothing elsewhere.
            let is_below =
                path.strip_prefix(&below).is_ok_and(|rest| rest.components().all(|part| matches!(part, Component::Normal(_))));
            if !is_below {
                return Err(Unusable::new(&path, "the journal of an interrupted run would remove a file outside of its folder"));
            }
            match fs::remove_file(&path) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(Unusable::new(&path, error)),
            }
            folders.insert(parent(&path).to_owned());
        }
        let folders: Vec<PathBuf> = folders.into_iter().collect();
        let settled = at_once(&folders, |folder| settle(folder).map_err(|error| Unusable::new(folder, error)));
        settled.into_iter().collect::<Result<(), Unusable>>()?;
        fs::remove_file(&journal).map_err(|error| unusable(&error))
    }
}

impl Drop for Held {
    /// A folder that was made and not written to goes again: only an empty one can.
    fn drop(&mut self) {
        if self.is_new {
            drop(fs::remove_dir(&self.folder));
        }
    }
}

/// Removes what a run that was killed has staged and nothing names. What cannot be read or removed does no harm.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep(&path);
        } else if entry.file_name().to_string_lossy().ends_with(STAGED) {
            drop(fs::remove_file(&path));
        }
    }
}

/// Writes new bytes beside the file whose place they are to take.
fn stage_one(path: &Path, bytes: &[u8]) -> Result<(), Unusable> {
    let unusable = |error: io::Error| Unusable::new(path, error);
    fs::create_dir_all(parent(path)).map_err(unusable)?;
    if path.is_dir() {
        return Err(Unusable::new(path, "there is a folder of that name"));
    }
    let staged = staged_path(path);
    // What a run that was killed has left is no file of ours to write through.
    drop(fs::remove_file(&staged));
    force(&staged, bytes).map_err(unusable)?;
    if let Ok(old) = fs::metadata(path) {
        fs::set_permissions(&staged, old.permissions()).map_err(unusable)?;
    }
    Ok(())
}

/// Does the same with each of some things, many at once, and tells what came of them in their order. Forcing files to the disk is
/// waiting, and a disk takes many of them in the time of one.
fn at_once<T: Sync, R: Send>(things: &[T], act: impl Fn(&T) -> R + Sync) -> Vec<R> {
    const WAITING: usize = 32;
    let share = things.len().div_ceil(WAITING).max(1);
    thread::scope(|scope| {
        let act = &act;
        let threads: Vec<_> =
            things.chunks(share).map(|chunk| scope.spawn(move || chunk.iter().map(act).collect::<Vec<R>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// The folder of a path; the current one where it names none.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where the new bytes of a file are staged.
fn staged_path(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(STAGED);
    path.with_file_name(name)
}

/// Writes a new file, through to the disk.
fn force(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What a folder or file is held by; none where it is not there.
#[cfg(unix)]
fn handle(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A folder cannot be opened here, so a file in it is; and a file that is held could not be replaced.
#[cfg(not(unix))]
fn handle(path: &Path) -> io::Result<Option<File>> {
    if !path.is_dir() {
        return Ok(None);
    }
    File::options().create(true).truncate(false).write(true).open(path.join(".aarshjul-held")).map(Some)
}

/// Forces the names of a folder to the disk.
#[cfg(unix)]
fn settle(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Nothing more can be forced here.
#[cfg(not(unix))]
fn settle(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Changes, Held, JOURNAL, staged_path};

    fn changes(folder: &std::path::Path, text: &str) -> Changes {
        let put = ["feeds/a.ics", "feeds/b.ics", "lock"].map(|name| (folder.join(name), format!("{name} {text}").into_bytes()));
        Changes { put: put.into(), remove: vec![folder.join("feeds/old.ics")] }
    }

    #[test]
    fn what_the_journal_names_is_finished_by_the_next_run_and_what_it_does_not_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let lock = folder.join("lock");
        fs::create_dir(folder.join("feeds")).unwrap();
        fs::write(folder.join("feeds/old.ics"), "old").unwrap();

        // Killed before the journal: nothing has happened.
        let held = Held::to_write(folder, &lock).unwrap();
        held.stage(&changes(folder, "1")).unwrap();
        fs::remove_file(folder.join(JOURNAL)).unwrap();
        drop(held);
        let held = Held::to_write(folder, &lock).unwrap();
        assert!(!lock.exists() && !folder.join("feeds/a.ics").exists() && folder.join("feeds/old.ics").exists());

        // Killed after it, with one file in place already: all happens.
        held.stage(&changes(folder, "2")).unwrap();
        fs::rename(staged_path(&folder.join("feeds/a.ics")), folder.join("feeds/a.ics")).unwrap();
        drop(held);
        drop(Held::to_read(folder, &lock).unwrap());
        for name in ["feeds/a.ics", "feeds/b.ics", "lock"] {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), format!("{name} 2"));
        }
        assert!(!folder.join("feeds/old.ics").exists() && !folder.join(JOURNAL).exists());
    }

    #[test]
    fn two_runs_do_not_hold_the_same_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (out, lock) = (folder.path().join("out"), folder.path().join("lock"));
        fs::write(&lock, "").unwrap();
        let held = Held::to_write(&out, &lock).unwrap();
        let refused = Held::to_write(&out, &lock).unwrap_err();
        assert!(refused.0.contains("another run of aarshjul"), "{}", refused.0);
        let beside = Held::to_write(&folder.path().join("beside"), &lock).unwrap_err();
        assert!(beside.0.contains("another run"), "they would share the lock: {}", beside.0);
        assert!(!folder.path().join("beside").exists());
        // Locks that lie beside each other are no matter: jobs have theirs in one folder.
        Held::to_write(&folder.path().join("beside"), &folder.path().join("other.lock")).unwrap();
        drop(held);
        Held::to_write(&out, &lock).unwrap();
    }

    #[test]
    fn a_journal_of_files_that_are_gone_is_told_and_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let gone: PathBuf = folder.path().join("gone.ics");
        fs::write(folder.path().join(JOURNAL), serde_json::json!({"put": [gone], "remove": []}).to_string()).unwrap();
        let refused = Held::to_write(folder.path(), &folder.path().join("lock")).unwrap_err();
        assert!(refused.0.contains("gone.ics"), "{}", refused.0);
    }

    #[test]
    fn a_journal_removes_nothing_outside_of_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (out, kept) = (folder.path().join("out"), folder.path().join("kept"));
        fs::create_dir(&out).unwrap();
        fs::write(&kept, "mine").unwrap();
        for outside in [kept.clone(), out.join("../kept")] {
            fs::write(out.join(JOURNAL), serde_json::json!({"put": [], "remove": [outside]}).to_string()).unwrap();
            let refused = Held::to_write(&out, &folder.path().join("lock")).unwrap_err();
            assert!(refused.0.contains("outside of its folder"), "{}", refused.0);
            assert!(kept.exists());
        }
    }
}
