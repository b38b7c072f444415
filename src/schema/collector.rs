//! Where faults are gathered while reading goes on, so that all are told in one pass.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::{Diagnostic, Severity};
use crate::diagnostic::source::{Span, Spanned};

/// Faults and warnings in the order they were found.
#[derive(Debug, Default)]
pub struct Collector {
    diagnostics: Vec<Diagnostic>,
}

impl Collector {
    /// Adds a fault or warning.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Tells that a value can be read but not understood.
    pub fn invalid(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::error(Code::InvalidValue, message).at(span, "").hint(hint));
    }

    /// Tells that something is needed.
    pub fn missing(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::error(Code::MissingKey, message).at(span, "").hint(hint));
    }

    /// Tells that something does nothing.
    pub fn idle(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::warning(Code::IdleRule, message).at(span, "").hint(hint));
    }

    /// Tells that nothing declares a name, and which declared name is nearest.
    pub fn unknown_name<'a>(&mut self, what: &str, name: &Spanned<String>, known: impl Iterator<Item = &'a str>) {
        let known: Vec<&str> = known.collect();
        let fault = Diagnostic::error(Code::UnknownName, format!("no {what} is named `{}`", name.value)).at(name.span, "");
        self.tell(fault.hint(nearest(&name.value, &known)));
    }

    /// Whether a fault of this code was told at this place.
    pub fn has_told(&self, code: Code, span: Span) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code && diagnostic.span() == Some(span))
    }

    /// Whether an error was told.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, by place: first the file's order, then the line's. A fault in a value that aliases or
    /// templates repeat is told once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by_key(Diagnostic::span);
        let mut told: Vec<Diagnostic> = Vec::with_capacity(self.diagnostics.len());
        for diagnostic in self.diagnostics {
            let mut here = told.iter().rev().take_while(|earlier| earlier.span() == diagnostic.span());
            if !here.any(|earlier| *earlier == diagnostic) {
                told.push(diagnostic);
            }
        }
        told
    }
}

/// A hint that names the known word nearest to a wrong one, or else lists what there is.
pub fn nearest(wrong: &str, known: &[&str]) -> String {
    match near(wrong, known) {
        Some(best) => format!("did you mean `{best}`?"),
        None if known.is_empty() => "there is none".to_owned(),
        None => format!("there is {}", listed(known)),
    }
}

/// The known word that a wrong one was meant to be, if one is near enough.
pub fn near<'k>(wrong: &str, known: &[&'k str]) -> Option<&'k str> {
    let score = |word: &str| strsim::jaro_winkler(&wrong.to_lowercase(), &word.to_lowercase());
    let best = known.iter().copied().max_by(|one, other| score(one).total_cmp(&score(other)))?;
    (score(best) > 0.8).then_some(best)
}

/// The words in backticks, the first dozen of them.
pub fn listed(words: &[&str]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = words.iter().take(MOST).map(|word| format!("`{word}`")).collect();
    let more = if words.len() > MOST { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("styregrupe", &["koordinationsgruppe", "styregruppe"]), "did you mean `styregruppe`?");
        assert_eq!(nearest("xyz", &["dk", "skoleferie"]), "there is `dk`, `skoleferie`");
        assert_eq!(nearest("xyz", &[]), "there is none");
    }
}
