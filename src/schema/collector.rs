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

    /// Tells a fault at one place.
    pub fn fault(&mut self, code: Code, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::error(code, message).at(span, "").hint(hint));
    }

    /// Tells a warning at one place.
    pub fn warn(&mut self, code: Code, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.tell(Diagnostic::warning(code, message).at(span, "").hint(hint));
    }

    /// Tells that a key is needed, where no code says more.
    pub fn missing(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.fault(Code::MissingKey, span, message, hint);
    }

    /// Tells that a key does nothing, where no code says more.
    pub fn idle(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        self.warn(Code::IdleRule, span, message, hint);
    }

    /// Tells that nothing declares a name, and which declared name is nearest.
    pub fn unknown_name<'a>(&mut self, code: Code, what: &str, name: &Spanned<String>, known: impl Iterator<Item = &'a str>) {
        let known: Vec<&str> = known.collect();
        let fault = Diagnostic::error(code, format!("no {what} is named `{}`", name.value)).at(name.span, "");
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
    const LEAST: f64 = 0.8;
    let wrong = wrong.to_lowercase();
    let length = wrong.chars().count();
    let mut best: Option<(f64, usize)> = None;
    // Names of the own product stand without it: a match among them rules most others out before they are compared.
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by_key(|index| known[*index].contains('/'));
    for index in order {
        let word = known[index];
        if most_alike(&wrong, length, word) < best.map_or(LEAST, |(score, _)| score) {
            continue;
        }
        let score = strsim::jaro_winkler(&wrong, &word.to_lowercase());
        if score > LEAST && best.is_none_or(|other| (score, index) > other) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| known[index])
}

/// At least the likeness (M. A. Jaro 1989, W. E. Winkler 1990) of two words, by their lengths and first letters alone.
fn most_alike(wrong: &str, length: usize, word: &str) -> f64 {
    let other = word.chars().count();
    let (shorter, longer) = (length.min(other), length.max(other).max(1));
    #[expect(clippy::cast_precision_loss, reason = "words are short")]
    let jaro = (2.0 + shorter as f64 / longer as f64) / 3.0;
    let lower = word.chars().flat_map(char::to_lowercase);
    let prefix = wrong.chars().zip(lower).take(4).take_while(|(one, other)| one == other).count();
    // A little more, for what rounding takes.
    jaro + [0.0, 0.1, 0.2, 0.3, 0.4][prefix] * (1.0 - jaro) + 1e-9
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
    use super::{most_alike, nearest};

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        assert_eq!(nearest("styregrupe", &["koordinationsgruppe", "styregruppe"]), "did you mean `styregruppe`?");
        assert_eq!(nearest("xyz", &["dk", "skoleferie"]), "there is `dk`, `skoleferie`");
        assert_eq!(nearest("xyz", &[]), "there is none");
    }

    #[test]
    fn no_two_words_are_more_alike_than_their_lengths_and_first_letters_allow() {
        let words = ["a", "råd", "Rådet", "p1/styregruppe", "p1/styregrupper", "styregruppe", "koordinationsgruppe", "åæø"];
        for (one, other) in words.iter().flat_map(|one| words.map(|other| (one.to_lowercase(), other))) {
            let score = strsim::jaro_winkler(&one, &other.to_lowercase());
            assert!(score <= most_alike(&one, one.chars().count(), other), "{one} and {other}");
        }
        assert_eq!(nearest("styregrupe", &["a/styregruppe", "styregruppe", "b/styregruppe"]), "did you mean `styregruppe`?");
    }
}
