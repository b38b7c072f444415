//! Faults and warnings for people, with the words underlined, and for programs.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value as Json, json};

use crate::cli::arguments::Format;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::diagnostic::report::{Diagnostic, Label, Severity};
use crate::diagnostic::source::{SourceId, Sources, Span};

/// Prints diagnostics to people, if there are any.
pub fn tell(diagnostics: &[Diagnostic], sources: &Sources, terminal: Terminal) {
    if !diagnostics.is_empty() {
        terminal.tell(&human(diagnostics, sources));
    }
}

/// Tells why a plan cannot be used, in the form that was asked for.
///
/// # Errors
/// When the answer cannot be written.
pub fn refuse(diagnostics: &[Diagnostic], sources: &Sources, format: Format, terminal: Terminal) -> Result<Exit, Stop> {
    match format {
        Format::Human => tell(diagnostics, sources, terminal),
        Format::Json => {
            let answer = json!({"version": 1, "status": "at fault", "diagnostics": self::json(diagnostics, sources)});
            terminal.answer(&format!("{answer:#}\n"))?;
        }
    }
    Ok(Exit::PlanAtFault)
}

/// All diagnostics with their lines, and a last line that counts them. Colour is marked up; the terminal strips it.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&one(diagnostic, sources));
        text.push_str("\n\n");
    }
    let count = |severity: Severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let counted = [(count(Severity::Error), "error"), (count(Severity::Warning), "warning")];
    let counted: Vec<String> = counted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if *count == 1 { "" } else { "s" }))
        .collect();
    text.push_str(&counted.join(", "));
    text.push('\n');
    text
}

fn one(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut by_file: BTreeMap<(usize, SourceId), Vec<(usize, &Label)>> = BTreeMap::new();
    for (position, label) in diagnostic.labels.iter().enumerate() {
        let first = diagnostic.labels.iter().position(|other| other.span.source == label.span.source).unwrap_or(position);
        by_file.entry((first, label.span.source)).or_default().push((position, label));
    }
    let snippets = by_file.into_iter().map(|((_, id), labels)| {
        let source = sources.source(id);
        let annotations = labels.into_iter().map(|(position, label)| {
            let kind = if position == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(visible(label.span, &source.text)).label((!label.text.is_empty()).then(|| label.text.clone()))
        });
        Snippet::source(source.text.as_str()).path(source.name.as_str()).annotations(annotations)
    });
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let group: Group<'_> = title.elements(snippets.collect::<Vec<_>>());
    let hint = Level::HELP.with_name("hint");
    let group = group.elements(diagnostic.hints.iter().map(|text| hint.clone().message(text.as_str())).collect::<Vec<_>>());
    Renderer::styled().decor_style(DecorStyle::Unicode).render(&[group])
}

/// A span that shows something: one of no width is drawn one character wide, within its line.
fn visible(span: Span, text: &str) -> std::ops::Range<usize> {
    let range = span.range();
    if range.is_empty() && range.start < text.len() {
        let width = text[range.start..].chars().next().map_or(0, char::len_utf8);
        range.start..range.start + width
    } else {
        range
    }
}

/// The diagnostics as data.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> Json {
    let labels = |diagnostic: &Diagnostic| -> Vec<Json> {
        diagnostic.labels.iter().map(|label| json!({"at": place(label.span, sources), "text": label.text})).collect()
    };
    diagnostics
        .iter()
        .map(|diagnostic| {
            json!({
                "code": diagnostic.code.as_str(),
                "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
                "message": diagnostic.message,
                "labels": labels(diagnostic),
                "hints": diagnostic.hints,
            })
        })
        .collect()
}

/// A place as data: file, line and column from 1, and the words that stand there.
pub fn place(span: Span, sources: &Sources) -> Json {
    let at = sources.place(span);
    json!({"file": sources.source(span.source).name, "line": at.line, "column": at.column, "words": sources.text(span)})
}
