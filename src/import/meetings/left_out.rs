//! Months without a meeting, as `except`, `from` and `until` say it: those of every year by their names, others by their days.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::import::month::month_word;
use crate::import::plan_text::{Entry, Value};
use crate::plan::cycle::Period;
use crate::schema::lower::cycles::period::following;

/// The months of the planned years that have no meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOut {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    except: Vec<String>,
}

impl LeftOut {
    /// What is left out when only these months have a meeting. None of them need be planned.
    pub fn of(used: &BTreeSet<(i32, u32)>, horizon: Horizon) -> LeftOut {
        let all: Vec<(i32, u32)> = months(horizon).collect();
        let is_never = |month: u32| all.iter().filter(|other| other.1 == month).all(|month| !used.contains(month));
        let free = |month: &&(i32, u32)| !used.contains(*month);
        let (before, after) = (all.iter().take_while(free).count(), all.iter().rev().take_while(free).count());
        if before == all.len() {
            return LeftOut::default();
        }
        // A month alone at an end of the years is left out by its name where no year has it.
        let is_cut = |count: usize, month: Option<&(i32, u32)>| count >= 2 || month.is_some_and(|month| !is_never(month.1));
        let mut left_out = LeftOut::default();
        let mut inner = all.as_slice();
        if before > 0 && is_cut(before, inner.first()) {
            inner = &inner[before..];
            left_out.from = inner.first().and_then(|(year, month)| NaiveDate::from_ymd_opt(*year, *month, 1));
        }
        if after > 0 && is_cut(after, inner.last()) {
            inner = &inner[..inner.len() - after];
            let last = inner.last().and_then(|(year, month)| NaiveDate::from_ymd_opt(*year, *month, 1));
            left_out.until = last.map(|first| following(Period::Month, first, 1) - TimeDelta::days(1));
        }
        let mut named = BTreeSet::new();
        for (year, month) in inner.iter().filter(free) {
            if inner.iter().filter(|other| other.1 == *month).all(|month| !used.contains(month)) {
                if named.insert(*month) {
                    left_out.except.push(month_word(*month).to_owned());
                }
            } else if let Some(first) = NaiveDate::from_ymd_opt(*year, *month, 1) {
                left_out.except.push(format!("{first}..{}", following(Period::Month, first, 1) - TimeDelta::days(1)));
            }
        }
        left_out
    }

    /// The keys of `meets` that say it.
    pub fn entries(self) -> impl Iterator<Item = Entry> {
        let mut except = self.except;
        let except = match except.len() {
            0 => None,
            1 => except.pop().map(|word| Entry::new("except", Value::Word(word))),
            _ => Some(Entry::new("except", Value::List(except.into_iter().map(Value::Word).collect()))),
        };
        let day = |key: &'static str| move |day: NaiveDate| Entry::word(key, &day);
        except.into_iter().chain(self.from.map(day("from"))).chain(self.until.map(day("until")))
    }
}

/// The months of some days: year and month.
pub fn months(horizon: Horizon) -> impl Iterator<Item = (i32, u32)> {
    let first = horizon.first().with_day(1).unwrap_or(horizon.first());
    let months = std::iter::successors(Some(first), |first| Some(following(Period::Month, *first, 1)));
    months.take_while(move |first| *first <= horizon.last()).map(|first| (first.year(), first.month()))
}
