//! A product's roadmap with its hidden dates: a handover, releases, and the day the next annual cycle is approved.

use crate::calendar::civil::NaiveDate;
use crate::generate::calendars::{Days, day};
use crate::generate::fora::Kind;
use crate::generate::planting::Fora;
use crate::schedule::placement::Placement;

/// A track of a roadmap: its lines in the plan language, and the hidden dates of what it holds.
#[derive(Debug, Default)]
pub struct Track {
    /// Its key.
    pub key: &'static str,
    /// Its lines, indented from the track's own first column.
    pub lines: Vec<String>,
    /// When each phase and milestone lies, by its key.
    pub placements: Vec<(String, Placement)>,
    /// From when to when the phases of kind `hypercare` run.
    pub hypercare: Vec<(NaiveDate, NaiveDate)>,
}

/// The track on which the annual cycle of each next year is approved; none where no group meets in the autumn.
pub fn next_cycles(fora: &Fora, days: &Days) -> Option<Track> {
    let mut track = Track { key: "årshjul", lines: vec!["title: Årshjul".into(), "milestones:".into()], ..Track::default() };
    for year in days.horizon.years() {
        let autumn = day(year, 10, 1)..=day(year, 12, 17);
        let last = |kind: Kind| fora.of(kind)?.held.iter().rev().find(|held| autumn.contains(&held.date)).map(|held| held.date);
        let decided = [Kind::Steering, Kind::Coordination].into_iter().find_map(|kind| Some((kind, last(kind)?)));
        let Some((kind, date)) = decided else { continue };
        let key = format!("årshjul-{}", year + 1);
        let (first, title) = (date.min(day(year, 10, 25)), format!("Årshjul {} godkendt", year + 1));
        let within = format!("between: {first}..{year}-12-17, decided-at: {}", kind.key());
        track.lines.push(format!("  {key}: {{title: {title}, {within}}}"));
        track.placements.push((key, Placement::Milestone { date }));
    }
    (!track.placements.is_empty()).then_some(track)
}
