//! Who of those that may be missing is missing: on leave, not at work, or called to another meeting at the same time.
//!
//! Whoever is called to two meetings at once counts at the one where the seat is firmer, and at neither where both are as
//! firm. Who must be there is never absent: the rules see to that. Knows no rule and no cost.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, Timelike};
use crate::plan::activity::ActivityId;
use crate::plan::availability::{Availability, Stretch};
use crate::plan::group::{Group, Seat};
use crate::plan::occurrence::OccurrenceId;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};

/// Someone who is called to a meeting and does not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub person: PersonId,
    /// Why.
    pub reason: AbsenceReason,
}

/// Why someone does not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AbsenceReason {
    /// By their own diary: leave, working hours, a closed day of their own.
    Away,
    /// They are called to these meetings at the same time, in plan order; never empty.
    Elsewhere(Vec<ActivityId>),
}

/// The absences of a schedule.
pub type Absences = BTreeMap<OccurrenceId, Vec<Absence>>;

/// A meeting that someone is called to.
struct Call<'p> {
    occurrence: OccurrenceId,
    group: &'p Group,
    stretch: Stretch,
    id: &'p ActivityId,
}

/// Who is absent from which meeting, in the order of the seats; a meeting where everyone comes has no entry.
pub fn absences(plan: &Plan, availability: &Availability, schedule: &Schedule) -> Absences {
    let mut diary: BTreeMap<(PersonId, NaiveDate), Vec<usize>> = BTreeMap::new();
    let calls: Vec<Call<'_>> = calls(plan, schedule);
    for (position, call) in calls.iter().enumerate() {
        for person in call.group.called() {
            diary.entry((person, call.stretch.date)).or_default().push(position);
        }
    }
    let mut absences = Absences::new();
    for call in calls.iter().filter(|call| !call.group.optional.is_empty() || !call.group.quorums.is_empty()) {
        for person in call.group.called() {
            let Some(seat) = call.group.seat(person).filter(|seat| *seat != Seat::Required) else { continue };
            let same_day = diary[&(person, call.stretch.date)].iter().map(|position| &calls[*position]);
            let rivals = same_day.filter(|other| other.occurrence != call.occurrence && other.group.seat(person) >= Some(seat));
            let elsewhere: Vec<ActivityId> = rivals.filter(|other| collide(call, other)).map(|other| other.id.clone()).collect();
            let reason = if !availability.is_free(plan, person, call.stretch) {
                AbsenceReason::Away
            } else if elsewhere.is_empty() {
                continue;
            } else {
                AbsenceReason::Elsewhere(elsewhere)
            };
            absences.entry(call.occurrence).or_default().push(Absence { person, reason });
        }
    }
    absences
}

fn calls<'p>(plan: &'p Plan, schedule: &Schedule) -> Vec<Call<'p>> {
    let held = plan.occurrences.iter().enumerate().filter(|(_, occurrence)| occurrence.is_held());
    let call = |(index, occurrence): (usize, &'p crate::plan::occurrence::Occurrence)| match schedule.placement(&occurrence.id)? {
        Placement::Meeting { date, start, minutes } => {
            let from = start.num_seconds_from_midnight() / 60;
            let stretch = Stretch { date, from, to: from + minutes };
            Some(Call { occurrence: OccurrenceId(index), group: plan.group(occurrence.group), stretch, id: &occurrence.id })
        }
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    };
    held.filter_map(call).collect()
}

/// Whether nobody can be at both, the way there and back included.
fn collide(one: &Call<'_>, other: &Call<'_>) -> bool {
    let travel = one.group.travel + other.group.travel;
    one.stretch.from < other.stretch.to + travel && other.stretch.from < one.stretch.to + travel
}
