//! Dependencies that a chart tells (`after`, `until`), as distances in days that the fixed dates keep. Knows no solver: a distance is
//! counted from the dates and holds by that.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::source::Spanned;
use crate::import::mermaid::chart::{Beginning, Ending, Task};
use crate::import::plan_text::Entry;
use crate::import::roadmap::days::Days;
use crate::import::roadmap::outline::{Item, Outline};

/// Where an item stands: its track, and its place in that.
pub type Place = (usize, usize);

/// What an item says of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The entries of `after`.
    pub after: Vec<Entry>,
    /// The entries of `before`.
    pub before: Vec<Entry>,
}

/// Finds the items that the words of a chart mean.
#[derive(Debug)]
pub struct Find<'o> {
    outline: &'o Outline<'o>,
    by_id: BTreeMap<(usize, &'o str), Place>,
    /// By chart, and by where the task stands in the text.
    by_task: BTreeMap<(usize, u32), Place>,
}

impl<'o> Find<'o> {
    /// A look-up of all items of an outline.
    pub fn of(outline: &'o Outline<'o>) -> Find<'o> {
        let mut by_id: BTreeMap<(usize, &str), Place> = BTreeMap::new();
        let mut by_task: BTreeMap<(usize, u32), Place> = BTreeMap::new();
        // Of two tasks with one id Mermaid means the one further down in the text.
        let mut lowest: BTreeMap<(usize, &str), u32> = BTreeMap::new();
        for (place, item) in items(outline) {
            let id = (item.chart, item.task.id.value.as_str());
            let at = item.task.span.start;
            by_task.insert((item.chart, at), place);
            if lowest.get(&id).is_none_or(|known| at >= *known) {
                lowest.insert(id, at);
                by_id.insert(id, place);
            }
        }
        Find { outline, by_id, by_task }
    }

    /// The items of some ids of a chart, each once; an id that no item has and one's own are left out.
    pub fn places(&self, chart: usize, ids: &[Spanned<String>], own: Place) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut seen: BTreeSet<Place> = BTreeSet::from([own]);
        for id in ids {
            let found = self.by_id.get(&(chart, id.value.as_str())).copied();
            places.extend(found.filter(|found| seen.insert(*found)));
        }
        places
    }

    /// The item of a task of a chart; none where it is in no track.
    pub fn place_of(&self, chart: usize, task: &Task) -> Option<Place> {
        self.by_task.get(&(chart, task.span.start)).copied()
    }

    /// How one item names another: by its key in the same track, else with the track's.
    pub fn name(&self, own: Place, other: Place) -> String {
        let key = &self.at(other).key;
        if own.0 == other.0 { key.clone() } else { format!("{}/{key}", self.outline.tracks[other.0].key) }
    }

    fn at(&self, (track, place): Place) -> &'o Item<'o> {
        &self.outline.tracks[track].items[place]
    }

    /// What an item says of others that have fixed dates too, as `is_fixed` tells.
    pub fn links(&self, own: Place, is_fixed: impl Fn(Place) -> bool) -> Links {
        let item = self.at(own);
        let mut links = Links::default();
        if let Beginning::After(ids) = &item.task.beginning {
            let mut others = self.places(item.chart, ids, own);
            others.retain(|other| is_fixed(*other));
            let latest = others.iter().map(|other| self.at(*other).task.end).max();
            for other in others {
                let one = self.at(other);
                let distance = (item.days.first() - one.days.last()).num_days();
                links.after.extend(self.entry(own, other, distance_text(distance, Some(one.task.end) == latest)));
            }
        }
        if let (Ending::Until(ids), Days::Phase(_)) = (&item.task.ending, item.days) {
            let mut others = self.places(item.chart, ids, own);
            others.retain(|other| is_fixed(*other));
            let earliest = others.iter().map(|other| self.at(*other).task.start).min();
            for other in others {
                let one = self.at(other);
                let distance = (one.days.first() - item.days.last()).num_days();
                links.before.extend(self.entry(own, other, distance_text(distance, Some(one.task.start) == earliest)));
            }
        }
        links
    }

    fn entry(&self, own: Place, other: Place, text: Option<String>) -> Option<Entry> {
        text.map(|text| Entry::word(self.name(own, other), &text))
    }
}

/// All items of an outline with where they stand, in order.
pub fn items<'o>(outline: &'o Outline<'o>) -> impl Iterator<Item = (Place, &'o Item<'o>)> {
    let of_track =
        |(track, items): (usize, &'o Vec<Item<'o>>)| items.iter().enumerate().map(move |(place, item)| ((track, place), item));
    outline.tracks.iter().map(|track| &track.items).enumerate().flat_map(of_track)
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
