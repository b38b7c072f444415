//! A value at a path in a YAML text, set or removed: everything else, comments and layout, stays letter for letter.
//!
//! Text is put in, exchanged or cut at one place, and the result is read again: it must say what the text said before, with that
//! one value changed. Where the text is of a form in which that does not come out (an alias, say), it is refused. Knows no key of
//! the plan language.

use std::fmt::Write as _;

use crate::schema::format::{says_the_same, tree};
use crate::schema::legible::is_odd;
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::value_path::{at, child, found, set, unset};
use crate::schema::value_place::{
    behind_key, column, end_of_line, entries, is_flow, may_hold_comment, next_line, start_of_line, value_end,
};

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The text is not YAML.
    Unreadable,
    /// The value is not YAML of one line.
    NoValue,
    /// Nothing stands there that could be removed: so many keys of the path are found.
    Missing(usize),
    /// So many keys of the path lead to something that has no keys or places of its own, of this kind.
    NotBelow(usize, &'static str),
    /// A comment would be lost.
    Comment,
    /// It cannot be done without touching what it should not.
    ByHand,
}

/// The text with a value at a path. The value is YAML of one line; keys that are missing are written in the form of the map that
/// they come into, at its end.
///
/// # Errors
/// When it cannot be done with nothing else changed.
pub fn with_value(text: &str, path: &[&str], value: &str) -> Result<String, Refusal> {
    let before = tree(text).map_err(|_| Refusal::Unreadable)?;
    let wanted = read_value(value)?;
    let place = Place::of(text, &before, path);
    let new = put(text, &place, path, value.trim(), &wanted)?;
    let mut expected = before.clone();
    set(&mut expected, path, wanted);
    proven(new, &expected)
}

/// The text without the key, or the item of a list, at a path. What else the map or list has stays; one that has nothing else is
/// empty then. A comment behind what goes, on the same line, goes too.
///
/// # Errors
/// When nothing is there, or it cannot be done with nothing else changed.
pub fn without(text: &str, path: &[&str]) -> Result<String, Refusal> {
    let before = tree(text).map_err(|_| Refusal::Unreadable)?;
    let reached = found(&before, path);
    let (Some((last, above)), true) = (path.split_last(), reached == path.len()) else { return Err(Refusal::Missing(reached)) };
    let place = Place::of(text, &before, above);
    let new = cut(text, &place, last).ok_or(Refusal::ByHand)?;
    let mut expected = before.clone();
    unset(&mut expected, path);
    proven(new, &expected)
}

/// Whether removing the key at a path would take a comment along: one within its value, or behind it where it has lines of its own.
/// What cannot be told counts as one.
pub fn has_comment(text: &str, path: &[&str]) -> bool {
    let Ok(root) = tree(text) else { return true };
    let Some((last, above)) = path.split_last() else { return true };
    let Some((key, value)) = at(&root, above).and_then(|map| map.entry(last)) else { return true };
    let start = key.span.range().start;
    let Some(end) = value_end(text, Some(key), value) else { return true };
    let has_lines = text[start_of_line(text, start)..start].trim().is_empty();
    text.get(start..if has_lines { end_of_line(text, end) } else { end }).is_none_or(may_hold_comment)
}

/// A text as a YAML value, quoted unless it is a plain word.
pub fn quoted(text: &str) -> String {
    let is_plain = text.chars().all(char::is_alphanumeric) && text.chars().next().is_some_and(char::is_alphabetic);
    if is_plain && !["yes", "no", "true", "false", "null", "on", "off"].contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    in_quotes(text)
}

/// A text in double quotes, as YAML and JSON have them. Signs that a plan file may not have become blanks.
pub fn in_quotes(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            _ if is_odd(sign) => quoted.push(' '),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// What a value of one line says.
fn read_value(value: &str) -> Result<Node, Refusal> {
    let read = tree(&format!("x: {value}\n")).map_err(|_| Refusal::NoValue)?;
    let is_one = read.map_entries().count() == 1 && !value.contains('\n');
    read.get("x").filter(|_| is_one).cloned().ok_or(Refusal::NoValue)
}

fn proven(new: String, expected: &Node) -> Result<String, Refusal> {
    if tree(&new).is_ok_and(|after| says_the_same(expected, &after)) { Ok(new) } else { Err(Refusal::ByHand) }
}

/// How far a path leads.
struct Place<'n> {
    /// What the last key leads to.
    node: &'n Node,
    /// The last key, where it is one of a map.
    key: Option<&'n Scalar>,
    /// How many keys were found.
    depth: usize,
    /// Whether what it leads to stands within brackets; of its own it may have some as well.
    is_within_flow: bool,
}

impl<'n> Place<'n> {
    fn of(text: &str, root: &'n Node, path: &[&str]) -> Place<'n> {
        let mut place = Place { node: root, key: None, depth: 0, is_within_flow: false };
        while let Some((key, value)) = path.get(place.depth).and_then(|key| child(place.node, key)) {
            let is_within_flow = place.is_within_flow || is_flow(text, place.node);
            place = Place { node: value, key, depth: place.depth + 1, is_within_flow };
        }
        place
    }
}

fn put(text: &str, place: &Place<'_>, path: &[&str], value: &str, wanted: &Node) -> Result<String, Refusal> {
    let Place { node, key, depth, is_within_flow } = *place;
    let rest = &path[depth..];
    let is_flow_there = is_within_flow || (!rest.is_empty() && is_flow(text, node));
    let has_sign = |text: &str| text.contains([',', '[', ']', '{', '}']);
    let value = match wanted.scalar() {
        Some(scalar) if is_flow_there && scalar.text == value && has_sign(value) => quoted(value),
        Some(_) | None => value.to_owned(),
    };
    let Some((first, below)) = rest.split_first() else { return exchange(text, place, &value) };
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match &node.value {
        Value::Null if is_within_flow => {
            let at = behind_key(text, key.ok_or(Refusal::ByHand)?);
            let colon = if text[..at].ends_with(':') { "" } else { ":" };
            Ok(exchanged(text, at, at, &format!("{colon} {{{}}}", in_line(rest, &value))))
        }
        Value::Null => {
            let key = key.ok_or(Refusal::ByHand)?;
            let at = end_of_line(text, behind_key(text, key));
            let indent = column(text, key.span.range().start) + 2;
            Ok(exchanged(text, at, at, &in_block(rest, &value, indent, line_break)))
        }
        Value::Map(_) | Value::List(_) => {
            let line = match &node.value {
                Value::List(items) if first.parse() != Ok(items.len()) => return Err(Refusal::NotBelow(depth, node.kind())),
                Value::List(_) if below.is_empty() => value.clone(),
                Value::List(_) => format!("{{{}}}", in_line(below, &value)),
                Value::Map(_) | Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => in_line(rest, &value),
            };
            let places = entries(text, node).ok_or(Refusal::ByHand)?;
            let Some((start, end)) = places.last().copied() else {
                let end = value_end(text, key, node).filter(|_| is_flow(text, node)).ok_or(Refusal::ByHand)?;
                return Ok(exchanged(text, end - 1, end - 1, &line));
            };
            if is_flow(text, node) {
                return Ok(exchanged(text, end, end, &format!(", {line}")));
            }
            let at = end_of_line(text, end);
            let first = places[0].0;
            if let Value::Map(_) = node.value {
                return Ok(exchanged(text, at, at, &in_block(rest, &value, column(text, first), line_break)));
            }
            let dash = text[start_of_line(text, start)..start].rfind('-').ok_or(Refusal::ByHand)?;
            Ok(exchanged(text, at, at, &format!("{line_break}{:dash$}- {line}", "")))
        }
        Value::Scalar(_) | Value::Told | Value::Absent => Err(Refusal::NotBelow(depth, node.kind())),
    }
}

/// Another value where one stands.
fn exchange(text: &str, place: &Place<'_>, value: &str) -> Result<String, Refusal> {
    let node = place.node;
    let end = value_end(text, place.key, node).ok_or(Refusal::ByHand)?;
    let is_block = matches!(node.value, Value::Map(_) | Value::List(_)) && !is_flow(text, node);
    let (start, new) = match place.key {
        // What is written out for it begins on the lines below the key.
        Some(key) if is_block || node.is_null() => {
            let colon = if text[key.span.range().end..].starts_with(':') { "" } else { ":" };
            (behind_key(text, key), format!("{colon} {value}"))
        }
        Some(_) | None => (node.span.range().start, value.to_owned()),
    };
    let old = text.get(start..end).ok_or(Refusal::ByHand)?;
    // In one line nothing can stand behind a comment.
    if old.trim().contains('\n') && may_hold_comment(old) {
        return Err(Refusal::Comment);
    }
    Ok(exchanged(text, start, end, &new))
}

/// A text without one entry of a map or list.
fn cut(text: &str, place: &Place<'_>, key: &str) -> Option<String> {
    let node = place.node;
    let places = entries(text, node)?;
    let index = match &node.value {
        Value::Map(entries) => entries.iter().position(|(own, _)| own.text == key)?,
        Value::List(_) => key.parse().ok()?,
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => return None,
    };
    let (start, end) = *places.get(index)?;
    let next = places.get(index + 1).map(|(start, _)| *start);
    if is_flow(text, node) {
        let open = node.span.range().start;
        return Some(match (index.checked_sub(1).map(|before| places[before].1), next) {
            (_, Some(next)) => exchanged(text, start, next, ""),
            (Some(before), None) => exchanged(text, before, end, ""),
            (None, None) => exchanged(text, open + 1, value_end(text, place.key, node)? - 1, ""),
        });
    }
    let before = text[start_of_line(text, start)..start].trim();
    let is_item = matches!(node.value, Value::List(_));
    let has_lines = before == if is_item { "-" } else { "" };
    let empty = if is_item { "[]" } else { "{}" };
    match (next, place.key) {
        (None, Some(key)) if places.len() == 1 && has_lines => {
            let at = behind_key(text, key);
            let rest = exchanged(text, start_of_line(text, start), next_line(text, end), "");
            (at <= start).then(|| exchanged(&rest, at, at, &format!(" {empty}")))
        }
        (None, _) if places.len() == 1 => Some(exchanged(text, start, end, empty)),
        (Some(_) | None, _) if has_lines => Some(exchanged(text, start_of_line(text, start), next_line(text, end), "")),
        (Some(next), _) => Some(exchanged(text, start, next, "")),
        (None, _) => None,
    }
}

/// `a: {b: VALUE}`.
fn in_line(path: &[&str], value: &str) -> String {
    let (first, below) = path.split_first().expect("a key is missing where one is written");
    let inner = if below.is_empty() { value.to_owned() } else { format!("{{{}}}", in_line(below, value)) };
    format!("{}: {inner}", key(first))
}

/// The same with a line for each key.
fn in_block(path: &[&str], value: &str, indent: usize, line_break: &str) -> String {
    let mut text = String::new();
    for (depth, name) in path.iter().enumerate() {
        let indent = indent + 2 * depth;
        write!(text, "{line_break}{:indent$}{}:", "", key(name)).expect("a String takes what is written");
    }
    text + " " + value
}

/// A key as YAML, quoted unless it is made of plain words.
fn key(text: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_/ ".contains(sign);
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    if text.chars().all(is_plain) && is_word(text.chars().next()) && is_word(text.chars().last()) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn exchanged(text: &str, start: usize, end: usize, new: &str) -> String {
    format!("{}{new}{}", &text[..start], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::{Refusal, quoted, with_value, without};

    const PLAN: &str = "# top\nyears: 2027 # all of it\npeople:\n  chair: {title: Chair, leave: [2027-W07, 2027-W42]}\n  clerk: Clerk   # writes\n\ngroups:\n  board:\n    # how often\n    meets:\n      each: month\n      at: \"13:00\" # after lunch\n    deadlines:\n  council: {meets: {each: year}}\n";

    fn path(path: &str) -> Vec<&str> {
        path.split('.').collect()
    }

    fn set(at: &str, value: &str) -> String {
        with_value(PLAN, &path(at), value).unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"))
    }

    #[test]
    fn a_value_takes_the_place_of_the_old_one() {
        assert_eq!(set("years", "2027..2028"), PLAN.replace("2027 #", "2027..2028 #"));
        assert_eq!(set("groups.board.meets.at", "\"10:00\""), PLAN.replace("13:00", "10:00"));
        assert_eq!(set("people.chair.leave.1", "2027-W43"), PLAN.replace("W42", "W43"));
        assert_eq!(set("groups.board.deadlines", "{x: 1 week before}"), PLAN.replace("lines:\n", "lines: {x: 1 week before}\n"));
        assert_eq!(set("groups.council.meets", "{each: month}"), PLAN.replace("each: year", "each: month"));
        let block = "a:\n  b:\n    c: 1\n  d: 2\n";
        assert_eq!(with_value(block, &["a", "b"], "x"), Ok("a:\n  b: x\n  d: 2\n".to_owned()));
    }

    #[test]
    fn a_key_that_is_missing_is_written_in_the_form_of_its_map() {
        let block = PLAN.replace("lunch\n", "lunch\n      length: 2h\n");
        assert_eq!(set("groups.board.meets.length", "2h"), block);
        assert_eq!(set("groups.council.meets.length", "2h"), PLAN.replace("each: year", "each: year, length: 2h"));
        assert_eq!(set("groups.council.x.y", "1..2, best 1"), PLAN.replace("year}}", "year}, x: {y: \"1..2, best 1\"}}"));
        assert_eq!(set("groups.board.deadlines.x", "1"), PLAN.replace("lines:\n", "lines:\n      x: 1\n"));
        assert_eq!(set("groups.new.meets.each", "year"), format!("{PLAN}  new:\n    meets:\n      each: year\n"));
        assert_eq!(set("rooms.hall", "Hall"), format!("{PLAN}rooms:\n  hall: Hall\n"));
        assert_eq!(set("people.chair.leave.2", "2027-W50"), PLAN.replace("W42", "W42, 2027-W50"));
        assert_eq!(with_value("a:\r\n- 1\r\n- x: 2\r\n", &["a", "2"], "3"), Ok("a:\r\n- 1\r\n- x: 2\r\n- 3\r\n".to_owned()));
    }

    #[test]
    fn a_key_is_removed_with_its_line_and_no_other() {
        let removed = |at: &str| without(PLAN, &path(at)).unwrap_or_else(|refusal| panic!("{at}: {refusal:?}"));
        assert_eq!(removed("people.clerk"), PLAN.replace("  clerk: Clerk   # writes\n", ""));
        assert_eq!(removed("people.chair.leave"), PLAN.replace(", leave: [2027-W07, 2027-W42]", ""));
        assert_eq!(removed("people.chair.title"), PLAN.replace("title: Chair, ", ""));
        assert_eq!(removed("people.chair.leave.0"), PLAN.replace("2027-W07, ", ""));
        assert_eq!(removed("groups.council.meets.each"), PLAN.replace("each: year", ""));
        assert_eq!(
            removed("groups.board.meets"),
            PLAN.replace("    meets:\n      each: month\n      at: \"13:00\" # after lunch\n", "")
        );
        assert_eq!(without("a:\n  # why\n  b: 1\nc: 2\n", &["a", "b"]), Ok("a: {}\n  # why\nc: 2\n".to_owned()));
        let items = "a:\n  - x: 1\n    y: 2\n  - z\n";
        assert_eq!(without(items, &["a", "0", "x"]), Ok("a:\n  - y: 2\n  - z\n".to_owned()));
        assert_eq!(without(items, &["a", "0"]), Ok("a:\n  - z\n".to_owned()));
    }

    #[test]
    fn what_would_lose_a_comment_or_change_something_else_is_refused() {
        let refused = |text: &str, at: &str, value: &str| with_value(text, &path(at), value).unwrap_err();
        assert_eq!(refused(PLAN, "groups.board", "{meets: {each: year}}"), Refusal::Comment);
        assert_eq!(refused(PLAN, "years.x", "1"), Refusal::NotBelow(1, "a text"));
        assert_eq!(refused(PLAN, "people.chair.leave.x", "1"), Refusal::NotBelow(3, "a list"));
        assert_eq!(refused(PLAN, "years", "{a: "), Refusal::NoValue);
        assert_eq!(refused(PLAN, "years", "1\nb: 2"), Refusal::NoValue);
        assert_eq!(refused("a: [", "a", "1"), Refusal::Unreadable);
        assert_eq!(without(PLAN, &["people", "nobody"]), Err(Refusal::Missing(1)));
        let alias = "a: &a {x: 1}\nb: *a\n";
        assert_eq!(refused(alias, "b.y", "2"), Refusal::ByHand);
        assert_eq!(refused(alias, "a", "2"), Refusal::ByHand);
    }

    #[test]
    fn a_value_is_quoted_where_it_is_more_than_a_word() {
        assert_eq!(quoted("ferie"), "ferie");
        assert_eq!(quoted("no"), "\"no\"");
        assert_eq!(quoted("a: \"b\" # c"), "\"a: \\\"b\\\" # c\"");
        assert_eq!(quoted(""), "\"\"");
    }
}
