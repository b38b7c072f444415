//! Tables as plans: reads their rows and makes what they are lists of, a draft for each product.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::diagnostic::undecoded::Undecoded;
use crate::import::draft::Draft;
use crate::import::key::{Keys, keys};
use crate::import::table::columns::{Column, Columns, TableKind, column, columns, of};
use crate::import::table::read::{Cell, separator, sheet};
use crate::import::table::row::{Bounds, Row};
use crate::import::table::shape::{Product, Settings, Shape};
use crate::import::table::{leave, meetings, roadmap};
use crate::schema::collector::Collector;

/// What tables come to.
#[derive(Debug)]
pub struct Imported {
    /// A plan file for each product, or one of people.
    pub drafts: Vec<Draft>,
    /// What was understood of frequencies in words, a line for each.
    pub understood: Vec<String>,
    /// Faults and warnings, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// A table whose header is read.
struct Table {
    columns: Columns,
    rows: Vec<Vec<Cell>>,
    /// What its file is called.
    name: String,
}

/// What some files come to, each with the name it is called by. What is known of the plan may follow from what they are lists of.
pub fn import(files: &[(SourceId, String)], sources: &Sources, settings: impl FnOnce(TableKind) -> Settings) -> Imported {
    let mut told = Collector::default();
    let mut tables: Vec<Table> = Vec::new();
    for (source, name) in files {
        let Some(table) = table(*source, sources, name.clone(), &mut told) else { continue };
        match tables.first().map(|first| first.columns.kind).filter(|kind| *kind != table.columns.kind) {
            Some(kind) => {
                let message =
                    format!("a table before this one is of {}, and this one is of {}", of(kind), of(table.columns.kind));
                told.fault(Code::TableHeader, table.columns.span, message, "import each by itself");
            }
            None => tables.push(table),
        }
    }
    let Some(first) = tables.first() else {
        return Imported { drafts: Vec::new(), understood: Vec::new(), diagnostics: told.into_sorted() };
    };
    let settings = settings(first.columns.kind);
    let names: Vec<&str> = files.iter().map(|(_, name)| name.as_str()).collect();
    let shape = Shape {
        name: names.join(", "),
        language: settings.language.unwrap_or(first.columns.language),
        bounds: settings.years.map_or(Bounds::Around(settings.this_year), Bounds::Planned),
        settings: &settings,
    };
    let product = settings.product.as_deref();
    let mut understood = Vec::new();
    let drafts = match first.columns.kind {
        TableKind::Meetings => {
            let rows = by_product(&tables, product, &mut told);
            let (drafts, words) = meetings::drafts(&rows, &shape, &mut told);
            understood = words;
            drafts
        }
        TableKind::Roadmap => {
            let rows = by_product(&tables, product, &mut told);
            rows.iter().filter_map(|(product, rows)| roadmap::draft(product, rows, &shape, &mut told)).collect()
        }
        TableKind::Leave => leave::draft(&all_rows(&tables, &mut told), &shape, &mut told).into_iter().collect(),
    };
    Imported { drafts, understood, diagnostics: told.into_sorted() }
}

/// The table of a file; none of one that is no text or has no header of ours, and that is told.
fn table(source: SourceId, sources: &Sources, name: String, told: &mut Collector) -> Option<Table> {
    let file = sources.source(source);
    let start = Span { source, start: 0, end: 0 };
    match file.undecoded {
        Some(Undecoded::Binary) => {
            let hint = "in a spreadsheet, choose `Save as` and the form CSV (UTF-8)";
            told.fault(Code::BinaryFile, start, "the file is no text", hint);
            return None;
        }
        Some(Undecoded::TooLarge) => {
            told.fault(Code::FileTooLarge, start, "the file is larger than 64 MiB", "write a table for each product");
            return None;
        }
        // What was repaired is decoded; of the rest the letters that are none are told where they matter, in names.
        Some(Undecoded::Byte { .. } | Undecoded::Utf16) => {
            let hint = "save the table again with the encoding UTF-8";
            told.warn(Code::NotUtf8, start, "some letters cannot be read", hint);
        }
        None => {}
    }
    let mut sheet = sheet(&file.text, source, separator(&file.text, |name| column(name).is_some()));
    if let Some(quote) = sheet.unclosed {
        let hint = "close the cell with a second `\"`; the row and what follows it are left out";
        told.fault(Code::TableCell, quote, "this quote is never closed", hint);
    }
    if sheet.rows.is_empty() {
        if sheet.unclosed.is_none() {
            told.fault(Code::EmptyFile, start, "the table says nothing", "write a header and a row for each meeting");
        }
        return None;
    }
    let rows = sheet.rows.split_off(1);
    let columns = columns(&sheet.rows[0], told)?;
    Some(Table { columns, rows, name })
}

fn all_rows<'t>(tables: &'t [Table], told: &mut Collector) -> Vec<Row<'t>> {
    let of_table = |table: &'t Table| table.rows.iter().map(|cells| (&table.columns, cells));
    tables.iter().flat_map(of_table).filter_map(|(columns, cells)| Row::new(columns, cells, told).ok()).collect()
}

/// The rows of each product, in order of their first rows. Those that name none are of the product that is said, else of one that is
/// called like their file. Products are the same whose names differ in upper and lower case alone.
fn by_product<'t>(tables: &'t [Table], said: Option<&'t str>, told: &mut Collector) -> Vec<(Product, Vec<Row<'t>>)> {
    let mut keys: Keys = keys();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<(Product, Vec<Row<'t>>)> = Vec::new();
    for table in tables {
        for cells in &table.rows {
            let Ok(row) = Row::new(&table.columns, cells, told) else { continue };
            let title = row.text(Column::Product).or(said).unwrap_or(&table.name);
            let place = *places.entry(title.to_lowercase()).or_insert_with(|| {
                let product = Product { key: keys.unique(title, "product"), title: title.to_owned() };
                all.push((product, Vec::new()));
                all.len() - 1
            });
            all[place].1.push(row);
        }
    }
    all
}
