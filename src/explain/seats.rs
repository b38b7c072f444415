//! What the rules of people and rooms ask, in words: work, limits, quorums, rooms.

use crate::calendar::civil::Weekday;
use crate::constraint::fee::Tag;
use crate::constraint::{availability, diary_load, quorum, room};
use crate::plan::person::{LimitPeriod, Person, Works};
use crate::plan::plan::Plan;

/// What such a rule asks. None where the plan has no such rule at that place.
pub fn label(rule: Tag, plan: &Plan) -> Option<String> {
    match rule.rule {
        availability::NAME => plan.people.iter().find_map(|person| work(rule, person)),
        diary_load::NAME => plan.people.iter().find_map(|person| load(rule, person)),
        quorum::NAME => {
            let all = plan.groups.iter().flat_map(|group| group.quorums.iter().map(move |quorum| (group, quorum)));
            let (group, quorum) = all.into_iter().find(|(_, quorum)| quorum.span == rule.span)?;
            let of: Vec<String> = quorum.of.iter().map(|id| format!("`{}`", plan.people[id.0].key)).collect();
            let group = format!("`{}/{}`", plan.product(group.product).key, group.key);
            Some(format!("{} of {} are at every meeting of {group}", quorum.least, of.join(", ")))
        }
        room::NAME => {
            if let Some(room) = plan.rooms.iter().find(|room| room.span == rule.span) {
                return Some(format!("`{}` holds {} at a time", room.key, meetings(room.capacity)));
            }
            let room = plan.rooms.iter().find(|room| room.calendars.span == rule.span)?;
            Some(format!("`{}` is used on open days, before they close", room.key))
        }
        _ => None,
    }
}

fn work(rule: Tag, person: &Person) -> Option<String> {
    if let Some(works) = person.works.as_ref().filter(|works| works.span == rule.span) {
        return Some(format!("`{}` works {}", person.key, times(works)));
    }
    let own = person.calendars.span == rule.span && !person.calendars.value.is_empty();
    own.then(|| format!("`{}` meets on open days of their own calendars", person.key))
}

/// `on mon, tue between 08:00 and 15:30`.
fn times(works: &Works) -> String {
    let days: Vec<&str> = works.weekdays.iter().map(|day| name(*day)).collect();
    let hours = works.hours.map(|hours| {
        let (from, to) = (hours.earliest.format("%H:%M"), hours.latest.format("%H:%M"));
        format!(" between {from} and {to}")
    });
    format!("on {}{}", days.join(", "), hours.unwrap_or_default())
}

fn load(rule: Tag, person: &Person) -> Option<String> {
    let limit = person.limits.iter().find(|limit| limit.span == rule.span)?;
    let per = match limit.per {
        LimitPeriod::Day => "day",
        LimitPeriod::Week => "week",
    };
    Some(format!("`{}` must be at no more than {} in one {per}", person.key, meetings(limit.most)))
}

fn meetings(count: u32) -> String {
    if count == 1 { "1 meeting".to_owned() } else { format!("{count} meetings") }
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::label;
    use crate::constraint::coupling::COUPLING_RULES;
    use crate::constraint::fee::Tag;
    use crate::constraint::{availability, room};
    use crate::diagnostic::source::Sources;
    use crate::problem::candidate::Reach;
    use crate::problem::instance::Problem;
    use crate::schema::reading::read;

    #[test]
    fn every_rule_of_people_and_rooms_is_told_in_words() {
        let mut sources = Sources::default();
        sources.add(
            "plan.yaml",
            r#"
product: p
years: 2027
calendars: {se: {closed: {day: 2027-03-03}}}
people:
  a: {works: {on: [mon, tue], between: 08:00-15:30}, calendar: se, limits: {day: 1, week: 3}}
  b: B
  c: C
rooms: {hall: {calendar: se}, zoom: {capacity: 2}}
groups:
  g: {members: [a, {quorum: half, of: [b, c]}], uses: [hall, zoom], meets: {each: year, at: "13:00", length: 1h}}
"#,
        );
        let plan = read(&sources).plan.unwrap();
        let problem = Problem::of(&plan, Reach::Window);
        let mut tags: Vec<Tag> = COUPLING_RULES.iter().flat_map(|rule| (rule.tags)(&problem)).collect();
        tags.push(Tag { rule: availability::NAME, span: plan.people[0].works.as_ref().unwrap().span });
        tags.push(Tag { rule: availability::NAME, span: plan.people[0].calendars.span });
        tags.push(Tag { rule: room::NAME, span: plan.rooms[0].calendars.span });
        let told: Vec<String> = tags.into_iter().filter_map(|tag| label(tag, &plan)).collect();
        assert_eq!(
            told,
            [
                "1 of `b`, `c` are at every meeting of `p/g`",
                "`hall` holds 1 meeting at a time",
                "`zoom` holds 2 meetings at a time",
                "`a` must be at no more than 1 meeting in one day",
                "`a` must be at no more than 3 meetings in one week",
                "`a` works on Monday, Tuesday between 08:00 and 15:30",
                "`a` meets on open days of their own calendars",
                "`hall` is used on open days, before they close",
            ]
        );
    }
}
