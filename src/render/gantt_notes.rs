//! The days of note in the picture of a roadmap: a line through all rows, and above the rows a band with the name of each. Knows no
//! row and no item.

use crate::render::gantt_content::Noted;
use crate::render::gantt_layout::{Anchor, Label, Scale};
use crate::render::lettering::{fitted, width};
use crate::render::palette::Paint;
use crate::render::svg::{Svg, Tag};

/// The size of a name.
const SIZE: f64 = 11.0;
/// The height of a line of names.
const LANE: f64 = 16.0;
/// Under the last of them, where there are any.
const PADDING: f64 = 4.0;
/// Between a line and its name.
const GAP: f64 = 4.0;
/// Between a name and another, or the line of another day.
const CLEAR: f64 = 3.0;

/// A day of note with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedNote<'a> {
    note: &'a Noted,
    /// Where its line stands.
    at: f64,
    /// Counted from above.
    lane: usize,
    name: Label,
}

/// Gives each name a place in which it touches no other; where there is one, also a place through which no line runs.
///
/// A line runs from its own name down. So of names to the right of their lines a later one stands below an earlier one, and of
/// those to the left, near the end of the days, an earlier one below a later one.
pub fn place<'a>(notes: &'a [Noted], scale: &Scale) -> Vec<PlacedNote<'a>> {
    let room = |note: &Noted| {
        let at = scale.begin(note.date);
        (scale.right - at - GAP, at - scale.left - GAP)
    };
    let is_behind = |note: &&Noted| {
        let (behind, before) = room(note);
        width(&note.words, SIZE) <= behind || behind >= before
    };
    let (behind, before): (Vec<&'a Noted>, Vec<&'a Noted>) = notes.iter().partition(is_behind);
    let behind = behind.into_iter().map(|note| (note, room(note).0, Anchor::Begin(scale.begin(note.date) + GAP)));
    let before = before.into_iter().rev().map(|note| (note, room(note).1, Anchor::End(scale.begin(note.date) - GAP)));
    let mut placed: Vec<PlacedNote<'a>> = Vec::new();
    for (note, room, anchor) in behind.chain(before) {
        let at = scale.begin(note.date);
        let Some(words) = fitted(&note.words, SIZE, room) else { continue };
        let name = Label { words, anchor };
        let (from, to) = name.reach(SIZE);
        let is_clear = |other: &PlacedNote<'_>, lane: usize| {
            let (begin, end) = other.name.reach(SIZE);
            other.lane != lane || end + CLEAR <= from || to + CLEAR <= begin
        };
        let is_crossed = |other: &PlacedNote<'_>, lane: usize| {
            let (begin, end) = other.name.reach(SIZE);
            let by_theirs = other.lane < lane && from - CLEAR < other.at && other.at < to + CLEAR;
            let by_ours = lane < other.lane && begin - CLEAR < at && at < end + CLEAR;
            by_theirs || by_ours
        };
        let lanes = 0..=placed.iter().map(|other| other.lane + 1).max().unwrap_or(0);
        let free: Vec<usize> = lanes.filter(|lane| placed.iter().all(|other| is_clear(other, *lane))).collect();
        let best = free.iter().find(|lane| !placed.iter().any(|other| is_crossed(other, **lane))).or(free.first());
        let lane = best.copied().unwrap_or(0);
        placed.push(PlacedNote { note, at, lane, name });
    }
    placed.sort_by_key(|placed| placed.note.date);
    placed
}

/// How high the band of names is; nothing without any.
pub fn height(placed: &[PlacedNote<'_>]) -> f64 {
    let lanes = placed.iter().map(|placed| placed.lane + 1).max().unwrap_or(0);
    if lanes == 0 { 0.0 } else { f64::from(u32::try_from(lanes).unwrap_or(u32::MAX)) * LANE + PADDING }
}

/// Draws the lines, from the names down to the last row.
pub fn draw_lines(svg: &mut Svg, placed: &[PlacedNote<'_>], (top, bottom): (f64, f64)) {
    for placed in placed {
        let line = Tag::new("line").at("x1", placed.at).at("x2", placed.at).at("y1", lane_top(placed, top)).at("y2", bottom);
        svg.leaf(Paint::Ink.stroke(line, 1.1).set("stroke-dasharray", "5 3").set("stroke-opacity", "0.6"));
    }
}

/// Draws the names, each on its own ground: a line that could not go round it ends there.
pub fn draw_names(svg: &mut Svg, placed: &[PlacedNote<'_>], top: f64) {
    for placed in placed {
        let y = lane_top(placed, top);
        let (from, to) = placed.name.reach(SIZE);
        let mark = Tag::new("g").set("class", "roadmap-note").set("data-date", placed.note.date.to_string());
        svg.open(mark);
        svg.words(Tag::new("title"), &placed.note.told);
        let ground = Tag::new("rect").at("x", from - 1.0).at("y", y + 1.0).at("width", to - from + 2.0).at("height", LANE - 2.0);
        svg.leaf(Paint::Paper.fill(ground));
        let text = Tag::new("text").at("y", y + LANE / 2.0 + SIZE * 0.36).at("font-size", SIZE).set("font-style", "italic");
        let text = match placed.name.anchor {
            Anchor::Begin(x) => text.at("x", x),
            Anchor::End(x) => text.at("x", x).set("text-anchor", "end"),
        };
        svg.words(Paint::Ink.fill(text), &placed.name.words);
        svg.close();
    }
}

fn lane_top(placed: &PlacedNote<'_>, top: f64) -> f64 {
    top + 2.0 + f64::from(u32::try_from(placed.lane).unwrap_or(u32::MAX)) * LANE
}

#[cfg(test)]
mod tests {
    use super::{SIZE, height, place};
    use crate::calendar::civil::NaiveDate;
    use crate::render::gantt_content::Noted;
    use crate::render::gantt_layout::Scale;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn note((day, words): (&str, &str)) -> Noted {
        Noted { date: date(day), words: words.to_owned(), told: String::new() }
    }

    #[test]
    fn names_of_near_days_stand_below_each_other_and_no_line_runs_through_one() {
        let scale = Scale::new((date("2027-01-01"), date("2027-12-31")), (100.0, 830.0));
        let notes = [
            ("2027-01-01", "Årsskifte 26/27"),
            ("2027-01-20", "Start"),
            ("2027-01-20", "Også den dag"),
            ("2027-06-01", "Halvvejs"),
            ("2027-12-20", "Slut på det hele"),
            ("2027-12-24", "Jul"),
        ];
        let notes = notes.map(note);
        let placed = place(&notes, &scale);
        assert_eq!(placed.iter().map(|placed| placed.lane).collect::<Vec<_>>(), [0, 1, 2, 0, 1, 0]);
        for (index, one) in placed.iter().enumerate() {
            let (from, to) = one.name.reach(SIZE);
            assert!(from >= 100.0 && to <= 830.0, "{one:?}");
            for other in placed.iter().skip(index + 1).filter(|other| other.lane == one.lane) {
                let (begin, end) = other.name.reach(SIZE);
                assert!(end <= from || to <= begin, "{one:?} {other:?}");
            }
            assert!(!placed.iter().any(|other| other.lane < one.lane && from < other.at && other.at < to), "{one:?}");
        }
        assert!((height(&placed) - 52.0).abs() < 1e-9 && height(&[]).abs() < 1e-9);
    }
}
