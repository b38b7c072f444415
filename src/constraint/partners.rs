//! Which meetings of another group a meeting is held against: its partner of the same label, or all of them. What is decided
//! in writing is no company: it has no partner, and is none.

use crate::plan::group::GroupId;
use crate::plan::relation::Matching;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;

/// Every meeting of the subject with those of the object that will do. One that has no partner of its label is free, and
/// left out.
pub fn of(
    problem: &Problem<'_>,
    subject: GroupId,
    object: GroupId,
    matching: Matching,
) -> Vec<(ActivityIndex, Vec<ActivityIndex>)> {
    let objects: Vec<ActivityIndex> = problem.sittings(object).collect();
    let meetings = problem.sittings(subject);
    match matching {
        Matching::Period => {
            let partner = |own| objects.iter().copied().find(|other| label(problem, own) == label(problem, *other));
            meetings.filter_map(|own| Some((own, vec![partner(own)?]))).collect()
        }
        Matching::Some | Matching::SomeInMonth => meetings.map(|own| (own, objects.clone())).collect(),
    }
}

fn label<'p>(problem: &'p Problem<'_>, index: ActivityIndex) -> Option<&'p str> {
    match problem.activity(index).kind {
        Kind::Meeting(occurrence) => Some(problem.plan.occurrences[occurrence.0].label.as_str()),
        Kind::Phase(_) | Kind::Milestone(_) => None,
    }
}
