//! Where the meetings of a forum lie in the hidden schedule: each near its best place, on a day and at a time at which
//! everyone can, and as the rules want it where that is possible. What no day admits is cancelled.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::generate::bond::{bond, kept_away_from};
use crate::generate::calendars::{Days, monday};
use crate::generate::choices::Choices;
use crate::generate::diaries::Diaries;
use crate::generate::fora::{Forum, Kind};
use crate::generate::planted::{Announced, Held, Planted};
use crate::generate::rhythm::Slot;

/// The fora of a product as far as they are planted.
#[derive(Debug, Default)]
pub struct Fora {
    /// Those planted so far, in the order of [`Kind::ALL`].
    pub planted: Vec<Planted>,
    /// How many meetings lie in each week, by its Monday.
    pub weeks: BTreeMap<NaiveDate, usize>,
}

/// A week of the product holds so many meetings where that is possible.
const WEEK: usize = 3;

/// Once in so many meetings one is cancelled, and one announced.
const CANCELLED: usize = 70;
const ANNOUNCED: usize = 14;

impl Fora {
    /// The forum of a kind, when it is planted.
    pub fn of(&self, kind: Kind) -> Option<&Planted> {
        self.planted.iter().find(|planted| planted.forum.kind == kind)
    }

    /// Plants the next forum.
    pub fn plant(&mut self, forum: Forum, days: &Days, diaries: &mut Diaries<'_>, choices: &mut Choices) {
        let mut planted = Planted { forum, held: Vec::new(), cancelled: Vec::new() };
        for slot in planted.forum.rhythm.slots(days) {
            if planted.forum.kind == Kind::Coordination && choices.once_in(CANCELLED) {
                planted.cancelled.push((slot.label, "intet på dagsordenen"));
                continue;
            }
            let turn = choices.below(12);
            let possible = possible(&planted, &slot, days, choices);
            let start = |date: NaiveDate| Some((date, diaries.start(&planted.forum, date, turn)?));
            let fitting: Vec<NaiveDate> =
                possible.iter().copied().filter(|date| self.fits_others(&planted, &slot, *date, days)).collect();
            let comfortable = fitting.iter().copied().filter(|date| self.is_comfortable(&planted, *date));
            let found = comfortable.chain(fitting.iter().copied()).chain(possible).find_map(start);
            let Some((date, start)) = found else {
                planted.cancelled.push((slot.label, "ingen dag hvor alle kan"));
                continue;
            };
            diaries.take(&planted.forum, date, start);
            *self.weeks.entry(monday(date)).or_default() += 1;
            // Never two in a row: of fora that meet twice a year something is left to find.
            let is_free = planted.held.last().is_none_or(|last| last.announced == Announced::Not);
            let announced = match choices.below(ANNOUNCED * 2) {
                0 if is_free => Announced::Day("datoen er meldt ud"),
                1 if is_free => Announced::Time("lokalet er booket"),
                _ => Announced::Not,
            };
            planted.held.push(Held { label: slot.label, date, start, announced });
        }
        self.planted.push(planted);
    }

    /// Whether a day is in range of the fora that this one goes with, and in no week of those it keeps away from.
    fn fits_others(&self, planted: &Planted, slot: &Slot, date: NaiveDate, days: &Days) -> bool {
        let others = kept_away_from(planted.forum.kind).iter().filter_map(|(other, _)| self.of(*other));
        let is_apart = others.flat_map(|other| &other.held).all(|held| monday(held.date) != monday(date));
        let in_range =
            |other: &Planted| bond(&planted.forum, &other.forum).is_none_or(|bond| bond.is_kept(&slot.label, date, other, days));
        is_apart && self.planted.iter().all(in_range)
    }

    /// Whether a day is far enough from the meeting before, and in a week that is not crowded.
    fn is_comfortable(&self, planted: &Planted, date: NaiveDate) -> bool {
        let least = planted.forum.rhythm.gap().map_or(1, |gap| gap.least * 7);
        let is_far = planted.held.last().is_none_or(|last| (date - last.date).num_days() >= least);
        is_far && self.weeks.get(&monday(date)).is_none_or(|count| *count < WEEK)
    }
}

/// The days of a slot that no must of the forum alone excludes, the nearest to its best place first.
fn possible(planted: &Planted, slot: &Slot, days: &Days, choices: &mut Choices) -> Vec<NaiveDate> {
    let forum = &planted.forum;
    let length = (slot.last - slot.first).num_days() + 1;
    let (from, to) = slot.share;
    let place = from * 100 + (forum.kind.best_place() + choices.between(-12, 12)) * (to - from);
    let best = slot.first + TimeDelta::days(length * place / 10_000);
    let all = slot.first.iter_days().take_while(|date| *date <= slot.last);
    let mut possible: Vec<NaiveDate> = all
        .filter(|date| days.town.is_open(*date) && forum.weekdays().contains(&date.weekday()))
        .filter(|date| planted.held.last().is_none_or(|last| last.date < *date))
        .filter(|date| !forum.rhythm.leaves_out(*date) && (forum.kind != Kind::Users || days.has_school(*date)))
        .collect();
    possible.sort_by_key(|date| ((*date - best).num_days().abs(), *date));
    possible
}
