//! The columns of a table, by their names in Danish or English, and what the table is a list of.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::import::table::read::Cell;
use crate::plan::language::Language;
use crate::schema::collector::{Collector, nearest};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The product.
    Product,
    /// The group that meets.
    Group,
    /// The title of a meeting.
    Title,
    /// The date of a meeting or milestone.
    Date,
    /// When a meeting starts, or from when to when it is.
    Start,
    /// When a meeting ends.
    End,
    /// How long a meeting lasts.
    Length,
    /// Where a meeting is.
    Place,
    /// The address of an online meeting.
    Link,
    /// Who is called.
    Members,
    /// How often a group meets, in words.
    Frequency,
    /// What members are told besides.
    Note,
    /// Whether a meeting is held.
    Status,
    /// Who is away.
    Person,
    /// The first day.
    From,
    /// The last day.
    To,
    /// Why somebody is away.
    Reason,
    /// The track of a roadmap.
    Track,
    /// A phase.
    Phase,
    /// A milestone.
    Milestone,
}

/// What a table is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Meetings of groups.
    Meetings,
    /// Days on which people are away.
    Leave,
    /// Phases and milestones.
    Roadmap,
}

/// Each column by its names, the Danish one first.
const NAMES: [(Column, &[&str]); 20] = [
    (Column::Product, &["produkt", "product"]),
    (Column::Group, &["gruppe", "group"]),
    (Column::Title, &["titel", "title"]),
    (Column::Date, &["dato", "date"]),
    (Column::Start, &["start"]),
    (Column::End, &["slut", "end"]),
    (Column::Length, &["varighed", "length"]),
    (Column::Place, &["sted", "place"]),
    (Column::Link, &["link"]),
    (Column::Members, &["medlemmer", "members"]),
    (Column::Frequency, &["hyppighed", "frequency"]),
    (Column::Note, &["note"]),
    (Column::Status, &["status"]),
    (Column::Person, &["person"]),
    (Column::From, &["fra", "from"]),
    (Column::To, &["til", "to"]),
    (Column::Reason, &["årsag", "reason"]),
    (Column::Track, &["spor", "track"]),
    (Column::Phase, &["fase", "phase"]),
    (Column::Milestone, &["milepæl", "milestone"]),
];

/// What tables need, for people.
const NEEDED: &str = "meetings need `group` or `title`, and `date` or `frequency`; leave needs `person` and `from`; a roadmap needs \
                      `phase` with `from` and `to`, or `milestone` with `date`";

/// The header of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// What each column holds; none where nobody knows, or another one before it holds the same.
    pub all: Vec<Option<Column>>,
    /// What the table is a list of.
    pub kind: TableKind,
    /// The language of most names; Danish where both have as many.
    pub language: Language,
    /// The header, from its first name to its last.
    pub span: Span,
}

/// The column of a name.
pub fn column(name: &str) -> Option<Column> {
    let name = name.trim().trim_end_matches([':', '*']).trim_end().to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
}

/// Reads the header of a table; none where it is no table of ours, and that is told.
pub fn columns(header: &[Cell], told: &mut Collector) -> Option<Columns> {
    let span = header.first().zip(header.last()).map(|(first, last)| Span { end: last.span.end, ..first.span })?;
    let known: Vec<Option<Column>> = header.iter().map(|cell| column(&cell.value)).collect();
    let Some(kind) = kind(&known) else {
        let fault =
            Diagnostic::error(Code::TableHeader, "the columns are not those of meetings, leave or a roadmap").at(span, "");
        told.tell(fault.hint(NEEDED).hint("the first row with words is the header; `produkt`, `gruppe`, `dato` will do as well"));
        return None;
    };
    let names: Vec<&str> =
        NAMES.iter().filter(|(column, _)| uses(kind, *column)).flat_map(|(_, names)| names.iter().copied()).collect();
    let mut all: Vec<Option<Column>> = Vec::new();
    for (cell, column) in header.iter().zip(&known) {
        let name = cell.value.replace('`', "");
        let of = of(kind);
        let warning = match column {
            None if name.is_empty() => None,
            None => Some((format!("no column of {of} is named `{name}`"), format!("it is left out: {}", nearest(&name, &names)))),
            Some(column) if all.contains(&Some(*column)) => {
                Some((format!("the column `{name}` stands twice"), "the first one is read; remove or rename this one".to_owned()))
            }
            Some(column) if !uses(kind, *column) => {
                Some((format!("`{name}` says nothing in a table of {of}"), "the column is left out".to_owned()))
            }
            Some(_) => None,
        };
        all.push(column.filter(|_| warning.is_none()));
        if let Some((message, hint)) = warning {
            told.warn(Code::TableColumn, cell.span, message, hint);
        }
    }
    let names: Vec<String> = header.iter().map(|cell| cell.value.to_lowercase()).collect();
    Some(Columns { language: language(&names), all, kind, span })
}

/// What a table with these columns is a list of.
fn kind(known: &[Option<Column>]) -> Option<TableKind> {
    let has = |column: Column| known.contains(&Some(column));
    let has_day = has(Column::Date) || has(Column::From);
    if has(Column::Person) && has(Column::From) {
        Some(TableKind::Leave)
    } else if has(Column::Phase) && has(Column::From) && has(Column::To) || has(Column::Milestone) && has_day {
        Some(TableKind::Roadmap)
    } else if (has(Column::Group) || has(Column::Title)) && (has(Column::Date) || has(Column::Frequency)) {
        Some(TableKind::Meetings)
    } else {
        None
    }
}

/// What a table is a list of, for people.
pub fn of(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Meetings => "meetings",
        TableKind::Leave => "leave",
        TableKind::Roadmap => "a roadmap",
    }
}

fn uses(kind: TableKind, column: Column) -> bool {
    match column {
        Column::From | Column::To => kind != TableKind::Meetings,
        Column::Product | Column::Date => kind != TableKind::Leave,
        Column::Person | Column::Reason => kind == TableKind::Leave,
        Column::Track | Column::Phase | Column::Milestone => kind == TableKind::Roadmap,
        Column::Group
        | Column::Title
        | Column::Start
        | Column::End
        | Column::Length
        | Column::Place
        | Column::Link
        | Column::Members
        | Column::Frequency
        | Column::Note
        | Column::Status => kind == TableKind::Meetings,
    }
}

/// The language of most names; Danish where they do not tell.
fn language(names: &[String]) -> Language {
    let differ = || NAMES.iter().map(|(_, names)| *names).filter(|names| names.len() == 2);
    let count = |which: usize| differ().filter(|known| names.iter().any(|name| name == known[which])).count();
    if count(1) > count(0) { Language::English } else { Language::Danish }
}
