//! The path rules, side by side: what one meeting of a cycle and the next break together.

use crate::constraint::fee::Tag;
use crate::constraint::pair::Pair;
use crate::constraint::{same_weekday, spacing, spread};
use crate::plan::group::GroupId;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;

/// Every two meetings in a row.
pub fn pairs<'p>(problem: &'p Problem<'p>) -> Vec<Pair<'p>> {
    let successive = successive(problem);
    successive
        .map(|(group, one, other)| {
            let tag = Tag { rule: spacing::NAME, span: problem.plan.group(group).cycle.span };
            let ideal = spread::Ideal::of(problem.plan, group);
            let judge = Box::new(move |earlier, later| {
                let mut fees = spacing::judge(problem, group, earlier, later);
                fees.extend(spread::judge(problem, group, ideal, earlier, later));
                fees.extend(same_weekday::judge(problem, group, earlier, later));
                fees
            });
            Pair { one, other, tag, judge }
        })
        .collect()
}

/// Every two meetings of a group that follow each other, whatever lies between them.
pub fn successive<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (GroupId, ActivityIndex, ActivityIndex)> + use<'p> {
    let groups = (0..problem.plan.groups.len()).map(GroupId);
    groups.flat_map(|group| problem.meetings(group).windows(2).map(move |pair| (group, pair[0], pair[1])))
}

/// Where the plan states the rules.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for group in &problem.plan.groups {
        let cycle = &group.cycle;
        tags.push(Tag { rule: spacing::NAME, span: cycle.span });
        tags.extend(cycle.apart.iter().map(|distance| Tag { rule: spacing::NAME, span: distance.span }));
        tags.extend(cycle.same_weekday.iter().map(|alike| Tag { rule: same_weekday::NAME, span: alike.span }));
    }
    tags
}
