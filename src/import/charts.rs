//! Files of charts, what is wanted of them, and what every plan that is made of charts has: a name, a language, a calendar.

use std::collections::BTreeSet;

use crate::calendar::closure::DayCalendar;
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::import::key::{is_unseen, key_of, keys};
use crate::import::mermaid::chart::Chart;
use crate::import::plan_text::{Entry, Value};
use crate::import::roadmap::float::Undated;
use crate::import::tongue::language_of;
use crate::plan::language::Language;

/// What a page says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: Option<String>,
    /// The title of the page it stands below: in a site of products that is the product.
    pub parent: Option<String>,
}

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
    /// What becomes of tasks without dates of their own.
    pub undated: Undated,
}

impl Wanted {
    /// Nothing is said but the country; tasks keep the dates of their charts.
    pub fn of(country: Country) -> Wanted {
        Wanted { product: None, title: None, language: None, country, taken: BTreeSet::new(), undated: Undated::Fixed }
    }
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
        .filter(|title| !title.chars().all(is_unseen));
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

/// The language that was said, else that of the charts' words.
pub fn language(charts: &[&Chart], wanted: &Wanted) -> Language {
    wanted.language.unwrap_or_else(|| language_of(texts(charts)))
}

fn texts<'c>(charts: &[&'c Chart]) -> impl Iterator<Item = &'c str> {
    let texts = charts.iter().flat_map(|chart| {
        let titles = chart.title.iter().map(|title| title.value.as_str());
        let sections = chart.sections.iter().map(|section| section.title.as_str());
        titles.chain(sections).chain(chart.tasks.iter().map(|task| task.name.value.as_str()))
    });
    texts.collect::<Vec<_>>().into_iter()
}

/// The working days of whole years in a country.
pub fn open_days((first, last): (i32, i32), country: Country) -> Option<OpenDays> {
    Some(OpenDays::new(Horizon::of_years(first, last)?, &[&DayCalendar::of_country(country)]))
}

/// What stands above a plan: where it is from.
pub fn heading(files: &[ChartFile], language: Language) -> String {
    // The folder may be one of a single machine.
    let names = files.iter().filter(|file| file.name != "-").filter_map(|file| file.name.rsplit(['/', '\\']).next());
    let names: Vec<&str> = names.collect();
    match (names.as_slice(), language) {
        ([], Language::Danish) => "Importeret fra Mermaid.".to_owned(),
        ([], Language::English) => "Imported from Mermaid.".to_owned(),
        (names, Language::Danish) => format!("Importeret fra {}.", names.join(", ")),
        (names, Language::English) => format!("Imported from {}.", names.join(", ")),
    }
}

/// The calendar of a country, as an entry of `calendars`.
pub fn calendars(country: Country) -> Vec<Entry> {
    vec![Entry::new(country.code(), Value::Map(vec![Entry::text("country", country.code())]))]
}

/// What a plan holds, for people: `2 tracks, 1 phase`. What there is none of is not told.
pub fn counted(parts: &[(usize, &str)]) -> String {
    let some = parts.iter().filter(|(count, _)| *count > 0);
    let some: Vec<String> = some.map(|(count, noun)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" })).collect();
    some.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ChartFile, Page, Wanted, counted, language, named, product_key};
    use crate::calendar::holidays::Country;
    use crate::import::mermaid::chart::Chart;
    use crate::import::roadmap::fixture::chart;
    use crate::plan::language::Language;

    #[test]
    fn a_product_is_called_what_was_said_or_what_the_page_or_chart_or_file_is_called() {
        let name = |page: Page, title: Option<&str>, wanted: &Wanted, stem: &str| {
            let tasks = vec![chart(title, &["A :2026-01-01, 2d"])];
            let file = ChartFile { name: "-".to_owned(), stem: stem.to_owned(), page, charts: tasks };
            let charts: Vec<&Chart> = file.charts.iter().collect();
            let language = language(&charts, wanted);
            named(&[file], wanted, language)
        };
        let alone = Page { title: Some("Støtte".to_owned()), parent: None };
        let pair = |key: &str, title: &str| (key.to_owned(), title.to_owned());
        let said = Wanted { product: Some("beta".to_owned()), title: Some("Beta 2".to_owned()), ..Wanted::of(Country::Dk) };
        assert_eq!(name(alone.clone(), Some("Plan"), &said, "fil"), pair("beta", "Beta 2"));
        assert_eq!(name(alone, Some("Plan"), &Wanted::of(Country::Dk), "fil"), pair("støtte", "Støtte"));
        assert_eq!(name(Page::default(), Some("Plan B"), &Wanted::of(Country::Dk), "fil"), pair("plan-b", "Plan B"));
        assert_eq!(name(Page::default(), None, &Wanted::of(Country::Dk), "fil"), pair("fil", "fil"));
        assert_eq!(name(Page::default(), None, &Wanted::of(Country::Dk), ""), pair("produkt", "Roadmap"));
        assert_eq!(product_key("All", Language::English), "product");
        let taken = |key: &str| Wanted { taken: BTreeSet::from([key.to_owned()]), ..Wanted::of(Country::Dk) };
        let page = || Page { title: Some("Støtte".to_owned()), parent: Some("OS2beta".to_owned()) };
        assert_eq!(name(page(), None, &taken("os2beta"), "fil"), pair("støtte", "Støtte"));
        assert_eq!(name(page(), None, &taken("andet"), "fil"), pair("os2beta", "OS2beta"));
    }

    #[test]
    fn what_there_is_none_of_is_not_told() {
        assert_eq!(counted(&[(2, "track"), (1, "phase"), (0, "note")]), "2 tracks, 1 phase");
    }
}
