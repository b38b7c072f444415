//! Why what people had been shown has moved in a run, without the plan as it was: each of the first few is held where it was.

use std::collections::BTreeMap;

use crate::explain::held::{Held, Made, barred, held};
use crate::explain::moved::{Why, stated};
use crate::plan::activity::ActivityId;
use crate::schedule::placement::Schedule;

/// Of so many at most it is told.
const MOST_TOLD: usize = 10;
/// Where more is to be dated than this, nothing is held unless that is asked for, so that a run takes no longer: then only what a
/// meeting's own rules forbid is told.
const MOST_ACTIVITIES: usize = 150;
/// And so many at most are then held, each of which is planned once more.
const MOST_HELD: usize = 4;

/// Whether people asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// They did.
    Yes,
    /// They did not: it is told where that is quick.
    WhereQuick,
}

/// Why each of the first few that moved did.
pub fn whys(made: Made<'_>, shown: &Schedule, wanted: Wanted) -> BTreeMap<ActivityId, Why> {
    let now = &made.planned.schedule;
    let moved: Vec<_> = shown.placements.iter().filter(|(id, from)| now.placement(id) != Some(**from)).take(MOST_TOLD).collect();
    let mut whys: BTreeMap<ActivityId, Why> = BTreeMap::new();
    let mut rest = Vec::new();
    for (id, from) in moved {
        match stated(made.problem.plan, None, id) {
            Some(why) => drop(whys.insert(id.clone(), why)),
            None => rest.push((id, *from)),
        }
    }
    let is_quick = made.problem.activities.len() <= MOST_ACTIVITIES && rest.len() <= MOST_HELD;
    let is_held = wanted == Wanted::Yes || is_quick;
    for (id, from) in rest {
        let held = if is_held { Some(held(made, id, from)) } else { barred(made, id, from) };
        // What is gone says so itself.
        whys.extend(held.filter(|held| *held != Held::Gone).map(|held| (id.clone(), Why::Held(held))));
    }
    whys
}
