//! The files that are imported: those that were given, those of folders by their endings, and standard input.

use std::fs;
use std::io::{self, Read, stdin};
use std::path::{Path, PathBuf};

use crate::cli::exit::Stop;
use crate::cli::input::{Unusable, shortened};

/// A file that is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Its path; `-` is standard input.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Whether it was named itself, and not found in a folder.
    pub is_named: bool,
}

impl ImportFile {
    /// The path for people.
    pub fn name(&self) -> String {
        shortened(&self.path).display().to_string()
    }

    /// The name without folder and ending; empty for standard input.
    pub fn stem(&self) -> String {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        if stem == "-" { String::new() } else { stem.into_owned() }
    }

    /// The ending in lower case, without a dot.
    pub fn ending(&self) -> String {
        self.path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
    }
}

/// The files that are meant, in the order they were given; those of folders, and of folders in them, in order of their paths. Each is
/// read no further than one byte past `most`.
///
/// # Errors
/// What cannot be read, or a folder without a file of these endings.
pub fn import_files(paths: &[PathBuf], endings: &[&str], most: usize) -> Result<Vec<ImportFile>, Stop> {
    let most = u64::try_from(most + 1).unwrap_or(u64::MAX);
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            let mut bytes = Vec::new();
            stdin().take(most).read_to_end(&mut bytes)?;
            files.push(ImportFile { path: path.clone(), bytes, is_named: true });
        } else if path.is_dir() {
            let mut found = Vec::new();
            walk(path, endings, &mut found).map_err(|error| Unusable::new(path, error))?;
            found.sort();
            if found.is_empty() {
                return Err(Unusable::new(path, format!("the folder holds no .{} file", endings.join(" or ."))).into());
            }
            for path in found {
                files.push(ImportFile { bytes: read(&path, most)?, path, is_named: false });
            }
        } else {
            files.push(ImportFile { bytes: read(path, most)?, path: path.clone(), is_named: true });
        }
    }
    Ok(files)
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, Unusable> {
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| Unusable::new(path, error))?;
    Ok(bytes)
}

/// Gathers the files below a folder. Hidden ones are left out, and links to folders are not followed: they may lead back.
fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        let path = entry.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if entry.file_type()?.is_dir() {
            walk(&path, endings, found)?;
        } else if ending.is_some_and(|ending| endings.contains(&ending.as_str())) {
            found.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::import_files;

    #[test]
    fn a_folder_gives_its_files_and_those_below_in_order_and_leaves_out_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.MD", "a.mmd", "c.txt", "sub/d.md", ".git/e.md"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let given = [folder.path().join("c.txt"), folder.path().to_owned()];
        let files = import_files(&given, &["md", "mmd"], 3).unwrap();
        let names: Vec<String> =
            files.iter().map(|file| file.path.strip_prefix(folder.path()).unwrap().display().to_string()).collect();
        assert_eq!(names, ["c.txt", "a.mmd", "b.MD", "sub/d.md"]);
        assert!(files[0].is_named && !files[1].is_named && files.iter().all(|file| file.bytes.len() == 4));
        assert_eq!((files[2].ending(), files[3].stem()), ("md".to_owned(), "d".to_owned()));
        let none = import_files(&[folder.path().join(".git")], &["ics"], 3).unwrap_err();
        assert!(none.0.ends_with("the folder holds no .ics file"), "{}", none.0);
    }
}
