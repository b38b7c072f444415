//! Rows as the leave of people.

use crate::calendar::civil::Datelike;
use crate::import::charts::counted;
use crate::import::draft::{Draft, Shared};
use crate::import::ics::import::heading;
use crate::import::ics::leave::{Run, run_text};
use crate::import::key::{key_of, plan_key};
use crate::import::plan_text::{Entry, Value};
use crate::import::table::columns::Column;
use crate::import::table::row::{LeftOut, Row, shown};
use crate::import::table::shape::Shape;
use crate::schema::collector::Collector;

/// Days away, and why where that is said.
type Away = (Run, Option<String>);

/// The file of people with their leave; none where no row is left.
pub fn draft(rows: &[Row<'_>], shape: &Shape<'_>, told: &mut Collector) -> Option<Draft> {
    let mut people: Vec<(String, Vec<Away>)> = Vec::new();
    for row in rows {
        let Ok((person, away)) = away(row, shape, told) else { continue };
        match people.iter_mut().find(|(key, _)| *key == person) {
            Some((_, all)) => all.push(away),
            None => people.push((person, vec![away])),
        }
    }
    let days = || people.iter().flat_map(|(_, all)| all).map(|((first, last), _)| (first.year(), last.year()));
    let of_days = days().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let planned = shape.settings.years.map(|years| (*years.years().start(), *years.years().end()));
    let noun = if people.len() == 1 { "person" } else { "people" };
    let contents = format!("{} {noun}, {} of leave", people.len(), counted(&[(days().count(), "run")]));
    let people = people.into_iter().map(|(key, all)| Entry::new(key, Value::Lines(vec![leave(all)]))).collect();
    Some(Draft {
        product: key_of(&shape.name),
        title: String::new(),
        heading: heading(shape.language, &shape.name),
        entries: vec![Entry::new("people", Value::Lines(people))],
        shared: Shared::of(planned.unwrap_or(of_days), shape.language),
        contents,
    })
}

/// The person of a row, and when they are away.
fn away(row: &Row<'_>, shape: &Shape<'_>, told: &mut Collector) -> Result<(String, Away), LeftOut> {
    let person = match row.text(Column::Person).map(plan_key).filter(|key| !key.is_empty()) {
        Some(person) => Ok(person),
        None => Err(row.refuse(Column::Person, "the row names no person", "write who is away under `person`", told)),
    };
    let first = row.date(Column::From, shape.bounds, told);
    let last = row.date(Column::To, shape.bounds, told);
    let (person, first, last) = (person?, first?, last?);
    let Some(first) = first else {
        return Err(row.refuse(
            Column::From,
            "the row has no first day",
            "write it under `from`; a leave of one day needs no `to`",
            told,
        ));
    };
    let last = last.unwrap_or(first);
    if last < first {
        let message = format!("the last day {} is before the first", shown(row.text(Column::To).unwrap_or_default()));
        return Err(row.refuse(Column::To, message, format!("write a day from {first} on"), told));
    }
    Ok((person, ((first, last), row.text(Column::Reason).map(str::to_owned))))
}

/// The `leave` of a person, in order of time, each once.
fn leave(mut all: Vec<Away>) -> Entry {
    all.sort();
    all.dedup();
    let value = |(run, reason): Away| {
        let days = run_text(run);
        match reason {
            Some(reason) => Value::Map(vec![Entry::word("on", &days), Entry::text("reason", reason)]),
            None => Value::Word(days),
        }
    };
    Entry::new("leave", Value::List(all.into_iter().map(value).collect()))
}
