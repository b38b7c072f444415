//! The whole: from how many products, years and which seed, to the texts of a plan and the hidden schedule that keeps it.
//!
//! The schedule comes first. People, leave and limits are drawn; each meeting is put on a day and a time at which everyone it
//! needs can come; then the rules are written so that they admit it. So every plan can be met, without being solved.

use crate::calendar::civil::NaiveTime;
use crate::calendar::horizon::Horizon;
use crate::generate::calendars::{Days, Tests};
use crate::generate::cast::{Cast, numbered};
use crate::generate::choices::Choices;
use crate::generate::diaries::Diaries;
use crate::generate::fora;
use crate::generate::handover::handover;
use crate::generate::planting::Fora;
use crate::generate::product::{Setting, product};
use crate::generate::releases::{RELEASES, releases};
use crate::generate::roadmap::{Track, next_cycles};
use crate::generate::shared::{Needed, shared};
use crate::plan::activity::ActivityId;
use crate::schedule::placement::{Placement, Schedule};

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// How many products, at least 1.
    pub products: usize,
    /// How many years, at least 1.
    pub years: i32,
    /// The first year.
    pub first_year: i32,
    /// What all choices follow from.
    pub seed: u64,
}

/// A plan, and a schedule that keeps every must of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// What all products share.
    pub shared: String,
    /// Each product's key and text.
    pub products: Vec<(String, String)>,
    /// The hidden schedule, with every activity of the plan.
    pub schedule: Schedule,
}

impl Generated {
    /// The plan as files, by name: one that is shared, and one for each product.
    pub fn files(self) -> Vec<(String, String)> {
        let products = self.products.into_iter().map(|(key, text)| (format!("{key}.yaml"), text));
        std::iter::once(("faelles.yaml".to_owned(), self.shared)).chain(products).collect()
    }

    /// The plan as one file; none where it has several products, since a file is of one.
    pub fn single_file(&self) -> Option<String> {
        match self.products.as_slice() {
            [(_, text)] => Some(format!("{}\n{text}", self.shared)),
            _ => None,
        }
    }
}

/// Makes a plan. The same wish gives the same bytes. None where the years are none that a calendar has.
pub fn generate(wanted: Wanted) -> Option<Generated> {
    let horizon = Horizon::of_years(wanted.first_year, wanted.first_year.checked_add(wanted.years)?.checked_sub(1)?)?;
    let days = Days::of(horizon);
    let mut choices = Choices::of(wanted.seed);
    let cast = Cast::of(wanted.products, horizon, &mut choices);
    let mut diaries = Diaries::of(&cast, &days);
    let keys: Vec<String> = (1..=wanted.products).map(|number| numbered("produkt", number, wanted.products.max(100))).collect();
    let setting = Setting { cast: &cast, days: &days, keys: &keys };
    let mut schedule = Schedule::default();
    let mut products = Vec::new();
    let mut needed = Needed::default();
    for (number, key) in keys.iter().enumerate() {
        let mut planted = Fora::default();
        for forum in fora::drawn(&cast.serving[number], &mut choices) {
            planted.plant(forum, &days, &mut diaries, &mut choices);
        }
        let tracks = roadmap(&planted, &days, &mut choices);
        for track in &tracks {
            needed.hypercare.extend(&track.hypercare);
            if track.key == RELEASES {
                needed.tests = Tests::Some;
            }
        }
        for forum in planted.planted.iter().map(|planted| &planted.forum) {
            needed.people.extend(forum.seats.called());
            needed.rooms.extend(forum.room);
        }
        record(key, &planted, &tracks, &mut schedule);
        products.push((key.clone(), product(number, &planted, &tracks, setting, &mut choices)));
    }
    Some(Generated { shared: shared(&cast, &needed, horizon), products, schedule })
}

/// The tracks of a product: two of three are handed over, and one of three has releases.
fn roadmap(fora: &Fora, days: &Days, choices: &mut Choices) -> Vec<Track> {
    let mut tracks = Vec::new();
    let is_released = choices.once_in(3);
    if !choices.once_in(3) {
        tracks.extend(handover(fora, days, choices));
    }
    if is_released {
        tracks.extend(releases(fora, days, choices));
    }
    tracks.extend(next_cycles(fora, days));
    tracks
}

/// Writes down what a product's activities have in the hidden schedule.
fn record(product: &str, fora: &Fora, tracks: &[Track], schedule: &mut Schedule) {
    for planted in &fora.planted {
        let kind = planted.forum.kind;
        let minutes = u32::try_from(kind.frame().length * 30).unwrap_or(0);
        for held in &planted.held {
            let seconds = u32::try_from(held.start * 1_800).unwrap_or(0);
            let start = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
            let placement = Placement::Meeting { date: held.date, start, minutes };
            schedule.placements.insert(ActivityId::meeting(product, kind.key(), &held.label), placement);
        }
    }
    for track in tracks {
        for (key, placement) in &track.placements {
            schedule.placements.insert(ActivityId::roadmap(product, track.key, key), *placement);
        }
    }
}
