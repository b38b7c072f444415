//! What the rules of a group's own meetings ask.

use crate::constraint::{avoid, hours, open_day, same_time, same_weekday, spacing, topic, week_load, weekday};
use crate::explain::closed_days::squeezed;
use crate::explain::stated::Stated;
use crate::explain::statement::{Keeper, Statement, Unwelcome};
use crate::plan::cycle::Alike;
use crate::plan::group::{Avoid, AvoidedDays, Group};
use crate::plan::occurrence::Window;
use crate::plan::topic::{Binding, Topic};
use crate::solve::disruption;

/// What a rule asks; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn statement<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let is_here = |alike: Option<&Alike>| alike.is_some_and(|alike| alike.span == rule.span);
    match rule.rule {
        weekday::NAME => {
            let group = rule.group(&|group| group.cycle.weekdays.span == rule.span)?;
            Some(Statement::MeetsOn(rule.name(group), &group.cycle.weekdays.value))
        }
        open_day::NAME => open_days(rule),
        hours::NAME => {
            let group = rule.group(&|group| group.cycle.hours.span == rule.span)?;
            Some(Statement::MeetsWithin(rule.name(group), &group.cycle))
        }
        spacing::NAME => {
            if let Some(group) = rule.group(&|group| group.cycle.span == rule.span) {
                return Some(Statement::InOrder(rule.name(group)));
            }
            let group = rule.group(&|group| group.cycle.apart.iter().any(|distance| distance.span == rule.span))?;
            let distance = group.cycle.apart.iter().find(|distance| distance.span == rule.span)?;
            Some(Statement::Apart(rule.name(group), distance))
        }
        disruption::NOTICE => {
            let group = rule.group(&|group| group.notice.is_some_and(|notice| notice.span == rule.span))?;
            Some(Statement::KeepsNotice(rule.name(group), group.notice?))
        }
        same_weekday::NAME => {
            let group = rule.group(&|group| is_here(group.cycle.same_weekday.as_ref()))?;
            Some(Statement::OneWeekday(rule.name(group)))
        }
        same_time::NAME => {
            let group = rule.group(&|group| is_here(group.cycle.same_time.as_ref()))?;
            Some(Statement::OneTime(rule.name(group)))
        }
        week_load::NAME => rule.plan.products.iter().find_map(|product| {
            let load = product.week_load.as_ref().filter(|load| load.span == rule.span)?;
            Some(Statement::WeekLoad(&product.key, load.most))
        }),
        avoid::NAME => avoided(rule),
        topic::NAME => rule.plan.topics.iter().find_map(|topic| {
            let windows = demanded(topic, rule);
            let group = rule.name(rule.plan.group(topic.group));
            (!windows.is_empty()).then(|| Statement::OnAgenda(&topic.key, group, windows))
        }),
        _ => None,
    }
}

fn open_days<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let (keeper, calendars) = if let Some(group) = rule.group(&|group: &Group| group.span == rule.span) {
        (Keeper::Group(rule.name(group)), &group.calendars)
    } else if let Some(phase) = rule.plan.phases.iter().find(|phase| phase.span == rule.span) {
        (Keeper::Phase(phase.id.as_str()), &phase.calendars)
    } else {
        let milestone = rule.plan.milestones.iter().find(|milestone| milestone.span == rule.span)?;
        (Keeper::Milestone(milestone.id.as_str()), &milestone.calendars)
    };
    Some(Statement::KeepsToOpenDays(keeper, rule.closed(calendars)))
}

fn avoided<'p>(rule: Stated<'_, 'p>) -> Option<Statement<'p>> {
    let said = |all: &'p [Avoid]| all.iter().find(|avoid| avoid.span == rule.span);
    let phase = rule.plan.phases.iter().find_map(|phase| Some((phase, said(&phase.demands.not_start_in)?)));
    let (keeper, avoid) = if let Some((phase, avoid)) = phase {
        (Keeper::Phase(phase.id.as_str()), avoid)
    } else {
        let group = rule.group(&|group| group.avoid.iter().any(|avoid| avoid.span == rule.span))?;
        (Keeper::Group(rule.name(group)), said(&group.avoid)?)
    };
    Some(match avoid.days {
        AvoidedDays::Calendar(id) => {
            let name = rule.plan.calendars[id.0].name.as_str();
            Statement::Avoids(keeper, Unwelcome::Calendar(name), rule.closed(&[id]))
        }
        AvoidedDays::BridgeDays => Statement::Avoids(keeper, Unwelcome::Squeezed, squeezed(rule.days())),
    })
}

/// The stretches of days in which a topic asks for a meeting, at one place of the plan.
fn demanded(topic: &Topic, rule: Stated<'_, '_>) -> Vec<Window> {
    let demand = |binding: &Binding| match binding {
        Binding::Within(demand) if demand.span == rule.span => Some(demand.window),
        Binding::Within(_) | Binding::At(_) | Binding::LastBefore { .. } => None,
    };
    topic.bindings.iter().filter_map(demand).collect()
}
