//! What windows ask, in words.

use crate::explain::stated::{Stated, days};
use crate::plan::occurrence::Window;
use crate::plan::roadmap::PhaseTiming;

/// What a window asks, of the first activity of the conflict that it is the window of, or that has a gap there.
pub fn label(rule: Stated<'_>) -> Option<String> {
    own_window(rule).or_else(|| {
        let bound = rule.plan.occurrences.iter().filter(|occurrence| rule.conflict.activities.contains(&occurrence.id));
        let mut gaps = bound.flat_map(|occurrence| occurrence.gaps.iter().map(move |gap| (&occurrence.id, gap)));
        let (id, gap) = gaps.find(|(_, gap)| gap.span == rule.span)?;
        Some(format!("`{id}` does not lie {}", days(gap.value)))
    })
}

fn own_window(rule: Stated<'_>) -> Option<String> {
    rule.conflict.activities.iter().find_map(|id| {
        let (window, is_fixed) = if let Some(occurrence) = rule.plan.occurrences.iter().find(|occurrence| occurrence.id == *id) {
            match occurrence.pinned() {
                Some((date, _, span)) if span == rule.span => (Window { first: date, last: date }, true),
                Some(_) | None => (Some(&occurrence.window).filter(|window| window.span == rule.span)?.value, false),
            }
        } else if let Some(phase) = rule.plan.phases.iter().find(|phase| phase.id == *id) {
            match &phase.timing {
                PhaseTiming::Fixed(window) => (Some(window).filter(|window| window.span == rule.span)?.value, true),
                PhaseTiming::Placed { within, .. } => (Some(within).filter(|window| window.span == rule.span)?.value, false),
            }
        } else {
            let milestone =
                rule.plan.milestones.iter().find(|milestone| milestone.id == *id && milestone.within.span == rule.span)?;
            (milestone.within.value, milestone.fixed().is_some())
        };
        Some(format!("`{id}` {} {}", if is_fixed { "is fixed" } else { "lies" }, days(window)))
    })
}
