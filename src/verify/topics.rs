//! Agenda topics: some meeting lies where a topic asks for one, and what a meeting is to treat is told in its event.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::plan::relation::Anchor;
use crate::plan::topic::{Binding, Topic};
use crate::schedule::charge::Charge;
use crate::schedule::identity::EntryId;
use crate::verify::event::Events;
use crate::verify::finding::Fault;
use crate::verify::ground::{Ground, Meeting};
use crate::verify::price::Price;
use crate::verify::ranges;

/// Charges `topic` for every run of days in which a topic asks for a meeting and no meeting of its group lies. While one of
/// the meetings has no date, nothing is charged.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for topic in &ground.plan.topics {
        let meetings: Vec<&Meeting<'_>> = of_group(ground, topic).collect();
        let dates: Vec<NaiveDate> = meetings.iter().filter_map(|meeting| Some(meeting.slot?.date)).collect();
        for binding in &topic.bindings {
            let Binding::Within(demand) = binding else { continue };
            let is_met = dates.iter().any(|date| demand.window.first <= *date && *date <= demand.window.last);
            if !is_met && dates.len() == meetings.len() {
                let activities = meetings.iter().map(|meeting| meeting.id()).collect();
                let cost = Price::for_group(ground.plan, ground.plan.group(topic.group), "topic").cost(demand.priority, 1);
                charges.push(Charge { rule: "topic", span: demand.span, activities, units: 1, cost });
            }
        }
    }
    charges
}

/// Finds the events that do not tell a topic of their meeting.
pub(crate) fn untold(ground: &Ground<'_>, events: &Events) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (uid, (name, titles)) in agendas(ground) {
        let Some(event) = events.get(&uid) else { continue };
        let told = event.description.clone().unwrap_or_default();
        for title in titles.iter().filter(|title| !told.contains(&plain(title))) {
            faults.push(Fault::new(&uid, format!("`{name}` does not tell its topic `{title}`")));
        }
    }
    faults
}

/// A title as events hold it: in one line.
fn plain(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The topics of every meeting that has some, by `UID`.
fn agendas<'g>(ground: &'g Ground<'_>) -> BTreeMap<String, (String, Vec<&'g str>)> {
    let mut agendas: BTreeMap<String, (String, Vec<&str>)> = BTreeMap::new();
    for topic in &ground.plan.topics {
        for meeting in topic.bindings.iter().filter_map(|binding| bound(ground, topic, binding)) {
            let id = EntryId::activity(&meeting.occurrence.id);
            let (_, titles) = agendas.entry(id.uid()).or_insert_with(|| (id.as_str().to_owned(), Vec::new()));
            titles.push(&topic.title);
        }
    }
    agendas
}

/// The meeting that has the topic by one of its bindings.
fn bound<'g>(ground: &'g Ground<'_>, topic: &Topic, binding: &Binding) -> Option<&'g Meeting<'g>> {
    let dated = || of_group(ground, topic).filter_map(|meeting| Some((meeting, meeting.slot?.date)));
    let found = match binding {
        Binding::At(id) => {
            let wanted = &ground.plan.occurrences[id.0].id;
            dated().find(|(meeting, _)| meeting.occurrence.id == *wanted)
        }
        Binding::Within(demand) => {
            let within = dated().filter(|(_, date)| demand.window.first <= *date && *date <= demand.window.last);
            within.min_by_key(|(_, date)| *date)
        }
        Binding::LastBefore { anchor, distance } => {
            let (to, open) = match anchor {
                Anchor::Milestone(id) => {
                    let milestone = &ground.plan.milestones[id.0];
                    (ground.milestone_day(&milestone.id)?, ground.open_days(&milestone.calendars))
                }
                Anchor::PhaseStart(id) => {
                    let phase = &ground.plan.phases[id.0];
                    (ground.phase_days(&phase.id)?.0, ground.open_days(&phase.calendars))
                }
                Anchor::PhaseEnd(_) | Anchor::Meetings(_) => return None,
            };
            let so_far = |from| ranges::units_outside(distance, ranges::measure(distance.unit, from, to, open)) == 0;
            dated().filter(|(_, date)| so_far(*date)).max_by_key(|(_, date)| *date)
        }
    };
    found.map(|(meeting, _)| meeting)
}

fn of_group<'g>(ground: &'g Ground<'_>, topic: &Topic) -> impl Iterator<Item = &'g Meeting<'g>> {
    let group = topic.group;
    ground.meetings.iter().filter(move |meeting| meeting.occurrence.group == group)
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::Span;
    use crate::plan::group::GroupId;
    use crate::plan::occurrence::{OccurrenceId, Window};
    use crate::plan::priority::Priority;
    use crate::plan::relation::Anchor;
    use crate::plan::topic::{Binding, Demand, Topic};
    use crate::verify::fixture::{Case, date, distance, span};
    use crate::verify::ground::Ground;
    use crate::verify::topics::agendas;

    fn board(days: &[&str], bindings: Vec<Binding>) -> Case {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        for day in days {
            case.meets(group, day, &format!("{day} 10:00"));
        }
        let (key, title, span) = ("budget".to_owned(), "Budget".to_owned(), Span::default());
        case.plan.topics.push(Topic { key, title, group: GroupId(0), bindings, span });
        case
    }

    fn within(first: &str, last: &str, priority: Priority) -> Binding {
        Binding::Within(Demand { window: Window { first: date(first), last: date(last) }, priority, span: span(900) })
    }

    fn treated(case: &Case) -> Vec<String> {
        agendas(&Ground::new(&case.plan, &case.schedule)).into_values().map(|(id, _)| id).collect()
    }

    #[test]
    fn some_meeting_lies_in_the_days_and_the_first_one_there_has_the_topic() {
        for (days, bill, has) in [
            (["2027-03-01", "2027-03-31"], vec!["1 10 p/board/2027-03-01 p/board/2027-03-31"], None),
            (["2027-03-02", "2027-03-31"], vec![], Some("p/board/2027-03-02")),
            (["2027-03-29", "2027-03-30"], vec![], Some("p/board/2027-03-29")),
        ] {
            let case = board(&days, vec![within("2027-03-02", "2027-03-30", Priority::Should)]);
            assert_eq!(case.bill("topic"), bill, "{days:?}");
            assert_eq!(treated(&case), has.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{days:?}");
        }
    }

    #[test]
    fn a_meeting_without_a_date_could_be_the_one() {
        let mut case = board(&["2027-03-01", "2027-03-31"], vec![within("2027-03-02", "2027-03-30", Priority::Must)]);
        assert_eq!(case.bill("topic").len(), 1);
        case.unplace("board/2027-03-31");
        assert_eq!(case.bill("topic").len(), 0);
    }

    #[test]
    fn the_last_meeting_so_far_before_a_milestone_has_the_topic() {
        for (least, has) in [(1, Some("p/board/2027-03-09")), (2, Some("p/board/2027-03-02")), (9, None)] {
            let mut case = board(&["2027-03-02", "2027-03-09", "2027-03-10"], vec![]);
            let anchor = Anchor::Milestone(case.milestone("release", "2027-03-10", "2027-03-10"));
            let distance = distance((Some(least), Some(8)), None, Priority::Must);
            case.plan.topics[0].bindings = vec![Binding::LastBefore { anchor, distance }];
            assert_eq!(treated(&case), has.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{least}");
        }
    }

    #[test]
    fn what_is_bound_to_an_occurrence_follows_it() {
        let mut case = board(&["2027-03-02", "2027-03-09"], vec![Binding::At(OccurrenceId(1))]);
        assert_eq!(treated(&case), ["p/board/2027-03-09"]);
        case.cancel("board/2027-03-09");
        assert_eq!(treated(&case), [""; 0]);
    }
}
