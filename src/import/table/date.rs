//! Dates as people write them in cells, in Danish and English. What can be two days is refused with both.

use crate::calendar::civil::{Datelike, Months, NaiveDate, TimeDelta};
use crate::import::frequency::words::weekday;
use crate::import::month::month;
use crate::import::table::row::{Unread, shown};
use crate::plan::date_words::long_date;
use crate::plan::language::Language;

/// The years that a plan can have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// The numbers by which spreadsheets keep the days of the years 1982 to 2064.
const SERIALS: std::ops::RangeInclusive<i64> = 30_000..=60_000;

/// The day 0 of spreadsheets: they count 29 February 1900, which was no day, so that this holds from 1 March 1900 on.
const SERIAL_START: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("30 December is in every year");

/// The hint that shows how a date is written.
const WRITE: &str = "write it as `2027-03-01`, `1. marts 2027` or `01-03-2027`";

/// Words that say nothing more.
const FILLING: [&str; 6] = ["den", "d", "the", "of", "kl", "on"];

/// Reads a date.
///
/// # Errors
/// When it is no date, none that a calendar has, or can be two.
pub fn date(text: &str) -> Result<NaiveDate, Unread> {
    if let Some(unread) = serial(text) {
        return Err(unread);
    }
    let lower = without_midnight(&text.to_lowercase()).to_owned();
    let no_date = || Unread::new(format!("{} is no date", shown(text)), WRITE);
    // Numbers and words, each with the sign before it.
    let mut parts: Vec<String> = Vec::new();
    let mut signs = String::new();
    let mut is_number = None;
    for sign in lower.chars() {
        let of_number = sign.is_alphanumeric().then_some(sign.is_numeric());
        match (of_number, parts.last_mut()) {
            (Some(_), Some(part)) if is_number == of_number => part.push(sign),
            (Some(_), _) => parts.push(sign.to_string()),
            (None, _) if "-/".contains(sign) => signs.push(sign),
            (None, _) if sign.is_whitespace() || ".,()".contains(sign) => {}
            (None, _) => return Err(no_date()),
        }
        is_number = of_number;
    }
    let mut said_weekday = None;
    let mut said_month = None;
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut month_place = 0;
    for part in &parts {
        if let Ok(number) = part.parse() {
            numbers.push((number, part.len()));
        } else if let (Some(number), None) = (month(part), said_month) {
            said_month = Some(number);
            month_place = numbers.len();
        } else if let (Some(day), None, true) = (weekday(part), said_weekday, numbers.is_empty() && said_month.is_none()) {
            said_weekday = Some(day);
        } else if !is_filling(part, numbers.len()) {
            return Err(no_date());
        }
    }
    let found = match (numbers.as_slice(), said_month) {
        ([(year, 4), (month, 1..=2), (day, 1..=2)], None) => of(*year, *month, *day, text),
        ([(day, 1..=2), (month, 1..=2), (year, 4)], None) => in_order((*day, *month, *year), &signs, text),
        ([(day, 1..=2), (year, 4)], Some(month)) if month_place < 2 => of(*year, month, *day, text),
        ([(year, 4), (day, 1..=2)], Some(month)) if month_place == 1 => of(*year, month, *day, text),
        ([(_, 1..=2), (_, 1..=2), (_, 2)], None) | ([(_, 1..=2), (_, 2)], Some(_)) => {
            Err(Unread::new(format!("{} has a year of two digits", shown(text)), "write the year with four: `2027`, not `27`"))
        }
        ([(_, 1..=2), (_, 1..=2)], None) | ([(_, 1..=2)], Some(_)) => {
            Err(Unread::new(format!("{} has no year", shown(text)), WRITE))
        }
        _ => Err(no_date()),
    }?;
    match said_weekday {
        Some(said) if said != found.weekday().num_days_from_monday() as usize => {
            let is = long_date(Language::English, found);
            Err(Unread::new(format!("{} names another weekday than the date has", shown(text)), format!("the date is {is}")))
        }
        Some(_) | None => Ok(found),
    }
}

/// Whether a word says nothing more: behind the only number it may be its ending.
fn is_filling(word: &str, numbers: usize) -> bool {
    FILLING.contains(&word) || numbers == 1 && ["st", "nd", "rd", "th"].contains(&word)
}

/// A day, a month and a year in numbers. Between strokes, as in `03/04/2027`, Americans write the month first.
fn in_order((first, second, year): (u32, u32, u32), signs: &str, text: &str) -> Result<NaiveDate, Unread> {
    if signs != "//" || first == second {
        return of(year, second, first, text);
    }
    match (of(year, second, first, text), of(year, first, second, text)) {
        (Ok(day_first), Ok(month_first)) => {
            let (one, other) = (long_date(Language::English, day_first), long_date(Language::English, month_first));
            let hint = format!("write `{day_first}` for {one}, or `{month_first}` for {other}");
            Err(Unread::new(format!("{} can be two dates", shown(text)), hint))
        }
        (Ok(date), Err(_)) | (Err(_), Ok(date)) => Ok(date),
        (Err(unread), Err(_)) => Err(unread),
    }
}

fn of(year: u32, month: u32, day: u32, text: &str) -> Result<NaiveDate, Unread> {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    if !YEARS.contains(&year) {
        return Err(Unread::new(format!("{} lies in the year {year}", shown(text)), "a plan has years from 1900 to 2100"));
    }
    let no_day = || {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let days = first.and_then(|first| first.checked_add_months(Months::new(1))?.pred_opt());
        let hint = days.map_or_else(|| WRITE.to_owned(), |last| format!("that month has {} days", last.day()));
        Unread::new(format!("{} is no day of a calendar", shown(text)), hint)
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(no_day)
}

/// What is told of a number by which a spreadsheet keeps a day.
fn serial(text: &str) -> Option<Unread> {
    let whole = text.split_once(',').map_or(text, |(whole, _)| whole);
    let digits: String = whole.chars().filter(|sign| !sign.is_whitespace()).collect();
    let number: i64 = digits.parse().ok().filter(|number| digits.len() == 5 && SERIALS.contains(number))?;
    let date = SERIAL_START + TimeDelta::days(number);
    let hint = format!("it stands for {date} if it is a date: give the column the form of a date, and save the table again");
    Some(Unread::new(format!("{} is the number of a day in a spreadsheet", shown(text)), hint))
}

/// A date without the midnight that some programs write behind it.
fn without_midnight(text: &str) -> &str {
    let midnights = [" 00:00:00", "t00:00:00", " 00:00", " 00.00"];
    midnights.iter().find_map(|midnight| text.trim().strip_suffix(midnight)).unwrap_or(text.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::date;
    use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
    use crate::plan::date_words::long_date;
    use crate::plan::language::Language;

    fn told(text: &str) -> String {
        date(text).map_or_else(|unread| format!("{}; {}", unread.message, unread.hint), |date| date.to_string())
    }

    #[test]
    fn a_date_is_read_in_every_form_that_people_write() {
        for text in [
            "2027-03-01",
            "01-03-2027",
            "1/3-2027",
            "1.3.2027",
            "1. 3. 2027",
            "1. marts 2027",
            "1 March 2027",
            "1st March 2027",
            "March 1, 2027",
            "Mandag d. 1. marts 2027",
            "mandag den 1. marts 2027",
            "Mon 1 Mar 2027",
            "man. 01-03-2027",
            "2027/03/01",
            "2027-03-01 00:00:00",
            "01-mar-2027",
        ] {
            assert_eq!(told(text), "2027-03-01", "{text}");
        }
        assert_eq!(told("13/04/2027"), "2027-04-13");
        assert_eq!(told("04/13/2027"), "2027-04-13");
        assert_eq!(told("04/04/2027"), "2027-04-04");
    }

    #[test]
    fn what_is_no_date_or_two_is_refused_with_what_to_write() {
        let write = "write it as `2027-03-01`, `1. marts 2027` or `01-03-2027`";
        let refused = [
            (
                "03/04/2027",
                "`03/04/2027` can be two dates; write `2027-04-03` for Saturday 3 April 2027, or `2027-03-04` for Thursday 4 \
                 March 2027",
            ),
            (
                "46 113",
                "`46 113` is the number of a day in a spreadsheet; it stands for 2026-04-01 if it is a date: give the column the \
                 form of a date, and save the table again",
            ),
            (
                "tirsdag 1. marts 2027",
                "`tirsdag 1. marts 2027` names another weekday than the date has; the date is Monday 1 March 2027",
            ),
            ("31-04-2027", "`31-04-2027` is no day of a calendar; that month has 30 days"),
            ("1. marts", &format!("`1. marts` has no year; {write}")),
            ("01-03-27", "`01-03-27` has a year of two digits; write the year with four: `2027`, not `27`"),
            ("2207-03-01", "`2207-03-01` lies in the year 2207; a plan has years from 1900 to 2100"),
            ("uge 12", &format!("`uge 12` is no date; {write}")),
            ("1. marts eller 2. marts 2027", &format!("`1. marts eller 2. marts 2027` is no date; {write}")),
        ];
        for (text, expected) in refused {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_as_it_is_written(day in 0..60_000_i64) {
            let day = NaiveDate::from_ymd_opt(1930, 1, 1).unwrap() + TimeDelta::days(day);
            for text in [
                day.to_string(),
                day.format("%d-%m-%Y").to_string(),
                day.format("%-d/%-m-%Y").to_string(),
                day.format("%A %-d %B %Y").to_string(),
                long_date(Language::Danish, day),
            ] {
                prop_assert_eq!(date(&text).ok(), Some(day), "{}", text);
            }
            let strokes = date(&day.format("%d/%m/%Y").to_string());
            prop_assert_eq!(strokes.is_ok(), day.day() > 12 || day.day() == day.month());
        }

        #[test]
        fn no_text_ends_the_program(text in any::<String>(), near in "[0-9a-z./ -]{0,14}") {
            let years = |date: NaiveDate| (1900..=2100).contains(&date.year());
            prop_assert_eq!(date(&text).map_or(true, years), true);
            prop_assert_eq!(date(&near).map_or(true, years), true);
        }
    }
}
