//! A thousand random plans that cannot be met: what is told of each cannot hold, and can without any one rule of it.
//!
//! That a plan cannot be met is told by HiGHS on the whole of it, not by what is tested; so is all that is told of a conflict.

#![expect(clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::solve::conflict::{early, find};
use aarshjul::solve::disruption::{Announced, Disruption};

use crate::irreducible::{Part, irreducible};
use crate::tiny_plan::TinyPlan;

/// How far around their windows activities are looked at. Fewer days than people are told, and more plans in the same time.
const REACH_DAYS: u32 = 2;

/// The generators, each with how many musts it plants.
const KINDS: [fn(u64) -> TinyPlan; 4] = [TinyPlan::of, TinyPlan::of_phases, TinyPlan::of_musts, TinyPlan::of_phases_and_musts];

#[derive(Debug, Default)]
struct Tally {
    feasible: usize,
    conflicts: usize,
    early: usize,
    /// How often each rule is part of a conflict, and how many conflicts have so many rules.
    rules: BTreeMap<&'static str, usize>,
    sizes: BTreeMap<usize, usize>,
}

/// Whether a plan can be met, by HiGHS on the rows of all its rules.
fn can_be_met(plan: &Plan, text: &str) -> bool {
    match Part::of(plan, Reach::Window, &|_| true).dated(&|_| true) {
        Ok(schedule) => schedule.is_some(),
        Err(undecided) => panic!("{undecided}\n{text}"),
    }
}

fn look(seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let kind = usize::try_from(seed % 4).unwrap_or_default();
        let tiny = KINDS[kind](seed / 4);
        let Some(plan) = tiny.read() else { continue };
        let problem = Problem::of(&plan, Reach::Window);
        let nothing = Disruption::of(&problem, &Announced::default());
        let soon = early(&problem, &nothing, &|_| true, REACH_DAYS);
        if can_be_met(&plan, &tiny.text()) {
            assert_eq!(soon, None, "seed {seed}\n{}", tiny.text());
            tally.feasible += 1;
            continue;
        }
        let Some(conflict) = find(&problem, &nothing, &|_| true, REACH_DAYS) else {
            panic!("seed {seed}: it can be met\n{}", tiny.text());
        };
        assert!(conflict.minimal, "seed {seed}");
        assert_eq!(irreducible(&plan, &conflict, Reach::Beyond(REACH_DAYS)), Ok(()), "seed {seed}\n{}", tiny.text());
        if let Some(soon) = soon {
            assert_eq!(soon, conflict, "seed {seed}: what is told is the same each time\n{}", tiny.text());
            tally.early += 1;
        }
        tally.conflicts += 1;
        *tally.sizes.entry(conflict.rules.len()).or_default() += 1;
        for rule in conflict.rules.iter().map(|tag| tag.rule).collect::<BTreeSet<_>>() {
            *tally.rules.entry(rule).or_default() += 1;
        }
    }
    tally
}

/// The rules that are a must, or can be one.
const MUSTS: [&str; 21] = [
    "window",
    "weekday",
    "hours",
    "open-day",
    "attendance",
    "availability",
    "quorum",
    "room",
    "deadline-leave",
    "avoid",
    "spacing",
    "relation",
    "presence",
    "separation",
    "gathering",
    "week-load",
    "diary-load",
    "capacity",
    "workload",
    "alignment",
    "same-weekday",
];

fn holds(seeds: std::ops::Range<u64>, conflicts: usize) -> Tally {
    let tally = look(seeds);
    assert!(tally.conflicts >= conflicts && tally.feasible >= conflicts / 5, "{tally:?}");
    assert!(tally.early * 10 >= tally.conflicts * 9, "{tally:?}");
    assert!(tally.sizes.len() >= 5, "{tally:?}");
    tally
}

#[test]
fn what_is_told_of_five_hundred_plans_that_cannot_be_met_is_irreducible() {
    let tally = holds(0..2_000, 500);
    assert!(MUSTS.iter().all(|rule| tally.rules.contains_key(rule)), "{tally:?}");
}

#[test]
fn what_is_told_of_five_hundred_more_is_irreducible() {
    let tally = holds(2_000..4_000, 500);
    assert!(MUSTS.iter().all(|rule| tally.rules.contains_key(rule)), "{tally:?}");
}

#[test]
#[ignore = "takes many minutes: for the night"]
fn what_is_told_of_five_thousand_more_is_irreducible() {
    holds(4_000..24_000, 5_000);
}
