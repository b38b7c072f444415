//! A preview of one group: the plan as if that group were alone, and what stands in the way of each of its meetings.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::plan::group::GroupId;
use crate::plan::occurrence::{Exception, Occurrence, Verdict};
use crate::plan::plan::Plan;

/// Days on which a meeting cannot lie though its window and weekdays would allow them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// The first day.
    pub first: NaiveDate,
    /// The last day; days in between that the group does not meet on anyway are not told apart.
    pub last: NaiveDate,
    /// The closed day's name, or who is away.
    pub reason: String,
}

/// The plan in which only the meetings of a group are held, bound to nobody else's. Every id keeps its meaning.
pub fn alone(plan: &Plan, group: GroupId) -> Plan {
    let mut alone = plan.clone();
    for occurrence in alone.occurrences.iter_mut().filter(|occurrence| occurrence.group != group) {
        let span = occurrence.window.span;
        occurrence.exception = Some(Exception::of(Verdict::Cancelled, "", span));
    }
    alone.relations.clear();
    alone.separations.clear();
    alone.gatherings.clear();
    alone.successions.clear();
    alone.topics.retain(|topic| topic.group == group);
    alone
}

/// What stands in the way of a meeting within its window, in order of time: days of its weekdays that are closed for the
/// group or on which a member is away.
pub fn obstacles(plan: &Plan, occurrence: &Occurrence) -> Vec<Obstacle> {
    let group = plan.group(occurrence.group);
    let open = plan.open_days(&group.calendars);
    let window = occurrence.window.value;
    let days = window.first.iter_days().take_while(|day| *day <= window.last);
    let wanted = days.filter(|day| group.cycle.weekdays.value.contains(&day.weekday()) || Some(*day) == occurrence.nominal);
    let mut obstacles: Vec<Obstacle> = Vec::new();
    for day in wanted {
        let away = group.members.iter().map(|id| &plan.people[id.0]).filter(|person| {
            let mut leave = person.leave.iter();
            leave.any(|leave| leave.covers(day))
        });
        let away = away.map(|person| format!("{} (away)", person.key));
        for reason in open.reasons(day).iter().cloned().chain(away) {
            match obstacles.iter_mut().rev().find(|known| known.reason == reason && (day - known.last).num_days() <= 7) {
                Some(known) => known.last = day,
                None => obstacles.push(Obstacle { first: day, last: day, reason }),
            }
        }
    }
    obstacles.sort();
    obstacles
}

#[cfg(test)]
mod tests {
    use super::{alone, obstacles};
    use crate::diagnostic::source::Sources;
    use crate::plan::group::GroupId;
    use crate::plan::plan::Plan;
    use crate::schema::reading::read;

    const PLAN: &str = r#"
years: 2027
product: p
calendars: {dk: {country: dk}}
calendar: dk
people: {chair: {leave: 2027-03-15..2027-03-18}}
groups:
  board:
    members: chair
    meets: {windows: {v: 03-10..04-02}, on: [mon, thu], at: "13:00", length: 1h}
    after: {council: 1..3 days}
  council: {meets: {each: quarter, at: "10:00", length: 1h}}
"#;

    fn plan() -> Plan {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        read(&sources).plan.expect("the plan is valid")
    }

    #[test]
    fn what_stands_in_the_way_is_told_by_name_on_the_weekdays_of_the_group_alone() {
        let plan = plan();
        let told: Vec<String> = obstacles(&plan, &plan.occurrences[0])
            .iter()
            .map(|obstacle| format!("{}..{} {}", obstacle.first, obstacle.last, obstacle.reason))
            .collect();
        // Good Friday is no Monday or Thursday; the days between the leave's Monday and Thursday are not told apart.
        assert_eq!(
            told,
            ["2027-03-15..2027-03-18 chair (away)", "2027-03-25..2027-03-25 Skærtorsdag", "2027-03-29..2027-03-29 2. påskedag"]
        );
    }

    #[test]
    fn a_group_alone_is_bound_to_nobody_and_keeps_its_ids() {
        let plan = plan();
        let alone = alone(&plan, GroupId(0));
        assert_eq!((alone.held(GroupId(0)).count(), alone.held(GroupId(1)).count()), (1, 0));
        assert!(alone.relations.is_empty());
        assert_eq!(alone.occurrences.len(), plan.occurrences.len());
    }
}
