//! Faulty inputs of `import`: what is told of each file of `tests/imports/faulty` is what stands beside it in `NAME.expected`, and the
//! documents of these codes show a faulty input and a mended one.
//!
//! The ending says what a file is. With `UPDATE=1` in the environment the expected texts are written anew instead of compared.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aarshjul::calendar::holidays::Country;
use aarshjul::calendar::horizon::Horizon;
use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::{Form, SourceId, Sources};
use aarshjul::import::charts::{ChartFile, Page, Wanted};
use aarshjul::import::encoding::{self, Encoding};
use aarshjul::import::ics;
use aarshjul::import::lints::lints::lints;
use aarshjul::import::mermaid::reading::{PageForm, charts};
use aarshjul::import::roadmap::roadmap::roadmap;
use aarshjul::import::table;
use aarshjul::import::windows::windows::windows;
use aarshjul::plan::language::Language;

use crate::beside::beside;

/// The day on which charts are looked at.
const TODAY: &str = "2026-11-21";

/// What can be imported, by the endings of files and the languages of blocks in documents.
const ENDINGS: [&str; 4] = ["mmd", "md", "ics", "csv"];

/// The language of a block in a document, and the ending of the file it stands for.
const LANGUAGES: [(&str, &str); 4] = [("mermaid", "mmd"), ("md", "md"), ("ics", "ics"), ("csv", "csv")];

/// All that the import of a file has to tell.
fn told(name: &str, ending: &str, bytes: Vec<u8>) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let form = match ending {
        "mmd" => Form::Chart,
        "md" => Form::Page,
        "ics" => Form::Calendar,
        "csv" => Form::Table,
        other => panic!("nothing ends with `{other}`"),
    };
    let source = sources.add_bytes(form, name, bytes);
    let mut diagnostics: Vec<Diagnostic> = encoding::warning(&sources, source).into_iter().collect();
    match form {
        Form::Chart => diagnostics.extend(of_charts(&sources, source, PageForm::Chart)),
        Form::Page => diagnostics.extend(of_charts(&sources, source, PageForm::Page)),
        Form::Calendar => diagnostics.extend(ics::import::import(&[source], &sources, "x", &meetings()).diagnostics),
        Form::Table => diagnostics.extend(
            table::import::import(&[(source, "x".to_owned())], &sources, |_| table::shape::Settings::of(2026, Country::Dk))
                .diagnostics,
        ),
        Form::Plan => {}
    }
    diagnostics.sort_by_key(Diagnostic::span);
    (sources, diagnostics)
}

/// A comment in a chart whose bars are to become windows for meetings.
const AS_CYCLES: &str = "%% as cycles";

/// What is told of charts: by reading them, by the lints, and by making a plan of them.
fn of_charts(sources: &Sources, source: SourceId, form: PageForm) -> Vec<Diagnostic> {
    let text = &sources.source(source).text;
    let reading = charts(source, text, form, TODAY.parse().expect("a date"));
    let mut diagnostics = reading.diagnostics;
    diagnostics.extend(lints(&reading.charts, Country::Dk));
    let file = ChartFile { name: "a.mmd".to_owned(), stem: "a".to_owned(), page: Page::default(), charts: reading.charts };
    let make = if text.contains(AS_CYCLES) { windows } else { roadmap };
    make(&[file], &Wanted::of(Country::Dk), &mut diagnostics);
    diagnostics
}

/// Calendars are read as meetings of three years.
fn meetings() -> ics::import::Settings {
    ics::import::Settings {
        horizon: Horizon::of_years(2026, 2028).expect("three years"),
        settled: None,
        zone: "Europe/Copenhagen".to_owned(),
        language: Language::Danish,
        product: None,
        kind: ics::import::Kind::Meetings,
        key: None,
    }
}

/// Diagnostics as a text: severity, code, line and column, the words there and the message; other places and hints below it.
fn as_text(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        writeln!(text, "{severity}[{}]: {}", diagnostic.code, diagnostic.message).unwrap();
        for label in &diagnostic.labels {
            let place = sources.place(label.span);
            let words = sources.text(label.span).lines().next().unwrap_or_default();
            let said = if label.text.is_empty() { String::new() } else { format!(": {}", label.text) };
            writeln!(text, "  {}:{} `{words}`{said}", place.line, place.column).unwrap();
        }
        for hint in &diagnostic.hints {
            writeln!(text, "  hint: {hint}").unwrap();
        }
    }
    text
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports/faulty")
}

/// The faulty inputs: name, ending and bytes, in order of their names.
fn inputs() -> Vec<(String, String, Vec<u8>)> {
    let paths = fs::read_dir(folder()).into_iter().flatten().map(|entry| entry.unwrap().path());
    let input = |path: PathBuf| {
        let ending = path.extension()?.to_str().unwrap().to_owned();
        let name = path.file_stem()?.to_str().unwrap().to_owned();
        ENDINGS.contains(&ending.as_str()).then(|| (name, ending, fs::read(&path).unwrap()))
    };
    let mut inputs: Vec<_> = paths.filter_map(input).collect();
    inputs.sort();
    inputs
}

/// What is told of every faulty input, by its name.
fn all_told() -> Vec<(String, Sources, Vec<Diagnostic>)> {
    let one = |(name, ending, bytes): (String, String, Vec<u8>)| {
        let (sources, diagnostics) = told(&format!("{name}.{ending}"), &ending, bytes);
        (name, sources, diagnostics)
    };
    inputs().into_iter().map(one).collect()
}

/// The codes that faulty inputs show, each by a file of its name.
pub(crate) fn shown_codes() -> BTreeSet<String> {
    all_told().into_iter().map(|(name, ..)| name).filter(|name| Code::of(name).is_some()).collect()
}

/// The blocks of a document that are imported, as ending and text. A block whose text has fences has a longer one.
fn blocks(document: &str) -> Vec<(&'static str, String)> {
    let mut blocks = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let language = line.trim_start_matches('`');
        let fence = &line[..line.len() - language.len()];
        if fence.len() < 3 {
            continue;
        }
        let text: String = lines.by_ref().take_while(|line| *line != fence).flat_map(|line| [line, "\n"]).collect();
        let known = LANGUAGES.iter().find(|(known, _)| *known == language);
        blocks.extend(known.map(|(_, ending)| (*ending, text)));
    }
    blocks
}

/// What is wrong with the two imported blocks of a code's document; none where the document has no such blocks.
pub(crate) fn faults_of_document(code: &str, document: &str) -> Option<Vec<String>> {
    let blocks = blocks(document);
    if blocks.is_empty() {
        return None;
    }
    let codes = |(ending, text): &(&str, String)| -> BTreeSet<String> {
        let (_, diagnostics) = told(&format!("example.{ending}"), ending, text.clone().into_bytes());
        diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect()
    };
    let told: Vec<BTreeSet<String>> = blocks.iter().map(codes).collect();
    let wanted = [BTreeSet::from([code.to_owned()]), BTreeSet::new()];
    Some(if told == wanted { Vec::new() } else { vec![format!("{code}: the example and the mended one have {told:?}")] })
}

#[test]
fn of_a_faulty_input_is_told_what_stands_beside_it() {
    let mut faults = Vec::new();
    for (name, sources, diagnostics) in all_told() {
        let path = folder().join(format!("{name}.expected"));
        let text = as_text(&sources, &diagnostics);
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(&path, &text).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if text != expected {
            faults.push(format!("{name}: told\n{text}and expected\n{expected}"));
        }
        let is_shown = Code::of(&name).is_none_or(|code| diagnostics.iter().any(|diagnostic| diagnostic.code == code));
        if !is_shown {
            faults.push(format!("{name}: its own code is not told"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_faulty_input_has_an_expected_text_and_there_are_no_others() {
    let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let paths = fs::read_dir(folder()).into_iter().flatten().map(|entry| entry.unwrap().path());
    let (expected, others): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.partition(|path| path.extension().is_some_and(|ending| ending == "expected"));
    let others: Vec<String> = others.into_iter().map(stem).collect();
    let names: BTreeSet<String> = others.iter().cloned().collect();
    assert_eq!(names.len(), others.len(), "two inputs have one name");
    assert_eq!(names.len(), inputs().len(), "a file has an ending that is not imported");
    assert_eq!(names, expected.into_iter().map(stem).collect());
}

#[test]
fn what_is_told_of_an_input_follows_the_house_style_and_no_two_codes_are_told_at_one_place() {
    for (name, sources, diagnostics) in all_told() {
        let mut places = BTreeSet::new();
        for diagnostic in diagnostics {
            assert!(!diagnostic.hints.is_empty(), "{name}: {diagnostic:?}");
            for line in diagnostic.hints.iter().chain([&diagnostic.message]) {
                assert!(!line.ends_with('.') && !line.contains('\n'), "{name}: {line}");
                assert!(line.matches('`').count() % 2 == 0, "{name}: {line}");
            }
            let span = diagnostic.span().expect("it has a place");
            assert!(places.insert(span), "{name}: {} is the second at {}", diagnostic.code, sources.locate(span));
        }
    }
}

/// Pages that were garbled by other programs, as they were given and repaired by hand. They are kept beside the project.
#[test]
fn pages_that_other_programs_have_garbled_are_repaired() {
    let Some(folder) = beside("seeds") else { return };
    let pages = [
        ("as-given/000_966dbc0d4db6d923.txt", "os2forms-produktstrategi.md", Encoding::MacRoman),
        ("as-given/002_7178e6194d5142f1.txt", "os2display-sekretariatssupport.md", Encoding::Johab),
    ];
    for (given, repaired, encoding) in pages {
        let given = fs::read(folder.join(given)).expect("a page as it was given");
        let repaired = fs::read_to_string(folder.join(repaired)).expect("the page repaired");
        let found = encoding::repaired(&given, Form::Page.most_bytes()).expect("it is garbled");
        assert_eq!((found.text, found.encoding), (repaired.clone(), encoding));
        assert_eq!(encoding::ungarbled(&repaired), None);
    }
}

#[test]
fn the_blocks_of_a_document_are_found_by_their_languages() {
    let document = "# x\n```mermaid\ngantt\n```\n\n```yaml\na: b\n```\n````md\n```mermaid\ngantt\n````\n";
    let expected = [("mmd", "gantt\n".to_owned()), ("md", "```mermaid\ngantt\n".to_owned())];
    assert_eq!(blocks(document), expected);
    assert_eq!(faults_of_document("x", "# x\n```yaml\na: b\n```\n"), None);
    assert!(faults_of_document("x", "```mermaid\ngantt\n```\n").is_some_and(|faults| faults.len() == 1));
}
