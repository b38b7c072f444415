//! Which rules leave no schedule where one activity is held in one place, told as a conflict is: the fewest activities, then
//! the fewest rules. What lies in the windows of the others, and where it is held itself, is taken as given.

use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::solve::conflict::irreducible;
use crate::solve::disruption::Disruption;
use crate::solve::inquiry::Inquiry;
use crate::solve::outcome::Conflict;
use crate::solve::quickxplain::quickxplain;

/// Finds what stands in the way of `held`, which has its few candidates alone, among activities that depend on it. None where
/// the effort for such a question does not prove that anything does.
pub fn obstruction(
    problem: &Problem<'_>,
    disruption: &Disruption,
    held: ActivityIndex,
    among: &[ActivityIndex],
) -> Option<Conflict> {
    let with_held = |others: &[ActivityIndex]| -> Vec<ActivityIndex> {
        let mut all = [&[held], others].concat();
        all.sort_unstable();
        all
    };
    let others: Vec<ActivityIndex> = among.iter().copied().filter(|index| *index != held).collect();
    let inquiry = Inquiry::about(problem, disruption, with_held(&others));
    if !inquiry.cannot_hold(&inquiry.activities, &|_| true) {
        return None;
    }
    let few = quickxplain(&others, &|others| inquiry.cannot_hold(&with_held(others), &|_| true));
    Some(irreducible(&Inquiry::about(problem, disruption, with_held(&few)), &|_| true))
}
