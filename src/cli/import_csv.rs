//! The answer of `import csv`: reads tables and writes what they come to in plans.

use crate::calendar::civil::Datelike;
use crate::calendar::horizon::Horizon;
use crate::cli::arguments::Tongue;
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_answer::{Found, add, answer};
use crate::cli::import_arguments::CsvArguments;
use crate::cli::import_files::{ImportFile, import_files};
use crate::cli::import_place::{Belongs, Beside};
use crate::cli::output::Terminal;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Form, SourceId};
use crate::import::table::columns::TableKind;
use crate::import::table::import::import;
use crate::import::table::shape::Settings;

/// Makes plan files of tables.
///
/// # Errors
/// When a file cannot be read or written, or what was asked for does not fit together.
pub fn csv(arguments: &CsvArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let given = import_files(&arguments.files, &["csv", "tsv"], Form::Table.most_bytes())?;
    let beside = |belongs| Beside::of(&arguments.output.output, belongs);
    let (of_product, of_plan) = (beside(Belongs::ToProduct)?, beside(Belongs::ToPlan)?);
    let asked = match arguments.years {
        Some((first, last)) => {
            Some(Horizon::of_years(first, last).ok_or_else(|| Stop(format!("no years from {first} to {last}")))?)
        }
        None => None,
    };
    let this_year = arguments.today.unwrap_or_else(clock::today).year();
    let settings = |kind| {
        let beside = match kind {
            TableKind::Meetings | TableKind::Roadmap => of_product,
            TableKind::Leave => of_plan,
        };
        let usual = Settings::of(this_year, arguments.country);
        Settings {
            years: asked.or(beside.as_ref().map(|beside| beside.horizon)),
            language: arguments.language.map(Tongue::language).or(beside.as_ref().map(|beside| beside.language)),
            zone: beside.map_or(usual.zone, |beside| beside.zone),
            product: arguments.product.clone(),
            ..usual
        }
    };
    let mut found = Found::default();
    let name = |file: &ImportFile| if file.stem().is_empty() { "tabel".to_owned() } else { file.stem() };
    let files: Vec<(SourceId, String)> = given.iter().map(|file| (add(file, Form::Table, &mut found), name(file))).collect();
    let imported = import(&files, &found.sources, settings);
    found.diagnostics.extend(imported.diagnostics);
    found.diagnostics.sort_by_key(Diagnostic::span);
    found.drafts = imported.drafts;
    found.understood = imported.understood;
    answer(&found, &arguments.output, terminal)
}
