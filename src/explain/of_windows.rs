//! What windows ask: where activities lie.

use crate::diagnostic::source::Span;
use crate::explain::stated::Stated;
use crate::explain::statement::{Statement, Stay};
use crate::plan::activity::ActivityId;
use crate::plan::occurrence::{Exception, Occurrence, Verdict, Window};
use crate::plan::roadmap::PhaseTiming;

/// What a window asks of the activities of the conflict that it is the window of, or that have a gap there.
pub fn statement<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let bound = |id: &ActivityId| rule.conflict.activities.contains(id);
    let plan = rule.plan;
    let mut stays: Vec<(&str, Stay<'p>)> = Vec::new();
    for occurrence in plan.occurrences.iter().filter(|occurrence| bound(&occurrence.id)) {
        stays.extend(of_meeting(occurrence, rule.span).map(|stay| (occurrence.id.as_str(), stay)));
    }
    for phase in plan.phases.iter().filter(|phase| bound(&phase.id)) {
        let stay = match &phase.timing {
            PhaseTiming::Fixed(window) => (window.span == rule.span).then_some(Stay::Fixed(window.value)),
            PhaseTiming::Placed { within, .. } => (within.span == rule.span).then_some(Stay::RunsWithin(within.value)),
        };
        stays.extend(stay.map(|stay| (phase.id.as_str(), stay)));
    }
    for milestone in plan.milestones.iter().filter(|milestone| bound(&milestone.id) && milestone.within.span == rule.span) {
        let window = milestone.within.value;
        let stay = if milestone.fixed().is_some() { Stay::Fixed(window) } else { Stay::Within(window) };
        stays.push((milestone.id.as_str(), stay));
    }
    (!stays.is_empty()).then_some(Statement::Lies(stays))
}

fn of_meeting(occurrence: &Occurrence, place: Span) -> Option<Stay<'_>> {
    let reason = occurrence.exception.as_ref().map_or("", |exception| exception.reason.trim());
    match occurrence.pinned() {
        Some((date, time, span)) if span == place => Some(Stay::Pinned(date, time, reason)),
        // A window does not bind what is pinned, and neither do its gaps.
        Some(_) => None,
        None if occurrence.window.span == place => Some(own(occurrence.window.value, occurrence.exception.as_ref(), reason)),
        None => occurrence.gaps.iter().find(|gap| gap.span == place).map(|gap| Stay::NotOn(gap.value)),
    }
}

fn own<'p>(window: Window, exception: Option<&Exception>, reason: &'p str) -> Stay<'p> {
    match exception.map(|exception| exception.verdict) {
        Some(Verdict::Moved) => Stay::MovedTo(window, reason),
        Some(Verdict::Held | Verdict::Pinned(..) | Verdict::Cancelled) | None => Stay::Within(window),
    }
}
