//! Source texts, places in them, and the texts that they name. Knows no YAML: a place is a range of bytes in a named text.
//!
//! Texts are told by what they are, also those that are none: see `Undecoded`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::undecoded::{Undecoded, decode};

/// Which of the texts of a [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct SourceId(pub u32);

/// A range of bytes, start included and end excluded, in one source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The text that the range lies in.
    pub source: SourceId,
    /// The first byte, counted from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The range as indices into the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value together with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

/// One source text under the name a reader knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The path as the user gave it.
    pub name: String,
    /// The whole text, without a byte order mark at its start.
    pub text: String,
    /// What it is read as.
    pub form: Form,
    /// Why the bytes of the file are not this text, when they are not.
    pub undecoded: Option<Undecoded>,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A plan file.
    Plan,
    /// An iCalendar file (RFC 5545).
    Calendar,
    /// A page in Markdown that is imported.
    Page,
    /// A Mermaid chart that is imported.
    Chart,
    /// A table of rows and columns that is imported.
    Table,
}

impl Form {
    /// The bytes that a text of the form has at most: 8 MiB of a calendar, 32 MiB of a plan, as a very large chart comes to, and 64 MiB
    /// of what else other programs may have written. A reader may stop after one more than that.
    pub const fn most_bytes(self) -> usize {
        match self {
            Form::Calendar => 8 << 20,
            Form::Plan => 32 << 20,
            Form::Page | Form::Chart | Form::Table => 64 << 20,
        }
    }
}

/// What came of a word that names a file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supplied {
    /// These texts.
    Texts(Vec<SourceId>),
    /// Nothing is there.
    Missing,
    /// Something is there that cannot be read, and why.
    Unusable(String),
}

/// The source texts of one run, in the order they were given; those that other texts name come after them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    texts: Vec<Source>,
    supplied: BTreeMap<Span, Supplied>,
}

/// A place for a reader: line and column, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Sources {
    /// Adds a plan file and tells which text it is: as [`Sources::add_bytes`] would.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let text: String = text.into();
        self.add_bytes(Form::Plan, name, text.into_bytes())
    }

    /// Adds the bytes of a file of a form and tells which it is. Of bytes that are no text, what can be shown of them is kept.
    pub fn add_bytes(&mut self, form: Form, name: impl Into<String>, bytes: Vec<u8>) -> SourceId {
        let (text, undecoded) = decode(bytes, form.most_bytes());
        let id = SourceId(u32::try_from(self.texts.len()).expect("fewer than 2^32 plan files"));
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        self.texts.push(Source { name: name.into(), text, form, undecoded, lines });
        id
    }

    /// Notes what came of a word that names a file or a folder.
    pub fn supply(&mut self, word: Span, supplied: Supplied) {
        self.supplied.insert(word, supplied);
    }

    /// What came of a word that names a file or a folder; none where nobody looked.
    pub fn supplied(&self, word: Span) -> Option<&Supplied> {
        self.supplied.get(&word)
    }

    /// The same texts where one says something else. What words name stays known: they move with the text behind the change.
    #[must_use]
    pub fn with_text(&self, id: SourceId, text: &str) -> Sources {
        let mut new = Sources::default();
        for (known, source) in self.iter() {
            let text = if known == id { text } else { &source.text };
            new.add_bytes(source.form, source.name.as_str(), text.as_bytes().to_vec());
        }
        let old = self.source(id).text.as_bytes();
        let common = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(old, new)| old == new).count();
        let before = common(&mut old.iter().zip(text.as_bytes()));
        let most = old.len().min(text.len()) - before;
        let after = common(&mut old.iter().rev().zip(text.as_bytes().iter().rev()).take(most));
        for (word, supplied) in &self.supplied {
            let range = word.range();
            let moved = |at: usize| u32::try_from(at + text.len() - old.len());
            let kept = match (word.source == id, range) {
                (false, _) => Some(*word),
                (true, range) if range.end <= before => Some(*word),
                (true, range) if range.start >= old.len() - after => {
                    moved(range.start).ok().zip(moved(range.end).ok()).map(|(start, end)| Span { source: id, start, end })
                }
                (true, _) => None,
            };
            new.supplied.extend(kept.map(|word| (word, supplied.clone())));
        }
        new
    }

    /// The plan files, in order.
    pub fn plans(&self) -> impl Iterator<Item = SourceId> {
        self.iter().filter(|(_, source)| source.form == Form::Plan).map(|(id, _)| id)
    }

    /// The texts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.texts)
    }

    /// The text of an id that [`Sources::add`] gave.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.texts[id.0 as usize]
    }

    /// The words that a span covers; empty when it reaches outside the text.
    pub fn text(&self, span: Span) -> &str {
        self.source(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of the start of a span.
    pub fn place(&self, span: Span) -> Place {
        let source = self.source(span.source);
        let start = span.start as usize;
        let line = source.lines.partition_point(|begin| *begin <= start);
        let before = source.text.get(source.lines[line - 1]..start).unwrap_or_default();
        let column = before.chars().count() + 1;
        Place { line, column }
    }

    /// Line and column of the end of a span: of the character after its last one.
    pub fn end(&self, span: Span) -> Place {
        self.place(Span { start: span.end, ..span })
    }

    /// `path:line:column` of the start of a span.
    pub fn locate(&self, span: Span) -> String {
        let place = self.place(span);
        format!("{}:{}:{}", self.source(span.source).name, place.line, place.column)
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Sources, Span, Supplied};

    #[test]
    fn what_words_name_is_known_behind_a_change_too() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "file: a.ics\ndrift: 5\nfile: b.ics\n");
        let (first, second) = (Span { source, start: 6, end: 11 }, Span { source, start: 27, end: 32 });
        assert_eq!((sources.text(first), sources.text(second)), ("a.ics", "b.ics"));
        sources.supply(first, Supplied::Missing);
        sources.supply(second, Supplied::Unusable("empty".to_owned()));
        let changed = sources.with_text(source, "file: a.ics\ndrift: 15\nfile: b.ics\n");
        let moved = Span { source, start: 28, end: 33 };
        assert_eq!(changed.text(moved), "b.ics");
        assert_eq!(changed.supplied(first), Some(&Supplied::Missing));
        assert_eq!(changed.supplied(moved), Some(&Supplied::Unusable("empty".to_owned())));
        assert_eq!(changed.supplied(second), None);
        assert_eq!(changed.with_text(source, &sources.source(source).text), sources);
    }

    #[test]
    fn a_column_counts_characters_not_bytes() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "x: 1\næøå: fejl\n");
        let start = u32::try_from(sources.source(source).text.find("fejl").expect("it is there")).unwrap();
        let span = Span { source, start, end: start + 4 };
        assert_eq!(sources.place(span), Place { line: 2, column: 6 });
        assert_eq!(sources.end(span), Place { line: 2, column: 10 });
        assert_eq!(sources.text(span), "fejl");
        assert_eq!(sources.locate(span), "a.yaml:2:6");
    }
}
