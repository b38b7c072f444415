//! The plan file of charts: a product with its roadmap, as a person would write it. Knows no file system and no clock.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::report::Diagnostic;
use crate::import::charts::{ChartFile, Wanted, calendars, counted, heading, language, named, open_days};
use crate::import::draft::{Draft, Shared};
use crate::import::mermaid::chart::{Chart, Tag};
use crate::import::plan_text::{Entry, Value};
use crate::import::roadmap::days::{Days, tag_words};
use crate::import::roadmap::float::{Undated, last_year, placed};
use crate::import::roadmap::links::{Find, Links, Place};
use crate::import::roadmap::outline::{Item, Names, Outline, Track, outline};
use crate::plan::language::Language;

/// The plan file of a product, of the charts of some files; none where they hold no task. What is not as in the charts is told.
pub fn roadmap(files: &[ChartFile], wanted: &Wanted, diagnostics: &mut Vec<Diagnostic>) -> Option<Draft> {
    let charts: Vec<&Chart> = files.iter().flat_map(|file| &file.charts).collect();
    let language = language(&charts, wanted);
    let (product, title) = named(files, wanted, language);
    let of_chart = charts.iter().find_map(|chart| chart.title.as_ref()).map(|title| title.value.as_str());
    let names = Names { unsectioned: of_chart.unwrap_or(&title), language };
    let outline = outline(&charts, names, diagnostics);
    let mut years = years(&outline)?;
    if wanted.undated == Undated::Placed {
        years.1 = last_year(&outline).map_or(years.1, |last| years.1.max(last));
    }
    let open = open_days(years, wanted.country);
    let find = Find::of(&outline);
    let placed = match wanted.undated {
        Undated::Fixed => BTreeMap::new(),
        Undated::Placed => placed(&outline, &find, &charts, years),
    };
    let writer = Writer { outline: &outline, find, placed, open, language };
    let has_items = !outline.tracks.is_empty();
    let calendar = wanted.country.code();
    let mut entries = Vec::new();
    // A calendar that nothing follows would be told as unused.
    if has_items {
        entries.push(Entry::text("calendar", calendar));
    }
    entries.push(Entry::new("roadmap", writer.roadmap()));
    let shared = Shared::of(years, language);
    Some(Draft {
        product,
        heading: heading(files, language),
        contents: contents(&outline),
        title,
        entries,
        shared: if has_items { Shared { calendars: calendars(wanted.country), ..shared } } else { shared },
    })
}

/// The first and the last year of all that is in the outline.
fn years(outline: &Outline<'_>) -> Option<(i32, i32)> {
    let items = outline.tracks.iter().flat_map(|track| &track.items).map(|item| item.days);
    let notes = outline.notes.iter().map(|(_, _, date)| Days::Note(*date));
    let all = items.chain(notes).map(|days| (days.first().year(), days.last().year()));
    all.reduce(|(first, last), (from, to)| (first.min(from), last.max(to)))
}

fn contents(outline: &Outline<'_>) -> String {
    let items = || outline.tracks.iter().flat_map(|track| &track.items);
    let milestones = items().filter(|item| matches!(item.days, Days::Milestone(_))).count();
    let phases = items().count() - milestones;
    let parts = [(outline.tracks.len(), "track"), (phases, "phase"), (milestones, "milestone"), (outline.notes.len(), "note")];
    counted(&parts)
}

/// What the text is made of.
struct Writer<'o> {
    outline: &'o Outline<'o>,
    find: Find<'o>,
    /// What is written of the items that are to be placed, by where they stand.
    placed: BTreeMap<Place, Vec<Entry>>,
    open: Option<OpenDays>,
    language: Language,
}

impl Writer<'_> {
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

    fn item(&self, place: Place, item: &Item<'_>) -> Entry {
        let mut fields = vec![Entry::text("title", &item.title)];
        let is_critical = item.task.is(Tag::Critical).then(|| Entry::word("critical", "yes"));
        match (self.placed.get(&place), item.days) {
            (Some(placed), Days::Phase(_) | Days::Milestone(_) | Days::Note(_)) => {
                let mut placed = placed.iter().cloned();
                fields.extend(placed.next());
                fields.extend(is_critical.into_iter().chain(placed));
            }
            (None, Days::Phase(window)) => {
                fields.extend([Entry::word("from", &window.first), Entry::word("to", &window.last)]);
                fields.extend(is_critical.into_iter().chain(self.linked(place)));
            }
            (None, Days::Milestone(date) | Days::Note(date)) => {
                fields.push(Entry::word("on", &date));
                fields.extend(self.is_closed(date).then(|| Entry::word("on-closed", "keep")));
                fields.extend(is_critical.into_iter().chain(self.linked(place)));
            }
        }
        Entry::new(&item.key, Value::Map(fields)).with_comment(self.tags(item))
    }

    /// What an item of fixed dates says of others that are fixed.
    fn linked(&self, place: Place) -> Vec<Entry> {
        let Links { after, before } = self.find.links(place, |other| !self.placed.contains_key(&other));
        let named = [("after", after), ("before", before)].into_iter().filter(|(_, named)| !named.is_empty());
        named.map(|(key, named)| Entry::new(key, Value::Map(named))).collect()
    }

    fn is_closed(&self, date: NaiveDate) -> bool {
        self.open.as_ref().is_some_and(|open| !open.is_open(date))
    }

    /// The tags that no key stands for, in the chart's own words.
    fn tags(&self, item: &Item<'_>) -> String {
        let words = tag_words(item.task).into_iter();
        let words: Vec<&str> = words.filter(|word| !["milestone", "crit"].contains(word)).collect();
        match (words.is_empty(), self.language) {
            (true, _) => String::new(),
            (false, Language::Danish) => format!("i diagrammet: {}", words.join(", ")),
            (false, Language::English) => format!("in the chart: {}", words.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::roadmap;
    use crate::calendar::holidays::Country;
    use crate::diagnostic::source::Sources;
    use crate::import::charts::{ChartFile, Page, Wanted};
    use crate::import::draft::Surroundings;
    use crate::import::roadmap::fixture::chart;
    use crate::import::roadmap::float::Undated;
    use crate::schema::format::format;
    use crate::schema::reading::read;

    fn text(title: Option<&str>, lines: &[&str]) -> String {
        text_of(title, lines, &Wanted::of(Country::Dk))
    }

    fn text_of(title: Option<&str>, lines: &[&str], wanted: &Wanted) -> String {
        let page = Page { title: Some("Køreplan".to_owned()), parent: Some("OS2beta".to_owned()) };
        let file = ChartFile { name: "beta.md".to_owned(), stem: "beta".to_owned(), page, charts: vec![chart(title, lines)] };
        let text = roadmap(&[file], wanted, &mut Vec::new()).unwrap().text(&Surroundings::default());
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
            "Pilot :active, crit, 2026-03-02, until a9=2026-05-01",
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
        # i diagrammet: active
        pilot: {title: Pilot, from: 2026-03-02, to: 2026-04-30, critical: yes, before: {ny-version: 1 day}}
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
    fn tasks_without_dates_of_their_own_can_be_left_to_the_planner() {
        let lines = [
            "excludes weekends",
            "section Drift",
            "Pilot :a1, 2026-11-02, 2026-11-14",
            "Test af løsningen :a2, after a1, 5d",
            "Undervisning :crit, 2d",
            "Klar :crit, milestone, m1, after a1 a2, 0d",
            "Fast :2026-11-16, until m1=2026-11-27",
        ];
        let placed = Wanted { undated: Undated::Placed, ..Wanted::of(Country::Dk) };
        let text = text_of(None, &lines, &placed);
        let trial = "test-af-løsningen: {title: Test af løsningen, length: 5 working days, after: {pilot: 1..5 working days}}";
        let next = "length: 2 working days\n          critical: yes\n          after: {test-af-løsningen: 1..5 working days}\n";
        assert!(text.contains(trial) && text.contains(next), "{text}");
        assert!(text.contains("between: 2026-01-01..2027-12-31\n          critical: yes\n"), "{text}");
        assert!(text.contains("after: {pilot: at least 1 working day, test-af-løsningen: 1..5 working days}"), "{text}");
        let long = text_of(None, &["excludes weekends", "A :a1, 2026-01-05, 2026-01-10", "B :a2, after a1, 1449d"], &placed);
        assert!(long.contains("b: {title: B, from: 2026-01-10, to: 2029-12-28, after: {a: 1 day}}"), "{long}");
        assert!(
            text.contains("fast: {title: Fast, from: 2026-11-16, to: 2026-11-26}") && text.contains("years: 2026..2027"),
            "{text}"
        );
    }
}
