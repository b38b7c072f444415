//! Dates as `dateFormat` says them, read strictly: what dayjs reads with its plugin customParseFormat, and what it then writes
//! the same again (dayjs 1.11; `customParseFormat/index.js`, `advancedFormat/index.js`). Knows no chart.

use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate, Timelike};
use crate::import::mermaid::clock::{Clock, Moment, civil};
use crate::import::mermaid::script::is_space;

/// A `dateFormat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFormat {
    text: String,
    parts: Vec<Part>,
}

/// What a text is by a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// A moment.
    Moment(Moment),
    /// No date of this format.
    No,
    /// Mermaid ends with a fault of the program: dayjs cannot write what the format asks for.
    Fault,
}

/// A part of a format when something is read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// So many signs, whatever they are.
    Literal(usize),
    /// What a letter stands for.
    Token(&'static str),
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const WEEKDAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// What is read, the first that fits.
const READ: [&str; 29] = [
    "A", "a", "Q", "YYYY", "YY", "Y", "ww", "w", "MMMM", "MMM", "MM", "M", "Do", "DD", "D", "hh", "h", "HH", "H", "mm", "m",
    "ss", "s", "SSS", "SS", "S", "z", "ZZ", "Z",
];

/// What the plugin writes, the first that fits.
const WRITTEN_FIRST: [&str; 17] =
    ["Q", "wo", "ww", "w", "WW", "W", "zzz", "z", "gggg", "GGGG", "Do", "X", "x", "kk", "k", "S", "["];

/// What dayjs itself writes, the first that fits.
const WRITTEN: [&str; 27] = [
    "[", "YYYY", "YY", "MMMM", "MMM", "MM", "M", "DD", "D", "dddd", "ddd", "dd", "d", "HH", "H", "hh", "h", "a", "A", "mm", "m",
    "ss", "s", "ZZ", "Z", "SSS", "\u{0}",
];

impl DateFormat {
    /// A format, without the spaces around it. An empty one reads nothing.
    pub fn new(text: &str) -> DateFormat {
        DateFormat { text: text.to_owned(), parts: parts(text) }
    }

    /// The format as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether moments are written as a number of milliseconds or seconds.
    pub fn is_number(&self) -> bool {
        self.text == "x" || self.text == "X"
    }

    /// The moment of a text; what the text leaves open is that of today.
    pub fn read(&self, text: &str, clock: &Clock) -> Read {
        if self.text == "YYYY-MM-DD" {
            return iso(text).and_then(|date| clock.start_of(date)).map_or(Read::No, Read::Moment);
        }
        let Some(moment) = self.moment(text, clock) else { return Read::No };
        match self.write(moment, clock) {
            Some(same) if same == text => Read::Moment(moment),
            Some(_) => Read::No,
            None => Read::Fault,
        }
    }

    fn moment(&self, text: &str, clock: &Clock) -> Option<Moment> {
        if self.is_number() {
            let number: Moment = text.parse().ok()?;
            return number.checked_mul(if self.text == "X" { 1000 } else { 1 });
        }
        if self.parts.is_empty() {
            return None;
        }
        let mut input: Vec<char> = text.chars().collect();
        let mut found = Found::default();
        let mut start = 0;
        for part in &self.parts {
            match part {
                Part::Literal(length) => start += length,
                Part::Token(token) => {
                    let rest = input.get(start..).unwrap_or_default();
                    let value: Vec<char> = matched(token, rest)?.to_vec();
                    found.take(token, &value.iter().collect::<String>())?;
                    // The first of what reads the same is taken out, wherever it stands.
                    let at = input.windows(value.len()).position(|window| window == value)?;
                    input.drain(at..at + value.len());
                }
            }
        }
        found.moment(clock)
    }

    /// How dayjs writes a moment; nothing where it ends with a fault instead.
    pub fn write(&self, moment: Moment, clock: &Clock) -> Option<String> {
        let wall = clock.wall(moment)?;
        let (date, hour) = (wall.date(), wall.hour());
        let first = replaced(&self.text, &WRITTEN_FIRST, &|token| {
            Some(match token {
                "Q" => (date.month0() / 3 + 1).to_string(),
                "WW" => format!("{:02}", date.iso_week().week()),
                "W" => date.iso_week().week().to_string(),
                "GGGG" => date.iso_week().year().to_string(),
                "Do" => format!("[{}]", ordinal(date.day())),
                "X" => moment.div_euclid(1000).to_string(),
                "x" => moment.to_string(),
                "kk" => format!("{:02}", if hour == 0 { 24 } else { hour }),
                "k" => (if hour == 0 { 24 } else { hour }).to_string(),
                // These belong to plugins that Mermaid does not load.
                "wo" | "ww" | "w" | "zzz" | "z" | "gggg" => return None,
                other => other.to_owned(),
            })
        })?;
        let offset = (wall.and_utc().timestamp_millis() - moment) / 60_000;
        replaced(&first, &WRITTEN, &|token| Some(written(token, wall.date(), wall.time(), offset)))
    }
}

fn written(token: &str, date: NaiveDate, time: crate::calendar::civil::NaiveTime, offset: i64) -> String {
    let (month, weekday) = (MONTHS[date.month0() as usize], WEEKDAYS[date.weekday().num_days_from_sunday() as usize]);
    let half = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    let quarters = ((offset.abs() + 7) / 15) * 15;
    let zone = |between: &str| {
        let sign = if offset < 0 { '-' } else { '+' };
        format!("{sign}{:02}{between}{:02}", quarters / 60, quarters % 60)
    };
    let year = date.year().to_string();
    match token {
        "YYYY" => format!("{year:0>4}"),
        "YY" => year[year.len().saturating_sub(2)..].to_owned(),
        "MMMM" => month.to_owned(),
        "MMM" => month[..3].to_owned(),
        "MM" => format!("{:02}", date.month()),
        "M" => date.month().to_string(),
        "DD" => format!("{:02}", date.day()),
        "D" => date.day().to_string(),
        "dddd" => weekday.to_owned(),
        "ddd" => weekday[..3].to_owned(),
        "dd" => weekday[..2].to_owned(),
        "d" => date.weekday().num_days_from_sunday().to_string(),
        "HH" => format!("{:02}", time.hour()),
        "H" => time.hour().to_string(),
        "hh" => format!("{half:02}"),
        "h" => half.to_string(),
        "a" => (if time.hour() < 12 { "am" } else { "pm" }).to_owned(),
        "A" => (if time.hour() < 12 { "AM" } else { "PM" }).to_owned(),
        "mm" => format!("{:02}", time.minute()),
        "m" => time.minute().to_string(),
        "ss" => format!("{:02}", time.second()),
        "s" => time.second().to_string(),
        "SSS" => format!("{:03}", time.nanosecond() / 1_000_000),
        "Z" => zone(":"),
        "ZZ" => zone(""),
        other => other.trim_start_matches('[').trim_end_matches(']').to_owned(),
    }
}

/// A text with each of some words replaced; what stands in `[…]` is given to `with` as one word.
fn replaced(text: &str, words: &[&'static str], with: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut result = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let literal = if first == '[' { rest[1..].find(']').filter(|at| *at > 0).map(|at| at + 2) } else { None };
        let found = words.iter().find(|word| **word != "[" && rest.starts_with(**word));
        let length = match (literal, found) {
            (Some(length), _) => length,
            (None, Some(word)) => word.len(),
            (None, None) => {
                result.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
        };
        write!(result, "{}", with(&rest[..length])?).expect("a String takes what is written");
        rest = &rest[length..];
    }
    Some(result)
}

/// The parts that dayjs sees in a format. What is none of them is passed over, and counts for nothing.
fn parts(format: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        let bracket = if first == '[' {
            let end = rest[1..].find('[').map_or(rest.len(), |at| at + 1);
            rest[..end].rfind(']').map(|at| at + 1)
        } else {
            None
        };
        let is_separator = |sign: char| "-_:/.,()".contains(sign) || is_space(sign);
        let separators = rest.len() - rest.trim_start_matches(is_separator).len();
        if let Some(length) = bracket {
            let inner = rest[..length].strip_prefix('[').unwrap_or_default().strip_suffix(']').unwrap_or_default();
            parts.push(Part::Literal(inner.chars().count()));
            rest = &rest[length..];
        } else if separators > 0 {
            parts.push(Part::Literal(rest[..separators].chars().count()));
            rest = &rest[separators..];
        } else if let Some(token) = READ.iter().find(|token| rest.starts_with(**token)) {
            // `z` is known to the words of a format, and to nothing that reads it.
            parts.push(if *token == "z" { Part::Literal(1) } else { Part::Token(token) });
            rest = &rest[token.len()..];
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    parts
}

/// What a token finds in a text, wherever it stands.
fn matched<'t>(token: &str, rest: &'t [char]) -> Option<&'t [char]> {
    let digits = |from: usize| rest[from..].iter().take_while(|sign| sign.is_ascii_digit()).count();
    let starts = 0..rest.len();
    let exactly = |count: usize| starts.clone().find(|from| digits(*from) >= count).map(|from| &rest[from..from + count]);
    match token {
        "Q" | "S" => exactly(1),
        "YYYY" => exactly(4),
        "SSS" => exactly(3),
        "YY" | "MM" | "DD" | "SS" | "ww" => exactly(2),
        "M" | "D" | "h" | "hh" | "H" | "HH" | "m" | "mm" | "s" | "ss" | "w" => {
            let from = starts.clone().find(|from| rest[*from].is_ascii_digit())?;
            Some(&rest[from..from + digits(from).min(2)])
        }
        "Y" => starts.clone().find_map(|from| {
            let sign = usize::from(rest[from] == '+' || rest[from] == '-');
            let count = digits(from + sign);
            (count > 0).then(|| &rest[from..from + sign + count])
        }),
        "Z" | "ZZ" => starts.clone().find_map(|from| match rest[from] {
            'Z' => Some(&rest[from..=from]),
            '+' | '-' if digits(from + 1) >= 2 => {
                let colon = usize::from(rest.get(from + 3) == Some(&':'));
                let minutes = if digits((from + 3 + colon).min(rest.len())) >= 2 { 2 } else { 0 };
                // `:?(\d\d)?`: the colon is taken also where no minutes follow.
                Some(&rest[from..from + 3 + colon + minutes])
            }
            _ => None,
        }),
        _ => {
            let is_letter = |sign: &char| !"-_:/,()".contains(*sign) && !is_space(*sign) && !sign.is_ascii_digit();
            let letter = rest.iter().position(is_letter)?;
            let before = rest[..letter].iter().rev().take_while(|sign| sign.is_ascii_digit()).count();
            let count = rest[letter..].iter().take_while(|sign| is_letter(sign)).count();
            Some(&rest[letter - before..letter + count])
        }
    }
}

/// What was read of a text.
#[derive(Debug, Clone, Copy, Default)]
struct Found {
    year: i64,
    month: i64,
    day: Option<i64>,
    hours: Option<i64>,
    minutes: i64,
    seconds: i64,
    milliseconds: i64,
    is_afternoon: Option<bool>,
    /// Minutes from UTC.
    offset: Option<i64>,
}

impl Found {
    /// Takes what a token has found; nothing where that is no value of it.
    fn take(&mut self, token: &str, value: &str) -> Option<()> {
        let number = || value.parse::<i64>().ok();
        let month = |name: fn(&'static str) -> &'static str| {
            let at = MONTHS.iter().position(|month| name(month) == value)?;
            i64::try_from(at + 1).ok()
        };
        match token {
            "A" => self.is_afternoon = Some(value == "PM"),
            "a" => self.is_afternoon = Some(value == "pm"),
            "Q" => self.month = (number()? - 1) * 3 + 1,
            "S" => self.milliseconds = number()? * 100,
            "SS" => self.milliseconds = number()? * 10,
            "SSS" => self.milliseconds = number()?,
            "s" | "ss" => self.seconds = number()?,
            "m" | "mm" => self.minutes = number()?,
            "h" | "hh" | "H" | "HH" => self.hours = number(),
            "D" | "DD" => self.day = number().filter(|day| *day > 0),
            "Do" => {
                let digits = value.trim_start_matches(|sign: char| !sign.is_ascii_digit());
                let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
                self.day = Some(digits[..end].parse().ok()?);
            }
            // The plugin that a week would need is not loaded; week 0 is no week.
            "w" | "ww" => return None,
            "M" | "MM" => self.month = number()?,
            "MMM" => self.month = month(|name| &name[..3])?,
            "MMMM" => self.month = month(|name| name)?,
            "Y" | "YYYY" => self.year = number()?,
            "YY" => self.year = number().map(|year| year + if year > 68 { 1900 } else { 2000 })?,
            _ => {
                let digits: Vec<i64> = value
                    .split(['+', '-', ':'])
                    .flat_map(|part| part.as_bytes().chunks_exact(2))
                    .filter_map(|two| std::str::from_utf8(two).ok()?.parse().ok())
                    .collect();
                let minutes = digits.first().copied().unwrap_or(0) * 60 + digits.get(1).copied().unwrap_or(0);
                self.offset = Some(if value.starts_with('-') { -minutes } else { minutes });
            }
        }
        Some(())
    }

    fn moment(self, clock: &Clock) -> Option<Moment> {
        let hours = match (self.is_afternoon, self.hours) {
            (Some(true), Some(hours)) if hours < 12 => hours + 12,
            (Some(false), Some(12)) => 0,
            (_, hours) => hours.unwrap_or(0),
        };
        let now = clock.today;
        let has_date = self.year != 0 || self.month != 0;
        let day = self.day.unwrap_or(if has_date { 1 } else { i64::from(now.day()) });
        let month = match self.month {
            0 if self.year != 0 => 0,
            month if month > 0 => month - 1,
            _ => i64::from(now.month0()),
        };
        // ECMA-262, 21.4.1.30, MakeFullYear: the first hundred years are those of the last century.
        let year = match self.year {
            0 => i64::from(now.year()),
            1..=99 => self.year + 1900,
            year => year,
        };
        let time = ((hours * 60 + self.minutes) * 60 + self.seconds) * 1000 + self.milliseconds;
        let time = crate::calendar::civil::TimeDelta::try_milliseconds(time)?;
        let wall = civil(year, month, day)?.and_hms_opt(0, 0, 0)?.checked_add_signed(time)?;
        match self.offset {
            Some(offset) => Some(wall.and_utc().timestamp_millis() - offset * 60_000),
            None => clock.moment(wall),
        }
    }
}

/// The date of a text that is `YYYY-MM-DD` to the letter. The years before 100 are others to JavaScript.
pub fn iso(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let shape = |(index, byte): (usize, &u8)| if index == 4 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    if bytes.len() != 10 || !bytes.iter().enumerate().all(shape) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)?;
    (date.year() >= 100).then_some(date)
}

/// `1st`, `2nd`.
fn ordinal(day: u32) -> String {
    let ending = match day {
        11..=13 => "th",
        _ => match day % 10 {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        },
    };
    format!("{day}{ending}")
}
