//! Rules that cannot hold together, as a diagnostic: each rule at its line of the plan, with what it asks of the activities
//! that it binds. Knows no solver.

use crate::constraint::fee::Tag;
use crate::constraint::{
    alignment, attendance, availability, avoid, back_to_back, capacity, deadline_leave, diary_load, gathering, hours, open_day,
    presence, quorum, relation, room, same_time, same_weekday, separation, spacing, topic, week_load, weekday, window, workload,
};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::explain::closed_days;
use crate::explain::distance_words::{between, towards};
use crate::explain::seats;
use crate::plan::deadline::{Deadline, Side};
use crate::plan::group::Group;
use crate::plan::occurrence::Window;
use crate::plan::plan::Plan;
use crate::plan::relation::{Anchor, Matching, Share};
use crate::plan::roadmap::{AlignedTo, Phase, PhaseTiming};
use crate::plan::topic::{Binding, Topic};
use crate::solve::outcome::Conflict;

/// How many activities or days a message names before it counts the rest.
const NAMED: usize = 4;

/// Tells a conflict: every rule at its line, which activities it binds, and which days are closed.
pub fn diagnostic(conflict: &Conflict, plan: &Plan) -> Diagnostic {
    let message = match conflict.rules.len() {
        0 => "these activities cannot be dated whatever the rules".to_owned(),
        1 => "this rule cannot hold".to_owned(),
        count => format!("these {count} rules cannot hold together"),
    };
    let mut diagnostic = Diagnostic::error(Code::InfeasiblePlan, message);
    for rule in &conflict.rules {
        let label = label(*rule, conflict, plan).unwrap_or_else(|| rule.rule.replace('-', " "));
        diagnostic = diagnostic.at(rule.span, label);
    }
    let ids = conflict.activities.iter().map(|id| format!("`{id}`"));
    diagnostic = diagnostic.hint(format!("they bind {}", listed(ids)));
    if conflict.rules.iter().any(|rule| rule.rule == open_day::NAME) {
        let closed = closed_days::told(conflict, plan);
        if !closed.is_empty() {
            diagnostic = diagnostic.hint(format!("closed in between: {}", listed(closed.into_iter())));
        }
    }
    if conflict.minimal {
        diagnostic.hint("loosen any one of them and the others can hold; nothing was written")
    } else {
        diagnostic.hint("fewer of them may be enough to conflict: the search limit was met; nothing was written")
    }
}

/// The first few, and how many more there are.
fn listed(all: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = all.collect();
    let named = all[..all.len().min(NAMED)].join(", ");
    if all.len() > NAMED { format!("{named} and {} more", all.len() - NAMED) } else { named }
}

/// What a must asks. None where the plan has no such rule at that place.
fn label(rule: Tag, conflict: &Conflict, plan: &Plan) -> Option<String> {
    // Groups of one template share their lines: the one whose meetings are bound is meant.
    let is_bound = |group: &Group| {
        let prefix = format!("{}/{}/", plan.product(group.product).key, group.key);
        conflict.activities.iter().any(|id| id.as_str().starts_with(&prefix))
    };
    let group = |found: &dyn Fn(&Group) -> bool| {
        let mut stating = plan.groups.iter().filter(|group| found(group));
        let first = stating.next()?;
        if is_bound(first) { Some(first) } else { stating.find(|group| is_bound(group)).or(Some(first)) }
    };
    let name = |group: &Group| format!("`{}/{}`", plan.product(group.product).key, group.key);
    match rule.rule {
        window::NAME => window_label(rule, conflict, plan),
        weekday::NAME => {
            let group = group(&|group| group.cycle.weekdays.span == rule.span)?;
            let days: Vec<String> = group.cycle.weekdays.value.iter().map(|day| plural(*day)).collect();
            Some(format!("{} meets on {}", name(group), days.join(", ")))
        }
        open_day::NAME => match group(&|group| group.span == rule.span) {
            Some(group) => Some(format!("{} meets on open days, before they close", name(group))),
            None => Some("it lies on an open day of its calendars".to_owned()),
        },
        attendance::NAME => {
            let mut away = plan.people.iter().flat_map(|person| person.leave.iter().map(move |leave| (person, leave)));
            let (person, leave) = away.find(|(_, leave)| leave.span == rule.span)?;
            Some(format!("`{}` is away {}", person.key, days(Window { first: leave.first, last: leave.last })))
        }
        availability::NAME | diary_load::NAME | quorum::NAME | room::NAME => seats::label(rule, plan),
        hours::NAME => {
            let group = group(&|group| group.cycle.hours.span == rule.span)?;
            let hours = group.cycle.hours.value;
            let (from, to) = (hours.earliest.format("%H:%M"), hours.latest.format("%H:%M"));
            let later = group.cycle.later_lengths.iter().map(|later| format!(", from {} for {}", later.from, later.minutes));
            let later: String = later.collect();
            Some(format!("{} meets between {from} and {to}, for {} minutes{later}", name(group), group.cycle.minutes))
        }
        spacing::NAME => {
            if let Some(group) = group(&|group| group.cycle.span == rule.span) {
                return Some(format!("the meetings of {} lie in order, each on a day of its own", name(group)));
            }
            let group = group(&|group| group.cycle.apart.iter().any(|distance| distance.span == rule.span))?;
            let distance = group.cycle.apart.iter().find(|distance| distance.span == rule.span)?;
            Some(format!("one meeting of {} and the next lie {} apart", name(group), between(distance)))
        }
        relation::NAME => {
            let relation = plan.relations.iter().find(|relation| relation.distance.span == rule.span)?;
            let which = match relation.matching {
                Matching::Period => "",
                Matching::Some => "some meeting of ",
                Matching::SomeInMonth => "some meeting in the same month of ",
            };
            let (subject, object) = (anchor(relation.subject, plan), anchor(relation.object, plan));
            Some(format!("{subject} lies {} {which}{object}", towards(&relation.distance)))
        }
        same_weekday::NAME => {
            let is_said = |group: &Group| group.cycle.same_weekday.as_ref().is_some_and(|alike| alike.span == rule.span);
            Some(format!("the meetings of {} lie on one weekday", name(group(&is_said)?)))
        }
        same_time::NAME => {
            let is_said = |group: &Group| group.cycle.same_time.as_ref().is_some_and(|alike| alike.span == rule.span);
            Some(format!("the meetings of {} start at one time", name(group(&is_said)?)))
        }
        presence::NAME => {
            let person = plan.people.iter().find(|person| person.span == rule.span)?;
            Some(format!("`{}` is in one meeting at a time", person.key))
        }
        separation::NAME => {
            let separation = plan.separations.iter().find(|separation| separation.span == rule.span)?;
            let share = match separation.share {
                Share::Day => "on the same day",
                Share::Week => "in the same week",
            };
            Some(format!("{} and {} do not meet {share}", name(plan.group(separation.one)), name(plan.group(separation.other))))
        }
        gathering::NAME => {
            let gathering = plan.gatherings.iter().find(|gathering| gathering.span == rule.span)?;
            let share = match gathering.share {
                Share::Day => "on the days",
                Share::Week => "in the weeks",
            };
            let (subject, object) = (plan.group(gathering.subject), plan.group(gathering.object));
            Some(format!("{} meets {share} of {}", name(subject), name(object)))
        }
        back_to_back::NAME => {
            let succession = plan.successions.iter().find(|succession| succession.span == rule.span)?;
            let (least, most) = (succession.least, succession.most);
            let minutes = if least == most { format!("{most}") } else { format!("{least} to {most}") };
            let (subject, object) = (name(plan.group(succession.subject)), name(plan.group(succession.object)));
            Some(match succession.side {
                Side::After => format!("{subject} starts {minutes} minutes after {object} ends, on the same day"),
                Side::Before => format!("{subject} ends {minutes} minutes before {object} starts, on the same day"),
            })
        }
        week_load::NAME => {
            let load = |span| {
                plan.products
                    .iter()
                    .find_map(move |product| Some((product, product.week_load.as_ref().filter(|load| load.span == span)?)))
            };
            let (product, load) = load(rule.span)?;
            Some(format!("at most {} meetings of `{}` lie in one week", load.most, product.key))
        }
        avoid::NAME => {
            let stated = |phase: &&Phase| phase.demands.not_start_in.iter().any(|avoid| avoid.span == rule.span);
            match plan.phases.iter().find(stated) {
                Some(phase) => Some(format!("`{}` does not start on these days", phase.id)),
                None => Some("no meeting lies on these days".to_owned()),
            }
        }
        alignment::NAME => plan.phases.iter().find_map(|phase| {
            let alignment = phase.demands.alignments.iter().find(|alignment| alignment.span == rule.span)?;
            Some(format!("`{}` {}", phase.id, aligned(alignment.to)))
        }),
        capacity::NAME => {
            let capacity = plan.capacities.iter().find(|capacity| capacity.span == rule.span)?;
            let runs = if capacity.most == 1 { "phase of the kind" } else { "phases of the kind" };
            Some(format!("at most {} {runs} `{}` at once", capacity.most, capacity.kind))
        }
        workload::NAME => plan.people.iter().find_map(|person| {
            let hours = person.hours.as_ref().filter(|hours| hours.span == rule.span)?;
            Some(format!("`{}` has {} hours a week for phases", person.key, hours.most))
        }),
        deadline_leave::NAME => {
            let owner = |group: &&Group| group.deadlines.iter().any(|deadline| sees_to(deadline, rule.span));
            let group = plan.groups.iter().find(owner)?;
            let deadline = group.deadlines.iter().find(|deadline| sees_to(deadline, rule.span))?;
            let person = &plan.people[deadline.by.as_ref()?.person.0].key;
            Some(format!("`{person}` is not on leave when `{}` of {} is due", deadline.name, name(group)))
        }
        topic::NAME => {
            let demands = |topic: &Topic| -> Vec<Window> {
                let demand = |binding: &Binding| match binding {
                    Binding::Within(demand) if demand.span == rule.span => Some(demand.window),
                    Binding::Within(_) | Binding::At(_) | Binding::LastBefore { .. } => None,
                };
                topic.bindings.iter().filter_map(demand).collect()
            };
            let (topic, windows) =
                plan.topics.iter().map(|topic| (topic, demands(topic))).find(|(_, windows)| !windows.is_empty())?;
            let each: Vec<String> = windows.into_iter().map(days).collect();
            Some(format!(
                "some meeting of {} lies {}, for `{}`",
                name(plan.group(topic.group)),
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

/// What a window asks, of the first activity of the conflict that it is the window of, or that has a gap there.
fn window_label(rule: Tag, conflict: &Conflict, plan: &Plan) -> Option<String> {
    own_window(rule, conflict, plan).or_else(|| {
        let bound = plan.occurrences.iter().filter(|occurrence| conflict.activities.contains(&occurrence.id));
        let mut gaps = bound.flat_map(|occurrence| occurrence.gaps.iter().map(move |gap| (&occurrence.id, gap)));
        let (id, gap) = gaps.find(|(_, gap)| gap.span == rule.span)?;
        Some(format!("`{id}` does not lie {}", days(gap.value)))
    })
}

fn own_window(rule: Tag, conflict: &Conflict, plan: &Plan) -> Option<String> {
    conflict.activities.iter().find_map(|id| {
        let (window, is_fixed) = if let Some(occurrence) = plan.occurrences.iter().find(|occurrence| occurrence.id == *id) {
            match occurrence.pinned() {
                Some((date, _, span)) if span == rule.span => (Window { first: date, last: date }, true),
                Some(_) | None => (Some(&occurrence.window).filter(|window| window.span == rule.span)?.value, false),
            }
        } else if let Some(phase) = plan.phases.iter().find(|phase| phase.id == *id) {
            match &phase.timing {
                PhaseTiming::Fixed(window) => (Some(window).filter(|window| window.span == rule.span)?.value, true),
                PhaseTiming::Placed { within, .. } => (Some(within).filter(|window| window.span == rule.span)?.value, false),
            }
        } else {
            let milestone = plan.milestones.iter().find(|milestone| milestone.id == *id && milestone.within.span == rule.span)?;
            (milestone.within.value, milestone.fixed().is_some())
        };
        Some(format!("`{id}` {} {}", if is_fixed { "is fixed" } else { "lies" }, days(window)))
    })
}

/// `on 2027-05-03`, or `from 2027-05-01 to 2027-05-31`.
fn days(window: Window) -> String {
    let Window { first, last } = window;
    if first == last { format!("on {}", first.format("%A %Y-%m-%d")) } else { format!("from {first} to {last}") }
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

fn plural(weekday: crate::calendar::civil::Weekday) -> String {
    use crate::calendar::civil::Weekday;
    match weekday {
        Weekday::Mon => "Mondays",
        Weekday::Tue => "Tuesdays",
        Weekday::Wed => "Wednesdays",
        Weekday::Thu => "Thursdays",
        Weekday::Fri => "Fridays",
        Weekday::Sat => "Saturdays",
        Weekday::Sun => "Sundays",
    }
    .to_owned()
}

/// Who or what a relation speaks of.
fn anchor(anchor: Anchor, plan: &Plan) -> String {
    match anchor {
        Anchor::Meetings(group) => {
            let group = plan.group(group);
            format!("`{}/{}`", plan.product(group.product).key, group.key)
        }
        Anchor::PhaseStart(phase) => format!("the start of `{}`", plan.phases[phase.0].id),
        Anchor::PhaseEnd(phase) => format!("the end of `{}`", plan.phases[phase.0].id),
        Anchor::Milestone(milestone) => format!("`{}`", plan.milestones[milestone.0].id),
    }
}

#[cfg(test)]
mod tests {
    use super::diagnostic;
    use crate::diagnostic::source::Sources;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schema::reading::read;
    use crate::solve::disruption::Announced;
    use crate::solve::highs::Effort;
    use crate::solve::optimum::optimum;
    use crate::solve::outcome::Outcome;

    const PLAN: &str = r#"
product: p
years: 2027
calendars: {dk: {country: dk}}
calendar: [dk]
people: {chair: {title: Chair, leave: [2027-05-10..2027-05-14]}}
groups:
  council:
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: mon, at: "13:00", length: 1h}
    occurrences: {2027-05: {on: 2027-05-03, reason: agreed}}
  board:
    members: [chair]
    meets: {each: month, except: [january, february, march, april, june, july, august, september, october, november, december], on: [thu], at: "13:00", length: 1h}
    after: {council: 1..10 days}
"#;

    #[test]
    fn every_label_says_what_its_line_asks_and_closed_days_are_named() {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let outcome = optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), Effort { nodes: 1000 });
        let Outcome::Infeasible(conflict) = outcome else {
            panic!("the chair is away, and Ascension Day is the only other Thursday")
        };
        let told = diagnostic(&conflict, &plan);
        let labels: Vec<&str> = told.labels.iter().map(|label| label.text.as_str()).collect();
        assert_eq!(
            labels,
            [
                "`chair` is away from 2027-05-10 to 2027-05-14",
                "`p/council/2027-05` is fixed on Monday 2027-05-03",
                "`p/board` meets on open days, before they close",
                "`p/board` meets on Thursdays",
                "`p/board` lies 1 to 10 days after `p/council`",
            ]
        );
        assert_eq!(told.message, "these 5 rules cannot hold together");
        assert_eq!(told.hints[0], "they bind `p/council/2027-05`, `p/board/2027-05`");
        assert!(told.hints[1].starts_with("closed in between: 2027-05-06 (Kristi himmelfartsdag)"), "{:?}", told.hints);
    }
}
