//! Which occurrence of a rhythm each date is. The rhythm is read as part of a plan, so that its labels are those that the plan will
//! have.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::diagnostic::source::Sources;
use crate::import::meetings::meeting::Standing;
use crate::import::month::month_word;
use crate::import::plan_text::{Entry, Value, text};
use crate::plan::cycle::Period;
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, Window};
use crate::schema::lower::cycles::period::label;
use crate::schema::reading::read;

/// What a date is in a rhythm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The occurrence of this label.
    Own(String),
    /// A meeting besides, under this label.
    Extra(String),
    /// A cancelled meeting in whose stead another one of the dates is held.
    Replaced,
}

/// What a rhythm may differ in from the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leeway {
    /// How many dates may be meetings besides.
    pub extra: usize,
    /// Whether it may have meetings that have no date yet.
    pub open: Open,
}

/// Whether a rhythm may have meetings that have no date yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// It may.
    Allowed,
    /// Each of its meetings has a date.
    Refused,
}

/// An occurrence of a rhythm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its label.
    pub label: String,
    /// Its days.
    pub window: Window,
}

/// The occurrences of a rhythm in some planned years, and the period it counts in; none where it is no rhythm.
pub fn slots(meets: &[Entry], horizon: Horizon) -> Option<(Period, Vec<Slot>)> {
    let mut keys: Vec<Entry> = meets.to_vec();
    let mut add = |key: &str, value: &str| {
        if keys.iter().all(|entry| entry.key != key) {
            keys.push(Entry::text(key, value));
        }
    };
    // Short enough to end on the day on which it starts.
    add("length", "5m");
    if meets.iter().all(|entry| entry.key != "between") {
        add("at", "13:00");
    }
    let starts = horizon.first().month();
    let last = horizon.last().year() - i32::from(starts > 1);
    let group = Entry::new("x", Value::Map(vec![Entry::new("meets", Value::Map(keys))]));
    let plan = [
        Entry::word("years", &format!("{}..{last}", horizon.first().year())),
        Entry::word("starts", month_word(starts)),
        Entry::text("product", "x"),
        Entry::new("groups", Value::Lines(vec![group])),
    ];
    let mut sources = Sources::default();
    sources.add("", text(&plan));
    let plan = read(&sources).plan?;
    let slot = |occurrence: &Occurrence| Slot { label: occurrence.label.clone(), window: occurrence.window.value };
    Some((plan.groups.first()?.cycle.period, plan.occurrences.iter().map(slot).collect()))
}

/// What each date is in a rhythm; none where the rhythm does not have just these meetings within the leeway.
pub fn labels(
    meets: &[Entry],
    dates: &[(NaiveDate, Standing)],
    (horizon, language): (Horizon, Language),
    leeway: Leeway,
) -> Option<Vec<Label>> {
    let (period, slots) = slots(meets, horizon)?;
    let starts = horizon.first().month();
    let mut is_free = vec![true; slots.len()];
    let mut labels = vec![Label::Replaced; dates.len()];
    // What is held comes first: a meeting that was cancelled and held on another day has one occurrence.
    for wanted in [Standing::Held, Standing::Cancelled] {
        for (index, (date, _)) in dates.iter().enumerate().filter(|(_, (_, standing))| *standing == wanted) {
            let of_period = label(period, *date, starts);
            let is_own = |slot: &Slot| {
                let is_of_period = slot.label == of_period || slot.label.starts_with(&format!("{of_period}-"));
                period != Period::Window && is_of_period || slot.window.contains(*date)
            };
            let place = (0..slots.len()).find(|place| is_free[*place] && is_own(&slots[*place]));
            if let Some(place) = place {
                is_free[place] = false;
                labels[index] = Label::Own(slots[place].label.clone());
            }
        }
    }
    if leeway.open == Open::Refused && is_free.contains(&true) {
        return None;
    }
    let mut taken: BTreeSet<String> = slots.iter().map(|slot| slot.label.clone()).collect();
    let mut extra = 0;
    for (index, (date, standing)) in dates.iter().enumerate() {
        if labels[index] == Label::Replaced && *standing == Standing::Held {
            extra += 1;
            let of_period = slots.iter().find(|slot| slot.window.contains(*date)).map(|slot| slot.label.clone());
            let base = match (period, of_period) {
                (Period::Window, Some(of_window)) => of_window,
                (Period::Window, None) => label(Period::Month, *date, 1),
                (Period::Week | Period::Month | Period::Quarter | Period::HalfYear | Period::Year, _) => {
                    label(period, *date, starts)
                }
            };
            labels[index] = Label::Extra(unused(&base, language, &mut taken));
        }
    }
    (extra <= leeway.extra).then_some(labels)
}

/// A label for a meeting besides: `2027-03-ekstra`, then `2027-03-ekstra-2`.
fn unused(base: &str, language: Language, taken: &mut BTreeSet<String>) -> String {
    let word = match language {
        Language::Danish => "ekstra",
        Language::English => "extra",
    };
    let first = format!("{base}-{word}");
    let numbered = (2..).map(|number| format!("{base}-{word}-{number}"));
    let found = std::iter::once(first).chain(numbered).find(|label| !taken.contains(label)).unwrap_or_default();
    taken.insert(found.clone());
    found
}
