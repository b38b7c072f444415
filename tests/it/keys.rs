//! Every key holds: for each key of the plan language there is a worked example, in the guide, in `plans/` or in
//! `examples/`, that is another plan without it, or none. So no key is read and then dropped.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use aarshjul::diagnostic::source::Sources;
use aarshjul::schema::json_schema::json_schema;
use aarshjul::schema::node::{Node, Value};
use aarshjul::schema::reading::read;
use aarshjul::schema::yaml;
use serde_json::Value as Json;

/// A key of a document: `GroupDocument`, `members`.
type Key = (String, String);

/// Where a key stands: the entry of the root, the entry of its value, and so on.
type Steps = Vec<usize>;

/// Files that are one plan.
struct Example {
    name: String,
    files: Vec<(Node, Vec<(Key, Steps)>)>,
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

fn example(name: String, texts: Vec<String>, schema: &Json) -> Example {
    let mut sources = Sources::default();
    for (number, text) in texts.into_iter().enumerate() {
        sources.add(format!("{number}.yaml"), text);
    }
    let ids: Vec<_> = sources.iter().map(|(id, _)| id).collect();
    let files = ids.into_iter().map(|id| {
        let node = yaml::parse(&sources, id).unwrap_or_else(|fault| panic!("{name}: {fault:?}"));
        let mut keys = Vec::new();
        find(&node, schema, schema, &mut Vec::new(), &mut keys);
        (node, keys)
    });
    Example { files: files.collect(), name }
}

/// The whole plans of the guide, the examples and the plans of the association, the small ones first.
fn examples(schema: &Json) -> Vec<Example> {
    let mut examples = Vec::new();
    for path in files_of(&root().join("docs/guide"), "md") {
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text.split("```yaml plan\n").skip(1).filter_map(|rest| rest.split("\n```").next());
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        examples.extend(blocks.map(|block| example(name.clone(), vec![block.to_owned()], schema)));
    }
    for path in files_of(&root().join("examples"), "yaml") {
        examples.push(example(path.display().to_string(), vec![fs::read_to_string(&path).unwrap()], schema));
    }
    let plans = files_of(&root().join("plans"), "yaml").iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    examples.push(example("plans".to_owned(), plans, schema));
    examples
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

/// The plan of some values, without the places; none when it is at fault.
fn plan_of(files: &[Node]) -> Option<String> {
    let mut sources = Sources::default();
    for (number, node) in files.iter().enumerate() {
        let mut text = String::new();
        written(node, &mut text);
        sources.add(format!("{number}.yaml"), text);
    }
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
            let nodes: Vec<Node> = example.files.iter().map(|(node, _)| node.clone()).collect();
            plan_of(&nodes).unwrap_or_else(|| panic!("{} is at fault when it is written anew", example.name))
        })
        .collect();
    let mut places: BTreeMap<&Key, Vec<(usize, usize, &Steps)>> = BTreeMap::new();
    for (number, example) in examples.iter().enumerate() {
        for (file, (_, keys)) in example.files.iter().enumerate() {
            for (key, path) in keys {
                places.entry(key).or_default().push((number, file, path));
            }
        }
    }
    let holds = |key: &Key| {
        places.get(key).into_iter().flatten().any(|(number, file, path)| {
            let files = examples[*number].files.iter().enumerate();
            let nodes: Vec<Node> =
                files.map(|(index, (node, _))| if index == *file { without(node, path) } else { node.clone() }).collect();
            plan_of(&nodes).is_none_or(|plan| plan != wholes[*number])
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
