//! The file that all products share: the years, the calendars, the people with their leave and limits, the rooms, the
//! templates of the six fora, and how many products are in hypercare at once.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::generate::calendars::{Tests, text};
use crate::generate::cast::{Cast, Holidays, Limit, Person};
use crate::plan::priority::Priority;

const TEMPLATES: &str = include_str!("templates.yaml");

/// Room for one more beyond what the hidden schedule has at once.
const SPARE: usize = 1;

/// What the products need of what could be shared; the rest is not declared.
#[derive(Debug, Default)]
pub struct Needed {
    /// The people who are called somewhere, by their places in the cast.
    pub people: BTreeSet<usize>,
    /// The rooms that some group uses.
    pub rooms: BTreeSet<usize>,
    /// From when to when each hypercare runs.
    pub hypercare: Vec<(NaiveDate, NaiveDate)>,
    /// Whether releases are tested.
    pub tests: Tests,
}

/// The shared text.
pub fn shared(cast: &Cast, needed: &Needed, horizon: Horizon) -> String {
    let (first, last) = (horizon.first().year(), horizon.last().year());
    let years = if first == last { first.to_string() } else { format!("{first}..{last}") };
    let mut lines = vec![
        "# Det som alle produkter deler: årene, kalenderne, de roller og lokaler der går igen, og skabeloner for de seks fora."
            .to_owned(),
        "# Planen er lavet af `aarshjul generate`: alle roller og produkter er opdigtede.".to_owned(),
        format!("years: {years}\nlanguage: da\ntimezone: Europe/Copenhagen\n"),
        text(needed.tests),
        "people:".to_owned(),
    ];
    for person in needed.people.iter().map(|person| &cast.people[*person]) {
        lines.extend(person_lines(person));
    }
    lines.push("\nrooms:".to_owned());
    for room in needed.rooms.iter().map(|room| &cast.rooms[*room]) {
        let capacity = if room.capacity == 1 { String::new() } else { format!(", capacity: {}", room.capacity) };
        lines.push(format!("  {}: {{title: {}{capacity}}}", room.key, room.title));
    }
    if !needed.hypercare.is_empty() {
        let most = at_once(&needed.hypercare) + SPARE;
        lines.push(format!("\ncapacity: {{hypercare: {{most: {most}, of: hypercare}}}}"));
    }
    lines.push(String::new());
    lines.join("\n") + "\n" + TEMPLATES
}

/// How many runs of days lie on the fullest day.
fn at_once(runs: &[(NaiveDate, NaiveDate)]) -> usize {
    let on = |date: NaiveDate| runs.iter().filter(|(first, last)| *first <= date && date <= *last).count();
    // The fullest day is one on which some run begins.
    runs.iter().map(|(first, _)| on(*first)).max().unwrap_or(0)
}

fn person_lines(person: &Person) -> Vec<String> {
    let mut lines = vec![format!("  {}:", person.key), format!("    title: {}", person.title)];
    match person.holidays {
        Holidays::None => {}
        Holidays::Supplier => lines.push("    calendar: leverandørferie".to_owned()),
    }
    if !person.works.is_empty() {
        let days: Vec<String> = person.works.iter().map(|day| day.to_string().to_lowercase()).collect();
        lines.push(format!("    works: {{on: [{}]}}", days.join(", ")));
    }
    if let Some([day, week]) = person.limits {
        lines.push(format!("    limits: {{day: {}, week: {}}}", limit(day), limit(week)));
    }
    match person.leave.as_slice() {
        [] => {}
        [one] => lines.push(format!("    leave: {}", one.text())),
        several => {
            lines.push("    leave:".to_owned());
            lines.extend(several.iter().map(|leave| format!("      - {}", leave.text())));
        }
    }
    lines
}

fn limit(limit: Limit) -> String {
    let mut text = String::new();
    match limit.priority {
        Priority::Must => write!(text, "{}", limit.most),
        Priority::Should => write!(text, "\"{}, should\"", limit.most),
        Priority::Could => write!(text, "\"{}, could\"", limit.most),
    }
    .expect("a text takes every word");
    text
}
