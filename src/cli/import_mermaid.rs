//! The answer of `import mermaid`: reads charts, tells what is odd in them, and writes the roadmap that they come to.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::cli::arguments::{Deny, Format, Tongue};
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_arguments::MermaidArguments;
use crate::cli::import_files::{ImportFile, import_files};
use crate::cli::import_output::{Composed, Place, compose, deliver, put_all};
use crate::cli::output::Terminal;
use crate::cli::{clock, report};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::{Diagnostic, Severity};
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
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let files: Vec<ChartFile> = given.iter().map(|file| charts_of(file, arguments, &mut sources, &mut diagnostics)).collect();
    let drafts = drafts(&files, arguments, &mut diagnostics)?;
    diagnostics.sort_by_key(Diagnostic::span);
    let composed = if arguments.output.lint_only { None } else { Some(compose(&drafts, &arguments.output)?) };
    let has_plan = match arguments.output.format {
        Format::Human => {
            report::tell(&diagnostics, &sources, terminal);
            match &composed {
                None => true,
                Some(composed) if composed.files.is_empty() => {
                    terminal.tell("nothing was written: no task of a gantt chart was found\n");
                    false
                }
                Some(composed) => deliver(composed, &arguments.output, terminal)?,
            }
        }
        Format::Json => {
            let is_sound = composed.as_ref().is_none_or(|composed| composed.errors.is_empty() && !composed.files.is_empty());
            if let Some(composed) = composed.as_ref().filter(|_| is_sound) {
                put_all(composed, &arguments.output)?;
            }
            let read = Read { files: &files, diagnostics: &diagnostics, sources: &sources };
            terminal.answer(&format!("{:#}\n", answer(&read, composed.as_ref(), arguments)))?;
            is_sound
        }
    };
    let found = |severity: Severity| diagnostics.iter().any(|diagnostic| diagnostic.severity == severity);
    let is_denied = arguments.output.deny == Some(Deny::Warnings) && found(Severity::Warning);
    Ok(if found(Severity::Error) || is_denied || !has_plan { Exit::PlanAtFault } else { Exit::Done })
}

/// The charts of a file; what is told of them is added to the diagnostics.
fn charts_of(
    file: &ImportFile,
    arguments: &MermaidArguments,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> ChartFile {
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
        country: arguments.country,
        taken: BTreeSet::new(),
        undated: if arguments.float { Undated::Placed } else { Undated::Fixed },
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

/// What was read.
struct Read<'r> {
    files: &'r [ChartFile],
    diagnostics: &'r [Diagnostic],
    sources: &'r Sources,
}

/// The answer for programs.
fn answer(read: &Read<'_>, composed: Option<&Composed>, arguments: &MermaidArguments) -> Json {
    let status = match composed {
        None => "read",
        Some(composed) if composed.files.is_empty() => "empty",
        Some(composed) if !composed.errors.is_empty() => "at fault",
        Some(_) if Place::of(&arguments.output.output) == Place::Output => "planned",
        Some(_) => "written",
    };
    let names: Vec<&str> = read.files.iter().map(|file| file.name.as_str()).collect();
    let charts =
        read.files.iter().flat_map(|file| file.charts.iter().map(move |chart| chart_json(&file.name, chart, read.sources)));
    let mut diagnostics = report::json(read.diagnostics, read.sources);
    if let (Json::Array(all), Some(composed)) = (&mut diagnostics, composed) {
        all.extend(report::json(&composed.errors, &composed.sources).as_array().cloned().unwrap_or_default());
    }
    let plan = composed.into_iter().flat_map(|composed| &composed.files);
    let plan: Vec<Json> = plan.map(|file| json!({"name": file.path, "text": file.text})).collect();
    json!({
        "version": 1,
        "status": status,
        "files": names,
        "charts": charts.collect::<Vec<Json>>(),
        "diagnostics": diagnostics,
        "plan": plan,
    })
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
