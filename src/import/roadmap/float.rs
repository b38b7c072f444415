//! Tasks that a chart gives no date of their own (`after a1, 5d`), as phases and milestones that are to be placed: a length, and what
//! they follow. Knows no solver: what follows several others lies near the latest of them in the chart, so that it can be met.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
use crate::import::mermaid::chart::{Beginning, Chart, Ending, Task, Unit};
use crate::import::plan_text::{Entry, Value};
use crate::import::roadmap::days::Days;
use crate::import::roadmap::links::{Find, Place, items};
use crate::import::roadmap::outline::{Item, Outline};
use crate::plan::occurrence::Window;

/// Whether tasks without dates of their own keep those of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undated {
    /// They are fixed where the chart draws them.
    Fixed,
    /// They are to be placed.
    Placed,
}

/// How near the one it follows an item is to lie.
const NEAR: &str = "1..5 working days";
/// The most days or weeks that a length of a plan counts.
const LONGEST: u64 = 1000;
/// How far from the others.
const FAR: &str = "at least 1 working day";

/// Whether a task has no date of its own: it starts after others, and ends after a length.
fn floats(item: &Item<'_>) -> bool {
    let has_no_start = match &item.task.beginning {
        Beginning::After(_) | Beginning::Previous => true,
        Beginning::Written(_) => false,
    };
    let has_length = match &item.task.ending {
        Ending::Lasting(_) => true,
        Ending::Written(_) | Ending::Until(_) | Ending::Nothing(_) => false,
    };
    has_no_start && has_length
}

/// What is written of the items that are to be placed, by where they stand, instead of their dates: those without a date of their own.
pub fn placed(outline: &Outline<'_>, find: &Find<'_>, charts: &[&Chart], years: (i32, i32)) -> BTreeMap<Place, Vec<Entry>> {
    let floating = items(outline).filter(|(_, item)| floats(item)).map(|(place, _)| place);
    floating.filter_map(|place| Some((place, entries(outline, find, place, charts, years)?))).collect()
}

/// What is written of an item; none where what it follows is in no track, and where it is longer than a plan can say: then it keeps
/// the dates of the chart.
fn entries(outline: &Outline<'_>, find: &Find<'_>, own: Place, charts: &[&Chart], years: (i32, i32)) -> Option<Vec<Entry>> {
    let item = &outline.tracks[own.0].items[own.1];
    let chart = charts[item.chart];
    let others = predecessors(outline, find, own, chart);
    let latest = others.iter().map(|other| outline.tracks[other.0].items[other.1].task.end).max()?;
    let after = others.iter().map(|other| {
        let is_latest = outline.tracks[other.0].items[other.1].task.end == latest;
        Entry::word(find.name(own, *other), if is_latest { NEAR } else { FAR })
    });
    let after = Entry::new("after", Value::Map(after.collect()));
    let first = match item.days {
        Days::Phase(window) => Entry::word("length", &length(item.task, window, chart)?),
        Days::Milestone(_) | Days::Note(_) => Entry::word("between", &format!("{}-01-01..{}-12-31", years.0, years.1)),
    };
    Some(vec![first, after])
}

/// The last year that is needed: placing may take longer than the chart did.
pub fn last_year(outline: &Outline<'_>) -> Option<i32> {
    let items = outline.tracks.iter().flat_map(|track| &track.items).filter(|item| floats(item));
    items.map(|item| item.days.last()).map(|last| if last.month() > 9 { last.year() + 1 } else { last.year() }).max()
}

fn predecessors(outline: &Outline<'_>, find: &Find<'_>, own: Place, chart: &Chart) -> Vec<Place> {
    let item = &outline.tracks[own.0].items[own.1];
    match &item.task.beginning {
        Beginning::After(ids) => find.places(item.chart, ids, own),
        Beginning::Previous => {
            // Tasks stand in the order of the text.
            let at = chart.tasks.partition_point(|task| task.span.start < item.task.span.start);
            let previous = chart.tasks[..at].last();
            previous.and_then(|previous| find.place_of(item.chart, previous)).into_iter().collect()
        }
        Beginning::Written(_) => Vec::new(),
    }
}

/// The length of a task in words: working days where the chart leaves weekends out, else weeks where they are whole, else the working
/// days that it lasts in the chart. None where a plan has no such length.
fn length(task: &Task, window: Window, chart: &Chart) -> Option<String> {
    let counted = |count: u64, noun: &str| {
        let plural = if count == 1 { "" } else { "s" };
        (count <= LONGEST).then(|| format!("{count} {noun}{plural}"))
    };
    let leaves_weekends = chart.settings.excludes.iter().any(|word| word.value == "weekends");
    let days = match &task.ending {
        Ending::Lasting(duration) => {
            let whole = |days: u64| {
                (days * duration.value.thousandths).is_multiple_of(1000).then_some(days * duration.value.thousandths / 1000)
            };
            match duration.value.unit {
                Unit::Day => whole(1),
                Unit::Week => whole(7),
                Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour | Unit::Month | Unit::Year => None,
            }
        }
        Ending::Written(_) | Ending::Until(_) | Ending::Nothing(_) => None,
    };
    match days.filter(|days| *days > 0) {
        Some(days) if leaves_weekends => counted(days, "working day"),
        Some(days) if days.is_multiple_of(7) => counted(days / 7, "week"),
        Some(_) | None => {
            let is_weekday = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let weekdays = window.first.iter_days().take_while(|day| *day <= window.last).filter(is_weekday).count();
            counted(u64::try_from(weekdays).unwrap_or(1).max(1), "working day")
        }
    }
}
