//! YAML values with their places. Knows no key of the plan language.

use std::ops::Range;

use crate::diagnostic::source::{Span, Spanned};

/// A value of a YAML document.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands; of a map or list, where it begins.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A key without a value.
    Null,
    /// A word or a line, as it was written; `no`, `10:00` and `012` stay the text they are.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A map with its entries as written, a key that stands twice included.
    Map(Vec<(Scalar, Node)>),
    /// A value whose fault has been told: whoever finds it says nothing more.
    Told,
    /// A value that a template or default would have given, and that was taken away.
    Absent,
}

impl Node {
    /// Whether it is a key without a value.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null | Value::Absent => "nothing",
            Value::Scalar(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
            Value::Told => "what could not be read",
        }
    }

    /// The text, when it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            Value::Null | Value::List(_) | Value::Map(_) | Value::Told | Value::Absent => None,
        }
    }

    /// The entries of a map; what is no map has none.
    pub fn map_entries(&self) -> std::slice::Iter<'_, (Scalar, Node)> {
        match &self.value {
            Value::Map(entries) => entries.iter(),
            Value::Null | Value::Scalar(_) | Value::List(_) | Value::Told | Value::Absent => [].iter(),
        }
    }

    /// The first entry of a key.
    pub fn entry(&self, key: &str) -> Option<&(Scalar, Node)> {
        self.map_entries().find(|(known, _)| known.text == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The values of a map, to be changed; what is no map has none.
    pub fn map_values_mut(&mut self) -> impl Iterator<Item = &mut Node> {
        let entries = match &mut self.value {
            Value::Map(entries) => entries.as_mut_slice(),
            Value::Null | Value::Scalar(_) | Value::List(_) | Value::Told | Value::Absent => &mut [],
        };
        entries.iter_mut().map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Map(entries) => entries.iter_mut().find(|(known, _)| known.text == key).map(|(_, value)| value),
            Value::Null | Value::Scalar(_) | Value::List(_) | Value::Told | Value::Absent => None,
        }
    }
}

/// A word or a line with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text without quotes.
    pub text: String,
    /// Where the value stands, quotes included.
    pub span: Span,
    /// Where the first character stands, when the source has the text letter for letter.
    content: Option<u32>,
}

impl Scalar {
    /// Joins a text with its place. `source` is the text that the span covers.
    pub fn new(text: String, span: Span, source: &str) -> Scalar {
        let content = match source.strip_prefix(['"', '\'']) {
            Some(inner) if inner.starts_with(&text) && inner.len() == text.len() + 1 => Some(span.start + 1),
            None if source == text => Some(span.start),
            Some(_) | None => None,
        };
        Scalar { text, span, content }
    }

    /// The place of a part of the text; the whole value where escapes hide the part.
    pub fn part(&self, range: Range<usize>) -> Span {
        let offset = |byte: usize| u32::try_from(byte).ok();
        match (self.content, offset(range.start), offset(range.end)) {
            (Some(content), Some(start), Some(end)) => {
                Span { source: self.span.source, start: content + start, end: content + end }
            }
            _ => self.span,
        }
    }

    /// The parts of the text between separators, trimmed, each with its place.
    pub fn pieces(&self, separator: char) -> Vec<Scalar> {
        let mut pieces = Vec::new();
        let mut start = 0;
        for raw in self.text.split(separator) {
            let begin = start + raw.len() - raw.trim_start().len();
            let text = raw.trim().to_owned();
            let span = self.part(begin..begin + text.len());
            let content = self.content.map(|_| span.start);
            pieces.push(Scalar { text, span, content });
            start += raw.len() + separator.len_utf8();
        }
        pieces
    }

    /// The text from a byte of it on, which begins a character, with its place.
    #[must_use]
    pub fn tail(&self, from: usize) -> Scalar {
        let text = self.text.get(from..).unwrap_or_default().to_owned();
        let span = self.part(from..self.text.len());
        Scalar { text, span, content: self.content.map(|_| span.start) }
    }

    /// The words of the text, each with its place.
    pub fn words(&self) -> Vec<Scalar> {
        self.pieces(' ').into_iter().filter(|word| !word.text.is_empty()).collect()
    }

    /// The text with its place.
    pub fn spanned(&self) -> Spanned<String> {
        Spanned::new(self.text.clone(), self.span)
    }
}

#[cfg(test)]
mod tests {
    use super::Scalar;
    use crate::diagnostic::source::{SourceId, Span};

    #[test]
    fn a_part_of_a_quoted_text_is_found_behind_the_quote() {
        let source = r#"at: "1..10 dage, bedst 3""#;
        let span = Span { source: SourceId(0), start: 4, end: 25 };
        let scalar = Scalar::new("1..10 dage, bedst 3".into(), span, &source[span.range()]);
        let pieces = scalar.pieces(',');
        assert_eq!(pieces[1].text, "bedst 3");
        assert_eq!(&source[pieces[1].span.range()], "bedst 3");
        assert_eq!(&source[pieces[1].words()[1].span.range()], "3");
    }

    #[test]
    fn where_escapes_hide_a_part_the_whole_value_is_underlined() {
        let source = r#""a\tb, c""#;
        let span = Span { source: SourceId(0), start: 0, end: 9 };
        let scalar = Scalar::new("a\tb, c".into(), span, source);
        assert_eq!(scalar.pieces(',')[1].span, span);
    }
}
