//! Relations of roadmaps: between phases and milestones, and from them to meetings.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::schema::collector::Collector;
use crate::schema::lower::groups::Groups;
use crate::schema::lower::names::{Declared, Scope};
use crate::schema::lower::roadmap::{Lowered, Point, Roadmaps};
use crate::schema::lower::told::{Told, no_best};
use crate::schema::read::Named;
use crate::schema::scalar::distances::DistanceText;

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

fn idle_nearest(text: &Spanned<DistanceText>, collector: &mut Collector) {
    if text.value.nearest || text.value.same_month {
        let word = if text.value.nearest { "nearest" } else { "same month" };
        let warning = Diagnostic::warning(Code::IdleRule, format!("`{word}` does nothing here")).at(text.span, "");
        collector.tell(warning.hint("only two groups can be related by it: remove the word"));
    }
}
