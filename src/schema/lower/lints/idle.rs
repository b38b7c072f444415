//! What is declared and never used: told as a warning, since a plan should hold no word that only looks like a rule.

use std::collections::BTreeSet;

use crate::diagnostic::code::Code;
use crate::plan::group::{Avoid, AvoidedDays, Group};
use crate::plan::id::CalendarId;
use crate::plan::person::PersonId;
use crate::plan::plan::Plan;
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::calendars::Calendars;
use crate::schema::lower::people::rooms;

/// Tells people who are members of no group, rooms that none uses, and calendars that nobody follows or avoids.
pub fn unused(plan: &Plan, calendars: &Calendars, collector: &mut Collector) {
    let members = plan.groups.iter().flat_map(Group::called);
    let busy = plan.phases.iter().flat_map(|phase| phase.demands.efforts.iter().map(|effort| effort.person));
    let deadlines = plan.groups.iter().flat_map(|group| &group.deadlines);
    let responsible = deadlines.filter_map(|deadline| Some(deadline.by.as_ref()?.person));
    let members: BTreeSet<PersonId> = members.chain(busy).chain(responsible).collect();
    for (_, person) in plan.people.iter().enumerate().filter(|(index, _)| !members.contains(&PersonId(*index))) {
        let message = format!("`{}` is a member of no group", person.key);
        collector.warn(Code::UnusedPerson, person.span, message, "name it among the `members` of a group, or remove it");
    }
    rooms::unused(plan, collector);
    let mut used = used_calendars(plan);
    used.extend(used.clone().iter().flat_map(|id| &calendars.combined[id.0]));
    for (name, _, span) in calendars.names.readable().filter(|(_, id, _)| !used.contains(id)) {
        let message = format!("nothing follows the calendar `{name}`");
        let hint = "name it behind a `calendar`, an `avoid` or a `combines`, or remove it";
        collector.warn(Code::UnusedCalendar, span, message, hint);
    }
}

fn used_calendars(plan: &Plan) -> BTreeSet<CalendarId> {
    let avoided = |avoid: &Avoid| match avoid.days {
        AvoidedDays::Calendar(id) => Some(id),
        AvoidedDays::BridgeDays => None,
    };
    let mut used = BTreeSet::new();
    for group in &plan.groups {
        used.extend(group.calendars.iter().copied().chain(group.avoid.iter().filter_map(avoided)));
    }
    used.extend(plan.people.iter().flat_map(|person| person.calendars.value.iter().copied()));
    used.extend(plan.rooms.iter().flat_map(|room| room.calendars.value.iter().copied()));
    used.extend(plan.phases.iter().flat_map(|phase| phase.calendars.iter().copied()));
    used.extend(plan.phases.iter().flat_map(|phase| phase.demands.not_start_in.iter().filter_map(avoided)));
    used.extend(plan.milestones.iter().flat_map(|milestone| milestone.calendars.iter().copied()));
    used
}

/// Tells the keys of a product in a file that names none.
pub fn without_product(file: &PlanDocument, collector: &mut Collector) {
    let keys = [
        ("title", file.title.as_ref().map(|title| title.span)),
        ("calendar", file.calendar.as_ref().map(|list| list.first().map_or(file.span, |name| name.span))),
        ("avoid", file.avoid.as_ref().map(|list| list.0.first().map_or(file.span, |(name, _)| name.span))),
        ("inherits", file.inherits.as_ref().map(|inherits| inherits.span)),
        ("week-load", file.week_load.as_ref().map(|load| load.span)),
    ];
    for (key, span) in keys {
        if let Some(span) = span {
            let message = format!("`{key}` does nothing in a file without `product`");
            collector.warn(Code::KeyWithoutProduct, span, message, "add `product: …` to the file, or remove the key");
        }
    }
}
