//! Which musts bind an activity: without one of these lines the plan would cost less. Found by making the plan again without it.

use std::collections::BTreeMap;

use crate::constraint::fee::Tag;
use crate::constraint::local;
use crate::explain::choice::{Choice, Finding, Question};
use crate::explain::figure::Figure;

use crate::explain::part::{Part, objective, swapped};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;
use crate::solve::disruption::Disruption;
use crate::solve::optimum::Found;
use crate::solve::outcome::Planned;

/// How many placements that a line alone forbids are tried with all others as they are.
const TRIED: usize = 3;

/// A must without which the plan would cost less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Which rule, at which line.
    pub tag: Tag,
    /// What the plan would cost less, with the activities that depend on this one planned again.
    pub less: Figure,
    /// Where the activity would lie.
    pub when: Placement,
}

/// Finds the musts that bind an activity, the dearest first, and how many more there could be.
pub fn binding(
    question: &Question<'_>,
    (full, item): (&Problem<'_>, ActivityIndex),
    (now, when): (&Planned, Placement),
    (looked_at, options): (&[Placement], &[Choice]),
    observer: &mut dyn FnMut(usize),
) -> (Vec<Binding>, usize) {
    let Question { plan, announced, limit, budget, .. } = *question;
    if now.objective == 0 || has_taken_place(full, item, question, looked_at) {
        return (Vec::new(), 0);
    }
    let mut lines = lines(question, (full, item), now, looked_at, options);
    // A line that keeps the activity where it would otherwise gain most stands first.
    lines.sort_by_key(|(tag, promise)| (*promise, tag.span, tag.rule));
    let mut found = Vec::new();
    for (count, (tag, _)) in lines.iter().take(limit).enumerate() {
        observer(limit + count + 1);
        let rules = &|other: Tag| other != *tag;
        let mut part = Part::around((item, looked_at.to_vec()), rules, plan, announced, &now.schedule);
        let candidates = part.problem.activity(item).candidates.clone();
        let Found::Best(planned) = part.planned(candidates, rules, announced, budget) else { continue };
        let less = Figure {
            least: now.objective - planned.objective,
            most: now.objective - if part.is_whole { planned.bound } else { 0 },
        };
        if less.least > 0 {
            let when = planned.schedule.placement(&full.activity(item).id).unwrap_or(when);
            found.push(Binding { tag: *tag, less, when });
        }
    }
    found.sort_by_key(|binding| (std::cmp::Reverse(binding.less.least), binding.tag.span, binding.tag.rule));
    (found, lines.len().saturating_sub(limit))
}

fn has_taken_place(full: &Problem<'_>, item: ActivityIndex, question: &Question<'_>, looked_at: &[Placement]) -> bool {
    let disruption = Disruption::of(full, question.announced);
    looked_at.iter().filter(|placement| disruption.surcharge(item, **placement, &|_| true).is_some()).count() <= 1
}

/// The musts that forbid some placement alone, or stand in a conflict of one, each with the least that the plan could cost there
/// where all else stays, as far as that was tried.
fn lines(
    question: &Question<'_>,
    (full, item): (&Problem<'_>, ActivityIndex),
    now: &Planned,
    looked_at: &[Placement],
    options: &[Choice],
) -> Vec<(Tag, i64)> {
    let activity = full.activity(item);
    let disruption = Disruption::of(full, question.announced);
    let mut forbidden: BTreeMap<Tag, Vec<(i64, Placement)>> = BTreeMap::new();
    for placement in looked_at {
        let fees = local::judge(full, activity.kind, *placement);
        let mut musts = fees.iter().filter(|fee| fee.is_must()).map(|fee| fee.tag);
        let Some(first) = musts.next().filter(|first| musts.all(|other| other == *first)) else { continue };
        let cost = fees.iter().filter_map(|fee| fee.cost(&full.plan.weights)).sum();
        forbidden.entry(first).or_default().push((cost, *placement));
    }
    let mut lines: BTreeMap<Tag, i64> = BTreeMap::new();
    for (tag, mut placements) in forbidden {
        placements.sort_unstable();
        let cost = |placement: Placement| {
            let swapped = swapped(&now.schedule, &activity.id, placement);
            objective(&|other| other != tag, full, &disruption, &swapped)
        };
        let least = placements.iter().take(TRIED).filter_map(|(_, placement)| cost(*placement)).min();
        lines.insert(tag, least.unwrap_or(i64::MAX));
    }
    for option in options {
        if let Finding::Blocked(Some(conflict)) = &option.finding {
            for tag in &conflict.rules {
                lines.entry(*tag).or_insert(i64::MAX);
            }
        }
    }
    lines.into_iter().collect()
}
