//! Dependencies that a chart tells (`after`, `until`), as distances in days that the fixed dates keep. Knows no solver: a distance is
//! counted from the dates and holds by that.

use std::collections::BTreeMap;

use crate::diagnostic::source::Spanned;
use crate::import::mermaid::chart::{Beginning, Ending};
use crate::import::plan_text::Entry;
use crate::import::roadmap::days::Days;
use crate::import::roadmap::outline::{Item, Outline};

/// What an item says of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The entries of `after`.
    pub after: Vec<Entry>,
    /// The entries of `before`.
    pub before: Vec<Entry>,
}

/// Where an item stands: track and place in it.
type Place = (usize, usize);

/// What each item of the tracks says of others, by track and place.
pub fn links(outline: &Outline<'_>) -> BTreeMap<Place, Links> {
    let mut by_id: BTreeMap<(usize, &str), Place> = BTreeMap::new();
    // Of two tasks with one id Mermaid means the one further down in the text.
    let mut lowest: BTreeMap<(usize, &str), u32> = BTreeMap::new();
    for (place, item) in items(outline) {
        let id = (item.chart, item.task.id.value.as_str());
        let at = item.task.span.start;
        if lowest.get(&id).is_none_or(|known| at >= *known) {
            lowest.insert(id, at);
            by_id.insert(id, place);
        }
    }
    let mut links = BTreeMap::new();
    for (place, item) in items(outline) {
        let find = |ids: &[Spanned<String>]| -> Vec<Place> {
            let mut places: Vec<Place> = Vec::new();
            for id in ids {
                let found = by_id.get(&(item.chart, id.value.as_str())).copied();
                places.extend(found.filter(|found| *found != place && !places.contains(found)));
            }
            places
        };
        let mut own = Links::default();
        if let Beginning::After(ids) = &item.task.beginning {
            let others = find(ids);
            let latest = others.iter().map(|other| at(outline, *other).task.end).max();
            own.after = others
                .iter()
                .filter_map(|other| {
                    let one = at(outline, *other);
                    let distance = (item.days.first() - one.days.last()).num_days();
                    let text = distance_text(distance, Some(one.task.end) == latest)?;
                    Some(Entry::word(name(outline, place, *other), &text))
                })
                .collect();
        }
        if let (Ending::Until(ids), Days::Phase(_)) = (&item.task.ending, item.days) {
            let others = find(ids);
            let earliest = others.iter().map(|other| at(outline, *other).task.start).min();
            own.before = others
                .iter()
                .filter_map(|other| {
                    let one = at(outline, *other);
                    let distance = (one.days.first() - item.days.last()).num_days();
                    let text = distance_text(distance, Some(one.task.start) == earliest)?;
                    Some(Entry::word(name(outline, place, *other), &text))
                })
                .collect();
        }
        if own != Links::default() {
            links.insert(place, own);
        }
    }
    links
}

fn items<'o, 'c>(outline: &'o Outline<'c>) -> impl Iterator<Item = (Place, &'o Item<'c>)> {
    let of_track =
        |(track, items): (usize, &'o Vec<Item<'c>>)| items.iter().enumerate().map(move |(place, item)| ((track, place), item));
    outline.tracks.iter().map(|track| &track.items).enumerate().flat_map(of_track)
}

fn at<'o, 'c>(outline: &'o Outline<'c>, (track, place): Place) -> &'o Item<'c> {
    &outline.tracks[track].items[place]
}

/// How one item names another: by its key in the same track, else with the track's.
fn name(outline: &Outline<'_>, own: Place, other: Place) -> String {
    let key = &at(outline, other).key;
    if own.0 == other.0 { key.clone() } else { format!("{}/{key}", outline.tracks[other.0].key) }
}

/// The distance that decides is said exactly; the others have room. None where the dates do not follow each other.
fn distance_text(days: i64, decides: bool) -> Option<String> {
    let counted = |days: i64| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match days {
        ..0 => None,
        _ if decides => Some(counted(days)),
        _ => Some(format!("at least {}", counted(days.min(1)))),
    }
}
