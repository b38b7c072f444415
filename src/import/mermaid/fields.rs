//! The fields of a task: tags, id, start and end, as Mermaid takes them apart (`parseData` of `ganttDb.js`). Knows no dates.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::import::mermaid::chart::{Tag, Unit};
use crate::import::mermaid::script::{is_space, is_word, leading_space, trimmed};

/// The fields, by places in the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The tags.
    pub tags: BTreeSet<Tag>,
    /// The id.
    pub id: Option<Range<usize>>,
    /// The start.
    pub start: Option<Range<usize>>,
    /// The end.
    pub end: Range<usize>,
}

/// Why fields are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// Tags alone.
    TagsAlone,
    /// So many, where three are the most.
    TooMany(usize),
}

const TAGS: [(&str, Tag); 5] =
    [("active", Tag::Active), ("done", Tag::Done), ("crit", Tag::Critical), ("milestone", Tag::Milestone), ("vert", Tag::Line)];

/// Takes the text behind the `:` of a task apart.
///
/// # Errors
/// When Mermaid draws no chart with such fields.
pub fn fields(chart: &str, data: Range<usize>) -> Result<Fields, Misfit> {
    let mut pieces = Vec::new();
    let mut tags = BTreeSet::new();
    let mut count = 0;
    let mut at = data.start;
    for piece in chart[data].split(',') {
        let begin = at + leading_space(piece);
        let text = trimmed(piece);
        at += piece.len() + 1;
        let tag = if count == 0 { TAGS.iter().find(|(word, _)| *word == text) } else { None };
        if let Some((_, tag)) = tag {
            tags.insert(*tag);
            continue;
        }
        count += 1;
        if count <= 3 {
            pieces.push(begin..begin + text.len());
        }
    }
    let mut pieces = pieces.into_iter();
    match (count, pieces.next(), pieces.next(), pieces.next()) {
        (1, Some(end), None, None) => Ok(Fields { tags, id: None, start: None, end }),
        (2, Some(start), Some(end), None) => Ok(Fields { tags, id: None, start: Some(start), end }),
        (3, Some(id), start, Some(end)) => Ok(Fields { tags, id: Some(id), start, end }),
        (0, ..) => Err(Misfit::TagsAlone),
        (count, ..) => Err(Misfit::TooMany(count)),
    }
}

/// The ids behind `after` or `until`, by their places in the field; nothing where the field begins otherwise. They end at the first
/// sign that Mermaid takes for none of an id.
pub fn references(field: &str, word: &str) -> Option<Vec<Range<usize>>> {
    let rest = field.strip_prefix(word)?;
    let space = leading_space(rest);
    let is_part = |sign: char| is_word(sign) || sign == '-' || sign == ' ';
    let list = &rest[space..];
    let length = list.find(|sign| !is_part(sign)).unwrap_or(list.len());
    if length == 0 {
        // `\s+` leaves a last space to the list, which then names nothing.
        let spaces = rest[..space].chars().count();
        return (spaces > 1 && rest[..space].ends_with(' ')).then(Vec::new);
    }
    if space == 0 {
        return None;
    }
    let begin = word.len() + space;
    let mut ids = Vec::new();
    let mut at = begin;
    for id in list[..length].split(' ') {
        if !id.is_empty() {
            ids.push(at..at + id.len());
        }
        at += id.len() + 1;
    }
    Some(ids)
}

/// A duration: the number as JavaScript reads it, its thousandths, and the unit.
pub fn duration(field: &str) -> Option<(f64, u64, Unit)> {
    let end = field.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(field.len());
    let (number, unit) = field.split_at(end);
    let unit = match unit {
        "ms" => Unit::Millisecond,
        "s" => Unit::Second,
        "m" => Unit::Minute,
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        "M" => Unit::Month,
        "y" => Unit::Year,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() || part.is_empty() || part.contains('.') {
        return None;
    }
    let thousandths = format!("{part:0<3}")[..3].parse::<u64>().ok()?;
    let whole = whole.parse::<u64>().unwrap_or(u64::MAX);
    Some((number.parse().ok()?, whole.saturating_mul(1000).saturating_add(thousandths), unit))
}

/// Whether a text is blank to JavaScript.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}
