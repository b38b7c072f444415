//! The problem as a whole: a plan with the candidates of all its activities.

use crate::calendar::open_days::OpenDays;
use crate::plan::availability::Availability;
use crate::plan::group::GroupId;
use crate::plan::plan::Plan;
use crate::plan::relation::Anchor;
use crate::plan::roadmap::{MilestoneId, PhaseId};
use crate::problem::activity::{Activity, ActivityIndex, Kind};
use crate::problem::calendars::Calendars;
use crate::problem::candidate::{Reach, of_meeting, of_milestone, of_phase};

/// A planning problem.
#[derive(Debug, Clone)]
pub struct Problem<'p> {
    /// What is asked for.
    pub plan: &'p Plan,
    /// What is to be dated, in plan order.
    pub activities: Vec<Activity>,
    /// Working days.
    pub calendars: Calendars,
    /// The own diaries of people, and the closures of rooms.
    pub availability: Availability,
    meetings: Vec<Vec<ActivityIndex>>,
    first_phase: usize,
    first_milestone: usize,
}

impl<'p> Problem<'p> {
    /// Expands a plan. Cancelled occurrences are not part of the problem.
    pub fn of(plan: &'p Plan, reach: Reach) -> Problem<'p> {
        let calendars = Calendars::of(plan);
        let mut activities = Vec::new();
        let mut meetings = vec![Vec::new(); plan.groups.len()];
        for (index, group) in plan.groups.iter().enumerate() {
            for (occurrence_id, occurrence) in plan.held(GroupId(index)) {
                meetings[index].push(ActivityIndex(activities.len()));
                let candidates = of_meeting(occurrence, &group.cycle, plan, reach);
                activities.push(Activity { id: occurrence.id.clone(), kind: Kind::Meeting(occurrence_id), candidates });
            }
        }
        let first_phase = activities.len();
        for (index, phase) in plan.phases.iter().enumerate() {
            let candidates = of_phase(phase, calendars.open_days(&phase.calendars), plan, reach);
            activities.push(Activity { id: phase.id.clone(), kind: Kind::Phase(PhaseId(index)), candidates });
        }
        let first_milestone = activities.len();
        for (index, milestone) in plan.milestones.iter().enumerate() {
            let candidates = of_milestone(milestone, plan, reach);
            activities.push(Activity { id: milestone.id.clone(), kind: Kind::Milestone(MilestoneId(index)), candidates });
        }
        let availability = Availability::of(plan);
        Problem { plan, activities, calendars, availability, meetings, first_phase, first_milestone }
    }

    /// The same, with some activities looked at so many days beyond what the plan allows them, and from early to late.
    #[must_use]
    pub fn beyond(&self, days: u32, some: &[ActivityIndex]) -> Problem<'p> {
        let plan = self.plan;
        let reach = Reach::Beyond(days);
        let mut problem = self.clone();
        for index in some {
            let activity = &mut problem.activities[index.0];
            activity.candidates = match activity.kind {
                Kind::Meeting(occurrence) => {
                    let occurrence = &plan.occurrences[occurrence.0];
                    of_meeting(occurrence, &plan.group(occurrence.group).cycle, plan, reach)
                }
                Kind::Phase(phase) => {
                    let phase = &plan.phases[phase.0];
                    of_phase(phase, problem.calendars.open_days(&phase.calendars), plan, reach)
                }
                Kind::Milestone(milestone) => of_milestone(&plan.milestones[milestone.0], plan, reach),
            };
        }
        problem
    }

    /// An activity.
    pub fn activity(&self, index: ActivityIndex) -> &Activity {
        &self.activities[index.0]
    }

    /// All activities with their indices.
    pub fn indexed(&self) -> impl Iterator<Item = (ActivityIndex, &Activity)> {
        self.activities.iter().enumerate().map(|(index, activity)| (ActivityIndex(index), activity))
    }

    /// The meetings of a group that are held, in order of time.
    pub fn meetings(&self, group: GroupId) -> &[ActivityIndex] {
        &self.meetings[group.0]
    }

    /// The meetings of a group that people sit in, in order of time: what is decided in writing is none.
    pub fn sittings(&self, group: GroupId) -> impl Iterator<Item = ActivityIndex> + '_ {
        let is_sat_in = |index: &ActivityIndex| match self.activity(*index).kind {
            Kind::Meeting(occurrence) => !self.plan.occurrences[occurrence.0].is_in_writing(),
            Kind::Phase(_) | Kind::Milestone(_) => false,
        };
        self.meetings(group).iter().copied().filter(move |index| is_sat_in(index))
    }

    /// The activities that an anchor stands for.
    pub fn anchored(&self, anchor: Anchor) -> Vec<ActivityIndex> {
        match anchor {
            Anchor::Meetings(group) => self.meetings(group).to_vec(),
            Anchor::PhaseStart(PhaseId(phase)) | Anchor::PhaseEnd(PhaseId(phase)) => {
                vec![ActivityIndex(self.first_phase + phase)]
            }
            Anchor::Milestone(MilestoneId(milestone)) => vec![ActivityIndex(self.first_milestone + milestone)],
        }
    }

    /// The working days of the one that an anchor stands for.
    pub fn open_days(&self, anchor: Anchor) -> &OpenDays {
        let calendars = match anchor {
            Anchor::Meetings(group) => &self.plan.group(group).calendars,
            Anchor::PhaseStart(PhaseId(phase)) | Anchor::PhaseEnd(PhaseId(phase)) => &self.plan.phases[phase].calendars,
            Anchor::Milestone(MilestoneId(milestone)) => &self.plan.milestones[milestone].calendars,
        };
        self.calendars.open_days(calendars)
    }

    /// How many times a rule costs that an anchor states: what its group weighs, or 1.
    pub fn weight(&self, anchor: Anchor) -> u32 {
        match anchor {
            Anchor::Meetings(group) => self.plan.group(group).weight,
            Anchor::PhaseStart(_) | Anchor::PhaseEnd(_) | Anchor::Milestone(_) => 1,
        }
    }

    /// The working days of a group.
    pub fn group_days(&self, group: GroupId) -> &OpenDays {
        self.open_days(Anchor::Meetings(group))
    }
}
