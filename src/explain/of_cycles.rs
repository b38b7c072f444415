//! What the rules of a group's own meetings ask, in words.

use crate::constraint::{
    attendance, avoid, deadline_leave, hours, open_day, presence, same_time, same_weekday, spacing, topic, week_load, weekday,
};
use crate::diagnostic::source::Span;
use crate::explain::distance_words::between;
use crate::explain::stated::{Stated, days, plural};
use crate::plan::deadline::Deadline;
use crate::plan::distance::DayUnit;
use crate::plan::group::Group;
use crate::plan::occurrence::Window;
use crate::plan::roadmap::Phase;
use crate::plan::topic::{Binding, Topic};
use crate::solve::disruption;

/// What a rule asks, in words; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn label(stated: Stated<'_>) -> Option<String> {
    match stated.rule {
        weekday::NAME => {
            let group = stated.group(&|group| group.cycle.weekdays.span == stated.span)?;
            let days: Vec<String> = group.cycle.weekdays.value.iter().map(|day| plural(*day)).collect();
            Some(format!("{} meets on {}", stated.name(group), days.join(", ")))
        }
        open_day::NAME => match stated.group(&|group| group.span == stated.span) {
            Some(group) => Some(format!("{} meets on open days, before they close", stated.name(group))),
            None => Some("it lies on an open day of its calendars".to_owned()),
        },
        attendance::NAME => {
            let mut away = stated.plan.people.iter().flat_map(|person| person.leave.iter().map(move |leave| (person, leave)));
            let (person, leave) = away.find(|(_, leave)| leave.span == stated.span)?;
            Some(format!("`{}` is away {}", person.key, days(Window { first: leave.first, last: leave.last })))
        }
        disruption::NOTICE => {
            let group = stated.group(&|group| group.notice.is_some_and(|notice| notice.span == stated.span))?;
            let notice = group.notice?;
            let unit = match notice.unit {
                DayUnit::Days => "days",
                DayUnit::WorkingDays => "working days",
            };
            Some(format!("no meeting of {} moves that is less than {} {unit} away", stated.name(group), notice.days))
        }
        hours::NAME => {
            let group = stated.group(&|group| group.cycle.hours.span == stated.span)?;
            let hours = group.cycle.hours.value;
            let (from, to) = (hours.earliest.format("%H:%M"), hours.latest.format("%H:%M"));
            let later = group.cycle.later_lengths.iter().map(|later| format!(", from {} for {}", later.from, later.minutes));
            let later: String = later.collect();
            Some(format!("{} meets between {from} and {to}, for {} minutes{later}", stated.name(group), group.cycle.minutes))
        }
        spacing::NAME => {
            if let Some(group) = stated.group(&|group| group.cycle.span == stated.span) {
                return Some(format!("the meetings of {} lie in order, each on a day of its own", stated.name(group)));
            }
            let group = stated.group(&|group| group.cycle.apart.iter().any(|distance| distance.span == stated.span))?;
            let distance = group.cycle.apart.iter().find(|distance| distance.span == stated.span)?;
            Some(format!("one meeting of {} and the next lie {} apart", stated.name(group), between(distance)))
        }
        same_weekday::NAME => {
            let is_said = |group: &Group| group.cycle.same_weekday.as_ref().is_some_and(|alike| alike.span == stated.span);
            Some(format!("the meetings of {} lie on one weekday", stated.name(stated.group(&is_said)?)))
        }
        same_time::NAME => {
            let is_said = |group: &Group| group.cycle.same_time.as_ref().is_some_and(|alike| alike.span == stated.span);
            Some(format!("the meetings of {} start at one time", stated.name(stated.group(&is_said)?)))
        }
        presence::NAME => {
            let person = stated.plan.people.iter().find(|person| person.span == stated.span)?;
            Some(format!("`{}` is in one meeting at a time", person.key))
        }
        week_load::NAME => {
            let load = |span| {
                stated
                    .plan
                    .products
                    .iter()
                    .find_map(move |product| Some((product, product.week_load.as_ref().filter(|load| load.span == span)?)))
            };
            let (product, load) = load(stated.span)?;
            Some(format!("at most {} meetings of `{}` lie in one week", load.most, product.key))
        }
        avoid::NAME => {
            let is_its = |phase: &&Phase| phase.demands.not_start_in.iter().any(|avoid| avoid.span == stated.span);
            match stated.plan.phases.iter().find(is_its) {
                Some(phase) => Some(format!("`{}` does not start on these days", phase.id)),
                None => Some("no meeting lies on these days".to_owned()),
            }
        }
        deadline_leave::NAME => {
            let owner = |group: &&Group| group.deadlines.iter().any(|deadline| sees_to(deadline, stated.span));
            let group = stated.plan.groups.iter().find(owner)?;
            let deadline = group.deadlines.iter().find(|deadline| sees_to(deadline, stated.span))?;
            let person = &stated.plan.people[deadline.by.as_ref()?.person.0].key;
            Some(format!("`{person}` is not on leave when `{}` of {} is due", deadline.name, stated.name(group)))
        }
        topic::NAME => {
            let demands = |topic: &Topic| -> Vec<Window> {
                let demand = |binding: &Binding| match binding {
                    Binding::Within(demand) if demand.span == stated.span => Some(demand.window),
                    Binding::Within(_) | Binding::At(_) | Binding::LastBefore { .. } => None,
                };
                topic.bindings.iter().filter_map(demand).collect()
            };
            let (topic, windows) =
                stated.plan.topics.iter().map(|topic| (topic, demands(topic))).find(|(_, windows)| !windows.is_empty())?;
            let each: Vec<String> = windows.into_iter().map(days).collect();
            Some(format!(
                "some meeting of {} lies {}, for `{}`",
                stated.name(stated.plan.group(topic.group)),
                each.join(" and one "),
                topic.key
            ))
        }
        _ => None,
    }
}

/// Whether it is the one whose role stands at a place.
fn sees_to(deadline: &Deadline, place: Span) -> bool {
    deadline.by.as_ref().is_some_and(|by| by.span == place)
}
