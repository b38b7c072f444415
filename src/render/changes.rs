//! `changes.md`: what people had been shown otherwise, from and to, the latest change first. It is told from the ledger, so planning
//! again without a change writes the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::calendar::civil::NaiveDate;
use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::render::artifact::Artifact;
use crate::render::change_table::{markdown_head, markdown_row, when};
use crate::render::page::markdown;
use crate::render::telling::title;
use crate::render::view::{Entry, Kind, View};
use crate::schedule::identity::EntryId;
use crate::schedule::ledger::{Ledger, Record, State};

/// The page `changes.md`.
pub fn changes(view: &View<'_>, ledger: &Ledger) -> Artifact {
    let language = view.plan.language;
    let (heading, none, withdrawn) = match language {
        Language::Danish => ("Ændringer", "Ingen datoer er flyttet eller aflyst.", "Aflyst"),
        Language::English => ("Changes", "No date has moved, and none is cancelled.", "No longer held"),
    };
    let named = |entry: &Entry| (entry.id.clone(), of_product(view.plan, entry.product, &title(view.plan, entry)));
    let titles: BTreeMap<EntryId, String> = view.entries.iter().map(named).collect();
    let reasons = reasons(view);
    let of_plan = || ledger.records().filter(|(id, _)| id.as_activity().is_some());
    let mut by_day: BTreeMap<NaiveDate, Vec<(&EntryId, &Record)>> = BTreeMap::new();
    for (id, record) in of_plan().filter(|(_, record)| record.state == State::Announced && record.was.is_some()) {
        by_day.entry(record.stamp.utc().date()).or_default().push((id, record));
    }
    let mut text = format!("# {heading}\n");
    for (day, mut records) in by_day.into_iter().rev() {
        records.sort_by_key(|(_, record)| record.when.first());
        write!(text, "\n## {day}\n\n{}", markdown_head(language, 4)).expect("a String takes what is written");
        for (id, record) in records {
            let what = titles.get(id).map_or_else(|| id.as_str().to_owned(), Clone::clone);
            let from = record.was.map_or_else(String::new, |was| when(was, language));
            let why = reasons.get(id).copied().unwrap_or_default();
            row(&mut text, [&what, &from, &when(record.when, language), why]);
        }
    }
    // What lay before the planned years is over, and not cancelled: it left the feeds with its year.
    let is_planned = |record: &Record| record.when.last() >= view.plan.horizon.first();
    let gone = of_plan().filter(|(_, record)| record.state == State::Withdrawn && is_planned(record));
    let gone: Vec<(&EntryId, &Record)> = gone.collect();
    if !gone.is_empty() {
        write!(text, "\n## {withdrawn}\n\n{}", markdown_head(language, 4)).expect("a String takes what is written");
        for (id, record) in gone {
            let known = cancelled(view.plan, id);
            let what = known.as_ref().map_or_else(|| id.as_str().to_owned(), |(title, _)| title.clone());
            row(&mut text, [&what, &when(record.when, language), "–", known.as_ref().map_or("", |(_, reason)| reason)]);
        }
    }
    if !text.contains("\n## ") {
        write!(text, "\n{none}\n").expect("a String takes what is written");
    }
    Artifact::new("changes.md", text)
}

fn row(text: &mut String, cells: [&str; 4]) {
    text.push_str(&markdown_row(&cells.map(markdown)));
}

/// Why single meetings are as they are, where the plan says so.
fn reasons<'p>(view: &View<'p>) -> BTreeMap<EntryId, &'p str> {
    let plan = view.plan;
    let of = |kind: &Kind| match kind {
        Kind::Meeting { occurrence, .. } => plan.occurrences[occurrence.0].exception.as_ref(),
        Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => None,
    };
    let told = view.entries.iter().filter_map(|entry| Some((entry.id.clone(), of(&entry.kind)?.reason.as_str())));
    told.collect()
}

/// The title of a meeting that is not held, and why.
fn cancelled<'p>(plan: &'p Plan, id: &EntryId) -> Option<(String, &'p str)> {
    let occurrence = plan.occurrences.iter().find(|occurrence| occurrence.id.as_str() == id.as_str())?;
    let exception = occurrence.exception.as_ref()?;
    let group = plan.group(occurrence.group);
    (!occurrence.is_held()).then(|| (of_product(plan, group.product, &group.title), exception.reason.as_str()))
}

/// A title with that of its product, where there are several.
fn of_product(plan: &Plan, product: ProductId, title: &str) -> String {
    if plan.products.len() > 1 { format!("{}: {title}", plan.product(product).title) } else { title.to_owned() }
}
