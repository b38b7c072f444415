//! Bad input of every kind: each is told with a code and a place, never by a panic, and never with a plan beside it.
//! Through the library, and through the command where files matter.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use aarshjul::calendar::civil::NaiveTime;
use aarshjul::diagnostic::code::Code;
use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::plan::plan::Plan;
use aarshjul::schema::reading::{Reading, read};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::sample::Index;

use crate::faulty::OF_BYTES;

/// A plan that is right.
const PLAN: &str =
    "years: 2027\nproduct: p\npeople: {x: X}\ngroups:\n  g: {members: x, meets: {each: month, at: 10:00, length: 1h}}\n";

fn reading(bytes: &[u8]) -> (Sources, Reading) {
    let mut sources = Sources::default();
    sources.add_bytes(Form::Plan, "a.yaml", bytes.to_vec());
    let reading = read(&sources);
    (sources, reading)
}

fn plan_of(text: &str) -> Plan {
    let (_, reading) = reading(text.as_bytes());
    reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

/// The only fault that is told: its code, its place, the words there.
fn only(bytes: &[u8]) -> (&'static str, String, String) {
    let (sources, reading) = reading(bytes);
    let [fault] = reading.diagnostics.as_slice() else { panic!("{:#?}", reading.diagnostics) };
    assert!(reading.plan.is_none(), "{fault:?}");
    check(fault, &sources);
    let span = fault.span().unwrap();
    (fault.code.as_str(), sources.locate(span), sources.text(span).to_owned())
}

/// A diagnostic speaks of places within the text, on one line, and says what to do.
fn check(diagnostic: &Diagnostic, sources: &Sources) {
    assert!(!diagnostic.labels.is_empty() && !diagnostic.hints.is_empty(), "{diagnostic:?}");
    for label in &diagnostic.labels {
        assert!(sources.source(label.span.source).text.get(label.span.range()).is_some(), "{diagnostic:?}");
    }
    let labels = diagnostic.labels.iter().map(|label| &label.text);
    for line in labels.chain(&diagnostic.hints).chain([&diagnostic.message]) {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

/// The program run on paths of a folder: its exit code, what it answers and what it tells.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_aarshjul")).current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// `check` refuses a file, with the code of its fault.
fn refused(folder: &Path, path: &str) -> String {
    let (code, answer, told) = run(folder, &["check", path, "--color", "never"]);
    assert_eq!((code, answer.as_str()), (Some(1), ""), "{told}");
    told
}

#[test]
fn files_that_are_no_text_are_told_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    for (code, bytes) in OF_BYTES {
        let (told, place, _) = only(bytes);
        assert_eq!(told, code);
        fs::write(folder.path().join("a.yaml"), bytes).unwrap();
        let printed = refused(folder.path(), "a.yaml");
        assert!(printed.contains(&format!("error[{code}]")) && printed.contains(&place), "{printed}");
        assert!(printed.len() < 2000, "{printed}");
    }
    assert_eq!(only(b"years: 2027\nproduct: \xc3\xa6 r\xe5d\n").1, "a.yaml:2:13");
    assert_eq!(only(b"years: 2027\r\nproduct: a\x1b[31mb\r\n"), ("control-character", "a.yaml:2:11".into(), "\u{1b}".into()));
    assert_eq!(only("years: 2027\nproduct: p\u{202e}q\n".as_bytes()).0, "control-character");
}

#[test]
fn a_plan_in_utf16_is_told_as_such_whatever_its_byte_order() {
    for mark in ["", "\u{feff}"] {
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let bytes: Vec<u8> = format!("{mark}{PLAN}").encode_utf16().flat_map(unit).collect();
            assert_eq!(only(&bytes), ("utf-16", "a.yaml:1:1".into(), String::new()));
        }
    }
    assert_eq!(plan_of(&format!("\u{feff}{PLAN}")).groups.len(), 1, "a byte order mark of UTF-8 is none of it");
}

#[test]
fn a_file_that_says_nothing_is_told() {
    for text in ["", "\n\n", "# nothing yet\n  # nor here\n", "\u{feff}"] {
        assert_eq!(only(text.as_bytes()), ("empty-file", "a.yaml:1:1".into(), String::new()));
    }
    let mut sources = Sources::default();
    sources.add("a.yaml", PLAN);
    sources.add("b.yaml", "# emptied by accident\n");
    let told: Vec<Code> = read(&sources).diagnostics.iter().map(|fault| fault.code).collect();
    assert_eq!(told, [Code::EmptyFile]);
}

#[test]
fn a_file_of_50_megabytes_is_refused_with_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    let file = fs::File::create(folder.path().join("a.yaml")).unwrap();
    file.set_len(50 << 20).unwrap();
    let command = format!("ulimit -v 400000; exec {} check a.yaml", env!("CARGO_BIN_EXE_aarshjul"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(folder.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("file-too-large"), "{told}");
}

#[test]
fn values_nested_without_end_are_told_on_a_small_stack() {
    let block: Vec<String> = (0..1000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let aliases: Vec<String> = (1..200).map(|level| format!("a{level}: &a{level} [[[[*a{}]]]]\n", level - 1)).collect();
    let texts = [
        format!("years: 2027\npeople: {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("years: 2027\npeople: {}\n", "[".repeat(10_000)),
        format!("years: 2027\npeople: {}{}\n", "{a: ".repeat(10_000), "}".repeat(10_000)),
        format!("years: 2027\npeople:\n  {}x\n", "- ".repeat(10_000)),
        format!("years: 2027\n{}", block.concat()),
        format!("a0: &a0 [x]\n{}", aliases.concat()),
    ];
    let all = move || {
        for text in texts {
            assert_eq!(only(text.as_bytes()).0, "nested-too-deep");
        }
    };
    thread::Builder::new().stack_size(2 << 20).spawn(all).unwrap().join().unwrap();
}

#[test]
fn aliases_of_aliases_are_told_at_the_alias_that_is_one_too_many() {
    let level = |level: usize| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 30].join(", "));
    let bomb: String = (1..6).map(level).collect();
    let (code, place, words) = only(format!("a0: &a0 [x, x, x, x, x, x, x, x, x]\n{bomb}").as_bytes());
    assert_eq!((code, words.as_str()), ("too-many-values", "*"), "{place}");
    assert!(place.starts_with("a.yaml:5:"), "{place}");
    assert_eq!(only(format!("x: [{}]\n", "a,".repeat(4_100_000)).as_bytes()).0, "too-many-values");
}

#[test]
fn anchors_tags_and_second_documents_are_told_at_their_places() {
    let at = |text: &str| {
        let (code, place, _) = only(text.as_bytes());
        (code, place)
    };
    assert_eq!(at("years: 2027\nproduct: *p\n"), ("undefined-anchor", "a.yaml:2:10".into()));
    assert_eq!(at("years: &y [*y]\n").1, "a.yaml:1:12");
    assert_eq!(at("years: 2027\n...\n---\nproduct: p\n").0, "several-documents");
    for tag in [
        "!!python/object:os.system x",
        "!!python/object/apply:os.system [x]",
        "!include x.yaml",
        "!!binary eA==",
        "!<tag:x> {a: b}",
        "!!set {a, b}",
    ] {
        assert_eq!(at(&format!("years: 2027\nproduct: {tag}\n")), ("yaml-tag", "a.yaml:2:10".into()), "{tag}");
        assert_eq!(at(&format!("years: 2027\npeople: [a, {tag}]\n")).0, "yaml-tag", "{tag}");
    }
}

#[test]
fn very_long_words_and_lines_are_told_in_part() {
    let long = "ø".repeat(200_000);
    let folder = tempfile::tempdir().unwrap();
    let texts = [
        format!("years: 2027\n{long}: 1\n"),
        format!("years: 2027\nproduct: p\ngroups: {{g: {{meets: {{each: {long}, at: 10:00, length: 1h}}}}}}\n"),
        format!("years: {long}\n"),
        format!("years: 2027\nproduct: \"{long} {long}\"\n"),
    ];
    for text in texts {
        let (_, reading) = reading(text.as_bytes());
        let [fault] = reading.diagnostics.as_slice() else { panic!("{:?}", reading.diagnostics.len()) };
        assert!(fault.message.len() < 400 && fault.hints.concat().len() < 1000, "{}", fault.message);
        fs::write(folder.path().join("a.yaml"), text).unwrap();
        let printed = refused(folder.path(), "a.yaml");
        assert!(printed.len() < 4000, "{} bytes", printed.len());
    }
}

#[test]
fn words_that_other_readers_take_for_something_else_stay_words() {
    let text = "years: 2027\nproduct: no\ntitle: off\npeople: {yes: on, null: y}\ngroups:\n  off:\n    title: 012\n    members: [yes, \"null\"]\n    \
                meets: {each: month, on: mon, at: 10:00, length: 1h}\n    occurrences: {2027-03: {on: 2027-03-08, cancelled: no, reason: 1e3}}\n";
    let plan = plan_of(text);
    assert_eq!((plan.products[0].key.as_str(), plan.products[0].title.as_str()), ("no", "off"));
    let people: Vec<(&str, &str)> = plan.people.iter().map(|person| (person.key.as_str(), person.title.as_str())).collect();
    assert_eq!(people, [("yes", "on"), ("null", "y")]);
    assert_eq!((plan.groups[0].key.as_str(), plan.groups[0].title.as_str()), ("off", "012"));
    assert_eq!(plan.groups[0].cycle.hours.value.earliest, NaiveTime::from_hms_opt(10, 0, 0).unwrap());
    let reasons: Vec<&str> = plan.occurrences.iter().filter_map(|own| Some(own.exception.as_ref()?.reason.as_str())).collect();
    assert_eq!(reasons, ["1e3"]);
}

#[test]
fn numbers_and_days_that_are_none_are_told_with_the_word() {
    let numbers = ["010", "1e3", "0", "-1", "1.0", "+1", "0x10", "99999999999", "~1", "en"];
    for number in numbers {
        let text = PLAN.replace("each: month", &format!("each: month, times: \"{number}\""));
        assert_eq!(only(text.as_bytes()), ("invalid-number", "a.yaml:5:47".into(), format!("\"{number}\"")), "{number}");
    }
    let leave = |days: &str| PLAN.replace("{x: X}", &format!("{{x: {{leave: {days}}}}}"));
    let wrong = [
        ("2027-02-30", "impossible-date"),
        ("2027-13-01", "impossible-date"),
        ("2027-00-10", "impossible-date"),
        ("2027-02-29", "impossible-date"),
        ("2100-02-29", "impossible-date"),
        ("2027-2-3", "impossible-date"),
        ("02-30", "impossible-date"),
        ("1899-12-31", "year-out-of-range"),
        ("2101-01-01", "year-out-of-range"),
        ("0001-01-01", "year-out-of-range"),
        ("2027-W53", "unknown-week"),
        ("2027-W00", "unknown-week"),
        ("week 54", "unknown-week"),
        ("uge 0", "unknown-week"),
        ("20270304", "invalid-date"),
        ("4/3 2027", "invalid-days"),
        ("i morgen", "invalid-days"),
        ("easter+400", "invalid-days"),
        ("6th mon of may", "invalid-days"),
        ("2027-03-04..2027-03-01", "reversed-range"),
    ];
    for (days, code) in wrong {
        let (told, place, _) = only(leave(days).as_bytes());
        assert_eq!((told, place.starts_with("a.yaml:3:")), (code, true), "{days}");
    }
    for days in ["2028-02-29", "2026-W53", "2027-12-31"] {
        let years = leave(days).replace("years: 2027", "years: 2026..2028");
        assert_eq!(reading(years.as_bytes()).1.diagnostics, [], "{days}");
    }
    // A week that the planned year does not have gives no window.
    let window = PLAN.replace("each: month", "windows: {nytår: week 53}");
    assert_eq!(only(window.as_bytes()).0, "outside-years");
    assert!(reading(window.replace("2027", "2026").as_bytes()).1.plan.is_some());
    for years in ["1899", "2101", "2027..9999", "1"] {
        assert_eq!(only(PLAN.replace("2027", years).as_bytes()).0, "year-out-of-range", "{years}");
    }
}

#[test]
fn folders_and_files_that_cannot_be_read_are_told_with_their_path() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let unusable = |arguments: &[&str], path: &str| {
        let (code, answer, told) = run(folder.path(), &[&["check"], arguments].concat());
        assert_eq!((code, answer.as_str()), (Some(2), ""), "{told}");
        assert!(told.contains(path), "{told}");
        told
    };
    fs::create_dir(at("empty")).unwrap();
    assert!(unusable(&["empty"], "empty").contains("no .yaml file"));
    unusable(&["nowhere.yaml"], "nowhere.yaml");
    fs::create_dir(at("plans")).unwrap();
    fs::write(at("plans/a.yaml"), PLAN).unwrap();
    assert_eq!(run(folder.path(), &["check", "plans"]).0, Some(0));
    // What is listed and gone when it is read is not passed over: a link that leads nowhere, or to itself.
    for target in ["gone.yaml", "b.yaml"] {
        symlink(target, at("plans/b.yaml")).unwrap();
        unusable(&["plans"], "plans/b.yaml");
        fs::remove_file(at("plans/b.yaml")).unwrap();
    }
    // A file is read once, however often and by whatever path it is given.
    for paths in [["plans", "plans/a.yaml"], ["plans/a.yaml", "plans/../plans/a.yaml"]] {
        let (code, _, told) = run(folder.path(), &["check", paths[0], paths[1]]);
        assert_eq!(code, Some(0), "{told}");
    }
    fs::write(at("plans/c.yaml"), PLAN).unwrap();
    fs::set_permissions(at("plans/c.yaml"), fs::Permissions::from_mode(0o000)).unwrap();
    // Who may read everything, reads it, and finds every name a second time.
    if fs::read(at("plans/c.yaml")).is_err() {
        unusable(&["plans"], "plans/c.yaml");
    } else {
        assert!(refused(folder.path(), "plans").contains("duplicate-name"));
    }
    let (code, _, told) = run(folder.path(), &["check", "/dev/zero"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("file-too-large"), "{told}");
}

#[test]
fn names_that_differ_in_case_alone_collide() {
    let text = PLAN.replace("groups:\n", "groups:\n  G: {members: x, meets: {each: year, at: 12:00, length: 1h}}\n");
    assert_eq!(only(text.as_bytes()), ("colliding-files", "a.yaml:6:3".into(), "g".into()));
    // An `å` of two signs looks like the one of one sign, and is another name to every file system but some.
    assert_eq!(only(PLAN.replace("{x: X}", "{x: X, ra\u{30a}d: Råd}").as_bytes()).0, "invalid-name");
}

fn texts() -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["plans", "examples", "tests/plans/faulty"];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(root.join(folder)).unwrap());
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// A change of a text.
#[derive(Debug, Clone)]
enum Change {
    /// A line is taken out, doubled, or put elsewhere.
    Line(LineChange, Index, Index),
    /// So many bytes are taken out, and others put in their place.
    Bytes(Index, usize, Vec<u8>),
}

#[derive(Debug, Clone, Copy)]
enum LineChange {
    Remove,
    Double,
    Move,
}

fn change() -> impl Strategy<Value = Change> {
    let line = prop_oneof![Just(LineChange::Remove), Just(LineChange::Double), Just(LineChange::Move)];
    let bytes = proptest::collection::vec(any::<u8>(), 0..6);
    let signs = proptest::sample::select(vec![
        ": ", "\n", "\n  ", "- ", "{", "}", "[", "]", ", ", "*a", "&a ", "\"", "\t", "\0", "#", "..", "9", "å",
    ]);
    prop_oneof![
        (line, any::<Index>(), any::<Index>()).prop_map(|(line, from, to)| Change::Line(line, from, to)),
        (any::<Index>(), 0..8_usize, bytes).prop_map(|(from, length, bytes)| Change::Bytes(from, length, bytes)),
        (any::<Index>(), 0..8_usize, signs).prop_map(|(from, length, sign)| Change::Bytes(from, length, sign.into())),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    match change {
        Change::Line(how, from, to) => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
            if lines.is_empty() {
                return bytes;
            }
            let (from, to) = (from.index(lines.len()), to.index(lines.len()));
            match how {
                LineChange::Remove => drop(lines.remove(from)),
                LineChange::Double => lines.insert(to, lines[from]),
                LineChange::Move => lines.swap(from, to),
            }
            lines.concat()
        }
        Change::Bytes(from, length, instead) => {
            let from = from.index(bytes.len() + 1);
            let to = (from + length).min(bytes.len());
            bytes.splice(from..to, instead.iter().copied());
            bytes
        }
    }
}

proptest! {
    #[test]
    fn a_plan_changed_at_random_is_a_plan_or_is_told_in_order(
        which in any::<Index>(),
        changes in proptest::collection::vec(change(), 1..6),
    ) {
        let texts = texts();
        let bytes = changes.iter().fold(texts[which.index(texts.len())].clone().into_bytes(), changed);
        let (sources, reading) = reading(&bytes);
        let is_told = reading.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_ne!(reading.plan.is_some(), is_told);
        assert!(reading.diagnostics.is_sorted_by_key(Diagnostic::span));
        for diagnostic in &reading.diagnostics {
            check(diagnostic, &sources);
        }
    }
}

#[test]
fn a_wrong_name_is_told_alone_and_not_what_is_unused_because_of_it() {
    let template = PLAN.replace("groups:\n  g: {", "templates: {forum: {place: Aarhus}}\ngroups:\n  g: {like: forun, ");
    assert_eq!(only(template.as_bytes()).0, "unknown-template");
    let named = "topics: {budget: }, occurrences: {2027-03: {topics: [budgt], reason: x}}, ";
    assert_eq!(only(PLAN.replace("  g: {", &format!("  g: {{{named}")).as_bytes()).0, "unknown-topic");
}

#[test]
fn a_file_that_is_no_text_hides_no_word_that_names_a_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), format!("include: [b.yaml, c.yaml]\ntemplates: {{forum: {{place: x}}}}\n{PLAN}"))
        .unwrap();
    fs::write(folder.path().join("b.yaml"), b"templates: {r\xe5d: {like: forum}}\n").unwrap();
    let told = refused(folder.path(), "a.yaml");
    let codes: Vec<&str> = told.split("error[").skip(1).filter_map(|fault| fault.split(']').next()).collect();
    assert_eq!(codes, ["missing-file", "not-utf-8"], "{told}");
    assert!(!told.contains("warning["), "{told}");
}
