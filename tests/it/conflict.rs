//! Plans that cannot be met: what is told are just the rules that were planted, and the fewest there are.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use aarshjul::constraint::extent::{Clashes, Extent, Starts};
use aarshjul::constraint::fee::{Costs, Force, Tag};
use aarshjul::constraint::post::post;
use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::highs::{Answer, Effort, Heuristics, solve};
use aarshjul::solve::mip::{Goal, Mip};
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Conflict, Outcome};
use aarshjul::verify;

use crate::tiny_plan::TinyPlan;

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
    assert_eq!(irreducible(&plan, &conflict), Ok(()));
    let mut rules = conflict.rules;
    rules.sort_by_key(|tag| tag.span);
    rules.into_iter().map(|tag| (tag.rule, sources.text(tag.span).to_owned())).collect()
}

fn expect(text: &str, rules: &[(&'static str, &str)]) {
    let told = told(text);
    let told: Vec<(&'static str, &str)> = told.iter().map(|(rule, words)| (*rule, words.as_str())).collect();
    assert_eq!(told, rules);
}

/// How far around their windows activities are looked at, as conflicts are told.
const REACH: Reach = Reach::Beyond(45);

/// Whether the rules of a conflict cannot hold for its activities, and can without any one of them. Where they can, the
/// independent re-check must find none of them broken.
fn irreducible(plan: &Plan, conflict: &Conflict) -> Result<(), String> {
    let all: BTreeSet<Tag> = conflict.rules.iter().copied().collect();
    if dated(plan, conflict, &all).is_some() {
        return Err(format!("{all:?} can hold"));
    }
    for spared in &conflict.rules {
        let mut others = all.clone();
        others.remove(spared);
        let Some(schedule) = dated(plan, conflict, &others) else {
            return Err(format!("{all:?} cannot hold without {spared:?} either"));
        };
        let charges = verify::bill::charges(plan, &schedule);
        let broken = charges.iter().find(|charge| {
            let is_ours = others.contains(&Tag { rule: charge.rule, span: charge.span });
            let is_dated = charge.activities.iter().all(|id| conflict.activities.contains(id));
            // A gate is open where the meetings it asks for are no part of the conflict.
            let is_gate = charge.rule == "relation" && charge.activities.len() == 1;
            is_ours && is_dated && !is_gate && charge.cost.is_none()
        });
        if let Some(broken) = broken {
            return Err(format!("without {spared:?}: {broken:?}"));
        }
    }
    Ok(())
}

/// Dates for the activities of a conflict under some rules alone, when there are any.
fn dated(plan: &Plan, conflict: &Conflict, rules: &BTreeSet<Tag>) -> Option<Schedule> {
    let problem = Problem::of(plan, REACH);
    let takes_part = problem.activities.iter().map(|activity| conflict.activities.contains(&activity.id)).collect();
    let in_force = |tag: Tag| rules.contains(&tag);
    let force = Force { rules: &in_force, costs: Costs::Ignored };
    let extent = Extent { takes_part, force, surcharge: &|_, _| Some(0), starts: Starts::Rows, clashes: Clashes::All };
    let (program, layout) = post(&problem, &extent).into_program();
    let values = match solve(
        &Mip::of(&program, Goal::Any),
        Effort { nodes: 10_000, gap: 0.999, cutoff: f64::INFINITY, heuristics: Heuristics::On },
    ) {
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

#[test]
fn the_conflicts_of_random_plans_are_irreducible() {
    let mut conflicts = 0;
    let mut sizes = BTreeSet::new();
    for seed in 0..90 {
        let tiny = TinyPlan::of(seed);
        let Some(plan) = tiny.read() else { continue };
        let Some(conflict) = conflict(&plan) else { continue };
        assert!(conflict.minimal, "seed {seed}");
        assert_eq!(irreducible(&plan, &conflict), Ok(()), "seed {seed}\n{}", tiny.text());
        conflicts += 1;
        sizes.insert(conflict.rules.len());
    }
    assert!(conflicts >= 24, "{conflicts}");
    assert!(sizes.len() >= 3, "{sizes:?}");
}
