//! Which activities must be looked at together: a rule that asks for *some* meeting of several says nothing of a part of them.

use std::collections::BTreeSet;

use crate::constraint::partners;
use crate::constraint::path::successive;
use crate::plan::relation::{Anchor, Matching};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;

/// The activities with all of which some would serve one of them. Of none, the meetings of all groups that have topics: what no
/// meeting of a group can serve rests on none.
pub fn with_companions(problem: &Problem<'_>, activities: &[ActivityIndex]) -> Vec<ActivityIndex> {
    let plan = problem.plan;
    let own: BTreeSet<ActivityIndex> = activities.iter().copied().collect();
    let mut all = own.clone();
    for relation in &plan.relations {
        let asks_for_some = match relation.matching {
            Matching::Some | Matching::SomeInMonth => true,
            Matching::Period => false,
        };
        if asks_for_some && problem.anchored(relation.subject).iter().any(|subject| own.contains(subject)) {
            all.extend(problem.anchored(relation.object));
        }
    }
    let gatherings = plan.gatherings.iter().map(|gathering| (gathering.subject, gathering.object, gathering.matching));
    let successions = plan.successions.iter().map(|succession| (succession.subject, succession.object, succession.matching));
    for (subject, object, matching) in gatherings.chain(successions) {
        if problem.meetings(subject).iter().any(|meeting| own.contains(meeting)) {
            let served =
                partners::of(problem, subject, object, matching).into_iter().filter(|(meeting, _)| own.contains(meeting));
            all.extend(served.flat_map(|(_, others)| others));
        }
    }
    for topic in &plan.topics {
        let meetings = problem.anchored(Anchor::Meetings(topic.group));
        if own.is_empty() || meetings.iter().any(|meeting| own.contains(meeting)) {
            all.extend(meetings);
        }
    }
    for (_, one, other) in successive(problem).filter(|(group, ..)| plan.group(*group).cycle.same_time.is_some()) {
        if own.contains(&one) || own.contains(&other) {
            all.extend([one, other]);
        }
    }
    all.into_iter().collect()
}
