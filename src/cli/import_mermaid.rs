//! The answer of `import mermaid`: reads charts, tells what is odd in them, and writes the roadmap that they come to.

use serde_json::{Value as Json, json};

use crate::cli::arguments::{Format, Tongue};
use crate::cli::clock;
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_answer::{Found, answer};
use crate::cli::import_arguments::MermaidArguments;
use crate::cli::import_files::{ImportFile, import_files};
use crate::cli::import_place::Place;
use crate::cli::output::Terminal;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Form, Sources, Spanned};
use crate::import::charts::{ChartFile, Page, Wanted};
use crate::import::draft::Draft;
use crate::import::encoding;
use crate::import::legible;
use crate::import::lints::lints::lints;
use crate::import::mermaid::chart::Chart;
use crate::import::mermaid::reading::{PageForm, charts};
use crate::import::roadmap::days::tag_words;
use crate::import::roadmap::float::Undated;
use crate::import::roadmap::roadmap::roadmap;
use crate::import::windows::windows::windows;

/// The endings of files that are looked for in folders.
const ENDINGS: [&str; 2] = ["md", "mmd"];

/// Makes a roadmap of charts.
///
/// # Errors
/// When a file cannot be read or written, or what was asked for does not fit together.
pub fn mermaid(arguments: &MermaidArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let given = import_files(&arguments.files, &ENDINGS, Form::Page.most_bytes())?;
    let mut found = Found::default();
    let files: Vec<ChartFile> = given.iter().map(|file| charts_of(file, arguments, &mut found)).collect();
    found.drafts = drafts(&files, arguments, &mut found.diagnostics)?;
    found.diagnostics.sort_by_key(Diagnostic::span);
    found.charts = Some(match arguments.output.format {
        Format::Human => Json::Null,
        Format::Json => files.iter().flat_map(|file| charts_json(file, &found.sources)).collect(),
    });
    answer(&found, &arguments.output, terminal)
}

/// The charts of a file; what is told of them is added to the diagnostics.
fn charts_of(file: &ImportFile, arguments: &MermaidArguments, found: &mut Found) -> ChartFile {
    let Found { sources, diagnostics, .. } = found;
    // Standard input has no ending: a page has fences.
    let has_fence = file.bytes.windows(3).any(|bytes| bytes == b"```" || bytes == b"~~~");
    let form = if file.ending() == "mmd" || (file.ending().is_empty() && !has_fence) { Form::Chart } else { Form::Page };
    let repaired = if arguments.repair_encoding { encoding::repaired(&file.bytes, form.most_bytes()) } else { None };
    let bytes = repaired.map_or_else(|| file.bytes.clone(), |repaired| repaired.text.into_bytes());
    let source = sources.add_bytes(form, file.name(), bytes);
    if let Some(fault) = legible::fault(sources, source) {
        diagnostics.push(fault);
        return ChartFile { name: file.name(), stem: file.stem(), page: Page::default(), charts: Vec::new() };
    }
    diagnostics.extend(encoding::warning(sources, source));
    let today = arguments.today.unwrap_or_else(clock::today);
    let text = sources.source(source).text.clone();
    let form = if form == Form::Chart { PageForm::Chart } else { PageForm::Page };
    let reading = charts(source, &text, form, today);
    // A folder may hold pages about anything.
    let is_told = |diagnostic: &Diagnostic| file.is_named || diagnostic.code != Code::ChartMissing;
    diagnostics.extend(reading.diagnostics.into_iter().filter(is_told));
    diagnostics.extend(lints(&reading.charts, arguments.country));
    let words = |words: Option<Spanned<String>>| words.map(|words| words.value);
    let page = Page { title: words(reading.title), parent: words(reading.parent) };
    ChartFile { name: file.name(), stem: file.stem(), page, charts: reading.charts }
}

/// The plan files of what was read: in a folder one for each file, else one of all.
fn drafts(files: &[ChartFile], arguments: &MermaidArguments, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Draft>, Stop> {
    let mut wanted = Wanted {
        product: arguments.product.clone(),
        title: arguments.title.clone(),
        language: arguments.language.map(Tongue::language),
        undated: if arguments.float { Undated::Placed } else { Undated::Fixed },
        ..Wanted::of(arguments.country)
    };
    let parts: Vec<&[ChartFile]> = match Place::of(&arguments.output.output) {
        Place::Folder => files.chunks(1).collect(),
        Place::Output | Place::File => vec![files],
    };
    let mut drafts = Vec::new();
    for part in parts {
        let make = if arguments.as_cycles { windows } else { roadmap };
        if let Some(draft) = make(part, &wanted, diagnostics) {
            wanted.taken.insert(draft.product.clone());
            drafts.push(draft);
        }
    }
    match (drafts.len() > 1, &arguments.product, &arguments.title) {
        (true, Some(_), _) | (true, _, Some(_)) => {
            Err(Stop("several files become a product each: import them one by one to name them".to_owned()))
        }
        (true, None, None) | (false, _, _) => Ok(drafts),
    }
}

/// The charts of a file for programs.
fn charts_json(file: &ChartFile, sources: &Sources) -> impl Iterator<Item = Json> {
    file.charts.iter().map(|chart| chart_json(&file.name, chart, sources))
}

fn chart_json(file: &str, chart: &Chart, sources: &Sources) -> Json {
    let tasks = chart.tasks.iter().map(|task| {
        let place = sources.place(task.span);
        json!({
            "section": task.section.map(|section| chart.sections[section].title.as_str()),
            "name": task.name.value,
            "id": task.id.value,
            "start": task.start.format("%Y-%m-%dT%H:%M:%S").to_string(),
            "end": task.end.format("%Y-%m-%dT%H:%M:%S").to_string(),
            "tags": tag_words(task),
            "line": place.line,
            "column": place.column,
        })
    });
    json!({
        "file": file,
        "line": sources.place(chart.span).line,
        "title": chart.title.as_ref().map(|title| title.value.as_str()),
        "tasks": tasks.collect::<Vec<Json>>(),
    })
}
