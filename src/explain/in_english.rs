//! What a rule asks, in English. Knows no plan: names, dates and numbers are given.

use std::fmt::Write as _;

use crate::calendar::civil::{NaiveTime, Weekday};
use crate::explain::closed_days::{Closed, Name, Reason};
use crate::explain::distance_words::{between, exactly, towards};
use crate::explain::list_words::{first_few, joined, marked};
use crate::explain::statement::{Keeper, Left, Point, Related, Statement, Stay, Unwelcome};
use crate::explain::window_words::{days, sometime, throughout};
use crate::plan::cycle::Cycle;
use crate::plan::date_words::{clock, long_date, weekday};
use crate::plan::deadline::Side;
use crate::plan::language::Language::English;
use crate::plan::occurrence::Window;
use crate::plan::person::{LimitPeriod, Works};
use crate::plan::relation::{Matching, Share, Succession};
use crate::plan::roadmap::AlignedTo;

/// How many runs of closed days one sentence names.
const MOST_CLOSED: usize = 4;

/// The sentence, without a capital or a full stop of its own.
pub fn sentence(statement: &Statement<'_>) -> String {
    match statement {
        Statement::Lies(stays) => {
            let each: Vec<String> = stays.iter().map(|(id, stay)| format!("`{id}` {}", lies(*stay))).collect();
            first_few(English, each)
        }
        Statement::MeetsOn(group, weekdays) => format!("`{group}` meets {}", on_weekdays(weekdays)),
        Statement::KeepsToOpenDays(keeper, closed) => format!("{}{}", kept(keeper), because(closed)),
        Statement::Away(person, leave) => {
            let when = throughout(English, Window { first: leave.first, last: leave.last });
            format!("`{person}` is away {when}{}", told(leave.reason.as_deref()))
        }
        Statement::Works(person, works) => format!("`{person}` works {}", working(works)),
        Statement::MeetsWithin(group, cycle) => format!("`{group}` meets {}", hours(cycle)),
        Statement::SeesTo(person, deadline, group) => {
            format!("`{person}` is not away when `{deadline}` of `{group}` is due")
        }
        Statement::InOrder(group) => format!("the meetings of `{group}` lie in order, each on a day of its own"),
        Statement::Apart(group, distance) => {
            format!("the meetings of `{group}` lie {} apart", between(English, distance))
        }
        Statement::KeepsNotice(group, notice) => {
            let left = exactly(English, notice.days, notice.unit);
            format!("an announced meeting of `{group}` does not move with less than {left} left")
        }
        Statement::OneWeekday(group) => format!("the meetings of `{group}` lie on the same weekday"),
        Statement::OneTime(group) => format!("the meetings of `{group}` start at the same time of day"),
        Statement::Related(related) => relation(related),
        Statement::KeptApart(one, other, share) => format!("`{one}` and `{other}` do not meet {}", shared(*share)),
        Statement::Gathers(subject, object, share) => format!("`{subject}` meets {} as `{object}`", shared(*share)),
        Statement::BackToBack(subject, object, succession) => back_to_back(subject, object, succession),
        Statement::InOnePlace(person) => format!("`{person}` is in one meeting at a time"),
        Statement::Quorum(least, of, group) => {
            let of_them = joined(English, &marked(of));
            let verb = if *least == 1 { "is" } else { "are" };
            match of.len() {
                all if all == *least as usize => format!("{of_them} {verb} at every meeting of `{group}`"),
                _ => format!("at least {least} of {of_them} {verb} at every meeting of `{group}`"),
            }
        }
        Statement::Holds(room, meetings) => format!("`{room}` holds {} at a time", counted(*meetings)),
        Statement::WeekLoad(product, most) => format!("`{product}` has at most {} in one week", counted(*most)),
        Statement::DiaryLoad(person, most, per) => {
            let per = match per {
                LimitPeriod::Day => "a day",
                LimitPeriod::Week => "a week",
            };
            format!("`{person}` is at no more than {} {per}", counted(*most))
        }
        Statement::OnAgenda(topic, group, windows) => {
            let each: Vec<String> = windows.iter().map(|window| sometime(English, *window)).collect();
            format!("`{group}` has `{topic}` on the agenda of a meeting {}", each.join(" and of one "))
        }
        Statement::Avoids(keeper, unwelcome, closed) => {
            let which = match unwelcome {
                Unwelcome::Calendar(name) => format!("on days of the calendar `{name}`"),
                Unwelcome::Squeezed => "on squeezed days".to_owned(),
            };
            format!("{} {which}{}", does_not(keeper), because(closed))
        }
        Statement::Aligned(phase, to) => format!("`{phase}` {}", aligned(*to)),
        Statement::Capacity(most, kind) => {
            let phases = if *most == 1 { "phase" } else { "phases" };
            format!("at most {most} {phases} of the kind `{kind}` at a time")
        }
        Statement::WeeklyHours(person, most) => {
            let hours = if *most == 1 { "hour" } else { "hours" };
            format!("`{person}` has {most} {hours} a week for phases")
        }
    }
}

fn lies(stay: Stay<'_>) -> String {
    match stay {
        Stay::Within(window) => format!("lies {}", sometime(English, window)),
        Stay::RunsWithin(window) => format!("runs {}", sometime(English, window)),
        Stay::MovedTo(window, reason) => {
            format!("is moved to {}{}", days(English, window), told(Some(reason)))
        }
        Stay::Pinned(date, time, reason) => {
            let time = time.map(|time| format!(" at {}", clock(English, time))).unwrap_or_default();
            format!("is fixed on {}{time}{}", long_date(English, date), told(Some(reason)))
        }
        Stay::NotOn(window) => format!("does not lie {}", throughout(English, window)),
        Stay::Fixed(window) => format!("is fixed {}", throughout(English, window)),
    }
}

/// A reason of the plan behind a sentence: ` (holiday)`.
fn told(reason: Option<&str>) -> String {
    reason.map(str::trim).filter(|reason| !reason.is_empty()).map(|reason| format!(" ({reason})")).unwrap_or_default()
}

/// `on Thursdays`, `on Tuesdays and Thursdays`, `from Monday to Friday`.
fn on_weekdays(weekdays: &[Weekday]) -> String {
    if weekdays == [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri] {
        return "from Monday to Friday".to_owned();
    }
    let each: Vec<String> = weekdays.iter().map(|day| format!("{}s", weekday(English, *day))).collect();
    format!("on {}", joined(English, &each))
}

fn working(works: &Works) -> String {
    let within = works.hours.map(|hours| format!(" {}", clocks(hours.earliest, hours.latest))).unwrap_or_default();
    format!("{}{within}", on_weekdays(&works.weekdays))
}

/// `between 13:00 and 14:00`.
fn clocks(from: NaiveTime, to: NaiveTime) -> String {
    format!("between {} and {}", clock(English, from), clock(English, to))
}

/// `from 13:00 to 14:00`, or `between 10:00 and 15:00 for 90 minutes`; and how long from later dates on.
fn hours(cycle: &Cycle) -> String {
    let within = clocks(cycle.hours.value.earliest, cycle.hours.value.latest);
    let spare = cycle.hours.value.latest - cycle.hours.value.earliest;
    let mut later = String::new();
    for length_from in &cycle.later_lengths {
        let (from, long) = (long_date(English, length_from.from), length(length_from.minutes));
        write!(later, ", from {from} for {long}").expect("a String takes what is written");
    }
    if spare.num_minutes() == i64::from(cycle.minutes) && later.is_empty() {
        return within;
    }
    format!("{within} for {}{later}", length(cycle.minutes))
}

fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        (_, _) => format!("{minutes} minutes"),
    }
}

fn counted(meetings: u32) -> String {
    if meetings == 1 { "1 meeting".to_owned() } else { format!("{meetings} meetings") }
}

fn shared(share: Share) -> &'static str {
    match share {
        Share::Day => "on the same day",
        Share::Week => "in the same week",
    }
}

fn kept(keeper: &Keeper<'_>) -> String {
    let of = |calendars: &[&str]| {
        let several = if calendars.len() == 1 { "the calendar" } else { "the calendars" };
        format!("{several} {}", joined(English, &marked(calendars)))
    };
    let whose = match keeper {
        Keeper::Group(_) | Keeper::Phase(_) | Keeper::Milestone(_) => String::new(),
        Keeper::Person(_, calendars) | Keeper::Room(_, calendars) => format!(" of {}", of(calendars)),
    };
    format!("{} on closed days{whose}", does_not(keeper))
}

/// What a keeper does not do on some days.
fn does_not(keeper: &Keeper<'_>) -> String {
    match keeper {
        Keeper::Group(group) => format!("`{group}` does not meet"),
        Keeper::Phase(phase) => format!("`{phase}` does not start"),
        Keeper::Milestone(milestone) => format!("`{milestone}` does not lie"),
        Keeper::Person(person, _) => format!("`{person}` does not meet"),
        Keeper::Room(room, _) => format!("`{room}` is not used"),
    }
}

/// `: Thursday 6 May 2027 is Ascension Day`; nothing where no day is known.
fn because(closed: &[Closed]) -> String {
    if closed.is_empty() {
        return String::new();
    }
    let more = closed.len().saturating_sub(MOST_CLOSED);
    let mut each: Vec<String> = closed.iter().take(MOST_CLOSED).map(reason).collect();
    if more > 0 {
        each.push(format!("{more} more"));
    }
    format!(": {}", joined(English, &each))
}

fn reason(run: &Closed) -> String {
    let days = days(English, run.days);
    let names = |names: &[Name]| {
        let names: Vec<String> = names.iter().map(|name| name.text(English).to_owned()).collect();
        joined(English, &names)
    };
    match &run.reason {
        Reason::Weekend => format!("{days} is a weekend"),
        Reason::Named(all) => format!("{days} is {}", names(all)),
        Reason::ClosesAt(time, all) => format!("{days} closes at {} ({})", clock(English, *time), names(all)),
        Reason::Squeezed => format!("{days} is squeezed between closed days"),
    }
}

fn relation(related: &Related<'_>) -> String {
    let subject = match &related.subject {
        Point::Meetings(group) => format!("`{group}` meets"),
        Point::Start(phase) => format!("`{phase}` starts"),
        Point::End(phase) => format!("`{phase}` ends"),
        Point::Milestone(milestone) => format!("`{milestone}` lies"),
    };
    let object = match (&related.object, related.matching) {
        (Point::Meetings(group), Matching::Period) => format!("`{group}`"),
        (Point::Meetings(group), Matching::Some) => format!("a meeting of `{group}`"),
        (Point::Meetings(group), Matching::SomeInMonth) => format!("a meeting of `{group}` in the same month"),
        (Point::Start(phase), _) => format!("the start of `{phase}`"),
        (Point::End(phase), _) => format!("the end of `{phase}`"),
        (Point::Milestone(milestone), _) => format!("`{milestone}`"),
    };
    let left = related.left.map(|(id, left)| {
        let when = match left {
            Left::Days(window) => sometime(English, window),
            Left::From(day) => format!("on {} at the earliest", long_date(English, day)),
            Left::Until(day) => format!("on {} at the latest", long_date(English, day)),
        };
        // A milestone that stands first is named already.
        if related.subject == Point::Milestone(id) { format!(": {when}") } else { format!(": `{id}` {when}") }
    });
    format!("{subject} {} {object}{}", towards(English, related.distance), left.unwrap_or_default())
}

fn back_to_back(subject: &str, object: &str, succession: &Succession) -> String {
    let minutes = match (succession.least, succession.most) {
        (0, 0) => None,
        (0, most) => Some(format!("at most {most} minutes")),
        (least, most) if least == most => Some(format!("{most} minutes")),
        (least, most) => Some(format!("{least} to {most} minutes")),
    };
    match (succession.side, minutes) {
        (Side::After, None) => format!("`{subject}` starts when `{object}` ends, on the same day"),
        (Side::After, Some(minutes)) => format!("`{subject}` starts {minutes} after `{object}` ends, on the same day"),
        (Side::Before, None) => format!("`{subject}` ends when `{object}` starts, on the same day"),
        (Side::Before, Some(minutes)) => format!("`{subject}` ends {minutes} before `{object}` starts, on the same day"),
    }
}

fn aligned(to: AlignedTo) -> String {
    match to {
        AlignedTo::StartOnWeekday(day) => format!("starts on a {}", weekday(English, day)),
        AlignedTo::StartOfMonth => "starts on the 1st of a month".to_owned(),
        AlignedTo::FirstWorkingDay => "starts on the first working day of a month".to_owned(),
        AlignedTo::EndOnWeekday(day) => format!("ends on a {}", weekday(English, day)),
        AlignedTo::EndOfMonth => "ends on the last working day of a month".to_owned(),
    }
}
