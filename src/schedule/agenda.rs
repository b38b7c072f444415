//! The agenda of every meeting of a schedule: which topics of the plan it is to treat.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::plan::distance::DayUnit;
use crate::plan::id::CalendarId;
use crate::plan::occurrence::OccurrenceId;
use crate::plan::plan::Plan;
use crate::plan::relation::Anchor;
use crate::plan::topic::{Binding, Topic, TopicId};
use crate::schedule::placement::Schedule;

/// The topics of each meeting that has some, in plan order. Only meetings that have a date are looked at.
pub fn agendas(plan: &Plan, schedule: &Schedule) -> BTreeMap<OccurrenceId, BTreeSet<TopicId>> {
    let mut agendas: BTreeMap<OccurrenceId, BTreeSet<TopicId>> = BTreeMap::new();
    for (index, topic) in plan.topics.iter().enumerate() {
        for binding in &topic.bindings {
            if let Some(occurrence) = bound(plan, schedule, topic, binding) {
                agendas.entry(occurrence).or_default().insert(TopicId(index));
            }
        }
    }
    agendas
}

/// The meeting that a binding gives; none where no meeting is so.
fn bound(plan: &Plan, schedule: &Schedule, topic: &Topic, binding: &Binding) -> Option<OccurrenceId> {
    let dated = || plan.held(topic.group).filter_map(|(id, occurrence)| Some((schedule.placement(&occurrence.id)?.first(), id)));
    let found = match binding {
        Binding::At(wanted) => dated().find(|(_, id)| id == wanted),
        Binding::Within(demand) => dated().filter(|(date, _)| demand.window.contains(*date)).min(),
        Binding::LastBefore { anchor, distance } => {
            let (date, calendars) = anchored(plan, schedule, *anchor)?;
            let open = plan.open_days(calendars);
            let before = |meeting: NaiveDate| match distance.unit {
                DayUnit::Days => (date - meeting).num_days(),
                DayUnit::WorkingDays => open.distance(meeting, date),
            };
            dated().filter(|(meeting, _)| distance.outside(before(*meeting)) == 0).max()
        }
    };
    found.map(|(_, id)| id)
}

/// The date of a milestone or a phase, and by which calendars it counts. A topic is bound before nothing else.
fn anchored<'p>(plan: &'p Plan, schedule: &Schedule, anchor: Anchor) -> Option<(NaiveDate, &'p [CalendarId])> {
    match anchor {
        Anchor::Milestone(id) => {
            let milestone = &plan.milestones[id.0];
            Some((schedule.placement(&milestone.id)?.first(), &milestone.calendars))
        }
        Anchor::PhaseStart(id) => {
            let phase = &plan.phases[id.0];
            Some((schedule.placement(&phase.id)?.first(), &phase.calendars))
        }
        Anchor::PhaseEnd(_) | Anchor::Meetings(_) => None,
    }
}
