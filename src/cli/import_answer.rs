//! What an import answers: what is told of the files, and the plan files that they come to, written or as data.

use serde_json::{Value as Json, json};

use crate::cli::arguments::{Deny, Format};
use crate::cli::exit::{Exit, Stop};
use crate::cli::import_arguments::ImportOutput;
use crate::cli::import_files::ImportFile;
use crate::cli::import_output::{Composed, compose, deliver, put_all};
use crate::cli::import_place::Place;
use crate::cli::output::Terminal;
use crate::cli::report;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::{Diagnostic, Severity};
use crate::diagnostic::source::{Form, SourceId, Sources, Span};
use crate::import::draft::Draft;
use crate::import::encoding::repaired;

/// What was read of some files.
#[derive(Debug, Default)]
pub struct Found {
    /// The texts.
    pub sources: Sources,
    /// What is told of them, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// The plan files that they come to; none where nothing is left.
    pub drafts: Vec<Draft>,
    /// What was understood of what people wrote in words, a line for each.
    pub understood: Vec<String>,
    /// The charts where they were looked for; null where no program asks for them.
    pub charts: Option<Json>,
}

/// Adds a file to the texts. What another program wrote in an encoding of its own is read as such, and that is told.
pub fn add(file: &ImportFile, form: Form, found: &mut Found) -> SourceId {
    let is_text = std::str::from_utf8(&file.bytes).is_ok();
    let Some(repaired) = repaired(&file.bytes, form.most_bytes()).filter(|_| !is_text) else {
        let source = found.sources.add_bytes(form, file.name(), file.bytes.clone());
        found.diagnostics.extend(crate::import::encoding::warning(&found.sources, source));
        return source;
    };
    let source = found.sources.add_bytes(form, file.name(), repaired.text.into_bytes());
    let message = format!("the file is not UTF-8: it is read as {}", repaired.encoding.name());
    let warning = Diagnostic::warning(Code::NotUtf8, message).at(Span { source, start: 0, end: 0 }, "");
    found.diagnostics.push(warning.hint("look whether æ, ø and å are right in what was imported, or save the file as UTF-8"));
    source
}

/// Tells what was found, and writes the plan file where it is wanted.
///
/// # Errors
/// When a file cannot be written, or one is there already.
pub fn answer(found: &Found, output: &ImportOutput, terminal: Terminal) -> Result<Exit, Stop> {
    let composed = if output.lint_only { None } else { Some(compose(&found.drafts, output)?) };
    let has_plan = match output.format {
        Format::Human => {
            report::tell(&found.diagnostics, &found.sources, terminal);
            for line in &found.understood {
                terminal.tell(&format!("{line}\n"));
            }
            match &composed {
                None => true,
                Some(composed) if composed.files.is_empty() => {
                    let what = if found.charts.is_some() { "no task of a gantt chart" } else { "nothing that a plan holds" };
                    terminal.tell(&format!("nothing was written: {what} was found\n"));
                    false
                }
                Some(composed) => deliver(composed, output, terminal)?,
            }
        }
        Format::Json => {
            let is_sound = composed.as_ref().is_none_or(|composed| composed.errors.is_empty() && !composed.files.is_empty());
            if let Some(composed) = composed.as_ref().filter(|_| is_sound) {
                put_all(composed, output)?;
            }
            terminal.answer(&format!("{:#}\n", data(found, composed.as_ref(), output)))?;
            is_sound
        }
    };
    let has = |severity: Severity| found.diagnostics.iter().any(|diagnostic| diagnostic.severity == severity);
    let is_denied = output.deny == Some(Deny::Warnings) && has(Severity::Warning);
    Ok(if has(Severity::Error) || is_denied || !has_plan { Exit::PlanAtFault } else { Exit::Done })
}

/// The answer for programs.
fn data(found: &Found, composed: Option<&Composed>, output: &ImportOutput) -> Json {
    let status = match composed {
        None => "read",
        Some(composed) if composed.files.is_empty() => "empty",
        Some(composed) if !composed.errors.is_empty() => "at fault",
        Some(_) if Place::of(&output.output) == Place::Output => "planned",
        Some(_) => "written",
    };
    let names: Vec<&str> = found.sources.iter().map(|(_, source)| source.name.as_str()).collect();
    let mut diagnostics = report::json(&found.diagnostics, &found.sources);
    if let (Json::Array(all), Some(composed)) = (&mut diagnostics, composed) {
        all.extend(report::json(&composed.errors, &composed.sources).as_array().cloned().unwrap_or_default());
    }
    let plan = composed.into_iter().flat_map(|composed| &composed.files);
    let plan: Vec<Json> = plan.map(|file| json!({"name": file.path, "text": file.text})).collect();
    let (key, read) = match &found.charts {
        Some(charts) => ("charts", charts.clone()),
        None => ("understood", found.understood.as_slice().into()),
    };
    json!({
        "version": 1,
        "status": status,
        "files": names,
        key: read,
        "diagnostics": diagnostics,
        "plan": plan,
    })
}
