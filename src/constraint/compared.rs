//! Which groups have rules that compare the starts of meetings: theirs are told apart on every day, not only where somebody
//! could be needed elsewhere.

use crate::plan::group::GroupId;
use crate::problem::activity::Kind;
use crate::problem::instance::Problem;

/// Whether a rule compares the start of an activity with that of another.
pub fn is_compared(problem: &Problem<'_>, kind: Kind) -> bool {
    match kind {
        Kind::Meeting(occurrence) => has_rule(problem, problem.plan.occurrences[occurrence.0].group),
        Kind::Phase(_) | Kind::Milestone(_) => false,
    }
}

fn has_rule(problem: &Problem<'_>, group: GroupId) -> bool {
    let follows = problem.plan.successions.iter().any(|succession| [succession.subject, succession.object].contains(&group));
    follows || problem.plan.group(group).cycle.same_time.is_some()
}
