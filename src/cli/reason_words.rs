//! What forbids a day, in Danish and English. Knows no table.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::explain::reason::{Fact, Reason};
use crate::plan::date_words::{month_name, weekday_name};
use crate::plan::language::Language;
use crate::plan::occurrence::Window;

/// The days that one line tells of.
pub type Days = (NaiveDate, NaiveDate);

/// A reason in words; none where the line of the plan says it all.
pub fn words(reason: &Reason, days: Days, language: Language) -> Option<String> {
    let danish = language == Language::Danish;
    let said = |da: String, en: String| Some(if danish { da } else { en });
    match &reason.fact {
        Fact::Outside(window) => {
            let window = range(*window);
            said(format!("uden for sine dage, {window}"), format!("outside its days, {window}"))
        }
        Fact::Fixed(window) => said(format!("ligger fast {}", range(*window)), format!("fixed on {}", range(*window))),
        Fact::LeftOut(window) => said(format!("undtaget {}", range(*window)), format!("left out: {}", range(*window))),
        Fact::NotOn(weekdays) => {
            let names: Vec<&str> = weekdays.iter().map(|day| weekday_of(*day, language)).collect();
            said(format!("ikke en {}", listed(&names, "eller")), format!("not a {}", listed(&names, "or")))
        }
        Fact::Weekend => Some("weekend".to_owned()),
        Fact::Closed(names) => {
            let names = names.join(", ");
            if names.is_empty() {
                return said("lukket".to_owned(), "closed".to_owned());
            }
            let single = days.0 == days.1;
            let text = match (single, language) {
                (true, Language::Danish) => format!("{}. {} er {names}", days.0.day(), month_name(language, days.0)),
                (true, Language::English) => format!("{} {} is {names}", days.0.day(), month_name(language, days.0)),
                (false, Language::Danish) => format!("lukket: {names}"),
                (false, Language::English) => format!("closed: {names}"),
            };
            Some(text)
        }
        Fact::ClosesAt(time, names) => {
            let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
            said(format!("lukker kl. {}{names}", clock(*time, language)), format!("closes at {}{names}", clock(*time, language)))
        }
        Fact::Away(person) => said(format!("`{person}` er væk"), format!("`{person}` is away")),
        Fact::NotAtWork(person) => said(format!("`{person}` er ikke på arbejde"), format!("`{person}` is not at work")),
        Fact::OwnDayOff(person) => said(format!("`{person}` har lukket"), format!("`{person}` is closed")),
        Fact::OutOfHours => said("uden for mødetiden".to_owned(), "outside the hours of the meeting".to_owned()),
        Fact::TooFew => said("ikke beslutningsdygtig".to_owned(), "too few for the quorum".to_owned()),
        Fact::Stated => None,
    }
}

/// `13.00` in Danish, `13:00` in English.
pub fn clock(time: NaiveTime, language: Language) -> String {
    match language {
        Language::Danish => time.format("%H.%M").to_string(),
        Language::English => time.format("%H:%M").to_string(),
    }
}

fn range(window: Window) -> String {
    let Window { first, last } = window;
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}

fn listed(names: &[&str], or: &str) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

/// The name of a weekday: that of any day that is one.
fn weekday_of(weekday: Weekday, language: Language) -> &'static str {
    let mut days = NaiveDate::default().iter_days();
    days.find(|day| day.weekday() == weekday).map_or("", |day| weekday_name(language, day))
}
