//! Relations that phases and milestones state: to each other, and to the meetings of groups.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::distance::Distance;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::plan::roadmap::PhaseId;
use crate::schema::collector::Collector;
use crate::schema::document::milestone::MilestoneDocument;
use crate::schema::document::roadmap::PhaseDocument;
use crate::schema::lower::groups::groups::Groups;
use crate::schema::lower::groups::told::best_needs_range;
use crate::schema::lower::roadmaps::dependency_cycle;
use crate::schema::lower::roadmaps::roadmap::{Lowered, Point, Roadmaps};
use crate::schema::lower::whole::names::{Declared, Scope};
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::roadmap::DecisionText;

/// Which of its own days a line relates to which days of another: the four dependencies of the precedence diagramming
/// method, and two ways of telling them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dependency {
    /// Finish to start.
    After,
    /// Finish to start, told by the one that comes first.
    Before,
    /// Finish to start, as days that are shared.
    Overlap,
    /// Start to start.
    StartsAfterStart,
    /// Finish to finish.
    EndsAfterEnd,
    /// Start to finish.
    EndsAfterStart,
}

impl Dependency {
    /// The distance `subject - object` that is meant.
    fn distance(self, text: &Spanned<DistanceText>) -> Distance {
        let distance = text.value.rule(text.span);
        match self {
            Dependency::After | Dependency::StartsAfterStart | Dependency::EndsAfterEnd | Dependency::EndsAfterStart => distance,
            Dependency::Before => distance.reversed(),
            // Days `s..=e` are shared: e - s + 1 of them, so `s - e` is 1 less their number.
            Dependency::Overlap => {
                let mirror = distance.reversed();
                let shift = |value: Option<i64>| value.map(|value| value + 1);
                Distance { least: shift(mirror.least), most: shift(mirror.most), best: shift(mirror.best), ..mirror }
            }
        }
    }

    /// The end of one's own phase that is meant.
    fn own(self, phase: PhaseId) -> Anchor {
        match self {
            Dependency::After | Dependency::Overlap | Dependency::StartsAfterStart => Anchor::PhaseStart(phase),
            Dependency::Before | Dependency::EndsAfterEnd | Dependency::EndsAfterStart => Anchor::PhaseEnd(phase),
        }
    }

    /// The end of another phase that is meant.
    fn other(self, phase: PhaseId) -> Anchor {
        match self {
            Dependency::After | Dependency::Overlap | Dependency::EndsAfterEnd => Anchor::PhaseEnd(phase),
            Dependency::Before | Dependency::StartsAfterStart | Dependency::EndsAfterStart => Anchor::PhaseStart(phase),
        }
    }
}

/// What a phase or milestone says of others, in one way of telling.
type Line<'l> = (Dependency, Option<&'l Named<Spanned<DistanceText>>>);

fn of_phase(document: &PhaseDocument) -> [Line<'_>; 6] {
    [
        (Dependency::After, document.after.as_ref()),
        (Dependency::Before, document.before.as_ref()),
        (Dependency::Overlap, document.overlap.as_ref()),
        (Dependency::StartsAfterStart, document.starts_after_start.as_ref()),
        (Dependency::EndsAfterEnd, document.ends_after_end.as_ref()),
        (Dependency::EndsAfterStart, document.ends_after_start.as_ref()),
    ]
}

fn of_milestone(document: &MilestoneDocument) -> [Line<'_>; 3] {
    [
        (Dependency::After, document.after.as_ref()),
        (Dependency::Before, document.before.as_ref()),
        (Dependency::StartsAfterStart, document.starts_after_start.as_ref()),
    ]
}

/// All relations that phases and milestones state.
pub fn of_roadmaps(roadmaps: &Roadmaps<'_>, groups: &Groups<'_>, collector: &mut Collector) -> Vec<Relation> {
    let mut relations = Vec::new();
    for lowered in &roadmaps.lowered {
        match lowered {
            Lowered::Phase(id, document, scope, track) => {
                let place = Place { roadmaps, groups, scope, track };
                for (told, named) in of_phase(document) {
                    place.relate(told.own(*id), told, named, &mut relations, collector);
                }
                for (name, text) in document.accepted_at.iter().flatten() {
                    relations.extend(place.gate(Anchor::PhaseEnd(*id), name, text, collector));
                }
            }
            Lowered::Milestone(id, document, scope, track) => {
                let place = Place { roadmaps, groups, scope, track };
                let own = Anchor::Milestone(*id);
                for (told, named) in of_milestone(document) {
                    place.relate(own, told, named, &mut relations, collector);
                }
                for (name, text) in document.decided_at.iter().flat_map(|Listed(names)| names) {
                    let text = text.as_ref().map_or(Spanned::new(DecisionText::same_day(None).0, name.span), |text| {
                        Spanned::new(text.value.0, text.span)
                    });
                    relations.extend(place.gate(own, name, &text, collector));
                }
            }
        }
    }
    dependency_cycle::check(&relations, roadmaps, collector);
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
        told: Dependency,
        named: Option<&Named<Spanned<DistanceText>>>,
        relations: &mut Vec<Relation>,
        collector: &mut Collector,
    ) {
        for (name, text) in named.into_iter().flatten() {
            idle_nearest(text, collector);
            let Some(object) = self.object(name, told, collector) else { continue };
            if same_activity(subject, object) {
                let fault = Diagnostic::error(Code::SelfDependency, "a phase or milestone cannot be related to itself");
                collector.tell(fault.at(name.span, "").hint("name another one"));
                continue;
            }
            let matching = if matches!(object, Anchor::Meetings(_)) { Matching::Some } else { Matching::Period };
            if matching == Matching::Some {
                best_needs_range(text, collector);
            }
            relations.push(Relation { subject, object, matching, distance: told.distance(text) });
        }
    }

    fn object(&self, name: &Spanned<String>, told: Dependency, collector: &mut Collector) -> Option<Anchor> {
        let within = format!("{}/{}", self.scope.key, self.track);
        let point = self.roadmaps.names.get_in(&within, &name.value);
        let point = point.or_else(|| self.roadmaps.names.get_in(&self.scope.key, &name.value));
        let group = || self.groups.names.get_in(&self.scope.key, &name.value);
        match (point.map(Declared::id), told) {
            (Some(None), _) => None,
            (Some(Some(Point::Phase(phase))), _) => Some(told.other(phase)),
            (Some(Some(Point::Milestone(_))), Dependency::Overlap) => {
                let fault = Diagnostic::error(Code::NotAPhase, "a milestone has no days to share").at(name.span, "");
                collector.tell(fault.hint("name a phase"));
                None
            }
            (
                Some(Some(Point::Milestone(milestone))),
                Dependency::After
                | Dependency::Before
                | Dependency::StartsAfterStart
                | Dependency::EndsAfterEnd
                | Dependency::EndsAfterStart,
            ) => Some(Anchor::Milestone(milestone)),
            (None, Dependency::After) if group().is_some() => group().and_then(Declared::id).map(Anchor::Meetings),
            (
                None,
                Dependency::Before
                | Dependency::Overlap
                | Dependency::StartsAfterStart
                | Dependency::EndsAfterEnd
                | Dependency::EndsAfterStart,
            ) if group().is_some() => {
                let message = format!("`{}` is a group, which neither starts nor ends", name.value);
                let fault = Diagnostic::error(Code::NotAPhase, message).at(name.span, "");
                collector.tell(fault.hint("after its meetings something can lie: `after`, `accepted-at` or `decided-at`"));
                None
            }
            (None, Dependency::After) => {
                let known = self.roadmaps.names.known().chain(self.groups.names.known());
                self.unknown(Code::UnknownName, "phase, milestone or group", name, known, collector);
                None
            }
            (
                None,
                Dependency::Before
                | Dependency::Overlap
                | Dependency::StartsAfterStart
                | Dependency::EndsAfterEnd
                | Dependency::EndsAfterStart,
            ) => {
                self.unknown(Code::UnknownPhase, "phase or milestone", name, self.roadmaps.names.known(), collector);
                None
            }
        }
    }

    fn unknown<'k>(
        &self,
        code: Code,
        what: &str,
        name: &Spanned<String>,
        known: impl Iterator<Item = &'k str>,
        collector: &mut Collector,
    ) {
        let product = format!("{}/", self.scope.key);
        let track = format!("{}/", self.track);
        let short = |full: &'k str| {
            let inner = full.strip_prefix(&product).unwrap_or(full);
            inner.strip_prefix(&track).unwrap_or(inner)
        };
        collector.unknown_name(code, what, name, known.map(short));
    }

    fn gate(
        &self,
        subject: Anchor,
        name: &Spanned<String>,
        text: &Spanned<DistanceText>,
        collector: &mut Collector,
    ) -> Option<Relation> {
        let group = self.groups.names.find_in(&self.scope.key, name, collector)?;
        best_needs_range(text, collector);
        idle_nearest(text, collector);
        let distance = Dependency::After.distance(text);
        Some(Relation { subject, object: Anchor::Meetings(group), matching: Matching::Some, distance })
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
        let warning = Diagnostic::warning(Code::IdleWord, format!("`{word}` does nothing here")).at(text.span, "");
        collector.tell(warning.hint("only two groups can be related by it: remove the word"));
    }
}
