//! What `explain` says of options, binding lines and prices, against exhaustive search: every schedule of many tiny plans, priced
//! by the independent re-check.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::constraint::fee::Tag;
use aarshjul::explain::choice::{Choice, Finding, Question};
use aarshjul::explain::options::{Options, options};
use aarshjul::explain::prices::prices;
use aarshjul::plan::activity::ActivityId;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::activity::ActivityIndex;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schedule::charge::Charge;
use aarshjul::schedule::placement::{Placement, Schedule};
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::Budget;
use aarshjul::solve::optimum::{Found, found_under};
use aarshjul::verify;

use crate::oracle::{Drafts, disruption, keeps_the_past, lies_ahead};
use crate::tiny_plan::TinyPlan;

const BUDGET: Budget = Budget { work: 1_000_000 };
/// Plans with more schedules than this are passed over.
const MOST_SCHEDULES: usize = 200;

fn tag(charge: &Charge) -> Tag {
    Tag { rule: charge.rule, span: charge.span }
}

/// A schedule, and what it is charged for.
struct Billed {
    schedule: Schedule,
    charges: Vec<Charge>,
    moving: i64,
}

impl Billed {
    /// What it costs where a line is not in force; none where it breaks another must.
    fn cost(&self, without: Option<Tag>) -> Option<i64> {
        let mut counted = self.charges.iter().filter(|charge| Some(tag(charge)) != without).peekable();
        let mut cost = self.moving;
        counted.try_for_each(|charge| charge.cost.map(|own| cost += own))?;
        Some(cost)
    }
}

/// Every schedule that the candidates give, where no placement alone breaks a must but the one that is left out; none where there
/// are too many.
fn all(problem: &Problem<'_>, announced: &Announced, without: Option<Tag>) -> Option<Vec<Billed>> {
    let plan = problem.plan;
    let able = |id: &ActivityId, placement: Placement| {
        let alone = Schedule { placements: [(id.clone(), placement)].into() };
        let own = [id.clone()];
        // These name one activity alone, but ask for others too.
        let asks_others = |rule: &str| ["relation", "gathering", "back-to-back", "topic"].contains(&rule);
        let charges = verify::bill::charges(plan, &alone);
        let mut musts = charges.iter().filter(|charge| charge.cost.is_none() && charge.activities == own);
        musts.all(|charge| asks_others(charge.rule) || Some(tag(charge)) == without)
    };
    let allowed: Vec<(&ActivityId, Vec<Placement>)> = problem
        .activities
        .iter()
        .map(|own| (&own.id, own.candidates.iter().copied().filter(|placement| able(&own.id, *placement)).collect()))
        .collect();
    let count = allowed.iter().try_fold(1, |count: usize, (_, own)| count.checked_mul(own.len()))?;
    if count > MOST_SCHEDULES {
        return None;
    }
    let mut schedules = vec![Schedule::default()];
    for (id, placements) in allowed {
        schedules = schedules
            .iter()
            .flat_map(|so_far| {
                placements.iter().map(|placement| {
                    let mut more = so_far.clone();
                    more.placements.insert(id.clone(), *placement);
                    more
                })
            })
            .collect();
    }
    let billed = schedules.into_iter().filter(|schedule| {
        keeps_the_past(plan, problem, announced, schedule) && lies_ahead(plan, problem, announced, schedule, Drafts::Ahead)
    });
    let billed = billed.map(|schedule| {
        let charges = verify::bill::charges(plan, &schedule);
        let moving = disruption(plan, announced, &schedule);
        Billed { schedule, charges, moving }
    });
    Some(billed.collect())
}

fn least<'b>(billed: impl IntoIterator<Item = &'b Billed>, without: Option<Tag>) -> Option<i64> {
    billed.into_iter().filter_map(|own| own.cost(without)).min()
}

/// What of the answers was met.
#[derive(Debug, Default)]
struct Tally {
    plans: usize,
    now: usize,
    forbidden: usize,
    past: usize,
    blocked: usize,
    possible: usize,
    dearer: usize,
    binding: usize,
    parts: usize,
    paid: usize,
    priced: usize,
    dear_musts: usize,
    rules: BTreeSet<&'static str>,
}

/// A plan, what people were shown of it, and its best schedule.
fn asked(seed: u64, plan: &Plan) -> Option<(Problem<'_>, Announced, Vec<Billed>, i64)> {
    let problem = Problem::of(plan, Reach::Window);
    let nothing = Announced::default();
    let schedules = all(&problem, &nothing, None)?;
    // People were shown nothing, or some schedule that keeps the plan; and some of it may have taken place.
    let keeping: Vec<&Billed> = schedules.iter().filter(|own| own.cost(None).is_some()).collect();
    let some = usize::try_from(seed / 3).unwrap() % keeping.len().max(1);
    let shown = keeping.get(some).map(|own| own.schedule.clone())?;
    let announced = match seed % 3 {
        0 => nothing,
        1 => Announced { schedule: shown, today: None },
        _ => Announced { schedule: shown, today: Some("2027-03-06".parse().unwrap()) },
    };
    let schedules = all(&problem, &announced, None)?;
    let best = least(&schedules, None)?;
    Some((problem, announced, schedules, best))
}

/// The least cost of a schedule that has an activity on a day, at another time than now where it is the day of now.
fn expected(schedules: &[Billed], found: &Options, day: NaiveDate) -> Option<i64> {
    let there = schedules.iter().filter(|own| {
        let when = own.schedule.placement(&found.id).unwrap();
        when.first() == day && when != found.when
    });
    least(there, None)
}

fn compare_options(schedules: &[Billed], found: &Options, best: i64, context: &str, tally: &mut Tally) {
    assert_eq!((found.now.objective, found.now.bound), (best, best), "{context}");
    for Choice { day, finding, .. } in &found.options {
        let expected = expected(schedules, found, *day).map(|cost| cost - best);
        let context = format!("{} on {day}: {finding:?}\n{context}", found.id);
        match finding {
            Finding::Now => tally.now += 1,
            Finding::Forbidden(reasons) => {
                assert!(expected.is_none() && !reasons.is_empty(), "{context}");
                tally.forbidden += 1;
            }
            Finding::Past | Finding::Over => {
                assert_eq!(expected, None, "{context}");
                tally.past += 1;
            }
            Finding::Blocked(conflict) => {
                assert_eq!(expected, None, "{context}");
                let Some(conflict) = conflict else { continue };
                assert!(conflict.minimal && conflict.activities.contains(&found.id), "{context}");
                // Whatever has it there breaks one of the rules that were told.
                let there = schedules.iter().filter(|own| own.schedule.placement(&found.id).unwrap().first() == *day);
                for own in there.filter(|own| own.schedule.placement(&found.id) != Some(found.when)) {
                    let broken = own.charges.iter().filter(|charge| charge.cost.is_none());
                    assert!(broken.into_iter().any(|charge| conflict.rules.contains(&tag(charge))), "{context}");
                }
                tally.blocked += 1;
            }
            Finding::Replanned(then) => {
                assert_eq!((Some(then.more.least), Some(then.more.most)), (expected, expected), "{context}");
                let told = then.rules.iter().map(|(_, cost)| cost).sum::<i64>() + then.moving;
                assert_eq!(told, then.more.most, "{context}");
                tally.possible += 1;
                tally.dearer += usize::from(then.more.least > 0);
            }
            Finding::Open { .. } => assert_eq!(finding, &Finding::Now, "{context}"),
        }
    }
    let told: BTreeSet<NaiveDate> = found.options.iter().map(|choice| choice.day).collect();
    assert!(schedules.iter().all(|own| told.contains(&own.schedule.placement(&found.id).unwrap().first())), "{context}");
}

/// A line that binds is worth what is said: with all that depends on the activity planned again, and no more than with everything.
fn compare_binding(plan: &Plan, announced: &Announced, found: &Options, context: &str, tally: &mut Tally) {
    for binding in &found.binding {
        assert!(binding.less.is_exact() && binding.less.least > 0, "{binding:?}\n{context}");
        let mut problem = Problem::of(plan, Reach::Window);
        let own = problem.activities.iter().position(|activity| activity.id == found.id).unwrap();
        let reached = Problem::of(plan, Reach::Beyond(7));
        problem.activities[own].candidates.extend(reached.activities[own].candidates.iter().copied());
        let Some(schedules) = all(&problem, announced, Some(binding.tag)) else { continue };
        let saved = found.now.objective - least(&schedules, Some(binding.tag)).unwrap();
        let mut there = schedules.iter().filter(|own| own.schedule.placement(&found.id) == Some(binding.when));
        let is_there = there.any(|own| own.cost(Some(binding.tag)) <= Some(found.now.objective - binding.less.most));
        assert!(binding.less.most <= saved && is_there, "{binding:?}, {saved}\n{context}");
        if found.part == problem.activities.len() {
            assert_eq!(binding.less.most, saved, "{binding:?}\n{context}");
        }
        tally.binding += 1;
    }
}

fn compare_prices(problem: &Problem<'_>, announced: &Announced, schedules: &[Billed], context: &str, tally: &mut Tally) {
    let Found::Best(now) = found_under(&|_| true, problem, announced, BUDGET) else { return };
    let found = prices(problem, announced, &now, usize::MAX, BUDGET, &mut |_| ());
    assert_eq!(found.passed_over, 0);
    assert!(found.prices.is_sorted_by_key(|price| std::cmp::Reverse(price.price.least)));
    for price in &found.prices {
        let charges = schedules.iter().flat_map(|own| &own.charges);
        let is_local_must = !charges.into_iter().any(|charge| tag(charge) == price.tag);
        // What a line forbids by itself is not among the schedules.
        let more = if is_local_must { all(problem, announced, Some(price.tag)) } else { None };
        if is_local_must && more.is_none() {
            continue;
        }
        let without = least(more.as_deref().unwrap_or(schedules), Some(price.tag)).unwrap();
        assert!(price.price.is_exact(), "{price:?}\n{context}");
        assert_eq!(price.price.least, now.objective - without, "{price:?}\n{context}");
        assert!(price.paid <= price.price.least, "{price:?}\n{context}");
        tally.priced += 1;
        tally.paid += usize::from(price.paid > 0);
        tally.dear_musts += usize::from(price.paid == 0 && price.price.least > 0);
        if price.price.least > 0 {
            tally.rules.insert(price.tag.rule);
        }
    }
}

fn compare(seeds: std::ops::Range<u64>, tiny_plan: fn(u64) -> TinyPlan) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let tiny = tiny_plan(seed);
        let Some(plan) = tiny.read() else { continue };
        let Some((problem, announced, schedules, best)) = asked(seed, &plan) else { continue };
        let context = format!("seed {seed}, shown {:?}\n{}", announced, tiny.text());
        let some = schedules.iter().find(|own| own.cost(None).is_some()).unwrap();
        let question = Question { plan: &plan, announced: &announced, schedule: &some.schedule, limit: 1000, budget: BUDGET };
        for item in (0..problem.activities.len()).map(ActivityIndex) {
            // What is given is better than nothing; what it is compared with is the best.
            let given = if item.0 == 0 {
                some.schedule.clone()
            } else {
                schedules.iter().min_by_key(|own| own.cost(None).unwrap_or(i64::MAX)).unwrap().schedule.clone()
            };
            let found = options(&Question { schedule: &given, ..question }, item, &mut |_| ());
            if found.part == problem.activities.len() || item.0 > 0 {
                compare_options(&schedules, &found, best, &context, &mut tally);
                compare_binding(&plan, &announced, &found, &context, &mut tally);
            }
            tally.parts += usize::from(found.part < problem.activities.len());
        }
        compare_prices(&problem, &announced, &schedules, &context, &mut tally);
        tally.plans += 1;
    }
    tally
}

/// Rules of every kind that some line of has a price.
const PRICED: [&str; 12] = [
    "availability",
    "avoid",
    "deadline-leave",
    "diary-load",
    "drift",
    "gathering",
    "quorum",
    "relation",
    "same-time",
    "separation",
    "spacing",
    "week-load",
];

#[test]
fn every_option_binding_line_and_price_is_that_of_exhaustive_search() {
    let tally = compare(0..150, TinyPlan::of);
    let met = tally.plans >= 40 && tally.forbidden >= 1000 && tally.past >= 10 && tally.blocked >= 8 && tally.possible >= 60;
    assert!(met && tally.dearer >= 50 && tally.now >= 80 && tally.parts >= 30, "{tally:?}");
    assert!(tally.binding >= 10 && tally.priced >= 150 && tally.paid >= 60 && tally.dear_musts >= 5, "{tally:?}");
    assert!(PRICED.iter().all(|rule| tally.rules.contains(rule)), "{tally:?}");
}

#[test]
fn every_option_binding_line_and_price_of_phases_is_that_of_exhaustive_search() {
    let tally = compare(0..150, TinyPlan::of_phases);
    assert!(tally.plans >= 20 && tally.blocked >= 15 && tally.possible >= 50 && tally.dearer >= 40, "{tally:?}");
    assert!(tally.binding >= 20 && tally.priced >= 80 && tally.paid >= 50 && tally.dear_musts >= 5, "{tally:?}");
    assert!(
        ["alignment", "avoid", "capacity", "relation", "workload"].iter().all(|rule| tally.rules.contains(rule)),
        "{tally:?}"
    );
}
