//! `import mermaid` from the outside: how it ends, what it reads and writes, and real charts that become plans with exactly their dates.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value as Json;

use crate::beside::beside;
use crate::diff::run;

const CHART: &str = "gantt\n    title Beta\n    dateFormat YYYY-MM-DD\n    section Drift\n    Besøg :2027-03-01, 2027-03-06\n";

/// With a line that Mermaid refuses and one that it draws without a length.
const FAULTY: &str = "gantt\n    title Beta\n    dateFormat YYYY-MM-DD\n    section Drift\n    Besøg :2027-03-01, 2027-03-06\n    Slem :2027-00-01, 2d\n    Uden slut :2027-04-01,\n    god dag\n    Klar :milestone, 2027-05-03, 0d\n";

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, env!("CARGO_BIN_EXE_aarshjul"), arguments)
}

fn import(folder: &Path, arguments: &[&str]) -> Output {
    aarshjul(folder, &[&["import", "mermaid", "--today", "2026-11-21"], arguments].concat())
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// Runs an import that is given a text as its standard input.
fn piped(folder: &Path, text: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(["import", "mermaid", "--today", "2026-11-21"]).args(arguments).env("NO_COLOR", "1");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

#[test]
fn how_it_ends_says_what_was_found() {
    let folder = folder_with(&[("good.mmd", CHART.as_bytes()), ("faulty.mmd", FAULTY.as_bytes()), ("page.md", b"# Nothing\n")]);
    let folder = folder.path();
    let sunday = CHART.replace("Besøg :", "Besøg :milestone, ").replace("03-01", "02-28");
    fs::write(folder.join("sunday.mmd"), sunday).unwrap();
    for (arguments, expected) in [
        (["good.mmd"].as_slice(), 0),
        (&["good.mmd", "--deny", "warnings"], 0),
        (&["sunday.mmd"], 0),
        (&["sunday.mmd", "--deny", "warnings"], 1),
        (&["sunday.mmd", "--deny", "warnings", "--lint-only"], 1),
        (&["faulty.mmd"], 1),
        (&["page.md"], 1),
        (&["missing.mmd"], 2),
        (&["good.mmd", "missing.mmd"], 2),
        (&["good.mmd", "--nonsense"], 2),
    ] {
        let output = import(folder, arguments);
        assert_eq!(code(&output), expected, "{arguments:?}: {}", said(&output.stderr));
    }
    assert!(said(&import(folder, &["missing.mmd"]).stderr).contains("missing.mmd"));
}

#[test]
fn of_a_chart_that_mermaid_refuses_everything_but_the_bad_line_is_kept() {
    let folder = folder_with(&[("faulty.mmd", FAULTY.as_bytes())]);
    let output = import(folder.path(), &["faulty.mmd", "-o", "plans/"]);
    assert_eq!(code(&output), 1);
    let errors = said(&output.stderr);
    for place in ["faulty.mmd:6:", "faulty.mmd:7:", "faulty.mmd:8:"] {
        assert!(errors.contains(place), "{place}: {errors}");
    }
    assert!(errors.ends_with("2 errors, 1 warning\n"), "{errors}");
    let plan = fs::read_to_string(folder.path().join("plans/beta.yaml")).unwrap();
    for line in ["{title: Besøg, from: 2027-03-01, to: 2027-03-05}", "{title: Klar, on: 2027-05-03}", "title: Uden slut"] {
        assert!(plan.contains(line), "{line}: {plan}");
    }
    assert!(!plan.contains("Slem") && !plan.contains("god dag"), "{plan}");
    assert_eq!(code(&aarshjul(folder.path(), &["check", "--deny", "warnings"])), 0);
}

#[test]
fn standard_input_is_a_chart_or_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let chart = said(&piped(folder.path(), CHART, &["-"]).stdout);
    assert!(chart.starts_with("# Importeret fra Mermaid.\n") && chart.contains("besøg: {title: Besøg"), "{chart}");
    let page = format!("---\ntitle: Køreplan\n---\n\n# Tekst\n\n```mermaid\n{CHART}```\n");
    let plan = said(&piped(folder.path(), &page, &["-"]).stdout);
    assert!(plan.contains("title: Køreplan\n") && plan.contains("besøg: {title: Besøg"), "{plan}");
    let faulty = piped(folder.path(), FAULTY, &["-"]);
    assert!(said(&faulty.stderr).contains("-:6:"), "{}", said(&faulty.stderr));
}

#[test]
fn several_files_are_one_plan_or_a_folder_of_plans() {
    let other = CHART.replace("Beta", "Gamma").replace("2027", "2028");
    let files = [("in/a.mmd", CHART.as_bytes()), ("in/sub/b.mmd", other.as_bytes()), ("in/notes.md", b"# No chart\n")];
    let folder = folder_with(&files);
    let folder = folder.path();
    let all = import(folder, &["in", "-o", "all.yaml"]);
    assert_eq!(code(&all), 0, "{}", said(&all.stderr));
    let plan = fs::read_to_string(folder.join("all.yaml")).unwrap();
    assert!(plan.starts_with("# Importeret fra a.mmd, notes.md, b.mmd.\nyears: 2027..2028\n"), "{plan}");
    assert!(plan.contains("from: 2027-03-01") && plan.contains("from: 2028-03-01") && plan.contains("# Gamma"), "{plan}");
    assert_eq!(code(&aarshjul(folder, &["check", "all.yaml", "--deny", "warnings"])), 0);

    let each = import(folder, &["in", "-o", "plans"]);
    assert_eq!(code(&each), 0, "{}", said(&each.stderr));
    let mut names: Vec<_> = fs::read_dir(folder.join("plans")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["beta.yaml", "faelles.yaml", "gamma.yaml"]);
    assert_eq!(code(&aarshjul(folder, &["check", "--deny", "warnings"])), 0);
    let refused = import(folder, &["in", "-o", "others", "--product", "x"]);
    assert_eq!(code(&refused), 2);
    assert!(said(&refused.stderr).contains("import them one by one"), "{}", said(&refused.stderr));
}

#[test]
fn what_is_there_is_written_over_with_force_alone() {
    let folder = folder_with(&[("a.mmd", CHART.as_bytes()), ("beta.yaml", b"mine\n")]);
    let folder = folder.path();
    let beta = || fs::read_to_string(folder.join("beta.yaml")).unwrap();
    let refused = import(folder, &["a.mmd", "-o", "beta.yaml"]);
    assert_eq!((code(&refused), beta().as_str()), (2, "mine\n"));
    assert!(said(&refused.stderr).contains("beta.yaml is there already"), "{}", said(&refused.stderr));
    assert_eq!(code(&import(folder, &["a.mmd", "-o", "beta.yaml", "--lint-only"])), 0);
    assert_eq!(beta(), "mine\n");
    assert_eq!(code(&import(folder, &["a.mmd", "-o", "beta.yaml", "--force"])), 0);
    assert!(beta().contains("product: beta\n"), "{}", beta());
}

#[test]
fn bytes_that_are_no_text_are_told_and_read_where_that_is_asked_for() {
    let windows: Vec<u8> = CHART.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(CHART.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0, 1, 2, 3]].concat();
    let large = [CHART.as_bytes(), &vec![b' '; 64 << 20]].concat();
    let files: [(&str, &[u8]); 4] =
        [("windows.mmd", &windows), ("wide.mmd", &wide), ("picture.mmd", &picture), ("large.mmd", &large)];
    let folder = folder_with(&files);
    for (name, expected, is_repaired) in [
        ("windows.mmd", "error[not-utf-8]", true),
        ("wide.mmd", "error[utf-16]", true),
        ("picture.mmd", "error[binary-file]", false),
        ("large.mmd", "error[file-too-large]", false),
    ] {
        let output = import(folder.path(), &[name]);
        let errors = said(&output.stderr);
        assert_eq!((code(&output), errors.matches("error[").count()), (1, 1), "{name}: {errors}");
        assert!(errors.contains(expected) && output.stdout.is_empty(), "{name}: {errors}");
        let repaired = import(folder.path(), &[name, "--repair-encoding"]);
        assert_eq!(code(&repaired), i32::from(!is_repaired), "{name}: {}", said(&repaired.stderr));
        assert_eq!(said(&repaired.stdout).contains("besøg: {title: Besøg"), is_repaired, "{name}");
    }
    let both = import(folder.path(), &["windows.mmd", "wide.mmd", "--repair-encoding", "-o", "plans"]);
    assert_eq!(code(&both), 0, "{}", said(&both.stderr));
}

#[test]
fn the_answer_for_programs_has_the_keys_that_the_guide_tells() {
    let folder = folder_with(&[("faulty.mmd", FAULTY.as_bytes())]);
    let output = import(folder.path(), &["faulty.mmd", "--format", "json"]);
    assert_eq!((code(&output), output.stderr.as_slice()), (1, b"".as_slice()));
    let answer: Json = serde_json::from_slice(&output.stdout).unwrap();
    let keys = |value: &Json| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("docs/guide/importing.md")).unwrap();
    for key in keys(&answer) {
        assert!(guide.contains(&format!("| `{key}` |")), "{key}");
    }
    for key in keys(&answer["charts"][0]).iter().chain(&keys(&answer["charts"][0]["tasks"][0])).chain(&keys(&answer["plan"][0])) {
        assert!(guide.contains(&format!("`{key}`")), "{key}");
    }
    assert_eq!((&answer["version"], &answer["status"], &answer["files"]), (&1.into(), &"planned".into(), &["faulty.mmd"].into()));
    assert_eq!((answer["charts"][0]["tasks"].as_array().unwrap().len(), answer["diagnostics"].as_array().unwrap().len()), (3, 3));
    assert_eq!(answer["plan"][0]["name"], "-");
    let status = |arguments: &[&str]| {
        let output = import(folder.path(), &[&["--format", "json"], arguments].concat());
        serde_json::from_slice::<Json>(&output.stdout).unwrap()["status"].as_str().unwrap().to_owned()
    };
    fs::write(folder.path().join("none.mmd"), "gantt\n").unwrap();
    assert_eq!(status(&["faulty.mmd", "--lint-only"]), "read");
    assert_eq!(status(&["none.mmd"]), "empty");
    assert_eq!(status(&["faulty.mmd", "-o", "plans/"]), "written");
    assert!(folder.path().join("plans/beta.yaml").exists());
    fs::write(folder.path().join("plans/other.yaml"), "people: 7\n").unwrap();
    assert_eq!(status(&["faulty.mmd", "-o", "plans/", "--force"]), "at fault");
}

/// A plan of what a chart leaves open is planned.
#[test]
fn plans_whose_dates_are_left_open_can_be_planned() {
    let chain = "gantt\n    title Beta\n    dateFormat YYYY-MM-DD\n    excludes weekends\n    section Release\n    Udvikling :a1, 2027-03-01, 2027-03-27\n    Test :a2, after a1, 5d\n    Undervisning :2d\n    Idriftsat :crit, milestone, a3, after a1 a2, 0d\n    section Drift\n    Hypercare :after a3, 3w\n";
    let wheel = "gantt\n    title Årshjul 2027\n    dateFormat YYYY-MM-DD\n    section Styregruppe\n    Møde marts :2027-03-01, 2027-03-16\n    Møde september :2027-09-01, 2027-09-16\n    section Netværk\n    Netværksdag :2027-05-10, 2027-05-29\n";
    for (chart, option, expected) in [(chain, "--float", ("phase", 4)), (wheel, "--as-cycles", ("meeting", 3))] {
        let folder = folder_with(&[("a.mmd", chart.as_bytes())]);
        let folder = folder.path();
        let imported = import(folder, &["a.mmd", option, "-o", "plans/"]);
        assert_eq!(code(&imported), 0, "{}", said(&imported.stderr));
        assert_eq!(code(&aarshjul(folder, &["check", "--deny", "warnings"])), 0);
        let planned = aarshjul(folder, &["plan", "--today", "2026-11-21"]);
        assert_eq!(code(&planned), 0, "{}", said(&planned.stderr));
        assert_eq!(code(&aarshjul(folder, &["verify"])), 0);
        let schedule: Json = serde_json::from_slice(&fs::read(folder.join("out/schedule.json")).unwrap()).unwrap();
        let of_kind = schedule["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == expected.0);
        assert_eq!(of_kind.count(), expected.1, "{option}");
    }
}

/// The day on which Mermaid was asked about them.
const CORPUS_TODAY: &str = "2026-01-15";

/// Real charts that lie beside the project, in order of their paths.
fn corpus() -> Vec<PathBuf> {
    let folders = ["os2", "wild"].iter().filter_map(|folder| beside(&format!("corpus/gantt/{folder}")));
    let mut charts: Vec<PathBuf> =
        folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())).collect();
    charts.retain(|path| path.extension().is_some_and(|ending| ending == "mmd"));
    charts.sort();
    charts
}

/// How many times each first and last day is drawn, marks with themselves as the last.
type Counted = BTreeMap<(String, String, bool), usize>;

fn counted(days: impl Iterator<Item = (String, String, bool)>) -> Counted {
    let mut counted = Counted::new();
    days.for_each(|days| *counted.entry(days).or_default() += 1);
    counted
}

/// The days that Mermaid itself says: marks at their start, bars up to the day before an end at midnight, and one day at least.
fn days_of_mermaid(tasks: &Json) -> Counted {
    counted(tasks.as_array().unwrap().iter().map(|task| {
        // Without the offset from UTC.
        let moment = |key: &str| task[key].as_str().unwrap()[..19].parse::<chrono::NaiveDateTime>().unwrap();
        let is_mark = task["tags"].as_array().unwrap().iter().any(|tag| tag == "milestone" || tag == "vert");
        let (start, end) = (moment("start"), moment("end"));
        let last = (end - chrono::TimeDelta::milliseconds(1)).max(start).date();
        let last = if is_mark { start.date() } else { last };
        (start.date().to_string(), last.to_string(), is_mark)
    }))
}

/// The days of a schedule.
fn days_of_schedule(schedule: &Json) -> Counted {
    let entries = schedule["entries"].as_array().unwrap().iter().chain(schedule["notes"].as_array().into_iter().flatten());
    counted(entries.map(|entry| {
        let text = |key: &str| entry[key].as_str().map(str::to_owned);
        let is_mark = text("first").is_none();
        let first = text("first").or(text("date")).unwrap();
        (first.clone(), text("last").unwrap_or(first), is_mark)
    }))
}

#[test]
fn every_real_chart_becomes_a_plan_with_exactly_its_dates() {
    for chart in corpus() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let place = chart.to_string_lossy();
        let imported = aarshjul(folder, &["import", "mermaid", &place, "-o", "plans/", "--today", CORPUS_TODAY]);
        assert!(folder.join("plans").exists(), "{place}: {}", said(&imported.stderr));
        let checked = aarshjul(folder, &["check", "--deny", "warnings"]);
        assert_eq!(code(&checked), 0, "{place}: {}", said(&checked.stderr));
        let planned = aarshjul(folder, &["plan", "--today", "2026-11-21"]);
        assert_eq!(code(&planned), 0, "{place}: {}", said(&planned.stderr));
        let answer: Json = serde_json::from_str(&fs::read_to_string(chart.with_extension("tasks.json")).unwrap()).unwrap();
        if answer["ok"] == false {
            assert_eq!(code(&imported), 1, "{place}");
            continue;
        }
        let schedule: Json = serde_json::from_slice(&fs::read(folder.join("out/schedule.json")).unwrap()).unwrap();
        assert_eq!(days_of_schedule(&schedule), days_of_mermaid(&answer["tasks"]), "{place}");
    }
}
