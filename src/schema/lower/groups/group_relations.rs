//! Relations between groups: how their meetings lie to each other, and which groups are kept apart.

use std::collections::BTreeSet;

use crate::diagnostic::code::Code;
use crate::diagnostic::source::Spanned;
use crate::plan::group::GroupId;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Gathering, Matching, Relation, Separation, Share, Succession};
use crate::schema::collector::Collector;
use crate::schema::document::group::GroupDocument;
use crate::schema::lower::groups::groups::{Groups, Lowered};
use crate::schema::lower::groups::told::{Told, best_needs_range};
use crate::schema::lower::roadmaps::roadmap::Roadmaps;
use crate::schema::lower::whole::names::Scope;
use crate::schema::read::Listed;
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::rhythm::MinutesText;

/// What groups ask of each other's meetings.
#[derive(Debug, Default)]
pub struct BetweenGroups {
    /// Distances.
    pub relations: Vec<Relation>,
    /// Groups kept apart.
    pub separations: Vec<Separation>,
    /// Groups that share days or weeks.
    pub gatherings: Vec<Gathering>,
    /// Groups that meet back to back.
    pub successions: Vec<Succession>,
}

/// All that groups ask of each other.
pub fn between_groups(groups: &Groups<'_>, roadmaps: &Roadmaps<'_>, collector: &mut Collector) -> BetweenGroups {
    let mut between = BetweenGroups::default();
    for lowered in &groups.lowered {
        relations(lowered, groups, roadmaps, &mut between.relations, collector);
        shares(lowered, groups, &mut between, collector);
        for (name, text) in lowered.document.back_to_back.iter().flatten() {
            let Some(object) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
            let matching = partners(groups, lowered.id, object);
            let MinutesText { least, most, side, priority } = text.value;
            let priority = priority.unwrap_or(Priority::Must);
            let (subject, span) = (lowered.id, text.span);
            between.successions.push(Succession { subject, object, matching, side, least, most, priority, span });
        }
    }
    for (document, scope) in &groups.faulty {
        tell_unknown(groups, roadmaps, document, scope, collector);
    }
    between
}

/// `after` and `before`.
fn relations(
    lowered: &Lowered<'_>,
    groups: &Groups<'_>,
    roadmaps: &Roadmaps<'_>,
    relations: &mut Vec<Relation>,
    collector: &mut Collector,
) {
    let document = lowered.document;
    for (told, named) in [(Told::After, &document.after), (Told::Before, &document.before)] {
        for (name, text) in named.iter().flatten() {
            if is_of_roadmap(groups, roadmaps, &lowered.scope, name, collector) {
                continue;
            }
            let Some(object) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
            let matching = matching(groups, lowered.id, object, text);
            match matching {
                Matching::Period => {}
                Matching::Some | Matching::SomeInMonth => best_needs_range(text, collector),
            }
            let (subject, object) = (Anchor::Meetings(lowered.id), Anchor::Meetings(object));
            relations.push(Relation { subject, object, matching, distance: told.distance(text) });
        }
    }
}

/// `not-same-day`, `not-same-week`, `same-day` and `same-week`.
fn shares(lowered: &Lowered<'_>, groups: &Groups<'_>, between: &mut BetweenGroups, collector: &mut Collector) {
    let document = lowered.document;
    let must = |priority: &Option<Spanned<Priority>>| priority.as_ref().map_or(Priority::Must, |priority| priority.value);
    for (share, listed) in [(Share::Day, &document.not_same_day), (Share::Week, &document.not_same_week)] {
        for (name, priority) in listed.iter().flat_map(|Listed(names)| names) {
            let Some(other) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
            let (one, priority, span) = (lowered.id, must(priority), name.span);
            between.separations.push(Separation { one, other, share, priority, span });
        }
    }
    for (share, listed) in [(Share::Day, &document.same_day), (Share::Week, &document.same_week)] {
        for (name, priority) in listed.iter().flat_map(|Listed(names)| names) {
            let Some(object) = other_group(groups, lowered.id, &lowered.scope, name, collector) else { continue };
            let (subject, matching) = (lowered.id, partners(groups, lowered.id, object));
            let (priority, span) = (must(priority), name.span);
            between.gatherings.push(Gathering { subject, object, matching, share, priority, span });
        }
    }
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
    let shares = [&document.not_same_day, &document.not_same_week, &document.same_day, &document.same_week];
    let shares = shares.into_iter().flatten().flat_map(|listed| &listed.0).map(|(name, _)| name);
    let follows = document.back_to_back.iter().flatten().map(|(name, _)| name);
    let joint = document.joint.iter().flatten();
    for name in related.chain(shares).chain(follows).chain(joint) {
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
        collector.fault(
            Code::WrongSide,
            name.span,
            message,
            "tell it from the other side: a phase or milestone lies `after` a group",
        );
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
        collector.fault(
            Code::SelfRelation,
            name.span,
            "a group cannot be related to itself",
            "for its own meetings use `meets: {apart: …}`",
        );
        return None;
    }
    Some(other)
}

/// Meetings are compared as the words say, and else period by period where that can be.
fn matching(groups: &Groups<'_>, subject: GroupId, object: GroupId, text: &Spanned<DistanceText>) -> Matching {
    match (text.value.same_month, text.value.nearest) {
        (true, _) => Matching::SomeInMonth,
        (false, true) => Matching::Some,
        (false, false) => partners(groups, subject, object),
    }
}

/// Meetings are compared period by period where both groups count in the same periods and have some of them in common.
fn partners(groups: &Groups<'_>, subject: GroupId, object: GroupId) -> Matching {
    let period = |id: GroupId| groups.groups[id.0].cycle.period;
    let labels = |id: GroupId| {
        groups.occurrences[groups.lowered[id.0].occurrences.clone()].iter().map(|occurrence| occurrence.label.as_str())
    };
    let known: BTreeSet<&str> = labels(object).collect();
    let shared = labels(subject).any(|label| known.contains(label));
    if period(subject) == period(object) && shared { Matching::Period } else { Matching::Some }
}
