//! Why words do not say a frequency.

/// Why words are no frequency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// They can be meant in these ways; each is words that can be meant in one.
    Ambiguous(Vec<String>),
    /// A plan has no rule for it, and why.
    NoRule(String),
    /// This word is not understood.
    Word(String),
    /// They do not say how often.
    Nothing,
}
