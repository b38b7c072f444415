//! Busy events as the leave of a person: whole days. Titles are left out: why somebody is away is their own business.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::ics::read::Happening;
use crate::import::plan_text::{Entry, Value};
use crate::schema::collector::Collector;

/// The hours of a day on which somebody is away: an event with clock times that covers them takes the day.
const FROM: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock is a time");
const UNTIL: NaiveTime = NaiveTime::from_hms_opt(15, 0, 0).expect("three o'clock is a time");

/// Days in a row, the first and the last included.
pub type Run = (NaiveDate, NaiveDate);

/// The days that events take, in order, those in a row as one run. Events that are cancelled or marked as free take none; those that
/// take less than a day are counted, and told once.
pub fn days_away(happenings: &[Happening], told: &mut Collector) -> Vec<Run> {
    let mut days: Vec<NaiveDate> = Vec::new();
    let mut short = Vec::new();
    for happening in happenings.iter().filter(|happening| !happening.is_cancelled && !happening.is_free) {
        let (first, last) = happening.days();
        let is_taken = |day: &NaiveDate| {
            happening.is_all_day || happening.start <= day.and_time(FROM) && happening.end >= day.and_time(UNTIL)
        };
        let taken: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= last).filter(is_taken).collect();
        if taken.is_empty() {
            short.push(happening.span);
        }
        days.extend(taken);
    }
    if let Some(first) = short.first() {
        let message = match short.len() {
            1 => "an event takes less than a day of work".to_owned(),
            many => format!("{many} events take less than a day of work, this one first"),
        };
        let warning = Diagnostic::warning(Code::IgnoredEvent, message).at(*first, "");
        told.tell(warning.hint("leave is whole days: an event from 09:00 to 15:00 or longer is one, and these are left out"));
    }
    runs(days)
}

/// Days in order, those in a row as one run.
pub fn runs(mut days: Vec<NaiveDate>) -> Vec<Run> {
    days.sort_unstable();
    days.dedup();
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(day) => *last = day,
            Some(_) | None => runs.push((day, day)),
        }
    }
    runs
}

/// A run of days as plans write it.
pub fn run_text((first, last): Run) -> String {
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}

/// The `people` of a plan, each with days away.
pub fn people(leave: &[(String, Vec<Run>)]) -> Entry {
    let person = |(key, runs): &(String, Vec<Run>)| {
        let days = runs.iter().map(|run| Value::Word(run_text(*run))).collect();
        Entry::new(key.as_str(), Value::Lines(vec![Entry::new("leave", Value::List(days))]))
    };
    Entry::new("people", Value::Lines(leave.iter().map(person).collect()))
}
