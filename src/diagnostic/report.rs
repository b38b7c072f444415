//! A fault or a warning: what is wrong, where, and what to do. Text and data only; who prints it is not known here.

use crate::diagnostic::code::Code;
use crate::diagnostic::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be used.
    Error,
    /// The plan can be used, but a rule or a key does nothing or surprises.
    Warning,
}

/// A place with the words that stand under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, in a few words; may be empty for the first label.
    pub text: String,
}

/// One fault or warning of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind, from the register.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// One lower-case line without a full stop; the thing in backticks.
    pub message: String,
    /// The places; the first one is where the fault is.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A fault without a place yet.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::of(Severity::Error, code, message.into())
    }

    /// A warning without a place yet.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::of(Severity::Warning, code, message.into())
    }

    fn of(severity: Severity, code: Code, message: String) -> Self {
        Diagnostic { code, severity, message, labels: Vec::new(), hints: Vec::new() }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Where the fault is; none when it has no place in a text.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}
