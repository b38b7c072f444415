//! Members who never work when their group meets: no solver is needed to see that they cannot come.

use crate::calendar::civil::{NaiveTime, TimeDelta};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::group::Group;
use crate::plan::occurrence::Occurrence;
use crate::plan::person::{Person, Works};
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;

/// Tells who must come and never can, and quorums of which too few ever can.
pub fn check(group: &Group, occurrences: &[Occurrence], people: &[Person], collector: &mut Collector) {
    // A single meeting that is held elsewhere in the week is told by its own rules.
    if occurrences.iter().all(|occurrence| occurrence.exception.is_some()) {
        return;
    }
    let never = |works: &Works| works.priority == Priority::Must && !meets(works, group);
    for person in group.members.iter().map(|member| &people[member.0]) {
        if let Some(works) = person.works.as_ref().filter(|works| never(works)) {
            let message = format!("`{}` never works when `{}` meets", person.key, group.key);
            let fault = Diagnostic::error(Code::UnavailableMember, message).at(works.span, "when they work");
            let fault = fault.at(group.cycle.weekdays.span, "the weekdays").at(group.cycle.hours.span, "the hours");
            collector.tell(
                fault.hint("let the group meet at another time, make the member optional, or soften `works` by a `priority`"),
            );
        }
    }
    for quorum in group.quorums.iter().filter(|quorum| quorum.priority == Priority::Must) {
        let works = |works: &Works| meets(works, group);
        let is_required = |person| group.members.contains(person);
        let able = quorum.of.iter().filter(|id| is_required(id) || people[id.0].works.as_ref().is_none_or(works)).count();
        if able < quorum.least as usize {
            let message = format!("only {able} of these people ever work when `{}` meets", group.key);
            let fault = Diagnostic::error(Code::UnreachableQuorum, message).at(quorum.span, "so many are needed");
            let fault = fault.at(group.cycle.weekdays.span, "the weekdays").at(group.cycle.hours.span, "the hours");
            collector.tell(fault.hint("ask for fewer, or let the group meet at another time"));
        }
    }
}

/// Whether some weekday and some stretch of the hours are both the group's and the person's.
fn meets(works: &Works, group: &Group) -> bool {
    let cycle = &group.cycle;
    let hours = works.hours.unwrap_or(cycle.hours.value);
    let earliest = hours.earliest.max(cycle.hours.value.earliest);
    let latest = hours.latest.min(cycle.hours.value.latest);
    let (end, wrapped): (NaiveTime, i64) = earliest.overflowing_add_signed(TimeDelta::minutes(i64::from(cycle.minutes)));
    let fits = wrapped == 0 && end <= latest;
    fits && cycle.weekdays.value.iter().any(|day| works.weekdays.contains(day))
}
