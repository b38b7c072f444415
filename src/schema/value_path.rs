//! Paths to values of a YAML tree, `groups.board.meets.length`: keys of maps, and places of lists, counted from 0. Knows no key of
//! the plan language, and no text.

use std::str::FromStr;

use crate::diagnostic::source::Span;
use crate::schema::node::{Node, Scalar, Value};

/// `PATH=VALUE`: another value at a path, or none. Keys that hold a dot, an equals sign or a space stand in double quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The keys, one at least.
    pub path: Vec<String>,
    /// YAML of one line; empty where the key is to go.
    pub value: String,
}

impl FromStr for Proposal {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const FORM: &str = "write PATH=VALUE, such as beta.groups.board.meets.length=2h";
        let mut path = vec![String::new()];
        let (mut is_quoted, mut equals) = (false, None);
        for (at, sign) in text.char_indices() {
            match sign {
                '"' => is_quoted = !is_quoted,
                '.' if !is_quoted => path.push(String::new()),
                '=' if !is_quoted => {
                    equals = Some(at);
                    break;
                }
                _ => path.last_mut().expect("it begins with a key").push(sign),
            }
        }
        let at = equals.ok_or(FORM)?;
        if path.iter().any(|key| key.trim().is_empty()) {
            return Err(format!("a key of `{}` is empty; {FORM}", &text[..at]));
        }
        let path = path.into_iter().map(|key| key.trim().to_owned()).collect();
        Ok(Proposal { path, value: text[at + 1..].trim().to_owned() })
    }
}

/// How many keys of a path a tree has. Items of lists are counted from 0.
pub fn found(root: &Node, path: &[&str]) -> usize {
    let mut node = root;
    path.iter().take_while(|key| child(node, key).map(|(_, value)| node = value).is_some()).count()
}

/// The value at a path, if there is one.
pub fn at<'n>(root: &'n Node, path: &[&str]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, key| child(node, key).map(|(_, value)| value))
}

/// What one key or place leads to, with the key where it is one of a map.
pub fn child<'n>(node: &'n Node, key: &str) -> Option<(Option<&'n Scalar>, &'n Node)> {
    match &node.value {
        Value::Map(_) => node.entry(key).map(|(key, value)| (Some(key), value)),
        Value::List(items) => Some((None, items.get(key.parse::<usize>().ok()?)?)),
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => None,
    }
}

/// The tree with a value at a path.
pub fn set(node: &mut Node, path: &[&str], value: Node) {
    let Some((first, rest)) = path.split_first() else {
        *node = value;
        return;
    };
    let absent = || Node { span: Span::default(), value: Value::Null };
    match &mut node.value {
        Value::List(items) => {
            let Ok(index) = first.parse::<usize>() else { return };
            if index == items.len() {
                items.push(absent());
            }
            if let Some(item) = items.get_mut(index) {
                set(item, rest, value);
            }
        }
        Value::Map(entries) => {
            if !entries.iter().any(|(own, _)| own.text == *first) {
                entries.push((Scalar::new((*first).to_owned(), Span::default(), first), absent()));
            }
            if let Some(child) = node.get_mut(first) {
                set(child, rest, value);
            }
        }
        Value::Null => {
            node.value = Value::Map(Vec::new());
            set(node, path, value);
        }
        Value::Scalar(_) | Value::Told | Value::Absent => {}
    }
}

/// The tree without the entry at a path, which it has.
pub fn unset(node: &mut Node, path: &[&str]) {
    let Some((first, rest)) = path.split_first() else { return };
    match &mut node.value {
        Value::List(items) => {
            let Some(index) = first.parse::<usize>().ok().filter(|index| *index < items.len()) else { return };
            if rest.is_empty() {
                items.remove(index);
            } else {
                unset(&mut items[index], rest);
            }
        }
        Value::Map(entries) => {
            let Some(index) = entries.iter().position(|(own, _)| own.text == *first) else { return };
            if rest.is_empty() {
                entries.remove(index);
            } else {
                unset(&mut entries[index].1, rest);
            }
        }
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Proposal;

    #[test]
    fn a_proposal_is_a_path_and_a_value_and_quotes_keep_what_separates() {
        let read = |text: &str| text.parse::<Proposal>().map(|proposal| (proposal.path.join("|"), proposal.value));
        assert_eq!(read("beta.groups.x=2h"), Ok(("beta|groups|x".to_owned(), "2h".to_owned())));
        assert_eq!(read("a.\"1. maj = fri\".b = {x: \"=\"}"), Ok(("a|1. maj = fri|b".to_owned(), "{x: \"=\"}".to_owned())));
        assert_eq!(read("a.b="), Ok(("a|b".to_owned(), String::new())));
        for wrong in ["a.b", "=1", "a..b=1", "a.\"b=1"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
