//! What stands beside a frequency: months without a meeting, weekdays and clock times, taken out of the words.

use crate::calendar::civil::NaiveTime;
use crate::import::frequency::misread::Misread;
use crate::import::frequency::words::{clock, weekday};
use crate::import::meetings::group_entry::length;
use crate::import::month::{month, month_word};
use crate::import::plan_text::{Entry, Value};

/// What stands beside a frequency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// The weekdays, 0 for Monday, in order.
    pub weekdays: Vec<usize>,
    /// The months without a meeting, 1 to 12.
    pub months: Vec<u32>,
    /// The start.
    pub start: Option<NaiveTime>,
    /// How long, in minutes.
    pub minutes: Option<u32>,
}

/// The words that begin what is left out.
const EXCEPT: [&str; 9] = ["undtagen", "undtaget", "bortset", "except", "excluding", "excl", "ekskl", "minus", "ikke"];

/// Takes a text apart: the words that are left, and what stood beside them.
///
/// # Errors
/// A word behind `except` that is no month, or a clock time that no day has.
pub fn clauses(text: &str) -> Result<(Vec<String>, Clause), Misread> {
    let lower =
        text.to_lowercase().replace(['–', '—'], "-").replace([',', ';', '(', ')', '"'], " ").replace("half year", "half-year");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let mut clause = Clause::default();
    let mut rest: Vec<String> = Vec::new();
    let mut is_left_out = false;
    let mut index = 0;
    while let Some(word) = words.get(index).copied() {
        index += 1;
        let bare = word.trim_end_matches(['.', ':']);
        let next = words.get(index).copied();
        if EXCEPT.contains(&bare) || bare == "not" {
            is_left_out = true;
            continue;
        }
        if is_left_out {
            match month(bare) {
                Some(month) => clause.months.push(month),
                None if ["i", "in", "og", "and", "fra", "for", "måned", "but"].contains(&bare) => {}
                None if clause.months.is_empty() => return Err(Misread::Word(word.to_owned())),
                None => is_left_out = false,
            }
        }
        if is_left_out {
            continue;
        }
        if bare == "kl" || bare == "klokken" || (bare == "at" || bare == "fra" || bare == "from") && next.is_some_and(is_time) {
            let Some(next) = next else { return Err(Misread::Word(word.to_owned())) };
            // `1 pm` in two words.
            let half = words.get(index + 1).copied().filter(|half| ["am", "pm"].contains(half));
            let time = half.map_or_else(|| next.to_owned(), |half| format!("{next}{half}"));
            clause.take_time(&time)?;
            index += 1 + usize::from(half.is_some());
        } else if word.contains(':') && is_time(word)
            || word.ends_with("pm") && is_time(word)
            || word.ends_with("am") && is_time(word)
        {
            clause.take_time(word)?;
        } else if let Some(day) = weekday(bare) {
            clause.weekdays.push(day);
        } else {
            rest.push(if word.ends_with('.') && !bare.bytes().all(|byte| byte.is_ascii_digit()) {
                bare.to_owned()
            } else {
                word.to_owned()
            });
        }
    }
    clause.weekdays.sort_unstable();
    clause.weekdays.dedup();
    clause.months.sort_unstable();
    clause.months.dedup();
    Ok((rest, clause))
}

fn is_time(word: &str) -> bool {
    word.split('-').all(|part| clock(part.trim_end_matches('.')).is_some())
}

impl Clause {
    /// Takes `13`, `13.30` or `13:00-14:00`.
    fn take_time(&mut self, word: &str) -> Result<(), Misread> {
        let fault = || Misread::Word(word.to_owned());
        let (start, end) = word.split_once('-').map_or((word, None), |(start, end)| (start, Some(end)));
        let time = |text: &str| clock(text.trim_end_matches('.')).ok_or_else(fault);
        let start = time(start)?;
        self.start = Some(start);
        if let Some(end) = end {
            let minutes = (time(end)? - start).num_minutes();
            self.minutes = Some(u32::try_from(minutes).ok().filter(|minutes| *minutes >= 5).ok_or_else(fault)?);
        }
        Ok(())
    }

    /// `except`, where months are left out.
    pub fn except(&self) -> Option<Entry> {
        let mut months: Vec<Value> = self.months.iter().map(|month| Value::Word(month_word(*month).to_owned())).collect();
        match months.len() {
            0 => None,
            1 => months.pop().map(|month| Entry::new("except", month)),
            _ => Some(Entry::new("except", Value::List(months))),
        }
    }

    /// `at` and `length`, where they were said.
    pub fn times(&self) -> impl Iterator<Item = Entry> {
        let start = self.start.map(|start| Entry::text("at", start.format("%H:%M").to_string()));
        start.into_iter().chain(self.minutes.map(|minutes| Entry::word("length", &length(minutes))))
    }
}
