//! Which days the closed and unwelcome days of calendars take from the activities of a conflict: those that all its other rules
//! would leave them. Knows no reason why a day is closed.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::constraint::fee::{Fee, Tag};
use crate::constraint::{availability, avoid, local, open_day, path, relation, room};
use crate::plan::plan::Plan;
use crate::plan::relation::{Matching, Relation};
use crate::problem::activity::{Activity, ActivityIndex};
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;
use crate::solve::outcome::Conflict;

/// The rules that take days by calendars.
const BY_CALENDAR: [&str; 4] = [open_day::NAME, avoid::NAME, availability::NAME, room::NAME];

/// How many days around its window an activity is looked at: where the window is no part of the conflict, it could lie there.
const REACH_DAYS: u32 = 45;

/// The days that each rule by calendars takes alone, in order; no entry for any other rule.
pub fn taken(conflict: &Conflict, plan: &Plan) -> BTreeMap<Tag, Vec<NaiveDate>> {
    let rules = || conflict.rules.iter().copied().filter(|tag| BY_CALENDAR.contains(&tag.rule));
    if rules().next().is_none() {
        return BTreeMap::new();
    }
    let problem = Problem::of(plan, Reach::Beyond(REACH_DAYS));
    let diaries = Diaries::of(conflict, &problem);
    rules().map(|tag| (tag, diaries.taken_by(tag))).collect()
}

/// A day of an activity, and which rules forbid it, each on its own; none where it is free.
struct Day {
    placement: Placement,
    takers: BTreeSet<Tag>,
    /// The rules that forbid some of its starts alone.
    partly: BTreeSet<Tag>,
}

/// A test of two placements.
type Judge<'c> = Box<dyn Fn(Placement, Placement) -> bool + 'c>;

/// An activity that needs one of others to lie so that both are allowed.
struct Need<'c> {
    activity: ActivityIndex,
    others: Vec<ActivityIndex>,
    /// Of a placement of the activity and one of the others.
    allows: Judge<'c>,
}

/// The days of all activities of a conflict, and what they need of each other.
struct Diaries<'c> {
    days: BTreeMap<ActivityIndex, Vec<Day>>,
    needs: Vec<Need<'c>>,
}

impl<'c> Diaries<'c> {
    fn of(conflict: &'c Conflict, problem: &'c Problem<'c>) -> Diaries<'c> {
        let is_meant =
            |(index, activity): (ActivityIndex, &Activity)| conflict.activities.contains(&activity.id).then_some(index);
        let activities: Vec<ActivityIndex> = problem.indexed().filter_map(is_meant).collect();
        let days = activities.iter().map(|index| (*index, days(conflict, problem, *index))).collect();
        let mut needs = Vec::new();
        let pairs = path::pairs(problem).into_iter().chain(relation::pairs(problem));
        for pair in pairs.filter(|pair| activities.contains(&pair.one) && activities.contains(&pair.other)) {
            let judge = Rc::new(pair.judge);
            let mirrored = judge.clone();
            let (one, other) = (pair.one, pair.other);
            let allows = move |own, other| broken(conflict, judge(own, other)).next().is_none();
            needs.push(Need { activity: one, others: vec![other], allows: Box::new(allows) });
            let allows = move |own, other| broken(conflict, mirrored(other, own)).next().is_none();
            needs.push(Need { activity: other, others: vec![one], allows: Box::new(allows) });
        }
        for relation in gates(conflict, problem.plan) {
            let bound = |index: &ActivityIndex| activities.contains(index);
            let objects: Vec<ActivityIndex> = problem.anchored(relation.object).into_iter().filter(bound).collect();
            for subject in problem.anchored(relation.subject).into_iter().filter(bound) {
                let allows = move |own, other| passes(problem, relation, own, other);
                needs.push(Need { activity: subject, others: objects.clone(), allows: Box::new(allows) });
                // One of several meetings is enough: where there is one alone, it is that one.
                if let [object] = objects[..] {
                    let allows = move |own, other| passes(problem, relation, other, own);
                    needs.push(Need { activity: object, others: vec![subject], allows: Box::new(allows) });
                }
            }
        }
        Diaries { days, needs }
    }

    /// The days that a rule takes; where it takes none whole, those of which it takes some starts.
    fn taken_by(&self, tag: Tag) -> Vec<NaiveDate> {
        let whole = self.found(|day| day.takers.contains(&tag));
        if whole.is_empty() { self.found(|day| day.partly.contains(&tag)) } else { whole }
    }

    fn found(&self, is_taken: impl Fn(&Day) -> bool) -> Vec<NaiveDate> {
        let taken = self.days.iter().flat_map(|(index, days)| {
            let own = days.iter().filter(|day| is_taken(day));
            own.filter(|day| self.needs.iter().all(|need| need.activity != *index || self.is_met(need, day.placement)))
        });
        let dates: BTreeSet<NaiveDate> = taken.map(|day| day.placement.first()).collect();
        dates.into_iter().collect()
    }

    /// Whether one of the others has a free day that goes with a placement. Where none has any, it says nothing.
    fn is_met(&self, need: &Need<'_>, placement: Placement) -> bool {
        let mut free = need.others.iter().flat_map(|other| &self.days[other]).filter(|day| day.takers.is_empty()).peekable();
        free.peek().is_none() || free.any(|day| (need.allows)(placement, day.placement))
    }
}

/// The days of an activity that at most one rule of the conflict forbids.
fn days(conflict: &Conflict, problem: &Problem<'_>, index: ActivityIndex) -> Vec<Day> {
    let activity = problem.activity(index);
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for placement in activity.candidates.iter().copied() {
        let takers: BTreeSet<Tag> = broken(conflict, local::judge(problem, activity.kind, placement)).collect();
        if takers.len() > 1 {
            continue;
        }
        let new = || Day { placement, takers: takers.clone(), partly: BTreeSet::new() };
        let day = days.entry(placement.first()).or_insert_with(new);
        day.partly.extend(&takers);
        if day.takers.is_empty() || takers.is_empty() {
            day.takers.clear();
        } else {
            day.takers.extend(takers);
        }
    }
    days.into_values().collect()
}

/// The musts of the conflict among some fees.
fn broken(conflict: &Conflict, fees: Vec<Fee>) -> impl Iterator<Item = Tag> {
    fees.into_iter().filter(|fee| fee.is_must() && conflict.rules.contains(&fee.tag)).map(|fee| fee.tag)
}

/// The relations of a conflict to some meeting.
fn gates<'p>(conflict: &Conflict, plan: &'p Plan) -> impl Iterator<Item = &'p Relation> {
    plan.relations.iter().filter(|relation| {
        let is_gate = match relation.matching {
            Matching::Some | Matching::SomeInMonth => true,
            Matching::Period => false,
        };
        is_gate && conflict.rules.contains(&Tag { rule: relation::NAME, span: relation.distance.span })
    })
}

fn passes(problem: &Problem<'_>, relation: &Relation, subject: Placement, object: Placement) -> bool {
    let (own, other) = (relation::date(relation.subject, subject), relation::date(relation.object, object));
    let in_month = relation.matching != Matching::SomeInMonth || (own.year(), own.month()) == (other.year(), other.month());
    in_month && relation.distance.outside(relation::difference(problem, relation, subject, object)) == 0
}
