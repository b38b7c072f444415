//! What people had been shown otherwise, told from the ledger: what has moved, the latest change first, and what is no longer held.
//! Knows no file format; the page of changes and the site draw from it.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::plan::id::ProductId;
use crate::plan::plan::Plan;
use crate::render::telling::title;
use crate::render::view::{Kind, View};
use crate::schedule::identity::EntryId;
use crate::schedule::ledger::{Ledger, Record, State};
use crate::schedule::placement::Placement;

/// One change that people see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged<'a> {
    /// What has changed.
    pub id: &'a EntryId,
    /// Its title and product; none where the plan knows it no longer.
    pub known: Option<(ProductId, String)>,
    /// When it was before.
    pub from: Placement,
    /// When it is now; none where it is no longer held.
    pub to: Option<Placement>,
    /// The day of the change.
    pub on: NaiveDate,
    /// Why, where the plan says so.
    pub why: &'a str,
}

/// All changes of activities: what has moved, by the day of the change from the latest back and then by date; then what is no longer
/// held. Deadlines are left out: they follow their meetings.
pub fn change_log<'a>(view: &View<'a>, ledger: &'a Ledger) -> Vec<Logged<'a>> {
    let plan = view.plan;
    let titles: BTreeMap<&EntryId, (ProductId, String)> =
        view.entries.iter().map(|entry| (&entry.id, (entry.product, title(plan, entry)))).collect();
    let reasons = reasons(view);
    let of_plan = || ledger.records().filter(|(id, _)| id.as_activity().is_some());
    let moved = of_plan().filter(|(_, record)| record.state == State::Announced).filter_map(|(id, record)| {
        let why = reasons.get(id).copied().unwrap_or_default();
        let on = record.stamp.utc().date();
        Some(Logged { id, known: titles.get(id).cloned(), from: record.was?, to: Some(record.when), on, why })
    });
    let mut log: Vec<Logged<'a>> = moved.collect();
    log.sort_by_key(|logged| (std::cmp::Reverse(logged.on), logged.to.map(Placement::first)));
    // What lay before the planned years is over, and not cancelled: it left the feeds with its year.
    let is_planned = |record: &Record| record.when.last() >= plan.horizon.first();
    let gone = of_plan().filter(|(_, record)| record.state != State::Announced && is_planned(record));
    log.extend(gone.map(|(id, record)| {
        let (known, why) = cancelled(plan, id).map_or((None, ""), |(product, title, why)| (Some((product, title)), why));
        Logged { id, known, from: record.when, to: None, on: record.stamp.utc().date(), why }
    }));
    log
}

/// Why single meetings are as they are, where the plan says so.
fn reasons<'a>(view: &View<'a>) -> BTreeMap<EntryId, &'a str> {
    let plan = view.plan;
    let of = |kind: &Kind| match kind {
        Kind::Meeting { occurrence, .. } => plan.occurrences[occurrence.0].exception.as_ref(),
        Kind::Deadline { .. } | Kind::Phase { .. } | Kind::Milestone { .. } => None,
    };
    let told = view.entries.iter().filter_map(|entry| Some((entry.id.clone(), of(&entry.kind)?.reason.as_str())));
    told.collect()
}

/// The product and title of a meeting that is not held, and why.
fn cancelled<'p>(plan: &'p Plan, id: &EntryId) -> Option<(ProductId, String, &'p str)> {
    let occurrence = plan.occurrences.iter().find(|occurrence| occurrence.id.as_str() == id.as_str())?;
    let exception = occurrence.exception.as_ref()?;
    let group = plan.group(occurrence.group);
    (!occurrence.is_held()).then(|| (group.product, group.title.clone(), exception.reason.as_str()))
}
