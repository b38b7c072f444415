//! The plan file of charts: a product with its roadmap, as a person would write it. Knows no file system and no clock.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::closure::DayCalendar;
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::report::Diagnostic;
use crate::import::draft::{Draft, Shared};
use crate::import::key::key_of;
use crate::import::mermaid::chart::{Chart, Tag};
use crate::import::page::Page;
use crate::import::plan_text::{Entry, Value};
use crate::import::roadmap::days::{Days, tag_words};
use crate::import::roadmap::links::{Links, links};
use crate::import::roadmap::outline::{Item, Names, Outline, Track, keys, outline};
use crate::import::tongue::language_of;
use crate::plan::language::Language;

/// A file with the charts in it.
#[derive(Debug, Clone)]
pub struct ChartFile {
    /// Its name as it was given.
    pub name: String,
    /// Its name without folder and ending; empty where it has none.
    pub stem: String,
    /// What its page says of itself.
    pub page: Page,
    /// Its charts.
    pub charts: Vec<Chart>,
}

/// What is said about the plan that is to be.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The key of the product; else it follows from the title.
    pub product: Option<String>,
    /// The name of the product; else that of the page or chart.
    pub title: Option<String>,
    /// The language; else that of the words.
    pub language: Option<Language>,
    /// The country whose holidays the product keeps.
    pub country: Country,
    /// Keys that other products have.
    pub taken: BTreeSet<String>,
}

/// The plan file of a product, of the charts of some files; none where they hold no task. What is not as in the charts is told.
pub fn roadmap(files: &[ChartFile], wanted: &Wanted, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let charts: Vec<&Chart> = files.iter().flat_map(|file| &file.charts).collect();
    let language = wanted.language.unwrap_or_else(|| language_of(texts(&charts)));
    let (product, title) = named(files, wanted, language);
    let of_chart = charts.iter().find_map(|chart| chart.title.as_ref()).map(|title| title.value.as_str());
    let names = Names { unsectioned: of_chart.unwrap_or(&title), language };
    let outline = outline(&charts, names, diagnostics);
    let years = years(&outline)?;
    let writer = Writer { outline: &outline, links: links(&outline), open: open_days(years, wanted.country), language };
    let has_items = !outline.tracks.is_empty();
    let calendar = wanted.country.code();
    let mut entries = Vec::new();
    // A calendar that nothing follows would be told as unused.
    if has_items {
        entries.push(Entry::text("calendar", calendar));
    }
    entries.push(Entry::new("roadmap", writer.roadmap()));
    let calendars = vec![Entry::new(calendar, Value::Map(vec![Entry::text("country", calendar)]))];
    Some(Draft {
        product,
        heading: heading(files, language),
        contents: contents(&outline),
        title,
        entries,
        shared: Shared { years, language, calendars: if has_items { calendars } else { Vec::new() } },
    })
}

/// The key and the name of a product: what was said, else what the page above, the page, the chart or the file is called, the first of
/// these whose key no other product has.
pub fn named(files: &[ChartFile], wanted: &Wanted, language: Language) -> (String, String) {
    let said = wanted.title.clone().or_else(|| wanted.product.clone());
    let charts = || files.iter().flat_map(|file| &file.charts).filter_map(|chart| chart.title.as_ref());
    let candidates = said
        .into_iter()
        .chain(files.iter().filter_map(|file| file.page.parent.clone()))
        .chain(files.iter().filter_map(|file| file.page.title.clone()))
        .chain(charts().map(|title| title.value.clone()))
        .chain(files.iter().map(|file| file.stem.clone()))
        .chain(["Roadmap".to_owned()])
        .filter(|title| !title.trim().is_empty());
    let candidates: Vec<String> = candidates.collect();
    let free = candidates.iter().find(|title| !wanted.taken.contains(&product_key(title, language)));
    let title = free.unwrap_or(&candidates[0]).clone();
    let mut keys = keys();
    wanted.taken.iter().for_each(|taken| drop(keys.unique(taken, taken)));
    let key = wanted.product.clone().unwrap_or_else(|| keys.unique(&product_key(&title, language), "product"));
    (key, title)
}

/// The key of a product that is called so; words that plans keep for themselves are none.
fn product_key(title: &str, language: Language) -> String {
    let key = key_of(title);
    match (key.as_str(), language) {
        ("" | "roadmap" | "all", Language::Danish) => "produkt".to_owned(),
        ("" | "roadmap" | "all", Language::English) => "product".to_owned(),
        _ => key,
    }
}

fn texts<'c>(charts: &[&'c Chart]) -> impl Iterator<Item = &'c str> {
    let texts = charts.iter().flat_map(|chart| {
        let titles = chart.title.iter().map(|title| title.value.as_str());
        let sections = chart.sections.iter().map(|section| section.title.as_str());
        titles.chain(sections).chain(chart.tasks.iter().map(|task| task.name.value.as_str()))
    });
    texts.collect::<Vec<_>>().into_iter()
}

/// The first and the last year of all that is in the outline.
fn years(outline: &Outline<'_>) -> Option<(i32, i32)> {
    let items = outline.tracks.iter().flat_map(|track| &track.items).map(|item| item.days);
    let notes = outline.notes.iter().map(|(_, _, date)| Days::Note(*date));
    let all = items.chain(notes).map(|days| (days.first().year(), days.last().year()));
    all.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
}

fn open_days((first, last): (i32, i32), country: Country) -> Option<OpenDays> {
    Some(OpenDays::new(Horizon::of_years(first, last)?, &[&DayCalendar::of_country(country)]))
}

fn heading(files: &[ChartFile], language: Language) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).filter(|name| *name != "-").collect();
    match (names.as_slice(), language) {
        ([], Language::Danish) => "Importeret fra Mermaid.".to_owned(),
        ([], Language::English) => "Imported from Mermaid.".to_owned(),
        (names, Language::Danish) => format!("Importeret fra {}.", names.join(", ")),
        (names, Language::English) => format!("Imported from {}.", names.join(", ")),
    }
}

fn contents(outline: &Outline<'_>) -> String {
    let items = || outline.tracks.iter().flat_map(|track| &track.items);
    let milestones = items().filter(|item| matches!(item.days, Days::Milestone(_))).count();
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![
        counted(outline.tracks.len(), "track"),
        counted(items().count() - milestones, "phase"),
        counted(milestones, "milestone"),
    ];
    if !outline.notes.is_empty() {
        parts.push(counted(outline.notes.len(), "note"));
    }
    parts.join(", ")
}

/// What the text is made of.
struct Writer<'o, 'c> {
    outline: &'o Outline<'c>,
    links: BTreeMap<(usize, usize), Links>,
    open: Option<OpenDays>,
    language: Language,
}

impl Writer<'_, '_> {
    fn roadmap(&self) -> Value {
        let notes =
            self.outline.notes.iter().map(|(key, title, date)| {
                Entry::new(key, Value::Map(vec![Entry::text("title", title), Entry::word("on", date)]))
            });
        let notes: Vec<Entry> = notes.collect();
        let tracks = self.outline.tracks.iter().enumerate().map(|(index, track)| {
            let heading = track.begins.clone().unwrap_or_default();
            Entry::new(&track.key, self.track(index, track)).with_comment(heading)
        });
        let tracks = Value::Lines(tracks.collect());
        let notes = (!notes.is_empty()).then(|| Entry::new("notes", Value::Lines(notes)));
        Value::Lines(notes.into_iter().chain([Entry::new("tracks", tracks)]).collect())
    }

    fn track(&self, index: usize, track: &Track<'_>) -> Value {
        let mut entries = vec![Entry::text("title", &track.title)];
        let of = |wanted: fn(&Days) -> bool| -> Vec<Entry> {
            let items = track.items.iter().enumerate().filter(|(_, item)| wanted(&item.days));
            items.map(|(place, item)| self.item((index, place), item)).collect()
        };
        let phases = of(|days| matches!(days, Days::Phase(_)));
        let milestones = of(|days| matches!(days, Days::Milestone(_)));
        for (key, items) in [("phases", phases), ("milestones", milestones)] {
            if !items.is_empty() {
                entries.push(Entry::new(key, Value::Lines(items)));
            }
        }
        Value::Lines(entries)
    }

    fn item(&self, place: (usize, usize), item: &Item<'_>) -> Entry {
        let mut fields = vec![Entry::text("title", &item.title)];
        match item.days {
            Days::Phase(window) => {
                fields.extend([Entry::word("from", &window.first), Entry::word("to", &window.last)]);
            }
            Days::Milestone(date) | Days::Note(date) => {
                fields.push(Entry::word("on", &date));
                if self.is_closed(date) {
                    fields.push(Entry::word("on-closed", "keep"));
                }
                if item.task.is(Tag::Critical) {
                    fields.push(Entry::word("critical", "yes"));
                }
            }
        }
        if let Some(Links { after, before }) = self.links.get(&place) {
            for (key, named) in [("after", after), ("before", before)] {
                if !named.is_empty() {
                    fields.push(Entry::new(key, Value::Map(named.clone())));
                }
            }
        }
        Entry::new(&item.key, Value::Map(fields)).with_comment(self.tags(item))
    }

    fn is_closed(&self, date: NaiveDate) -> bool {
        self.open.as_ref().is_some_and(|open| !open.is_open(date))
    }

    /// The tags that no key stands for, in the chart's own words.
    fn tags(&self, item: &Item<'_>) -> String {
        let is_phase = matches!(item.days, Days::Phase(_));
        let words = tag_words(item.task).into_iter();
        let words: Vec<&str> = words.filter(|word| *word != "milestone" && (is_phase || *word != "crit")).collect();
        match (words.is_empty(), self.language) {
            (true, _) => String::new(),
            (false, Language::Danish) => format!("i diagrammet: {}", words.join(", ")),
            (false, Language::English) => format!("in the chart: {}", words.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ChartFile, Wanted, product_key, roadmap};
    use crate::calendar::holidays::Country;
    use crate::diagnostic::source::Sources;
    use crate::import::draft::Surroundings;
    use crate::import::page::Page;
    use crate::import::roadmap::fixture::chart;
    use crate::plan::language::Language;
    use crate::schema::format::format;
    use crate::schema::reading::read;

    fn wanted() -> Wanted {
        Wanted { product: None, title: None, language: None, country: Country::Dk, taken: BTreeSet::new() }
    }

    fn text(title: Option<&str>, lines: &[&str]) -> String {
        let page = Page { title: Some("Køreplan".to_owned()), parent: Some("OS2beta".to_owned()) };
        let file = ChartFile { name: "beta.md".to_owned(), stem: "beta".to_owned(), page, charts: vec![chart(title, lines)] };
        let text = roadmap(&[file], &wanted(), &mut Vec::new()).unwrap().text(&Surroundings::default());
        assert_eq!(format(&text).as_ref(), Ok(&text));
        let mut sources = Sources::default();
        sources.add("p.yaml", text.as_str());
        let reading = read(&sources);
        assert_eq!(reading.diagnostics, [], "{text}");
        assert!(reading.plan.is_some());
        text
    }

    #[test]
    fn a_chart_becomes_the_file_that_a_person_would_have_written() {
        let lines = [
            "section Drift: nu",
            "Støtte fra sekretariatet :done, a1, 2025-03-01, 2026-03-01",
            "Overdragelse :a2, after a1, 31d",
            "Overdraget :crit, milestone, after a2, 0d",
            "section Udvikling",
            "Pilot :2026-03-02, until a9=2026-05-01",
            "Ny version :milestone, a9, 2026-05-01, 0d",
        ];
        let expected = "\
# Importeret fra beta.md.
years: 2025..2026
language: da
product: os2beta
title: OS2beta
calendars: {dk: {country: dk}}
calendar: dk

roadmap:
  tracks:
    drift-nu:
      title: \"Drift: nu\"
      phases:
        # i diagrammet: done
        støtte-fra-sekretariatet: {title: Støtte fra sekretariatet, from: 2025-03-01, to: 2026-02-28}
        overdragelse: {title: Overdragelse, from: 2026-03-01, to: 2026-03-31, after: {støtte-fra-sekretariatet: 1 day}}
      milestones:
        overdraget: {title: Overdraget, on: 2026-04-01, critical: yes, after: {overdragelse: 1 day}}

    udvikling:
      title: Udvikling
      phases:
        pilot: {title: Pilot, from: 2026-03-02, to: 2026-04-30, before: {ny-version: 1 day}}
      milestones:
        ny-version: {title: Ny version, on: 2026-05-01}
";
        assert_eq!(text(None, &lines), expected);
    }

    #[test]
    fn of_several_predecessors_the_latest_is_exact_and_the_others_have_room() {
        let lines = [
            "section One",
            "First phase of the project :a, 2026-01-01, 2026-02-01",
            "section Two",
            "Second phase :b, 2026-01-01, 2026-03-01",
            "Go :milestone, m, 2026-01-02, 2026-01-02",
            "Third phase :after a b m nobody, 10d",
        ];
        let text = text(Some("The plan"), &lines);
        assert!(
            text.contains("after: {one/first-phase-of-the-project: at least 1 day, second-phase: 1 day, go: at least 1 day}"),
            "{text}"
        );
        assert!(text.contains("language: en\n") && text.starts_with("# Imported from beta.md."), "{text}");
    }

    #[test]
    fn a_product_is_called_what_was_said_or_what_the_page_or_chart_or_file_is_called() {
        let name = |page: Page, title: Option<&str>, wanted: &Wanted, stem: &str| {
            let charts = vec![chart(title, &["A :2026-01-01, 2d"])];
            let file = ChartFile { name: "-".to_owned(), stem: stem.to_owned(), page, charts };
            let draft = roadmap(&[file], wanted, &mut Vec::new()).unwrap();
            (draft.product, draft.title)
        };
        let alone = Page { title: Some("Støtte".to_owned()), parent: None };
        let pair = |key: &str, title: &str| (key.to_owned(), title.to_owned());
        let said = Wanted { product: Some("beta".to_owned()), title: Some("Beta 2".to_owned()), ..wanted() };
        assert_eq!(name(alone.clone(), Some("Plan"), &said, "fil"), pair("beta", "Beta 2"));
        assert_eq!(name(alone, Some("Plan"), &wanted(), "fil"), pair("støtte", "Støtte"));
        assert_eq!(name(Page::default(), Some("Plan B"), &wanted(), "fil"), pair("plan-b", "Plan B"));
        assert_eq!(name(Page::default(), None, &wanted(), "fil"), pair("fil", "fil"));
        assert_eq!(name(Page::default(), None, &wanted(), ""), pair("produkt", "Roadmap"));
        assert_eq!(product_key("All", Language::English), "product");
        let taken = |key: &str| Wanted { taken: BTreeSet::from([key.to_owned()]), ..wanted() };
        let page = || Page { title: Some("Støtte".to_owned()), parent: Some("OS2beta".to_owned()) };
        assert_eq!(name(page(), None, &taken("os2beta"), "fil"), pair("støtte", "Støtte"));
        assert_eq!(name(page(), None, &taken("andet"), "fil"), pair("os2beta", "OS2beta"));
    }
}
