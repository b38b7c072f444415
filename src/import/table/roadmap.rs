//! Rows as the roadmap of a product: phases and milestones in tracks.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::import::charts::{calendars, counted, open_days};
use crate::import::draft::{Draft, Shared};
use crate::import::ics::import::heading;
use crate::import::key::{Keys, keys};
use crate::import::plan_text::{Entry, Value};
use crate::import::table::columns::Column;
use crate::import::table::row::{LeftOut, Row, shown};
use crate::import::table::shape::{Product, Shape};
use crate::schema::collector::Collector;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    /// A phase, from the first day to the last.
    Phase(NaiveDate, NaiveDate),
    /// A milestone.
    Milestone(NaiveDate),
}

/// A phase or milestone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    title: String,
    days: Days,
}

impl Item {
    fn is_phase(&self) -> bool {
        matches!(self.days, Days::Phase(..))
    }

    /// Its first and last day.
    fn ends(&self) -> (NaiveDate, NaiveDate) {
        match self.days {
            Days::Phase(first, last) => (first, last),
            Days::Milestone(date) => (date, date),
        }
    }
}

/// The file of a product with its roadmap; none where no row is left.
pub fn draft(product: &Product, rows: &[Row<'_>], shape: &Shape<'_>, told: &mut Collector) -> Option<Draft> {
    let mut tracks: Vec<(String, Vec<Item>)> = Vec::new();
    for row in rows {
        let Ok(item) = item(row, shape, told) else { continue };
        let track = row.text(Column::Track).unwrap_or(&product.title);
        match tracks.iter_mut().find(|(title, _)| title.to_lowercase() == track.to_lowercase()) {
            Some((_, items)) => items.push(item),
            None => tracks.push((track.to_owned(), vec![item])),
        }
    }
    let items = || tracks.iter().flat_map(|(_, items)| items);
    let of_item = |item: &Item| (item.ends().0.year(), item.ends().1.year());
    let of_days = items().map(of_item).reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    let years = shape.settings.years.map_or(of_days, |years| (*years.years().start(), *years.years().end()));
    let country = shape.settings.country;
    let open = open_days(years, country);
    let is_closed = |date: NaiveDate| open.as_ref().is_some_and(|open| !open.is_open(date));
    let phases = items().filter(|item| item.is_phase()).count();
    let contents = counted(&[(tracks.len(), "track"), (phases, "phase"), (items().count() - phases, "milestone")]);
    let (mut of_tracks, mut of_items) = (keys(), keys());
    let track = |(title, items): &(String, Vec<Item>)| {
        let mut entries = vec![Entry::text("title", title.as_str())];
        for (key, wants_phase) in [("phases", true), ("milestones", false)] {
            let wanted = items.iter().filter(|item| item.is_phase() == wants_phase);
            let wanted: Vec<Entry> = wanted.map(|item| entry(item, &mut of_items, is_closed)).collect();
            if !wanted.is_empty() {
                entries.push(Entry::new(key, Value::Lines(wanted)));
            }
        }
        Entry::new(of_tracks.unique(title, "track"), Value::Lines(entries))
    };
    let tracks = Value::Lines(tracks.iter().map(track).collect());
    Some(Draft {
        product: product.key.clone(),
        title: product.title.clone(),
        heading: heading(shape.language, &shape.name),
        entries: vec![
            Entry::text("calendar", country.code()),
            Entry::new("roadmap", Value::Lines(vec![Entry::new("tracks", tracks)])),
        ],
        shared: Shared { calendars: calendars(country), ..Shared::of(years, shape.language) },
        contents,
    })
}

fn entry(item: &Item, keys: &mut Keys, is_closed: impl Fn(NaiveDate) -> bool) -> Entry {
    let mut fields = vec![Entry::text("title", item.title.as_str())];
    match item.days {
        Days::Phase(first, last) => fields.extend([Entry::word("from", &first), Entry::word("to", &last)]),
        Days::Milestone(date) => {
            fields.push(Entry::word("on", &date));
            // It is a fact, also where nobody works.
            fields.extend(is_closed(date).then(|| Entry::word("on-closed", "keep")));
        }
    }
    Entry::new(keys.unique(&item.title, "item"), Value::Map(fields))
}

/// The phase or milestone of a row.
fn item(row: &Row<'_>, shape: &Shape<'_>, told: &mut Collector) -> Result<Item, LeftOut> {
    let date = row.date(Column::Date, shape.bounds, told);
    let first = row.date(Column::From, shape.bounds, told);
    let last = row.date(Column::To, shape.bounds, told);
    let (date, first, last) = (date?, first?, last?);
    match (row.text(Column::Phase), row.text(Column::Milestone)) {
        (Some(_), Some(_)) => {
            let hint = "give each of them a row of its own";
            Err(row.refuse(Column::Milestone, "the row names a phase and a milestone", hint, told))
        }
        (None, None) => {
            let hint = "write a name under `phase` or `milestone`";
            Err(row.refuse(Column::Phase, "the row names neither a phase nor a milestone", hint, told))
        }
        (Some(title), None) => match (first, last) {
            (Some(first), Some(last)) if last < first => {
                let message = format!("the last day {} is before the first", shown(row.text(Column::To).unwrap_or_default()));
                Err(row.refuse(Column::To, message, format!("write a day from {first} on"), told))
            }
            (Some(first), Some(last)) => Ok(Item { title: title.to_owned(), days: Days::Phase(first, last) }),
            (Some(_), None) | (None, Some(_) | None) => {
                let hint = "write them under `from` and `to`; what is on one day is a milestone";
                Err(row.refuse(Column::Phase, format!("the phase {} has no first or no last day", shown(title)), hint, told))
            }
        },
        (None, Some(title)) => {
            let Some(date) = date.or(first) else {
                let hint = "write it under `date` or `from`";
                return Err(row.refuse(Column::Milestone, format!("the milestone {} has no date", shown(title)), hint, told));
            };
            Ok(Item { title: title.to_owned(), days: Days::Milestone(date) })
        }
    }
}
