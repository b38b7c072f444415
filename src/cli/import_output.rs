//! Writing imported plans: to standard output, to a file, or to a folder with a file for each. Nothing is written that would not be a
//! plan together with the neighbours it joins. Without `--force` no file is written over.

use std::path::{Path, PathBuf};

use crate::cli::exit::Stop;
use crate::cli::import_arguments::ImportOutput;
use crate::cli::import_place::{Belongs, Neighbours, PLANS, Place, folder};
use crate::cli::output::Terminal;
use crate::cli::{input, report, write};
use crate::diagnostic::report::{Diagnostic, Severity};
use crate::diagnostic::source::Sources;
use crate::import::draft::{Draft, Shared};
use crate::import::key::Keys;
use crate::schema::format::format;
use crate::schema::reading::read;

/// A plan file with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// Where it goes; `-` is standard output.
    pub path: PathBuf,
    /// What it says.
    pub text: String,
    /// What it holds, for people.
    pub contents: String,
}

/// The plan files that drafts come to, and what is wrong with the plan they would be.
#[derive(Debug)]
pub struct Composed {
    /// The files, in order of the drafts; one of what they share first.
    pub files: Vec<PlanFile>,
    /// Whether other files are part of the plan.
    pub has_neighbours: bool,
    /// The faults of the plan; empty where it is valid.
    pub errors: Vec<Diagnostic>,
    /// The texts that the faults are in.
    pub sources: Sources,
}

/// Makes plan files of drafts and reads them together with what lies beside them. Nothing is written.
///
/// # Errors
/// When a neighbour cannot be read, a file is there that may not be written over, or there are several products for one file.
pub fn compose(drafts: &[Draft], output: &ImportOutput) -> Result<Composed, Stop> {
    if drafts.is_empty() {
        return Ok(Composed { files: Vec::new(), has_neighbours: false, errors: Vec::new(), sources: Sources::default() });
    }
    let place = Place::of(&output.output);
    if drafts.len() > 1 && place != Place::Folder {
        return Err(Stop("a plan file is of one product: let -o name a folder".to_owned()));
    }
    let mut names = Keys::default();
    let mut paths = |key: &str| match place {
        Place::Output | Place::File => output.output.clone(),
        Place::Folder => output.output.join(format!("{}.yaml", names.unique(key, "plan"))),
    };
    let shared = Shared::of_all(drafts).filter(|_| place == Place::Folder);
    let shared_path = shared.as_ref().map(|shared| paths(shared.file_name()));
    let targets: Vec<PathBuf> = drafts.iter().map(|draft| paths(&draft.product)).collect();
    let is_of_product = drafts.iter().all(|draft| !draft.title.is_empty());
    let belongs = if is_of_product { Belongs::ToProduct } else { Belongs::ToPlan };
    let Neighbours { mut sources, mut surroundings } = Neighbours::of(&output.output, &targets, belongs)?;
    let has_neighbours = sources.iter().next().is_some();
    let mut files = Vec::new();
    if let (Some(shared), Some(path), false) = (shared, shared_path, has_neighbours) {
        shared.add_to(&mut surroundings);
        files.push(PlanFile { path, text: formatted(shared.text()), contents: "what all share".to_owned() });
    }
    for (draft, path) in drafts.iter().zip(targets) {
        files.push(PlanFile { path, text: formatted(draft.text(&surroundings)), contents: draft.contents.clone() });
        draft.shared.add_to(&mut surroundings);
    }
    if place != Place::Output && !output.force && !output.lint_only {
        refuse_what_is_there(&files)?;
    }
    for file in &files {
        sources.add(input::shortened(&file.path).display().to_string(), file.text.as_str());
    }
    let reading = read(&sources);
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    let errors = reading.diagnostics.into_iter().filter(is_error).collect();
    Ok(Composed { files, has_neighbours, errors, sources })
}

/// Writes composed files and tells each in a line, and what is next; beside the answer where the plan is the answer. Where the
/// plan would be at fault, that is told and nothing is written.
///
/// Tells whether it was written.
///
/// # Errors
/// When a file cannot be written.
pub fn deliver(composed: &Composed, output: &ImportOutput, terminal: Terminal) -> Result<bool, Stop> {
    if !composed.errors.is_empty() {
        terminal.tell("nothing was written: the plan would be at fault\n\n");
        report::tell(&composed.errors, &composed.sources, terminal);
        return Ok(false);
    }
    let place = Place::of(&output.output);
    for file in &composed.files {
        match place {
            Place::Output => {
                terminal.answer(&file.text)?;
                terminal.tell(&format!("{}\nnext: save it as a file, and run aarshjul check FILE\n", file.contents));
            }
            Place::File | Place::Folder => {
                put(file)?;
                terminal.answer(&format!("wrote {}: {}\n", file.path.display(), file.contents))?;
            }
        }
    }
    if place != Place::Output && !composed.files.is_empty() {
        terminal.answer(&format!("next: aarshjul check{}\n", checked(composed, &output.output)))?;
    }
    Ok(true)
}

/// Writes the files without a word.
///
/// # Errors
/// When one of them cannot be written.
pub fn put_all(composed: &Composed, output: &ImportOutput) -> Result<(), Stop> {
    match Place::of(&output.output) {
        Place::Output => Ok(()),
        Place::File | Place::Folder => composed.files.iter().try_for_each(put),
    }
}

fn put(file: &PlanFile) -> Result<(), Stop> {
    if file.path.exists() {
        write::replace(&file.path, &file.text)?;
    } else {
        write::create(&file.path, &file.text)?;
    }
    Ok(())
}

/// What `check` is to be told, so that it reads the whole plan.
fn checked(composed: &Composed, output: &Path) -> String {
    let whole = folder(output).filter(|_| composed.has_neighbours).unwrap_or(output);
    if whole == Path::new(PLANS) { String::new() } else { format!(" {}", whole.display()) }
}

fn refuse_what_is_there(files: &[PlanFile]) -> Result<(), Stop> {
    match files.iter().find(|file| file.path.exists()) {
        Some(file) => {
            let place = file.path.display();
            Err(Stop(format!("{place} is there already; nothing was written (`--force` writes over it)")))
        }
        None => Ok(()),
    }
}

/// The text in the form of plan files. One that is too large for a plan stays as it is: reading it tells that.
fn formatted(text: String) -> String {
    format(&text).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{compose, put_all};
    use crate::cli::arguments::Format;
    use crate::cli::import_arguments::ImportOutput;
    use crate::import::draft::{Draft, Shared};
    use crate::import::plan_text::{Entry, Value};
    use crate::plan::language::Language;

    fn output(path: &Path) -> ImportOutput {
        ImportOutput { output: path.to_owned(), force: false, lint_only: false, deny: None, format: Format::Human }
    }

    fn draft(product: &str, year: i32) -> Draft {
        let fields = vec![Entry::word("on", &format!("{year}-03-01")), Entry::word("critical", "yes")];
        let milestones = Value::Lines(vec![Entry::new("udpeget", Value::Map(fields))]);
        let track = Value::Lines(vec![Entry::text("title", "Milepæle"), Entry::new("milestones", milestones)]);
        let tracks = Value::Lines(vec![Entry::new("tracks", Value::Lines(vec![Entry::new("milepæle", track)]))]);
        Draft {
            product: product.to_owned(),
            title: product.to_owned(),
            heading: String::new(),
            entries: vec![Entry::text("calendar", "dk"), Entry::new("roadmap", tracks)],
            shared: Shared {
                years: (year, year),
                language: Language::Danish,
                calendars: vec![Entry::new("dk", Value::Map(vec![Entry::text("country", "dk")]))],
                people: Vec::new(),
            },
            contents: "1 milestone".to_owned(),
        }
    }

    fn names(files: &[super::PlanFile]) -> Vec<String> {
        files.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_folder_gets_a_shared_file_once_and_then_only_what_is_new() {
        let folder = tempfile::tempdir().unwrap();
        let plans = output(&folder.path().join("plans"));
        let first = compose(&[draft("beta", 2027), draft("alfa", 2029)], &plans).unwrap();
        assert_eq!(names(&first.files), ["faelles.yaml", "beta.yaml", "alfa.yaml"]);
        assert!(first.files[0].text.contains("years: 2027..2029") && !first.files[1].text.contains("years"));
        assert_eq!(first.errors, []);
        put_all(&first, &plans).unwrap();
        let second = compose(&[draft("gamma", 2028)], &plans).unwrap();
        assert_eq!((names(&second.files), second.errors.len()), (vec!["gamma.yaml".to_owned()], 0));
        let refused = compose(&[draft("beta", 2028)], &plans).unwrap_err();
        assert!(refused.0.contains("is there already"), "{}", refused.0);
        let forced = compose(&[draft("beta", 2028)], &ImportOutput { force: true, ..plans }).unwrap();
        assert_eq!(forced.errors, [], "the file that is written over is no neighbour");
    }

    #[test]
    fn a_file_beside_plans_of_their_own_is_one_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let first = output(&folder.path().join("alfa.yaml"));
        put_all(&compose(&[draft("alfa", 2026)], &first).unwrap(), &first).unwrap();
        let second = compose(&[draft("beta", 2027)], &output(&folder.path().join("beta.yaml"))).unwrap();
        assert!(second.files[0].text.contains("years: 2027") && !second.has_neighbours, "{}", second.files[0].text);
        assert_eq!(second.errors, []);
    }

    #[test]
    fn a_file_beside_a_plan_is_read_with_it_and_a_fault_is_told_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("beta.yaml");
        let alone = compose(&[draft("beta", 2027)], &output(&path)).unwrap();
        assert!(alone.files[0].text.starts_with("years: 2027\n") && alone.errors.is_empty(), "{:?}", alone.errors);
        fs::write(folder.path().join("other.yaml"), "years: 2027\ncalendars: {dk: {country: dk}}\npeople: 7\n").unwrap();
        let beside = compose(&[draft("beta", 2027)], &output(&path)).unwrap();
        assert!(beside.files[0].text.starts_with("product: beta\n") && !beside.errors.is_empty());
        let several = compose(&[draft("a", 2027), draft("b", 2027)], &output(&PathBuf::from("-"))).unwrap_err();
        assert!(several.0.contains("of one product"), "{}", several.0);
        let none = compose(&[], &output(&path)).unwrap();
        assert!(none.files.is_empty() && none.errors.is_empty(), "what lies beside is at fault, and nothing joins it");
    }
}
