//! What the rules of people and rooms ask: work, limits, quorums, rooms.

use crate::constraint::{attendance, availability, deadline_leave, diary_load, presence, quorum, room};
use crate::diagnostic::source::Span;
use crate::explain::stated::Stated;
use crate::explain::statement::{Keeper, Statement};
use crate::plan::deadline::Deadline;

/// What a rule asks; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn statement<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let plan = rule.plan;
    match rule.rule {
        attendance::NAME => plan.people.iter().find_map(|person| {
            let leave = person.leave.iter().find(|leave| leave.span == rule.span)?;
            Some(Statement::Away(&person.key, leave))
        }),
        presence::NAME => {
            let person = plan.people.iter().find(|person| person.span == rule.span)?;
            Some(Statement::InOnePlace(&person.key))
        }
        availability::NAME => {
            let works = plan.people.iter().find_map(|person| {
                let works = person.works.as_ref().filter(|works| works.span == rule.span)?;
                Some(Statement::Works(&person.key, works))
            });
            works.or_else(|| {
                let has_own = |calendars: &[_]| !calendars.is_empty();
                let mut people = plan.people.iter();
                let person = people.find(|person| person.calendars.span == rule.span && has_own(&person.calendars.value))?;
                let calendars = &person.calendars.value;
                let keeper = Keeper::Person(&person.key, rule.calendars(calendars));
                Some(Statement::KeepsToOpenDays(keeper, rule.closed(calendars)))
            })
        }
        diary_load::NAME => plan.people.iter().find_map(|person| {
            let limit = person.limits.iter().find(|limit| limit.span == rule.span)?;
            Some(Statement::DiaryLoad(&person.key, limit.most, limit.per))
        }),
        quorum::NAME => {
            let group = rule.group(&|group| group.quorums.iter().any(|quorum| quorum.span == rule.span))?;
            let quorum = group.quorums.iter().find(|quorum| quorum.span == rule.span)?;
            let of = quorum.of.iter().map(|id| plan.people[id.0].key.as_str()).collect();
            Some(Statement::Quorum(quorum.least, of, rule.name(group)))
        }
        room::NAME => {
            if let Some(room) = plan.rooms.iter().find(|room| room.span == rule.span) {
                return Some(Statement::Holds(&room.key, room.capacity));
            }
            let room = plan.rooms.iter().find(|room| room.calendars.span == rule.span)?;
            let calendars = &room.calendars.value;
            let keeper = Keeper::Room(&room.key, rule.calendars(calendars));
            Some(Statement::KeepsToOpenDays(keeper, rule.closed(calendars)))
        }
        deadline_leave::NAME => {
            let group = rule.group(&|group| group.deadlines.iter().any(|deadline| is_seen_to(deadline, rule.span)))?;
            let deadline = group.deadlines.iter().find(|deadline| is_seen_to(deadline, rule.span))?;
            let person = &plan.people[deadline.by.as_ref()?.person.0].key;
            Some(Statement::SeesTo(person, &deadline.name, rule.name(group)))
        }
        _ => None,
    }
}

/// Whether it is the deadline whose role stands at a place.
fn is_seen_to(deadline: &Deadline, place: Span) -> bool {
    deadline.by.as_ref().is_some_and(|by| by.span == place)
}
