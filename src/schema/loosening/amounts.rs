//! Numbers in distances and limits, a little larger or smaller: `1..10 days, best 3`, `at least 3 weeks`, `2, should`.

use std::ops::Range;

use crate::schema::loosening::ladder::{Change, Climb, Series};

/// What a number without a word before it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bare {
    /// Just so much.
    Exact,
    /// At most so much.
    Most,
    /// At least so much, and no less than 1.
    Least,
}

/// The most that is added to a number of days or of anything else but weeks and minutes.
const MOST_ADDED: i64 = 60;
/// The most weeks that are added.
const MOST_WEEKS: i64 = 8;
/// The most minutes that are added, and in what steps.
const MOST_MINUTES: i64 = 120;
const MINUTES: i64 = 5;

/// Units in the singular and the plural.
const UNITS: [(&str, &str); 7] = [
    ("day", "days"),
    ("week", "weeks"),
    ("minute", "minutes"),
    ("dag", "dage"),
    ("uge", "uger"),
    ("arbejdsdag", "arbejdsdage"),
    ("minut", "minutter"),
];

/// Every number that limits something, as series of larger or smaller ones. A best value stays.
pub fn loosened(text: &str, bare: Bare) -> Vec<Series> {
    let mut all = Vec::new();
    let mut start = 0;
    for piece in text.split(',') {
        all.extend(piece_loosened(text, start..start + piece.len(), bare));
        start += piece.len() + 1;
    }
    all
}

fn piece_loosened(text: &str, piece: Range<usize>, bare: Bare) -> Vec<Series> {
    let mut words = words(text, piece);
    if words.first().is_some_and(|word| &text[word.clone()] == "at") {
        words.remove(0);
    }
    let meant = match words.first().map(|word| &text[word.clone()]) {
        Some("least" | "mindst") => Some(Bare::Least),
        Some("most" | "højst") => Some(Bare::Most),
        Some(_) | None => None,
    };
    let Some(number) = words.get(usize::from(meant.is_some())).cloned() else { return Vec::new() };
    let unit = words.get(usize::from(meant.is_some()) + 1..).and_then(|rest| {
        let in_plural = |word: &&Range<usize>| UNITS.iter().any(|(one, many)| [*one, *many].contains(&&text[(*word).clone()]));
        rest.iter().find(in_plural).cloned()
    });
    let text = Numbered { text, number: number.clone(), unit };
    let raw = &text.text[number];
    if let Some((least, most)) = raw.split_once("..") {
        let (Ok(least), Ok(most)) = (least.parse::<i64>(), most.parse::<i64>()) else { return Vec::new() };
        let upper = text.series(most, &text.above(), &|amount| (least.to_string(), Some((most + amount).to_string())));
        // Nothing is closer than on the same day; what lies before it may be further before.
        let lower = text.series(least, &text.below(least, 0), &|amount| ((least - amount).to_string(), Some(most.to_string())));
        return vec![upper, lower];
    }
    let Ok(value) = raw.parse::<i64>() else { return Vec::new() };
    let more = |amount: i64| ((value + amount).to_string(), None);
    let less = |amount: i64| ((value - amount).to_string(), None);
    let floor = i64::from(meant.is_none());
    match meant.unwrap_or(bare) {
        Bare::Most => vec![text.series(value, &text.above(), &more)],
        Bare::Least => vec![text.series(value, &text.below(value, floor), &less)],
        Bare::Exact => vec![
            text.series(value, &text.above(), &|amount| (value.to_string(), Some((value + amount).to_string()))),
            text.series(value, &text.below(value, 0), &|amount| ((value - amount).to_string(), Some(value.to_string()))),
        ],
    }
}

fn words(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = piece.start;
    for word in text[piece].split(' ') {
        if !word.is_empty() {
            words.push(start..start + word.len());
        }
        start += word.len() + 1;
    }
    words
}

/// A text with the place of one number, and that of its unit when it has one in one word.
struct Numbered<'t> {
    text: &'t str,
    number: Range<usize>,
    unit: Option<Range<usize>>,
}

impl Numbered<'_> {
    fn step_and_most(&self) -> (i64, i64) {
        match self.unit.clone().map(|unit| &self.text[unit]) {
            Some("week" | "weeks" | "uge" | "uger") => (1, MOST_WEEKS),
            Some("minute" | "minutes" | "minut" | "minutter") => (MINUTES, MOST_MINUTES),
            Some(_) | None => (1, MOST_ADDED),
        }
    }

    /// By how much the number could be larger.
    fn above(&self) -> Vec<i64> {
        let (step, most) = self.step_and_most();
        (1..=most / step).map(|count| count * step).collect()
    }

    /// By how much the number could be smaller, and no less than a floor; a number below it may go further down.
    fn below(&self, value: i64, floor: i64) -> Vec<i64> {
        let (step, most) = self.step_and_most();
        let most = if value > floor {
            value - floor
        } else if floor > 0 || value == 0 {
            0
        } else {
            most
        };
        let mut amounts: Vec<i64> = (1..=most / step).map(|count| count * step).collect();
        amounts.extend((most % step != 0).then_some(most));
        amounts
    }

    fn series(&self, value: i64, amounts: &[i64], at: &dyn Fn(i64) -> (String, Option<String>)) -> Series {
        let changes = amounts
            .iter()
            .filter_map(|amount| Some(Change { amount: u32::try_from(*amount).ok()?, text: self.with(at(*amount)) }));
        Series { value: u32::try_from(value.abs()).unwrap_or(u32::MAX).max(1), climb: Climb::Wider, changes: changes.collect() }
    }

    /// The text with another number or range, and its unit in the form that it needs.
    fn with(&self, (first, last): (String, Option<String>)) -> String {
        let is_one = last.is_none() && first == "1";
        let number = last.map_or(first.clone(), |last| if last == first { last } else { format!("{first}..{last}") });
        let mut text = self.text.to_owned();
        if let Some(unit) = self.unit.clone() {
            let word = &self.text[unit.clone()];
            let form = UNITS.iter().find(|(one, many)| [*one, *many].contains(&word));
            if let Some((one, many)) = form {
                text.replace_range(unit, if is_one { one } else { many });
            }
        }
        text.replace_range(self.number.clone(), &number);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Bare, loosened};

    /// The first and the last change of each series.
    fn ends(text: &str, bare: Bare) -> Vec<(String, String)> {
        let series = loosened(text, bare).into_iter().filter(|series| !series.changes.is_empty());
        series.map(|series| (series.changes[0].text.clone(), series.changes[series.changes.len() - 1].text.clone())).collect()
    }

    fn pair(first: &str, last: &str) -> (String, String) {
        (first.to_owned(), last.to_owned())
    }

    #[test]
    fn a_distance_gives_way_at_its_ends_and_keeps_its_best() {
        assert_eq!(
            ends("1..10 days, best 3", Bare::Exact),
            [pair("1..11 days, best 3", "1..70 days, best 3"), pair("0..10 days, best 3", "0..10 days, best 3")]
        );
        assert_eq!(
            ends("mindst 3 uger, højst 8", Bare::Exact),
            [pair("mindst 2 uger, højst 8", "mindst 0 uger, højst 8"), pair("mindst 3 uger, højst 9", "mindst 3 uger, højst 68")]
        );
        assert_eq!(ends("-5..-2 days", Bare::Exact)[1], pair("-6..-2 days", "-65..-2 days"));
        assert_eq!(ends("at most 1 day, must", Bare::Exact), [pair("at most 2 days, must", "at most 61 days, must")]);
        assert_eq!(ends("at least 2 weeks", Bare::Exact), [pair("at least 1 week", "at least 0 weeks")]);
        assert_eq!(ends("2 days", Bare::Exact), [pair("2..3 days", "2..62 days"), pair("1..2 days", "0..2 days")]);
    }

    #[test]
    fn limits_rise_and_quorums_fall_to_one() {
        assert_eq!(ends("5 working days", Bare::Most), [pair("6 working days", "65 working days")]);
        assert_eq!(ends("1, must", Bare::Most), [pair("2, must", "61, must")]);
        assert_eq!(ends("3", Bare::Least), [pair("2", "1")]);
        assert_eq!(ends("half", Bare::Least), []);
        assert_eq!(
            ends("10..12 minutes", Bare::Exact),
            [pair("10..17 minutes", "10..132 minutes"), pair("5..12 minutes", "0..12 minutes")]
        );
        assert_eq!(ends("must", Bare::Exact), []);
    }
}
