//! A text that was made of another one by leaving out and replacing, and where each byte of it stood. Knows no grammar.

use std::ops::Range;

use crate::diagnostic::source::{SourceId, Span};

/// A text whose bytes know where they stood in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The text.
    pub text: String,
    /// Where the source goes on elsewhere: a place of the text and one of the source. Between two of them both run on together.
    anchors: Vec<(u32, u32)>,
    /// The text it stood in.
    source: SourceId,
    /// Where the last piece ended in the source.
    end: u32,
}

impl Mapped {
    /// An empty text of a source.
    pub fn new(source: SourceId) -> Mapped {
        Mapped { source, ..Mapped::default() }
    }

    /// Adds a piece that stands in the source from `at` on.
    pub fn push(&mut self, piece: &str, at: usize) {
        if piece.is_empty() {
            return;
        }
        let runs_on = self.anchors.last().is_some_and(|(text, source)| offset(self.text.len()) - text + source == offset(at));
        if !runs_on {
            self.anchors.push((offset(self.text.len()), offset(at)));
        }
        self.text.push_str(piece);
        self.end = offset(at + piece.len());
    }

    /// Adds a piece of another text of the same source.
    pub fn push_from(&mut self, other: &Mapped, range: Range<usize>) {
        let mut start = range.start;
        let mut next = other.anchors.partition_point(|(text, _)| *text as usize <= start);
        while start < range.end {
            let end = other.anchors.get(next).map_or(range.end, |(text, _)| (*text as usize).min(range.end));
            self.push(&other.text[start..end], other.place(start));
            start = end;
            next += 1;
        }
    }

    /// Adds a piece that stands for a range of another text of the same source.
    pub fn push_instead(&mut self, piece: &str, other: &Mapped, range: Range<usize>) {
        let (start, end) = (other.place(range.start), other.end_place(range));
        self.push(piece, start);
        self.end = offset(end);
        // Whatever follows begins behind what was replaced, also where that had another length.
        self.anchors.push((offset(self.text.len()), offset(end)));
    }

    /// Where a byte of the text stood in the source.
    fn place(&self, at: usize) -> usize {
        let next = self.anchors.partition_point(|(text, _)| *text as usize <= at);
        let (text, source) = next.checked_sub(1).map_or((0, 0), |index| self.anchors[index]);
        at - text as usize + source as usize
    }

    /// Where the last byte before the end of a range ended in the source.
    fn end_place(&self, range: Range<usize>) -> usize {
        if range.is_empty() {
            return self.place(range.start);
        }
        let before = self.anchors.partition_point(|(text, _)| (*text as usize) < range.end);
        let (text, source) = before.checked_sub(1).map_or((0, 0), |index| self.anchors[index]);
        // A piece that is longer than what it stands for ends where that ended.
        let end = range.end - text as usize + source as usize;
        match self.anchors.get(before) {
            Some((next, source)) if *next as usize == range.end && (*source as usize) < end => *source as usize,
            Some(_) | None => end,
        }
    }

    /// The place in the source of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.place(range.start);
        let end = self.end_place(range).max(start);
        Span { source: self.source, start: offset(start), end: offset(end) }
    }

    /// The place in the source of all of it.
    pub fn whole(&self) -> Span {
        let start = self.anchors.first().map_or(0, |(_, source)| *source);
        Span { source: self.source, start, end: self.end.max(start) }
    }

    /// The source.
    pub fn source(&self) -> SourceId {
        self.source
    }
}

/// A place in a file of at most 64 MiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
