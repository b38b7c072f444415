//! A frequency in somebody's words, such as `hver 1. mandag i måneden` or `every other Thursday at 1pm`, as the rhythm of a plan.
//!
//! What can be meant in two ways is refused, with both readings to choose from. It knows no dates.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::import::frequency::clause::{Clause, clauses};
use crate::import::frequency::misread::Misread;
use crate::import::frequency::words::{Unit, adverb, number, ordinal, unit};
use crate::import::meetings::meeting::ends_that_day;
use crate::import::plan_text::{Entry, Value};

/// A rhythm as keys of `meets`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// How often, as a rule or a period.
    pub rhythm: Rhythm,
    /// What stands besides: months without a meeting, weekdays and clock times.
    pub clauses: Clause,
}

/// How often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rhythm {
    /// These weekdays of so-manieth of a month, -1 for the last, in every so many months.
    OfMonth {
        /// Which ones of the month.
        nths: Vec<i64>,
        /// The weekday, 0 for Monday.
        weekday: usize,
        /// In every so many months.
        interval: u32,
    },
    /// On weekdays of every so many weeks.
    OfWeek {
        /// Every so many.
        interval: u32,
    },
    /// So many in each of every so many periods.
    Each {
        /// The period.
        unit: Unit,
        /// How many meetings.
        times: u32,
        /// Every so many periods.
        interval: u32,
    },
}

/// The names of weekdays in rules and in plans.
const RULE_DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const PLAN_DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
pub(crate) const DANISH_DAYS: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
pub(crate) const ENGLISH_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words that say nothing more.
const FILLING: [&str; 25] = [
    "i", "om", "on", "the", "of", "på", "den", "a", "an", "in", "per", "pr", "pr.", "og", "and", "hver", "hvert", "every",
    "each", "møde", "møder", "holdes", "meeting", "meetings", "afholdes",
];

const EVERY: [&str; 6] = ["hver", "hvert", "every", "each", "alle", "all"];

/// Reads a frequency.
///
/// # Errors
/// Where the words do not say it, or say it in two ways.
pub fn understood(text: &str) -> Result<Understood, Misread> {
    let (words, clauses) = clauses(text)?;
    let rhythm = rhythm(&words, &clauses)?;
    if clauses.weekdays.iter().any(|day| *day >= 5) {
        return Err(Misread::NoRule("no meeting of a plan lies on a weekend".to_owned()));
    }
    if clauses.start.is_some_and(|start| !ends_that_day(start, clauses.minutes)) {
        return Err(Misread::NoRule("a meeting of a plan ends on the day on which it starts".to_owned()));
    }
    Ok(Understood { rhythm, clauses })
}

fn rhythm(words: &[String], clause: &Clause) -> Result<Rhythm, Misread> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    for word in &words {
        if ["hverdag", "arbejdsdag", "workday", "working", "business", "weekday", "hverdagen"].contains(word) {
            return Err(Misread::NoRule("a plan has no rule for working days of a month: name a weekday".to_owned()));
        }
    }
    if let Some(misread) = ambiguous(&words, clause) {
        return Err(misread);
    }
    let is_known = |word: &&str| {
        FILLING.contains(word)
            || EVERY.contains(word)
            || unit(word).is_some()
            || adverb(word).is_some()
            || number(word).is_some()
            || ordinal(word).is_some()
            || ["gange", "gang", "times", "time", "once", "twice", "thrice", "other", "fortnightly", "fortnight"].contains(word)
    };
    if let Some(unknown) = words.iter().find(|word| !is_known(word)) {
        return Err(Misread::Word((*unknown).to_owned()));
    }
    let unit_said = words.iter().find_map(|word| unit(word));
    let adverb_said = words.iter().find_map(|word| adverb(word));
    let nths: Vec<i64> = words.iter().filter_map(|word| ordinal(word)).collect();
    let is_every = words.iter().any(|word| EVERY.contains(word));
    let is_other = words.contains(&"other");
    // So many times in each.
    if let Some(times) = times(&words) {
        let unit = unit_said.or(adverb_said).ok_or(Misread::Nothing)?;
        return each(unit, times, 1);
    }
    if words.contains(&"fortnightly") || words.contains(&"fortnight") {
        return each(Unit::Week, 1, 2);
    }
    if let Some(unit) = adverb_said.filter(|_| nths.is_empty()) {
        return each(unit, 1, 1);
    }
    let last_said = words.last().copied().unwrap_or_default();
    match (clause.weekdays.as_slice(), nths.as_slice(), unit_said.or(adverb_said)) {
        // The first Monday of the month.
        ([day], [_, ..], Some(Unit::Month | Unit::Quarter)) if !only_counts_units(&words, &nths) => {
            // In every second month: that number stands with the month.
            let counted = ordinal_before_unit(&words).filter(|_| nths.len() > 1);
            let interval = counted.unwrap_or(if is_other { 2 } else { 1 });
            let mut nths = nths.clone();
            if let Some(place) = nths.iter().position(|nth| counted.map(i64::from) == Some(*nth)) {
                nths.remove(place);
            }
            let interval = if unit_said == Some(Unit::Quarter) { 3 } else { interval };
            of_month(&nths, *day, interval)
        }
        ([day], [_, ..], None) if !is_every || nths.iter().any(|nth| [1, -1, -2].contains(nth)) => of_month(&nths, *day, 1),
        // Every second Tuesday, in words that mean the week: `hver anden tirsdag`.
        ([_], [nth], None) => Ok(Rhythm::OfWeek { interval: u32::try_from(*nth).unwrap_or(1) }),
        ([_, ..], [], None) if is_other => Ok(Rhythm::OfWeek { interval: 2 }),
        ([_, ..], [], None) if is_every || words.iter().all(|word| FILLING.contains(word)) => Ok(Rhythm::OfWeek { interval: 1 }),
        (_, [], Some(unit)) => {
            let count = words.iter().find_map(|word| number(word).filter(|_| is_every && *word != "en" && *word != "et"));
            each(unit, 1, if is_other { 2 } else { count.unwrap_or(1) })
        }
        (_, [nth], Some(unit)) if *nth > 0 && is_every => each(unit, 1, u32::try_from(*nth).unwrap_or(1)),
        (_, [nth], Some(_)) if *nth == 1 && is_every => Err(Misread::Nothing),
        _ if last_said.is_empty() => Err(Misread::Nothing),
        _ => Err(Misread::Word(last_said.to_owned())),
    }
}

/// Whether the only number counts periods: `hver anden uge om torsdagen`.
fn only_counts_units(words: &[&str], nths: &[i64]) -> bool {
    nths.len() == 1 && ordinal_before_unit(words).is_some()
}

/// The number right before a unit: `anden måned`. That of `i anden måned` counts too.
fn ordinal_before_unit(words: &[&str]) -> Option<u32> {
    let pairs = words.windows(2);
    let found = pairs.filter(|pair| unit(pair[1]).is_some()).find_map(|pair| ordinal(pair[0]));
    found.and_then(|number| u32::try_from(number).ok())
}

fn of_month(nths: &[i64], weekday: usize, interval: u32) -> Result<Rhythm, Misread> {
    if nths.iter().any(|nth| !(-2..=4).contains(nth)) {
        return Err(Misread::NoRule("not every month has a fifth one: say `last`, or `sidste`".to_owned()));
    }
    Ok(Rhythm::OfMonth { nths: nths.to_vec(), weekday, interval })
}

/// So many in each period; days are weeks when they are, and else nothing that a plan has.
fn each(unit: Unit, times: u32, interval: u32) -> Result<Rhythm, Misread> {
    match unit {
        Unit::Day if times == 1 && interval.is_multiple_of(7) => each(Unit::Week, 1, interval / 7),
        Unit::Day => Err(Misread::NoRule("a plan has no daily meetings: name the weekdays".to_owned())),
        Unit::Week if times == 1 => Ok(Rhythm::OfWeek { interval }),
        Unit::Week | Unit::Month | Unit::Quarter | Unit::HalfYear | Unit::Year => Ok(Rhythm::Each { unit, times, interval }),
    }
}

/// `4 gange`, `twice`, `en gang`: how many times.
fn times(words: &[&str]) -> Option<u32> {
    for (word, count) in [("once", 1), ("twice", 2), ("thrice", 3)] {
        if words.contains(&word) {
            return Some(count);
        }
    }
    let counted = |pair: &[&str]| ["gange", "gang", "times", "time"].contains(&pair[1]).then(|| number(pair[0])).flatten();
    words.windows(2).find_map(counted)
}

/// Words that can be meant in two ways.
fn ambiguous(words: &[&str], clause: &Clause) -> Option<Misread> {
    let readings = |readings: [String; 2]| Some(Misread::Ambiguous(readings.to_vec()));
    for word in words {
        match *word {
            "biweekly" | "bi-weekly" => return readings(["every other week".to_owned(), "twice a week".to_owned()]),
            "bimonthly" | "bi-monthly" => return readings(["every other month".to_owned(), "twice a month".to_owned()]),
            "biannual" | "biannually" => return readings(["twice a year".to_owned(), "every other year".to_owned()]),
            _ => {}
        }
    }
    let has_unit = words.iter().any(|word| unit(word).is_some() || adverb(word).is_some());
    let [day] = clause.weekdays.as_slice() else { return None };
    let (every, nth) = words.windows(2).find_map(|pair| {
        let is_number = !["anden", "andet"].contains(&pair[1]);
        EVERY.contains(&pair[0]).then(|| ordinal(pair[1]).filter(|_| is_number)).flatten().map(|nth| (pair[0], nth))
    })?;
    if has_unit || nth < 2 {
        return None;
    }
    let is_danish = ["hver", "hvert"].contains(&every);
    if is_danish {
        readings([format!("hver {nth}. uge om {}en", DANISH_DAYS[*day]), format!("{nth}. {} i måneden", DANISH_DAYS[*day])])
    } else {
        readings([
            format!("every {nth} weeks on {}", ENGLISH_DAYS[*day]),
            format!("{} {} of the month", ranked(nth), ENGLISH_DAYS[*day]),
        ])
    }
}

/// `2nd`.
fn ranked(number: i64) -> String {
    let end = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

impl Understood {
    /// Whether it counts from some first day: every second week, for example.
    pub fn counts_from_a_day(&self) -> bool {
        let (Rhythm::OfMonth { interval, .. } | Rhythm::OfWeek { interval } | Rhythm::Each { interval, .. }) = &self.rhythm;
        *interval > 1
    }

    /// The same with the first day that it counts from, where it counts from one: the first of its weekdays from a day on.
    pub fn meets_from(&self, day: NaiveDate) -> Vec<Entry> {
        let mut entries = self.meets();
        if self.counts_from_a_day() {
            let days = match &self.rhythm {
                Rhythm::OfMonth { .. } => day.with_day(1),
                Rhythm::OfWeek { .. } => day.iter_days().take(7).find(|day| self.is_on(*day)),
                Rhythm::Each { .. } => Some(day),
            };
            let at = entries.iter().position(|entry| ["except", "on", "at", "length"].contains(&entry.key.as_str()));
            entries.insert(at.unwrap_or(entries.len()), Entry::word("from", &days.unwrap_or(day)));
        }
        entries
    }

    fn is_on(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.clauses.weekdays.is_empty() || self.clauses.weekdays.contains(&weekday)
    }

    /// The keys of `meets` that say it, without a length that was not said.
    pub fn meets(&self) -> Vec<Entry> {
        let days = &self.clauses.weekdays;
        let mut entries = Vec::new();
        let mut says_days = false;
        match &self.rhythm {
            Rhythm::OfMonth { nths, weekday, interval } => {
                let days: Vec<String> = nths.iter().map(|nth| format!("{nth}{}", RULE_DAYS[*weekday])).collect();
                let every = if *interval == 1 { String::new() } else { format!("INTERVAL={interval};") };
                entries.push(Entry::word("rrule", &quoted_rule(&format!("FREQ=MONTHLY;{every}BYDAY={}", days.join(",")))));
                says_days = true;
            }
            Rhythm::OfWeek { interval } if !days.is_empty() => {
                let days: Vec<&str> = days.iter().map(|day| RULE_DAYS[*day]).collect();
                let every = if *interval == 1 { String::new() } else { format!("INTERVAL={interval};") };
                entries.push(Entry::word("rrule", &quoted_rule(&format!("FREQ=WEEKLY;{every}BYDAY={}", days.join(",")))));
                says_days = true;
            }
            Rhythm::OfWeek { interval } => {
                entries.push(Entry::word("each", "week"));
                entries.extend((*interval > 1).then(|| Entry::word("every", interval)));
            }
            Rhythm::Each { unit, times, interval } => {
                entries.push(Entry::word("each", period(*unit)));
                entries.extend((*times > 1).then(|| Entry::word("times", times)));
                entries.extend((*interval > 1).then(|| Entry::word("every", interval)));
            }
        }
        entries.extend(self.clauses.except());
        if !says_days && !days.is_empty() {
            let mut days: Vec<Value> = days.iter().map(|day| Value::Word(PLAN_DAYS[*day].to_owned())).collect();
            let on = if days.len() == 1 { days.pop() } else { None };
            entries.push(Entry::new("on", on.unwrap_or(Value::List(days))));
        }
        entries.extend(self.clauses.times());
        entries
    }
}

/// A rule with a comma is quoted: it stands in a map on one line.
fn quoted_rule(rule: &str) -> String {
    if rule.contains(',') { format!("\"{rule}\"") } else { rule.to_owned() }
}

fn period(unit: Unit) -> &'static str {
    match unit {
        Unit::Day | Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::HalfYear => "half-year",
        Unit::Year => "year",
    }
}
