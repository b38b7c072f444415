//! Repairs of plans that cannot be met: each one that is offered is applied by other means, and does what is said of it.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use aarshjul::constraint::extent::{Clashes, Extent, Starts};
use aarshjul::constraint::fee::{Costs, Force};
use aarshjul::constraint::post::post;
use aarshjul::diagnostic::source::Sources;
use aarshjul::explain::conflict::diagnostic;
use aarshjul::plan::activity::ActivityId;
use aarshjul::plan::language::Language;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::repair::repairs::{MOST, Mends, Repair, repairs};
use aarshjul::repair::trial::Effort;
use aarshjul::repair::words::words;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::highs::{self, Answer, Heuristics, solve};
use aarshjul::solve::mip::{Goal, Mip};
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Conflict, Outcome};
use aarshjul::verify;

use crate::tiny_plan::TinyPlan;

const BUDGET: Budget = Budget { work: 1_000_000 };

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    sources.add("plan.yaml", text);
    sources
}

fn conflict(plan: &Plan) -> Option<Conflict> {
    match optimum(&Problem::of(plan, Reach::Window), &Announced::default(), BUDGET) {
        Outcome::Infeasible(conflict) => Some(conflict),
        Outcome::Planned(_) => None,
        Outcome::Undecided => panic!("the effort suffices for a small plan"),
    }
}

fn read_plan(text: &str) -> Plan {
    let reading = read(&sources(text));
    reading.plan.unwrap_or_else(|| panic!("{:#?}\n{text}", reading.diagnostics))
}

fn of(text: &str, language: Language, effort: Effort) -> (Conflict, Vec<Repair>) {
    let plan = read_plan(text);
    let conflict = conflict(&plan).expect("a conflict is planted");
    let found = repairs(&conflict, (&plan, &sources(text)), &Announced::default(), language, effort);
    (conflict, found)
}

/// A text with the lines of a repair exchanged, and nothing else.
fn patched(text: &str, repair: &Repair) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let first = repair.diff.line - 1;
    let old: Vec<&str> = lines.splice(first..first + repair.diff.old.len(), repair.diff.new.iter().map(String::as_str)).collect();
    assert_eq!(old, repair.diff.old, "the lines that were are told as they were");
    let end = if text.ends_with('\n') { "\n" } else { "" };
    format!("{}{end}", lines.join("\n"))
}

/// Dates for some activities under all rules, by HiGHS alone; all activities where none are named.
fn dated(plan: &Plan, only: Option<&[ActivityId]>) -> Option<Schedule> {
    let problem = Problem::of(plan, Reach::Window);
    let takes_part = problem.activities.iter().map(|activity| only.is_none_or(|ids| ids.contains(&activity.id))).collect();
    let force = Force { rules: &|_| true, costs: Costs::Ignored };
    let extent = Extent { takes_part, force, surcharge: &|_, _| Some(0), starts: Starts::Rows, clashes: Clashes::All };
    let (program, layout) = post(&problem, &extent).into_program();
    let effort = highs::Effort { nodes: 10_000, gap: 0.999, cutoff: f64::INFINITY, heuristics: Heuristics::On };
    let values = match solve(&Mip::of(&program, Goal::Any), effort) {
        Answer::Values { values, .. } => values,
        Answer::Infeasible => return None,
        Answer::Undecided => panic!("the effort suffices"),
    };
    let mut schedule = Schedule::default();
    for (index, activity) in problem.indexed() {
        let day = layout.days(index).iter().find(|day| values[day.column.0] > 0.5);
        let start = day.and_then(|day| day.starts.iter().find(|start| values[start.column.0] > 0.5));
        schedule.placements.extend(start.map(|start| (activity.id.clone(), start.placement)));
    }
    Some(schedule)
}

/// Whether a repair does what is said of it: the text differs in its lines alone, and the plan can be met, or this conflict is gone.
fn keeps_its_word(text: &str, conflict: &Conflict, repair: &Repair) -> Result<(), String> {
    let new = patched(text, repair);
    if new != repair.text {
        return Err(format!("the lines that are told do not give the text:\n{new}\n{}", repair.text));
    }
    let plan = read(&sources(&new)).plan.ok_or_else(|| format!("the text is at fault:\n{new}"))?;
    match (repair.mends, dated(&plan, None)) {
        (Mends::Everything, None) => Err(format!("the plan still cannot be met:\n{new}")),
        (Mends::ThisConflict, Some(_)) => Err(format!("no other conflict remains:\n{new}")),
        (Mends::ThisConflict, None) => {
            let part = dated(&plan, Some(&conflict.activities));
            part.map(|_| ()).ok_or_else(|| format!("the conflict remains:\n{new}"))
        }
        (Mends::Everything, Some(schedule)) => {
            let charges = verify::bill::charges(&plan, &schedule);
            let broken = charges.iter().find(|charge| charge.cost.is_none());
            broken.map_or(Ok(()), |broken| Err(format!("{broken:?} of\n{new}")))
        }
    }
}

/// What came of random plans.
#[derive(Debug, Default)]
struct Tally {
    conflicts: usize,
    mended: usize,
    partly: usize,
    kinds: BTreeMap<&'static str, usize>,
}

/// Holds every repair of random plans to its word, until so many plans could not be met.
fn of_random_plans(seeds: std::ops::Range<u64>, most: usize, effort: Effort) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        if tally.conflicts == most {
            break;
        }
        let tiny = if seed % 4 == 3 { TinyPlan::of_phases(seed) } else { TinyPlan::of(seed) };
        let text = tiny.text();
        let sources = sources(&text);
        let Some(plan) = read(&sources).plan else { continue };
        let Some(conflict) = conflict(&plan) else { continue };
        let found = repairs(&conflict, (&plan, &sources), &Announced::default(), Language::English, effort);
        assert!(found.len() <= MOST);
        assert!(found.iter().all(|repair| repair.mends == found[0].mends), "seed {seed}");
        assert!(found.is_sorted_by_key(|repair| repair.weight), "seed {seed}");
        for repair in &found {
            assert_eq!(
                keeps_its_word(&text, &conflict, repair),
                Ok(()),
                "seed {seed}: {}\n{text}",
                words(repair, Language::English)
            );
            *tally.kinds.entry(repair.kind.name()).or_default() += 1;
        }
        if tally.conflicts % 16 == 0 {
            assert_eq!(
                repairs(&conflict, (&plan, &sources), &Announced::default(), Language::English, effort),
                found,
                "seed {seed}"
            );
        }
        tally.conflicts += 1;
        tally.mended += usize::from(found.first().is_some_and(|repair| repair.mends == Mends::Everything));
        tally.partly += usize::from(found.first().is_some_and(|repair| repair.mends == Mends::ThisConflict));
    }
    tally
}

#[test]
fn every_repair_of_random_plans_does_what_is_said_of_it() {
    // Less effort than a real conflict is worth: then there is time for more plans.
    let tally = of_random_plans(0..1_000, 30, Effort { parts: 24, wholes: 4, budget: BUDGET });
    assert!(tally.conflicts == 30 && tally.mended + tally.partly >= 26 && tally.mended >= 12, "{tally:?}");
    assert!(tally.kinds.len() >= 5, "{tally:?}");
}

#[test]
#[ignore = "takes many minutes: for the night"]
fn every_repair_of_a_thousand_random_plans_does_what_is_said_of_it() {
    let tally = of_random_plans(1_000..10_000, 1_000, Effort::USUAL);
    assert!(tally.conflicts == 1_000 && tally.mended + tally.partly >= 900 && tally.kinds.len() >= 7, "{tally:?}");
}

/// The repairs of a plan: the kind, the words, and the lines that differ.
fn offered(text: &str) -> Vec<String> {
    let (conflict, found) = of(text, Language::English, Effort::USUAL);
    let told = found.iter().map(|repair| {
        assert_eq!(keeps_its_word(text, &conflict, repair), Ok(()));
        assert_eq!(repair.mends, Mends::Everything);
        let head = format!("{} {}: {}", repair.kind.name(), repair.diff.line, words(repair, Language::English));
        let old = repair.diff.old.iter().map(|line| format!("-{line}"));
        let new = repair.diff.new.iter().map(|line| format!("+{line}"));
        [head].into_iter().chain(old).chain(new).collect::<Vec<_>>().join("\n")
    });
    told.collect()
}

const HEAD: &str = "product: p\nyears: 2027\nlanguage: en\n";

#[test]
fn a_distance_shrinks_to_what_the_windows_leave_and_no_further() {
    let text = format!(
        "{HEAD}groups:\n  a: {{meets: {{windows: {{v: 03-01..03-03}}, at: \"10:00\", length: 1h}}}} # first\n  b:\n    meets: {{windows: {{v: 03-04..03-05}}, at: \"10:00\", length: 1h}}\n    after: {{a: at least 10 days}} # second\n"
    );
    let told = offered(&text);
    assert_eq!(
        told[..3],
        [
            "distance 8: let `a` be `at least 4 days` instead of `at least 10 days`\n-    after: {a: at least 10 days} # second\n+    after: {a: at least 4 days} # second",
            "window 5: let `v` be `02-23..03-03` instead of `03-01..03-03`\n-  a: {meets: {windows: {v: 03-01..03-03}, at: \"10:00\", length: 1h}} # first\n+  a: {meets: {windows: {v: 02-23..03-03}, at: \"10:00\", length: 1h}} # first",
            "wish 8: make `at least 10 days` a wish (`should`)\n-    after: {a: at least 10 days} # second\n+    after: {a: \"at least 10 days, should\"} # second",
        ],
        "{told:#?}"
    );
}

/// The one repair of a kind that leads to a line.
fn has(text: &str, kind: &str, line: &str) {
    let told = offered(text);
    let wanted = format!("\n+{line}");
    assert!(told.iter().any(|told| told.starts_with(kind) && told.ends_with(&wanted)), "{told:#?}");
}

#[test]
fn a_pinned_meeting_moves_to_the_nearest_day_that_is_free() {
    let text = format!(
        "{HEAD}people: {{x: {{leave: 2027-09-20..2027-09-21}}}}\ngroups:\n  a:\n    members: x\n    meets: {{windows: {{v: 09-01..09-30}}, at: \"10:00\", length: 1h}}\n    occurrences:\n      2027-v: {{on: 2027-09-20, reason: agreed}} # by letter\n"
    );
    // The day after it is leave too, and those before it are a weekend.
    has(&text, "window", "      2027-v: {on: 2027-09-22, reason: agreed} # by letter");
    has(&text, "cancel", "      2027-v: {cancelled: yes, reason: \"the plan could not be met otherwise\"} # by letter");
}

#[test]
fn a_milestone_is_due_as_late_as_the_meeting_that_decides_it() {
    let text = format!(
        "{HEAD}groups:\n  b: {{meets: {{windows: {{v: 03-04..03-05}}, at: \"10:00\", length: 1h}}}}\nroadmap:\n  tracks:\n    t:\n      milestones:\n        m: {{by: 2027-03-01, decided-at: b}}\n"
    );
    has(&text, "window", "        m: {by: 2027-03-04, decided-at: b}");
    has(&text, "wish", "        m: {by: 2027-03-01, decided-at: {b: should}}");
}

#[test]
fn one_more_weekday_and_one_less_for_a_quorum() {
    let monday = format!(
        "{HEAD}people: {{x: {{leave: 2027-03-01}}}}\ngroups:\n  a: {{members: x, meets: {{windows: {{v: 03-01..03-05}}, on: [mon], at: \"10:00\", length: 1h}}}}\n"
    );
    has(&monday, "weekday", "  a: {members: x, meets: {windows: {v: 03-01..03-05}, on: [mon, tue], at: \"10:00\", length: 1h}}");
    let quorum = format!(
        "{HEAD}people: {{x: {{leave: 2027-03-01..2027-03-02}}, y: Y}}\ngroups:\n  a:\n    members:\n      - quorum: 2\n        of: [x, y]\n    meets: {{windows: {{v: 03-01..03-02}}, at: \"10:00\", length: 1h}}\n"
    );
    has(&quorum, "quorum", "      - quorum: 1");
    has(&quorum, "wish", "        priority: should");
    has(&quorum, "window", "    meets: {windows: {v: 03-01..03-03}, at: \"10:00\", length: 1h}");
}

#[test]
fn a_start_is_moved_and_a_limit_raised() {
    let clash = |second: &str, limits: &str| {
        format!(
            "{HEAD}people:\n  x: {{title: X{limits}}}\ngroups:\n  a: {{members: x, meets: {{windows: {{v: 03-03}}, at: \"10:00\", length: 1h}}}}\n  b: {{members: x, meets: {{windows: {{w: 03-03}}, at: \"{second}\", length: 1h}}}}\n"
        )
    };
    has(&clash("10:30", ""), "hours", "  a: {members: x, meets: {windows: {v: 03-03}, at: \"09:30\", length: 1h}}");
    has(&clash("10:30", ""), "hours", "  b: {members: x, meets: {windows: {w: 03-03}, at: \"11:00\", length: 1h}}");
    has(&clash("13:00", ", limits: {day: \"1, must\"}"), "limit", "  x: {title: X, limits: {day: \"2, must\"}}");
    has(&clash("13:00", ", limits: {day: \"1, must\"}"), "wish", "  x: {title: X, limits: {day: \"1, should\"}}");
}

#[test]
fn groups_are_kept_apart_or_together_as_a_wish_and_minutes_are_loosened() {
    let two = |relation: &str, at: &str| {
        format!(
            "{HEAD}groups:\n  a: {{meets: {{windows: {{v: 03-01..03-05}}, at: \"10:00\", length: 1h}}}}\n  b:\n    meets: {{windows: {{v: 03-01..03-05}}, at: \"{at}\", length: 1h}}\n    {relation}\n"
        )
    };
    has(&two("not-same-week: a", "13:00"), "wish", "    not-same-week: {a: should}");
    has(&two("not-same-week: {a: must}", "13:00"), "wish", "    not-same-week: {a: should}");
    has(&two("back-to-back: {a: 0..30 minutes}", "12:00"), "distance", "    back-to-back: {a: 0..60 minutes}");
    has(&two("back-to-back: {a: 0..30 minutes}", "12:00"), "wish", "    back-to-back: {a: \"0..30 minutes, should\"}");
}

#[test]
fn a_capacity_is_raised_and_an_overlap_shortened() {
    let phases = |capacity: &str, overlap: &str| {
        format!(
            "{HEAD}{capacity}roadmap:\n  tracks:\n    t:\n      phases:\n        a: {{kind: k, from: 2027-03-01, to: 2027-03-12}}\n        b: {{kind: k, length: 5 working days, between: 2027-03-08..2027-03-19{overlap}}}\n"
        )
    };
    let b = |overlap: &str| format!("        b: {{kind: k, length: 5 working days, between: 2027-03-08..2027-03-19{overlap}}}");
    has(&phases("", ", overlap: {a: 7..8 working days}"), "distance", &b(", overlap: {a: 5..8 working days}"));
    let full = phases("capacity: {k: {most: 1, of: k}}\n", ", overlap: {a: 1..2 working days}");
    has(&full, "limit", "capacity: {k: {most: 2, of: k}}");
    has(&full, "wish", "capacity: {k: {most: 1, priority: should, of: k}}");
}

/// A group that meets monthly, and whose member is away around some of its dates.
fn monthly(leave: &str) -> String {
    format!(
        "{HEAD}calendars: {{dk: {{country: dk}}}}\ncalendar: dk\npeople: {{x: {{leave: [{leave}]}}}}\ndefaults:\n  groups:\n    meets: {{rrule: FREQ=MONTHLY;BYDAY=2TU, drift: 5 working days, at: \"13:00\", length: 1h}}\ngroups:\n  a: {{members: x}}\n  b: {{place: hall}}\n"
    )
}

#[test]
fn what_mends_one_conflict_goes_further_where_that_mends_another_too() {
    // Around 14 September 6 working days are needed, around 12 October 7.
    let told = offered(&monthly("2027-09-07..2027-09-21, 2027-10-04..2027-10-20"));
    let drift = "    meets: {rrule: FREQ=MONTHLY;BYDAY=2TU, drift: 7 working days, at: \"13:00\", length: 1h}";
    let words = "let `drift` be `7 working days` instead of `5 working days`; the line holds for `p/a`, `p/b`";
    assert_eq!(told.len(), 1, "one meeting alone does not suffice: {told:#?}");
    assert!(told[0].contains(words) && told[0].ends_with(drift), "{told:#?}");
}

#[test]
fn where_another_conflict_remains_that_is_said() {
    let text = format!(
        "{HEAD}people: {{x: {{leave: 2027-03-01}}, y: {{leave: 2027-05-03}}}}\ngroups:\n  a: {{members: x, meets: {{windows: {{v: 03-01}}, at: \"10:00\", length: 1h}}}}\n  b: {{members: y, meets: {{windows: {{w: 05-03}}, at: \"10:00\", length: 1h}}}}\n"
    );
    let (conflict, found) = of(&text, Language::English, Effort::USUAL);
    assert!(found.len() >= 2, "{found:#?}");
    for repair in &found {
        assert_eq!((repair.mends, keeps_its_word(&text, &conflict, repair)), (Mends::ThisConflict, Ok(())));
    }
}

#[test]
fn leave_and_closed_days_are_nobodys_to_change() {
    let text = monthly("2027-09-07..2027-09-21");
    let (_, found) = of(&text, Language::Danish, Effort::USUAL);
    assert!(!found.is_empty() && found.iter().all(|repair| repair.text.contains("leave: [2027-09-07..2027-09-21]")));
    let told: Vec<String> = found.iter().map(|repair| words(repair, Language::Danish)).collect();
    let drift = "lad `drift` være `6 working days` i stedet for `5 working days`; linjen gælder for `p/a`, `p/b`";
    assert!(told.iter().any(|told| told == drift), "{told:#?}");
    // One meeting alone is another way: the day after the leave.
    let alone = "lad `p/a/2027-09` alene ligge inden for `2027-09-07..2027-09-22`";
    assert!(told.iter().any(|told| told == alone), "{told:#?}");
    assert!(told.iter().any(|told| told == "aflys `p/a/2027-09`"), "{told:#?}");
}

#[test]
fn a_milestone_that_is_kept_on_a_closed_day_is_not_moved_to_a_meeting() {
    let text = format!(
        "{HEAD}calendars: {{dk: {{country: dk}}}}\ncalendar: dk\ngroups: {{board: {{meets: {{each: month, at: \"13:00\", length: 1h}}}}}}\nroadmap:\n  tracks:\n    t:\n      milestones:\n        appointed: {{on: 2027-02-07, on-closed: keep, decided-at: board}}\n"
    );
    let (found, repairs) = of(&text, Language::English, Effort::USUAL);
    let told = diagnostic(&found, &read_plan(&text), Language::English);
    let told: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
    let expected = [
        "`p/roadmap/t/appointed` is fixed on Sunday 7 February 2027",
        "`p/roadmap/t/appointed` lies on the day of a meeting of `p/board`",
    ];
    assert!(told[0].starts_with("`p/board` does not meet on closed days: ") && told[1..] == expected, "{told:#?}");
    let told: Vec<String> = repairs.iter().map(|repair| words(repair, Language::English)).collect();
    assert_eq!(told, ["make `board` a wish (`should`)"]);
}

#[test]
fn a_repair_is_data_too_and_is_applied_by_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.yaml");
    let text = monthly("2027-09-07..2027-09-21, 2027-10-04..2027-10-20");
    fs::write(&path, &text).expect("it is written");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aarshjul"));
        command.current_dir(folder.path()).args(["plan", "plan.yaml", "--today", "2026-11-22"]).args(arguments);
        command.env("NO_COLOR", "1").output().expect("it runs")
    };
    let refused = run(&["--format", "json"]);
    assert_eq!(refused.status.code(), Some(1));
    let answer: serde_json::Value = serde_json::from_slice(&refused.stdout).expect("one document");
    let repair = &answer["repairs"][0];
    let (old, new) = (repair["diff"][0]["old"].as_str(), repair["diff"][0]["new"].as_str());
    assert_eq!((repair["kind"].as_str(), repair["at"]["words"].as_str()), (Some("distance"), Some("5 working days")));
    assert_eq!((repair["diff"][0]["line"].as_u64(), repair["complete"].as_bool()), (Some(9), Some(true)));
    let (old, new) = old.zip(new).expect("a line is exchanged");
    let unknown = run(&["--apply-repair", "2"]);
    assert!(!unknown.status.success() && String::from_utf8_lossy(&unknown.stderr).contains("there is no repair 2"));
    let seen = run(&["--apply-repair", "1", "--dry-run"]);
    assert!(seen.status.success() && fs::read_to_string(&path).expect("it is there") == text);
    assert!(run(&["--apply-repair", "1"]).status.success());
    assert_eq!(fs::read_to_string(&path).expect("it is there"), text.replace(old, new));
    assert!(String::from_utf8_lossy(&run(&[]).stdout).contains("files: 0 written"), "what was written is what was planned");
    let again = run(&["--apply-repair", "1"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("there is nothing to repair"));
}
