//! Writing files: all of a run together ([`transaction`](crate::cli::transaction)), or one in place of another. A file whose bytes
//! are the same is left alone, so its time and its `ETag` stay.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::cli::input::{Edits, Unusable};
use crate::cli::transaction::{Changes, Held};
use crate::render::artifact::Artifact;

/// The list of what a run wrote, by which the next one knows what it may remove.
const LIST: &str = ".aarshjul-files";

/// What writing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Files with new bytes.
    pub changed: usize,
    /// Files that were as they are.
    pub unchanged: usize,
    /// Files of an earlier run that nothing asks for any more.
    pub removed: usize,
}

/// Writes the files of a run below the folder that is held, the lock, and plan files that were edited, which are not counted.
///
/// # Errors
/// The first path that cannot be written; then nothing has taken its place.
pub fn write(
    held: &Held,
    folder: &Path,
    artifacts: &[Artifact],
    (lock, lock_text): (&Path, &str),
    edits: &Edits,
) -> Result<Written, Unusable> {
    let Pending { mut put, same, remove } = Pending::of(folder, artifacts, (lock, lock_text));
    let written = Written { changed: put.len(), unchanged: same, removed: remove.len() };
    put.splice(0..0, edits.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    if put.len() + remove.len() > 0 {
        held.carry_out(&Changes { put, remove })?;
    }
    Ok(written)
}

/// The files that are there and that [`write()`] would change or remove, in order of their paths; a file that is missing is none of
/// them, and neither is the lock.
pub fn stale(folder: &Path, artifacts: &[Artifact], lock: (&Path, &str)) -> Vec<PathBuf> {
    let Pending { put, remove, .. } = Pending::of(folder, artifacts, lock);
    let changed = put.into_iter().map(|(path, _)| path).filter(|path| path != lock.0 && path.is_file());
    let mut stale: Vec<PathBuf> = changed.chain(remove).collect();
    stale.sort_unstable();
    stale
}

/// What a run has to do.
struct Pending {
    /// Files with their new bytes, the lock last.
    put: Vec<(PathBuf, Vec<u8>)>,
    /// How many files are as they are to be.
    same: usize,
    /// Files of an earlier run that nothing asks for any more.
    remove: Vec<PathBuf>,
}

impl Pending {
    fn of(folder: &Path, artifacts: &[Artifact], (lock, lock_text): (&Path, &str)) -> Pending {
        let list = folder.join(LIST);
        let earlier = fs::read_to_string(&list).unwrap_or_default();
        let mut names: Vec<&str> = artifacts.iter().map(|artifact| artifact.path.as_str()).collect();
        names.sort_unstable();
        let listed: String = names.iter().flat_map(|name| [name, "\n"]).collect();
        let files = artifacts.iter().map(|artifact| (folder.join(&artifact.path), artifact.bytes.clone()));
        let (put, same): (Vec<_>, Vec<_>) = files
            .chain([(list, listed.into_bytes()), (lock.to_owned(), lock_text.as_bytes().to_vec())])
            .partition(|(path, new)| !fs::read(path).is_ok_and(|bytes| bytes == *new));
        let stale = earlier.lines().filter(|name| is_inside(name) && names.binary_search(name).is_err());
        let remove: Vec<PathBuf> = stale.map(|name| folder.join(name)).filter(|path| path.is_file()).collect();
        Pending { put, same: same.len(), remove }
    }
}

/// Writes one file in place of another: whole, or not at all. It keeps the permissions of the old one.
///
/// # Errors
/// When the file cannot be written; then the old one is as it was.
pub fn replace(path: &Path, text: &str) -> Result<(), Unusable> {
    // A link stays a link to the file that is written.
    let target = fs::canonicalize(path).map_err(|error| Unusable::new(path, error))?;
    let file = stage(&target, text).map_err(|error| Unusable::new(path, error))?;
    let permissions = fs::metadata(&target).map_err(|error| Unusable::new(path, error))?.permissions();
    fs::set_permissions(file.path(), permissions).map_err(|error| Unusable::new(path, error))?;
    file.persist(&target).map_err(|error| Unusable::new(path, error.error))?;
    Ok(())
}

/// Writes a file that is not there yet.
///
/// # Errors
/// When it cannot be written, or is there.
pub fn create(path: &Path, text: &str) -> Result<(), Unusable> {
    let file = stage(path, text).map_err(|error| Unusable::new(path, error))?;
    file.persist_noclobber(path).map_err(|error| Unusable::new(path, error.error))?;
    Ok(())
}

/// Writes files that can be made again at any time: one after the other, over what is there.
///
/// # Errors
/// The first path that cannot be written; those before it are there.
pub fn plain(files: &[(PathBuf, String)]) -> Result<(), Unusable> {
    for (path, text) in files {
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::write(path, text)).map_err(|error| Unusable::new(path, error))?;
    }
    Ok(())
}

/// Whether a listed name stays below the folder.
fn is_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// Writes the bytes to a file beside the path, through to the disk.
fn stage(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut file = readable(&mut Builder::new()).prefix(".aarshjul-").tempfile_in(parent)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Readable by everyone the user's mask allows: feeds are served by other programs.
#[cfg(unix)]
fn readable<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

/// Elsewhere a new file has its folder's permissions.
#[cfg(not(unix))]
fn readable<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    builder
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Written, write};
    use crate::cli::input::Edits;
    use crate::cli::transaction::Held;
    use crate::render::artifact::Artifact;

    #[test]
    fn a_second_run_writes_nothing_and_a_third_removes_what_is_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let lock = folder.path().join("aarshjul.lock");
        let kept = Artifact::new("feeds/a.ics", "a");
        let both = [kept.clone(), Artifact::new("feeds/b.ics", "b")];
        let stranger = folder.path().join("feeds/mine.ics");
        let held = Held::to_write(folder.path(), &lock).unwrap();
        let write = |artifacts: &[Artifact]| write(&held, folder.path(), artifacts, (&lock, "l"), &Edits::new()).unwrap();
        assert_eq!(write(&both), Written { changed: 4, unchanged: 0, removed: 0 });
        fs::write(&stranger, "not ours").unwrap();
        assert_eq!(write(&both), Written { changed: 0, unchanged: 4, removed: 0 });
        assert_eq!(write(&[kept]), Written { changed: 1, unchanged: 2, removed: 1 });
        assert!(!folder.path().join("feeds/b.ics").exists());
        assert_eq!(fs::read_to_string(&stranger).unwrap(), "not ours");
    }

    #[test]
    fn where_one_file_cannot_be_staged_none_takes_its_place() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("wheel"), "a file where a folder is needed").unwrap();
        let files = [Artifact::new("feeds/a.ics", "a"), Artifact::new("wheel/b.svg", "b")];
        let lock = folder.path().join("aarshjul.lock");
        let held = Held::to_write(folder.path(), &lock).unwrap();
        assert!(write(&held, folder.path(), &files, (&lock, "l"), &Edits::new()).is_err());
        assert!(!folder.path().join("feeds/a.ics").exists() && !lock.exists());
        let left = fs::read_dir(folder.path().join("feeds")).unwrap().count();
        assert_eq!(left, 0, "nothing staged is left behind");
    }
}
