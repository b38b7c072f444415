//! Every key holds: for each key of the plan language there is a worked example, in the guide, in `plans/` or in
//! `examples/`, that is another plan without it, or none. So no key is read and then dropped.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aarshjul::cli::input;
use aarshjul::diagnostic::source::Sources;
use aarshjul::schema::json_schema::json_schema;
use aarshjul::schema::node::{Node, Value};
use aarshjul::schema::reading::read;
use aarshjul::schema::yaml;
use serde_json::Value as Json;
use tempfile::TempDir;

/// A key of a document: `GroupDocument`, `members`.
type Key = (String, String);

/// Where a key stands: the entry of the root, the entry of its value, and so on.
type Steps = Vec<usize>;

/// Files that are one plan.
struct Example {
    name: String,
    files: Vec<Given>,
    /// Where the files lie, with those that they name.
    folder: TempDir,
}

/// A file that is given.
struct Given {
    name: String,
    node: Node,
    keys: Vec<(Key, Steps)>,
}

/// Files that are one plan, as texts by name.
struct Texts {
    name: String,
    given: Vec<(String, String)>,
    /// The files that they may name.
    beside: Vec<(String, String)>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_of(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

fn save(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn example(texts: Texts, schema: &Json) -> Example {
    let Texts { name, given, beside } = texts;
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in &beside {
        save(&folder, name, text);
    }
    let mut sources = Sources::default();
    let ids: Vec<_> = given.into_iter().map(|(file, text)| (sources.add(file.clone(), text), file)).collect();
    let files = ids.into_iter().map(|(id, file)| {
        let node = yaml::parse(&sources, id).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let mut keys = Vec::new();
        find(&node, schema, schema, &mut Vec::new(), &mut keys);
        Given { name: file, node, keys }
    });
    Example { files: files.collect(), name, folder }
}

/// The blocks of a document that are files, with their names; the name of a whole plan is `plan`.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    for block in text.split("\n```").skip(1).step_by(2) {
        let (info, body) = block.split_once('\n').unwrap_or((block, ""));
        if let Some(("yaml" | "ics", name)) = info.split_once(' ') {
            blocks.push((name.to_owned(), body.to_owned()));
        }
    }
    blocks
}

/// The plans among the blocks of a document: the whole ones, and the files of each folder together.
fn plans_of_document(path: &Path) -> Vec<Texts> {
    let blocks = blocks(&fs::read_to_string(path).unwrap());
    let mut plans: Vec<Vec<(String, String)>> = Vec::new();
    let mut folders: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for (name, text) in &blocks {
        match name.rsplit_once('/') {
            Some((folder, _)) => folders.entry(folder).or_default().push((name.clone(), text.clone())),
            None if name == "plan" => plans.push(vec![(name.clone(), text.clone())]),
            None => {}
        }
    }
    plans.extend(folders.into_values());
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    plans.into_iter().map(|given| Texts { name: name.clone(), given, beside: blocks.clone() }).collect()
}

/// Files of the repository that are one plan.
fn plans_of_files(name: &str, paths: &[PathBuf]) -> Texts {
    let file = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let given = paths.iter().map(|path| (file(path), fs::read_to_string(path).unwrap())).collect();
    Texts { name: name.to_owned(), given, beside: Vec::new() }
}

/// The whole plans of the guide, the examples and the plans of the association, the small ones first.
fn examples(schema: &Json) -> Vec<Example> {
    let mut texts: Vec<Texts> =
        files_of(&root().join("docs/guide"), "md").iter().flat_map(|path| plans_of_document(path)).collect();
    for path in files_of(&root().join("examples"), "yaml") {
        texts.push(plans_of_files(&path.display().to_string(), &[path]));
    }
    texts.push(plans_of_files("two-products", &files_of(&root().join("examples/two-products"), "yaml")));
    texts.push(plans_of_files("plans", &files_of(&root().join("plans"), "yaml")));
    texts.into_iter().map(|texts| example(texts, schema)).collect()
}

/// Finds the keys of documents in a value, by the JSON Schema of the value.
fn find(node: &Node, schema: &Json, whole: &Json, path: &mut Steps, keys: &mut Vec<(Key, Steps)>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next()) {
        let definition = &whole["$defs"][name];
        let forms = definition["anyOf"].as_array();
        let object = forms.and_then(|forms| forms.iter().find(|form| form.get("properties").is_some())).unwrap_or(definition);
        let Value::Map(entries) = &node.value else {
            // The short form of a document, which may be a list of other documents.
            forms.into_iter().flatten().for_each(|form| find(node, form, whole, path, keys));
            return;
        };
        for (index, (key, value)) in entries.iter().enumerate() {
            let Some(property) = object["properties"].get(&key.text) else { continue };
            path.push(index);
            keys.push(((name.to_owned(), key.text.clone()), path.clone()));
            find(value, property, whole, path, keys);
            path.pop();
        }
        return;
    }
    for part in ["allOf", "anyOf", "oneOf"].iter().filter_map(|part| schema[*part].as_array()).flatten() {
        find(node, part, whole, path, keys);
    }
    match &node.value {
        Value::Map(entries) if schema["additionalProperties"].is_object() => {
            for (index, (_, value)) in entries.iter().enumerate() {
                path.push(index);
                find(value, &schema["additionalProperties"], whole, path, keys);
                path.pop();
            }
        }
        Value::List(items) if schema["items"].is_object() => {
            for (index, item) in items.iter().enumerate() {
                path.push(index);
                find(item, &schema["items"], whole, path, keys);
                path.pop();
            }
        }
        Value::Map(_) | Value::List(_) | Value::Scalar(_) | Value::Null | Value::Told | Value::Absent => {}
    }
}

/// The value without the entry at a path.
fn without(node: &Node, path: &[usize]) -> Node {
    let mut node = node.clone();
    let (first, rest) = path.split_first().expect("a key stands somewhere");
    match &mut node.value {
        Value::Map(entries) if rest.is_empty() => {
            entries.remove(*first);
        }
        Value::Map(entries) => entries[*first].1 = without(&entries[*first].1, rest),
        Value::List(items) => items[*first] = without(&items[*first], rest),
        Value::Scalar(_) | Value::Null | Value::Told | Value::Absent => panic!("a path leads through maps and lists"),
    }
    node
}

/// The value as a text of one line: every text in quotes, as JSON writes them.
fn written(node: &Node, text: &mut String) {
    match &node.value {
        Value::Null | Value::Told | Value::Absent => text.push('~'),
        Value::Scalar(scalar) => write!(text, "{}", Json::from(scalar.text.as_str())).unwrap(),
        Value::List(items) => {
            text.push('[');
            for item in items {
                written(item, text);
                text.push_str(", ");
            }
            text.push(']');
        }
        Value::Map(entries) => {
            text.push('{');
            for (key, value) in entries {
                write!(text, "{}: ", Json::from(key.text.as_str())).unwrap();
                written(value, text);
                text.push_str(", ");
            }
            text.push('}');
        }
    }
}

/// The plan of an example with some values in its files, without the places; none when it is at fault.
fn plan_of(example: &Example, values: &[Node]) -> Option<String> {
    let mut paths = Vec::new();
    for (Given { name: file, .. }, node) in example.files.iter().zip(values) {
        let mut text = String::new();
        written(node, &mut text);
        save(&example.folder, file, &text);
        paths.push(example.folder.path().join(file));
    }
    let sources = input::read(&paths).unwrap_or_else(|unusable| panic!("{}: {unusable:?}", example.name));
    let plan = read(&sources).plan?;
    let debug = format!("{plan:?}");
    let mut parts = debug.split("Span { source: ");
    let first = parts.next().unwrap_or_default().to_owned();
    Some(parts.fold(first, |text, part| text + part.split_once('}').map_or("", |(_, rest)| rest)))
}

/// Every key of every document of the language.
fn all_keys(schema: &Json) -> Vec<Key> {
    let mut keys = Vec::new();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        let forms = definition["anyOf"].as_array();
        let object = forms.and_then(|forms| forms.iter().find(|form| form.get("properties").is_some())).unwrap_or(definition);
        keys.extend(object["properties"].as_object().unwrap().keys().map(|key| (name.clone(), key.clone())));
    }
    keys
}

#[test]
fn taking_any_key_out_of_some_worked_example_changes_the_plan() {
    let schema = json_schema();
    let examples = examples(&schema);
    let wholes: Vec<String> = examples
        .iter()
        .map(|example| {
            let nodes: Vec<Node> = example.files.iter().map(|given| given.node.clone()).collect();
            plan_of(example, &nodes).unwrap_or_else(|| panic!("{} is at fault when it is written anew", example.name))
        })
        .collect();
    let mut places: BTreeMap<&Key, Vec<(usize, usize, &Steps)>> = BTreeMap::new();
    for (number, example) in examples.iter().enumerate() {
        for (file, Given { keys, .. }) in example.files.iter().enumerate() {
            for (key, path) in keys {
                places.entry(key).or_default().push((number, file, path));
            }
        }
    }
    let holds = |key: &Key| {
        places.get(key).into_iter().flatten().any(|(number, file, path)| {
            let files = examples[*number].files.iter().enumerate();
            let nodes: Vec<Node> = files
                .map(|(index, Given { node, .. })| if index == *file { without(node, path) } else { node.clone() })
                .collect();
            plan_of(&examples[*number], &nodes).is_none_or(|plan| plan != wholes[*number])
        })
    };
    let keys = all_keys(&schema);
    assert!(keys.len() > 50, "only {} keys were found", keys.len());
    let idle: Vec<String> = keys.iter().filter(|key| !holds(key)).map(|(document, key)| format!("{document}: {key}")).collect();
    assert!(
        idle.is_empty(),
        "taking these keys out of any worked example changes no plan: {idle:#?}. Where a key is read and dropped, lower it \
         into `Plan`; where no example has it, add a block `yaml plan` with it to docs/guide, without which the plan is another one"
    );
}
