//! What is written, read by others: Thunderbird's calendar parser and the real Mermaid in a real browser.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aarshjul::render::mermaid_text::{name, section, title};
use serde_json::Value as Json;

use crate::main_job::planned;

/// Every Mermaid that a chart without `vert` is drawn with.
const ALL_VERSIONS: [&str; 2] = ["--mermaid", "mermaid-10,mermaid-11,mermaid"];

pub(crate) fn foreign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

/// The files of a folder with an ending, sorted.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder was written");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == ending));
    files.sort();
    files
}

/// What a checker prints; its last line on standard error tells the tally.
fn check(script: &str, files: &[PathBuf]) -> Vec<Json> {
    check_with(script, &[], files)
}

pub(crate) fn check_with(script: &str, options: &[&str], files: &[PathBuf]) -> Vec<Json> {
    let output = Command::new("node").arg(foreign().join(script)).args(options).args(files).output();
    let output = output.expect("node runs: `make test` installs what is missing");
    let tally = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{script}: {tally}\n{}", String::from_utf8_lossy(&output.stdout));
    serde_json::from_slice(&output.stdout).expect("a JSON list")
}

#[test]
fn every_check_of_the_foreign_readers_can_fail() {
    let output = Command::new("node").arg(foreign().join("selftest.mjs")).output().expect("node runs");
    let tally = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{tally}");
    assert!(tally.contains("passed, 0 failed"), "{tally}");
}

#[test]
fn a_foreign_parser_reads_every_feed_with_the_dates_of_the_schedule() {
    let run = planned();
    let feeds = files(&run.out.join("feeds"), "ics");
    assert!(feeds.len() > 20);
    let read = check("feeds.mjs", &feeds);
    assert_eq!(read.len(), feeds.len());
    let schedule: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    let all = read.iter().find(|feed| feed["file"].as_str().is_some_and(|file| file.ends_with("all.ics"))).expect("all.ics");
    let seen: BTreeSet<(String, String)> =
        all["events"].as_array().expect("events").iter().map(|event| start_of(event, "dtstart")).collect();
    let wanted: BTreeSet<(String, String)> = schedule["entries"].as_array().expect("entries").iter().map(planned_start).collect();
    assert_eq!(seen, wanted);
}

fn start_of(event: &Json, key: &str) -> (String, String) {
    let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
    (text("uid"), text(key).chars().take(16).collect())
}

/// The UID and the start of an entry of the schedule: a day, or a day and a time.
fn planned_start(entry: &Json) -> (String, String) {
    let start = ["start", "date", "first"].iter().find_map(|key| entry[*key].as_str()).expect("an entry has a start");
    (entry["uid"].as_str().expect("an entry has a UID").to_owned(), start.chars().take(16).collect())
}

#[test]
fn the_real_mermaid_draws_every_chart_with_the_dates_of_the_schedule() {
    let run = planned();
    let mut charts = files(&run.out.join("charts"), "mmd");
    charts.extend(files(&run.out.join("charts"), "md"));
    let drawn = check("charts.mjs", &charts);
    let versions: BTreeSet<&str> = drawn.iter().filter_map(|chart| chart["mermaid"].as_str()).collect();
    assert_eq!(versions.len(), 2, "two versions draw: {versions:?}");
    let roadmap = drawn.iter().find(|chart| chart["file"].as_str().is_some_and(|file| file.ends_with("os2display.mmd")));
    let tasks = roadmap.expect("the roadmap was drawn")["tasks"].as_array().expect("tasks").clone();
    let support = tasks
        .iter()
        .find(|task| task["name"] == "Hands-on støtte fra sekretariatet" && task["section"] == "Sekretariatsfunktion");
    let support = support.expect("the phase was drawn");
    assert_eq!((support["start"].as_str(), support["end"].as_str()), (Some("2025-01-01"), Some("2026-01-01")));
}

/// Names that are syntax somewhere: in Mermaid's lexer, its preprocessor, its placeholders, HTML, YAML or Liquid.
const HOSTILE: [&str; 100] = [
    "Forår: budget",
    "Budget; høring",
    "Sag #12",
    "#",
    ";",
    ":",
    "::",
    "a:b:c",
    "#35;",
    "#amp;",
    "&amp;",
    "&#58;",
    "&lt;b&gt;",
    "R&D",
    "<i>kursiv</i>",
    "<script>alert(1)</script>",
    "<br>",
    "<br/>linje",
    "a < b > c",
    "->",
    "-->",
    "5% af budgettet",
    "%",
    "%%",
    "%% en kommentar",
    "100%%",
    "%%{init: {'theme': 'dark'}}%%",
    "{{ page.title }}",
    "{% if x %}",
    "{}",
    "}",
    "{ åben",
    "[kantet]",
    "(rund)",
    "\"anført\"",
    "'enkelt'",
    "`kode`",
    "```mermaid",
    "~~~~",
    "C:\\mappe\\fil",
    "\\n",
    "\\u0041",
    "ﬂ°58¶ß",
    "ﬂ°°35¶ß",
    "¶ß",
    "°",
    "title",
    "Title på mødet",
    "TITLE X",
    "section",
    "Section 2",
    "gantt",
    "Gantt-møde",
    "click her",
    "Click a href b",
    "call f()",
    "href x",
    "dateFormat DD",
    "axisFormat %d",
    "tickInterval 1week",
    "todayMarker off",
    "topAxis",
    "inclusiveEndDates",
    "excludes fredage",
    "includes lørdage",
    "weekday monday",
    "weekend friday",
    "accTitle: navn",
    "accDescr: tekst",
    "accDescr { tekst }",
    "2027-03-04",
    "2027-03-04 møde",
    "2027-03-04, 2d",
    "done",
    "active, done",
    "crit",
    "milestone",
    "vert",
    "after a b",
    "until a",
    "10d",
    "task1",
    "---",
    "--- titel ---",
    "- punkt",
    "# overskrift",
    "| celle |",
    "$formel$",
    "^_^",
    "~gennemstreget~",
    "**fed**",
    "_kursiv_",
    "@tag",
    "!vigtigt",
    "?spørgsmål",
    "=1+1",
    "NaN",
    "undefined",
    "æøå ÆØÅ é ñ 日本語 📆",
    "constructor",
];

#[test]
fn every_hostile_name_comes_out_unchanged_of_every_mermaid() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    // Ten to a chart: the tasks of one with a hundred lie too far down to be seen.
    for (number, names) in HOSTILE.chunks(10).enumerate() {
        let mut chart = format!("gantt\n    title {}\n    dateFormat YYYY-MM-DD\n", title(names[0]));
        for (index, hostile) in names.iter().enumerate() {
            writeln!(chart, "    section {}\n    {} :t{index}, 2027-01-0{}, 30d", section(hostile), name(hostile), index % 9 + 1)
                .expect("a String takes what is written");
        }
        let file = folder.path().join(format!("{number}.mmd"));
        fs::write(&file, chart).expect("a file");
        files.push(file);
    }
    let drawn = check_with("charts.mjs", &ALL_VERSIONS, &files);
    assert_eq!(drawn.len(), 3 * files.len());
    let text = |task: &Json, key: &str| task[key].as_str().unwrap_or_default().trim().to_owned();
    for chart in &drawn {
        let number: usize =
            chart["file"].as_str().and_then(|file| file.rsplit(['/', '.']).nth(1)?.parse().ok()).expect("a number");
        let tasks = chart["tasks"].as_array().expect("tasks");
        let seen: Vec<(String, String)> = tasks.iter().map(|task| (text(task, "section"), text(task, "name"))).collect();
        let wanted: Vec<(String, String)> =
            HOSTILE[number * 10..].iter().take(10).map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
        assert_eq!(seen, wanted, "mermaid {}", chart["mermaid"]);
        assert_eq!(text(chart, "title"), HOSTILE[number * 10], "mermaid {}", chart["mermaid"]);
    }
}

/// A small plan whose charts have everything that a chart can have.
const SMALL: &str = r#"
years: 2027
product: beta
title: "Beta: {{ plan }} & 5%"
calendars: {dk: {title: Helligdage, country: dk}, ferie: {closed: {Vinterferie: week 7}}}
calendar: dk
avoid: {ferie: could}
publish: {charts: {markers: milestones, holidays: lines}}
groups:
  styregruppe:
    title: "Styregruppe; {% den ene %}"
    meets: {each: month, at: "13:00", length: 90m}
roadmap:
  notes: {start: {title: "Start: %% {{ nu }}", on: 2025-03-01}, nytår: {on: 2027-01-01}}
  tracks:
    overdragelse:
      title: "%%{init: {}}%% # Spor; 5% :x, y"
      phases:
        hypercare: {title: "Hypercare: drift", from: 2026-11-02, to: 2027-05-28}
      milestones:
        overdraget: {title: "Title: overdraget", on: 2027-06-01}
"#;

#[test]
fn charts_without_vert_are_drawn_by_mermaid_10_and_holidays_are_told_in_each_way() {
    let folder = tempfile::tempdir().expect("a folder");
    for holidays in ["section", "lines", "none"] {
        let plan = folder.path().join(format!("{holidays}.yaml"));
        fs::write(&plan, SMALL.replace("holidays: lines", &format!("holidays: {holidays}"))).expect("a file");
        let out = folder.path().join(holidays);
        let run = Command::new(env!("CARGO_BIN_EXE_aarshjul")).arg("plan").arg(&plan).arg("-o").arg(&out).output();
        let run = run.expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let mut charts = files(&out.join("charts"), "mmd");
        charts.extend(files(&out.join("charts"), "md"));
        let drawn = check_with("charts.mjs", &ALL_VERSIONS, &charts);
        assert_eq!(drawn.len(), 3 * 4, "a roadmap and a year, each alone and on the page");
        for chart in drawn.iter().filter(|chart| chart["title"].as_str().is_some_and(|title| title.contains("møder"))) {
            let tasks = chart["tasks"].as_array().expect("tasks");
            let easter = tasks.iter().find(|task| task["name"].as_str().is_some_and(|name| name.starts_with("Skærtorsdag")));
            let days = easter.map(|task| (task["start"].as_str().expect("a day"), task["end"].as_str().expect("a day")));
            let expected = match holidays {
                "section" => Some(("2027-03-25", "2027-03-30")),
                "lines" => Some(("2027-03-25", "2027-03-25")),
                _ => None,
            };
            assert_eq!(days, expected, "mermaid {}, {holidays}", chart["mermaid"]);
        }
    }
}

#[test]
fn days_of_note_are_drawn_as_lines_and_as_milestones() {
    let folder = tempfile::tempdir().expect("a folder");
    for (markers, options) in [("milestones", &ALL_VERSIONS[..]), ("vert", &[])] {
        let plan = folder.path().join(format!("{markers}.yaml"));
        fs::write(&plan, SMALL.replace("markers: milestones", &format!("markers: {markers}"))).expect("a file");
        let out = folder.path().join(markers);
        let run = Command::new(env!("CARGO_BIN_EXE_aarshjul")).arg("plan").arg(&plan).arg("-o").arg(&out).output();
        let run = run.expect("the program runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let drawn = check_with("charts.mjs", options, &[out.join("charts/beta.mmd")]);
        assert_eq!(drawn.len(), if markers == "vert" { 2 } else { 3 });
        for chart in &drawn {
            let tasks = chart["tasks"].as_array().expect("tasks");
            let tag = if markers == "vert" { "vert" } else { "milestone" };
            let marked =
                tasks.iter().filter(|task| task["tags"].as_array().is_some_and(|tags| tags.iter().any(|each| each == tag)));
            let text = |task: &Json, key: &str| task[key].as_str().unwrap_or_default().trim().to_owned();
            let marked: Vec<(String, String)> = marked.map(|task| (text(task, "name"), text(task, "start"))).collect();
            let mut expected =
                vec![("Start: %% {{ nu }}", "2025-03-01"), ("Årsskifte 25/26", "2026-01-01"), ("Nytår", "2027-01-01")];
            if markers == "milestones" {
                expected.push(("Title: overdraget", "2027-06-01"));
            }
            let expected: Vec<(String, String)> =
                expected.into_iter().map(|(name, day)| (name.to_owned(), day.to_owned())).collect();
            assert_eq!(marked, expected, "mermaid {}, {markers}", chart["mermaid"]);
        }
    }
}
