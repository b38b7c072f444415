//! Events of whole days as the closed days of a calendar, by name: those that are on one date in every year as such, the others by
//! their dates.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::ics::leave::{run_text, runs};
use crate::import::ics::read::Happening;
use crate::import::plan_text::{Entry, Value};
use crate::schema::collector::Collector;

/// The closed days by name, in order of their first dates. Events that are cancelled close nothing; those with clock times are
/// counted, and told once.
pub fn closed_days(happenings: &[Happening], years: Horizon, told: &mut Collector) -> Vec<Entry> {
    let mut by_name: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    let mut timed = Vec::new();
    for happening in happenings.iter().filter(|happening| !happening.is_cancelled) {
        if !happening.is_all_day {
            timed.push(happening.span);
            continue;
        }
        let name = if happening.title.is_empty() { "?" } else { happening.title.as_str() };
        if !order.contains(&name) {
            order.push(name);
        }
        let (first, last) = happening.days();
        by_name.entry(name).or_default().extend(first.iter_days().take_while(|day| *day <= last));
    }
    if let Some(first) = timed.first() {
        let message = match timed.len() {
            1 => "an event has clock times: it closes no day".to_owned(),
            many => format!("{many} events have clock times and close no day, this one first"),
        };
        let warning = Diagnostic::warning(Code::IgnoredEvent, message).at(*first, "");
        told.tell(warning.hint("closed days are whole days: write a half day by hand, with `from`"));
    }
    order.into_iter().map(|name| Entry::new(name, days(&by_name[name], years))).collect()
}

/// Days as a closure says them: `06-05` where every year of several has just that, else dates.
fn days(days: &[NaiveDate], years: Horizon) -> Value {
    let of_year: BTreeSet<(u32, u32)> = days.iter().map(|day| (day.month(), day.day())).collect();
    let found: BTreeSet<i32> = days.iter().map(Datelike::year).collect();
    let is_yearly = found.len() >= 2 && found.iter().copied().eq(years.years()) && of_year.len() * found.len() == days.len();
    if let (true, [(month, day)]) = (is_yearly, of_year.iter().copied().collect::<Vec<_>>().as_slice()) {
        return Value::Word(format!("{month:02}-{day:02}"));
    }
    let mut runs: Vec<Value> = runs(days.to_vec()).into_iter().map(|run| Value::Word(run_text(run))).collect();
    match (runs.len(), runs.pop()) {
        (1, Some(only)) => only,
        (_, last) => Value::List(runs.into_iter().chain(last).collect()),
    }
}

/// The `calendars` of a plan with one of these closed days.
pub fn calendar(key: &str, closed: Vec<Entry>) -> Entry {
    let calendar = Entry::new(key, Value::Lines(vec![Entry::new("closed", Value::Lines(closed))]));
    Entry::new("calendars", Value::Lines(vec![calendar]))
}
