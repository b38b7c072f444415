//! Rules that contradict each other by arithmetic alone: told while reading, without a search.
//! Only what holds whatever the calendars say is told here; the rest is found by solving.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::{Group, GroupId};
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation, Share};
use crate::schema::collector::Collector;

/// Tells what contradicts itself in a plan that is read without a fault.
pub fn check(plan: &Plan, collector: &mut Collector) {
    for (index, group) in plan.groups.iter().enumerate() {
        if distances(group, collector) {
            crowded(plan, GroupId(index), collector);
        }
    }
    shared_weekdays(plan, collector);
    cycles(plan, collector);
}

fn musts(group: &Group) -> impl Iterator<Item = &Distance> {
    group.cycle.apart.iter().filter(|distance| distance.priority == Priority::Must)
}

/// Whether some distance keeps all rules of a cycle; two that none keeps are told. Between two meetings lie at least as many
/// days as working days.
fn distances(group: &Group, collector: &mut Collector) -> bool {
    for lower in musts(group) {
        for upper in musts(group) {
            let comparable = lower.unit == upper.unit || (lower.unit, upper.unit) == (DayUnit::WorkingDays, DayUnit::Days);
            let (Some(least), Some(most)) = (lower.least, upper.most) else { continue };
            if comparable && least > most {
                let message = format!("no distance between the meetings of `{}` keeps both rules", group.key);
                let fault = Diagnostic::error(Code::ContradictingDistances, message);
                let fault = fault.at(lower.span, format!("at least {least}")).at(upper.span, format!("at most {most}"));
                collector.tell(fault.hint("loosen one of them, or let it be `should`"));
                return false;
            }
        }
    }
    true
}

/// Tells the first meeting that comes too late when each lies as early as its window and the distance allow.
fn crowded(plan: &Plan, group: GroupId, collector: &mut Collector) {
    let apart = musts(plan.group(group)).filter_map(|distance| Some((distance.least?, distance.span)));
    let Some((least, rule)) = apart.max().filter(|(least, _)| *least > 1) else { return };
    let mut earliest: Option<NaiveDate> = None;
    let mut was_pinned = false;
    for (_, occurrence) in plan.held(group) {
        let pinned = occurrence.pinned().map(|(date, _, span)| (date, date, span));
        let window = occurrence.window.value;
        let (opens, closes, own) = pinned.unwrap_or((window.first, window.last, occurrence.window.span));
        let date = earliest.map_or(opens, |earlier| opens.max(earlier + TimeDelta::days(least)));
        let both_pinned = was_pinned && pinned.is_some();
        was_pinned = pinned.is_some();
        // Two fixed dates are told as such.
        if date > closes && !both_pinned {
            let message = format!(
                "`{}` has no room: it comes {least} days after the one before, on {date} at the earliest",
                occurrence.label
            );
            let fault =
                Diagnostic::error(Code::CrowdedPeriod, message).at(rule, "this far apart").at(own, format!("by {closes}"));
            collector.tell(fault.hint("ask for fewer meetings, let them lie closer, or let the distance be `should`"));
            return;
        }
        earliest = Some(date.min(closes));
    }
}

/// Tells groups that must share days and have no weekday in common.
fn shared_weekdays(plan: &Plan, collector: &mut Collector) {
    let days = plan.gatherings.iter().filter(|gathering| gathering.share == Share::Day && gathering.priority == Priority::Must);
    let days = days.map(|gathering| (gathering.subject, gathering.object, gathering.span));
    let rows = plan.successions.iter().filter(|succession| succession.priority == Priority::Must);
    let rows = rows.map(|succession| (succession.subject, succession.object, succession.span));
    for (subject, object, span) in days.chain(rows) {
        let [one, other] = [subject, object].map(|group| &plan.group(group).cycle.weekdays);
        let is_pinned = [subject, object].iter().any(|group| plan.held(*group).any(|(_, held)| held.pinned().is_some()));
        if !is_pinned && !one.value.iter().any(|day| other.value.contains(day)) {
            let names = [subject, object].map(|group| &plan.group(group).key);
            let message = format!("`{}` and `{}` share no weekday", names[0], names[1]);
            let fault = Diagnostic::error(Code::NoSharedWeekday, message);
            let fault = fault.at(span, "they are to meet on the same day").at(one.span, "").at(other.span, "");
            collector.tell(fault.hint("let both meet on one weekday, or let the rule be `should`"));
        }
    }
}

/// What lies strictly after what, and which relation says so.
type Later<'p> = BTreeMap<Anchor, Vec<(Anchor, &'p Relation)>>;

/// Tells relations that lead in a circle: each must come after the next, and the last after the first.
fn cycles(plan: &Plan, collector: &mut Collector) {
    let mut later: Later<'_> = BTreeMap::new();
    for relation in plan.relations.iter().filter(|relation| relation.distance.priority == Priority::Must) {
        let compared = match relation.matching {
            Matching::Period => true,
            Matching::Some | Matching::SomeInMonth => false,
        };
        let (subject, object) = (relation.subject, relation.object);
        if compared && relation.distance.least.is_some_and(|least| least > 0) && begins(subject) && ends(object) {
            later.entry(whole(subject)).or_default().push((whole(object), relation));
        }
        if compared && relation.distance.most.is_some_and(|most| most < 0) && ends(subject) && begins(object) {
            later.entry(whole(object)).or_default().push((whole(subject), relation));
        }
    }
    let mut told: BTreeSet<Anchor> = BTreeSet::new();
    for start in later.keys() {
        let mut path = Vec::new();
        if !told.contains(start) && leads_back(plan, &later, *start, *start, &mut path, &mut BTreeSet::new()) {
            told.extend(path.iter().map(|(anchor, _)| *anchor));
            let names: Vec<String> = path.iter().map(|(anchor, _)| format!("`{}`", name(plan, *anchor))).collect();
            let way = names.iter().chain(names.first()).cloned().collect::<Vec<_>>().join(" after ");
            let mut fault = Diagnostic::error(Code::CyclicRelation, format!("these relations lead in a circle: {way}"));
            for (_, relation) in &path {
                fault = fault.at(relation.distance.span, "");
            }
            collector.tell(fault.hint("turn one of them round, or remove it"));
        }
    }
}

/// Walks from an anchor to what it lies after, until the start is met again; the way is what is left in `path`.
fn leads_back<'p>(
    plan: &Plan,
    later: &Later<'p>,
    from: Anchor,
    start: Anchor,
    path: &mut Vec<(Anchor, &'p Relation)>,
    seen: &mut BTreeSet<Anchor>,
) -> bool {
    if !seen.insert(from) {
        return false;
    }
    for (to, relation) in later.get(&from).into_iter().flatten() {
        path.push((from, relation));
        if (*to == start && share_a_label(plan, path)) || leads_back(plan, later, *to, start, path, seen) {
            return true;
        }
        path.pop();
    }
    false
}

/// Whether the groups on a way all hold a meeting of one label: each relation speaks of one label at a time.
fn share_a_label(plan: &Plan, path: &[(Anchor, &Relation)]) -> bool {
    let groups = path.iter().filter_map(|(anchor, _)| match anchor {
        Anchor::Meetings(group) => Some(*group),
        Anchor::PhaseStart(_) | Anchor::PhaseEnd(_) | Anchor::Milestone(_) => None,
    });
    let labels = |group| plan.held(group).map(|(_, occurrence)| occurrence.label.as_str()).collect::<BTreeSet<_>>();
    let common = groups.map(labels).reduce(|all, own| all.intersection(&own).copied().collect());
    common.is_none_or(|common| !common.is_empty())
}

/// Whether an anchor is the first day of its activity.
fn begins(anchor: Anchor) -> bool {
    match anchor {
        Anchor::Meetings(_) | Anchor::PhaseStart(_) | Anchor::Milestone(_) => true,
        Anchor::PhaseEnd(_) => false,
    }
}

/// Whether an anchor is the last day of its activity.
fn ends(anchor: Anchor) -> bool {
    match anchor {
        Anchor::Meetings(_) | Anchor::PhaseEnd(_) | Anchor::Milestone(_) => true,
        Anchor::PhaseStart(_) => false,
    }
}

/// One anchor for both ends of a phase.
fn whole(anchor: Anchor) -> Anchor {
    match anchor {
        Anchor::PhaseEnd(phase) => Anchor::PhaseStart(phase),
        Anchor::Meetings(_) | Anchor::PhaseStart(_) | Anchor::Milestone(_) => anchor,
    }
}

fn name(plan: &Plan, anchor: Anchor) -> String {
    match anchor {
        Anchor::Meetings(group) => plan.group(group).key.clone(),
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => plan.phases[phase.0].id.to_string(),
        Anchor::Milestone(milestone) => plan.milestones[milestone.0].id.to_string(),
    }
}
