//! What it would take to hold an activity where people had been shown it: the lines of the plan that forbid it, or how much
//! dearer the plan would be. Both are found by planning with the activity held, and everything else free.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::constraint::fee::Tag;
use crate::constraint::{hours, local};
use crate::diagnostic::source::{SourceId, Span};
use crate::plan::activity::ActivityId;
use crate::plan::occurrence::{Exception, Verdict, Window};
use crate::plan::plan::Plan;
use crate::plan::roadmap::PhaseTiming;
use crate::problem::activity::{Activity, Kind};
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;
use crate::solve::disruption::Announced;
use crate::solve::engine::Budget;
use crate::solve::optimum::optimum;
use crate::solve::outcome::{Conflict, Outcome, Planned};

/// What holding an activity comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// It cannot be held: these rules forbid it. Where they do so alone, without any other activity, each of them does.
    Barred(Conflict),
    /// It can be held, and the plan then costs so much more.
    Costs {
        /// At least: proved.
        least: i64,
        /// At most: of a plan that was found. The same as `least` where both plans are proven optimal.
        most: i64,
    },
    /// The plan asks for it no longer.
    Gone,
    /// The effort did not suffice to tell.
    Undecided,
}

/// A plan that was made, in the light of which an activity is held.
#[derive(Clone, Copy)]
pub struct Made<'m> {
    /// The problem.
    pub problem: &'m Problem<'m>,
    /// What people had been shown.
    pub announced: &'m Announced,
    /// The answer.
    pub planned: &'m Planned,
    /// How much may be spent on holding one activity.
    pub budget: Budget,
}

/// Where rules of nobody's plan stand: that an activity is held is no line of it.
const NOWHERE: Span = Span { source: SourceId(u32::MAX), start: 0, end: 0 };

/// Holds an activity where it had been shown. One that lies there lasts otherwise than it did, and is held to its length.
pub fn held(made: Made<'_>, id: &ActivityId, shown: Placement) -> Held {
    let Some(activity) = made.problem.activities.iter().find(|activity| activity.id == *id) else { return Held::Gone };
    let kept = kept(made, activity, shown);
    if let Some(barred) = alone(made, activity, kept) {
        return Held::Barred(barred);
    }
    by_planning(made, activity, kept)
}

/// The same where its own rules forbid it, which takes no planning; none where it takes others to tell.
pub fn barred(made: Made<'_>, id: &ActivityId, shown: Placement) -> Option<Held> {
    let activity = made.problem.activities.iter().find(|activity| activity.id == *id)?;
    alone(made, activity, kept(made, activity, shown)).map(Held::Barred)
}

fn by_planning(made: Made<'_>, activity: &Activity, kept: Placement) -> Held {
    let plan = holding(made.problem.plan, activity.kind, kept);
    match optimum(&Problem::of(&plan, Reach::Window), made.announced, made.budget) {
        Outcome::Planned(held) => {
            let Planned { objective, bound, .. } = made.planned;
            Held::Costs { least: (held.bound - objective).max(0), most: (held.objective - bound).max(0) }
        }
        Outcome::Infeasible(mut conflict) => {
            conflict.rules.retain(|rule| rule.span != NOWHERE);
            Held::Barred(conflict)
        }
        Outcome::Undecided => Held::Undecided,
    }
}

/// Where it is to be held. A new length is no reason for another day: it is held as long as it is to last now, unless that is
/// all that has changed.
fn kept(made: Made<'_>, activity: &Activity, shown: Placement) -> Placement {
    let same = activity.candidates.iter().copied().find(|candidate| begins(*candidate) == begins(shown));
    same.filter(|same| made.planned.schedule.placement(&activity.id) != Some(*same)).unwrap_or(shown)
}

/// The rules that forbid a placement whatever else happens; none where nothing does.
fn alone(made: Made<'_>, activity: &Activity, kept: Placement) -> Option<Conflict> {
    let fees = local::judge(made.problem, activity.kind, kept);
    let mut rules: Vec<Tag> = fees.into_iter().filter(|fee| fee.is_must()).map(|fee| fee.tag).collect();
    rules.sort_by_key(|tag| (tag.span, tag.rule));
    rules.dedup();
    if rules.is_empty() && !activity.candidates.contains(&kept) {
        // No rule forbids the time, but it is none at which the hours let a meeting start.
        rules.extend(starts(made.problem.plan, activity.kind));
    } else if rules.is_empty() {
        return None;
    }
    Some(Conflict { rules, activities: vec![activity.id.clone()], minimal: true })
}

/// The line that says at which times a meeting can start.
fn starts(plan: &Plan, kind: Kind) -> Option<Tag> {
    match kind {
        Kind::Meeting(id) => {
            let group = plan.group(plan.occurrences[id.0].group);
            Some(Tag { rule: hours::NAME, span: group.cycle.hours.span })
        }
        Kind::Phase(_) | Kind::Milestone(_) => None,
    }
}

/// When something begins: the day, and the clock time of a meeting.
fn begins(placement: Placement) -> (NaiveDate, Option<NaiveTime>) {
    match placement {
        Placement::Meeting { date, start, .. } => (date, Some(start)),
        Placement::Phase { first, .. } => (first, None),
        Placement::Milestone { date } => (date, None),
    }
}

/// The plan in which an activity has no other place. Its own rules allow that one: they are not looked at again.
fn holding(plan: &Plan, kind: Kind, kept: Placement) -> Plan {
    let mut plan = plan.clone();
    let (date, start) = begins(kept);
    match kind {
        Kind::Meeting(id) => {
            let verdict = Verdict::Pinned(date, start);
            let exception = &mut plan.occurrences[id.0].exception;
            *exception = Some(match exception.take() {
                Some(known) => Exception { verdict, span: NOWHERE, ..known },
                None => Exception::of(verdict, "", NOWHERE),
            });
        }
        Kind::Phase(id) => match &mut plan.phases[id.0].timing {
            PhaseTiming::Fixed(window) => window.span = NOWHERE,
            PhaseTiming::Placed { within, .. } => {
                within.value = Window { first: date, last: kept.last() };
                within.span = NOWHERE;
            }
        },
        Kind::Milestone(id) => {
            let within = &mut plan.milestones[id.0].within;
            within.value = Window { first: date, last: date };
            within.span = NOWHERE;
        }
    }
    plan
}
