//! Dates, ranges of dates, and the days that a calendar rule names.

use std::ops::RangeInclusive;

use serde_json::{Value as Json, json};

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta, Weekday};
use crate::calendar::iso_week::{Week, weeks_in_year};
use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::occurrence::Window;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Month, Word, invalid, word};

/// `2027-03-04`, also with its weekday in front: `thu 2027-03-04`.
impl Leaf for NaiveDate {
    const FORM: &'static str = "a date such as 2027-03-04";
    const CODE: Code = Code::InvalidDate;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        date(scalar)
    }

    fn form() -> Json {
        json!({"type": "string", "pattern": r"^(\S+\s+)?[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
    }
}

/// `2027-05-10..2027-05-30`, or one date.
impl Leaf for Window {
    const FORM: &'static str = "dates such as 2027-05-10..2027-05-30";
    const CODE: Code = Code::InvalidDate;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let (first, last) = range(scalar);
        let (first, last) = (date(&first)?, date(&last)?);
        Window::new(first, last).ok_or_else(|| empty(scalar, &first.to_string(), &last.to_string()))
    }
}

/// The years that a plan can have: their holidays are known.
pub const YEARS: RangeInclusive<i32> = 1900..=2100;

/// Whole years: `2027`, or `2026..2027`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    /// The first year.
    pub first: i32,
    /// The last year, included.
    pub last: i32,
}

impl Leaf for Years {
    const FORM: &'static str = "years such as 2027 or 2026..2027";
    const CODE: Code = Code::InvalidYears;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let year = |word: &Scalar| {
            let year: i32 = word.text.parse().map_err(|_| invalid(Self::CODE, word, Self::FORM))?;
            if YEARS.contains(&year) { Ok(year) } else { Err(Box::new(out_of_range(word, year))) }
        };
        let (first, last) = range(scalar);
        let (first, last) = (year(&first)?, year(&last)?);
        if first <= last { Ok(Years { first, last }) } else { Err(empty(scalar, &first.to_string(), &last.to_string())) }
    }

    fn form() -> Json {
        json!({"type": ["string", "integer"]})
    }
}

/// Days of every year, or dates: `06-05`, `12-27..12-30`, `easter+40`, `easter-6..easter-4`, `week 42`, `3rd tue of november`, `last mon of may`,
/// `2027-10-18`, `2027-10-18..2027-10-22`, `2027-W42`.
impl Leaf for DayRule {
    const FORM: &'static str = "days such as 06-05, 12-27..12-30, easter+40, week 42, last tue of may or 2027-10-18..2027-10-22";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let lower = scalar.text.to_lowercase();
        if lower.starts_with("easter") || lower.starts_with("påske") {
            let (first, last) = range(scalar);
            let (from, to) = (easter_offset(&first)?, easter_offset(&last)?);
            return if from <= to { Ok(DayRule::Easter { from, to }) } else { Err(empty(scalar, &first.text, &last.text)) };
        }
        if let Some(number) = lower.strip_prefix("week ").or_else(|| lower.strip_prefix("uge ")) {
            let number = number.trim().parse().ok().filter(|number| (1..=53).contains(number));
            return number
                .map(|number| DayRule::Week { number })
                .ok_or_else(|| Box::new(unknown_week(scalar, "no year has such a week", "write a week from 1 to 53")));
        }
        if let Ok(week) = scalar.text.to_uppercase().parse::<Week>() {
            let first = week.monday();
            return Ok(DayRule::Once { first, last: first + TimeDelta::days(6) });
        }
        if let Some(year) = year_of_week(&lower) {
            let message = format!("{year} has no such week");
            return Err(Box::new(unknown_week(scalar, &message, &format!("{year} has the weeks 1 to {}", weeks_in_year(year)))));
        }
        // A date with its weekday in front is no nth weekday.
        if lower.contains(' ') && !lower.contains("..") && !lower.contains('-') {
            return nth_weekday(scalar);
        }
        let (first, last) = range(scalar);
        if first.text.len() > 5 || last.text.len() > 5 {
            let window = Window::parse(scalar)?;
            return Ok(DayRule::Once { first: window.first, last: window.last });
        }
        let (from, to) = (month_day(&first)?, month_day(&last)?);
        if from == to { Ok(DayRule::Fixed { month: from.0, day: from.1 }) } else { Ok(DayRule::Yearly { from, to }) }
    }
}

/// The year of a week such as `2027-w53`, whether the year has it or not.
fn year_of_week(lower: &str) -> Option<i32> {
    let (year, number) = lower.split_once("-w")?;
    let is_week = year.len() == 4 && number.len() == 2 && number.bytes().all(|digit| digit.is_ascii_digit());
    year.parse().ok().filter(|_| is_week)
}

fn unknown_week(scalar: &Scalar, message: &str, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::UnknownWeek, message).at(scalar.span, "").hint(hint)
}

fn out_of_range(word: &Scalar, year: i32) -> Diagnostic {
    let (first, last) = (YEARS.start(), YEARS.end());
    let fault = Diagnostic::error(Code::YearOutOfRange, format!("the year {year} cannot be planned")).at(word.span, "");
    fault.hint(format!("write a year from {first} to {last}: holidays are known in these"))
}

/// Days after Easter Sunday: `easter`, `easter+40`, `påske-3`.
fn easter_offset(word: &Scalar) -> Result<i32, Box<Diagnostic>> {
    const FORM: &str = "easter+40 or easter-6..easter-4";
    let lower = word.text.to_lowercase();
    let offset = lower.strip_prefix("easter").or_else(|| lower.strip_prefix("påske"));
    let offset = offset.map(|offset| if offset.is_empty() { Ok(0) } else { offset.replace(' ', "").parse() });
    offset
        .and_then(Result::ok)
        .filter(|offset| (-366..=366).contains(offset))
        .ok_or_else(|| invalid(Code::InvalidDays, word, FORM))
}

fn nth_weekday(scalar: &Scalar) -> Result<DayRule, Box<Diagnostic>> {
    const FORM: &str = "a day such as 3rd tue of november or last mon of may";
    let words: Vec<Scalar> = scalar.words().into_iter().filter(|word| !["of", "i"].contains(&word.text.as_str())).collect();
    let [ordinal, weekday, month] = words.as_slice() else { return Err(invalid(Code::InvalidDays, scalar, FORM)) };
    let nth = match ordinal.text.as_str() {
        "last" | "sidste" => -1,
        counted => counted
            .trim_end_matches(|character: char| !character.is_ascii_digit())
            .parse()
            .ok()
            .filter(|nth| (1..=5).contains(nth))
            .ok_or_else(|| invalid(Code::InvalidDays, ordinal, "1st, 2nd, 3rd, 4th, 5th or last"))?,
    };
    Ok(DayRule::NthWeekday { month: word::<Month>(month)?.0, nth, weekday: word::<Weekday>(weekday)? })
}

/// The two ends of `a..b`; a single value is both.
pub fn range(scalar: &Scalar) -> (Scalar, Scalar) {
    let ends: Vec<Scalar> = scalar.pieces('.').into_iter().filter(|end| !end.text.is_empty()).collect();
    match ends.as_slice() {
        [first, last] => (first.clone(), last.clone()),
        _ => (scalar.clone(), scalar.clone()),
    }
}

/// Reads a date, and tells apart what is no date from a date that no calendar has.
///
/// # Errors
/// A diagnostic at the word.
pub fn date(word: &Scalar) -> Result<NaiveDate, Box<Diagnostic>> {
    match word.words().as_slice() {
        [name, date] => {
            let Some(weekday) = weekday_named(&name.text) else {
                return Err(invalid(Code::InvalidDate, name, "a weekday such as thu, or nothing"));
            };
            let parsed = plain_date(date)?;
            if parsed.weekday() == weekday { Ok(parsed) } else { Err(Box::new(mismatch(name, weekday, parsed))) }
        }
        _ => plain_date(word),
    }
}

/// The weekday of a word, short or in full, in English or Danish, with or without a dot or comma behind it.
fn weekday_named(name: &str) -> Option<Weekday> {
    const FULL: [[&str; 2]; 7] = [
        ["monday", "mandag"],
        ["tuesday", "tirsdag"],
        ["wednesday", "onsdag"],
        ["thursday", "torsdag"],
        ["friday", "fredag"],
        ["saturday", "lørdag"],
        ["sunday", "søndag"],
    ];
    let name = name.trim_end_matches(['.', ',']).to_lowercase();
    let position = FULL.iter().position(|names| names.contains(&name.as_str()));
    <Weekday as Word>::of(&name).or_else(|| Weekday::try_from(u8::try_from(position?).ok()?).ok())
}

/// The fault of a date under another day's name: which of the two is meant, nobody can tell.
fn mismatch(name: &Scalar, weekday: Weekday, date: NaiveDate) -> Diagnostic {
    let days = i64::from(weekday.num_days_from_monday()) - i64::from(date.weekday().num_days_from_monday());
    let (near, far) = (date + TimeDelta::days(days), date + TimeDelta::days(if days > 0 { days - 7 } else { days + 7 }));
    let (before, after) = if near < far { (near, far) } else { (far, near) };
    let message = format!("{date} is a {}, not a {}", date.format("%A"), near.format("%A"));
    let hint = format!("write the weekday of the date, or {before} or {after}");
    Diagnostic::error(Code::WeekdayMismatch, message).at(name.span, "").hint(hint)
}

fn plain_date(word: &Scalar) -> Result<NaiveDate, Box<Diagnostic>> {
    let parts: Vec<&str> = word.text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(invalid(Code::InvalidDate, word, NaiveDate::FORM)) };
    let digits = |text: &str, least: usize| text.len() >= least && text.chars().all(|character| character.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 1) && digits(day, 1)) {
        return Err(invalid(Code::InvalidDate, word, NaiveDate::FORM));
    }
    let well_formed = year.len() == 4 && month.len() == 2 && day.len() == 2;
    let parsed = year
        .parse()
        .ok()
        .zip(month.parse().ok())
        .zip(day.parse().ok())
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day));
    match parsed {
        Some(date) if well_formed && YEARS.contains(&date.year()) => Ok(date),
        Some(date) if well_formed => Err(Box::new(out_of_range(word, date.year()))),
        Some(date) => Err(Box::new(
            Diagnostic::error(Code::ImpossibleDate, format!("`{}` is not written as a date", word.text))
                .at(word.span, "")
                .hint(format!("write {date}")),
        )),
        None => Err(Box::new(
            Diagnostic::error(Code::ImpossibleDate, format!("no calendar has the date `{}`", word.text))
                .at(word.span, "")
                .hint("a date is year-month-day, such as 2027-03-04"),
        )),
    }
}

fn month_day(word: &Scalar) -> Result<(u32, u32), Box<Diagnostic>> {
    let pair = word.text.split_once('-').and_then(|(month, day)| month.parse().ok().zip(day.parse().ok()));
    let Some((month, day)) = pair else { return Err(invalid(Code::InvalidDays, word, DayRule::FORM)) };
    // 2024 is a leap year: 02-29 is a day of some years.
    if NaiveDate::from_ymd_opt(2024, month, day).is_some() {
        return Ok((month, day));
    }
    let fault = Diagnostic::error(Code::ImpossibleDate, format!("no year has the day `{}`", word.text)).at(word.span, "");
    Err(Box::new(fault.hint("a day of every year is month-day, such as 06-05")))
}

/// The fault of a range whose end lies before its start.
pub fn empty(scalar: &Scalar, first: &str, last: &str) -> Box<Diagnostic> {
    let fault = Diagnostic::error(Code::ReversedRange, format!("no day lies between {first} and {last}")).at(scalar.span, "");
    Box::new(fault.hint("put the earlier one first"))
}

#[cfg(test)]
mod tests {
    use super::Years;
    use crate::calendar::civil::{NaiveDate, Weekday};
    use crate::calendar::rule::DayRule;
    use crate::diagnostic::code::Code;
    use crate::plan::occurrence::Window;
    use crate::schema::scalar::trial::read;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn impossible_dates_of_real_pages_are_told_as_such() {
        for wrong in ["2026-02-30", "2025-00-01", "2026-02-2022", "20256-01-20", "2027-2-1"] {
            assert_eq!(read::<NaiveDate>(wrong), Err((Code::ImpossibleDate, wrong.to_owned())), "{wrong}");
        }
        assert_eq!(read::<NaiveDate>("2027-07-"), Err((Code::InvalidDate, "2027-07-".to_owned())));
        assert_eq!(read::<NaiveDate>("2028-02-29"), Ok(day("2028-02-29")));
    }

    #[test]
    fn a_date_may_carry_its_weekday_which_must_be_its_own() {
        for text in ["thu 2027-03-04", "torsdag 2027-03-04", "Tor. 2027-03-04", "Thursday, 2027-03-04"] {
            assert_eq!(read(text), Ok(day("2027-03-04")), "{text}");
        }
        assert_eq!(read::<NaiveDate>("fre 2027-03-04"), Err((Code::WeekdayMismatch, "fre".to_owned())));
        assert_eq!(read::<NaiveDate>("hver 2027-03-04"), Err((Code::InvalidDate, "hver".to_owned())));
        let window = Window { first: day("2027-05-10"), last: day("2027-05-28") };
        assert_eq!(read("man 2027-05-10..fre 2027-05-28"), Ok(window));
        assert_eq!(read::<Window>("man 2027-05-10..tor 2027-05-28"), Err((Code::WeekdayMismatch, "tor".to_owned())));
        assert_eq!(read("mon 2027-10-18"), Ok(DayRule::Once { first: day("2027-10-18"), last: day("2027-10-18") }));
    }

    #[test]
    fn a_range_is_read_with_its_ends_and_the_wrong_end_is_underlined() {
        assert_eq!(read("2027-05-10 .. 2027-05-30"), Ok(Window { first: day("2027-05-10"), last: day("2027-05-30") }));
        assert_eq!(read::<Window>("2027-05-10..2027-06-31"), Err((Code::ImpossibleDate, "2027-06-31".to_owned())));
        assert_eq!(read::<Window>("2027-05-30..2027-05-10").map_err(|fault| fault.0), Err(Code::ReversedRange));
        assert_eq!(read::<Years>("2027..2026").map_err(|fault| fault.0), Err(Code::ReversedRange));
        assert_eq!(read("2026"), Ok(Years { first: 2026, last: 2026 }));
    }

    #[test]
    fn every_form_of_days_is_understood() {
        assert_eq!(read("06-05"), Ok(DayRule::Fixed { month: 6, day: 5 }));
        assert_eq!(read("12-27..01-02"), Ok(DayRule::Yearly { from: (12, 27), to: (1, 2) }));
        assert_eq!(read("easter+40"), Ok(DayRule::easter(40)));
        assert_eq!(read("easter-3"), Ok(DayRule::easter(-3)));
        assert_eq!(read("easter-6..easter-4"), Ok(DayRule::Easter { from: -6, to: -4 }));
        assert_eq!(read::<DayRule>("easter-4..easter-6").map_err(|fault| fault.0), Err(Code::ReversedRange));
        assert_eq!(read::<DayRule>("easter-6..x").map_err(|fault| fault.1), Err("x".to_owned()));
        assert_eq!(read("uge 42"), Ok(DayRule::Week { number: 42 }));
        assert_eq!(read("2026-W53"), Ok(DayRule::Once { first: day("2026-12-28"), last: day("2027-01-03") }));
        assert_eq!(read("3rd tue of november"), Ok(DayRule::NthWeekday { month: 11, nth: 3, weekday: Weekday::Tue }));
        assert_eq!(read("sidste man i maj"), Ok(DayRule::NthWeekday { month: 5, nth: -1, weekday: Weekday::Mon }));
        assert_eq!(read("2027-10-18"), Ok(DayRule::Once { first: day("2027-10-18"), last: day("2027-10-18") }));
        assert_eq!(read::<DayRule>("02-30"), Err((Code::ImpossibleDate, "02-30".to_owned())));
        assert_eq!(read::<DayRule>("week 54").map_err(|fault| fault.0), Err(Code::UnknownWeek));
        assert_eq!(read::<DayRule>("2027-W53"), Err((Code::UnknownWeek, "2027-W53".to_owned())));
        assert_eq!(read::<DayRule>("3rd tuesdag of november"), Err((Code::UnknownWord, "tuesdag".to_owned())));
    }
}
