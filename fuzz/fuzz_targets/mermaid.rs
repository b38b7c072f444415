//! Any bytes as a chart and as a page: they are read, what is odd in them is told at places that are in the text, and what is made
//! of their charts, as a roadmap and as windows, is a plan without an error.
#![no_main]

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::charts::{ChartFile, Page, Wanted};
use aarshjul::import::draft::{Draft, Surroundings};
use aarshjul::import::lints::lints::lints;
use aarshjul::import::mermaid::reading::{PageForm, charts};
use aarshjul::import::roadmap::float::Undated;
use aarshjul::import::roadmap::roadmap::roadmap;
use aarshjul::import::windows::windows::windows;
use aarshjul::schema::reading::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, Form::Chart, PageForm::Chart);
    if bytes.windows(3).any(|signs| signs == b"```" || signs == b"~~~") {
        check(bytes, Form::Page, PageForm::Page);
    }
});

fn check(bytes: &[u8], form: Form, page_form: PageForm) {
    let mut sources = Sources::default();
    let source = sources.add_bytes(form, "a.md", bytes.to_vec());
    let text = sources.source(source).text.clone();
    let today = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a date");
    let reading = charts(source, &text, page_form, today);
    let mut told = reading.diagnostics;
    told.extend(lints(&reading.charts, Country::Dk));
    let title = |title: &Option<aarshjul::diagnostic::source::Spanned<String>>| title.as_ref().map(|title| title.value.clone());
    let page = Page { title: title(&reading.title), parent: title(&reading.parent) };
    let file = ChartFile { name: "a.md".to_owned(), stem: "a".to_owned(), page, charts: reading.charts };
    let files = [file];
    for undated in [Undated::Fixed, Undated::Placed] {
        check_plan(roadmap(&files, &Wanted { undated, ..Wanted::of(Country::Dk) }, &mut told));
    }
    check_plan(windows(&files, &Wanted::of(Country::Dk), &mut told));
    check_places(&told, &text);
}

/// Holds what was made to the plan language.
fn check_plan(draft: Option<Draft>) {
    let Some(draft) = draft else { return };
    let text = draft.text(&Surroundings::default());
    let mut sources = Sources::default();
    sources.add("a.yaml", text.as_str());
    let reading = read(&sources);
    let errors: Vec<&Diagnostic> = reading.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
    assert!(errors.is_empty() && reading.plan.is_some(), "{errors:#?}\n{text}");
}

/// Holds every place to the text.
fn check_places(told: &[Diagnostic], text: &str) {
    for label in told.iter().flat_map(|fault| &fault.labels) {
        assert!(text.get(label.span.range()).is_some(), "{:?}", label.span);
    }
}
