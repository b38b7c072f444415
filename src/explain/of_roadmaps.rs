//! What the rules of phases ask, in words.

use crate::constraint::{alignment, capacity, workload};
use crate::explain::stated::{Stated, plural};
use crate::plan::roadmap::AlignedTo;

/// What a rule asks, in words; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn label(stated: Stated<'_>) -> Option<String> {
    match stated.rule {
        alignment::NAME => stated.plan.phases.iter().find_map(|phase| {
            let alignment = phase.demands.alignments.iter().find(|alignment| alignment.span == stated.span)?;
            Some(format!("`{}` {}", phase.id, aligned(alignment.to)))
        }),
        capacity::NAME => {
            let capacity = stated.plan.capacities.iter().find(|capacity| capacity.span == stated.span)?;
            let runs = if capacity.most == 1 { "phase of the kind" } else { "phases of the kind" };
            Some(format!("at most {} {runs} `{}` at once", capacity.most, capacity.kind))
        }
        workload::NAME => stated.plan.people.iter().find_map(|person| {
            let hours = person.hours.as_ref().filter(|hours| hours.span == stated.span)?;
            Some(format!("`{}` has {} hours a week for phases", person.key, hours.most))
        }),
        _ => None,
    }
}

/// Where a phase starts or ends.
fn aligned(to: AlignedTo) -> String {
    match to {
        AlignedTo::StartOnWeekday(weekday) => format!("starts on {}", plural(weekday)),
        AlignedTo::StartOfMonth => "starts on the 1st of a month".to_owned(),
        AlignedTo::FirstWorkingDay => "starts on the first working day of a month".to_owned(),
        AlignedTo::EndOnWeekday(weekday) => format!("ends on {}", plural(weekday)),
        AlignedTo::EndOfMonth => "ends on the last working day of a month".to_owned(),
    }
}
