//! What is written, read by others: Thunderbird's calendar parser and the real Mermaid in a real browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

use crate::main_job::planned;

fn foreign() -> PathBuf {
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
    let output = Command::new("node").arg(foreign().join(script)).args(files).output();
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
