//! Tracks with what they hold, each by a key: what is in the sections of charts, before it is written. Knows no text of a plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::report::Diagnostic;
use crate::import::key::{is_unseen, keys};
use crate::import::mermaid::chart::{Chart, Task};
use crate::import::own_chart::is_turn_of_year;
use crate::import::roadmap::days::{Days, days_of};
use crate::plan::language::Language;

/// A roadmap of charts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline<'c> {
    /// The tracks, in the order of the sections.
    pub tracks: Vec<Track<'c>>,
    /// The days of note: key, words and date, each once.
    pub notes: Vec<(String, String, NaiveDate)>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track<'c> {
    /// The key, unique in the product.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// The title of the chart that begins here, where there are several.
    pub begins: Option<String>,
    /// What it holds, in the order of the chart.
    pub items: Vec<Item<'c>>,
}

/// A phase or milestone of a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'c> {
    /// The key, unique in the track.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// Its days.
    pub days: Days,
    /// What it is in the chart.
    pub task: &'c Task,
    /// Which chart that is, by its place among those given.
    pub chart: usize,
}

/// What is not in charts and has to be called something.
#[derive(Debug, Clone, Copy)]
pub struct Names<'n> {
    /// The title of a track of what stands in no section.
    pub unsectioned: &'n str,
    /// The language of keys for what has no letters in its name.
    pub language: Language,
}

/// A track that is being gathered: a section of a chart, what stands before all sections, or what only a comment names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// What stands before the first section.
    Unsectioned,
    /// A section, by its place.
    Section(usize),
    /// A title that no section has.
    Titled(String),
}

/// The outline of charts; what is told of their days is added to the diagnostics.
pub fn outline<'c>(charts: &[&'c Chart], names: Names<'_>, diagnostics: &mut Vec<Diagnostic>) -> Outline<'c> {
    let mut outline = Outline { tracks: Vec::new(), notes: Vec::new() };
    let (mut track_keys, mut note_keys) = (keys(), keys());
    let mut seen: BTreeSet<(String, NaiveDate)> = BTreeSet::new();
    for (number, chart) in charts.iter().enumerate() {
        let days = days_of(chart, diagnostics);
        let mut homes: BTreeMap<Home, usize> = BTreeMap::new();
        let own = chart.title.as_ref().map(|title| title.value.clone());
        let mut begins = own.filter(|_| charts.len() > 1);
        let tasks = chart.tasks.iter().zip(&days).filter_map(|(task, days)| Some((task, (*days)?)));
        let by_title = sections_by_title(chart);
        for (task, days) in in_order(&by_title, tasks) {
            if is_turn_of_year(task) {
                continue;
            }
            let title = words(&task.name.value, days, names.language);
            if let Days::Note(date) = days {
                if seen.insert((title.clone(), date)) {
                    outline.notes.push((note_keys.unique(&title, word_for(days, names.language)), title, date));
                }
                continue;
            }
            let home = home(&by_title, task);
            let track = *homes.entry(home.clone()).or_insert_with(|| {
                let title = match home {
                    Home::Unsectioned => names.unsectioned.to_owned(),
                    Home::Section(section) => chart.sections[section].title.clone(),
                    Home::Titled(title) => title,
                };
                let title =
                    if title.trim_matches(is_unseen).is_empty() { word_for_track(names.language).to_owned() } else { title };
                let key = track_keys.unique(&title, word_for_track(names.language));
                outline.tracks.push(Track { key, title, begins: begins.take(), items: Vec::new() });
                outline.tracks.len() - 1
            });
            outline.tracks[track].items.push(Item { key: String::new(), title, days, task, chart: number });
        }
    }
    for track in &mut outline.tracks {
        let mut keys = keys();
        for item in &mut track.items {
            item.key = keys.unique(&item.title, word_for(item.days, names.language));
        }
    }
    outline
}

/// The tasks of a chart: those of its sections in order, and behind each section what comments put into its track from elsewhere,
/// so that tracks come in the order of the sections.
fn in_order<'c>(named: &BTreeMap<&str, usize>, tasks: impl Iterator<Item = (&'c Task, Days)>) -> Vec<(&'c Task, Days)> {
    let mut tasks: Vec<(&Task, Days)> = tasks.collect();
    tasks.sort_by_cached_key(|(task, _)| match home(named, task) {
        Home::Unsectioned => 0,
        Home::Section(section) => section + 1,
        // A track of milestones alone has no section: it stands where its milestones do.
        Home::Titled(_) => task.section.map_or(0, |section| section + 1),
    });
    tasks
}

/// The sections of a chart by title; of several with one title the first.
fn sections_by_title(chart: &Chart) -> BTreeMap<&str, usize> {
    chart.sections.iter().enumerate().rev().map(|(index, section)| (section.title.as_str(), index)).collect()
}

/// Where a task belongs: to the section that a comment names, else to the one it stands in.
fn home(named: &BTreeMap<&str, usize>, task: &Task) -> Home {
    let own = task.section.map_or(Home::Unsectioned, Home::Section);
    match &task.track {
        Some(track) => {
            let section = named.get(track.value.as_str()).copied();
            section.map_or_else(|| Home::Titled(track.value.clone()), Home::Section)
        }
        None => own,
    }
}

/// The name of a task in words; one without words is called what it is.
fn words(name: &str, days: Days, language: Language) -> String {
    let name = name.trim_matches(is_unseen);
    if name.is_empty() { word_for(days, language).to_owned() } else { name.to_owned() }
}

fn word_for(days: Days, language: Language) -> &'static str {
    match (days, language) {
        (Days::Phase(_), Language::Danish) => "fase",
        (Days::Phase(_), Language::English) => "phase",
        (Days::Milestone(_), Language::Danish) => "milepæl",
        (Days::Milestone(_), Language::English) => "milestone",
        (Days::Note(_), Language::Danish) => "mærkedag",
        (Days::Note(_), Language::English) => "note",
    }
}

fn word_for_track(language: Language) -> &'static str {
    match language {
        Language::Danish => "spor",
        Language::English => "track",
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, outline};
    use crate::import::roadmap::fixture::chart;
    use crate::plan::language::Language;

    const NAMES: Names<'_> = Names { unsectioned: "Roadmap for beta", language: Language::Danish };

    fn shape(charts: &[(Option<&str>, &[&str])]) -> Vec<String> {
        let charts: Vec<_> = charts.iter().map(|(title, lines)| chart(*title, lines)).collect();
        let outline = outline(&charts.iter().collect::<Vec<_>>(), NAMES, &mut Vec::new());
        let tracks = outline.tracks.iter().map(|track| {
            let keys: Vec<&str> = track.items.iter().map(|item| item.key.as_str()).collect();
            let begins = track.begins.as_ref().map(|title| format!(" <{title}>")).unwrap_or_default();
            format!("{}: {}{begins}", track.key, keys.join(" "))
        });
        tracks.chain(outline.notes.iter().map(|(key, title, date)| format!("{key} {title} {date}"))).collect()
    }

    #[test]
    fn sections_are_tracks_and_what_stands_before_them_is_one_too() {
        let lines = [
            "Opstart :2026-01-01, 2026-02-01",
            "Start :vert, 2026-01-01, 2026-01-01",
            "section \u{200b}",
            "section Drift",
            "Pilot :2026-01-01, 2026-02-01",
            "Pilot :2026-03-01, 2026-04-01",
            "🚀 :milestone, 2026-03-01, 2026-03-01",
            "section Drift",
            "Pilot :2026-01-01, 2026-02-01",
            "Start :vert, 2026-01-01, 2026-01-01",
        ];
        let expected = ["roadmap-for-beta: opstart", "drift: pilot pilot-2 milepæl", "drift-2: pilot", "start Start 2026-01-01"];
        assert_eq!(shape(&[(None, &lines)]), expected);
    }

    #[test]
    fn a_comment_puts_a_milestone_into_the_track_of_that_title() {
        let lines = [
            "section Milepæle",
            "%% track: Drift",
            "Idriftsat :milestone, 2026-03-01, 2026-03-01",
            "%% track: Kun milepæle",
            "Valgt :milestone, 2026-04-01, 2026-04-01",
            "section Drift",
            "Pilot :2026-01-01, 2026-02-01",
            "Årsskifte 25/26 :vert, new-year-2026, 2026-01-01, 2026-01-01",
        ];
        assert_eq!(shape(&[(None, &lines)]), ["kun-milepæle: valgt", "drift: idriftsat pilot"]);
    }

    #[test]
    fn tracks_of_several_charts_are_those_of_all_and_their_titles_are_kept() {
        let one: (Option<&str>, &[&str]) = (Some("Første"), &["section All", "A :2026-01-01, 2026-02-01"]);
        let other: (Option<&str>, &[&str]) = (Some("Anden"), &["section All", "B :2026-01-01, 2026-02-01"]);
        assert_eq!(shape(&[one]), ["all-2: a"]);
        assert_eq!(shape(&[one, other]), ["all-2: a <Første>", "all-3: b <Anden>"]);
    }
}
