//! Relations: between groups, between phases and milestones, and from a roadmap to meetings.

use std::collections::BTreeSet;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::GroupId;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation, Separation, Share};
use crate::schema::collector::Collector;
use crate::schema::document::group::GroupDocument;
use crate::schema::lower::groups::Groups;
use crate::schema::lower::names::{Declared, Scope};
use crate::schema::lower::roadmap::{Lowered, Point, Roadmaps};
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;

/// From which side a relation is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    After,
    Before,
    Overlap,
}

impl Told {
    /// The distance `subject - object` that is meant.
    fn distance(self, text: &Spanned<DistanceText>) -> Distance {
        let distance = text.value.rule(text.span);
        match self {
            Told::After => distance,
            Told::Before => distance.reversed(),
            // Days `s..=e` are shared: e - s + 1 of them, so `s - e` is 1 less their number.
            Told::Overlap => {
                let mirror = distance.reversed();
                let shift = |value: Option<i64>| value.map(|value| value + 1);
                Distance { least: shift(mirror.least), most: shift(mirror.most), best: shift(mirror.best), ..mirror }
            }
        }
    }
}

/// All relations between groups, and the groups kept apart.
pub fn between_groups(
    groups: &Groups<'_>,
    roadmaps: &Roadmaps<'_>,
    collector: &mut Collector,
) -> (Vec<Relation>, Vec<Separation>) {
    let mut relations = Vec::new();
    let mut separations = Vec::new();
    for lowered in &groups.lowered {
        let document = lowered.document;
        for (told, named) in [(Told::After, &document.after), (Told::Before, &document.before)] {
            for (name, text) in named.iter().flatten() {
                if is_of_roadmap(groups, roadmaps, &lowered.scope, name, collector) {
                    continue;
                }
                let Some(object) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
                let matching = matching(groups, lowered.id, object, text);
                if matching == Matching::Some {
                    no_best(text, "the nearest meeting", collector);
                }
                let (subject, object) = (Anchor::Meetings(lowered.id), Anchor::Meetings(object));
                relations.push(Relation { subject, object, matching, distance: told.distance(text) });
            }
        }
        for (share, listed) in [(Share::Day, &document.not_same_day), (Share::Week, &document.not_same_week)] {
            for (name, priority) in listed.iter().flat_map(|Listed(names)| names) {
                let Some(other) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
                let priority = priority.as_ref().map_or(Priority::Must, |priority| priority.value);
                separations.push(Separation { one: lowered.id, other, share, priority, span: name.span });
            }
        }
    }
    for (document, scope) in &groups.faulty {
        tell_unknown(groups, roadmaps, document, scope, collector);
    }
    (relations, separations)
}

/// Tells the unknown names of a group that has other faults: so they are not found only when those are mended.
fn tell_unknown(
    groups: &Groups<'_>,
    roadmaps: &Roadmaps<'_>,
    document: &GroupDocument,
    scope: &Scope,
    collector: &mut Collector,
) {
    let related = [&document.after, &document.before].into_iter().flatten().flatten().map(|(name, _)| name);
    let apart = [&document.not_same_day, &document.not_same_week].into_iter().flatten();
    let apart = apart.flat_map(|listed| &listed.0).map(|(name, _)| name);
    for name in related.chain(apart) {
        if !is_of_roadmap(groups, roadmaps, scope, name, collector) {
            groups.names.find_in(&scope.key, name, collector);
        }
    }
}

/// Whether a name that a group relates itself to is one of a roadmap; that is told.
fn is_of_roadmap(
    groups: &Groups<'_>,
    roadmaps: &Roadmaps<'_>,
    scope: &Scope,
    name: &Spanned<String>,
    collector: &mut Collector,
) -> bool {
    let is_group = groups.names.get_in(&scope.key, &name.value).is_some();
    let is_of_roadmap = !is_group && roadmaps.has(scope, name);
    if is_of_roadmap {
        let message = format!("`{}` belongs to a roadmap, and a group is related to groups", name.value);
        collector.invalid(name.span, message, "tell it from the other side: a phase or milestone lies `after` a group");
    }
    is_of_roadmap
}

fn other_group(
    groups: &Groups<'_>,
    own: GroupId,
    scope: &Scope,
    name: &Spanned<String>,
    collector: &mut Collector,
) -> Option<GroupId> {
    let other = groups.names.find_in(&scope.key, name, collector)?;
    if other == own {
        collector.invalid(name.span, "a group cannot be related to itself", "for its own meetings use `meets: {apart: …}`");
        return None;
    }
    Some(other)
}

/// Meetings are compared period by period where both groups count in the same periods.
fn matching(groups: &Groups<'_>, subject: GroupId, object: GroupId, text: &Spanned<DistanceText>) -> Matching {
    let period = |id: GroupId| groups.groups[id.0].cycle.period;
    let labels = |id: GroupId| {
        groups.occurrences[groups.lowered[id.0].occurrences.clone()].iter().map(|occurrence| occurrence.label.as_str())
    };
    let known: BTreeSet<&str> = labels(object).collect();
    let shared = labels(subject).any(|label| known.contains(label));
    let is_same = period(subject) == period(object);
    if is_same && shared && !text.value.nearest { Matching::Period } else { Matching::Some }
}

fn no_best(text: &Spanned<DistanceText>, with: &str, collector: &mut Collector) {
    if text.value.best.is_some() {
        let fault = Diagnostic::error(Code::InvalidValue, format!("a best distance cannot be asked of {with}")).at(text.span, "");
        collector.tell(fault.hint("leave `best` out, or relate two groups that meet in the same periods"));
    }
}

fn idle_nearest(text: &Spanned<DistanceText>, collector: &mut Collector) {
    if text.value.nearest {
        let warning = Diagnostic::warning(Code::IdleRule, "`nearest` does nothing here").at(text.span, "");
        collector.tell(warning.hint("only two groups can be related to each other's nearest meeting: remove the word"));
    }
}

/// All relations that phases and milestones state.
pub fn of_roadmaps(roadmaps: &Roadmaps<'_>, groups: &Groups<'_>, collector: &mut Collector) -> Vec<Relation> {
    let mut relations = Vec::new();
    for lowered in &roadmaps.lowered {
        match lowered {
            Lowered::Phase(id, document, scope, track) => {
                let place = Place { roadmaps, groups, scope, track };
                let (start, end) = (Anchor::PhaseStart(*id), Anchor::PhaseEnd(*id));
                place.relate(start, Told::After, document.after.as_ref(), &mut relations, collector);
                place.relate(end, Told::Before, document.before.as_ref(), &mut relations, collector);
                place.relate(start, Told::Overlap, document.overlap.as_ref(), &mut relations, collector);
                place.gate(end, document.accepted_at.as_ref(), &mut relations, collector);
            }
            Lowered::Milestone(id, document, scope, track) => {
                let place = Place { roadmaps, groups, scope, track };
                let own = Anchor::Milestone(*id);
                place.relate(own, Told::After, document.after.as_ref(), &mut relations, collector);
                place.relate(own, Told::Before, document.before.as_ref(), &mut relations, collector);
                if let Some(name) = &document.decided_at
                    && let Some(group) = groups.names.find_in(&scope.key, name, collector)
                {
                    let (least, most) = (Some(0), Some(0));
                    let (unit, priority, span) = (DayUnit::Days, Priority::Must, name.span);
                    let distance = Distance { least, most, best: None, unit, priority, span };
                    relations.push(Relation {
                        subject: own,
                        object: Anchor::Meetings(group),
                        matching: Matching::Some,
                        distance,
                    });
                }
            }
        }
    }
    relations
}

/// Where names of a phase or milestone are looked up: first its track, then its product, then everywhere.
struct Place<'p> {
    roadmaps: &'p Roadmaps<'p>,
    groups: &'p Groups<'p>,
    scope: &'p Scope,
    track: &'p str,
}

impl Place<'_> {
    fn relate(
        &self,
        subject: Anchor,
        told: Told,
        named: Option<&Named<Spanned<DistanceText>>>,
        relations: &mut Vec<Relation>,
        collector: &mut Collector,
    ) {
        for (name, text) in named.into_iter().flatten() {
            idle_nearest(text, collector);
            let Some(object) = self.object(name, told, collector) else { continue };
            if same_activity(subject, object) {
                collector.invalid(name.span, "a phase or milestone cannot be related to itself", "name another one");
                continue;
            }
            let matching = if matches!(object, Anchor::Meetings(_)) { Matching::Some } else { Matching::Period };
            if matching == Matching::Some {
                no_best(text, "some meeting of a group", collector);
            }
            relations.push(Relation { subject, object, matching, distance: told.distance(text) });
        }
    }

    fn object(&self, name: &Spanned<String>, told: Told, collector: &mut Collector) -> Option<Anchor> {
        let within = format!("{}/{}", self.scope.key, self.track);
        let point = self.roadmaps.names.get_in(&within, &name.value);
        let point = point.or_else(|| self.roadmaps.names.get_in(&self.scope.key, &name.value));
        let group = || self.groups.names.get_in(&self.scope.key, &name.value);
        match (point.map(Declared::id), told) {
            (Some(None), _) => None,
            (Some(Some(Point::Phase(phase))), Told::After | Told::Overlap) => Some(Anchor::PhaseEnd(phase)),
            (Some(Some(Point::Phase(phase))), Told::Before) => Some(Anchor::PhaseStart(phase)),
            (Some(Some(Point::Milestone(milestone))), Told::After | Told::Before) => Some(Anchor::Milestone(milestone)),
            (Some(Some(Point::Milestone(_))), Told::Overlap) => {
                collector.invalid(name.span, "a milestone has no days to share", "name a phase");
                None
            }
            (None, Told::After) if group().is_some() => group().and_then(Declared::id).map(Anchor::Meetings),
            (None, Told::Before | Told::Overlap) if group().is_some() => {
                let message = format!("`{}` is a group, and no phase or milestone lies before a group or over it", name.value);
                collector.invalid(name.span, message, "after its meetings one can lie: `after`, `accepted-at` or `decided-at`");
                None
            }
            (None, Told::After) => {
                let known = self.roadmaps.names.known().chain(self.groups.names.known());
                self.unknown("phase, milestone or group", name, known, collector);
                None
            }
            (None, Told::Before | Told::Overlap) => {
                self.unknown("phase or milestone", name, self.roadmaps.names.known(), collector);
                None
            }
        }
    }

    fn unknown<'k>(&self, what: &str, name: &Spanned<String>, known: impl Iterator<Item = &'k str>, collector: &mut Collector) {
        let product = format!("{}/", self.scope.key);
        let track = format!("{}/", self.track);
        let short = |full: &'k str| {
            let inner = full.strip_prefix(&product).unwrap_or(full);
            inner.strip_prefix(&track).unwrap_or(inner)
        };
        collector.unknown_name(what, name, known.map(short));
    }

    fn gate(
        &self,
        subject: Anchor,
        named: Option<&Named<Spanned<DistanceText>>>,
        relations: &mut Vec<Relation>,
        collector: &mut Collector,
    ) {
        for (name, text) in named.into_iter().flatten() {
            let Some(group) = self.groups.names.find_in(&self.scope.key, name, collector) else { continue };
            no_best(text, "some meeting of a group", collector);
            idle_nearest(text, collector);
            let distance = Told::After.distance(text);
            relations.push(Relation { subject, object: Anchor::Meetings(group), matching: Matching::Some, distance });
        }
    }
}

fn same_activity(one: Anchor, other: Anchor) -> bool {
    let phase = |anchor: Anchor| match anchor {
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => Some(phase),
        Anchor::Meetings(_) | Anchor::Milestone(_) => None,
    };
    one == other || (phase(one).is_some() && phase(one) == phase(other))
}
