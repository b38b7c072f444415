//! Plan files from the disk, and the files that they name.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::source::{Form, SourceId, Sources, Supplied};
use crate::schema::references::{Reference, references};

/// A file that could not be read or written, and why.
#[derive(Debug)]
pub struct Unusable {
    /// The file or folder.
    pub path: PathBuf,
    /// What went wrong.
    pub reason: String,
}

impl Unusable {
    /// Joins a path with what went wrong.
    pub fn new(path: &Path, reason: impl std::fmt::Display) -> Self {
        Unusable { path: path.to_owned(), reason: reason.to_string() }
    }
}

/// Reads files, and the plans of folders in order of their names; then what they name, until nothing new is named.
///
/// A file is read once, however often it is given or named. What is named and cannot be read is noted at the word.
///
/// # Errors
/// The first path given that cannot be read, or a folder without plans.
pub fn read(paths: &[PathBuf]) -> Result<Sources, Unusable> {
    read_edited(paths, &Edits::new())
}

/// Texts that are to stand in files instead of what does, by what the files really are.
pub type Edits = BTreeMap<PathBuf, String>;

/// The same, where some files are read as they are to be.
///
/// # Errors
/// As [`read`].
pub fn read_edited(paths: &[PathBuf], edits: &Edits) -> Result<Sources, Unusable> {
    read_from(&Disk, paths, edits)
}

/// Where plan files are read from: the disk, or what stands for it.
pub trait Shelves {
    /// What a file really is, whatever path leads to it.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be looked at.
    fn identity(&self, path: &Path) -> io::Result<PathBuf>;

    /// Whether it is a folder.
    fn is_folder(&self, path: &Path) -> bool;

    /// The bytes of a file, as many as a plan may have and one more: of an endless one that suffices to tell.
    ///
    /// # Errors
    /// When it cannot be read.
    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The plans of a folder in order of their names.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds no plan.
    fn plans(&self, folder: &Path) -> Result<Vec<PathBuf>, Unusable>;
}

/// The disk.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Shelves for Disk {
    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        bytes_of(path)
    }

    fn plans(&self, folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
        plans_of(folder)
    }
}

/// The same from other shelves than the disk.
///
/// # Errors
/// As [`read`].
pub fn read_from(shelves: &dyn Shelves, paths: &[PathBuf], edits: &Edits) -> Result<Sources, Unusable> {
    let (known, paths_of) = (BTreeMap::new(), BTreeMap::new());
    let mut shelf = Shelf { shelves, sources: Sources::default(), known, edits: edits.clone(), paths: paths_of };
    for file in files_from(shelves, paths)? {
        shelf.put(&file, Form::Plan).map_err(|error| Unusable::new(&file, told(&error)))?;
    }
    for next in 0.. {
        let plan = shelf.sources.plans().nth(next);
        let Some(source) = plan else { break };
        for reference in references(&shelf.sources, source) {
            let supplied = shelf.supply(source, &reference);
            shelf.sources.supply(reference.span, supplied);
        }
    }
    Ok(shelf.sources)
}

/// The texts so far, and which files they are of.
struct Shelf<'s> {
    shelves: &'s dyn Shelves,
    sources: Sources,
    /// Files by what they really are, whatever they are called, so that none is read twice.
    known: BTreeMap<(PathBuf, Form), SourceId>,
    edits: Edits,
    /// The path of each text.
    paths: BTreeMap<SourceId, PathBuf>,
}

impl Shelf<'_> {
    fn put(&mut self, path: &Path, form: Form) -> io::Result<SourceId> {
        let key = (self.shelves.identity(path)?, form);
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        if self.shelves.is_folder(path) {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let edited = self.edits.get(&key.0).map(|text| text.clone().into_bytes());
        let bytes = edited.map_or_else(|| self.shelves.bytes(path), Ok)?;
        // What is wrong with the bytes of a plan is told at their place; a calendar has its place where it is named.
        if form == Form::Calendar && (bytes.len() > form.most_bytes() || std::str::from_utf8(&bytes).is_err()) {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        let id = self.sources.add_bytes(form, shortened(path).display().to_string(), bytes);
        self.known.insert(key, id);
        self.paths.insert(id, path.to_owned());
        Ok(id)
    }

    /// Reads what a word of a text names: a file, or for plans all the plan files of a folder but the text's own.
    fn supply(&mut self, source: SourceId, reference: &Reference) -> Supplied {
        let folder = self.paths[&source].parent().map(Path::to_owned).unwrap_or_default();
        let path = folder.join(&reference.path);
        let files = match reference.form {
            Form::Plan if self.shelves.is_folder(&path) => match self.shelves.plans(&path) {
                Ok(files) => files,
                Err(unusable) => return Supplied::Unusable(unusable.reason),
            },
            Form::Plan | Form::Calendar | Form::Page | Form::Chart | Form::Table => vec![path.clone()],
        };
        let is_folder = files.first() != Some(&path);
        let mut texts = Vec::new();
        for file in files {
            match self.put(&file, reference.form) {
                Ok(id) if is_folder && id == source => {}
                Ok(id) => texts.push(id),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Supplied::Missing,
                Err(error) => return Supplied::Unusable(told(&error)),
            }
        }
        Supplied::Texts(texts)
    }
}

/// Why a file cannot be read.
fn told(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::InvalidData {
        "it is not UTF-8 text".to_owned()
    } else if error.kind() == io::ErrorKind::IsADirectory {
        "it is a folder".to_owned()
    } else {
        error.to_string()
    }
}

/// A path for people: `plans/../shared/x.yaml` is `shared/x.yaml`.
pub fn shortened(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for part in path.components() {
        let is_below = matches!(short.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if is_below => {
                short.pop();
            }
            Component::CurDir => {}
            Component::ParentDir | Component::Normal(_) | Component::RootDir | Component::Prefix(_) => short.push(part),
        }
    }
    short
}

/// The files that are meant: those given, and the plans of folders in order of their names.
///
/// # Errors
/// A folder that cannot be read, or one without plans.
pub fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Unusable> {
    files_from(&Disk, paths)
}

fn files_from(shelves: &dyn Shelves, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Unusable> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if shelves.is_folder(path) { files.extend(shelves.plans(path)?) } else { files.push(path.clone()) }
    }
    Ok(files)
}

fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(Form::Plan.most_bytes() + 1).unwrap_or(u64::MAX);
    fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The plans of a folder in order of their names.
///
/// # Errors
/// When the folder cannot be read, or holds no plan.
pub fn plans_of(folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| Unusable::new(folder, error))?;
    // A link that leads nowhere stays in the list, so that reading tells of it.
    let mut files: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|path| is_plan(path) && !path.is_dir()).collect();
    files.sort();
    if files.is_empty() { Err(Unusable::new(folder, NO_PLAN)) } else { Ok(files) }
}

/// What is said of a folder without plans.
pub const NO_PLAN: &str = "the folder holds no .yaml file";

/// Whether a file of a folder is a plan, by its name.
pub fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}
