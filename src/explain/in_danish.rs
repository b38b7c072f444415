//! What a rule asks, in Danish. Knows no plan: names, dates and numbers are given.

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
use crate::plan::language::Language::Danish;
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
            first_few(Danish, each)
        }
        Statement::MeetsOn(group, weekdays) => format!("`{group}` holder møde {}", on_weekdays(weekdays)),
        Statement::KeepsToOpenDays(keeper, closed) => format!("{}{}", kept(keeper), because(closed)),
        Statement::Away(person, leave) => {
            let when = throughout(Danish, Window { first: leave.first, last: leave.last });
            format!("`{person}` er fraværende {when}{}", told(leave.reason.as_deref()))
        }
        Statement::Works(person, works) => format!("`{person}` arbejder {}", working(works)),
        Statement::MeetsWithin(group, cycle) => format!("`{group}` holder møde {}", hours(cycle)),
        Statement::SeesTo(person, deadline, group) => {
            format!("`{person}` er til stede, når fristen `{deadline}` for `{group}` udløber")
        }
        Statement::InOrder(group) => format!("møderne i `{group}` ligger i rækkefølge, hver på sin dag"),
        Statement::Apart(group, distance) => {
            format!("møderne i `{group}` ligger {} fra hinanden", between(Danish, distance))
        }
        Statement::KeepsNotice(group, notice) => {
            format!(
                "møder i `{group}`, der er meldt ud, flyttes ikke senere end {} før",
                exactly(Danish, notice.days, notice.unit)
            )
        }
        Statement::OneWeekday(group) => format!("møderne i `{group}` ligger på samme ugedag"),
        Statement::OneTime(group) => format!("møderne i `{group}` begynder på samme klokkeslæt"),
        Statement::Related(related) => relation(related),
        Statement::KeptApart(one, other, share) => format!("`{one}` og `{other}` holder ikke møde {}", shared(*share)),
        Statement::Gathers(subject, object, share) => format!("`{subject}` holder møde {} som `{object}`", shared(*share)),
        Statement::BackToBack(subject, object, succession) => back_to_back(subject, object, succession),
        Statement::InOnePlace(person) => format!("`{person}` er kun til ét møde ad gangen"),
        Statement::Quorum(least, of, group) => {
            let of_them = joined(Danish, &marked(of));
            match of.len() {
                all if all == *least as usize => format!("{of_them} deltager i hvert møde i `{group}`"),
                _ => format!("mindst {least} af {of_them} deltager i hvert møde i `{group}`"),
            }
        }
        Statement::Holds(room, meetings) => format!("`{room}` rummer {} ad gangen", counted(*meetings)),
        Statement::WeekLoad(product, most) => format!("`{product}` har højst {} i samme uge", counted(*most)),
        Statement::DiaryLoad(person, most, per) => {
            let per = match per {
                LimitPeriod::Day => "om dagen",
                LimitPeriod::Week => "om ugen",
            };
            format!("`{person}` deltager i højst {} {per}", counted(*most))
        }
        Statement::OnAgenda(topic, group, windows) => {
            let each: Vec<String> = windows.iter().map(|window| sometime(Danish, *window)).collect();
            format!("`{group}` behandler `{topic}` på et møde {}", each.join(" og på et "))
        }
        Statement::Avoids(keeper, unwelcome, closed) => {
            let which = match unwelcome {
                Unwelcome::Calendar(name) => format!("på dage i kalenderen `{name}`"),
                Unwelcome::Squeezed => "på indeklemte dage".to_owned(),
            };
            format!("{} {which}{}", does_not(keeper), because(closed))
        }
        Statement::Aligned(phase, to) => format!("`{phase}` {}", aligned(*to)),
        Statement::Capacity(most, kind) => {
            let phases = if *most == 1 { "fase" } else { "faser" };
            format!("højst {most} {phases} af typen `{kind}` er i gang samtidig")
        }
        Statement::WeeklyHours(person, most) => {
            let hours = if *most == 1 { "time" } else { "timer" };
            format!("`{person}` har {most} {hours} om ugen til faser")
        }
    }
}

fn lies(stay: Stay<'_>) -> String {
    match stay {
        Stay::Within(window) | Stay::RunsWithin(window) => format!("ligger {}", sometime(Danish, window)),
        Stay::MovedTo(window, reason) => {
            let period = if window.first == window.last { "" } else { "perioden " };
            format!("er flyttet til {period}{}{}", days(Danish, window), told(Some(reason)))
        }
        Stay::Pinned(date, time, reason) => {
            let time = time.map(|time| format!(" kl. {}", clock(Danish, time))).unwrap_or_default();
            format!("er fastsat til {}{time}{}", long_date(Danish, date), told(Some(reason)))
        }
        Stay::NotOn(window) => format!("ligger ikke {}", throughout(Danish, window)),
        Stay::Fixed(window) => format!("ligger fast {}", throughout(Danish, window)),
    }
}

/// A reason of the plan behind a sentence: ` (barsel)`.
fn told(reason: Option<&str>) -> String {
    reason.map(str::trim).filter(|reason| !reason.is_empty()).map(|reason| format!(" ({reason})")).unwrap_or_default()
}

/// `på torsdage`, `på tirsdage og torsdage`, `mandag til fredag`.
fn on_weekdays(weekdays: &[Weekday]) -> String {
    if is_whole_week(weekdays) {
        return "mandag til fredag".to_owned();
    }
    let each: Vec<String> = weekdays.iter().map(|day| format!("{}e", weekday(Danish, *day))).collect();
    format!("på {}", joined(Danish, &each))
}

fn is_whole_week(weekdays: &[Weekday]) -> bool {
    weekdays == [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]
}

/// `mandag og tirsdag kl. 08.00–15.30`.
fn working(works: &Works) -> String {
    let within = works.hours.map(|hours| format!(" {}", clocks(hours.earliest, hours.latest))).unwrap_or_default();
    let names: Vec<String> = works.weekdays.iter().map(|day| weekday(Danish, *day).to_owned()).collect();
    let names = if is_whole_week(&works.weekdays) { "mandag til fredag".to_owned() } else { joined(Danish, &names) };
    format!("{names}{within}")
}

/// `kl. 13.00–14.00`.
fn clocks(from: NaiveTime, to: NaiveTime) -> String {
    format!("kl. {}–{}", clock(Danish, from), clock(Danish, to))
}

/// `kl. 13.00–14.00`, or `kl. 10.00–15.00 i 90 minutter`; and how long from later dates on.
fn hours(cycle: &Cycle) -> String {
    let within = clocks(cycle.hours.value.earliest, cycle.hours.value.latest);
    let spare = cycle.hours.value.latest - cycle.hours.value.earliest;
    let mut later = String::new();
    for length_from in &cycle.later_lengths {
        let (from, long) = (long_date(Danish, length_from.from), length(length_from.minutes));
        write!(later, ", fra {from} i {long}").expect("a String takes what is written");
    }
    if spare.num_minutes() == i64::from(cycle.minutes) && later.is_empty() {
        return within;
    }
    format!("{within} i {}{later}", length(cycle.minutes))
}

fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (1, 0) => "1 time".to_owned(),
        (hours, 0) => format!("{hours} timer"),
        (_, _) => format!("{minutes} minutter"),
    }
}

fn counted(meetings: u32) -> String {
    if meetings == 1 { "ét møde".to_owned() } else { format!("{meetings} møder") }
}

fn shared(share: Share) -> &'static str {
    match share {
        Share::Day => "samme dag",
        Share::Week => "i samme uge",
    }
}

fn kept(keeper: &Keeper<'_>) -> String {
    let of = |calendars: &[&str]| {
        let several = if calendars.len() == 1 { "kalenderen" } else { "kalenderne" };
        format!("{several} {}", joined(Danish, &marked(calendars)))
    };
    let whose = match keeper {
        Keeper::Group(_) | Keeper::Phase(_) | Keeper::Milestone(_) => String::new(),
        Keeper::Person(_, calendars) | Keeper::Room(_, calendars) => format!(" i {}", of(calendars)),
    };
    format!("{} på lukkede dage{whose}", does_not(keeper))
}

/// What a keeper does not do on some days.
fn does_not(keeper: &Keeper<'_>) -> String {
    match keeper {
        Keeper::Group(group) => format!("`{group}` holder ikke møde"),
        Keeper::Phase(phase) => format!("`{phase}` begynder ikke"),
        Keeper::Milestone(milestone) => format!("`{milestone}` ligger ikke"),
        Keeper::Person(person, _) => format!("`{person}` holder ikke møde"),
        Keeper::Room(room, _) => format!("`{room}` kan ikke bruges"),
    }
}

/// `: torsdag 6. maj 2027 er Kristi himmelfartsdag`; nothing where no day is known.
fn because(closed: &[Closed]) -> String {
    if closed.is_empty() {
        return String::new();
    }
    let more = closed.len().saturating_sub(MOST_CLOSED);
    let mut each: Vec<String> = closed.iter().take(MOST_CLOSED).map(reason).collect();
    if more > 0 {
        each.push(format!("{more} til"));
    }
    format!(": {}", joined(Danish, &each))
}

fn reason(run: &Closed) -> String {
    let days = days(Danish, run.days);
    let names = |names: &[Name]| {
        let names: Vec<String> = names.iter().map(|name| name.text(Danish).to_owned()).collect();
        joined(Danish, &names)
    };
    match &run.reason {
        Reason::Weekend => format!("{days} er weekend"),
        Reason::Named(all) => format!("{days} er {}", names(all)),
        Reason::ClosesAt(time, all) => format!("{days} lukker kl. {} ({})", clock(Danish, *time), names(all)),
        Reason::Squeezed => format!("{days} er indeklemt"),
    }
}

fn relation(related: &Related<'_>) -> String {
    let subject = match &related.subject {
        Point::Meetings(group) => format!("`{group}` holder møde"),
        Point::Start(phase) => format!("`{phase}` begynder"),
        Point::End(phase) => format!("`{phase}` slutter"),
        Point::Milestone(milestone) => format!("`{milestone}` ligger"),
    };
    let object = match (&related.object, related.matching) {
        (Point::Meetings(group), Matching::Period) => format!("`{group}`"),
        (Point::Meetings(group), Matching::Some) => format!("et møde i `{group}`"),
        (Point::Meetings(group), Matching::SomeInMonth) => format!("et møde i `{group}` i samme måned"),
        (Point::Start(phase), _) => format!("starten på `{phase}`"),
        (Point::End(phase), _) => format!("slutningen af `{phase}`"),
        (Point::Milestone(milestone), _) => format!("`{milestone}`"),
    };
    let left = related.left.map(|(id, left)| {
        let when = match left {
            Left::Days(window) => sometime(Danish, window),
            Left::From(day) => format!("tidligst {}", long_date(Danish, day)),
            Left::Until(day) => format!("senest {}", long_date(Danish, day)),
        };
        // A milestone that stands first is named already.
        if related.subject == Point::Milestone(id) { format!(": {when}") } else { format!(": `{id}` {when}") }
    });
    format!("{subject} {} {object}{}", towards(Danish, related.distance), left.unwrap_or_default())
}

fn back_to_back(subject: &str, object: &str, succession: &Succession) -> String {
    let minutes = match (succession.least, succession.most) {
        (0, 0) => None,
        (0, most) => Some(format!("højst {most} minutter")),
        (least, most) if least == most => Some(format!("{most} minutter")),
        (least, most) => Some(format!("{least} til {most} minutter")),
    };
    match (succession.side, minutes) {
        (Side::After, None) => format!("`{subject}` begynder, når `{object}` slutter, samme dag"),
        (Side::After, Some(minutes)) => format!("`{subject}` begynder {minutes} efter `{object}` samme dag"),
        (Side::Before, None) => format!("`{subject}` slutter, når `{object}` begynder, samme dag"),
        (Side::Before, Some(minutes)) => format!("`{subject}` slutter {minutes} før `{object}` samme dag"),
    }
}

fn aligned(to: AlignedTo) -> String {
    match to {
        AlignedTo::StartOnWeekday(day) => format!("begynder på en {}", weekday(Danish, day)),
        AlignedTo::StartOfMonth => "begynder den 1. i en måned".to_owned(),
        AlignedTo::FirstWorkingDay => "begynder på den første arbejdsdag i en måned".to_owned(),
        AlignedTo::EndOnWeekday(day) => format!("slutter på en {}", weekday(Danish, day)),
        AlignedTo::EndOfMonth => "slutter på den sidste arbejdsdag i en måned".to_owned(),
    }
}
