//! What of a plan comes too late, seen from one day: deadlines that had passed before their meeting was announced, and fixed
//! dates that do nothing any more. Knows no clock: the day is given.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::plan::deadline::Side;
use crate::plan::group::GroupId;
use crate::plan::id::CalendarId;
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};

/// Tells, in order of place, each deadline that lies before `today` though its meeting is to come and was not announced for
/// its date, and each fixed date before `today` that was announced: what has taken place stays without it.
pub fn warnings(plan: &Plan, schedule: &Schedule, announced: &Schedule, today: NaiveDate) -> Vec<Diagnostic> {
    let mut warnings = passed(plan, schedule, announced, today);
    warnings.extend(stale(plan, announced, today));
    warnings.sort_by_key(Diagnostic::span);
    warnings
}

fn passed(plan: &Plan, schedule: &Schedule, announced: &Schedule, today: NaiveDate) -> Vec<Diagnostic> {
    let mut late: BTreeMap<(Span, &str), Vec<(&str, NaiveDate)>> = BTreeMap::new();
    // Most groups follow the same few calendars.
    let mut known: BTreeMap<&[CalendarId], OpenDays> = BTreeMap::new();
    for (index, group) in plan.groups.iter().enumerate() {
        let before: Vec<_> = group.deadlines.iter().filter(|deadline| deadline.side == Side::Before).collect();
        if before.is_empty() {
            continue;
        }
        let open = known.entry(&group.calendars).or_insert_with(|| plan.open_days(&group.calendars));
        for (_, held) in plan.held(GroupId(index)) {
            let date = schedule.placement(&held.id).map(Placement::first).filter(|date| *date >= today);
            let Some(date) = date.filter(|date| announced.placement(&held.id).map(Placement::first) != Some(*date)) else {
                continue;
            };
            for deadline in &before {
                if let Some(due) = deadline.date(date, open).filter(|due| *due < today) {
                    late.entry((deadline.span, deadline.name.as_str())).or_default().push((held.id.as_str(), due));
                }
            }
        }
    }
    let tell = |((span, name), meetings): ((Span, &str), Vec<(&str, NaiveDate)>)| {
        let (id, due) = meetings[0];
        let more = if meetings.len() > 1 { format!(", and {} more", meetings.len() - 1) } else { String::new() };
        let warning = Diagnostic::warning(Code::DeadlinePassed, format!("`{name}` of `{id}` was due on {due}{more}"));
        warning.at(span, "").hint(format!("it is {today}: do it at once, or let the meeting lie later with `between` or `on`"))
    };
    late.into_iter().map(tell).collect()
}

fn stale(plan: &Plan, announced: &Schedule, today: NaiveDate) -> Vec<Diagnostic> {
    let pinned = plan.occurrences.iter().filter_map(|held| Some((held, held.pinned()?)));
    let is_kept = |id, date| announced.placement(id).map(Placement::first) == Some(date);
    let stale = pinned.filter(|(held, (date, _, _))| *date < today && is_kept(&held.id, *date));
    let tell = |(_, (date, _, span)): (_, (NaiveDate, _, Span))| {
        let warning = Diagnostic::warning(Code::StalePin, format!("{date} is past, and the lock keeps it there")).at(span, "");
        warning.hint("remove what is said of this meeting, or leave it as a note to the next year")
    };
    stale.map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::warnings;
    use crate::diagnostic::source::Sources;
    use crate::plan::activity::ActivityId;
    use crate::schedule::placement::{Placement, Schedule};
    use crate::schema::reading::read;

    const PLAN: &str = r#"
product: p
years: 2027
groups:
  board:
    meets: {windows: {v: 03-01..03-12, w: 05-03..05-14}, at: "10:00", length: 1h}
    deadlines: {invitation: 14 days before, minutes: 7 days after}
    occurrences: {2027-v: {on: 2027-03-10, reason: agreed}}
"#;

    fn at(dates: [&str; 2]) -> Schedule {
        let placed = |label: &str, date: &str| {
            let start = chrono::NaiveTime::from_hms_opt(10, 0, 0).unwrap();
            let id = ActivityId::meeting("p", "board", label);
            (id, Placement::Meeting { date: date.parse().unwrap(), start, minutes: 60 })
        };
        Schedule { placements: [placed("2027-v", dates[0]), placed("2027-w", dates[1])].into() }
    }

    /// The codes that are told, with the number of the day.
    fn told(schedule: &Schedule, announced: &Schedule, today: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let all = warnings(&plan, schedule, announced, today.parse().unwrap());
        all.iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect()
    }

    #[test]
    fn a_deadline_has_passed_the_day_after_it_unless_the_meeting_was_announced() {
        let schedule = at(["2027-03-10", "2027-05-05"]);
        let nothing = Schedule::default();
        assert!(told(&schedule, &nothing, "2027-02-24").is_empty());
        assert_eq!(
            told(&schedule, &nothing, "2027-02-25"),
            ["deadline-passed: `invitation` of `p/board/2027-v` was due on 2027-02-24"]
        );
        assert!(told(&schedule, &schedule, "2027-02-25").is_empty());
        // It was announced for another day.
        assert_eq!(told(&schedule, &at(["2027-03-11", "2027-05-05"]), "2027-02-25").len(), 1);
        // A meeting that has taken place has no deadline to come.
        assert!(told(&schedule, &nothing, "2027-03-11").is_empty());
    }

    #[test]
    fn a_fixed_date_is_stale_once_it_is_past_and_announced() {
        let schedule = at(["2027-03-10", "2027-05-05"]);
        assert!(told(&schedule, &schedule, "2027-03-10").is_empty());
        assert_eq!(told(&schedule, &schedule, "2027-03-11"), ["stale-pin: 2027-03-10 is past, and the lock keeps it there"]);
    }
}
