//! What every target holds what it made to.

use aarshjul::diagnostic::report::{Diagnostic, Severity};
use aarshjul::diagnostic::source::Sources;
use aarshjul::import::draft::{Draft, Surroundings};
use aarshjul::schema::reading::read;

/// Holds what was made to the plan language: it is a plan without an error.
///
/// # Panics
/// When it is none.
pub fn check_plan(draft: &Draft) {
    let text = draft.text(&Surroundings::default());
    let mut sources = Sources::default();
    sources.add("a.yaml", text.as_str());
    let reading = read(&sources);
    let errors: Vec<&Diagnostic> = reading.diagnostics.iter().filter(|fault| fault.severity == Severity::Error).collect();
    assert!(errors.is_empty() && reading.plan.is_some(), "{errors:#?}\n{text}");
}

/// Holds every place to the text.
///
/// # Panics
/// When a place is not in it.
pub fn check_places(told: &[Diagnostic], text: &str) {
    for label in told.iter().flat_map(|fault| &fault.labels) {
        assert!(text.get(label.span.range()).is_some(), "{:?}", label.span);
    }
}
