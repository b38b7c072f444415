//! What forbids one placement of one activity by rules that look at nothing else, with the fact behind it: which holiday it is,
//! who is away. Data; words are made elsewhere.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveTime, Weekday};
use crate::calendar::open_days::OpenDays;
use crate::constraint::fee::{Fee, Tag};
use crate::constraint::{attendance, availability, hours, open_day, quorum, weekday, window};
use crate::diagnostic::source::Span;
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::Plan;
use crate::plan::roadmap::PhaseTiming;
use crate::problem::activity::Kind;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// A must that forbids a placement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Which rule, at which line.
    pub tag: Tag,
    /// What it is about.
    pub fact: Fact,
}

/// What a reason is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// It lies outside of its window.
    Outside(Window),
    /// It is fixed on these days.
    Fixed(Window),
    /// The days are left out of its window.
    LeftOut(Window),
    /// It is no weekday of its cycle, which these are.
    NotOn(Vec<Weekday>),
    /// A Saturday or Sunday.
    Weekend,
    /// A closed day, by the names of its closures.
    Closed(Vec<String>),
    /// The day closes before the meeting would end.
    ClosesAt(NaiveTime, Vec<String>),
    /// Someone is on leave.
    Away(String),
    /// Someone does not work then.
    NotAtWork(String),
    /// Someone's own calendar is closed.
    OwnDayOff(String),
    /// Not within the clock times of its cycle.
    OutOfHours,
    /// Too few of those who count are there.
    TooFew,
    /// What the line says.
    Stated,
}

/// The reasons among the fees of a placement, the one that says the most first. Where it lies on no day that is asked for, what else that day
/// breaks is left out.
pub fn reasons(problem: &Problem<'_>, kind: Kind, placement: Placement, fees: &[Fee]) -> Vec<Reason> {
    let musts: BTreeSet<Tag> = fees.iter().filter(|fee| fee.is_must()).map(|fee| fee.tag).collect();
    let told = |tag: &Tag| Reason { tag: *tag, fact: fact(problem, kind, placement, *tag) };
    let mut reasons: Vec<Reason> = musts.iter().map(told).collect();
    reasons.sort_by_key(|reason| (rank(reason.tag.rule), reason.tag.span));
    let is_enough = |reason: &Reason| [window::NAME, weekday::NAME].contains(&reason.tag.rule) || reason.fact == Fact::Weekend;
    if reasons.first().is_some_and(is_enough) {
        reasons.truncate(1);
    }
    reasons
}

fn rank(rule: &str) -> usize {
    [window::NAME, weekday::NAME, open_day::NAME].iter().position(|first| *first == rule).unwrap_or(3)
}

fn fact(problem: &Problem<'_>, kind: Kind, placement: Placement, tag: Tag) -> Fact {
    let plan = problem.plan;
    match (tag.rule, kind) {
        (window::NAME, Kind::Meeting(id)) => of_window(&plan.occurrences[id.0], tag.span),
        (window::NAME, Kind::Phase(id)) => match &plan.phases[id.0].timing {
            PhaseTiming::Fixed(window) => Fact::Fixed(window.value),
            PhaseTiming::Placed { within, .. } => Fact::Outside(within.value),
        },
        (window::NAME, Kind::Milestone(id)) => {
            let milestone = &plan.milestones[id.0];
            let within = milestone.within.value;
            if milestone.fixed().is_some() { Fact::Fixed(within) } else { Fact::Outside(within) }
        }
        (weekday::NAME, Kind::Meeting(id)) => Fact::NotOn(plan.group(plan.occurrences[id.0].group).cycle.weekdays.value.clone()),
        (open_day::NAME, kind) => of_day(open_days(problem, kind), placement),
        (attendance::NAME, _) => {
            let away = plan.people.iter().find(|person| person.leave.iter().any(|leave| leave.span == tag.span));
            away.map_or(Fact::Stated, |person| Fact::Away(person.key.clone()))
        }
        (availability::NAME, _) => of_person(plan, tag.span),
        (hours::NAME, _) => Fact::OutOfHours,
        (quorum::NAME, _) => Fact::TooFew,
        (_, Kind::Meeting(_) | Kind::Phase(_) | Kind::Milestone(_)) => Fact::Stated,
    }
}

/// The working days that an activity is held against.
pub fn open_days<'p>(problem: &'p Problem<'_>, kind: Kind) -> &'p OpenDays {
    match kind {
        Kind::Meeting(id) => problem.group_days(problem.plan.occurrences[id.0].group),
        Kind::Phase(id) => problem.calendars.open_days(&problem.plan.phases[id.0].calendars),
        Kind::Milestone(id) => problem.calendars.open_days(&problem.plan.milestones[id.0].calendars),
    }
}

fn of_window(occurrence: &Occurrence, span: Span) -> Fact {
    if let Some((date, _, _)) = occurrence.pinned() {
        return Fact::Fixed(Window { first: date, last: date });
    }
    match occurrence.gaps.iter().find(|gap| gap.span == span) {
        Some(gap) => Fact::LeftOut(gap.value),
        None => Fact::Outside(occurrence.window.value),
    }
}

/// Why a day is closed, or closes too early.
pub fn of_day(open: &OpenDays, placement: Placement) -> Fact {
    let day = placement.first();
    let names = open.reasons(day).to_vec();
    match open.closing_time(day) {
        Some(time) => Fact::ClosesAt(time, names),
        None if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => Fact::Weekend,
        None => Fact::Closed(names),
    }
}

fn of_person(plan: &Plan, span: Span) -> Fact {
    let works = plan.people.iter().find(|person| person.works.as_ref().is_some_and(|works| works.span == span));
    let own = plan.people.iter().find(|person| person.calendars.span == span);
    match (works, own) {
        (Some(person), _) => Fact::NotAtWork(person.key.clone()),
        (None, Some(person)) => Fact::OwnDayOff(person.key.clone()),
        (None, None) => Fact::Stated,
    }
}
