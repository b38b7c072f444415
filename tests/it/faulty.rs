//! Faulty plans: each gives the codes that it is marked with, at the marked lines; register, documents and plans agree.
//!
//! A line `# another file:` begins a second file of the same plan. Faults of bytes that no text can show are in [`OF_BYTES`], those of
//! what is imported in `imports`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aarshjul::cli::input;
use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::{Form, SourceId, Sources};
use aarshjul::explain::{conflict, timely};
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;

use crate::imports;

/// A code at a line of one of the texts: `error: unknown-name`.
type Mark = (SourceId, usize, String);

/// Files that are no text in UTF-8, each with its code.
pub(crate) const OF_BYTES: [(&str, &[u8]); 5] = [
    ("file-too-large", &[b'#'; Form::Plan.most_bytes() + 1]),
    ("binary-file", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
    ("utf-16", b"\xff\xfey\0e\0a\0r\0s\0:\0 \x002\x000\x002\x007\0\n\0"),
    ("not-utf-8", b"years: 2027\nproduct: r\xe5d\n"),
    ("control-character", b"years: 2027\nproduct: fellesskab\0\n"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn texts(folder: &str, ending: &str) -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// What a plan and the files it names are marked with: `# error: code` or `# warning: code, code` at the end of a line.
fn marks(sources: &Sources) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (id, source) in sources.iter() {
        for (line, text) in (1..).zip(source.text.lines()) {
            for severity in ["error", "warning"] {
                if let Some((_, codes)) = text.split_once(&format!("  # {severity}: ")) {
                    let codes = codes.split("  # ").next().unwrap_or_default();
                    marks.extend(codes.split(", ").map(|code| (id, line, format!("{severity}: {code}"))));
                }
            }
        }
    }
    marks.sort();
    marks
}

/// All that reading and, where there is a plan, solving has to tell.
fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let reading = read(sources);
    let mut diagnostics = reading.diagnostics;
    if let Some(plan) = &reading.plan {
        let announced = Announced { schedule: Schedule::default(), today: None };
        match optimum(&Problem::of(plan, Reach::Window), &announced, Budget { work: 1_000_000 }) {
            // Seen before the dates were announced, and after.
            Outcome::Planned(planned) => {
                let today = TODAY.parse().expect("a date");
                for shown in [&Schedule::default(), &planned.schedule] {
                    diagnostics.extend(timely::warnings(plan, &planned.schedule, shown, today, plan.language));
                }
            }
            Outcome::Infeasible(found) => diagnostics.push(conflict::diagnostic(&found, plan, plan.language)),
            Outcome::Undecided => panic!("a small plan is decided"),
        }
    }
    diagnostics
}

/// The plan of a file of `tests/plans/faulty`, with the files it names.
fn faulty(name: &str) -> Sources {
    let path = root().join(format!("tests/plans/faulty/{name}.yaml"));
    let text = fs::read_to_string(&path).expect("a file that can be read");
    if text.contains(ANOTHER) { in_files(&text) } else { input::read(&[path]).expect("a file that can be read") }
}

/// The day that plans are seen from: before nearly all of their years.
const TODAY: &str = "2025-06-01";

/// What parts the files of a plan that are written in one.
const ANOTHER: &str = "# another file:";

/// The files of a plan that are written in one. A second file keeps its lines where they are, behind blank ones.
fn in_files(text: &str) -> Sources {
    let mut sources = Sources::default();
    let mut lines = 0;
    for (number, file) in text.split(ANOTHER).enumerate() {
        sources.add(format!("plan-{number}.yaml"), format!("{}{file}", "\n".repeat(lines)));
        lines += file.matches('\n').count();
    }
    sources
}

/// The blocks of a document that have a name, saved in a folder: files that its plans name.
fn save_named(document: &str, folder: &Path) {
    for language in ["yaml", "ics"] {
        for block in document.split(&format!("```{language} ")).skip(1) {
            let (name, rest) = block.split_once('\n').expect("a block has lines");
            fs::write(folder.join(name), rest.split("```").next().unwrap_or_default()).expect("a file can be written");
        }
    }
}

/// What is told of a plan that is saved in a folder.
fn told_in(folder: &Path, text: &str) -> Vec<Diagnostic> {
    if text.contains(ANOTHER) {
        return told(in_files(text)).1;
    }
    let path = folder.join("plan.yaml");
    fs::write(&path, text).expect("a file can be written");
    told(input::read(&[path]).expect("a file that can be read")).1
}

fn told(sources: Sources) -> (Sources, Vec<Diagnostic>) {
    let diagnostics = diagnostics(&sources);
    (sources, diagnostics)
}

fn marked(sources: &Sources, diagnostics: &[Diagnostic]) -> Vec<Mark> {
    let severity = |diagnostic: &Diagnostic| match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mark = |diagnostic: &Diagnostic| {
        let span = diagnostic.span().expect("every fault of a plan has a place");
        (span.source, sources.place(span).line, format!("{}: {}", severity(diagnostic), diagnostic.code))
    };
    let mut marks: Vec<Mark> = diagnostics.iter().map(mark).collect();
    marks.sort();
    marks
}

fn codes(diagnostics: &[Diagnostic]) -> BTreeSet<&'static str> {
    diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn a_faulty_plan_gives_just_the_marked_codes_at_the_marked_lines() {
    let mut faults = Vec::new();
    for (name, _) in texts("tests/plans/faulty", "yaml") {
        let (sources, diagnostics) = told(faulty(&name));
        let (told, marked) = (marked(&sources, &diagnostics), marks(&sources));
        if told != marked {
            let (more, less) = (without(&told, &marked), without(&marked, &told));
            faults.push(format!("{name}: told and not marked {more:?}, marked and not told {less:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What of some marks is not among others.
fn without<'m>(marks: &'m [Mark], others: &[Mark]) -> Vec<&'m Mark> {
    let mut others = others.to_vec();
    let mut is_new = |mark: &Mark| others.iter().position(|other| other == mark).map(|found| others.remove(found)).is_none();
    marks.iter().filter(|mark| is_new(mark)).collect()
}

#[test]
fn no_two_codes_are_told_at_one_place() {
    let mut faults = Vec::new();
    for (name, _) in texts("tests/plans/faulty", "yaml") {
        let (sources, diagnostics) = told(faulty(&name));
        for (number, diagnostic) in diagnostics.iter().enumerate() {
            let here = diagnostics[..number].iter().filter(|earlier| earlier.span() == diagnostic.span());
            faults.extend(here.map(|twice| {
                let place = diagnostic.span().map(|span| sources.locate(span));
                format!("{name}: {} and {} at {place:?}", twice.code, diagnostic.code)
            }));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_diagnostic_follows_the_house_style_and_says_what_to_do() {
    for (name, _) in texts("tests/plans/faulty", "yaml") {
        for diagnostic in told(faulty(&name)).1 {
            let lines: Vec<&String> = diagnostic.hints.iter().chain([&diagnostic.message]).collect();
            assert!(!diagnostic.hints.is_empty(), "{name}: {diagnostic:?}");
            for line in lines {
                assert!(!line.ends_with('.') && !line.contains('\n') && !line.starts_with("expected expected"), "{name}: {line}");
                assert!(line.matches('`').count() % 2 == 0, "{name}: {line}");
            }
        }
    }
}

#[test]
fn every_code_has_a_faulty_plan_and_a_document_and_there_are_no_others() {
    let register: BTreeSet<String> = Code::ALL.iter().map(ToString::to_string).collect();
    let documents: BTreeSet<String> =
        texts("docs/diagnostics", "md").into_iter().map(|(name, _)| name).filter(|name| name != "index").collect();
    assert_eq!(documents, register);
    let plans = texts("tests/plans/faulty", "yaml");
    let in_plans = plans.iter().flat_map(|(name, _)| marks(&faulty(name)));
    let mut known: BTreeSet<String> = in_plans.filter_map(|(_, _, mark)| Some(mark.split_once(": ")?.1.to_owned())).collect();
    known.extend(OF_BYTES.iter().map(|(code, _)| (*code).to_owned()));
    known.extend(imports::shown_codes());
    assert_eq!(known, register);
}

#[test]
fn the_example_of_a_document_has_its_fault_alone_and_the_mended_one_has_none() {
    let mut faults = Vec::new();
    for (code, text) in texts("docs/diagnostics", "md").into_iter().filter(|(name, _)| name != "index") {
        assert!(text.starts_with(&format!("# {code}\n")), "{code}");
        for section in ["\n## Why\n", "\n## Example\n", "\n## Mend\n"] {
            assert!(text.contains(section), "{code} has no {section}");
        }
        if OF_BYTES.iter().any(|(of_bytes, _)| *of_bytes == code) {
            continue;
        }
        if let Some(of_import) = imports::faults_of_document(&code, &text) {
            faults.extend(of_import);
            continue;
        }
        let blocks: Vec<&str> = text.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
        let [example, mended] = blocks.as_slice() else { panic!("{code} has an example and a mended one") };
        let folder = tempfile::tempdir().expect("a temporary folder");
        save_named(&text, folder.path());
        let (wrong, right) = (told_in(folder.path(), example), told_in(folder.path(), mended));
        if codes(&wrong) != BTreeSet::from([code.as_str()]) || !right.is_empty() {
            faults.push(format!("{code}: the example has {:?}, the mended one {:?}", codes(&wrong), codes(&right)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn all_faults_of_a_plan_are_printed_in_one_run_and_nothing_is_written() {
    for (name, least) in [("five-faults", 5), ("twenty-faults", 20)] {
        let plan = format!("tests/plans/faulty/{name}.yaml");
        let folder = tempfile::tempdir().unwrap();
        let run = Command::new(env!("CARGO_BIN_EXE_aarshjul"))
            .current_dir(root())
            .args(["plan", &plan, "--color", "never", "-o"])
            .arg(folder.path())
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(1));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(run.stdout.is_empty());
        let text = String::from_utf8(run.stderr).unwrap();
        let mut sources = Sources::default();
        sources.add(&plan, fs::read_to_string(root().join(&plan)).unwrap());
        let diagnostics = diagnostics(&sources);
        assert!(codes(&diagnostics).len() >= least, "{name}: {:?}", codes(&diagnostics));
        // One after the other, in the order of the file.
        let mut rest = text.as_str();
        for diagnostic in diagnostics {
            let place = format!("{}\n", sources.locate(diagnostic.span().unwrap()));
            let (_, after) = rest.split_once(&place).unwrap_or_else(|| panic!("{place} is not in:\n{rest}"));
            rest = after;
        }
        let golden = root().join(format!("tests/golden/{name}.txt"));
        snapbox::assert_data_eq!(text, snapbox::Data::read_from(&golden, None).raw());
    }
}
