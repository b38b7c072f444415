//! Plan files as they were, and as they would be: those of a revision of git, of another folder, and texts in memory.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::input::{Disk, NO_PLAN, Shelves, Unusable, is_plan, shortened};
use crate::diagnostic::source::Sources;
use crate::explain::hunk::Texts;

/// The files of a revision of git. Paths are those of this folder.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Its name.
    pub name: String,
}

impl Revision {
    fn git(&self, verb: &str, options: &[&str], path: &Path) -> io::Result<Vec<u8>> {
        let here = env::current_dir()?;
        let path = path.strip_prefix(here).unwrap_or(path);
        let path = path.to_str().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        // `./` and `../` are seen from this folder; a path without is seen from the top of the repository.
        let dot = if path.starts_with("..") { "" } else { "./" };
        let output = Command::new("git").arg(verb).args(options).arg(format!("{}:{dot}{path}", self.name)).output()?;
        if output.status.success() { Ok(output.stdout) } else { Err(io::Error::from(io::ErrorKind::NotFound)) }
    }
}

impl Shelves for Revision {
    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        let path = shortened(path);
        self.git("cat-file", &["-e"], &path)?;
        Ok(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.git("cat-file", &["-t"], &shortened(path)).is_ok_and(|kind| kind.trim_ascii() == b"tree")
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.git("cat-file", &["blob"], &shortened(path))
    }

    fn plans(&self, folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
        let listed = self.git("ls-tree", &["-z", "--name-only"], &shortened(folder));
        let listed = listed.map_err(|error| Unusable::new(folder, error))?;
        let names = listed.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
        let files = names.filter(|name| is_plan(Path::new(name))).map(|name| folder.join(name));
        some(folder, files.filter(|file| !self.is_folder(file)).collect())
    }
}

/// The disk, where one folder stands for another.
#[derive(Debug, Clone)]
pub struct Instead {
    /// The folder that is named.
    pub of: PathBuf,
    /// The folder that is read.
    pub read: PathBuf,
}

impl Instead {
    fn on_disk(&self, path: &Path) -> PathBuf {
        shortened(path).strip_prefix(&self.of).map_or_else(|_| path.to_owned(), |rest| self.read.join(rest))
    }
}

impl Shelves for Instead {
    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.identity(&self.on_disk(path))
    }

    fn is_folder(&self, path: &Path) -> bool {
        Disk.is_folder(&self.on_disk(path))
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.bytes(&self.on_disk(path))
    }

    fn plans(&self, folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
        let read = self.on_disk(folder);
        let named = |file: PathBuf| file.strip_prefix(&read).map_or_else(|_| file.clone(), |rest| folder.join(rest));
        Ok(Disk.plans(&read)?.into_iter().map(named).collect())
    }
}

/// Texts in memory: of a file that has none, there is none.
#[derive(Debug, Clone)]
pub struct InMemory<'t> {
    /// The texts by path, without `.` and `..`.
    pub texts: &'t Texts,
}

impl Shelves for InMemory<'_> {
    fn identity(&self, path: &Path) -> io::Result<PathBuf> {
        let path = shortened(path);
        if self.texts.contains_key(&path) || self.is_folder(&path) {
            Ok(path)
        } else {
            Err(io::Error::from(io::ErrorKind::NotFound))
        }
    }

    fn is_folder(&self, path: &Path) -> bool {
        let path = shortened(path);
        self.texts.keys().any(|file| *file != path && file.starts_with(&path))
    }

    fn bytes(&self, path: &Path) -> io::Result<Vec<u8>> {
        let text = self.texts.get(&shortened(path)).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(text.clone().into_bytes())
    }

    fn plans(&self, folder: &Path) -> Result<Vec<PathBuf>, Unusable> {
        let path = shortened(folder);
        let files = self.texts.keys().filter(|file| file.parent() == Some(&path) && is_plan(file));
        some(folder, files.map(|file| folder.join(file.strip_prefix(&path).unwrap_or(file))).collect())
    }
}

fn some(folder: &Path, mut files: Vec<PathBuf>) -> Result<Vec<PathBuf>, Unusable> {
    files.sort();
    if files.is_empty() { Err(Unusable::new(folder, NO_PLAN)) } else { Ok(files) }
}

/// The texts that were read, by their names.
pub fn texts(sources: &Sources) -> Texts {
    sources.iter().map(|(_, source)| (PathBuf::from(&source.name), source.text.clone())).collect()
}
