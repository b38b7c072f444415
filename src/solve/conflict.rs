//! Which rules cannot hold together: first the fewest activities, then the fewest rules, each found by `QuickXplain`.
//!
//! U. Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems", AAAI 2004. A set is
//! tested by solving the problem of those activities under those rules alone, so what is reported has been proved.

use std::collections::BTreeSet;

use crate::constraint::coupling::COUPLING_RULES;
use crate::constraint::extent::{Clashes, Extent, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::local;
use crate::constraint::post::post;
use crate::constraint::{path, relation};
use crate::problem::activity::ActivityIndex;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::solve::disruption::Disruption;
use crate::solve::highs::{Answer, Effort, Heuristics, solve};
use crate::solve::mip::{Goal, Mip};
use crate::solve::outcome::Conflict;

/// How much may be spent on one question of whether some activities can be dated.
const EFFORT: Effort = Effort { nodes: 10_000, gap: 0.999, cutoff: f64::INFINITY, heuristics: Heuristics::On };

/// How many days around its window an activity could lie if its window did not hold: what a conflict is told within.
const REACH_DAYS: u32 = 45;

/// Finds activities and rules that cannot hold together, of a problem that is known to be infeasible.
pub fn find(problem: &Problem<'_>, disruption: &Disruption) -> Conflict {
    let everything: Vec<ActivityIndex> = problem.indexed().map(|(index, _)| index).collect();
    let mut activities = quickxplain(&everything, &|activities| cannot_hold(problem, disruption, activities, &|_| true));
    activities.sort_unstable();
    // Now the windows may be what stands in the way: the few activities are looked at beyond theirs.
    let problem = &Problem::of(problem.plan, Reach::Beyond(REACH_DAYS));
    let fails = |rules: &[Tag]| {
        let rules: BTreeSet<Tag> = rules.iter().copied().collect();
        cannot_hold(problem, disruption, &activities, &|tag| rules.contains(&tag))
    };
    let mut rules = quickxplain(&musts(problem, disruption, &activities), &fails);
    rules.sort_by_key(|tag| (tag.span, tag.rule));
    let minimal = fails(&rules)
        && (0..rules.len()).all(|spared| {
            let (before, after) = (&rules[..spared], &rules[spared + 1..]);
            !fails(&[before, after].concat())
        });
    Conflict { rules, activities: activities.iter().map(|index| problem.activity(*index).id.clone()).collect(), minimal }
}

/// Whether the activities cannot be dated under the rules. An answer that the effort did not reach counts as "they can".
pub fn cannot_hold(
    problem: &Problem<'_>,
    disruption: &Disruption,
    activities: &[ActivityIndex],
    in_force: &dyn Fn(Tag) -> bool,
) -> bool {
    let mut takes_part = vec![false; problem.activities.len()];
    for activity in activities {
        takes_part[activity.0] = true;
    }
    // Soft rules cannot make a plan impossible; without their costs the program is small.
    let force = Force { rules: in_force, costs: Costs::Ignored };
    // What is over is over, whatever the rules; a notice is one of them.
    let surcharge = |index: ActivityIndex, placement| disruption.surcharge(index, placement, in_force).map(|_| 0);
    let extent = Extent { takes_part, force, surcharge: &surcharge, starts: Starts::Rows, clashes: Clashes::All };
    let (program, _) = post(problem, &extent).into_program();
    solve(&Mip::of(&program, Goal::Any), EFFORT) == Answer::Infeasible
}

/// The musts that could bind these activities, in order of their places: what stands first is spared last.
pub fn musts(problem: &Problem<'_>, disruption: &Disruption, activities: &[ActivityIndex]) -> Vec<Tag> {
    let mut rules: BTreeSet<Tag> = disruption.notices(activities).collect();
    for index in activities {
        let activity = problem.activity(*index);
        let fees = activity.candidates.iter().flat_map(|candidate| local::judge(problem, activity.kind, *candidate));
        rules.extend(fees.filter(|fee| fee.is_must()).map(|fee| fee.tag));
    }
    let plan = problem.plan;
    let must = |rule: &'static str, span| Tag { rule, span };
    rules.extend(path::tags(problem));
    rules.extend(plan.relations.iter().map(|relation| must(relation::NAME, relation.distance.span)));
    rules.extend(COUPLING_RULES.iter().flat_map(|rule| (rule.tags)(problem)));
    let mut rules: Vec<Tag> = rules.into_iter().collect();
    rules.sort_by_key(|tag| (tag.span, tag.rule));
    rules
}

/// A subset that fails the test while every subset of it less one passes; `all` must fail. Empty when nothing is needed to fail.
pub fn quickxplain<T: Copy>(all: &[T], fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    if fails(&[]) {
        return Vec::new();
    }
    narrow(&mut Vec::new(), Added::No, all, fails)
}

/// Whether something was added to the background since it was last tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Added {
    Yes,
    No,
}

fn narrow<T: Copy>(background: &mut Vec<T>, added: Added, open: &[T], fails: &dyn Fn(&[T]) -> bool) -> Vec<T> {
    if added == Added::Yes && fails(background) {
        return Vec::new();
    }
    if open.len() <= 1 {
        return open.to_vec();
    }
    let (first, second) = open.split_at(open.len() / 2);
    let depth = background.len();
    background.extend_from_slice(first);
    let from_second = narrow(background, Added::Yes, second, fails);
    background.truncate(depth);
    background.extend_from_slice(&from_second);
    let again = if from_second.is_empty() { Added::No } else { Added::Yes };
    let from_first = narrow(background, again, first, fails);
    background.truncate(depth);
    from_first.into_iter().chain(from_second).collect()
}

#[cfg(test)]
mod tests {
    use super::quickxplain;

    #[test]
    fn the_smallest_failing_set_is_found_wherever_it_lies() {
        let all: Vec<u32> = (0..20).collect();
        for culprits in [vec![3], vec![0, 19], vec![7, 8, 13], (0..20).collect()] {
            let fails = |set: &[u32]| culprits.iter().all(|culprit| set.contains(culprit));
            let mut found = quickxplain(&all, &fails);
            found.sort_unstable();
            assert_eq!(found, culprits);
        }
        assert!(quickxplain(&all, &|_| true).is_empty());
    }
}
