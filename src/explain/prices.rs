//! What each rule costs: the plan made again without its line.

use std::collections::{BTreeMap, BTreeSet};

use crate::constraint::fee::Tag;
use crate::constraint::{bill, local};
use crate::explain::figure::Figure;
use crate::explain::part::swapped;
use crate::problem::activity::{Activity, ActivityIndex};
use crate::problem::instance::Problem;
use crate::schedule::charge::{Charge, total};
use crate::schedule::placement::Placement;
use crate::solve::conflict::musts;
use crate::solve::disruption::{Announced, Disruption};
use crate::solve::engine::Budget;
use crate::solve::inquiry::Inquiry;
use crate::solve::optimum::{Found, found_under};
use crate::solve::outcome::Planned;

/// How many cheaper days of an activity are looked at to guess which musts are dear.
const TRIED: usize = 5;

/// What a line costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Which rule, at which line.
    pub tag: Tag,
    /// What it is charged for now; 0 for a must.
    pub paid: i64,
    /// By how much the best plan is cheaper without it.
    pub price: Figure,
}

/// What lines cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// The dearest first.
    pub prices: Vec<Price>,
    /// How many more lines there are: the plan was not made again without them.
    pub passed_over: usize,
}

/// Makes the plan again without one line after another: first those that are charged, then those that keep activities from
/// cheaper days, then the others. The observer is told how often.
pub fn prices(
    problem: &Problem<'_>,
    announced: &Announced,
    now: &Planned,
    limit: usize,
    budget: Budget,
    observer: &mut dyn FnMut(usize),
) -> Prices {
    let charges = bill::charges(problem, &now.schedule);
    let lines = ranked(problem, announced, now, &charges);
    let mut prices = Vec::new();
    for (count, (tag, paid)) in lines.iter().take(limit).enumerate() {
        observer(count + 1);
        let most = match found_under(&|other| other != *tag, problem, announced, budget) {
            Found::Best(planned) => Some((now.bound - planned.objective, now.objective - planned.bound)),
            // Fewer rules leave no fewer schedules.
            Found::Nothing | Found::Undecided => None,
        };
        // Without the line the schedule of now is one too, and costs what is paid less; and no cost is negative.
        let (least, most) = most.unwrap_or((0, now.objective));
        let least = least.max(paid - (now.objective - now.bound)).max(0);
        prices.push(Price { tag: *tag, paid: *paid, price: Figure { least, most: most.max(least) } });
    }
    prices.sort_by_key(|price| {
        (std::cmp::Reverse(price.price.least), std::cmp::Reverse(price.price.most), price.tag.span, price.tag.rule)
    });
    Prices { prices, passed_over: lines.len().saturating_sub(limit) }
}

/// Every line that could cost something with what it is charged for, those that look dearest first.
fn ranked(problem: &Problem<'_>, announced: &Announced, now: &Planned, charges: &[Charge]) -> Vec<(Tag, i64)> {
    let everything: Vec<ActivityIndex> = problem.indexed().map(|(index, _)| index).collect();
    let disruption = Disruption::of(problem, announced);
    let mut paid: BTreeMap<Tag, i64> =
        musts(&Inquiry::about(problem, &disruption, everything), &|_| true).into_iter().map(|tag| (tag, 0)).collect();
    for charge in charges {
        *paid.entry(Tag { rule: charge.rule, span: charge.span }).or_insert(0) += charge.cost.unwrap_or(0);
    }
    let keeps = if now.objective > 0 { kept_from(problem, &disruption, now) } else { BTreeMap::new() };
    let mut lines: Vec<(Tag, i64)> = paid.into_iter().collect();
    lines.sort_by_key(|(tag, paid)| {
        let gain = keeps.get(tag).copied().unwrap_or(0);
        (std::cmp::Reverse(*paid), std::cmp::Reverse(gain), tag.span, tag.rule)
    });
    lines
}

/// What each must keeps single activities from: the sum of what they would gain on a cheaper day that it alone forbids.
fn kept_from(problem: &Problem<'_>, disruption: &Disruption, now: &Planned) -> BTreeMap<Tag, i64> {
    let mut keeps: BTreeMap<Tag, i64> = BTreeMap::new();
    for (index, activity) in problem.indexed() {
        let Some(when) = now.schedule.placement(&activity.id) else { continue };
        let mut cheaper: Vec<(i64, Placement)> =
            activity.candidates.iter().map(|own| (local_cost(problem, activity, *own), *own)).collect();
        let cost = local_cost(problem, activity, when);
        cheaper.retain(|(other, placement)| *other < cost && disruption.surcharge(index, *placement, &|_| true).is_some());
        cheaper.sort_unstable();
        let mut best: BTreeMap<Tag, i64> = BTreeMap::new();
        for (_, placement) in cheaper.into_iter().take(TRIED) {
            let there = swapped(&now.schedule, &activity.id, placement);
            let charges = bill::charges(problem, &there);
            let broken: BTreeSet<Tag> = charges
                .iter()
                .filter(|charge| charge.cost.is_none())
                .map(|charge| Tag { rule: charge.rule, span: charge.span })
                .collect();
            let gain = now.objective - disruption.total(problem, &there) - total(&charges);
            if let [tag] = broken.iter().copied().collect::<Vec<Tag>>().as_slice() {
                let own = best.entry(*tag).or_insert(0);
                *own = gain.max(*own);
            }
        }
        for (tag, gain) in best {
            *keeps.entry(tag).or_insert(0) += gain;
        }
    }
    keeps
}

/// What a placement costs by the activity's own soft rules.
fn local_cost(problem: &Problem<'_>, activity: &Activity, placement: Placement) -> i64 {
    let fees = local::judge(problem, activity.kind, placement);
    fees.iter().filter_map(|fee| fee.cost(&problem.plan.weights)).sum()
}
