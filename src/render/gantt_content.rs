//! What the picture of a roadmap shows: a row for each track with its phases and milestones, and the meetings that decide a
//! milestone. Knows no place on the sheet.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::plan::date_words::{long_date, week_label};
use crate::plan::group::GroupId;
use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::relation::{Anchor, Matching};
use crate::plan::roadmap::{DayOfNote, MilestoneId};
use crate::render::captions::{Caption, short_date};
use crate::render::chart::notes;
use crate::render::view::{Entry, Kind, View};
use crate::schedule::identity::EntryId;

/// All that the picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roadmap {
    /// The language of its words.
    pub language: Language,
    /// The product.
    pub title: String,
    /// The first day of its first month.
    pub first: NaiveDate,
    /// The last day of its last month.
    pub last: NaiveDate,
    /// From above.
    pub rows: Vec<Row>,
    /// The days of note, by day.
    pub notes: Vec<Noted>,
}

/// A day of note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The day.
    pub date: NaiveDate,
    /// What is written at its line.
    pub words: String,
    /// All that is told of it.
    pub told: String,
}

/// A track, or the meetings that decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is in the plan's own words, `product/track`; none for meetings.
    pub key: Option<String>,
    /// Its name.
    pub title: String,
    /// Which style it has.
    pub look: usize,
    /// By first day.
    pub items: Vec<Item>,
}

/// Something in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its lasting id.
    pub id: EntryId,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day; the same where it is a point.
    pub last: NaiveDate,
    /// What it is drawn as.
    pub sign: Sign,
    /// What is written in or beside it.
    pub words: String,
    /// All that is told of it.
    pub told: String,
}

/// What an item is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A phase.
    Phase,
    /// A phase that everything hangs on.
    CriticalPhase,
    /// A milestone.
    Milestone,
    /// A milestone that everything hangs on.
    CriticalMilestone,
    /// A meeting.
    Meeting,
}

/// The roadmap of a product; none without phases and milestones.
pub fn roadmap(view: &View<'_>, product: ProductId) -> Option<Roadmap> {
    let plan = view.plan;
    let tracks = plan.tracks.iter().enumerate().filter(|(_, track)| track.product == product);
    let rows = tracks.enumerate().map(|(look, (index, track))| {
        let entries = view.entries.iter().filter(|entry| entry.kind.track().is_some_and(|track| track.0 == index));
        let items = entries.filter_map(|entry| item(view, entry)).collect();
        Row { key: Some(format!("{}/{}", plan.product(product).key, track.key)), title: track.title.clone(), look, items }
    });
    let mut rows: Vec<Row> = rows.filter(|row| !row.items.is_empty()).collect();
    let days = || rows.iter().flat_map(|row| &row.items);
    let (first, last) = (days().map(|item| item.first).min()?, days().map(|item| item.last).max()?);
    let notes: Vec<Noted> = notes(plan, product).into_iter().map(|note| noted(plan.language, note)).collect();
    let (first, last) = notes.iter().fold((first, last), |(first, last), note| (first.min(note.date), last.max(note.date)));
    let (first, last) = (first.with_day(1)?, last_of_month(last)?);
    let items: Vec<Item> = deciding(view, product).into_iter().filter(|item| item.first >= first && item.first <= last).collect();
    if !items.is_empty() {
        let title = Caption::DecidingMeetings.text(plan.language).to_owned();
        rows.push(Row { key: None, title, look: rows.len(), items });
    }
    Some(Roadmap { language: plan.language, title: plan.product(product).title.clone(), first, last, rows, notes })
}

fn noted(language: Language, note: &DayOfNote) -> Noted {
    let words = format!("{} {}", short_date(language, note.date), note.title);
    Noted { date: note.date, words, told: format!("{}: {}", note.title, told_day(language, note.date)) }
}

fn last_of_month(date: NaiveDate) -> Option<NaiveDate> {
    let next = if date.month() == 12 {
        NaiveDate::from_ymd_opt(date.year() + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(date.year(), date.month() + 1, 1)
    };
    next?.pred_opt()
}

fn item(view: &View<'_>, entry: &Entry) -> Option<Item> {
    let plan = view.plan;
    let language = plan.language;
    let (first, last) = (entry.when.first(), entry.when.last());
    let (sign, words, told) = match entry.kind {
        Kind::Phase { phase, .. } => {
            let phase = &plan.phases[phase.0];
            let sign = if phase.critical { Sign::CriticalPhase } else { Sign::Phase };
            let told = format!("{}: {} – {}", phase.title, long_date(language, first), long_date(language, last));
            (sign, phase.title.clone(), told)
        }
        Kind::Milestone { milestone, .. } => {
            let milestone = &plan.milestones[milestone.0];
            let sign = if milestone.critical { Sign::CriticalMilestone } else { Sign::Milestone };
            let words = format!("{} {}", short_date(language, first), milestone.title);
            (sign, words, format!("{}: {}", milestone.title, told_day(language, first)))
        }
        Kind::Meeting { .. } | Kind::Deadline { .. } => return None,
    };
    Some(Item { id: entry.id.clone(), first, last, sign, words, told })
}

/// The meetings at which milestones of a product are decided, by day: of the group that a milestone is bound to, the nearest.
fn deciding(view: &View<'_>, product: ProductId) -> Vec<Item> {
    let plan = view.plan;
    let mut meetings: BTreeSet<(NaiveDate, GroupId, &EntryId)> = BTreeSet::new();
    for relation in &plan.relations {
        let (Anchor::Milestone(milestone), Anchor::Meetings(group), Matching::Some) =
            (relation.subject, relation.object, relation.matching)
        else {
            continue;
        };
        let Some(decided) = day_of(view, milestone, product) else { continue };
        let of_group = view.entries.iter().filter(|entry| matches!(entry.kind, Kind::Meeting { group: of, .. } if of == group));
        let nearest = of_group.min_by_key(|entry| ((entry.when.first() - decided).num_days().abs(), entry.when.first()));
        meetings.extend(nearest.map(|entry| (entry.when.first(), group, &entry.id)));
    }
    let item = |(date, group, id): (NaiveDate, GroupId, &EntryId)| {
        let title = &plan.group(group).title;
        let words = format!("{} {title}", short_date(plan.language, date));
        let told = format!("{title}: {}", told_day(plan.language, date));
        Item { id: id.clone(), first: date, last: date, sign: Sign::Meeting, words, told }
    };
    meetings.into_iter().map(item).collect()
}

fn day_of(view: &View<'_>, wanted: MilestoneId, product: ProductId) -> Option<NaiveDate> {
    let is_it = |entry: &&Entry| {
        entry.product == product && matches!(entry.kind, Kind::Milestone { milestone, .. } if milestone == wanted)
    };
    view.entries.iter().find(is_it).map(|entry| entry.when.first())
}

fn told_day(language: Language, date: NaiveDate) -> String {
    format!("{} ({})", long_date(language, date), week_label(language, date))
}

#[cfg(test)]
mod tests {
    use super::{Sign, roadmap};
    use crate::diagnostic::source::Span;
    use crate::plan::group::GroupId;
    use crate::plan::id::ProductId;
    use crate::plan::relation::{Anchor, Matching, Relation};
    use crate::plan::roadmap::MilestoneId;
    use crate::render::gallery;
    use crate::render::view::View;

    #[test]
    fn what_is_critical_has_a_sign_of_its_own() {
        let (mut plan, schedule) = gallery::plan();
        plan.phases[1].critical = true;
        let shown = roadmap(&View::new(&plan, &schedule), ProductId(0)).unwrap();
        let items = shown.rows.iter().flat_map(|row| &row.items).filter(|item| item.sign == Sign::CriticalPhase);
        assert_eq!(items.map(|item| item.words.as_str()).collect::<Vec<_>>(), [plan.phases[1].title.as_str()]);
    }

    #[test]
    fn a_row_has_the_phases_and_milestones_of_its_track_and_the_last_one_the_meetings_that_decide() {
        let (mut plan, schedule) = gallery::plan();
        let shown = roadmap(&View::new(&plan, &schedule), ProductId(0)).unwrap();
        assert_eq!((shown.first.to_string(), shown.last.to_string()), ("2025-10-01".to_owned(), "2027-12-31".to_owned()));
        let counts: Vec<usize> = shown.rows.iter().map(|row| row.items.len()).collect();
        assert_eq!(counts, [5, 4, 4, 5, 4]);
        assert_eq!(roadmap(&View::new(&plan, &schedule), ProductId(1)), None);
        // The first milestone, of 15 January 2027, is bound to the steering group, which meets on 11 February after 10 December.
        plan.relations.push(Relation {
            subject: Anchor::Milestone(MilestoneId(0)),
            object: Anchor::Meetings(GroupId(0)),
            matching: Matching::Some,
            distance: gallery::same_day(Span::default()),
        });
        let shown = roadmap(&View::new(&plan, &schedule), ProductId(0)).unwrap();
        let row = shown.rows.last().unwrap();
        assert_eq!((row.title.as_str(), row.items.len(), row.items[0].sign), ("Besluttende møder", 1, Sign::Meeting));
        assert_eq!(row.items[0].words, "11. feb Styregruppe");
    }
}
