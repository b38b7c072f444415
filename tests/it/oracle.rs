//! The solver against exhaustive search: every schedule of many tiny plans, priced by the independent re-check.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use aarshjul::constraint;
use aarshjul::diagnostic::source::Sources;
use aarshjul::plan::group::GroupId;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::activity::Activity;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::charge::total;
use aarshjul::schedule::placement::{Placement, Schedule};
use aarshjul::schema::reading::read;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::{Outcome, Planned};
use aarshjul::verify;

use crate::tiny_plan::TinyPlan;

const BUDGET: Budget = Budget { work: 1_000_000 };

/// Plans with more schedules than this are passed over.
const MOST_SCHEDULES: usize = 250;

/// Calls `visit` with every schedule whose single placements break no must, in a fixed order. False where there are too many.
pub(crate) fn every_schedule(plan: &Plan, activities: &[Activity], visit: &mut dyn FnMut(&Schedule)) -> bool {
    let allowed: Vec<Vec<Placement>> = activities
        .iter()
        .map(|activity| activity.candidates.iter().copied().filter(|placement| alone(plan, activity, *placement)).collect())
        .collect();
    let count = allowed.iter().try_fold(1, |count: usize, own| count.checked_mul(own.len()));
    if count.is_none_or(|count| count > MOST_SCHEDULES) {
        return false;
    }
    descend(activities, &allowed, &mut Schedule::default(), visit);
    true
}

fn descend(activities: &[Activity], allowed: &[Vec<Placement>], so_far: &mut Schedule, visit: &mut dyn FnMut(&Schedule)) {
    let position = so_far.placements.len();
    let Some(activity) = activities.get(position) else {
        visit(so_far);
        return;
    };
    for placement in &allowed[position] {
        so_far.placements.insert(activity.id.clone(), *placement);
        descend(activities, allowed, so_far, visit);
        so_far.placements.remove(&activity.id);
    }
}

/// Whether a placement breaks no must that speaks of this activity alone.
fn alone(plan: &Plan, activity: &Activity, placement: Placement) -> bool {
    let schedule = Schedule { placements: [(activity.id.clone(), placement)].into() };
    let own = |charge: &aarshjul::schedule::charge::Charge| charge.activities == std::slice::from_ref(&activity.id);
    // These name one activity alone, but ask for the meetings of another group, or other meetings of their own, too.
    let asks_others = |rule: &str| ["relation", "gathering", "back-to-back", "topic"].contains(&rule);
    let charges = verify::bill::charges(plan, &schedule);
    !charges.iter().any(|charge| own(charge) && !asks_others(charge.rule) && charge.cost.is_none())
}

/// The cost of a schedule by the independent re-check; none where it breaks a must.
pub(crate) fn cost(plan: &Plan, problem: &Problem<'_>, schedule: &Schedule, rules: &mut BTreeSet<&'static str>) -> Option<i64> {
    let charges = verify::bill::charges(plan, schedule);
    assert_eq!(constraint::bill::charges(problem, schedule), charges, "the two bills of {schedule:#?}");
    rules.extend(charges.iter().map(|charge| charge.rule));
    charges.iter().all(|charge| charge.cost.is_some()).then(|| total(&charges))
}

fn planned(outcome: Outcome) -> Option<Planned> {
    match outcome {
        Outcome::Planned(planned) => Some(planned),
        Outcome::Infeasible(_) => None,
        Outcome::Undecided => panic!("the effort suffices for a tiny plan"),
    }
}

/// What came of comparing the plans of some seeds.
#[derive(Debug, Default)]
struct Tally {
    feasible: usize,
    infeasible: usize,
    replanned: usize,
    rules: BTreeSet<&'static str>,
}

fn compare(seeds: std::ops::Range<u64>, tiny_plan: fn(u64) -> TinyPlan) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let tiny = tiny_plan(seed);
        let Some(plan) = tiny.read() else { continue };
        let problem = Problem::of(&plan, Reach::Window);
        let mut least: Option<i64> = None;
        let small = every_schedule(&plan, &problem.activities, &mut |schedule| {
            if let Some(cost) = cost(&plan, &problem, schedule, &mut tally.rules) {
                least = Some(least.map_or(cost, |least| least.min(cost)));
            }
        });
        if !small {
            continue;
        }
        let found = planned(optimum(&problem, &Announced::default(), BUDGET));
        assert_eq!(found.as_ref().map(|found| found.objective), least, "seed {seed}\n{}", tiny.text());
        let Some(found) = found else {
            tally.infeasible += 1;
            continue;
        };
        assert!(found.is_optimal(), "seed {seed}\n{}", tiny.text());
        assert_eq!(total(&verify::bill::charges(&plan, &found.schedule)), found.objective, "seed {seed}");
        tally.feasible += 1;
        tally.replanned += usize::from(replan(seed, &tiny, &plan, &found.schedule));
    }
    tally
}

/// Sends a member away on the day of a meeting and plans again, in the light of what was shown.
fn replan(seed: u64, tiny: &TinyPlan, plan: &Plan, shown: &Schedule) -> bool {
    let hit = plan.groups.iter().enumerate().find_map(|(index, group)| {
        let (_, occurrence) = plan.held(GroupId(index)).last()?;
        Some((group.members.first()?.0, shown.placement(&occurrence.id)?.first()))
    });
    let Some((person, date)) = hit else { return false };
    let tiny = tiny.with_leave(person, date);
    let plan = tiny.read().unwrap();
    let problem = Problem::of(&plan, Reach::Window);
    let today = seed.is_multiple_of(2).then(|| "2027-03-05".parse().unwrap());
    let announced = Announced { schedule: shown.clone(), today };
    let mut ignored = BTreeSet::new();
    let (mut least, mut least_of_all): (Option<i64>, Option<i64>) = (None, None);
    every_schedule(&plan, &problem.activities, &mut |schedule| {
        if let Some(cost) = cost(&plan, &problem, schedule, &mut ignored) {
            let ahead = |drafts| lies_ahead(&plan, &problem, &announced, schedule, drafts);
            if !ahead(Drafts::Anywhere) {
                return;
            }
            let cost = cost + disruption(&plan, &announced, schedule);
            least_of_all = Some(least_of_all.map_or(cost, |least| least.min(cost)));
            if ahead(Drafts::Ahead) && keeps_the_past(&plan, &problem, &announced, schedule) {
                least = Some(least.map_or(cost, |least| least.min(cost)));
            }
        }
    });
    let found = planned(optimum(&problem, &announced, BUDGET));
    let least = least.or(least_of_all);
    assert_eq!(found.as_ref().map(|found| found.objective), least, "seed {seed}, shown {shown:#?}\n{}", tiny.text());
    if let Some(found) = found {
        assert!(found.is_optimal(), "seed {seed}");
        assert_eq!(found.disruption, disruption(&plan, &announced, &found.schedule), "seed {seed}");
    }
    true
}

/// What moving costs: by how many are called, by how near it is, and by whether the day is another or the time alone.
pub(crate) fn disruption(plan: &Plan, announced: &Announced, schedule: &Schedule) -> i64 {
    let moved = schedule.placements.iter().map(|(id, is)| {
        let Some(was) = announced.schedule.placement(id) else { return 0 };
        let unit = match (was, is) {
            (was, is) if was.first() != is.first() => 4,
            (Placement::Meeting { start: was, .. }, Placement::Meeting { start: is, .. }) if was != *is => 1,
            _ => return 0,
        };
        let group =
            plan.occurrences.iter().find(|occurrence| occurrence.id == *id).map(|occurrence| plan.group(occurrence.group));
        let called: BTreeSet<usize> = group.map_or_else(BTreeSet::new, |group| {
            let counted = group.quorums.iter().flat_map(|quorum| &quorum.of);
            group.members.iter().chain(&group.optional).chain(counted).map(|person| person.0).collect()
        });
        let people = i64::try_from(called.len()).unwrap().clamp(5, 25);
        let away = announced.today.map_or(i64::MAX, |today| (was.first().min(is.first()) - today).num_days());
        unit * people * (1 + i64::from(away < 84) + i64::from(away < 28))
    });
    moved.sum()
}

/// Where what nobody was told of may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drafts {
    Anywhere,
    Ahead,
}

/// Whether nothing is newly dated before today that could be dated later.
pub(crate) fn lies_ahead(plan: &Plan, problem: &Problem<'_>, announced: &Announced, schedule: &Schedule, drafts: Drafts) -> bool {
    let Some(today) = announced.today else { return true };
    problem.activities.iter().all(|activity| {
        let is = schedule.placement(&activity.id).unwrap();
        let shown = announced.schedule.placement(&activity.id);
        let is_kept = shown == Some(is) || (shown.is_none() && drafts == Drafts::Anywhere);
        let mut later = activity.candidates.iter().filter(|candidate| candidate.first() >= today);
        is_kept || is.first() >= today || !later.any(|candidate| alone(plan, activity, *candidate))
    })
}

/// Whether what has taken place, and could have, stays.
pub(crate) fn keeps_the_past(plan: &Plan, problem: &Problem<'_>, announced: &Announced, schedule: &Schedule) -> bool {
    let Some(today) = announced.today else { return true };
    problem.activities.iter().all(|activity| {
        let shown = announced.schedule.placement(&activity.id);
        let is_past = shown.is_some_and(|shown| shown.first() < today && alone(plan, activity, shown));
        !is_past || schedule.placement(&activity.id) == shown
    })
}

/// The names of the rules that bind more than one activity, and those that only cost.
const TOLD: [&str; 21] = [
    "availability",
    "quorum",
    "room",
    "diary-load",
    "deadline-leave",
    "spacing",
    "spread",
    "same-weekday",
    "same-time",
    "gathering",
    "back-to-back",
    "relation",
    "topic",
    "presence",
    "separation",
    "week-load",
    "avoid",
    "preferred-weekday",
    "preferred-start",
    "drift",
    "phase-wish",
];

fn holds(seeds: std::ops::Range<u64>) {
    let tally = compare(seeds, TinyPlan::of);
    assert!(
        tally.feasible + tally.infeasible >= 100 && tally.feasible >= 30 && tally.infeasible >= 30 && tally.replanned >= 30,
        "{tally:?}"
    );
    assert!(TOLD.iter().all(|rule| tally.rules.contains(rule)), "{:?}", tally.rules);
}

#[test]
fn the_optimum_is_that_of_exhaustive_search_in_the_first_plans() {
    holds(0..240);
}

#[test]
fn the_optimum_is_that_of_exhaustive_search_in_more_plans() {
    holds(240..480);
}

#[test]
fn the_optimum_is_that_of_exhaustive_search_in_plans_of_phases() {
    let tally = compare(0..240, TinyPlan::of_phases);
    assert!(tally.feasible >= 30 && tally.infeasible >= 30, "{tally:?}");
    assert!(
        ["relation", "capacity", "workload", "avoid", "alignment"].iter().all(|rule| tally.rules.contains(rule)),
        "{:?}",
        tally.rules
    );
}

fn plan_of(text: &str) -> Plan {
    let mut sources = Sources::default();
    sources.add("plan.yaml", text);
    let reading = read(&sources);
    reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

#[test]
fn a_meeting_that_makes_way_for_several_people_pays_once() {
    // On 2 March all four would rather start at 10:00; the board moves, for 1. On 3 March the board would cost 2.
    let plan = plan_of(
        r#"
product: p
years: 2027
calendars: {school: {closed: {day: 2027-03-03}}}
people: {x: X, y: Y, z: Z}
groups:
  board:
    members: [x, y, z]
    avoid: {school: could}
    meets: {windows: {v: 03-02..03-03}, between: 10:00-12:00, length: 1h, prefer: {at: "10:00", on: "tue, could"}}
  a: {members: [x], meets: {windows: {w: 03-02}, at: "10:00", length: 1h}}
  b: {members: [y], meets: {windows: {w: 03-02}, at: "10:00", length: 1h}}
  c: {members: [z], meets: {windows: {w: 03-02}, at: "10:00", length: 1h}}
"#,
    );
    let found = planned(optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), BUDGET)).unwrap();
    assert_eq!((found.objective, found.bound), (1, 1));
}

#[test]
fn planning_twice_gives_the_same_dates() {
    for seed in 0..24 {
        let Some(plan) = TinyPlan::of(seed).read() else { continue };
        let plan_once = || optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), BUDGET);
        assert_eq!(plan_once(), plan_once(), "seed {seed}");
    }
}

#[test]
fn what_has_taken_place_moves_only_where_the_rules_forbid_it_now() {
    let text = |apart: &str| {
        format!(
            "product: p\nyears: 2027\ngroups:\n  board: {{meets: {{windows: {{v: 03-01..03-05, w: 03-08..03-12}}, at: '10:00', length: 1h, apart: {apart}}}}}\n"
        )
    };
    let shown = {
        let plan = plan_of(&text("'best 5 days'"));
        planned(optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), BUDGET)).unwrap().schedule
    };
    let announced = Announced { schedule: shown.clone(), today: Some("2027-04-01".parse().unwrap()) };
    let again = |apart: &str| {
        let plan = plan_of(&text(apart));
        planned(optimum(&Problem::of(&plan, Reach::Window), &announced, BUDGET)).unwrap()
    };
    assert_eq!(again("'best 9 days'").schedule, shown);
    let moved = again("at least 9 days");
    assert!(moved.is_optimal() && moved.disruption > 0);
}

#[test]
fn a_plan_of_nothing_is_planned_and_costs_nothing() {
    let plan = plan_of("product: p\nyears: 2027\n");
    let found = planned(optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), BUDGET)).unwrap();
    assert_eq!((found.objective, found.bound, found.schedule.placements.len()), (0, 0, 0));
}

#[test]
fn what_lies_long_before_the_planned_years_is_a_fact_to_both_bills() {
    let text = "product: p\nyears: 2027\nroadmap:\n  tracks:\n    t:\n      phases: {then: {from: 2019-06-01, to: 2019-06-02}}\n      milestones:\n        once: {on: 2019-06-01}\n        later: {between: 2027-03-01..2027-03-03, after: {once: at least 5 working days, then: 1..3000 days}}\n";
    let plan = plan_of(text);
    let problem = Problem::of(&plan, Reach::Window);
    let found = planned(optimum(&problem, &Announced::default(), BUDGET)).unwrap();
    assert_eq!(cost(&plan, &problem, &found.schedule, &mut BTreeSet::new()), Some(0));
}
