//! The answer of `import ics`: reads calendars and writes what they come to in a plan.

use crate::calendar::civil::Datelike;
use crate::calendar::horizon::Horizon;
use crate::cli::arguments::Tongue;
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_answer::{Found, add, answer};
use crate::cli::import_arguments::{EventsAs, IcsArguments};
use crate::cli::import_files::import_files;
use crate::cli::import_place::{Belongs, Beside};
use crate::cli::output::Terminal;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Form, SourceId};
use crate::import::ics::import::{Settings, import};
use crate::plan::language::Language;
use crate::plan::plan::USUAL_ZONE;

/// Makes a plan file of calendars.
///
/// # Errors
/// When a file cannot be read or written, or what was asked for does not fit together.
pub fn ics(arguments: &IcsArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let given = import_files(&arguments.files, &["ics"], Form::Calendar.most_bytes())?;
    let belongs = match arguments.kind {
        EventsAs::Meetings => Belongs::ToProduct,
        EventsAs::Leave | EventsAs::Holidays => Belongs::ToPlan,
    };
    let beside = Beside::of(&arguments.output.output, belongs)?;
    let this_year = arguments.today.unwrap_or_else(clock::today).year();
    let years = arguments.years.map_or((this_year, this_year + 1), |years| (years.0, years.1));
    let asked = Horizon::of_years(years.0, years.1).ok_or_else(|| Stop(format!("no years from {} to {}", years.0, years.1)))?;
    let settled = beside.as_ref().map(|beside| beside.horizon);
    let settings = Settings {
        horizon: settled.filter(|_| arguments.years.is_none()).unwrap_or(asked),
        settled,
        zone: beside.as_ref().map_or_else(|| USUAL_ZONE.to_owned(), |beside| beside.zone.clone()),
        language: arguments.language.map(Tongue::language).or(beside.map(|beside| beside.language)).unwrap_or(Language::Danish),
        product: arguments.product.clone(),
        key: arguments.key_of_kind()?,
        kind: arguments.kind.kind(),
    };
    let mut found = Found::default();
    let files: Vec<SourceId> = given.iter().map(|file| add(file, Form::Calendar, &mut found)).collect();
    let names: Vec<String> =
        given.iter().map(|file| if file.stem().is_empty() { "kalender".to_owned() } else { file.stem() }).collect();
    let imported = import(&files, &found.sources, &names.join(", "), &settings);
    found.diagnostics.extend(imported.diagnostics);
    found.diagnostics.sort_by_key(Diagnostic::span);
    found.drafts.extend(imported.draft);
    answer(&found, &arguments.output, terminal)
}
