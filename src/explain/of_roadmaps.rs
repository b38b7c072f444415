//! What the rules of phases ask.

use crate::constraint::{alignment, capacity, workload};
use crate::explain::stated::Stated;
use crate::explain::statement::Statement;

/// What a rule asks; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn statement<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    match rule.rule {
        alignment::NAME => rule.plan.phases.iter().find_map(|phase| {
            let alignment = phase.demands.alignments.iter().find(|alignment| alignment.span == rule.span)?;
            Some(Statement::Aligned(phase.id.as_str(), alignment.to))
        }),
        capacity::NAME => {
            let capacity = rule.plan.capacities.iter().find(|capacity| capacity.span == rule.span)?;
            Some(Statement::Capacity(capacity.most, &capacity.kind))
        }
        workload::NAME => rule.plan.people.iter().find_map(|person| {
            let hours = person.hours.as_ref().filter(|hours| hours.span == rule.span)?;
            Some(Statement::WeeklyHours(&person.key, hours.most))
        }),
        _ => None,
    }
}
