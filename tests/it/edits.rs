//! `cancel`, `move` and `pin` write one line of the plan and plan again: all of it, or nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PLAN: &str = r#"years: 2027
product: beta   # the product
calendars: {dk: {country: dk}}
calendar: dk
groups:
  # who decides
  board:
    meets: {each: quarter, on: [tue], at: "10:00", length: 2h}   # mornings

  council:
    meets: {each: quarter, on: [mon], at: "13:00", length: 1h}
    after: {board: 5..60 days}
"#;

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aarshjul"))
        .current_dir(folder)
        .args(arguments)
        .args(["--today", "2026-11-22"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn planned() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/beta.yaml"), PLAN).unwrap();
    told(&aarshjul(folder.path(), &["plan"]));
    folder
}

fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("plans/beta.yaml")).unwrap()
}

fn feed(folder: &Path) -> String {
    fs::read_to_string(folder.join("out/feeds/beta-board.ics")).unwrap()
}

#[test]
fn cancelling_a_meeting_is_one_command() {
    let folder = planned();
    let folder = folder.path();
    let events = |text: &str| text.matches("BEGIN:VEVENT").count();
    let before = events(&feed(folder));
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();

    let cancel = ["cancel", "board/2027-q3", "--reason", "sommerferie: ingen sager"];
    let dry = told(&aarshjul(folder, &[&cancel[..], &["--dry-run"]].concat()));
    assert!(dry.contains("+       2027-q3: {cancelled: yes, reason: \"sommerferie: ingen sager\"}"), "{dry}");
    assert!(dry.contains("no longer held") && text(folder) == PLAN, "nothing is written: {dry}");
    assert_eq!(fs::read_to_string(folder.join("aarshjul.lock")).unwrap(), lock);

    let done = told(&aarshjul(folder, &cancel));
    assert!(done.starts_with("plans/beta.yaml:9\n+     occurrences:\n+       2027-q3: {cancelled"), "{done}");
    let mornings = "# mornings\n";
    let entry = "    occurrences:\n      2027-q3: {cancelled: yes, reason: \"sommerferie: ingen sager\"}\n";
    assert_eq!(text(folder), PLAN.replace(mornings, &format!("{mornings}{entry}")));
    assert_eq!(events(&feed(folder)), before - 1);
    assert!(fs::read_to_string(folder.join("aarshjul.lock")).unwrap().contains("state = \"withdrawn\""));
    assert!(told(&aarshjul(folder, &["plan"])).contains("files: 0 written"), "the plan was made of what was written");
}

#[test]
fn a_meeting_is_moved_to_a_date_and_kept_where_it_is() {
    let folder = planned();
    let folder = folder.path();
    told(&aarshjul(folder, &["move", "beta/board/2027-q2", "--to", "2027-05-12", "--at", "14:00", "--reason", "lokale"]));
    assert!(text(folder).contains("      2027-q2: {on: 2027-05-12, at: \"14:00\", reason: lokale}\n"), "{}", text(folder));
    assert!(feed(folder).contains("DTSTART;TZID=Europe/Copenhagen:20270512T140000"));

    let changes = |folder: &Path| fs::read_to_string(folder.join("out/changes.md")).unwrap();
    let page = changes(folder);
    let row =
        page.lines().find(|line| line.starts_with("| Board | tir ")).unwrap_or_else(|| panic!("the meeting that moved: {page}"));
    assert!(row.ends_with(" | ons 12. maj 2027 kl. 14.00–16.00 (uge 19) | lokale |"), "{row}");
    assert!(page.starts_with("# Ændringer\n\n## 2026-11-22\n\n| Hvad | Fra | Til | Hvorfor |\n"), "{page}");

    let pinned = told(&aarshjul(folder, &["pin", "council/2027-q4", "--reason", "aftalt"]));
    assert!(!pinned.contains("moved:"), "{pinned}");
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    let when = lock.split("[\"beta/council/2027-q4\"]").nth(1).and_then(|block| block.split("when = \"").nth(1)).unwrap();
    assert!(text(folder).contains(&format!("2027-q4: {{on: {}, at: \"13:00\", reason: aftalt}}", &when[..10])));
    told(&aarshjul(folder, &["cancel", "council/2027-q4", "--reason", "alligevel ikke"]));
    assert!(text(folder).contains("2027-q4: {cancelled: yes, reason: \"alligevel ikke\"}"), "{}", text(folder));
    let page = changes(folder);
    let gone = page.split("## Aflyst\n").nth(1).expect("what is cancelled");
    assert!(gone.contains("| Council | man ") && gone.contains(" | – | alligevel ikke |"), "{page}");
}

#[test]
fn what_cannot_be_met_or_is_not_found_changes_nothing() {
    let folder = planned();
    let folder = folder.path();
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    // The last Tuesday of the quarter leaves no Monday for the council five days after it.
    let output = aarshjul(folder, &["move", "board/2027-q1", "--to", "2027-03-31", "--reason", "x"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stderr).contains("infeasible-plan"));
    for (item, expected) in
        [("bord/2027-q1", "did you mean `beta/board/2027-q1`?"), ("2027-q1", "could be beta/board/2027-q1, beta/council/2027-q1")]
    {
        let output = aarshjul(folder, &["cancel", item, "--reason", "x"]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(text(folder), PLAN);
    assert_eq!(fs::read_to_string(folder.join("aarshjul.lock")).unwrap(), lock);
}
