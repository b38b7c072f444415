//! Dependencies that go round in a circle: when each of them must lie after the next, nothing can be the first.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::activity::ActivityId;
use crate::plan::distance::DayUnit;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::plan::roadmap::{Length, PhaseId, PhaseTiming};
use crate::schema::collector::Collector;
use crate::schema::lower::roadmaps::roadmap::Roadmaps;

/// `to` lies at least `lag` days after `from`.
#[derive(Debug, Clone, Copy)]
struct Edge<'r> {
    from: usize,
    to: usize,
    lag: i64,
    /// The relation that asks for it; none where a phase ends after it starts.
    relation: Option<&'r Relation>,
}

/// Tells every circle of musts whose lags add up to more than nothing, each activity in at most one of them.
pub fn check(relations: &[Relation], roadmaps: &Roadmaps<'_>, collector: &mut Collector) {
    let mut nodes: BTreeMap<Anchor, usize> = BTreeMap::new();
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut node = |anchor: Anchor| {
        *nodes.entry(anchor).or_insert_with(|| {
            anchors.push(anchor);
            anchors.len() - 1
        })
    };
    let mut edges: Vec<Edge<'_>> = Vec::new();
    for relation in relations {
        let (subject, object) = (relation.subject, relation.object);
        let distance = &relation.distance;
        if distance.priority != Priority::Must || relation.matching != Matching::Period {
            continue;
        }
        let ways =
            [(object, subject, distance.least), (subject, object, distance.most.map(|most| -most).filter(|lag| *lag >= 0))];
        for (from, to, lag) in ways {
            if let Some(lag) = lag.and_then(|lag| days(lag, distance.unit)) {
                edges.push(Edge { from: node(from), to: node(to), lag, relation: Some(relation) });
            }
        }
    }
    for (index, phase) in roadmaps.phases.iter().enumerate() {
        let (from, to) = (node(Anchor::PhaseStart(PhaseId(index))), node(Anchor::PhaseEnd(PhaseId(index))));
        let lag = match &phase.timing {
            PhaseTiming::Fixed(window) => (window.value.last - window.value.first).num_days(),
            PhaseTiming::Placed { length, .. } => match length.value {
                Length::WorkingDays(days) => i64::from(days) - 1,
                // A closed end is drawn back, nobody knows here how far.
                Length::Weeks(_) | Length::Months(_) => 0,
            },
        };
        edges.push(Edge { from, to, lag, relation: None });
    }
    while let Some(round) = round(&edges, anchors.len()) {
        tell(&round, &anchors, roadmaps, collector);
        let told: Vec<usize> = round.iter().map(|edge| edge.to).collect();
        edges.retain(|edge| !told.contains(&edge.from) && !told.contains(&edge.to));
    }
}

/// How many days a distance is at the least; none where nothing is known.
fn days(least: i64, unit: DayUnit) -> Option<i64> {
    match unit {
        DayUnit::Days => Some(least),
        // So many working days are at least as many days; the other way round there may be any number of closed ones.
        DayUnit::WorkingDays => (least > 0).then_some(least),
    }
}

/// A circle whose lags add up to more than nothing, by Bellman and Ford: who can be pushed on for ever stands behind one.
fn round<'r>(edges: &[Edge<'r>], nodes: usize) -> Option<Vec<Edge<'r>>> {
    let mut earliest = vec![0; nodes];
    let mut pushed_by: Vec<Option<Edge<'r>>> = vec![None; nodes];
    let mut last = None;
    for _ in 0..=nodes {
        last = None;
        for edge in edges {
            if earliest[edge.from] + edge.lag > earliest[edge.to] {
                earliest[edge.to] = earliest[edge.from] + edge.lag;
                pushed_by[edge.to] = Some(*edge);
                last = Some(edge.to);
            }
        }
        last?;
    }
    // So many steps back one stands in the circle itself.
    let mut start = last?;
    for _ in 0..nodes {
        start = pushed_by[start]?.from;
    }
    let mut round = Vec::new();
    let mut at = start;
    loop {
        let edge = pushed_by[at]?;
        round.push(edge);
        at = edge.from;
        if at == start {
            break;
        }
    }
    round.reverse();
    Some(round)
}

fn tell(round: &[Edge<'_>], anchors: &[Anchor], roadmaps: &Roadmaps<'_>, collector: &mut Collector) {
    let mut stated: Vec<(&Relation, usize)> = round.iter().filter_map(|edge| Some((edge.relation?, edge.to))).collect();
    let Some(first) = (0..stated.len()).min_by_key(|position| stated[*position].0.distance.span) else { return };
    stated.rotate_left(first);
    let name = |node: usize| id(anchors[node], roadmaps).map_or_else(String::new, |id| format!("`{id}`"));
    let way: Vec<String> = stated.iter().chain(stated.first()).map(|(_, to)| name(*to)).collect();
    let mut fault = Diagnostic::error(Code::CyclicDependency, format!("{} lies after itself", way[0]));
    for (position, (relation, _)) in stated.iter().enumerate() {
        let before = (position + stated.len() - 1) % stated.len();
        fault = fault.at(relation.distance.span, format!("{} lies after {}", way[position], way[before]));
    }
    let mut way = way;
    way.reverse();
    collector.tell(fault.hint(format!("leave out one of them; the way round is {}", way.join(" after "))));
}

fn id<'r>(anchor: Anchor, roadmaps: &'r Roadmaps<'_>) -> Option<&'r ActivityId> {
    match anchor {
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => Some(&roadmaps.phases[phase.0].id),
        Anchor::Milestone(milestone) => Some(&roadmaps.milestones[milestone.0].id),
        Anchor::Meetings(_) => None,
    }
}
