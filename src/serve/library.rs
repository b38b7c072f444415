//! The files of the folder, kept in memory. Each request looks at the file's entry on the disk and nothing more; the file is read
//! again when that has changed. Knows no request.
//!
//! A reader gets one whole state of a file. Files that are exchanged by renaming, as this program writes them, are whole by
//! themselves; one that is written in place is read again until it held still while it was read.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use crate::serve::document::{Body, Document};
use crate::serve::media::Media;

/// The largest file that is served, in bytes.
const LARGEST: u64 = 64 << 20;

/// How much is kept, in bytes. Beyond it all is forgotten, and what is asked for is read anew.
const MOST_KEPT: usize = 256 << 20;

/// How often a file is read anew that changes while it is read.
const ATTEMPTS: usize = 20;

/// Two changes of a file within this time can have the same time on the disk, so a file that has just changed is read each time.
const YOUNG: Duration = Duration::from_secs(2);

/// The files of a folder, kept in memory.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    clock: fn() -> SystemTime,
    kept: RwLock<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    files: BTreeMap<String, Arc<Shelved>>,
    weight: usize,
}

/// A file as it was read.
#[derive(Debug)]
struct Shelved {
    path: PathBuf,
    entry: Entry,
    is_settled: bool,
    document: Arc<Document>,
}

/// What tells two states of a file apart.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    modified: Option<SystemTime>,
    length: u64,
    /// Device, file and the time its entry changed, where the system tells.
    identity: Option<(u64, u64, i64, i64)>,
}

impl Entry {
    fn of(metadata: &Metadata) -> Entry {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            Some((metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec()))
        };
        #[cfg(not(unix))]
        let identity = None;
        Entry { modified: metadata.modified().ok(), length: metadata.len(), identity }
    }
}

/// Why there is no document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// There is no such file, or it may not be seen.
    Absent,
    /// It is a folder.
    Folder,
    /// It could not be read whole.
    Unreadable,
}

impl Library {
    /// The files of a folder; none is read yet.
    pub fn new(folder: PathBuf, clock: fn() -> SystemTime) -> Library {
        Library { folder, clock, kept: RwLock::default() }
    }

    /// A file that is kept and has not changed.
    pub fn at_hand(&self, path: &str) -> Option<Arc<Document>> {
        let shelved = self.shelved(path)?;
        let metadata = fs::metadata(&shelved.path).ok()?;
        (shelved.is_settled && Entry::of(&metadata) == shelved.entry).then(|| Arc::clone(&shelved.document))
    }

    /// A file, from the disk. `path` has been checked: its parts are names.
    ///
    /// # Errors
    /// When there is none to be seen.
    pub fn fetch(&self, path: &str) -> Result<Arc<Document>, Missing> {
        if let Some(document) = self.at_hand(path) {
            return Ok(document);
        }
        let before = self.shelved(path);
        let read = self.read(path, before.as_deref());
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(gone) = kept.files.remove(path) {
            kept.weight -= gone.document.body.weight();
        }
        let shelved = Arc::new(read?);
        let document = Arc::clone(&shelved.document);
        if kept.weight + document.body.weight() > MOST_KEPT {
            *kept = Kept::default();
        }
        kept.weight += document.body.weight();
        kept.files.insert(path.to_owned(), shelved);
        Ok(document)
    }

    fn shelved(&self, path: &str) -> Option<Arc<Shelved>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).files.get(path).cloned()
    }

    fn read(&self, path: &str, before: Option<&Shelved>) -> Result<Shelved, Missing> {
        for _ in 0..ATTEMPTS {
            // A link may lead about within the folder, and not out of it or to what is hidden.
            let root = fs::canonicalize(&self.folder).map_err(|_| Missing::Absent)?;
            let place = fs::canonicalize(self.folder.join(path)).map_err(|_| Missing::Absent)?;
            if !is_seen(place.strip_prefix(&root).map_err(|_| Missing::Absent)?) {
                return Err(Missing::Absent);
            }
            let metadata = fs::metadata(&place).map_err(|_| Missing::Absent)?;
            if metadata.is_dir() {
                return Err(Missing::Folder);
            }
            // To open a pipe would wait for its writer.
            if !metadata.is_file() {
                return Err(Missing::Absent);
            }
            if let Some((entry, bytes)) = whole(&place)? {
                return Ok(self.shelve(path, entry, bytes, before));
            }
        }
        Err(Missing::Unreadable)
    }

    fn shelve(&self, path: &str, entry: Entry, bytes: Vec<u8>, before: Option<&Shelved>) -> Shelved {
        let media = Media::of(path);
        let now = (self.clock)();
        let modified = entry.modified.unwrap_or(now);
        let is_settled = now.duration_since(modified).map_or(true, |age| age > YOUNG);
        let same = before.map(|before| &before.document.body).filter(|body| *body.plain().bytes == *bytes);
        let body = same.map_or_else(|| Arc::new(Body::new(media, bytes)), Arc::clone);
        // RFC 9110, 8.8.2.1: a time to come is not sent.
        let document = Arc::new(Document::new(media, modified.min(now), body));
        Shelved { path: self.folder.join(path), entry, is_settled, document }
    }
}

fn is_seen(below: &Path) -> bool {
    below.components().all(|part| matches!(part, Component::Normal(name) if !name.as_encoded_bytes().starts_with(b".")))
}

/// A file's bytes and the entry they belong to; nothing where it changed meanwhile.
fn whole(place: &Path) -> Result<Option<(Entry, Vec<u8>)>, Missing> {
    let mut file = File::open(place).map_err(|_| Missing::Absent)?;
    let entry = Entry::of(&file.metadata().map_err(|_| Missing::Unreadable)?);
    if entry.length > LARGEST {
        return Err(Missing::Unreadable);
    }
    let mut bytes = Vec::new();
    file.by_ref().take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| Missing::Unreadable)?;
    let after = Entry::of(&file.metadata().map_err(|_| Missing::Unreadable)?);
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    // An entry whose link count changes as the file is replaced has another time of change: then it is read once more.
    Ok((entry == after && length == entry.length).then_some((entry, bytes)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};

    use super::{Library, Missing};

    /// A clock that says of every file that it is old.
    fn late() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 33)
    }

    #[test]
    fn a_file_is_kept_until_it_changes_and_is_gone_when_it_is_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().to_owned(), late);
        let file = folder.path().join("a.ics");
        assert_eq!(library.fetch("a.ics").unwrap_err(), Missing::Absent);
        fs::write(&file, "one").unwrap();
        let first = library.fetch("a.ics").unwrap();
        assert!(Arc::ptr_eq(&first, &library.at_hand("a.ics").unwrap()));
        fs::write(folder.path().join("b"), "two").unwrap();
        fs::rename(folder.path().join("b"), &file).unwrap();
        assert!(library.at_hand("a.ics").is_none());
        assert_eq!(*library.fetch("a.ics").unwrap().body.plain().bytes, *b"two");
        fs::remove_file(&file).unwrap();
        assert!(library.at_hand("a.ics").is_none());
        assert_eq!(library.fetch("a.ics").unwrap_err(), Missing::Absent);
        assert_eq!(library.kept.read().unwrap().weight, 0);
    }

    #[test]
    fn a_file_that_has_just_changed_is_looked_into_each_time_and_its_bytes_are_shared() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().to_owned(), SystemTime::now);
        let file = folder.path().join("a.ics");
        fs::write(&file, "one").unwrap();
        let first = library.fetch("a.ics").unwrap();
        assert!(library.at_hand("a.ics").is_none());
        let second = library.fetch("a.ics").unwrap();
        assert!(Arc::ptr_eq(&first.body, &second.body) && !Arc::ptr_eq(&first, &second));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_may_lead_about_within_the_folder_and_nowhere_else() {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret"), "x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.ics"), "one").unwrap();
        fs::create_dir(at(".git")).unwrap();
        fs::write(at(".git/config"), "x").unwrap();
        symlink("a.ics", at("within.ics")).unwrap();
        symlink(outside.path().join("secret"), at("out.ics")).unwrap();
        symlink(outside.path(), at("folder")).unwrap();
        symlink(".git", at("git")).unwrap();
        symlink("loop", at("loop")).unwrap();
        let library = Library::new(folder.path().to_owned(), late);
        assert!(library.fetch("within.ics").is_ok());
        for path in ["out.ics", "folder/secret", "folder", "git/config", "loop", "a.ics/x"] {
            assert_eq!(library.fetch(path).unwrap_err(), Missing::Absent, "{path}");
        }
        // A file that was kept and becomes a link out of the folder is not sent any more.
        assert!(library.fetch("a.ics").is_ok());
        fs::remove_file(at("a.ics")).unwrap();
        symlink(outside.path().join("secret"), at("a.ics")).unwrap();
        assert!(library.at_hand("a.ics").is_none());
        assert_eq!(library.fetch("a.ics").unwrap_err(), Missing::Absent);
    }
}
