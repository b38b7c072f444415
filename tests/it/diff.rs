//! `diff` tells what subscribers see change: between locks, folders and revisions of git.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}
    deadlines: {minutes: 5 working days after}
"#;

pub(crate) fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program).current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

pub(crate) fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Runs git as somebody, in a folder.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    told(&run(folder, "git", &[&identity[..], arguments].concat()))
}

#[test]
fn what_moved_is_told_between_revisions_locks_and_folders_in_text_markdown_and_json() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let aarshjul = |arguments: &[&str]| run(folder, env!("CARGO_BIN_EXE_aarshjul"), arguments);
    let git = |arguments: &[&str]| git(folder, arguments);
    let plan = |text: &str| {
        fs::write(folder.join("plan.yaml"), text).unwrap();
        told(&aarshjul(&["plan", "plan.yaml", "--today", "2026-11-22"]));
    };
    git(&["init", "-q"]);
    plan(PLAN);
    git(&["add", "."]);
    git(&["commit", "-qm", "a plan"]);
    assert_eq!(told(&aarshjul(&["diff", "HEAD"])), "Ingen ændringer\n");
    fs::create_dir(folder.join("before")).unwrap();
    fs::copy(folder.join("aarshjul.lock"), folder.join("before/aarshjul.lock")).unwrap();

    // One meeting moved by hand: it moves, with its deadline, and nothing else does.
    let moved = format!("{PLAN}    occurrences: {{2027-q2: {{on: 2027-05-11, reason: lokalet er optaget}}}}\n");
    plan(&moved);
    let table = told(&aarshjul(&["diff", "HEAD"]));
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(lines[0].starts_with("Hvad") && lines[0].contains("Fra") && lines[0].contains("Til"));
    assert!(
        lines[1].starts_with("beta/board/2027-q2  tir ") && lines[1].ends_with("tir 11. maj 2027 kl. 10.00–12.00 (uge 19)"),
        "{table}"
    );
    assert_eq!(told(&aarshjul(&["diff", "before", "aarshjul.lock"])), table);
    assert_eq!(told(&aarshjul(&["diff", "before/aarshjul.lock", "--deadlines"])).lines().count(), 3);

    let markdown = told(&aarshjul(&["diff", "HEAD", "--format", "markdown", "--language", "en"]));
    assert!(markdown.starts_with("| What | From | To |\n| --- | --- | --- |\n| beta/board/2027-q2 | Tue "), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&told(&aarshjul(&["diff", "HEAD", "--format", "json"]))).unwrap();
    assert_eq!(json["differences"][0]["change"], "moved");
    assert_eq!(json["differences"][0]["to"], "2027-05-11 10:00+120m");
}

#[test]
fn two_branches_that_each_move_another_meeting_merge_without_a_conflict() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let aarshjul = |arguments: &[&str]| told(&run(folder, env!("CARGO_BIN_EXE_aarshjul"), arguments));
    let git = |arguments: &[&str]| git(folder, arguments);
    fs::create_dir(folder.join("plans")).unwrap();
    fs::write(folder.join(".gitignore"), "out/\n").unwrap();
    fs::write(folder.join("plans/beta.yaml"), PLAN).unwrap();
    let gamma = PLAN.replace("years: 2027\n", "").replace("calendars: {dk: {country: dk}}\n", "").replace("beta", "gamma");
    fs::write(folder.join("plans/gamma.yaml"), gamma).unwrap();
    git(&["init", "-q"]);
    aarshjul(&["plan", "--today", "2026-11-22"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a plan"]);

    // Each branch at its own time.
    git(&["checkout", "-qb", "one"]);
    let reason = ["--reason", "lokale"];
    aarshjul(&[&["move", "beta/board/2027-q2", "--to", "2027-05-11", "--today", "2026-11-23"], &reason[..]].concat());
    git(&["commit", "-qam", "one"]);
    git(&["checkout", "-q", "main"]);
    aarshjul(&[&["move", "gamma/board/2027-q2", "--to", "2027-05-18", "--today", "2026-11-24"], &reason[..]].concat());
    git(&["commit", "-qam", "other"]);
    git(&["merge", "-q", "--no-edit", "one"]);

    let merged = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    assert!(merged.contains("2027-05-11 10:00+120m") && merged.contains("2027-05-18 10:00+120m"));
    aarshjul(&["plan", "--today", "2026-11-25"]);
    assert_eq!(fs::read_to_string(folder.join("aarshjul.lock")).unwrap(), merged, "nothing is left to be told");
    assert_eq!(aarshjul(&["diff", "HEAD~1"]).lines().count(), 2, "the merge brought one move");
}

#[test]
fn what_is_no_state_of_the_lock_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("aarshjul.lock"), "version = 1\n").unwrap();
    for wrong in ["nowhere", "--output=x"] {
        let output = run(folder.path(), env!("CARGO_BIN_EXE_aarshjul"), &["diff", "--", wrong]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(&format!("`{wrong}` is no lock, no folder with one and no revision of git")), "{said}");
    }
}
