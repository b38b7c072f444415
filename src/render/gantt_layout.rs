//! Where the items of a roadmap's row lie: from day to place, in lanes, each with its words inside, behind or before it, so that no
//! two things of a lane touch. Knows no colours.

use crate::calendar::civil::NaiveDate;
use crate::render::gantt_content::{Item, Sign};
use crate::render::lettering::{fitted, width};

/// A stretch of days laid along a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Where the first day begins, in units of the drawing.
    pub left: f64,
    /// Where the last day ends.
    pub right: f64,
    first: NaiveDate,
    days: f64,
}

impl Scale {
    /// The days from the first to the last, both included, between two places.
    pub fn new((first, last): (NaiveDate, NaiveDate), (left, right): (f64, f64)) -> Scale {
        let days = i32::try_from((last - first).num_days() + 1).map_or(1.0, f64::from);
        Scale { left, right, first, days }
    }

    /// Where a day begins.
    pub fn begin(&self, date: NaiveDate) -> f64 {
        let days = i32::try_from((date - self.first).num_days()).map_or(0.0, f64::from);
        self.left + (self.right - self.left) * days / self.days
    }

    /// Where a day ends.
    pub fn end(&self, date: NaiveDate) -> f64 {
        self.begin(date) + (self.right - self.left) / self.days
    }

    /// The middle of a day.
    pub fn middle(&self, date: NaiveDate) -> f64 {
        f64::midpoint(self.begin(date), self.end(date))
    }
}

/// An item with its place in a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<'a> {
    /// What it is.
    pub item: &'a Item,
    /// Counted from above.
    pub lane: usize,
    /// From where to where its sign reaches.
    pub sign: (f64, f64),
    /// As many words as there is room for, and where they stand.
    pub words: Option<Label>,
}

/// Words beside or in a sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What is written.
    pub words: String,
    /// Where they stand.
    pub anchor: Anchor,
}

/// What words are bound to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Anchor {
    /// They begin at a place.
    Begin(f64),
    /// They end at a place.
    End(f64),
}

impl Label {
    /// From where to where the words reach at most.
    pub fn reach(&self, size: f64) -> (f64, f64) {
        let long = width(&self.words, size);
        match self.anchor {
            Anchor::Begin(at) => (at, at + long),
            Anchor::End(at) => (at - long, at),
        }
    }
}

/// Half as broad as a point's sign.
pub const POINT: f64 = 8.0;
/// How far the block reaches that a critical bar begins with.
pub const BLOCK: f64 = 7.0;
/// Between a sign and its words.
const GAP: f64 = 5.0;
/// Between two things of a lane.
const CLEAR: f64 = 7.0;

/// Sorts the items of a row into as few lanes as the first that is free gives.
pub fn place<'a>(items: &'a [Item], scale: &Scale, size: f64) -> Vec<Placed<'a>> {
    let mut lanes: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut placed = Vec::new();
    for item in items {
        let (sign, words) = spread(item, scale, size);
        let reach = words.as_ref().map_or(sign, |label| label.reach(size));
        let (from, to) = (sign.0.min(reach.0), sign.1.max(reach.1));
        let is_free = |lane: &Vec<(f64, f64)>| lane.iter().all(|(begin, end)| *end + CLEAR <= from || to + CLEAR <= *begin);
        let lane = lanes.iter().position(is_free).unwrap_or_else(|| {
            lanes.push(Vec::new());
            lanes.len() - 1
        });
        lanes[lane].push((from, to));
        placed.push(Placed { item, lane, sign, words });
    }
    placed
}

/// The sign of an item, and its words: inside where they fit, else behind it, else before it, else cut.
fn spread(item: &Item, scale: &Scale, size: f64) -> ((f64, f64), Option<Label>) {
    let sign = match item.sign {
        Sign::Phase | Sign::CriticalPhase => (scale.begin(item.first), scale.end(item.last)),
        Sign::Milestone | Sign::CriticalMilestone | Sign::Meeting => {
            let middle = scale.middle(item.first).clamp(scale.left + POINT, scale.right - POINT);
            (middle - POINT, middle + POINT)
        }
    };
    // A critical bar begins with a block, and words inside it stand behind that.
    let block = match item.sign {
        Sign::CriticalPhase => BLOCK,
        Sign::Phase | Sign::Milestone | Sign::CriticalMilestone | Sign::Meeting => 0.0,
    };
    let inside = match item.sign {
        Sign::Phase | Sign::CriticalPhase => sign.1 - sign.0 - block - 2.0 * GAP,
        Sign::Milestone | Sign::CriticalMilestone | Sign::Meeting => 0.0,
    };
    let (behind, before) = (scale.right - sign.1 - GAP, sign.0 - scale.left - GAP);
    let long = width(&item.words, size);
    let places = [
        (inside, Anchor::Begin(sign.0 + block + GAP)),
        (behind, Anchor::Begin(sign.1 + GAP)),
        (before, Anchor::End(sign.0 - GAP)),
    ];
    let whole = places.iter().find(|(room, _)| long <= *room);
    let widest = places.iter().max_by(|(one, _), (other, _)| one.total_cmp(other));
    let label = whole.or(widest).and_then(|(room, anchor)| {
        let words = fitted(&item.words, size, *room)?;
        Some(Label { words, anchor: *anchor })
    });
    (sign, label)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Scale, place};
    use crate::calendar::civil::NaiveDate;
    use crate::render::gantt_content::{Item, Sign};
    use crate::schedule::identity::EntryId;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn item(sign: Sign, first: &str, last: &str, words: &str) -> Item {
        let (id, told) = (EntryId::written(words), String::new());
        Item { id, first: date(first), last: date(last), sign, words: words.to_owned(), told }
    }

    fn year() -> Scale {
        Scale::new((date("2027-01-01"), date("2027-12-31")), (100.0, 830.0))
    }

    #[test]
    fn two_units_a_day_from_the_left_edge() {
        assert!((year().begin(date("2027-01-01")) - 100.0).abs() < 1e-9 && (year().end(date("2027-12-31")) - 830.0).abs() < 1e-9);
        assert!((year().middle(date("2027-01-02")) - 103.0).abs() < 1e-9);
    }

    #[test]
    fn words_stand_inside_behind_or_before_and_push_what_follows_into_another_lane() {
        let items = [
            item(Sign::Phase, "2027-01-01", "2027-04-30", "Support"),
            item(Sign::Phase, "2027-05-10", "2027-05-20", "Overdragelse"),
            item(Sign::Milestone, "2027-06-15", "2027-06-15", "Overdraget"),
            item(Sign::Phase, "2027-12-20", "2027-12-31", "Hypercare"),
        ];
        let placed = place(&items, &year(), 12.0);
        let at: Vec<f64> = placed.iter().map(|placed| placed.words.as_ref().unwrap().reach(12.0).0).collect();
        assert!(at[0] > placed[0].sign.0 && at[1] > placed[1].sign.1 && at[2] > placed[2].sign.1 && at[3] < placed[3].sign.0);
        assert_eq!(placed.iter().map(|placed| placed.lane).collect::<Vec<_>>(), [0, 0, 1, 0]);
    }

    #[test]
    fn words_inside_a_critical_bar_stand_behind_its_block_or_where_there_is_room() {
        let words = "Support";
        let begins = |sign: Sign, last: &str| {
            let items = [item(sign, "2027-03-01", last, words)];
            let placed = place(&items, &year(), 12.0).remove(0);
            (placed.words.unwrap().reach(12.0).0 - placed.sign.0, placed.sign.1 - placed.sign.0)
        };
        assert!((begins(Sign::CriticalPhase, "2027-04-30").0 - begins(Sign::Phase, "2027-04-30").0 - BLOCK).abs() < 1e-9);
        // As broad as the words with the room around them, and too narrow for the block as well.
        let narrow = (1..=30).map(|day| format!("2027-03-{day:02}")).find(|last| {
            let (begin, long) = begins(Sign::Phase, last);
            begin < long
        });
        let (begin, long) = begins(Sign::CriticalPhase, &narrow.unwrap());
        assert!(begin > long, "{begin} {long}");
    }

    #[test]
    fn words_that_fit_nowhere_are_cut_and_stay_on_the_sheet() {
        let words = "Formel overdragelse af kildekode og dokumentation til den fællesoffentlige forvaltning af produkter og tjenester i alle kommuner";
        let items = [item(Sign::CriticalMilestone, "2027-07-01", "2027-07-01", words)];
        let cut = place(&items, &year(), 12.0).remove(0).words.unwrap();
        let (from, to) = cut.reach(12.0);
        assert!(cut.words.ends_with('…') && from >= 100.0 && to <= 830.0, "{cut:?}");
    }
}
