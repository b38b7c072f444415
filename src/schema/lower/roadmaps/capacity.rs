//! Capacities, and what of kinds and efforts nothing counts.

use std::collections::BTreeSet;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::capacity::Capacity;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::plan::roadmap::Phase;
use crate::schema::collector::{Collector, nearest};
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::whole::names::{Declared, Names, check_key};

/// The capacities of all files; one whose kind no phase is of is told, since it cannot do anything.
pub fn capacities(files: &[PlanDocument], phases: &[Phase], collector: &mut Collector) -> Vec<Capacity> {
    let mut names: Names<usize> = Names::of("capacity", Code::UnknownName);
    let mut capacities = Vec::new();
    let kinds: BTreeSet<&str> = phases.iter().filter_map(|phase| phase.demands.kind.as_deref()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    for (key, document) in files.iter().filter_map(|file| file.capacity.as_ref()).flatten() {
        check_key(key, collector);
        names.declare(key, Declared::As(capacities.len()), collector);
        let (Some(most), Some(kind)) = (&document.most, &document.of) else { continue };
        // Where a phase could not be read its kind is not known.
        if !kinds.contains(&kind.value.as_str()) && !collector.has_errors() {
            let message = format!("no phase is of the kind `{}`", kind.value);
            collector.tell(Diagnostic::warning(Code::UnknownKind, message).at(kind.span, "").hint(nearest(&kind.value, &kinds)));
        }
        capacities.push(Capacity {
            key: key.value.clone(),
            most: most.value,
            kind: kind.value.clone(),
            priority: document.priority.as_ref().map_or(Priority::Must, |priority| priority.value),
            span: most.span,
        });
    }
    capacities
}

/// Tells kinds that no capacity counts, efforts of people whose hours nobody counts, and hours that nothing takes.
pub fn unused(files: &[PlanDocument], plan: &Plan, collector: &mut Collector) {
    let counted = |kind: &Spanned<String>| plan.capacities.iter().any(|capacity| capacity.kind == kind.value);
    for kind in written_kinds(files).filter(|kind| !counted(kind)) {
        let message = format!("no capacity counts phases of the kind `{}`", kind.value);
        let hint = format!("add `capacity: {{NAME: {{most: 1, of: {}}}}}` to a file, or remove it", kind.value);
        collector.warn(Code::IdleKind, kind.span, message, hint);
    }
    let mut busy: BTreeSet<PersonId> = BTreeSet::new();
    for phase in &plan.phases {
        for effort in &phase.demands.efforts {
            busy.insert(effort.person);
            let person = &plan.people[effort.person.0];
            match &person.hours {
                None => {
                    let message = format!("nothing counts the hours of `{}`", person.key);
                    collector.warn(
                        Code::IdleEffort,
                        effort.span,
                        message,
                        "say how many there are a week: `hours: 10` among the people",
                    );
                }
                Some(hours) if hours.priority == Priority::Must && effort.hours > hours.most => {
                    let message =
                        format!("`{}` has {} hours a week, and this phase takes {}", person.key, hours.most, effort.hours);
                    let fault = Diagnostic::error(Code::TooMuchEffort, message).at(effort.span, "");
                    collector
                        .tell(fault.at(hours.span, "so many hours").hint("lower the effort, or write `hours: \"10, should\"`"));
                }
                Some(_) => {}
            }
        }
    }
    for (index, person) in plan.people.iter().enumerate() {
        if let Some(hours) = person.hours.as_ref().filter(|_| !busy.contains(&PersonId(index))) {
            let message = format!("no phase takes hours of `{}`", person.key);
            collector.warn(
                Code::IdleHours,
                hours.span,
                message,
                format!("write `effort: {{{}: 5}}` at a phase, or remove it", person.key),
            );
        }
    }
}

/// The kinds that people wrote: what a template says of itself needs no capacity.
fn written_kinds(files: &[PlanDocument]) -> impl Iterator<Item = &Spanned<String>> {
    let tracks = files.iter().filter_map(|file| file.roadmap.as_ref()?.tracks.as_ref()).flatten().map(|(_, track)| track);
    tracks.flat_map(|track| {
        let phases = track.phases.iter().flatten().filter_map(|(_, phase)| phase.kind.as_ref());
        let handover = track.handover.iter().flat_map(|handover| [&handover.support, &handover.training, &handover.hypercare]);
        let releases = track.releases.iter().flatten().map(|(_, release)| release);
        let stages = handover.chain(releases.flat_map(|each| [&each.scope, &each.evaluation, &each.build, &each.test]));
        phases.chain(stages.filter_map(|stage| stage.as_ref()?.kind.as_ref()))
    })
}
