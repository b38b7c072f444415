//! Where values stand in a YAML text, from the first byte to the last: what the tree does not say. Knows no key of the plan
//! language, and changes nothing.

use crate::schema::node::{Node, Scalar, Value};

/// Whether a map or list is written in brackets.
pub fn is_flow(text: &str, node: &Node) -> bool {
    text[node.span.range().start..].starts_with(['{', '['])
}

/// How many characters stand before a byte on its line.
pub fn column(text: &str, at: usize) -> usize {
    text[start_of_line(text, at)..at].chars().count()
}

/// The first byte of the line of a byte.
pub fn start_of_line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |before| before + 1)
}

/// The byte at which the line of a byte ends, before its line break.
pub fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}

/// The byte after the line break that ends the line of a byte.
pub fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The byte after a key and the colon behind it.
pub fn behind_key(text: &str, key: &Scalar) -> usize {
    let end = key.span.range().end;
    if text[end..].starts_with(':') { end + 1 } else { end }
}

/// The byte after a value; none where that cannot be told.
pub fn value_end(text: &str, key: Option<&Scalar>, node: &Node) -> Option<usize> {
    let end = match &node.value {
        Value::Scalar(scalar) => scalar.span.range().end,
        Value::Null => {
            let (behind, null) = (behind_key(text, key?), node.span.range());
            // `~` is written out; nothing is not.
            if null.start >= behind && text.get(null.clone()).is_some_and(|word| ["~", "null"].contains(&word)) {
                null.end
            } else {
                behind
            }
        }
        Value::Map(_) | Value::List(_) if is_flow(text, node) => closing(text, node.span.range().start)?,
        Value::Map(entries) => entries.last().and_then(|(key, value)| value_end(text, Some(key), value))?,
        Value::List(items) => value_end(text, None, items.last()?)?,
        Value::Told | Value::Absent => return None,
    };
    // A text over several lines may be said to end behind its last line break.
    Some(text.get(..end)?.trim_end().len())
}

/// The first and the last byte of each entry of a map, keys included, or of each item of a list; none where that cannot be told.
pub fn entries(text: &str, node: &Node) -> Option<Vec<(usize, usize)>> {
    match &node.value {
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| Some((key.span.range().start, value_end(text, Some(key), value)?))).collect()
        }
        Value::List(items) => items.iter().map(|item| Some((item.span.range().start, value_end(text, None, item)?))).collect(),
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => None,
    }
}

/// Whether a comment may stand in a part of a text: told from the signs alone, so a `#` in quotes counts as one.
pub fn may_hold_comment(part: &str) -> bool {
    part.lines().any(|line| line.contains(" #") || line.trim_start().starts_with('#'))
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

#[cfg(test)]
mod tests {
    use super::{entries, value_end};
    use crate::schema::format::tree;

    fn covered(text: &str) -> Vec<String> {
        let root = tree(text).unwrap();
        entries(text, &root).unwrap().into_iter().map(|(start, end)| text[start..end].to_owned()).collect()
    }

    #[test]
    fn an_entry_ends_with_its_value_in_every_form() {
        assert_eq!(
            covered("a: 1 # c\nb:\n  x: 'it''s'\n\n  # d\nc: {y: \"}\", z: [1, # ]\n 2]}\nd:\n"),
            ["a: 1", "b:\n  x: 'it''s'", "c: {y: \"}\", z: [1, # ]\n 2]}", "d:"]
        );
        assert_eq!(covered("a: ~ # c\nb: null\nc:\n- 1\n- x: 2\n  y: 3\n"), ["a: ~", "b: null", "c:\n- 1\n- x: 2\n  y: 3"]);
        assert_eq!(covered("{a: , b: 1,}"), ["a:", "b: 1"]);
    }

    #[test]
    fn the_end_of_an_item_without_a_value_is_not_told() {
        let text = "-\n- 1\n";
        let root = tree(text).unwrap();
        assert_eq!((entries(text, &root), value_end(text, None, &root)), (None, Some(5)));
    }
}
