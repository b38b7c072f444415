//! Plan files from the disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::source::Sources;

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

/// Reads files, and the plans of folders in order of their names.
///
/// # Errors
/// The first path that cannot be read, or a folder without plans.
pub fn read(paths: &[PathBuf]) -> Result<Sources, Unusable> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        if path.is_dir() { files.extend(plans_of(path)?) } else { files.push(path.clone()) }
    }
    let mut sources = Sources::default();
    for file in files {
        let bytes = fs::read(&file).map_err(|error| Unusable::new(&file, error))?;
        let text = String::from_utf8(bytes).map_err(|_| Unusable::new(&file, "it is not UTF-8 text"))?;
        sources.add(file.display().to_string(), text.strip_prefix('\u{feff}').unwrap_or(&text));
    }
    Ok(sources)
}

fn plans_of(folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.map_err(|error| Unusable::new(folder, error))?;
    let is_plan = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    let mut files: Vec<PathBuf> =
        entries.into_iter().map(|entry| entry.path()).filter(|path| is_plan(path) && path.is_file()).collect();
    files.sort();
    if files.is_empty() { Err(Unusable::new(folder, "the folder holds no .yaml file")) } else { Ok(files) }
}
