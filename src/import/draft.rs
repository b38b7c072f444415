//! A plan file that is to be written: what it says of its own product, and what is said once for a whole plan, whichever file says
//! it. Knows no file system, and nothing of what was imported.

use std::collections::BTreeSet;

use crate::diagnostic::source::Sources;
use crate::import::plan_text::{Entry, Value, text};
use crate::plan::language::Language;
use crate::schema::node::Node;
use crate::schema::yaml;

/// A plan file of one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The key of the product, which also names the file.
    pub product: String,
    /// The name of the product in words; empty for a file of no product, of people or calendars.
    pub title: String,
    /// What stands above everything as a comment, a line for each of its lines; may be empty.
    pub heading: String,
    /// What the file says besides: `calendar`, `groups`, `roadmap`.
    pub entries: Vec<Entry>,
    /// What is said once for a whole plan.
    pub shared: Shared,
    /// What it holds, for whoever asked for it: `4 tracks, 18 phases and 7 milestones`.
    pub contents: String,
}

/// What a whole plan says once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The first and the last planned year.
    pub years: (i32, i32),
    /// The language of what is written for people.
    pub language: Language,
    /// The calendars by name, as entries of `calendars`.
    pub calendars: Vec<Entry>,
    /// The people and bodies that its groups call, as entries of `people`.
    pub people: Vec<Entry>,
}

/// What a plan says already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// Whether it says its years; then its language is settled, also where it does not say it.
    pub has_years: bool,
    /// Whether it says its language.
    pub has_language: bool,
    /// Whether a file of no product says them: one that is there for others.
    pub has_shared_years: bool,
    /// The calendars it has.
    pub calendars: BTreeSet<String>,
    /// The people and bodies it has.
    pub people: BTreeSet<String>,
}

impl Surroundings {
    /// What the plan files of some texts say. Those that are no YAML say nothing here; reading them tells why.
    pub fn of(sources: &Sources) -> Surroundings {
        let mut surroundings = Surroundings::default();
        for source in sources.plans() {
            let Ok(root) = yaml::parse(sources, source) else { continue };
            surroundings.has_years |= root.get("years").is_some();
            surroundings.has_language |= root.get("language").is_some();
            surroundings.has_shared_years |= root.get("years").is_some() && root.get("product").is_none();
            let names = |key: &str| -> Vec<String> {
                let entries = root.get(key).map(Node::map_entries).into_iter().flatten();
                entries.map(|(name, _)| name.text.clone()).collect()
            };
            surroundings.calendars.extend(names("calendars"));
            surroundings.people.extend(names("people"));
        }
        surroundings
    }
}

impl Shared {
    /// Years and a language, and nothing else.
    pub fn of(years: (i32, i32), language: Language) -> Shared {
        Shared { years, language, calendars: Vec::new(), people: Vec::new() }
    }

    /// What several files share: all their years, the calendars and people of all, and the language of the first.
    pub fn of_all(drafts: &[Draft]) -> Option<Shared> {
        let mut all = drafts.first()?.shared.clone();
        for Draft { shared, .. } in &drafts[1..] {
            all.years = (all.years.0.min(shared.years.0), all.years.1.max(shared.years.1));
            add_new(&mut all.calendars, &shared.calendars);
            add_new(&mut all.people, &shared.people);
        }
        Some(all)
    }

    /// The name of a file of what all products share.
    pub fn file_name(&self) -> &'static str {
        match self.language {
            Language::Danish => "faelles",
            Language::English => "shared",
        }
    }

    /// The text of a file of what all products share.
    pub fn text(&self) -> String {
        let words = match self.language {
            Language::Danish => "Hvad alle produkter har til fælles.",
            Language::English => "What all products share.",
        };
        let none = Surroundings::default();
        let mut entries: Vec<Entry> =
            self.once(&none).into_iter().chain(self.calendars(&none)).chain(self.people(&none)).collect();
        words.clone_into(&mut entries[0].comment);
        text(&entries)
    }

    fn once(&self, surroundings: &Surroundings) -> Vec<Entry> {
        let (first, last) = self.years;
        let years = if first == last { first.to_string() } else { format!("{first}..{last}") };
        let years = (!surroundings.has_years).then(|| Entry::word("years", &years));
        let is_settled = surroundings.has_years || surroundings.has_language;
        let language = (!is_settled).then(|| Entry::word("language", self.language.tag()));
        years.into_iter().chain(language).collect()
    }

    fn calendars(&self, surroundings: &Surroundings) -> Option<Entry> {
        let new = self.calendars.iter().filter(|entry| !surroundings.calendars.contains(&entry.key));
        let new: Vec<Entry> = new.cloned().collect();
        let is_short = new.len() == 1 && matches!(new[0].value, Value::Map(_)) && new[0].comment.is_empty();
        let calendars = if is_short { Value::Map(new) } else { Value::Lines(new) };
        let has_any = !matches!(&calendars, Value::Lines(new) if new.is_empty());
        has_any.then(|| Entry::new("calendars", calendars))
    }

    fn people(&self, surroundings: &Surroundings) -> Option<Entry> {
        let new = self.people.iter().filter(|entry| !surroundings.people.contains(&entry.key));
        let new: Vec<Entry> = new.cloned().collect();
        (!new.is_empty()).then(|| Entry::new("people", Value::Lines(new)))
    }

    /// Adds what a file says to what is around the files written after it.
    pub fn add_to(&self, surroundings: &mut Surroundings) {
        surroundings.has_years = true;
        surroundings.calendars.extend(self.calendars.iter().map(|entry| entry.key.clone()));
        surroundings.people.extend(self.people.iter().map(|entry| entry.key.clone()));
    }
}

/// Adds the entries whose keys are not there yet.
fn add_new(entries: &mut Vec<Entry>, others: &[Entry]) {
    for other in others {
        if entries.iter().all(|entry| entry.key != other.key) {
            entries.push(other.clone());
        }
    }
}

impl Draft {
    /// The text of the file beside a plan that is there: what that says is not said again.
    pub fn text(&self, surroundings: &Surroundings) -> String {
        let mut entries = self.shared.once(surroundings);
        if !self.title.is_empty() {
            entries.push(Entry::word("product", &self.product));
            entries.push(Entry::text("title", &self.title));
        }
        entries.extend(self.shared.calendars(surroundings));
        entries.extend(self.shared.people(surroundings));
        // What is short stands above what has lines of its own.
        let mut rest = self.entries.clone();
        let has_lines = |entry: &Entry| matches!(entry.value, Value::Lines(_));
        let short = rest.iter().position(has_lines).unwrap_or(rest.len());
        let at = entries.iter().position(has_lines).unwrap_or(entries.len());
        entries.splice(at..at, rest.drain(..short));
        entries.extend(rest);
        if let Some(first) = entries.first_mut() {
            first.comment.clone_from(&self.heading);
        }
        text(&entries)
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Shared, Surroundings};
    use crate::diagnostic::source::Sources;
    use crate::import::plan_text::{Entry, Value};
    use crate::plan::language::Language;
    use crate::schema::format::format;

    fn draft(product: &str, years: (i32, i32)) -> Draft {
        let track = Entry::new("spor", Value::Map(vec![Entry::text("title", "Spor")]));
        Draft {
            product: product.to_owned(),
            title: "Et produkt: beta".to_owned(),
            heading: "Fra roadmap.md".to_owned(),
            entries: vec![
                Entry::text("calendar", "dk"),
                Entry::new("roadmap", Value::Lines(vec![Entry::new("tracks", Value::Lines(vec![track]))])),
            ],
            shared: Shared {
                years,
                language: Language::Danish,
                calendars: vec![Entry::new("dk", Value::Map(vec![Entry::text("country", "dk")]))],
                people: vec![Entry::text("formand", "Formand")],
            },
            contents: "1 track".to_owned(),
        }
    }

    #[test]
    fn a_file_says_what_the_plan_beside_it_does_not() {
        let alone = draft("beta", (2026, 2027)).text(&Surroundings::default());
        let expected = "# Fra roadmap.md\nyears: 2026..2027\nlanguage: da\nproduct: beta\ntitle: \"Et produkt: beta\"\n\
                        calendars: {dk: {country: dk}}\ncalendar: dk\n\npeople:\n  formand: Formand\n\n\
                        roadmap:\n  tracks:\n    spor: {title: Spor}\n";
        assert_eq!(alone, expected);
        assert_eq!(format(&alone).as_ref(), Ok(&alone));
        let mut sources = Sources::default();
        sources.add("a.yaml", "years: 2026\ncalendars: {dk: {country: dk}}\npeople: {formand: Formand}\n");
        let surroundings = Surroundings::of(&sources);
        let beside = draft("beta", (2026, 2027)).text(&surroundings);
        assert!(
            beside.starts_with("# Fra roadmap.md\nproduct: beta\ntitle: \"Et produkt: beta\"\ncalendar: dk\n\nroadmap:"),
            "{beside}"
        );
    }

    #[test]
    fn what_several_files_share_covers_the_years_of_all() {
        let shared = Shared::of_all(&[draft("a", (2026, 2026)), draft("b", (2024, 2025))]).unwrap();
        assert_eq!((shared.years, shared.calendars.len(), shared.file_name()), ((2024, 2026), 1, "faelles"));
        assert_eq!(shared.people.len(), 1);
        assert_eq!(format(&shared.text()), Ok(shared.text()));
        assert_eq!(Shared::of_all(&[]), None);
    }
}
