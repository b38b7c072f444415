//! The local rules, side by side: what one placement of one activity breaks.

use crate::calendar::civil::NaiveTime;
use crate::constraint::fee::Fee;
use crate::constraint::sitting::Sitting;
use crate::constraint::{
    alignment, attendance, availability, avoid, deadline_leave, drift, hours, open_day, phase_wish, preferred_start,
    preferred_weekday, quorum, room, weekday, window,
};
use crate::plan::occurrence::OccurrenceId;
use crate::problem::activity::Kind;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The local rules of meetings, in the order summaries list them.
const MEETING_RULES: [fn(&Sitting<'_>, &mut Vec<Fee>); 13] = [
    window::meeting,
    weekday::meeting,
    open_day::meeting,
    attendance::meeting,
    availability::meeting,
    hours::meeting,
    quorum::meeting,
    room::meeting,
    deadline_leave::meeting,
    avoid::meeting,
    preferred_weekday::meeting,
    preferred_start::meeting,
    drift::meeting,
];

/// The local rules of what is decided in writing: those of its day. It has no clock time, and nobody sits in it.
const WRITTEN_RULES: [fn(&Sitting<'_>, &mut Vec<Fee>); 7] = [
    window::meeting,
    weekday::meeting,
    open_day::meeting,
    deadline_leave::meeting,
    avoid::meeting,
    preferred_weekday::meeting,
    drift::meeting,
];

/// All local fees of an activity in a placement. A placement of another kind than the activity's breaks its window.
pub fn judge(problem: &Problem<'_>, kind: Kind, placement: Placement) -> Vec<Fee> {
    let mut fees = Vec::new();
    match (kind, placement) {
        (Kind::Meeting(occurrence), Placement::Milestone { date }) if is_in_writing(problem, occurrence) => {
            let sitting = Sitting::new(problem, occurrence, date, NaiveTime::MIN, 0);
            for rule in WRITTEN_RULES {
                rule(&sitting, &mut fees);
            }
        }
        (Kind::Meeting(occurrence), Placement::Meeting { date, start, minutes }) if !is_in_writing(problem, occurrence) => {
            let sitting = Sitting::new(problem, occurrence, date, start, minutes);
            for rule in MEETING_RULES {
                rule(&sitting, &mut fees);
            }
        }
        (Kind::Phase(id), Placement::Phase { .. }) => {
            let phase = &problem.plan.phases[id.0];
            let open = problem.calendars.open_days(&phase.calendars);
            window::phase(phase, placement, &mut fees);
            open_day::phase(phase, placement, open, &mut fees);
            alignment::phase(phase, placement, open, &mut fees);
            avoid::phase(phase, placement, problem, open, &mut fees);
            phase_wish::phase(phase, placement, open, &mut fees);
        }
        (Kind::Milestone(id), Placement::Milestone { .. }) => {
            let milestone = &problem.plan.milestones[id.0];
            window::milestone(milestone, placement, &mut fees);
            open_day::milestone(milestone, placement, problem.calendars.open_days(&milestone.calendars), &mut fees);
        }
        (Kind::Meeting(id), Placement::Meeting { .. } | Placement::Phase { .. } | Placement::Milestone { .. }) => {
            fees.push(Fee::forbidden(window::NAME, problem.plan.occurrences[id.0].window.span));
        }
        (Kind::Phase(id), Placement::Meeting { .. } | Placement::Milestone { .. }) => {
            fees.push(Fee::forbidden(window::NAME, problem.plan.phases[id.0].span));
        }
        (Kind::Milestone(id), Placement::Meeting { .. } | Placement::Phase { .. }) => {
            fees.push(Fee::forbidden(window::NAME, problem.plan.milestones[id.0].within.span));
        }
    }
    fees
}

fn is_in_writing(problem: &Problem<'_>, id: OccurrenceId) -> bool {
    problem.plan.occurrences[id.0].is_in_writing()
}
