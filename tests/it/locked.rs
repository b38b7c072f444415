//! `plan --locked`: the lock, and files that are there, are what the plan comes to; nothing is written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::diff::{run, told};

const PLAN: &str = r#"years: 2027
product: beta
language: en
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
    deadlines: {minutes: 5 working days after}
"#;

/// A folder with a plan that was planned in 2026.
fn planned() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), PLAN).unwrap();
    told(&aarshjul(folder.path(), &["--today", "2026-11-22"]));
    folder
}

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    run(folder, env!("CARGO_BIN_EXE_aarshjul"), &[&["plan", "plan.yaml"], arguments].concat())
}

/// Asks whether the lock is current, some days later.
fn locked(folder: &Path) -> Output {
    aarshjul(folder, &["--locked", "--today", "2026-12-01"])
}

/// The same, as data.
fn locked_json(folder: &Path) -> Json {
    let output = aarshjul(folder, &["--locked", "--today", "2026-12-01", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What was told where it failed: on standard error, and nothing on standard output.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                files.push((path, bytes));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_lock_that_is_current_is_told_and_nothing_is_written_with_or_without_the_output() {
    let folder = planned();
    let before = files(folder.path());
    assert!(told(&locked(folder.path())).contains("files: none, the lock is current\n"));
    assert!(before == files(folder.path()));
    // The output is not committed: where it is missing, the lock alone is looked at, and none is made.
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    told(&locked(folder.path()));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn an_edit_that_moves_a_meeting_is_told_from_and_to_and_why_and_the_lock_stays() {
    let folder = planned();
    let pinned = format!("{PLAN}    occurrences: {{2027-q2: {{on: 2027-05-11, reason: the hall is taken}}}}\n");
    fs::write(folder.path().join("plan.yaml"), pinned).unwrap();
    let before = files(folder.path());
    let message = refused(&locked(folder.path()));
    assert!(message.starts_with("error: `aarshjul.lock` is not what the plan comes to\n"), "{message}");
    let row = message.lines().find(|line| line.starts_with("beta/board/2027-q2 ")).unwrap();
    assert!(row.contains("Tue 11 May 2027") && row.ends_with("plan.yaml:10  the hall is taken"), "{message}");
    assert!(message.contains("and 1 more, deadlines among them"), "{message}");
    assert!(message.contains("stale: out/feeds/all.ics\n"), "{message}");
    assert!(message.ends_with("hint: run `aarshjul plan` and commit `aarshjul.lock`\n"), "{message}");
    assert!(before == files(folder.path()));
    let answer = locked_json(folder.path());
    assert_eq!((answer["locked"]["current"].as_bool(), answer["locked"]["lock"].as_str()), (Some(false), Some("stale")));
    let changed: Vec<&str> =
        answer["locked"]["differences"].as_array().unwrap().iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!(changed, ["beta/board/2027-q2", "beta/board/2027-q2#minutes"]);
    // What it asks for is what makes it current.
    told(&aarshjul(folder.path(), &["--today", "2026-12-01"]));
    told(&locked(folder.path()));
}

#[test]
fn a_title_alone_is_a_change_too() {
    let folder = planned();
    fs::write(folder.path().join("plan.yaml"), PLAN.replace("  board:\n", "  board:\n    title: The board\n")).unwrap();
    let message = refused(&locked(folder.path()));
    assert_eq!(message.matches("same time, new text").count(), 4, "{message}");
    assert!(message.contains("and 4 more, deadlines among them"), "{message}");
}

#[test]
fn deadlines_are_told_where_nothing_else_differs() {
    let folder = planned();
    let lock = folder.path().join("aarshjul.lock");
    let text = fs::read_to_string(&lock).unwrap();
    let (before, record) = text.split_once("[\"beta/board/2027-q1#minutes\"]").unwrap();
    let (_, after) = record.split_once("\n\n").unwrap();
    fs::write(&lock, format!("{before}{after}")).unwrap();
    let message = refused(&locked(folder.path()));
    assert!(message.contains("\nbeta/board/2027-q1#minutes  new ") && !message.contains(" more"), "{message}");
}

#[test]
fn a_lock_that_is_missing_or_written_otherwise_is_not_current() {
    let folder = planned();
    let lock = folder.path().join("aarshjul.lock");
    let text = fs::read_to_string(&lock).unwrap();
    fs::write(&lock, format!("# by hand\n{text}")).unwrap();
    assert!(refused(&locked(folder.path())).contains("not in the form that is written"));
    fs::remove_file(&lock).unwrap();
    assert!(refused(&locked(folder.path())).starts_with("error: `aarshjul.lock` is not there"));
    assert_eq!(locked_json(folder.path())["locked"]["lock"], "missing");
    assert!(!lock.exists());
}

#[test]
fn a_file_that_is_there_must_be_current_and_one_that_is_missing_need_not_be() {
    let folder = planned();
    let feed = folder.path().join("out/feeds/beta.ics");
    fs::remove_file(&feed).unwrap();
    told(&locked(folder.path()));
    fs::write(&feed, "an older feed").unwrap();
    let message = refused(&locked(folder.path()));
    assert!(message.starts_with("error: the lock is current, but not the files that are there\n"), "{message}");
    assert_eq!(message.matches("stale: ").count(), 1, "{message}");
    fs::remove_file(&feed).unwrap();
    // What an earlier run wrote and nothing asks for any more would be removed; what somebody else put there would not.
    let (list, gone) = (folder.path().join("out/.aarshjul-files"), folder.path().join("out/feeds/gone.ics"));
    fs::write(&gone, "gone").unwrap();
    told(&locked(folder.path()));
    fs::write(&list, format!("{}feeds/gone.ics\n", fs::read_to_string(&list).unwrap())).unwrap();
    let message = refused(&locked(folder.path()));
    assert!(message.contains("stale: out/.aarshjul-files\nstale: out/feeds/gone.ics\n"), "{message}");
}

#[test]
fn what_would_compare_something_else_is_refused() {
    let folder = planned();
    for other in [&["--from-scratch"][..], &["--component", "beta"], &["--what-if", "beta.title=x"], &["--apply-repair", "1"]] {
        let output = aarshjul(folder.path(), &[&["--locked"], other].concat());
        assert_eq!(output.status.code(), Some(2), "{other:?}");
    }
}
