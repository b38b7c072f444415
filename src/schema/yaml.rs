//! From YAML text to nodes, through serde. The one file that names the YAML crate.
//!
//! serde alone stops at the first fault of a document. Here it builds a tree that keeps every value, every place and
//! every repeated key, and the documents are then read from the tree: so all faults are told in one pass.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Error;
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::options::{DuplicateKeyPolicy, MergeKeyPolicy};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::schema::legible;
use crate::schema::node::{Node, Scalar, Value};

/// The values a plan file may have at most: a chart of many megabytes that was imported has as many. Those that aliases repeat are
/// counted each time.
const MOST_NODES: usize = 4_000_000;

/// The values that aliases may repeat at most: a few lines of aliases of aliases can stand for more than any machine can hold.
const MOST_REPEATED: usize = 600_000;

/// How deep values may lie within each other: more than twice as deep as any key of the language. Reading goes down with
/// the values, so this also bounds the stack.
const MOST_DEPTH: usize = 24;

/// How deep values given by alias may hold aliases themselves.
const MOST_ALIASES_DEEP: usize = 6;

/// Reads one text.
///
/// # Errors
/// A diagnostic where the text stops being YAML, or is more of it than is read.
pub fn parse(sources: &Sources, source: SourceId) -> Result<Node, Box<Diagnostic>> {
    legible::check(sources.source(source), source)?;
    let text = sources.source(source).text.as_str();
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        budget: serde_saphyr::budget! {
            max_nodes: MOST_NODES,
            max_events: 2 * MOST_NODES,
            max_depth: MOST_DEPTH,
            enforce_alias_anchor_ratio: false,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MOST_REPEATED,
            max_replay_stack_depth: MOST_ALIASES_DEEP,
        },
    };
    match serde_saphyr::from_str_with_options::<Tree>(text, options) {
        Ok(tree) => {
            let mut tags = Tags::default();
            let node = tree.into_node(source, text, &mut tags);
            tags.first.map_or(Ok(node), |tag| Err(Box::new(tagged(tag))))
        }
        Err(error) => Err(Box::new(unreadable(error.without_snippet(), source, text))),
    }
}

/// The fault of a value with a tag: what a tag asks for is never done.
fn tagged(tag: Span) -> Diagnostic {
    let fault = Diagnostic::error(Code::YamlTag, "a plan has no tags, and nothing in it is run or fetched").at(tag, "");
    fault.hint("remove the tag; a text that begins with `!` needs quotes")
}

/// The first tag of a text, looked for as its values are read in order.
#[derive(Debug, Default)]
struct Tags {
    first: Option<Span>,
    /// The byte that the scalars read so far reach to. A tag of what comes next stands behind it.
    read_to: usize,
}

impl Tags {
    /// Looks before a value. What an alias repeats stands before what was read, and was looked at there.
    fn look(&mut self, source: SourceId, text: &str, start: usize) {
        if self.first.is_none() && start >= self.read_to && text.is_char_boundary(start) {
            self.first = tag_of(source, text, self.read_to, start);
        }
    }

    fn has_read(&mut self, text: &str, end: usize) {
        if text.is_char_boundary(end) {
            self.read_to = self.read_to.max(end);
        }
    }
}

/// The tag that the value at a byte carries, looked for behind an earlier byte: before the value, where only signs of YAML, anchors and
/// comments stand besides, or where the value is said to begin.
fn tag_of(source: SourceId, text: &str, from: usize, start: usize) -> Option<Span> {
    let is_behind = |sign: char| sign.is_ascii_whitespace() || "[]{},".contains(sign);
    let word = |at: usize| text[at..].find(is_behind).unwrap_or(text.len() - at);
    if text[start..].starts_with('!') {
        return Some(span(source, start, start + word(start)));
    }
    let mut at = from;
    // Behind other words of a text it is a word of the text.
    let mut can_begin = true;
    while let Some(sign) = text[at..start].chars().next() {
        at += match sign {
            '#' if at == from || text[..at].ends_with(char::is_whitespace) => text[at..start].find('\n').unwrap_or(start - at),
            '"' | '\'' => return None,
            '\n' | '[' | ']' | '{' | '}' | ',' | ':' | '-' | '?' => {
                can_begin = true;
                1
            }
            _ if sign.is_ascii_whitespace() => 1,
            '!' if can_begin => return Some(span(source, at, at + word(at))),
            _ => {
                can_begin &= sign == '&';
                word(at).min(start - at)
            }
        };
    }
    None
}

#[expect(clippy::wildcard_enum_match_arm, reason = "of the many faults of the YAML crate, a few are told in words of ours")]
fn unreadable(error: &Error, source: SourceId, text: &str) -> Diagnostic {
    let place = error.location();
    let offset = place.map_or(0, |location| offset_of(text, location.line(), location.column()));
    let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    if let Some(tag) = tag_of(source, text, line, offset) {
        return tagged(tag);
    }
    let end = text[offset..].chars().next().map_or(offset, |first| offset + first.len_utf8());
    let span = span(source, offset, end);
    let whole = error.to_string();
    let message = whole.lines().next().unwrap_or_default();
    let message = message.split(" at line ").next().unwrap_or(message);
    let message = message.strip_prefix("error: ").unwrap_or(message);
    match innermost(error) {
        Error::MultipleDocuments { .. } => Diagnostic::error(Code::SeveralDocuments, "a second document begins in the file")
            .at(span, "")
            .hint("a plan file is one document: remove the `---` before this line, or write two files"),
        Error::Budget { breach: BudgetBreach::Depth { .. }, .. } | Error::AliasReplayStackDepthExceeded { .. } => too_deep(span),
        _ if message.contains("recursion limit") => too_deep(span),
        Error::AliasReplayLimitExceeded { .. } | Error::AliasExpansionLimitExceeded { .. } => {
            let message = format!("the aliases of the file repeat more than {MOST_REPEATED} values");
            Diagnostic::error(Code::TooManyValues, message)
                .at(span, "")
                .hint("use fewer aliases, or write a file for each product")
        }
        Error::Budget { .. } => Diagnostic::error(Code::TooManyValues, format!("the file holds more than {MOST_NODES} values"))
            .at(span, "")
            .hint("write a file for each product"),
        Error::UnknownAnchor { .. } => Diagnostic::error(Code::UndefinedAnchor, "no value before this one has this anchor")
            .at(span, "")
            .hint("an alias `*name` repeats the value that is marked `&name` above it; a text that begins with `*` needs quotes"),
        _ if message.starts_with("tabs disallowed") => {
            Diagnostic::error(Code::TabIndentation, "a tab stands in the indentation").at(span, "").hint("indent with spaces")
        }
        _ => Diagnostic::error(Code::UnreadableYaml, "the text is not YAML from here on")
            .at(span, message)
            .hint("check the indentation, the brackets and the quotes of this line and the one above it"),
    }
}

fn too_deep(span: Span) -> Diagnostic {
    let message = format!("values lie more than {MOST_DEPTH} deep within each other");
    let fault = Diagnostic::error(Code::NestedTooDeep, message).at(span, "");
    fault.hint("no key of the plan language lies that deep: check the brackets and the indentation")
}

/// The fault itself, where it was met while an alias was followed.
fn innermost(error: &Error) -> &Error {
    if let Error::AliasError { error, .. } = error { innermost(error) } else { error }
}

/// The byte where a line and column (both from 1, the column in characters) lie.
fn offset_of(text: &str, line: u64, column: u64) -> usize {
    let line = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    let column = usize::try_from(column.saturating_sub(1)).unwrap_or(usize::MAX);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.trim_end_matches('\n').len(), |(byte, _)| byte)
}

fn span(source: SourceId, start: usize, end: usize) -> Span {
    let byte = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Span { source, start: byte(start), end: byte(end) }
}

/// A value as serde hands it over, with its place.
struct Tree(serde_saphyr::Spanned<Raw>);

/// A value without its place. Of a plain scalar only the place counts: its text is taken from the source.
enum Raw {
    Null,
    Plain,
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(Tree, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_saphyr::Spanned::<Raw>::deserialize(deserializer).map(Tree)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

impl Tree {
    fn into_node(self, source: SourceId, text: &str, tags: &mut Tags) -> Node {
        let place = self.0.defined.span();
        let byte = |value: Option<u64>| usize::try_from(value.unwrap_or(0)).unwrap_or(usize::MAX);
        let start = byte(place.byte_offset()).min(text.len());
        let end = start.saturating_add(byte(place.byte_len())).min(text.len());
        let span = span(source, start, end);
        let covered = text.get(start..end).unwrap_or_default();
        tags.look(source, text, start);
        if matches!(self.0.value, Raw::Plain | Raw::Text(_)) {
            tags.has_read(text, end);
        }
        let value = match self.0.value {
            Raw::Null => Value::Null,
            Raw::Plain => Value::Scalar(Scalar::new(covered.to_owned(), span, covered)),
            Raw::Text(value) => Value::Scalar(Scalar::new(value, span, covered)),
            Raw::List(items) => Value::List(items.into_iter().map(|item| item.into_node(source, text, tags)).collect()),
            Raw::Map(entries) => {
                let entries = entries.into_iter();
                Value::Map(
                    entries.map(|(key, value)| (key.into_key(source, text, tags), value.into_node(source, text, tags))).collect(),
                )
            }
        };
        Node { span, value }
    }

    /// A key as text; a key that is a list or a map is kept as it was written, and found unknown later.
    fn into_key(self, source: SourceId, text: &str, tags: &mut Tags) -> Scalar {
        let node = self.into_node(source, text, tags);
        match node.value {
            Value::Scalar(scalar) => scalar,
            Value::Null | Value::List(_) | Value::Map(_) | Value::Told | Value::Absent => {
                let covered = text.get(node.span.range()).unwrap_or_default();
                Scalar::new(covered.to_owned(), node.span, covered)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diagnostic::code::Code;
    use crate::diagnostic::source::Sources;
    use crate::schema::node::{Node, Value};

    fn read(text: &str) -> (Sources, Node) {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", text);
        let node = parse(&sources, source).expect("the text is YAML");
        (sources, node)
    }

    #[test]
    fn plain_scalars_keep_the_text_that_was_written() {
        let text = "a: no\nb: 10:00\nc: 012\nd: 2027-03-04\ne: 1..10 days, best 3\nf: ~\ng: 1e3\nh: 2026\n";
        let (sources, node) = read(text);
        let Value::Map(entries) = node.value else { panic!("a map was written") };
        let texts: Vec<&str> = entries
            .iter()
            .map(|(_, value)| match &value.value {
                Value::Scalar(scalar) => {
                    assert_eq!(sources.text(scalar.span), scalar.text);
                    scalar.text.as_str()
                }
                Value::Null | Value::List(_) | Value::Map(_) | Value::Told | Value::Absent => "-",
            })
            .collect();
        assert_eq!(texts, ["no", "10:00", "012", "2027-03-04", "1..10 days, best 3", "-", "1e3", "2026"]);
    }

    #[test]
    fn a_key_that_stands_twice_is_kept_twice_with_both_places() {
        let (sources, node) = read("æ: 1\nb: {x: 1}\næ: 2\n");
        let Value::Map(entries) = node.value else { panic!("a map was written") };
        let keys: Vec<(String, String)> = entries.iter().map(|(key, _)| (key.text.clone(), sources.locate(key.span))).collect();
        assert_eq!(
            keys,
            [("æ".into(), "a.yaml:1:1".into()), ("b".into(), "a.yaml:2:1".into()), ("æ".into(), "a.yaml:3:1".into())]
        );
    }

    #[test]
    fn what_looks_like_a_tag_in_a_text_or_a_comment_is_none() {
        for text in [
            "a: \"[!0\"\nb: 1\n",
            "a: '{!x'\nb: {c: 1}\n",
            "a: |\n  one\n  !two\nb: {c: 1}\n",
            "# a, !b\nc: 1\n",
            "a: # [!b\n  c: 1 # {!d\ne: 2\n",
        ] {
            let mut sources = Sources::default();
            let source = sources.add("a.yaml", text);
            assert!(parse(&sources, source).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_text_that_is_not_yaml_is_told_at_its_place() {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", "a: [1, 2\nb: 3\n");
        let fault = parse(&sources, source).expect_err("the list is never closed");
        assert_eq!(fault.code, Code::UnreadableYaml);
        assert!(sources.locate(fault.span().expect("it has a place")).starts_with("a.yaml:2"), "{fault:?}");
    }
}
