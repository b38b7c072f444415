//! Charts as text, for tests: what a lint says of one.

use crate::calendar::holidays::Country;
use crate::diagnostic::code::Code;
use crate::diagnostic::source::Sources;
use crate::import::lints::lints::lints;
use crate::import::mermaid::reading::{PageForm, charts};

/// What is told of a chart with Danish holidays under a code: `LINE:COLUMN `WORD`: MESSAGE; HINT`.
pub(crate) fn told(code: Code, text: &str) -> Vec<String> {
    told_in(code, text, Country::Dk)
}

/// What is told of a chart in a country under a code.
pub(crate) fn told_in(code: Code, text: &str, country: Country) -> Vec<String> {
    // Mermaid reads no date without; where it stands says nothing.
    let format = if text.contains("dateFormat") { "" } else { "\ndateFormat YYYY-MM-DD\n" };
    let text = format!("{text}{format}");
    let mut sources = Sources::default();
    let source = sources.add("a.mmd", text.as_str());
    let reading = charts(source, &text, PageForm::Chart, "2026-11-21".parse().unwrap());
    let all = lints(&reading.charts, country);
    let told = all.iter().filter(|diagnostic| diagnostic.code == code).map(|diagnostic| {
        let span = diagnostic.span().unwrap();
        let place = sources.place(span);
        let hints = diagnostic.hints.join("; ");
        format!("{}:{} `{}`: {}; {hints}", place.line, place.column, sources.text(span), diagnostic.message)
    });
    told.collect()
}
