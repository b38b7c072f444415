//! The commands that help those who write plans, as they are run: `init`, `check`, `explain`, `fmt`, and the bill of `plan`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use aarshjul::diagnostic::code::Code;
use serde_json::Value as Json;

const PLAN: &str = r#"years: 2027
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  bestyrelse:
    meets:
      rrule: FREQ=MONTHLY;BYDAY=1MO
      drift: 5 working days
      at: "13:00"
      length: 1h
      prefer: {on: tue}
  råd:
    meets: {each: month, on: [mon, tue], at: "13:00", length: 1h, prefer: {on: mon}}
    not-same-week: {bestyrelse: should}
"#;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn aarshjul(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aarshjul")).current_dir(folder).args(arguments).env("NO_COLOR", "1").output().unwrap()
}

fn answer(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn folder_with(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.yaml"), text).unwrap();
    folder
}

fn json(output: &Output) -> Json {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_init_writes_is_checked_formatted_and_planned_to_proven_optimality() {
    for language in ["da", "en"] {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| aarshjul(folder.path(), arguments);
        assert!(run(&["init", "--year", "2027", "--language", language, "--yes"]).status.success());
        let more = [
            "init",
            "--product",
            "gamma",
            "--title",
            "Gamma: to",
            "--year",
            "2027",
            "--language",
            language,
            "--groups",
            "erfa,forum",
        ];
        assert!(run(&more).status.success(), "a second product of the same plan");
        let checked = run(&["check", "--deny", "warnings"]);
        assert!(checked.status.success() && answer(&checked).contains("2 products, 4 groups"), "{checked:?}");
        assert_eq!(run(&["fmt", "--check"]).status.code(), Some(0));
        let planned = answer(&run(&["plan", "--today", "2026-11-21"]));
        assert!(planned.ends_with("proven optimal\n"), "{planned}");
        // Nothing is written over, and nothing else is written then.
        let again = run(&more);
        assert_eq!(again.status.code(), Some(2), "{again:?}");
        assert!(String::from_utf8_lossy(&again.stderr).contains("plans/gamma.yaml is there already"));
    }
}

#[test]
fn init_writes_nothing_where_the_plan_would_be_at_fault() {
    let folder = tempfile::tempdir().unwrap();
    let output = aarshjul(folder.path(), &["init", "--product", "to ord", "--year", "2027", "--yes"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_itemised_bill_sums_to_the_objective_in_both_forms() {
    let folder = folder_with(PLAN);
    let run = |arguments: &[&str]| aarshjul(folder.path(), arguments);
    let told = json(&run(&["plan", "plan.yaml", "--today", "2026-11-21", "--costs", "--format", "json"]));
    let objective = told["objective"].as_i64().unwrap();
    assert!(objective > 0);
    let sum = |list: &Json, key: &str| list.as_array().unwrap().iter().map(|item| item[key].as_i64().unwrap()).sum::<i64>();
    let lines = &told["cost"]["by_rule"];
    assert_eq!(sum(lines, "cost"), objective);
    for line in lines.as_array().unwrap() {
        assert_eq!(sum(&line["charges"], "cost"), line["cost"].as_i64().unwrap());
        assert_eq!(sum(&line["charges"], "units"), line["units"].as_i64().unwrap());
    }
    let schedule: Json = serde_json::from_str(&fs::read_to_string(folder.path().join("out/schedule.json")).unwrap()).unwrap();
    assert_eq!(sum(&schedule["cost"]["charges"], "cost"), objective);
    assert_eq!(sum(&schedule["cost"]["by_rule"], "cost"), objective);
    let costs: Vec<i64> =
        schedule["cost"]["charges"].as_array().unwrap().iter().filter_map(|charge| charge["cost"].as_i64()).collect();
    assert!(costs.is_sorted_by(|one, next| one >= next), "{costs:?}");
    // In words: every amount of a meeting stands eleven columns in, with its units.
    let words = answer(&run(&["plan", "plan.yaml", "--today", "2026-11-21", "--costs"]));
    let amounts = words.lines().filter(|line| line.starts_with("     ") && line.contains(" unit") && line.contains("beta/"));
    assert_eq!(amounts.filter_map(|line| line.split_whitespace().next()?.parse::<i64>().ok()).sum::<i64>(), objective, "{words}");
}

#[test]
fn check_speaks_to_code_review_tools_and_denies_warnings_where_it_is_told_to() {
    let folder = folder_with(&PLAN.replace("råd:\n", "råd:\n    link:\n"));
    let run = |arguments: &[&str]| aarshjul(folder.path(), arguments);
    assert_eq!(run(&["check", "plan.yaml"]).status.code(), Some(0));
    assert!(answer(&run(&["check", "plan.yaml"])).ends_with("; 1 warning\n"));
    assert_eq!(run(&["check", "plan.yaml", "--deny", "warnings"]).status.code(), Some(1));
    let github = answer(&run(&["check", "plan.yaml", "--format", "github"]));
    assert!(github.starts_with("::warning file=plan.yaml,line=14,col=5,endLine=14,endColumn=8,title=empty-key::"), "{github}");
    let sarif = json(&run(&["check", "plan.yaml", "--format", "sarif"]));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&"empty-key".into(), &"warning".into()));
}

#[test]
fn a_preview_is_a_table_and_data() {
    let folder = folder_with(PLAN);
    let run = |arguments: &[&str]| aarshjul(folder.path(), arguments);
    let table = answer(&run(&["check", "plan.yaml", "--preview", "bestyrelse"]));
    assert!(table.contains("2027-03  "), "{table}");
    let data = json(&run(&["check", "plan.yaml", "--preview", "beta/råd", "--format", "json"]));
    assert_eq!(data["preview"]["meetings"].as_array().map(Vec::len), Some(12));
    // Alone it has what it prefers: Mondays.
    assert!(data["preview"]["meetings"].as_array().unwrap().iter().all(|meeting| meeting["weekday"] == "mon"), "{data:#}");
    let unknown = run(&["check", "plan.yaml", "--preview", "bestyrelsen"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `bestyrelse`?"));
}

#[test]
fn explain_prints_the_document_of_every_code() {
    for code in Code::ALL {
        let document = fs::read_to_string(root().join(format!("docs/diagnostics/{code}.md"))).unwrap();
        assert_eq!(code.document(), document);
    }
    let output = aarshjul(&root(), &["explain", "closed-day"]);
    assert!(answer(&output).starts_with("# closed-day\n"));
    let unknown = aarshjul(&root(), &["explain", "closd-day"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `closed-day`?"));
}

#[test]
fn fmt_names_what_it_would_change_changes_it_and_then_has_nothing_to_do() {
    let ragged = PLAN.replace(": {", ":   {").replace("\"13:00\"", "13:00").replace('\n', "\r\n");
    let folder = folder_with(&ragged);
    let run = |arguments: &[&str]| aarshjul(folder.path(), arguments);
    let text = || fs::read_to_string(folder.path().join("plan.yaml")).unwrap();
    let checked = run(&["fmt", "plan.yaml", "--check"]);
    assert_eq!((checked.status.code(), answer(&checked).as_str()), (Some(1), "plan.yaml\n"));
    assert_eq!(text(), ragged);
    assert_eq!(run(&["fmt", "plan.yaml"]).status.code(), Some(0));
    assert_eq!(text(), PLAN);
    assert_eq!(run(&["fmt", "plan.yaml", "--check"]).status.code(), Some(0));
    fs::write(folder.path().join("plan.yaml"), "a: [1\nb: 2\n").unwrap();
    assert_eq!(run(&["fmt", "plan.yaml"]).status.code(), Some(1));
    assert_eq!(text(), "a: [1\nb: 2\n");
}

#[test]
fn fmt_reads_standard_input_and_writes_standard_output() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_aarshjul"))
        .args(["fmt", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("a:   1 # så\n".as_bytes()).unwrap();
    assert_eq!(answer(&child.wait_with_output().unwrap()), "a: 1 # så\n");
}

#[test]
fn the_plans_and_examples_of_the_repository_have_the_one_form() {
    let output = aarshjul(&root(), &["fmt", "--check", "plans", "examples", "examples/two-products"]);
    assert_eq!((answer(&output).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn the_manual_page_is_one() {
    assert!(answer(&aarshjul(&root(), &["man"])).contains(".TH aarshjul 1"));
}
