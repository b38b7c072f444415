//! Which rules leave no schedule where one activity is held in one place, told as a conflict is: the fewest activities, then
//! the fewest rules. What lies in the windows of the others, and where it is held itself, is taken as given.

use std::collections::BTreeSet;

use crate::constraint::fee::Tag;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::solve::conflict::{cannot_hold, musts, quickxplain};
use crate::solve::disruption::Disruption;
use crate::solve::outcome::Conflict;

/// Finds what stands in the way of `held`, which has its few candidates alone, among activities that depend on it. None where
/// the effort for such a question does not prove that anything does.
pub fn obstruction(
    problem: &Problem<'_>,
    disruption: &Disruption,
    held: ActivityIndex,
    among: &[ActivityIndex],
) -> Option<Conflict> {
    let with_held = |others: &[ActivityIndex]| -> Vec<ActivityIndex> { [&[held], others].concat() };
    let others: Vec<ActivityIndex> = among.iter().copied().filter(|index| *index != held).collect();
    if !cannot_hold(problem, disruption, &with_held(&others), &|_| true) {
        return None;
    }
    let few = quickxplain(&others, &|others| cannot_hold(problem, disruption, &with_held(others), &|_| true));
    let mut activities = with_held(&few);
    activities.sort_unstable();
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
    Some(Conflict { rules, activities: activities.iter().map(|index| problem.activity(*index).id.clone()).collect(), minimal })
}
