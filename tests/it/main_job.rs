//! The main job on the real plans: `aarshjul plan`, as a person runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::Value as Json;
use tempfile::TempDir;

/// A run of the main job into a folder of its own.
pub(crate) struct Run {
    /// Keeps the folder until the end of the tests.
    _folder: TempDir,
    /// The plans that were planned, a copy that a test may change.
    pub(crate) plans: PathBuf,
    /// Where the files were written.
    pub(crate) out: PathBuf,
    /// What was answered.
    pub(crate) answer: String,
}

impl Run {
    /// A written file.
    pub(crate) fn text(&self, path: &str) -> String {
        fs::read_to_string(self.out.join(path)).expect("the file was written")
    }

    /// Every written file with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.out.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).expect("a file");
                    files.insert(path, bytes);
                }
            }
        }
        files
    }

    /// When each meeting of a group is: its label and its start.
    fn meetings(&self, group: &str) -> BTreeMap<String, String> {
        let schedule: Json = serde_json::from_str(&self.text("schedule.json")).expect("JSON");
        let entries = schedule["entries"].as_array().expect("entries").iter();
        let meetings = entries.filter(|entry| entry["kind"] == "meeting").filter_map(|entry| {
            let label = entry["id"].as_str()?.strip_prefix(&format!("{group}/"))?;
            Some((label.to_owned(), entry["start"].as_str()?.to_owned()))
        });
        meetings.collect()
    }
}

fn plans() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("plans")
}

/// Runs the program with arguments and a fixed date.
fn aarshjul(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aarshjul")).args(arguments).env("NO_COLOR", "1").output().expect("the program runs")
}

/// Copies the real plans, changes them, and plans them.
fn run(change: impl FnOnce(&Path)) -> Run {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plans_copy, out) = (folder.path().join("plans"), folder.path().join("out"));
    fs::create_dir(&plans_copy).expect("a new folder");
    for entry in fs::read_dir(plans()).expect("the plans") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            fs::copy(&path, plans_copy.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
    change(&plans_copy);
    let mut run = Run { _folder: folder, plans: plans_copy, out, answer: String::new() };
    run.answer = again(&run);
    run
}

/// Plans the plans of a run as they are now.
fn again(run: &Run) -> String {
    let (plans, out) = (run.plans.to_string_lossy(), run.out.to_string_lossy());
    let output = aarshjul(&["plan", &plans, "-o", &out, "--today", "2026-11-21"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The real plans, planned once for all tests that only look.
pub(crate) fn planned() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| run(|_| ()))
}

/// Replaces a text that stands in a file exactly once.
fn replace(plans: &Path, file: &str, from: &str, to: &str) {
    let path = plans.join(file);
    let text = fs::read_to_string(&path).expect("a plan");
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
    fs::write(path, text.replace(from, to)).expect("the plan is written");
}

/// The day of a start such as `2027-09-16T13:00`.
fn day(start: &str) -> &str {
    start.split('T').next().expect("a start has a day")
}

#[test]
fn the_real_plans_are_planned_to_proven_optimality_and_verified() {
    let run = planned();
    let last = run.answer.lines().last().expect("a summary");
    assert!(last.ends_with("proven optimal"), "{last}");
    let (plans, out) = (run.plans.to_string_lossy(), run.out.to_string_lossy());
    let verified = aarshjul(&["verify", &plans, "-o", &out]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert!(String::from_utf8_lossy(&verified.stdout).ends_with("the feeds keep the plan\n"));
}

#[test]
fn a_second_run_changes_no_byte_on_a_later_day_either() {
    let run = run(|_| ());
    let before = run.files();
    let answer = again(&run);
    assert!(answer.contains("files: 0 written"), "{answer}");
    assert!(before == run.files());
    let (plans, out) = (run.plans.to_string_lossy(), run.out.to_string_lossy());
    let later = aarshjul(&["plan", &plans, "-o", &out, "--today", "2027-02-01"]);
    assert!(later.status.success());
    assert!(before == run.files());
}

#[test]
fn two_runs_from_nothing_write_the_same_bytes() {
    let other = run(|_| ());
    let names = |run: &Run| -> BTreeMap<PathBuf, Vec<u8>> {
        let files = run.files().into_iter();
        // The places in schedule.json name the folder of the plans, which differs between the two.
        let kept = files.filter(|(path, _)| !path.ends_with("schedule.json"));
        kept.map(|(path, bytes)| (path.strip_prefix(&run.out).expect("below out").to_owned(), bytes)).collect()
    };
    assert!(names(planned()) == names(&other));
}

#[test]
fn the_steering_group_meets_after_the_coordination_group_in_every_month() {
    let coordination = planned().meetings("os2display/koordinationsgruppe");
    let steering = planned().meetings("os2display/styregruppe");
    assert_eq!(steering.len(), 22);
    assert!(!steering.contains_key("2026-07") && !steering.contains_key("2027-07"));
    let mut contradictions = BTreeMap::from([(2026, 0), (2027, 0)]);
    for (month, steering) in &steering {
        let coordination = &coordination[month];
        let date = |start: &str| day(start).parse::<NaiveDate>().expect("a date");
        let after = (date(steering) - date(coordination)).num_days();
        assert!((1..=10).contains(&after), "{month}: {coordination} and {steering}");
    }
    // The months in which "first Monday" and "first Thursday" contradict that the one comes before the other.
    for (year, count) in &mut contradictions {
        for month in 1..=12 {
            let first = |weekday| NaiveDate::from_weekday_of_month_opt(*year, month, weekday, 1).expect("a first one");
            *count += i32::from(first(Weekday::Thu) < first(Weekday::Mon));
        }
    }
    assert_eq!(contradictions, BTreeMap::from([(2026, 6), (2027, 5)]));
}

#[test]
fn easter_ascension_and_week_53_are_stepped_around() {
    let run = planned();
    let coordination = run.meetings("os2display/koordinationsgruppe");
    let steering = run.meetings("os2display/styregruppe");
    // 6 April 2026 is Easter Monday and a first Monday.
    assert_ne!(day(&coordination["2026-04"]), "2026-04-06");
    // 6 May 2027 is Ascension Day and a first Thursday; the Friday after is closed as well.
    assert!(!["2027-05-06", "2027-05-07"].contains(&day(&steering["2027-05"])));
    // 1 January 2027 lies in week 53 of 2026.
    let schedule: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    let weeks: Vec<&str> =
        schedule["entries"].as_array().expect("entries").iter().filter_map(|entry| entry["week"].as_str()).collect();
    assert!(!weeks.contains(&"2027-W53") && weeks.contains(&"2027-W01"));
}

#[test]
fn nothing_is_placed_on_a_weekend_a_holiday_or_a_closed_day() {
    let run = planned();
    let schedule: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    let mut looked_at = 0;
    for entry in schedule["entries"].as_array().expect("entries").iter().filter(|entry| entry["kind"] != "phase") {
        let start = ["start", "date"].iter().find_map(|key| entry[*key].as_str()).expect("a day");
        let date: NaiveDate = day(start).parse().expect("a date");
        let weekday = date.weekday().number_from_monday();
        assert!(weekday < 6, "{entry}");
        // Typed in from the almanac, not computed by the program: Easter, Ascension, Whitsun, and the fixed days.
        let closed = [
            "01-01",
            "06-05",
            "12-24",
            "12-25",
            "12-26",
            "12-27",
            "12-28",
            "12-29",
            "12-30",
            "12-31",
            "2026-04-02",
            "2026-04-03",
            "2026-04-06",
            "2026-05-14",
            "2026-05-15",
            "2026-05-25",
            "2027-03-25",
            "2027-03-26",
            "2027-03-29",
            "2027-05-06",
            "2027-05-07",
            "2027-05-17",
            "2026-01-02",
        ];
        assert!(!closed.iter().any(|day| date.to_string().ends_with(day)), "{entry}");
        looked_at += 1;
    }
    assert!(looked_at > 400, "{looked_at}");
}

#[test]
fn a_leave_in_one_week_moves_what_it_must_and_no_more() {
    let run = run(|_| ());
    let before: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    replace(
        &run.plans,
        "faelles.yaml",
        "  produktejer: Produktejer for OS2display og OS2forms\n",
        "  produktejer: {title: Produktejer for OS2display og OS2forms, leave: [2027-W36]}\n",
    );
    let answer = again(&run);
    assert!(answer.lines().last().expect("a summary").ends_with("proven optimal"), "{answer}");
    let after: Json = serde_json::from_str(&run.text("schedule.json")).expect("JSON");
    let members =
        |entry: &Json| entry["members"].as_array().is_some_and(|members| members.iter().any(|member| member == "produktejer"));
    let (mut moved, mut away) = (0, 0);
    for (old, new) in
        before["entries"].as_array().expect("entries").iter().filter(|entry| entry["kind"] == "meeting").map(|old| {
            let new = after["entries"].as_array().expect("entries").iter().find(|new| new["id"] == old["id"]);
            (old, new.expect("the same meetings are held"))
        })
    {
        moved += usize::from(old["start"] != new["start"]);
        away += usize::from(members(old) && old["week"] == "2027-W36");
        assert!(!(members(new) && new["week"] == "2027-W36"), "{new}");
        let raised = new["sequence"].as_i64() > old["sequence"].as_i64();
        assert_eq!(raised, old["start"] != new["start"], "{new}");
    }
    assert!(away > 0 && moved >= away, "{moved} moved, {away} had to");
    assert!(moved <= 3 * away, "{moved} moved, {away} had to");
}

#[test]
fn a_plan_that_cannot_be_met_writes_nothing_and_names_the_rules() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let plan = folder.path().join("plan.yaml");
    let text = "product: p\nyears: 2027\ncalendars: {dk: {country: dk}}\ncalendar: dk\ngroups:\n  a:\n    meets: {windows: {one: 05-06..05-06}, at: \"10:00\", length: 1h}\n    occurrences: {2027-one: {on: 2027-05-07, reason: fixed}}\n  b:\n    meets: {windows: {one: 05-03..05-05}, at: \"10:00\", length: 1h}\n    after: {a: 1..9 days}\n";
    fs::write(&plan, text).expect("the plan is written");
    let out = folder.path().join("out");
    let output = aarshjul(&["plan", &plan.to_string_lossy(), "-o", &out.to_string_lossy(), "--today", "2026-11-21"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("infeasible-plan") && told.contains("plan.yaml:8:34") && told.contains("after: {a: 1..9 days}"),
        "{told}"
    );
    assert!(!out.exists());
}

#[test]
fn a_dry_run_writes_nothing_and_usage_faults_are_code_two() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plans, out) = (plans(), folder.path().join("out"));
    let output =
        aarshjul(&["plan", &plans.to_string_lossy(), "-o", &out.to_string_lossy(), "--dry-run", "--today", "2026-11-21"]);
    assert!(output.status.success() && !out.exists());
    assert_eq!(aarshjul(&["plan", "--no-such-flag"]).status.code(), Some(2));
    assert_eq!(aarshjul(&["plan", "no-such-folder"]).status.code(), Some(2));
    assert_eq!(aarshjul(&["--help"]).status.code(), Some(0));
}

#[test]
fn every_answer_has_a_form_for_programs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (plans, out) = (plans(), folder.path().join("out"));
    let (plans, out) = (plans.to_string_lossy(), out.to_string_lossy());
    let json = |arguments: &[&str]| -> Json {
        let output = aarshjul(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|fault| panic!("{arguments:?}: {fault}"))
    };
    let planned = json(&["plan", &plans, "-o", &out, "--format", "json", "--today", "2026-11-21"]);
    assert_eq!((planned["status"].as_str(), planned["objective"].as_i64()), (Some("optimal"), planned["bound"].as_i64()));
    assert_eq!(json(&["check", &plans, "--format", "json"])["valid"], true);
    assert_eq!(json(&["verify", &plans, "-o", &out, "--format", "json"])["kept"], true);
    let holidays = json(&["holidays", "dk", "2027", "--format", "json"]);
    assert_eq!(holidays["holidays"][1]["date"], "2027-03-25");
    assert_eq!(json(&["schema"])["title"], "aarshjul plan");
    let faulty = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/faulty/five-faults.yaml");
    for command in ["plan", "verify"] {
        assert_eq!(json(&[command, faulty, "-o", &out, "--format", "json"])["status"], "at fault", "{command}");
    }
}

#[test]
fn the_committed_lock_is_what_the_committed_plans_come_to() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let lock = folder.path().join("aarshjul.lock");
    fs::copy(root.join("aarshjul.lock"), &lock).expect("the lock is committed");
    let (plans, out, copy) = (plans(), folder.path().join("out"), lock.to_string_lossy());
    let output =
        aarshjul(&["plan", &plans.to_string_lossy(), "-o", &out.to_string_lossy(), "--lock", &copy, "--today", "2030-01-01"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let committed = fs::read_to_string(root.join("aarshjul.lock")).expect("the lock is committed");
    assert!(committed == fs::read_to_string(&lock).expect("the lock was written"), "run `make plan` and commit aarshjul.lock");
}
