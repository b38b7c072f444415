//! A plan file carried into further years: its `years`, what in it speaks of one year, and which entry of a single meeting a place
//! lies in. Knows no date that was chosen.

use crate::schema::format::tree;
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::read::Leaf;
use crate::schema::scalar::dates::Years;
use crate::schema::value_edit::{Refusal, with_value, without};
use crate::schema::value_place::entries;

/// A value or key that speaks of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The line it stands on, from 1.
    pub line: usize,
    /// The keys that lead to it, with dots between them; items of lists are not counted.
    pub path: String,
    /// The words, where they are a value.
    pub words: Option<String>,
}

/// The years of a text, and the text with others; none where it does not say any.
///
/// # Errors
/// When they cannot be written.
pub fn with_years(text: &str, years: Years) -> Result<Option<String>, Refusal> {
    let root = tree(text).map_err(|_| Refusal::Unreadable)?;
    if root.get("years").is_none() {
        return Ok(None);
    }
    let Years { first, last } = years;
    let value = if first == last { first.to_string() } else { format!("{first}..{last}") };
    with_value(text, &["years"], &value).map(Some)
}

/// The years that a text says; none where it does not say any.
pub fn years(text: &str) -> Option<Years> {
    Years::parse(tree(text).ok()?.get("years")?.scalar()?).ok()
}

/// The entry of a single meeting that a byte of a text lies in: its group and label.
pub fn entry_at(text: &str, byte: usize) -> Option<(String, String)> {
    let root = tree(text).ok()?;
    root.get("groups")?.map_entries().find_map(|(group, value)| {
        let occurrences = value.get("occurrences")?;
        let places = entries(text, occurrences)?;
        let at = places.iter().position(|(start, end)| (*start..*end).contains(&byte))?;
        Some((group.text.clone(), occurrences.map_entries().nth(at)?.0.text.clone()))
    })
}

/// The text without the entry of a single meeting, and without `occurrences` where it was the only one.
///
/// # Errors
/// When it cannot be cut out with nothing else changed.
pub fn without_entry(text: &str, group: &str, label: &str) -> Result<String, Refusal> {
    let path = ["groups", group, "occurrences", label];
    let text = without(text, &path)?;
    let root = tree(&text).map_err(|_| Refusal::Unreadable)?;
    let left = root.get("groups").and_then(|groups| groups.get(group)).and_then(|group| group.get("occurrences"));
    if left.is_some_and(|left| left.map_entries().next().is_none()) { without(&text, &path[..3]) } else { Ok(text) }
}

/// What in a text speaks of a year, in order of its lines: dates, weeks, labels and words with that number. Of a key that does,
/// what is below it is not listed as well.
pub fn bound(text: &str, year: i32) -> Vec<Bound> {
    let mut found = Vec::new();
    if let Ok(root) = tree(text) {
        for (key, value) in root.map_entries().filter(|(key, _)| key.text != "years") {
            gather(text, key, value, &mut Vec::new(), &year.to_string(), &mut found);
        }
    }
    found.sort_by_key(|bound: &Bound| bound.line);
    found
}

fn gather<'n>(text: &str, key: &'n Scalar, value: &'n Node, path: &mut Vec<&'n str>, year: &str, found: &mut Vec<Bound>) {
    path.push(&key.text);
    let tell = |words: Option<&Scalar>, found: &mut Vec<Bound>| {
        let at = words.unwrap_or(key).span.range().start;
        let line = text[..at].matches('\n').count() + 1;
        found.push(Bound { line, path: path.join("."), words: words.map(|words| words.text.clone()) });
    };
    if speaks_of(&key.text, year) {
        tell(None, found);
        path.pop();
        return;
    }
    let mut open = vec![value];
    let mut maps = Vec::new();
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Scalar(words) if speaks_of(&words.text, year) => tell(Some(words), found),
            Value::List(items) => open.extend(items),
            Value::Map(entries) => maps.push(entries),
            Value::Scalar(_) | Value::Null | Value::Told | Value::Absent => {}
        }
    }
    for (key, value) in maps.into_iter().flatten() {
        gather(text, key, value, path, year, found);
    }
    path.pop();
}

/// Whether a text has the number of a year: `2027`, `2027-W07`, `20271231`, and not `12027`.
fn speaks_of(text: &str, year: &str) -> bool {
    text.match_indices(year).any(|(at, _)| {
        let digits = text[at + year.len()..].chars().take_while(char::is_ascii_digit).count();
        // A date of a recurrence rule has month and day right behind the year.
        !text[..at].ends_with(|sign: char| sign.is_ascii_digit()) && [0, 4].contains(&digits)
    })
}

#[cfg(test)]
mod tests {
    use super::{bound, entry_at, with_years, without_entry, years};
    use crate::schema::scalar::dates::Years;

    const PLAN: &str = "years: 2026..2027 # both\nproduct: beta\npeople: {chair: {leave: [2027-W07, {on: 2026-W50}]}}\ngroups:\n  board:\n    meets: {rrule: FREQ=MONTHLY;UNTIL=20271231, length: 12027}\n    occurrences:\n      2027-03: {on: 2027-03-04, reason: x} # moved\n      2026-11: {cancelled: yes, reason: y}\nroadmap: {tracks: {t: {milestones: {m: {title: Budget 2027, on: 2026-02-01}}}}}\n";

    #[test]
    fn the_years_are_exchanged_where_they_stand() {
        let to = |first, last| with_years(PLAN, Years { first, last }).unwrap().unwrap();
        assert_eq!(to(2026, 2028), PLAN.replace("2026..2027 #", "2026..2028 #"));
        assert_eq!(to(2028, 2028), PLAN.replace("2026..2027 #", "2028 #"));
        assert_eq!(years(PLAN), Some(Years { first: 2026, last: 2027 }));
        assert_eq!(with_years("product: x\n", Years { first: 2028, last: 2028 }), Ok(None));
    }

    #[test]
    fn what_speaks_of_a_year_is_listed_once_with_its_line() {
        let told: Vec<String> = bound(PLAN, 2027)
            .into_iter()
            .map(|bound| format!("{} {} {}", bound.line, bound.path, bound.words.unwrap_or_default()))
            .collect();
        assert_eq!(
            told,
            [
                "3 people.chair.leave 2027-W07",
                "6 groups.board.meets.rrule FREQ=MONTHLY;UNTIL=20271231",
                "8 groups.board.occurrences.2027-03 ",
                "10 roadmap.tracks.t.milestones.m.title Budget 2027"
            ]
        );
    }

    #[test]
    fn an_entry_is_found_by_a_place_in_it_and_goes_with_its_line() {
        let at = |words: &str| entry_at(PLAN, PLAN.find(words).unwrap());
        assert_eq!(at("2026-11"), Some(("board".to_owned(), "2026-11".to_owned())));
        assert_eq!(at("reason: x"), Some(("board".to_owned(), "2027-03".to_owned())));
        assert_eq!(at("meets"), None);
        let one = without_entry(PLAN, "board", "2027-03").unwrap();
        assert_eq!(one, PLAN.replace("      2027-03: {on: 2027-03-04, reason: x} # moved\n", ""));
        let none = without_entry(&one, "board", "2026-11").unwrap();
        assert_eq!(none, one.replace("    occurrences:\n      2026-11: {cancelled: yes, reason: y}\n", ""));
    }
}
