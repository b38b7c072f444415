//! Relations between groups: how their meetings lie to each other, and which groups are kept apart.

use std::collections::BTreeSet;

use crate::diagnostic::source::Spanned;
use crate::plan::group::GroupId;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation, Separation, Share};
use crate::schema::collector::Collector;
use crate::schema::document::group::GroupDocument;
use crate::schema::lower::groups::Groups;
use crate::schema::lower::names::Scope;
use crate::schema::lower::roadmap::Roadmaps;
use crate::schema::lower::told::{Told, no_best};
use crate::schema::read::Listed;
use crate::schema::scalar::distances::DistanceText;

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
