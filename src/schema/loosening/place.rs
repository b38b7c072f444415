//! What stands at a place of a text: a value, an item of a list or a name, and what it lies in. Also whether a change of the
//! text changed that alone.

use std::ops::Range;

use crate::schema::node::{Node, Scalar, Value};

/// What stands at a place.
#[derive(Debug, Clone, Copy)]
pub enum Stands<'n> {
    /// The value of a key.
    Value(&'n Scalar),
    /// An item of a list.
    Item(&'n Scalar),
    /// A name, with what stands behind it.
    Name(&'n Scalar, &'n Node),
}

/// A place in a tree.
#[derive(Debug, Clone)]
pub struct Place<'n> {
    /// The keys that lead to it, the outermost first; of a name its own is the last.
    pub keys: Vec<&'n str>,
    /// The maps and lists that it lies in, the outermost first.
    pub within: Vec<&'n Node>,
    /// What stands there.
    pub stands: Stands<'n>,
}

/// What stands at a range of bytes of a text whose tree is given. Where an alias repeats it, the first place is found.
pub fn find<'n>(root: &'n Node, range: &Range<usize>) -> Option<Place<'n>> {
    search(root, range, &mut Vec::new(), &mut Vec::new())
}

fn search<'n>(node: &'n Node, range: &Range<usize>, keys: &mut Vec<&'n str>, within: &mut Vec<&'n Node>) -> Option<Place<'n>> {
    within.push(node);
    let is_it = |scalar: &&Scalar| scalar.span.range() == *range;
    let mut found = None;
    for (key, value) in node.map_entries() {
        keys.push(&key.text);
        let name = Some(key).filter(is_it).map(|key| Stands::Name(key, value));
        let stands = name.or(value.scalar().filter(is_it).map(Stands::Value));
        found = match stands {
            Some(stands) => Some(Place { keys: keys.clone(), within: within.clone(), stands }),
            None => search(value, range, keys, within),
        };
        if found.is_some() {
            break;
        }
        keys.pop();
    }
    if let Value::List(items) = &node.value {
        found = items.iter().find_map(|item| match item.scalar().filter(is_it) {
            Some(item) => Some(Place { keys: keys.clone(), within: within.clone(), stands: Stands::Item(item) }),
            None => search(item, range, keys, within),
        });
    }
    within.pop();
    found
}

impl<'n> Place<'n> {
    /// The value of a key or the item; none of a name.
    pub fn scalar(&self) -> Option<&'n Scalar> {
        match self.stands {
            Stands::Value(scalar) | Stands::Item(scalar) => Some(scalar),
            Stands::Name(..) => None,
        }
    }

    /// The innermost key.
    pub fn key(&self) -> &'n str {
        self.keys.last().copied().unwrap_or_default()
    }

    /// The key around the innermost one.
    pub fn outer_key(&self) -> &'n str {
        self.keys.iter().rev().nth(1).copied().unwrap_or_default()
    }

    /// Whether it lies within brackets, where commas part values.
    pub fn is_in_brackets(&self, text: &str) -> bool {
        self.within.iter().any(|node| text[node.span.range().start..].starts_with(['{', '[', '&']))
    }

    /// What stands instead of a scalar of this place for it to say something else; none where that cannot be written on one line.
    pub fn rewritten(&self, scalar: &Scalar, new: &str, text: &str) -> Option<String> {
        let raw = text.get(scalar.span.range())?;
        if raw.contains('\n') || new.contains(['"', '\'', '\\']) {
            return None;
        }
        let needs_quotes = new.contains([',', '{', '}', '[', ']']) && self.is_in_brackets(text);
        Some(match raw.chars().next() {
            Some(quote @ ('"' | '\'')) => format!("{quote}{new}{quote}"),
            Some('|' | '>' | '&' | '*') | None => return None,
            Some(_) if needs_quotes => format!("\"{new}\""),
            Some(_) => new.to_owned(),
        })
    }
}

/// Whether a tree says what another said but for what stands at a range of the other's text: a value there may be another one,
/// and one entry or item may have come in.
pub fn is_same_outside(before: &Node, after: &Node, range: &Range<usize>) -> bool {
    added_outside(before, after, range).is_some_and(|added| added <= 1)
}

/// How many entries and items came in; none where something else changed.
fn added_outside(before: &Node, after: &Node, range: &Range<usize>) -> Option<usize> {
    let at = before.span.range();
    match (&before.value, &after.value) {
        (Value::Scalar(one), Value::Scalar(other)) if one.text == other.text => Some(0),
        (Value::Null, Value::Null) => Some(0),
        (Value::Scalar(_), _) if at.start < range.end.max(range.start + 1) && range.start <= at.end => Some(0),
        (Value::List(_), Value::Map(_)) if at.start == range.start => Some(0),
        (Value::List(one), Value::List(other)) if one.len() <= other.len() => {
            let mut added = other.len() - one.len();
            for (one, other) in one.iter().zip(other) {
                added += added_outside(one, other, range)?;
            }
            Some(added)
        }
        (Value::Map(one), Value::Map(other)) if one.len() <= other.len() => {
            let mut added = other.len() - one.len();
            let mut rest = other.iter();
            for (key, value) in one {
                let (_, other) = rest.find(|(known, _)| known.text == key.text)?;
                added += added_outside(value, other, range)?;
            }
            Some(added)
        }
        (Value::Null | Value::Scalar(_) | Value::List(_) | Value::Map(_) | Value::Told | Value::Absent, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Stands, find, is_same_outside};
    use crate::schema::format::tree;

    const TEXT: &str = "a: {b: [x, y], c: \"1, 2\"}\nd:\n  e: z\n";

    #[test]
    fn a_place_knows_what_leads_to_it_and_how_it_is_written() {
        let root = tree(TEXT).expect("it is YAML");
        let at = |word: &str| {
            let start = TEXT.find(word).expect("it is there");
            find(&root, &(start..start + word.len())).expect("something stands there")
        };
        let item = at("y");
        assert_eq!((item.keys.clone(), item.is_in_brackets(TEXT)), (vec!["a", "b"], true));
        let value = at("z");
        assert_eq!((value.key(), value.outer_key(), value.is_in_brackets(TEXT)), ("e", "d", false));
        assert!(matches!(at("e").stands, Stands::Name(name, value) if name.text == "e" && value.scalar().is_some()));
        let written = |word: &str, new: &str| {
            let place = at(word);
            place.scalar().and_then(|scalar| place.rewritten(scalar, new, TEXT))
        };
        assert_eq!(written("\"1, 2\"", "1, 3").as_deref(), Some("\"1, 3\""));
        assert_eq!(written("y", "y, should").as_deref(), Some("\"y, should\""));
        assert_eq!(written("z", "z, should").as_deref(), Some("z, should"));
        assert_eq!(written("z", "\"").as_deref(), None);
    }

    #[test]
    fn only_the_value_at_the_place_may_differ() {
        let before = tree(TEXT).expect("it is YAML");
        let start = TEXT.find('z').expect("it is there");
        let is_same = |old: &str, new: &str, range: std::ops::Range<usize>| {
            is_same_outside(&before, &tree(&TEXT.replace(old, new)).expect("it is YAML"), &range)
        };
        assert!(is_same("z", "other", start..start + 1));
        assert!(!is_same("z", "other", 0..1));
        assert!(!is_same("e: z", "f: z", start..start + 1));
        assert!(!is_same("x, y", "x", start..start + 1));
        assert!(is_same("x, y", "x, y, w", 11..11));
        assert!(!is_same("x, y", "x, y, w, v", 11..11));
    }
}
