//! What of a plan comes too late, seen from one day: deadlines that had passed before their meeting was announced, and fixed
//! dates that do nothing any more. Knows no clock: the day is given.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::plan::date_words::long_date;
use crate::plan::deadline::Side;
use crate::plan::group::GroupId;
use crate::plan::id::CalendarId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};

/// Tells, in order of place, each deadline that lies before `today` though its meeting is to come and was not announced for
/// its date, and each fixed date before `today` that was announced: what has taken place stays without it.
pub fn warnings(plan: &Plan, schedule: &Schedule, announced: &Schedule, today: NaiveDate, language: Language) -> Vec<Diagnostic> {
    let mut warnings = passed(plan, schedule, announced, today, language);
    warnings.extend(stale(plan, announced, today, language));
    warnings.sort_by_key(Diagnostic::span);
    warnings
}

fn passed(plan: &Plan, schedule: &Schedule, announced: &Schedule, today: NaiveDate, language: Language) -> Vec<Diagnostic> {
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
        let (due, now, others) = (long_date(language, due), long_date(language, today), meetings.len() - 1);
        let (message, hint) = match language {
            Language::Danish => (
                format!("fristen `{name}` for `{id}` udløb {due}"),
                format!("i dag er det {now}: gør det straks, eller læg mødet senere med `between` eller `on`"),
            ),
            Language::English => (
                format!("`{name}` of `{id}` was due on {due}"),
                format!("it is {now}: do it at once, or let the meeting lie later with `between` or `on`"),
            ),
        };
        let more = match (language, others) {
            (Language::Danish | Language::English, 0) => String::new(),
            (Language::Danish, 1) => ", og for 1 møde til".to_owned(),
            (Language::Danish, _) => format!(", og for {others} møder til"),
            (Language::English, _) => format!(", and {others} more"),
        };
        Diagnostic::warning(Code::DeadlinePassed, format!("{message}{more}")).at(span, "").hint(hint)
    };
    late.into_iter().map(tell).collect()
}

fn stale(plan: &Plan, announced: &Schedule, today: NaiveDate, language: Language) -> Vec<Diagnostic> {
    let pinned = plan.occurrences.iter().filter_map(|held| Some((held, held.pinned()?)));
    let is_kept = |id, date| announced.placement(id).map(Placement::first) == Some(date);
    let stale = pinned.filter(|(held, (date, _, _))| *date < today && is_kept(&held.id, *date));
    let tell = |(_, (date, _, span)): (_, (NaiveDate, _, Span))| {
        let date = long_date(language, date);
        let (message, hint) = match language {
            Language::Danish => (
                format!("mødet er fastsat til {date}: den dag er gået, og låsen holder mødet der"),
                "fjern det, der står om mødet, eller lad det stå som en note til næste år",
            ),
            Language::English => (
                format!("the meeting is fixed on {date}: that day is past, and the lock keeps it there"),
                "remove what is said of this meeting, or leave it as a note to the next year",
            ),
        };
        Diagnostic::warning(Code::StalePin, message).at(span, "").hint(hint)
    };
    stale.map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::warnings;
    use crate::diagnostic::source::Sources;
    use crate::plan::activity::ActivityId;
    use crate::plan::language::Language;
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
        told_in(Language::English, schedule, announced, today)
    }

    fn told_in(language: Language, schedule: &Schedule, announced: &Schedule, today: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let all = warnings(&plan, schedule, announced, today.parse().unwrap(), language);
        all.iter().map(|warning| format!("{}: {}", warning.code, warning.message)).collect()
    }

    #[test]
    fn a_deadline_has_passed_the_day_after_it_unless_the_meeting_was_announced() {
        let schedule = at(["2027-03-10", "2027-05-05"]);
        let nothing = Schedule::default();
        assert!(told(&schedule, &nothing, "2027-02-24").is_empty());
        assert_eq!(
            told(&schedule, &nothing, "2027-02-25"),
            ["deadline-passed: `invitation` of `p/board/2027-v` was due on Wednesday 24 February 2027"]
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
        assert_eq!(
            told(&schedule, &schedule, "2027-03-11"),
            ["stale-pin: the meeting is fixed on Wednesday 10 March 2027: that day is past, and the lock keeps it there"]
        );
    }

    #[test]
    fn both_are_told_in_danish_too() {
        let schedule = at(["2027-03-10", "2027-05-05"]);
        assert_eq!(
            told_in(Language::Danish, &schedule, &Schedule::default(), "2027-02-25"),
            ["deadline-passed: fristen `invitation` for `p/board/2027-v` udløb onsdag 24. februar 2027"]
        );
        assert_eq!(
            told_in(Language::Danish, &schedule, &schedule, "2027-03-11"),
            ["stale-pin: mødet er fastsat til onsdag 10. marts 2027: den dag er gået, og låsen holder mødet der"]
        );
    }
}
