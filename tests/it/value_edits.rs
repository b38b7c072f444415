//! A value set or removed at any path of the plans that are here: the text outside of its place stays letter for letter, and the
//! new text says what was wanted and nothing else. What is expected is worked out from a flat list of values, not from the tree.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use aarshjul::schema::format::tree;
use aarshjul::schema::node::{Node, Value};
use aarshjul::schema::value_edit::{Refusal, with_value, without};
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::sample::{Index, select};

/// All plan files of the repository.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    let mut folders = ["examples", "plans"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "yaml") {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts.sort_unstable();
    texts
}

/// Every value that holds no other, by its keys; an empty map, an empty list and nothing have a word of their own.
type Leaves = BTreeMap<Vec<String>, String>;

fn leaves(node: &Node) -> Leaves {
    let below = |key: String, node: &Node| {
        let inner = leaves(node).into_iter();
        inner.map(move |(path, words)| ([vec![key.clone()], path].concat(), words)).collect::<Vec<_>>()
    };
    match &node.value {
        Value::Scalar(scalar) => Leaves::from([(Vec::new(), scalar.text.clone())]),
        Value::List(items) if items.is_empty() => Leaves::from([(Vec::new(), "[]".to_owned())]),
        Value::Map(entries) if entries.is_empty() => Leaves::from([(Vec::new(), "{}".to_owned())]),
        Value::List(items) => (0..).zip(items).flat_map(|(at, item): (usize, _)| below(format!("{at}"), item)).collect(),
        Value::Map(entries) => entries.iter().flat_map(|(key, value)| below(key.text.clone(), value)).collect(),
        Value::Null | Value::Told | Value::Absent => Leaves::from([(Vec::new(), String::new())]),
    }
}

/// A place in a tree: its keys, what it is, and the lines it may be changed in.
struct Spot {
    path: Vec<String>,
    node: Node,
    above: Option<Node>,
    lines: Range<usize>,
    /// Where the key of the map or list begins that it is in.
    above_from: usize,
}

/// The last byte of anything that a node holds.
fn end(node: &Node) -> usize {
    let inner = match &node.value {
        Value::List(items) => items.iter().map(end).max(),
        Value::Map(entries) => entries.iter().map(|(key, value)| end(value).max(key.span.range().end)).max(),
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => None,
    };
    inner.unwrap_or(0).max(node.span.range().end)
}

fn spots(node: &Node, path: &[String], above_from: usize, found: &mut Vec<Spot>) {
    let mut add = |key: String, start: usize, value: &Node| {
        let path = [path, &[key]].concat();
        let lines = start..end(value).max(start);
        found.push(Spot { path: path.clone(), node: value.clone(), above: Some(node.clone()), lines, above_from });
        spots(value, &path, start, found);
    };
    match &node.value {
        Value::List(items) => {
            (0..).zip(items).for_each(|(at, item): (usize, _)| add(at.to_string(), item.span.range().start, item));
        }
        Value::Map(entries) => entries.iter().for_each(|(key, value)| add(key.text.clone(), key.span.range().start, value)),
        Value::Null | Value::Scalar(_) | Value::Told | Value::Absent => {}
    }
}

/// Whether two texts differ in the lines of a place alone, brackets that close it included.
fn differs_within(old: &str, new: &str, place: &Range<usize>) -> bool {
    let first = old[..place.start].rfind('\n').map_or(0, |before| before + 1);
    let mut last = old[place.end..].find('\n').map_or(old.len(), |length| place.end + length + 1);
    // What is in brackets over several lines ends with the line of the bracket.
    while old[last..].trim_start().starts_with(['}', ']', ',']) {
        last = old[last..].find('\n').map_or(old.len(), |length| last + length + 1);
    }
    let (before, behind) = (&old[..first], &old[last..]);
    new.len() >= before.len() + behind.len() && new.starts_with(before) && new.ends_with(behind)
}

fn keys(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// What the values are after one is set.
fn with(before: &Leaves, path: &[String], value: &str) -> Leaves {
    let inner = leaves(tree(&format!("x: {value}\n")).unwrap().get("x").unwrap());
    // An empty map or nothing that comes to hold something is none any more.
    let is_gone =
        |own: &Vec<String>, words: &str| own.starts_with(path) || (path.starts_with(own) && ["{}", "[]", ""].contains(&words));
    let mut after: Leaves =
        before.iter().filter(|(own, words)| !is_gone(own, words)).map(|(own, words)| (own.clone(), words.clone())).collect();
    after.extend(inner.into_iter().map(|(below, words)| ([path, &below].concat(), words)));
    after
}

/// What the values are after one is removed from a map or list.
fn lacking(before: &Leaves, path: &[String], above: &Node) -> Leaves {
    let (last, parent) = path.split_last().unwrap();
    let place = matches!(above.value, Value::List(_)).then(|| last.parse::<usize>().unwrap());
    let mut after = Leaves::new();
    for (own, words) in before.iter().filter(|(own, _)| !own.starts_with(path)) {
        let mut own = own.clone();
        if let (true, Some(place)) = (own.starts_with(parent), place) {
            let at: usize = own[parent.len()].parse().unwrap();
            own[parent.len()] = if at > place { at - 1 } else { at }.to_string();
        }
        after.insert(own, words.clone());
    }
    if !after.keys().any(|own| own.starts_with(parent)) {
        after.insert(parent.to_vec(), if place.is_some() { "[]" } else { "{}" }.to_owned());
    }
    after
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn only_the_value_at_a_path_changes(
        text in any::<Index>(),
        spot in any::<Index>(),
        kind in 0_usize..4,
        value in select(vec!["2h", "\"1..10 days, best 3\"", "1..10 days, best 3", "{x: [1, {y: \"a, b\"}]}", "[2027-W07, {on: 2027-W08}]", "{}", "'it''s # so'"]),
    ) {
        let texts = texts();
        let old = text.get(&texts);
        let root = tree(old).unwrap();
        let before = leaves(&root);
        let mut places = Vec::new();
        spots(&root, &[], 0, &mut places);
        let Spot { path, node, above, lines, above_from } = spot.get(&places);
        let new_key = [&path[..], &["ny-nøgle".to_owned(), "under den".to_owned()]].concat();
        let (result, expected) = match (kind, &node.value) {
            (0, Value::Map(_)) => (with_value(old, &keys(&new_key), value), with(&before, &new_key, value)),
            (1, Value::List(items)) => {
                let next = [&path[..], &[items.len().to_string()]].concat();
                (with_value(old, &keys(&next), value), with(&before, &next, value))
            }
            (2, _) => (without(old, &keys(path)), lacking(&before, path, above.as_ref().unwrap())),
            _ => (with_value(old, &keys(path), value), with(&before, path, value)),
        };
        match result {
            Ok(new) => {
                assert_eq!(leaves(&tree(&new).unwrap()), expected, "{path:?}\n{new}");
                // Where nothing else was in a map, its key says that it is empty now.
                let is_alone = kind == 2 && leaves(above.as_ref().unwrap()).keys().all(|own| own[0] == path[path.len() - 1]);
                // The last entry of several lines in brackets takes the comma before it along.
                let comma = old[..lines.start].trim_end().strip_suffix(',').map(str::len).filter(|_| kind == 2);
                let place = if is_alone { *above_from..lines.end } else { comma.unwrap_or(lines.start)..lines.end };
                assert!(differs_within(old, &new, &place), "{path:?}: more than {place:?}\n{new}");
                for comment in old.lines().map(str::trim).filter(|line| line.starts_with('#')) {
                    assert!(kind == 2 || new.contains(comment), "{comment} is lost:\n{new}");
                }
            }
            // A comment within what would be replaced is the one reason to refuse.
            Err(refusal) => {
                assert_eq!(refusal, Refusal::Comment, "{path:?}");
                assert!(old[lines.clone()].contains('#'), "{path:?}");
            }
        }
    }
}
