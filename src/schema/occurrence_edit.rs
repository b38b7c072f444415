//! A single meeting's entry, written into the text of a plan: everything else, comments and layout, stays letter for letter.
//!
//! Text is put in or exchanged at one place, and the result is read again: it must say what the text said before, and the entry
//! besides. Where the text is of a form in which that does not come out, it is refused.

use crate::schema::format::{says_the_same, tree};
use crate::schema::node::{Node, Value};

/// What is to be written of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'e> {
    /// The key of its product.
    pub product: &'e str,
    /// The key of its group.
    pub group: &'e str,
    /// Its label.
    pub label: &'e str,
    /// Keys and values that it gets; a value is YAML for one line.
    pub values: Vec<(&'static str, String)>,
    /// Keys that it loses.
    pub without: &'static [&'static str],
}

/// What came of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The new text.
    Text(String),
    /// The text does not have the group.
    Elsewhere,
    /// It cannot be edited without touching what it should not.
    ByHand,
}

const GROUPS: &str = "groups";
const OCCURRENCES: &str = "occurrences";

/// The text with the entry of a meeting under `occurrences` of its group. A key that it has already keeps its place.
pub fn with_occurrence(text: &str, entry: &Entry<'_>) -> Edited {
    let Ok(before) = tree(text) else { return Edited::ByHand };
    let is_product = before.get("product").and_then(Node::scalar).is_some_and(|product| product.text == entry.product);
    let group = before.get(GROUPS).and_then(|groups| groups.get(entry.group));
    let Some(group) = group.filter(|_| is_product) else { return Edited::Elsewhere };
    let Some(new) = edited(text, group, entry) else { return Edited::ByHand };
    let Ok(after) = tree(&new) else { return Edited::ByHand };
    if is_wanted(&before, &after, entry) { Edited::Text(new) } else { Edited::ByHand }
}

/// A text as a YAML value, quoted unless it is a plain word.
pub fn value(text: &str) -> String {
    let is_plain = text.chars().all(char::is_alphanumeric) && text.chars().next().is_some_and(char::is_alphabetic);
    if is_plain && !["yes", "no", "true", "false", "null", "on", "off"].contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            _ if sign.is_control() => quoted.push(' '),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

fn edited(text: &str, group: &Node, entry: &Entry<'_>) -> Option<String> {
    let Some((key, occurrences)) = group.entry(OCCURRENCES) else {
        let line = format!("{}: {}", entry.label, map(&entry.values));
        return inserted(text, group, OCCURRENCES, &line);
    };
    match occurrences.entry(entry.label) {
        None if occurrences.is_null() => {
            let (at, indent) = (key.span.range().end, column(text, key.span.range().start) + 2);
            let line = format!(":\n{:indent$}{}: {}", "", entry.label, map(&entry.values));
            text[at..].starts_with(':').then(|| exchanged(text, at, at + 1, &line))
        }
        None => added(text, occurrences, &format!("{}: {}", entry.label, map(&entry.values))),
        Some((key, old)) => {
            let (start, end) = (key.span.range().end, value_end(text, old)?);
            // What would be written on one line has a comment of its own.
            let has_comment = text.get(start..end)?.lines().any(|line| line.contains(" #") || line.trim_start().starts_with('#'));
            let kept = |key: &str| !entry.without.contains(&key) && entry.values.iter().all(|(new, _)| *new != key);
            let mut values: Vec<(&str, String)> = Vec::new();
            for (key, value) in old.map_entries().filter(|(key, _)| kept(&key.text)) {
                let raw = text.get(value.span.range().start..value_end(text, value)?)?;
                values.push((&key.text, raw.lines().map(str::trim).collect::<Vec<&str>>().join(" ")));
            }
            values.extend(entry.values.iter().cloned());
            (!has_comment).then(|| exchanged(text, start, end, &format!(": {}", map(&values))))
        }
    }
}

/// A group's text with a new key behind its last one.
fn inserted(text: &str, group: &Node, key: &str, line: &str) -> Option<String> {
    if is_flow(text, group) {
        return added(text, group, &format!("{key}: {{{line}}}"));
    }
    let (first, _) = group.map_entries().next()?;
    let indent = column(text, first.span.range().start);
    let deeper = indent + 2;
    let at = end_of_line(text, value_end(text, group)?);
    Some(exchanged(text, at, at, &format!("\n{:indent$}{key}:\n{:deeper$}{line}", "", "")))
}

/// A map's text with a line more.
fn added(text: &str, map: &Node, line: &str) -> Option<String> {
    let end = value_end(text, map)?;
    if is_flow(text, map) {
        let last = map.map_entries().last().and_then(|(_, value)| value_end(text, value));
        return Some(match last {
            Some(at) => exchanged(text, at, at, &format!(", {line}")),
            None => exchanged(text, end - 1, end - 1, line),
        });
    }
    let (first, _) = map.map_entries().next()?;
    let indent = column(text, first.span.range().start);
    let at = end_of_line(text, end);
    Some(exchanged(text, at, at, &format!("\n{:indent$}{line}", "")))
}

fn map<K: AsRef<str>>(values: &[(K, String)]) -> String {
    let values: Vec<String> = values.iter().map(|(key, value)| format!("{}: {value}", key.as_ref())).collect();
    format!("{{{}}}", values.join(", "))
}

fn exchanged(text: &str, start: usize, end: usize, new: &str) -> String {
    format!("{}{new}{}", &text[..start], &text[end..])
}

fn is_flow(text: &str, node: &Node) -> bool {
    text[node.span.range().start..].starts_with(['{', '['])
}

/// How many characters stand before a byte on its line.
fn column(text: &str, at: usize) -> usize {
    text[..at].rsplit('\n').next().unwrap_or_default().chars().count()
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length)
}

/// The byte after a value; none where that cannot be told.
fn value_end(text: &str, node: &Node) -> Option<usize> {
    match &node.value {
        Value::Scalar(scalar) => Some(scalar.span.range().end),
        Value::Null => Some(node.span.range().start),
        Value::Map(_) | Value::List(_) if is_flow(text, node) => closing(text, node.span.range().start),
        Value::Map(entries) => {
            let (key, value) = entries.last()?;
            if value.is_null() { Some(key.span.range().end + 1) } else { value_end(text, value) }
        }
        Value::List(items) => value_end(text, items.last()?),
        Value::Told | Value::Absent => None,
    }
}

/// The byte after the bracket that closes the one at `start`.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    let (mut is_escaped, mut is_comment, mut before) = (false, false, ' ');
    for (at, sign) in text[start..].char_indices() {
        match (quote, sign) {
            _ if is_escaped => is_escaped = false,
            _ if is_comment => is_comment = sign != '\n',
            (Some('"'), '\\') => is_escaped = true,
            (Some(open), _) if open == sign => quote = None,
            (None, '#') if before.is_whitespace() => is_comment = true,
            (None, '"' | '\'') if before.is_whitespace() || "{[,:".contains(before) => quote = Some(sign),
            (None, '{' | '[') => depth += 1,
            (None, '}' | ']') => {
                depth -= 1;
                if depth == 0 {
                    return Some(start + at + 1);
                }
            }
            (Some(_) | None, _) => {}
        }
        before = sign;
    }
    None
}

/// Whether a tree says what it said before, and the entry besides.
fn is_wanted(before: &Node, after: &Node, entry: &Entry<'_>) -> bool {
    let of = |root: &Node| -> Option<Node> { root.get(GROUPS)?.get(entry.group)?.get(OCCURRENCES)?.get(entry.label).cloned() };
    let Some(written) = of(after) else { return false };
    let old = of(before);
    let kept = old
        .iter()
        .flat_map(Node::map_entries)
        .filter(|(key, _)| !entry.without.contains(&key.text.as_str()) && entry.values.iter().all(|(new, _)| *new != key.text));
    let keeps = kept.clone().all(|(key, value)| written.get(&key.text).is_some_and(|new| says_the_same(value, new)));
    let is_all = written.map_entries().count() == kept.count() + entry.values.len();
    let gets = entry.values.iter().all(|(key, text)| {
        tree(&format!("x: {text}\n")).is_ok_and(|wanted| {
            wanted.get("x").zip(written.get(key)).is_some_and(|(wanted, written)| says_the_same(wanted, written))
        })
    });
    keeps && is_all && gets && says_the_same(&without(before, entry), &without(after, entry))
}

/// A tree without the entry, and without a map of entries that has no other.
fn without(root: &Node, entry: &Entry<'_>) -> Node {
    let mut root = root.clone();
    let group = root.get_mut(GROUPS).and_then(|groups| groups.get_mut(entry.group));
    if let Some(Value::Map(keys)) = group.map(|group| &mut group.value) {
        for (key, value) in keys.iter_mut() {
            if let (OCCURRENCES, Value::Map(entries)) = (key.text.as_str(), &mut value.value) {
                entries.retain(|(label, _)| label.text != entry.label);
            }
        }
        let is_empty = |value: &Node| matches!(&value.value, Value::Map(entries) if entries.is_empty()) || value.is_null();
        keys.retain(|(key, value)| key.text != OCCURRENCES || !is_empty(value));
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{Edited, Entry, value, with_occurrence};

    fn cancel(label: &'static str) -> Entry<'static> {
        let values = vec![("cancelled", "yes".to_owned()), ("reason", "\"færre: møder\"".to_owned())];
        Entry { product: "beta", group: "board", label, values, without: &["on", "at"] }
    }

    const LINE: &str = "{cancelled: yes, reason: \"færre: møder\"}";

    fn new(text: &str, label: &'static str) -> String {
        match with_occurrence(text, &cancel(label)) {
            Edited::Text(new) => new,
            refused @ (Edited::Elsewhere | Edited::ByHand) => panic!("{refused:?} of\n{text}"),
        }
    }

    #[test]
    fn a_first_entry_stands_behind_the_last_key_of_its_group_with_its_comments() {
        let text = "product: beta # b\ngroups:\n  board:\n    # how often\n    meets: {each: month} # monthly\n\n  other: {meets: {each: year}}\n";
        let expected = format!(
            "product: beta # b\ngroups:\n  board:\n    # how often\n    meets: {{each: month}} # monthly\n    occurrences:\n      2027-03: {LINE}\n\n  other: {{meets: {{each: year}}}}\n"
        );
        assert_eq!(new(text, "2027-03"), expected);
        let flow = "product: beta\ngroups: {board: {meets: {each: month}}}\n";
        assert_eq!(
            new(flow, "2027-03"),
            format!("product: beta\ngroups: {{board: {{meets: {{each: month}}, occurrences: {{2027-03: {LINE}}}}}}}\n")
        );
        // A file without a line end at its end.
        let bare = "product: beta\ngroups:\n  board:\n    meets: {each: month}";
        assert_eq!(new(bare, "2027-03"), format!("{bare}\n    occurrences:\n      2027-03: {LINE}"));
    }

    #[test]
    fn a_further_entry_stands_behind_the_others_in_their_form() {
        let block = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-01: {on: 2027-01-04, reason: a} # first\n      # none\n    meets: {each: month}\n";
        let expected = block.replace("# first\n", &format!("# first\n      2027-03: {LINE}\n"));
        assert_eq!(new(block, "2027-03"), expected);
        let flow = "product: beta\ngroups:\n  board:\n    occurrences: {2027-01: {on: 2027-01-04, reason: 'a } b'} }\n";
        let expected = flow.replace("b'}", &format!("b'}}, 2027-03: {LINE}"));
        assert_eq!(new(flow, "2027-03"), expected);
        assert_eq!(
            new("product: beta\ngroups:\n  board:\n    occurrences: {}\n", "2027-03"),
            format!("product: beta\ngroups:\n  board:\n    occurrences: {{2027-03: {LINE}}}\n")
        );
    }

    #[test]
    fn an_entry_that_is_there_keeps_what_the_new_one_does_not_say() {
        let text = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03: {on: 2027-03-01, place: \"A, B\", reason: old} # note\n      2027-04: {on: 2027-04-01, reason: b}\n";
        let expected = text.replace(
            "{on: 2027-03-01, place: \"A, B\", reason: old}",
            "{place: \"A, B\", cancelled: yes, reason: \"færre: møder\"}",
        );
        assert_eq!(new(text, "2027-03"), expected);
        let block = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03:\n        on: 2027-03-01\n        place: A\n        reason: old\n    meets: {each: month}\n";
        let expected = format!(
            "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03: {{place: A, {}\n    meets: {{each: month}}\n",
            &LINE[1..]
        );
        assert_eq!(new(block, "2027-03"), expected);
    }

    #[test]
    fn what_cannot_be_edited_safely_is_refused() {
        let comment = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03:\n        on: 2027-03-01 # why\n        reason: old\n";
        assert_eq!(with_occurrence(comment, &cancel("2027-03")), Edited::ByHand);
        let alias = "product: beta\nx: &a {2027-01: {on: 2027-01-04, reason: a}}\ngroups: {board: {occurrences: *a}, other: {occurrences: *a}}\n";
        assert_eq!(with_occurrence(alias, &cancel("2027-03")), Edited::ByHand);
        assert_eq!(with_occurrence("product: gamma\ngroups: {board: {}}\n", &cancel("x")), Edited::Elsewhere);
        assert_eq!(with_occurrence("product: beta\ngroups: {}\n", &cancel("x")), Edited::Elsewhere);
    }

    #[test]
    fn a_value_is_quoted_where_it_is_more_than_a_word() {
        assert_eq!(value("ferie"), "ferie");
        assert_eq!(value("no"), "\"no\"");
        assert_eq!(value("a: \"b\" # c"), "\"a: \\\"b\\\" # c\"");
        assert_eq!(value(""), "\"\"");
    }
}
