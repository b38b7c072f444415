//! `explain ITEM`, `--prices` and `--conflict` as they are run, on a year in which Easter and Ascension Day stand in the way.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
people:
  chair: {title: Chair, leave: [2027-05-18..2027-05-21]}
  secretary: Secretary
groups:
  council:
    members: secretary
    meets: {rrule: FREQ=MONTHLY;BYDAY=1TU, drift: 5 working days, at: "10:00", length: 1h}
  board:
    members: [chair, secretary]
    meets: {each: month, on: thu, at: "13:00", length: 1h}
    after: {council: "1..15 days, best 2 days"}
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), PLAN).unwrap();
    folder
}

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

fn explained(folder: &Path, arguments: &[&str]) -> Output {
    let output = aarshjul(folder, &[&["explain"], arguments, &["--today", "2026-11-21"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(output: &Output) -> Json {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The option of a day.
fn option<'j>(answer: &'j Json, day: &str) -> &'j Json {
    answer["options"].as_array().unwrap().iter().find(|option| option["day"] == day).unwrap()
}

#[test]
fn ascension_day_and_easter_are_told_by_name_and_who_is_away_by_role() {
    let folder = folder();
    let of = |item: &str, language: &str| {
        json(&explained(folder.path(), &[item, "plan.yaml", "--format", "json", "--language", language]))
    };
    let may = of("board/2027-05", "en");
    assert_eq!(may["date"], "2027-05-13 13:00+60m");
    let words = |answer: &Json, day: &str| option(answer, day)["reasons"][0]["words"].as_str().unwrap_or_default().to_owned();
    assert_eq!(words(&may, "2027-05-06"), "6 May is Kristi himmelfartsdag");
    assert_eq!(words(&may, "2027-05-07"), "not a Thursday");
    assert_eq!(words(&may, "2027-05-20"), "`chair` is away");
    assert_eq!(words(&may, "2027-06-01"), "outside its days, 2027-05-01..2027-05-31");
    assert_eq!(words(&of("board/2027-03", "da"), "2027-03-25"), "25. marts er Skærtorsdag");
    // Four days of drift are saved where the board could meet on Ascension Day, two days after the first Tuesday.
    assert_eq!(may["binding"][0]["rule"], "open-day");
    assert_eq!((&may["binding"][0]["date"], &may["binding"][0]["less"]["least"]), (&"2027-05-06 13:00+60m".into(), &4.into()));
    // In the last week it lies 15 days after the council, which moves a day further for it.
    let late = option(&may, "2027-05-27");
    assert_eq!((&late["finding"], &late["least"], &late["proven"]), (&"possible".into(), &14.into(), &true.into()));
    assert_eq!(late["moved"][0]["id"], "beta/council/2027-05");
}

#[test]
fn the_plan_has_a_language_and_a_lock_that_are_taken() {
    let folder = folder();
    let run = |arguments: &[&str]| text(&explained(folder.path(), arguments));
    assert!(run(&["board/2027-05", "plan.yaml"]).contains("ligger torsdag 13. maj 2027 kl. 13.00 (uge 19)"));
    assert!(run(&["board/2027-05", "plan.yaml", "--language", "en"]).contains("lies on Thursday 13 May 2027 at 13:00 (week 19)"));
    let planned = aarshjul(folder.path(), &["plan", "plan.yaml", "--today", "2026-11-21"]);
    assert!(planned.status.success());
    let lock = fs::read(folder.path().join("aarshjul.lock")).unwrap();
    let shown = json(&explained(folder.path(), &["board/2027-05", "plan.yaml", "--format", "json"]));
    assert_eq!(shown["shown"], "2027-05-13 13:00+60m");
    // Both the board and the council would move from what was announced.
    assert_eq!((&option(&shown, "2027-05-27")["least"], &option(&shown, "2027-05-27")["moving"]), (&54.into(), &40.into()));
    let after = aarshjul(folder.path(), &["explain", "board/2027-05", "plan.yaml", "--today", "2027-06-01", "--format", "json"]);
    assert_eq!(option(&json(&after), "2027-05-27")["finding"], "past");
    assert_eq!(fs::read(folder.path().join("aarshjul.lock")).unwrap(), lock);
}

#[test]
fn prices_stand_in_order_and_say_how_many_were_not_tried() {
    let folder = folder();
    let all = json(&explained(folder.path(), &["--prices", "plan.yaml", "--format", "json"]));
    let prices = all["prices"].as_array().unwrap();
    let of = |rule: &str| prices.iter().filter(|price| price["rule"] == rule).map(|price| price["least"].as_i64().unwrap()).max();
    assert_eq!((of("drift"), of("open-day"), of("weekday"), of("attendance")), (Some(4), Some(4), Some(3), Some(0)));
    assert!(prices.iter().all(|price| price["proven"] == true));
    assert_eq!(all["not_tried"], 0);
    let few = text(&explained(folder.path(), &["--prices", "plan.yaml", "--limit", "1", "--language", "en"]));
    assert!(few.contains("without 1 lines") && few.contains("more were not tried (--limit)"), "{few}");
}

#[test]
fn what_is_not_planned_again_is_told_as_such() {
    let folder = folder();
    let none = explained(folder.path(), &["council/2027-05", "plan.yaml", "--options", "0", "--language", "en"]);
    let told = text(&none);
    assert!(told.contains("at most +") && told.contains("if nothing else moves"), "{told}");
    assert!(told.contains("the plan was made again for 0 of "), "{told}");
}

#[test]
fn a_plan_that_cannot_be_met_is_told_as_its_conflict_whatever_is_asked() {
    let folder = folder();
    let met = explained(folder.path(), &["--conflict", "plan.yaml", "--language", "en"]);
    assert_eq!(text(&met), "no conflict: all musts can hold together\n");
    let away = PLAN.replace("2027-05-18..2027-05-21", "2027-05-01..2027-05-31");
    fs::write(folder.path().join("plan.yaml"), away).unwrap();
    for asked in [["--conflict", "plan.yaml"], ["--prices", "plan.yaml"], ["board/2027-05", "plan.yaml"]] {
        let output = aarshjul(folder.path(), &[&["explain"], asked.as_slice()].concat());
        assert_eq!(output.status.code(), Some(1), "{asked:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("error[infeasible-plan]"), "{asked:?}");
    }
}

#[test]
fn an_item_is_named_by_its_end_and_a_code_stays_a_code() {
    let folder = folder();
    let fault = |item: &str| {
        let output = aarshjul(folder.path(), &["explain", item, "plan.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{item}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(fault("2027-05").contains("beta/board/2027-05, beta/council/2027-05: name one of them"));
    assert!(fault("bord/2027-05").contains("did you mean"), "{}", fault("bord/2027-05"));
    assert!(fault("idel-rule").contains("did you mean `idle-rule`?"));
    assert!(text(&explained(folder.path(), &["idle-rule"])).starts_with("# idle-rule\n"));
}

#[test]
fn the_answer_is_the_same_on_one_thread_and_on_two() {
    let folder = folder();
    for asked in [["council/2027-05", "plan.yaml"], ["--prices", "plan.yaml"]] {
        let on = |threads: &str| text(&explained(folder.path(), &[asked.as_slice(), &["--threads", threads]].concat()));
        assert_eq!(on("1"), on("2"), "{asked:?}");
    }
}
