//! The words that people say frequencies with, in Danish and English: numbers, weekdays, months, units and clock times.

use crate::calendar::civil::NaiveTime;

/// A span of time that something comes round in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A half-year.
    HalfYear,
    /// A year.
    Year,
}

/// A weekday by its name or a short form, singular or plural: 0 is Monday.
pub fn weekday(word: &str) -> Option<usize> {
    const DAYS: [&[&str]; 7] = [
        &["mandag", "monday", "mon", "man", "mandage", "mondays", "mandagen"],
        &["tirsdag", "tuesday", "tue", "tir", "tirsdage", "tuesdays", "tirsdagen", "tues"],
        &["onsdag", "wednesday", "wed", "ons", "onsdage", "wednesdays", "onsdagen"],
        &["torsdag", "thursday", "thu", "tor", "torsdage", "thursdays", "torsdagen", "thurs"],
        &["fredag", "friday", "fri", "fre", "fredage", "fridays", "fredagen"],
        &["lørdag", "saturday", "sat", "lør", "lørdage", "saturdays"],
        &["søndag", "sunday", "sun", "søn", "søndage", "sundays"],
    ];
    DAYS.iter().position(|names| names.contains(&word))
}

/// `første`, `1.`, `2nd`, `sidste`: which of several, counted from 1, or -1 for the last.
pub fn ordinal(word: &str) -> Option<i64> {
    const NAMES: [(&str, i64); 21] = [
        ("første", 1),
        ("first", 1),
        ("anden", 2),
        ("andet", 2),
        ("second", 2),
        ("tredje", 3),
        ("third", 3),
        ("fjerde", 4),
        ("fourth", 4),
        ("femte", 5),
        ("fifth", 5),
        ("sjette", 6),
        ("sixth", 6),
        ("syvende", 7),
        ("ottende", 8),
        ("eighth", 8),
        ("sidste", -1),
        ("last", -1),
        ("næstsidste", -2),
        ("fjortende", 14),
        ("fourteenth", 14),
    ];
    if let Some((_, number)) = NAMES.iter().find(|(name, _)| *name == word) {
        return Some(*number);
    }
    let digits = ["st", "nd", "rd", "th", "."].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok().filter(|number| (1..=366).contains(number))
}

/// `4`, `fire`, `two`: how many.
pub fn number(word: &str) -> Option<u32> {
    const NAMES: [(&str, u32); 27] = [
        ("en", 1),
        ("én", 1),
        ("et", 1),
        ("one", 1),
        ("to", 2),
        ("two", 2),
        ("tre", 3),
        ("three", 3),
        ("fire", 4),
        ("four", 4),
        ("fem", 5),
        ("five", 5),
        ("seks", 6),
        ("six", 6),
        ("syv", 7),
        ("seven", 7),
        ("otte", 8),
        ("eight", 8),
        ("ni", 9),
        ("nine", 9),
        ("ti", 10),
        ("ten", 10),
        ("elleve", 11),
        ("eleven", 11),
        ("tolv", 12),
        ("twelve", 12),
        ("fjorten", 14),
    ];
    let named = NAMES.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
    named.or_else(|| word.parse().ok().filter(|number| (1..=366).contains(number)))
}

/// A span of time, in the singular or plural.
pub fn unit(word: &str) -> Option<Unit> {
    match word {
        "dag" | "dage" | "day" | "days" | "dagen" => Some(Unit::Day),
        "uge" | "uger" | "ugen" | "week" | "weeks" => Some(Unit::Week),
        "måned" | "måneder" | "måneden" | "month" | "months" | "md" | "mdr" => Some(Unit::Month),
        "kvartal" | "kvartaler" | "kvartalet" | "quarter" | "quarters" => Some(Unit::Quarter),
        "halvår" | "halvåret" | "half-year" | "half-years" => Some(Unit::HalfYear),
        "år" | "året" | "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

/// An adverb such as `månedligt` or `quarterly`: once in each.
pub fn adverb(word: &str) -> Option<Unit> {
    match word {
        "dagligt" | "daglig" | "daily" => Some(Unit::Day),
        "ugentligt" | "ugentlig" | "ugentlige" | "weekly" => Some(Unit::Week),
        "månedligt" | "månedlig" | "månedlige" | "månedsvis" | "monthly" => Some(Unit::Month),
        "kvartalsvis" | "kvartalsvist" | "kvartårligt" | "kvartalsmøde" | "quarterly" => Some(Unit::Quarter),
        "halvårligt" | "halvårlig" | "halvårsvis" | "half-yearly" | "semiannually" | "semi-annually" => Some(Unit::HalfYear),
        "årligt" | "årlig" | "årlige" | "yearly" | "annually" | "annual" => Some(Unit::Year),
        _ => None,
    }
}

/// A clock time: `13`, `13.00`, `13:30`, `1pm`, `9:30am`.
pub fn clock(word: &str) -> Option<NaiveTime> {
    let (digits, half) = match (word.strip_suffix("pm"), word.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(12)),
        (None, Some(digits)) => (digits, Some(0)),
        (None, None) => (word, None),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "00"));
    let two = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()));
    let (hour, minute) = (two(hour)?, two(minute).filter(|_| minute.len() == 2)?);
    match half {
        Some(half) => NaiveTime::from_hms_opt((1..=12).contains(&hour).then_some(hour % 12 + half)?, minute, 0),
        None => NaiveTime::from_hms_opt(hour, minute, 0),
    }
}
