//! Plans that cannot be met: what is told are just the rules that were planted, and the fewest there are.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schema::reading::read;
use aarshjul::solve::conflict::REACH_DAYS;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Conflict, Outcome};

use crate::irreducible::irreducible;

const BUDGET: Budget = Budget { work: 1_000_000 };

fn conflict(plan: &Plan) -> Option<Conflict> {
    match optimum(&Problem::of(plan, Reach::Window), &Announced::default(), BUDGET) {
        Outcome::Infeasible(conflict) => Some(conflict),
        Outcome::Planned(_) => None,
        Outcome::Undecided => panic!("the effort suffices for a small plan"),
    }
}

/// The rules of the conflict of a plan, each with the words of the plan that state it, in order of their places.
fn told(text: &str) -> Vec<(&'static str, String)> {
    let mut sources = Sources::default();
    sources.add("plan.yaml", text);
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
    let conflict = conflict(&plan).expect("a conflict is planted");
    assert!(conflict.minimal);
    assert_eq!(irreducible(&plan, &conflict, Reach::Beyond(REACH_DAYS)), Ok(()));
    let mut rules = conflict.rules;
    rules.sort_by_key(|tag| tag.span);
    rules.into_iter().map(|tag| (tag.rule, sources.text(tag.span).to_owned())).collect()
}

fn expect(text: &str, rules: &[(&'static str, &str)]) {
    let told = told(text);
    let told: Vec<(&'static str, &str)> = told.iter().map(|(rule, words)| (*rule, words.as_str())).collect();
    assert_eq!(told, rules);
}

#[test]
fn a_relation_that_the_windows_do_not_leave_room_for() {
    expect(
        r#"
product: p
years: 2027
groups:
  a: {meets: {windows: {v: 03-01..03-03}, at: "10:00", length: 1h}}
  b: {meets: {windows: {v: 03-04..03-05}, at: "10:00", length: 1h}, after: {a: at least 10 days}}
"#,
        &[("window", "03-01..03-03"), ("window", "03-04..03-05"), ("relation", "at least 10 days")],
    );
}

#[test]
fn leave_over_the_only_window() {
    expect(
        r#"
product: p
years: 2027
people: {x: {title: X, leave: [2027-02-27..2027-03-06]}}
groups:
  a: {members: [x], meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}}
  b: {members: [x], meets: {windows: {v: 03-05..03-09}, at: "10:00", length: 1h}}
"#,
        &[("attendance", "2027-02-27..2027-03-06"), ("window", "03-01..03-05")],
    );
}

#[test]
fn a_fixed_meeting_a_distance_and_a_decision_that_comes_too_early() {
    expect(
        r#"
product: p
years: 2027
calendars: {dk: {country: dk}}
calendar: [dk]
groups:
  koordinationsgruppe:
    meets: {windows: {efterår: 09-01..10-31}, at: "13:00", length: 1h}
    occurrences: {2027-efterår: {on: 2027-09-20, reason: aftalt}}
  styregruppe:
    meets: {windows: {efterår: 09-01..10-31}, at: "13:00", length: 1h}
    after: {koordinationsgruppe: at least 10 working days}
roadmap:
  tracks:
    t:
      milestones:
        forvaltningsmodel-revideret: {between: 2027-09-01..2027-09-30, decided-at: styregruppe}
"#,
        &[
            ("window", "2027-09-20"),
            ("relation", "at least 10 working days"),
            ("window", "2027-09-01..2027-09-30"),
            ("relation", "styregruppe"),
        ],
    );
}

#[test]
fn two_meetings_of_one_person_at_one_time_on_the_only_day() {
    expect(
        r#"
product: p
years: 2027
people: {x: X}
groups:
  a: {members: [x], meets: {windows: {v: 03-03..03-03}, at: "10:00", length: 1h}}
  b: {members: [x], meets: {windows: {w: 03-03}, at: "10:30", length: 1h}}
"#,
        &[("presence", "x"), ("window", "03-03..03-03"), ("hours", "\"10:00\""), ("window", "03-03"), ("hours", "\"10:30\"")],
    );
}

#[test]
fn two_groups_that_are_kept_apart_in_the_same_week() {
    expect(
        r#"
product: p
years: 2027
groups:
  a: {meets: {windows: {v: 03-01..03-05}, at: "10:00", length: 1h}, not-same-week: {b: must}}
  b: {meets: {windows: {v: 03-02..03-06}, at: "10:00", length: 1h}}
"#,
        &[("window", "03-01..03-05"), ("separation", "b"), ("window", "03-02..03-06")],
    );
}

#[test]
fn hours_after_the_day_has_closed() {
    expect(
        r#"
product: p
years: 2027
calendars: {c: {closed: {half: {on: 2027-03-03, from: "12:00"}}}}
calendar: [c]
groups:
  a: {meets: {windows: {v: 03-03..03-03}, at: "13:00", length: 1h}}
"#,
        &[("open-day", "a"), ("window", "03-03..03-03"), ("hours", "\"13:00\"")],
    );
}
