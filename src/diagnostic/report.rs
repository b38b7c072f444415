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
        Diagnostic { code, severity, message: one_line(message), labels: Vec::new(), hints: Vec::new() }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: one_line(text.into()) });
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(one_line(hint.into()));
        self
    }

    /// Where the fault is; none when it has no place in a text.
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|label| label.span)
    }
}

/// The characters that are shown of a word of the plan.
const MOST_SHOWN: usize = 60;

/// A text as one line: what is quoted from the plan may be very long, or hold line breaks.
fn one_line(text: String) -> String {
    if text.len() <= MOST_SHOWN && !text.contains(char::is_control) {
        return text;
    }
    let visible = text.replace(char::is_control, " ");
    let parts = visible.split('`').enumerate();
    let shown: Vec<String> = parts.map(|(index, part)| if index % 2 == 1 { excerpt(part) } else { part.to_owned() }).collect();
    shown.join("`")
}

/// The start and the end of a word that is too long to be shown whole.
fn excerpt(word: &str) -> String {
    const END: usize = 10;
    let count = word.chars().count();
    if count <= MOST_SHOWN {
        return word.to_owned();
    }
    let start: String = word.chars().take(MOST_SHOWN - END - 1).collect();
    let end: String = word.chars().skip(count - END).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::{Code, Diagnostic};

    #[test]
    fn a_word_of_the_plan_is_shown_on_one_line_and_a_long_one_in_part() {
        let word = format!("{}\n{}", "å".repeat(500), "z".repeat(500));
        let fault = Diagnostic::error(Code::UnknownKey, format!("a group takes no key `{word}`")).hint("did you mean `title`?");
        assert_eq!(fault.message, format!("a group takes no key `{}…{}`", "å".repeat(49), "z".repeat(10)));
        assert_eq!(fault.hints, ["did you mean `title`?"]);
        assert_eq!(Diagnostic::error(Code::UnknownKey, "a `b\nc`").message, "a `b c`");
    }
}
