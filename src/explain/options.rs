//! Why an activity has the date it has: every day in reach, with what the plan would cost if it lay there, or what forbids it.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::Tag;
use crate::constraint::{bill, layout, local, open_day};
use crate::explain::binding::{Binding, binding};
use crate::explain::choice::{Choice, Finding, Question, Replanned, start};
use crate::explain::figure::Figure;
use crate::explain::part::{Part, objective, swapped};
use crate::explain::reason::{Fact, Reason, of_day, open_days, reasons};
use crate::plan::activity::ActivityId;
use crate::plan::plan::Plan;
use crate::problem::activity::{Activity, ActivityIndex, Kind};
use crate::problem::candidate::{Reach, of_meeting, of_milestone, of_phase};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::disruption::{Disruption, Standing};
use crate::solve::obstruction::obstruction;
use crate::solve::optimum::Found;
use crate::solve::outcome::Planned;

/// How many days around what the plan allows an activity is looked at.
const AROUND_DAYS: u32 = 7;

/// Why an activity has the date it has.
#[derive(Debug)]
pub struct Options {
    /// Which activity.
    pub id: ActivityId,
    /// The best schedule as it is: all else is compared with this.
    pub now: Planned,
    /// Where the activity lies in it.
    pub when: Placement,
    /// Every day in reach, in order of time; its own day first as it is, then at any other time of day.
    pub options: Vec<Choice>,
    /// How many activities depend on it, itself among them: the others keep their dates.
    pub part: usize,
    /// Whether these are all that depend on it; where not, what is found is told as the most that it costs.
    pub is_whole: bool,
    /// The charges that it takes part in, the dearest first.
    pub charges: Vec<Charge>,
    /// Musts without which the plan would cost less, the dearest first.
    pub binding: Vec<Binding>,
    /// How many more musts could be such; the plan was not made again without them.
    pub passed_over: usize,
}

/// The placements of one option that the activity's own rules allow, and the cheapest of them by those.
struct Allowed {
    position: usize,
    placements: Vec<Placement>,
    local: i64,
    alone: Option<i64>,
}

/// Looks at every option of an activity. The observer is told how often the plan has been made again.
pub fn options(question: &Question<'_>, item: ActivityIndex, observer: &mut dyn FnMut(usize)) -> Options {
    let Question { plan, announced, schedule, limit, budget } = *question;
    let full = Problem::of(plan, Reach::Window);
    let activity = full.activity(item);
    let all = &|_: Tag| true;
    let mut part = Part::around((item, activity.candidates.clone()), all, plan, announced, schedule);
    let open = part.problem.activity(item).candidates.clone();
    observer(0);
    let disruption = &Disruption::of(&full, announced);
    let now = reference(part.planned(open, all, announced, budget), &full, disruption, schedule);
    // What a part of them proves is proven of that part alone; no cost is negative.
    let now = if part.is_whole { now } else { Planned { bound: 0, ..now } };
    let when = now.schedule.placement(&activity.id).unwrap_or_else(|| activity.candidates[0]);
    let looked_at = looked_at(plan, &full, activity);
    let (mut options, mut allowed) = judged(&full, item, disruption, &looked_at, when);
    for own in &mut allowed {
        let swapped = swapped(&now.schedule, &activity.id, own.placements[0]);
        own.alone = objective(all, &full, disruption, &swapped).map(|cost| cost - now.objective);
        options[own.position].finding = Finding::Open { alone: own.alone, tried: false };
    }
    allowed.sort_by_key(|own| {
        let away = (options[own.position].day - when.first()).num_days().abs();
        (own.alone.is_none(), own.alone.unwrap_or(own.local), away, own.position)
    });
    let now_charges = bill::charges(&full, &now.schedule);
    for (count, own) in allowed.iter().take(limit).enumerate() {
        observer(count + 1);
        let finding = match part.planned(own.placements.clone(), all, announced, budget) {
            Found::Best(planned) => {
                let then = planned.schedule.placement(&activity.id);
                options[own.position].start = then.and_then(start);
                let bound = if part.is_whole { planned.bound } else { now.bound };
                Finding::Replanned(replanned(&full, &activity.id, (&now, &now_charges), &Planned { bound, ..planned }))
            }
            Found::Nothing => match obstruction(&part.problem, disruption, item, &part.members) {
                None if !part.is_whole => Finding::Open { alone: own.alone, tried: true },
                found => Finding::Blocked(found),
            },
            Found::Undecided => Finding::Open { alone: own.alone, tried: true },
        };
        options[own.position].finding = finding;
    }
    let mut charges: Vec<Charge> = now_charges.into_iter().filter(|charge| charge.activities.contains(&activity.id)).collect();
    charges.sort_by_key(|charge| (std::cmp::Reverse(charge.cost), charge.span));
    let (binding, passed_over) = binding(question, (&full, item), (&now, when), (&looked_at, &options), observer);
    Options {
        id: activity.id.clone(),
        part: part.members.len(),
        is_whole: part.is_whole,
        now,
        when,
        options,
        charges,
        binding,
        passed_over,
    }
}

/// The better of what was given and what was found, with the bound that was proven.
fn reference(found: Found, full: &Problem<'_>, disruption: &Disruption, schedule: &Schedule) -> Planned {
    let cost = objective(&|_| true, full, disruption, schedule);
    let given = |objective: i64, bound: i64| {
        Planned { schedule: schedule.clone(), objective, disruption: disruption.total(full, schedule), bound: 0 }
            .bounded_by(bound)
    };
    match (found, cost) {
        (Found::Best(planned), Some(cost)) if cost <= planned.objective => given(cost, planned.bound),
        (Found::Best(planned), _) => planned,
        // No cost is negative.
        (Found::Nothing | Found::Undecided, cost) => given(cost.unwrap_or(0), 0),
    }
}

/// Every placement that is looked at: those in the window, and a little around.
fn looked_at(plan: &Plan, problem: &Problem<'_>, activity: &Activity) -> Vec<Placement> {
    let reach = Reach::Beyond(AROUND_DAYS);
    let mut all = match activity.kind {
        Kind::Meeting(id) => {
            let occurrence = &plan.occurrences[id.0];
            of_meeting(occurrence, &plan.group(occurrence.group).cycle, plan, reach)
        }
        Kind::Phase(id) => of_phase(&plan.phases[id.0], open_days(problem, activity.kind), plan, reach),
        Kind::Milestone(id) => of_milestone(&plan.milestones[id.0], plan, reach),
    };
    all.extend(&activity.candidates);
    all.sort_unstable();
    all.dedup();
    all
}

/// Every option with what its own rules say, and those that they allow.
fn judged(
    problem: &Problem<'_>,
    item: ActivityIndex,
    disruption: &Disruption,
    looked_at: &[Placement],
    when: Placement,
) -> (Vec<Choice>, Vec<Allowed>) {
    let kind = problem.activity(item).kind;
    let mut by_day: BTreeMap<NaiveDate, Vec<Placement>> = BTreeMap::new();
    for placement in looked_at {
        by_day.entry(placement.first()).or_default().push(*placement);
    }
    let (mut options, mut allowed) = (Vec::new(), Vec::new());
    let mut last: Option<NaiveDate> = None;
    for (day, placements) in by_day {
        // A phase starts on no closed day: it has no placement there.
        let skipped = last.and_then(|last| last.succ_opt()).into_iter().flat_map(|next| next.iter_days());
        for closed in skipped.take_while(|closed| *closed < day) {
            options.push(Choice {
                day: closed,
                start: None,
                finding: Finding::Forbidden(vec![closed_day(problem, item, closed)]),
            });
        }
        last = Some(day);
        let mut able: Vec<(i64, Placement)> = Vec::new();
        for placement in &placements {
            let fees = local::judge(problem, kind, *placement);
            let cost: Option<i64> = fees.iter().map(|fee| fee.cost(&problem.plan.weights)).sum();
            if let Some(cost) = cost.filter(|_| problem.activity(item).candidates.contains(placement)) {
                able.extend(disruption.surcharge(item, *placement, &|_| true).map(|moving| (cost + moving, *placement)));
            }
        }
        able.sort_by_key(|(cost, placement)| (*cost, far(*placement, when), *placement));
        if day == when.first() {
            options.push(Choice { day, start: start(when), finding: Finding::Now });
            able.retain(|(_, placement)| *placement != when);
            if let Some((local, _)) = able.first() {
                let placements = able.iter().map(|(_, placement)| *placement).collect();
                allowed.push(Allowed { position: options.len(), placements, local: *local, alone: None });
                options.push(Choice { day, start: None, finding: Finding::Past });
            }
        } else {
            if let Some((local, _)) = able.first() {
                let placements = able.iter().map(|(_, placement)| *placement).collect();
                allowed.push(Allowed { position: options.len(), placements, local: *local, alone: None });
            }
            let finding = forbidden(problem, item, disruption, &placements, when);
            options.push(Choice { day, start: None, finding });
        }
    }
    (options, allowed)
}

/// What forbids a day: of all its placements the one that breaks the fewest musts, and is nearest to now. Where none is broken, the
/// activity has taken place, lies within its notice, or the day is over.
fn forbidden(
    problem: &Problem<'_>,
    item: ActivityIndex,
    disruption: &Disruption,
    placements: &[Placement],
    when: Placement,
) -> Finding {
    let kind = problem.activity(item).kind;
    let judged = placements.iter().map(|placement| (*placement, local::judge(problem, kind, *placement)));
    let least = judged.min_by_key(|(placement, fees)| (fees.iter().filter(|fee| fee.is_must()).count(), far(*placement, when)));
    match least.map(|(placement, fees)| reasons(problem, kind, placement, &fees)) {
        Some(reasons) if !reasons.is_empty() => Finding::Forbidden(reasons),
        Some(_) | None => match disruption.standing(item) {
            Standing::Past => Finding::Past,
            Standing::Frozen(tag) => Finding::Forbidden(vec![Reason { tag, fact: Fact::Stated }]),
            Standing::Draft | Standing::Announced => Finding::Over,
        },
    }
}

fn closed_day(problem: &Problem<'_>, item: ActivityIndex, date: NaiveDate) -> Reason {
    let kind = problem.activity(item).kind;
    let span = layout::span(problem, kind);
    let fact = of_day(open_days(problem, kind), Placement::Milestone { date });
    // One that is open starts no phase where the phase would not end in the years that are known.
    let fact = if fact == Fact::Closed(Vec::new()) { Fact::Stated } else { fact };
    Reason { tag: Tag { rule: open_day::NAME, span }, fact }
}

/// By how many minutes the clock time differs.
fn far(one: Placement, other: Placement) -> i64 {
    start(one).zip(start(other)).map_or(0, |(one, other)| (one - other).num_minutes().abs())
}

/// How a schedule with the activity elsewhere differs from the one of now.
fn replanned(full: &Problem<'_>, id: &ActivityId, (now, charges): (&Planned, &[Charge]), then: &Planned) -> Replanned {
    let more = Figure { least: then.bound.max(now.bound) - now.objective, most: then.objective - now.objective };
    let mut rules: BTreeMap<Tag, i64> = BTreeMap::new();
    let signed = [(1, bill::charges(full, &then.schedule).as_slice()), (-1, charges)].map(|(sign, charges)| {
        charges.iter().map(|charge| (Tag { rule: charge.rule, span: charge.span }, sign * charge.cost.unwrap_or(0))).collect()
    });
    for (tag, cost) in signed.into_iter().flat_map(|costs: Vec<(Tag, i64)>| costs) {
        *rules.entry(tag).or_insert(0) += cost;
    }
    let mut rules: Vec<(Tag, i64)> = rules.into_iter().filter(|(_, cost)| *cost != 0).collect();
    rules.sort_by_key(|(tag, cost)| (std::cmp::Reverse(*cost), tag.span, tag.rule));
    let from = |other: &ActivityId| now.schedule.placement(other);
    let others = then.schedule.placements.iter().filter(|(other, _)| *other != id);
    let moved = others.filter_map(|(other, to)| Some((other.clone(), from(other)?, *to))).filter(|(_, from, to)| from != to);
    Replanned { more, rules, moving: then.disruption - now.disruption, moved: moved.collect() }
}
