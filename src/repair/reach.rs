//! Whom a line of the plan binds: a line of a template or of the defaults binds several groups.

use crate::constraint::fee::Tag;
use crate::diagnostic::source::Span;
use crate::plan::group::{Group, GroupId};
use crate::plan::plan::Plan;
use crate::plan::relation::Anchor;
use crate::plan::roadmap::PhaseTiming;
use crate::plan::topic::{Binding, Topic};

/// Whom a line binds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bound {
    /// Groups by their full names, phases and milestones by their ids; in plan order.
    pub names: Vec<String>,
    /// How many meetings, phases and milestones.
    pub activities: usize,
}

/// Whom the rule of a tag binds. Where it speaks of people, rooms or capacities, nobody is named.
pub fn bound(tag: Tag, plan: &Plan) -> Bound {
    let mut bound = Bound::default();
    for (index, group) in plan.groups.iter().enumerate() {
        let id = GroupId(index);
        let meetings = if states(group, tag.span) || relates(id, tag.span, plan) {
            plan.held(id).count()
        } else {
            let is_its = |span: Span| span == tag.span;
            let held = plan.held(id).map(|(_, occurrence)| occurrence);
            held.filter(|occurrence| is_its(occurrence.pinned().map_or(occurrence.window.span, |(_, _, span)| span))).count()
        };
        bound.add(meetings, || format!("{}/{}", plan.product(group.product).key, group.key));
    }
    for (index, phase) in plan.phases.iter().enumerate() {
        let window = match &phase.timing {
            PhaseTiming::Fixed(window) => window.span,
            PhaseTiming::Placed { within, .. } => within.span,
        };
        let demands = phase.demands.alignments.iter().map(|alignment| alignment.span);
        let avoids = phase.demands.not_start_in.iter().map(|avoid| avoid.span);
        let is_subject = |anchor: Anchor| match anchor {
            Anchor::PhaseStart(id) | Anchor::PhaseEnd(id) => id.0 == index,
            Anchor::Meetings(_) | Anchor::Milestone(_) => false,
        };
        let is_bound =
            demands.chain(avoids).chain([window]).any(|span| span == tag.span) || has_relation(tag.span, plan, &is_subject);
        bound.add(usize::from(is_bound), || phase.id.to_string());
    }
    for (index, milestone) in plan.milestones.iter().enumerate() {
        let is_subject = |anchor: Anchor| match anchor {
            Anchor::Milestone(id) => id.0 == index,
            Anchor::Meetings(_) | Anchor::PhaseStart(_) | Anchor::PhaseEnd(_) => false,
        };
        let is_bound = milestone.within.span == tag.span || has_relation(tag.span, plan, &is_subject);
        bound.add(usize::from(is_bound), || milestone.id.to_string());
    }
    bound
}

impl Bound {
    fn add(&mut self, activities: usize, name: impl FnOnce() -> String) {
        if activities > 0 {
            self.names.push(name());
            self.activities += activities;
        }
    }
}

/// Whether a group's own rules stand at a place.
fn states(group: &Group, span: Span) -> bool {
    let cycle = &group.cycle;
    let own = [cycle.weekdays.span, cycle.hours.span].into_iter().chain(cycle.drift.as_ref().map(|drift| drift.span));
    let alike = [&cycle.same_weekday, &cycle.same_time].into_iter().flatten().map(|alike| alike.span);
    let apart = cycle.apart.iter().map(|distance| distance.span);
    let quorums = group.quorums.iter().map(|quorum| quorum.span);
    let avoided = group.avoid.iter().map(|avoid| avoid.span);
    let due = group.deadlines.iter().filter_map(|deadline| deadline.by.as_ref()).map(|by| by.span);
    own.chain(alike).chain(apart).chain(quorums).chain(avoided).chain(due).any(|stated| stated == span)
}

/// Whether what a group says of itself and others stands at a place.
fn relates(id: GroupId, span: Span, plan: &Plan) -> bool {
    let asks = |topic: &Topic| {
        topic.group == id
            && topic.bindings.iter().any(|binding| match binding {
                Binding::Within(demand) => demand.span == span,
                Binding::At(_) | Binding::LastBefore { .. } => false,
            })
    };
    has_relation(span, plan, &|subject| subject == Anchor::Meetings(id))
        || plan.separations.iter().any(|apart| apart.one == id && apart.span == span)
        || plan.gatherings.iter().any(|gathering| gathering.subject == id && gathering.span == span)
        || plan.successions.iter().any(|succession| succession.subject == id && succession.span == span)
        || plan.topics.iter().any(asks)
}

fn has_relation(span: Span, plan: &Plan, is_subject: &dyn Fn(Anchor) -> bool) -> bool {
    plan.relations.iter().any(|relation| relation.distance.span == span && is_subject(relation.subject))
}
