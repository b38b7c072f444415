//! `cancel`, `move`, `pin` and `roll` write lines of the plan and plan again: all of it, or nothing. `--what-if` writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;

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
        [("bord/2027-q1", "did you mean `board/2027-q1`?"), ("2027-q1", "could be beta/board/2027-q1, beta/council/2027-q1")]
    {
        let output = aarshjul(folder, &["cancel", item, "--reason", "x"]);
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(expected), "{said}");
    }
    assert_eq!(text(folder), PLAN);
    assert_eq!(fs::read_to_string(folder.join("aarshjul.lock")).unwrap(), lock);
}

/// Below this folder, every file with its bytes.
fn everything(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(everything(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

fn json(output: &Output) -> Json {
    serde_json::from_str(&told(output)).unwrap()
}

fn refused(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_trial_tells_what_would_come_of_an_edit_and_writes_nothing() {
    let folder = planned();
    let folder = folder.path();
    let before = everything(folder);
    let trial = ["plan", "--what-if", "beta.groups.board.meets.on=[wed]", "--what-if", "beta.groups.board.meets.length=3h"];
    let human = told(&aarshjul(folder, &trial));
    let edit = "plans/beta.yaml:8\n-     meets: {each: quarter, on: [tue], at: \"10:00\", length: 2h}   # mornings\n+     meets: {each: quarter, on: [wed], at: \"10:00\", length: 3h}   # mornings\nHvad  ";
    assert!(human.starts_with(edit), "{human}");
    assert!(
        human.contains("cost: 0 → 0 (+0)\n") && human.ends_with("files: none, this is what would be: proven optimal\n"),
        "{human}"
    );
    assert!(
        human.contains("beta/board/2027-q1") && human.contains("kl. 10.00–12.00") && human.contains("kl. 10.00–13.00"),
        "{human}"
    );
    let trial = json(&aarshjul(folder, &[&trial[..], &["--format", "json"]].concat()));
    assert_eq!(everything(folder), before, "nothing is written");

    // The same edit by hand comes to the same.
    let edited = PLAN.replace("on: [tue]", "on: [wed]").replace("length: 2h", "length: 3h");
    fs::write(folder.join("plans/beta.yaml"), edited).unwrap();
    let done = json(&aarshjul(folder, &["plan", "--format", "json"]));
    let ids = |moved: &Json, key: &str| {
        let rows = moved.as_array().unwrap().iter().map(|row| [&row["id"], &row["from"], &row[key]].map(ToString::to_string));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        rows
    };
    assert_eq!(ids(&trial["differences"], "to"), ids(&done["moved"], "to"));
    assert_eq!(trial["cost"]["then"], done["cost"]["total"]);
    assert_eq!(trial["disruption"], done["disruption"]);
}

#[test]
fn a_trial_that_cannot_be_met_or_read_is_told_as_such() {
    let folder = planned();
    let folder = folder.path();
    let before = everything(folder);
    let try_out = |proposal: &str| aarshjul(folder, &["plan", "--what-if", proposal]);
    let conflict = refused(&try_out("beta.groups.board.occurrences.2027-q1={on: 2027-03-31, reason: x}"), 1);
    assert!(conflict.contains("infeasible-plan"), "{conflict}");
    assert!(refused(&try_out("beta.groups.board.occurrences.2027-q1={on: 2027-03-28, reason: x}"), 1).contains("closed-day"));
    assert!(
        refused(&try_out("beta.groups.bord.meets.on=fri"), 1).contains("missing-key"),
        "a group that is none lacks what it needs"
    );
    assert!(refused(&try_out("beta.groups.board.nothing="), 2).contains("there is no `groups.board.nothing` to remove"));
    assert!(refused(&try_out("beta.groups"), 2).contains("write PATH=VALUE"));
    assert_eq!(everything(folder), before);
    // A plan that is at fault has no cost, and a trial can mend it.
    fs::write(folder.join("plans/beta.yaml"), PLAN.replace("on: [tue]", "on: [sun]")).unwrap();
    let mended = told(&try_out("beta.groups.board.meets.on=[tue]"));
    assert!(mended.contains("Ingen ændringer\ncost: 0; the plan as it is cannot be planned\n"), "{mended}");
}

const ROADMAP: &str = "years: 2027
language: en
product: beta
calendars: {dk: {country: dk}}
calendar: dk
groups:
  board: {meets: {each: quarter, on: [tue], at: \"10:00\", length: 2h}}
roadmap:
  tracks:
    work:
      phases:
        # the contract says so
        build:
          length: 20 working days # as agreed
          between: 2027-02-01..2027-06-30
          start: 2027-03-01
        old: {from: 2027-01-01, to: 2027-01-31}
      milestones:
        done: {between: 2027-05-03..2027-09-30, after: {build: at least 5 days}}
        accepted: {decided-at: board, after: {done: at least 1 day}}
        appointed: {on: 2027-01-03, on-closed: keep}
      handover:
        training: 10 working days
";

fn with_roadmap() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plans")).unwrap();
    fs::write(folder.path().join("plans/beta.yaml"), ROADMAP).unwrap();
    told(&aarshjul(folder.path(), &["plan"]));
    folder
}

/// When an entry is, by the lock.
fn when(folder: &Path, id: &str) -> String {
    let lock = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    let block = lock.split(&format!("[\"{id}\"]")).nth(1).unwrap_or_else(|| panic!("{id} is not in the lock"));
    block.split("when = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned()
}

#[test]
fn phases_and_milestones_are_moved_and_kept() {
    let folder = with_roadmap();
    let folder = folder.path();
    assert_eq!(when(folder, "beta/roadmap/work/build"), "2027-03-01/2027-03-31");
    told(&aarshjul(folder, &["move", "work/build", "--to", "2027-04-05", "--reason", "the supplier"]));
    assert_eq!(when(folder, "beta/roadmap/work/build"), "2027-04-05/2027-04-30");
    let lines = "        # the contract says so\n        # the supplier\n        build:\n          length: 20 working days # as agreed\n          between: 2027-04-05..2027-04-30\n        old";
    assert!(text(folder).contains(lines), "{}", text(folder));

    told(&aarshjul(folder, &["move", "work/done", "--to", "2027-06-02", "--reason", "x"]));
    assert_eq!(when(folder, "beta/roadmap/work/done"), "2027-06-02");
    assert!(
        text(folder).contains("        # x\n        done: {after: {build: at least 5 days}, on: 2027-06-02}\n"),
        "{}",
        text(folder)
    );

    told(&aarshjul(folder, &["move", "old", "--to", "2027-02-01", "--reason", "y"]));
    assert_eq!(when(folder, "beta/roadmap/work/old"), "2027-02-01/2027-02-28");
    told(&aarshjul(folder, &["move", "old", "--to", "2027-02-03", "--until", "2027-02-05", "--reason", "z"]));
    assert_eq!(when(folder, "beta/roadmap/work/old"), "2027-02-03/2027-02-05");

    let shown = fs::read_to_string(folder.join("out/feeds/beta.ics")).unwrap();
    assert!(shown.contains("DTSTART;VALUE=DATE:20270103\r\n"), "{shown}");
    // A fact on a Sunday, on another Sunday, and on a Monday, where nothing needs to be kept.
    told(&aarshjul(folder, &["pin", "appointed", "--reason", "fact"]));
    told(&aarshjul(folder, &["move", "appointed", "--to", "2027-01-10", "--reason", "a"]));
    assert!(text(folder).contains("        # a\n        appointed: {on: 2027-01-10, on-closed: keep}\n"), "{}", text(folder));
    told(&aarshjul(folder, &["move", "appointed", "--to", "2027-01-11", "--reason", "b"]));
    assert!(text(folder).contains("        # b\n        appointed: {on: 2027-01-11}\n"), "{}", text(folder));

    let training = when(folder, "beta/roadmap/work/training");
    let pinned = told(&aarshjul(folder, &["pin", "training", "--reason", "booked"]));
    assert!(!pinned.contains("moved:"), "{pinned}");
    let between = training.replace('/', "..");
    assert!(text(folder).contains(&format!("training: {{length: 10 working days, between: {between}}}\n")), "{}", text(folder));
    let accepted = when(folder, "beta/roadmap/work/accepted");
    told(&aarshjul(folder, &["pin", "accepted", "--reason", "booked"]));
    assert!(text(folder).contains(&format!("after: {{done: at least 1 day}}, on: {accepted}}}\n")), "{}", text(folder));
}

#[test]
fn what_phases_and_milestones_do_not_take_is_told_and_changes_nothing() {
    let folder = with_roadmap();
    let folder = folder.path();
    let before = everything(folder);
    for (arguments, expected) in [
        (
            &["cancel", "work/build"][..],
            "is a phase, and only meetings are cancelled: remove it from the plan (plans/beta.yaml:13:9)",
        ),
        (&["cancel", "work/done"], "is a milestone, and only meetings are cancelled"),
        (
            &["move", "build", "--to", "2027-04-03"],
            "cannot start on 2027-04-03, a Saturday; the nearest open days are Friday 2027-04-02 and Monday 2027-04-05",
        ),
        (&["move", "build", "--to", "2027-04-05", "--at", "10:00"], "it has no time of the day"),
        (&["move", "done", "--to", "2027-06-02", "--until", "2027-06-03"], "it has no last day"),
        (&["move", "board/2027-q1", "--to", "2027-03-02", "--until", "2027-03-03"], "--until is the last day of a phase"),
        (&["move", "old", "--to", "2027-03-02", "--until", "2027-03-01"], "before it begins"),
        (&["pin", "old"], "is fixed already: from 2027-01-01 to 2027-01-31"),
        (&["pin", "beta/roadmap/work/buidl"], "did you mean `beta/roadmap/work/build`?"),
    ] {
        let said = refused(&aarshjul(folder, &[arguments, &["--reason", "x"]].concat()), 2);
        assert!(said.contains(expected), "{arguments:?}: {said}");
    }
    let closed = refused(&aarshjul(folder, &["move", "done", "--to", "2027-06-05", "--reason", "x"]), 1);
    assert!(closed.contains("closed-day"), "{closed}");
    // Its `length` has a comment, which would be lost with fixed dates.
    let by_hand =
        refused(&aarshjul(folder, &["move", "build", "--to", "2027-04-05", "--until", "2027-04-30", "--reason", "x"]), 2);
    assert!(by_hand.contains("write it by hand at plans/beta.yaml:13:9: {from: 2027-04-05, to: 2027-04-30}"), "{by_hand}");
    assert_eq!(everything(folder), before);
}

#[test]
fn a_meeting_of_an_inherited_group_is_written_into_the_file_of_its_own_product() {
    let folder = planned();
    let folder = folder.path();
    let gamma = "product: gamma # the second one\ninherits: {from: beta, except: [council]}\n";
    fs::write(folder.join("plans/gamma.yaml"), gamma).unwrap();
    told(&aarshjul(folder, &["plan"]));
    let lock = |folder: &Path| -> BTreeMap<String, String> {
        let text = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
        text.split("\n[")
            .skip(1)
            .map(|block| block.split_once(']').unwrap())
            .map(|(id, rest)| (id.to_owned(), rest.to_owned()))
            .collect()
    };
    let before = lock(folder);
    told(&aarshjul(folder, &["cancel", "gamma/board/2027-q2", "--reason", "ferie"]));
    let new = fs::read_to_string(folder.join("plans/gamma.yaml")).unwrap();
    assert_eq!(new, format!("{gamma}groups:\n  board:\n    occurrences:\n      2027-q2: {{cancelled: yes, reason: ferie}}\n"));
    assert_eq!(text(folder), PLAN, "the group's own file stays");
    let after = lock(folder);
    let changed: Vec<&str> = before.keys().filter(|id| before.get(*id) != after.get(*id)).map(String::as_str).collect();
    assert_eq!(changed, ["\"gamma/board/2027-q2\""], "nothing else changes");
    assert_eq!(before.len(), after.len());
}

#[test]
fn the_next_year_comes_in_and_what_people_were_shown_stays() {
    let folder = planned();
    let folder = folder.path();
    told(&aarshjul(folder, &["cancel", "board/2027-q3", "--reason", "ferie"]));
    let before = everything(folder);
    let (lock, plan) = (fs::read_to_string(folder.join("aarshjul.lock")).unwrap(), text(folder));
    let dry = told(&aarshjul(folder, &["roll", "2028", "--dry-run"]));
    assert!(dry.starts_with("plans/beta.yaml:1\n- years: 2027\n+ years: 2027..2028\nbound to 2027, look at these:\n  plans/beta.yaml:10: groups.board.occurrences.2027-q3\nplaced: 15 meetings"), "{dry}");
    assert_eq!(everything(folder), before);

    let rolled = told(&aarshjul(folder, &["roll", "2028"]));
    assert!(!rolled.contains("moved:"), "{rolled}");
    assert_eq!(text(folder), plan.replace("years: 2027\n", "years: 2027..2028\n"));
    let next = fs::read_to_string(folder.join("aarshjul.lock")).unwrap();
    let blocks = |lock: &str| -> Vec<String> { lock.split("\n[").skip(1).map(|block| block.trim_end().to_owned()).collect() };
    let after = blocks(&next);
    assert!(blocks(&lock).iter().all(|block| after.contains(block)), "what was shown of 2027 is untouched:\n{next}");
    assert!(next.contains("beta/board/2028-q1"));
    assert!(told(&aarshjul(folder, &["plan"])).contains("files: 0 written"));
    for (arguments, expected) in [
        (&["roll", "2028"][..], "2028 is no year after the planned ones, `years: 2027..2028`"),
        (&["roll", "2030"], "is followed by 2029: roll year by year"),
        (&["roll", "2029", "--keep-from", "2026"], "the years 2027 to 2029 can stay"),
        (&["roll", "2029", "--component", "beta"], "leave out --component"),
    ] {
        let said = refused(&aarshjul(folder, arguments), 2);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_year_that_leaves_takes_its_single_meetings_along_and_cancels_nothing() {
    let folder = planned();
    let folder = folder.path();
    told(&aarshjul(folder, &["cancel", "board/2027-q3", "--reason", "ferie"]));
    let rolled = told(&aarshjul(folder, &["roll", "2028", "--keep-from", "2028"]));
    assert_eq!(text(folder), PLAN.replace("years: 2027\n", "years: 2028\n"));
    assert!(rolled.contains("-     occurrences:\n-       2027-q3: {cancelled: yes, reason: ferie}\n"), "{rolled}");
    assert!(!rolled.contains("moved:") && !rolled.contains("bound to"), "{rolled}");
    // What is over has left the feeds, and nobody is told that it was cancelled.
    let page = fs::read_to_string(folder.join("out/changes.md")).unwrap();
    assert!(!page.contains("Aflyst"), "{page}");
    assert!(!feed(folder).contains("DTSTART;TZID=Europe/Copenhagen:2027"));
    assert!(told(&aarshjul(folder, &["plan"])).contains("files: 0 written"));
}

#[test]
fn every_plan_here_goes_into_the_next_year() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = |folder: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let is_yaml = |path: &Path| path.extension().is_some_and(|end| end == "yaml");
        let holds_some = |path: &Path| fs::read_dir(path).is_ok_and(|mut files| files.any(|file| is_yaml(&file.unwrap().path())));
        let mut plans: Vec<PathBuf> = entries.filter(|path| is_yaml(path) || holds_some(path)).collect();
        plans.sort();
        plans
    };
    // Of `plans` the files belong together, and its folders are plans of their own.
    let of_plans = all("plans").into_iter().filter(|path| path.is_dir()).chain([root.join("plans")]);
    let plans: Vec<PathBuf> = all("examples").into_iter().chain(of_plans).collect();
    assert!(plans.len() > 8, "{plans:?}");
    for plan in plans {
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("plans");
        fs::create_dir(&copy).unwrap();
        let files = if plan.is_dir() {
            fs::read_dir(&plan).unwrap().map(|entry| entry.unwrap().path()).collect()
        } else {
            vec![plan.clone()]
        };
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "yaml")) {
            fs::copy(file, copy.join(file.file_name().unwrap())).unwrap();
        }
        let rolled = told(&aarshjul(folder.path(), &["roll", "2028"]));
        assert!(
            rolled.contains("..2028\n")
                && rolled.contains(&format!("{}–2028\n", if rolled.contains("2026..") { 2026 } else { 2027 })),
            "{}: {rolled}",
            plan.display()
        );
        let checked = aarshjul_check(folder.path());
        assert!(checked.status.success(), "{}: {}", plan.display(), String::from_utf8_lossy(&checked.stderr));
    }
}

fn aarshjul_check(folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_aarshjul")).current_dir(folder).arg("check").output().unwrap()
}
