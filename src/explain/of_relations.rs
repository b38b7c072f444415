//! What the rules between groups, phases and milestones ask.

use crate::calendar::civil::NaiveDate;
use crate::constraint::{back_to_back, gathering, relation, separation, window};
use crate::explain::stated::Stated;
use crate::explain::statement::{Left, Point, Related, Statement};
use crate::plan::distance::DayUnit;
use crate::plan::group::GroupId;
use crate::plan::id::CalendarId;
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::plan::roadmap::PhaseTiming;

/// What a rule asks; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn statement<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let plan = rule.plan;
    let name = |id: GroupId| rule.name(plan.group(id));
    match rule.rule {
        relation::NAME => {
            let relation = plan.relations.iter().find(|relation| relation.distance.span == rule.span)?;
            Some(Statement::Related(Related {
                subject: point(rule, relation.subject),
                object: point(rule, relation.object),
                matching: relation.matching,
                distance: &relation.distance,
                left: left(rule, relation),
            }))
        }
        separation::NAME => {
            let separation = plan.separations.iter().find(|separation| separation.span == rule.span)?;
            Some(Statement::KeptApart(name(separation.one), name(separation.other), separation.share))
        }
        gathering::NAME => {
            let gathering = plan.gatherings.iter().find(|gathering| gathering.span == rule.span)?;
            Some(Statement::Gathers(name(gathering.subject), name(gathering.object), gathering.share))
        }
        back_to_back::NAME => {
            let succession = plan.successions.iter().find(|succession| succession.span == rule.span)?;
            Some(Statement::BackToBack(name(succession.subject), name(succession.object), succession))
        }
        _ => None,
    }
}

/// Who or what a relation speaks of.
fn point<'p>(rule: Stated<'_, 'p>, anchor: Anchor) -> Point<'p> {
    let plan = rule.plan;
    match anchor {
        Anchor::Meetings(group) => Point::Meetings(rule.name(plan.group(group))),
        Anchor::PhaseStart(phase) => Point::Start(plan.phases[phase.0].id.as_str()),
        Anchor::PhaseEnd(phase) => Point::End(plan.phases[phase.0].id.as_str()),
        Anchor::Milestone(milestone) => Point::Milestone(plan.milestones[milestone.0].id.as_str()),
    }
}

/// One side of a relation, as the conflict binds it.
struct Bound<'p> {
    id: &'p str,
    /// Meetings of one label belong together.
    label: Option<&'p str>,
    /// Where a rule of the conflict fixes it.
    fixed: Option<NaiveDate>,
}

/// The activities of the conflict that an anchor stands for.
fn bound<'p>(rule: Stated<'_, 'p>, anchor: Anchor) -> Vec<Bound<'p>> {
    let plan = rule.plan;
    let is_bound = |id| rule.conflict.activities.contains(id);
    let holds = |span| rule.has(window::NAME, span);
    match anchor {
        Anchor::Meetings(group) => {
            let meetings = plan.held(group).map(|(_, meeting)| meeting).filter(|meeting| is_bound(&meeting.id));
            let one = |meeting: &'p Occurrence| Bound {
                id: meeting.id.as_str(),
                label: Some(meeting.label.as_str()),
                fixed: meeting.pinned().filter(|(_, _, span)| holds(*span)).map(|(date, _, _)| date),
            };
            meetings.map(one).collect()
        }
        Anchor::PhaseStart(id) | Anchor::PhaseEnd(id) => {
            let phase = &plan.phases[id.0];
            let fixed = match &phase.timing {
                PhaseTiming::Fixed(window) if holds(window.span) => Some(match anchor {
                    Anchor::PhaseEnd(_) => window.value.last,
                    Anchor::Meetings(_) | Anchor::PhaseStart(_) | Anchor::Milestone(_) => window.value.first,
                }),
                PhaseTiming::Fixed(_) | PhaseTiming::Placed { .. } => None,
            };
            is_bound(&phase.id).then_some(Bound { id: phase.id.as_str(), label: None, fixed }).into_iter().collect()
        }
        Anchor::Milestone(id) => {
            let milestone = &plan.milestones[id.0];
            let fixed = milestone.fixed().filter(|_| holds(milestone.within.span));
            is_bound(&milestone.id).then_some(Bound { id: milestone.id.as_str(), label: None, fixed }).into_iter().collect()
        }
    }
}

/// Which side of a relation is not fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Free {
    Subject,
    Object,
}

/// Where the fixed side of a relation leaves the other: of the first two of the conflict of which one alone is fixed.
fn left<'p>(rule: Stated<'_, 'p>, relation: &Relation) -> Option<(&'p str, Left)> {
    let (subjects, objects) = (bound(rule, relation.subject), bound(rule, relation.object));
    let belong = |one: &Bound<'_>, other: &Bound<'_>| match relation.matching {
        Matching::Period => one.label == other.label,
        // Some meeting: that of the conflict, where there is one alone.
        Matching::Some => objects.len() == 1,
        Matching::SomeInMonth => false,
    };
    let pairs = subjects.iter().flat_map(|one| objects.iter().map(move |other| (one, other)));
    let (free, id, fixed) =
        pairs.filter(|(one, other)| belong(one, other)).find_map(|(one, other)| match (one.fixed, other.fixed) {
            (None, Some(date)) => Some((Free::Subject, one.id, date)),
            (Some(date), None) => Some((Free::Object, other.id, date)),
            (Some(_), Some(_)) | (None, None) => None,
        })?;
    let anchor = match free {
        Free::Subject => relation.subject,
        Free::Object => relation.object,
    };
    // A phase is a stretch: which end of it is meant would have to be said again.
    let calendars = match anchor {
        Anchor::Meetings(_) | Anchor::Milestone(_) => calendars(rule, relation.subject),
        Anchor::PhaseStart(_) | Anchor::PhaseEnd(_) => return None,
    };
    Some((id, days_left(rule, relation, free, fixed, calendars)?))
}

/// The calendars by which a relation counts: those of its subject.
fn calendars<'p>(rule: Stated<'_, 'p>, subject: Anchor) -> &'p [CalendarId] {
    match subject {
        Anchor::Meetings(group) => &rule.plan.group(group).calendars,
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => &rule.plan.phases[phase.0].calendars,
        Anchor::Milestone(milestone) => &rule.plan.milestones[milestone.0].calendars,
    }
}

fn days_left(rule: Stated<'_, '_>, relation: &Relation, free: Free, fixed: NaiveDate, calendars: &[CalendarId]) -> Option<Left> {
    let open = rule.plan.open_days(calendars);
    let distance = &relation.distance;
    let difference = |day: NaiveDate| {
        let (subject, object) = match free {
            Free::Subject => (day, fixed),
            Free::Object => (fixed, day),
        };
        match distance.unit {
            DayUnit::Days => (subject - object).num_days(),
            DayUnit::WorkingDays => open.distance(object, subject),
        }
    };
    // A closed day counts as the open one after it, and is none that one would name.
    let is_named = |day: NaiveDate| match distance.unit {
        DayUnit::Days => true,
        DayUnit::WorkingDays => open.is_open(day),
    };
    let mut days = rule.plan.horizon.days().filter(|day| is_named(*day) && distance.outside(difference(*day)) == 0);
    let first = days.next()?;
    let last = days.last().unwrap_or(first);
    let (has_first, has_last) = match free {
        Free::Subject => (distance.least.is_some(), distance.most.is_some()),
        Free::Object => (distance.most.is_some(), distance.least.is_some()),
    };
    match (has_first, has_last) {
        (true, true) => Some(Left::Days(Window { first, last })),
        (true, false) => Some(Left::From(first)),
        (false, true) => Some(Left::Until(last)),
        (false, false) => None,
    }
}
