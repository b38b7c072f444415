//! The generated reference: the committed pages are what the declarations give, and the plans keep the JSON Schema.
//! `UPDATE=1 cargo test` writes the pages.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use aarshjul::cli::arguments::Arguments;
use aarshjul::schema::json_schema::json_schema;
use aarshjul::schema::reference::plan_language;
use clap::{Command, CommandFactory};
use serde_json::{Value as Json, json};

fn page(name: &str, generated: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/reference").join(name);
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, generated).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(committed == generated, "docs/reference/{name} is stale: run `UPDATE=1 cargo test --test it`");
}

#[test]
fn the_reference_of_the_plan_language_is_the_generated_one() {
    page("plan-language.md", &plan_language());
}

#[test]
fn the_json_schema_is_the_generated_one() {
    page("plan.schema.json", &format!("{:#}\n", json_schema()));
}

#[test]
fn the_reference_of_the_command_line_is_the_generated_one() {
    let mut command = Arguments::command().term_width(100);
    command.build();
    let mut text = String::from("# The command line\n\nThis page is generated from the definitions of the arguments.\n");
    sections(&mut command, "aarshjul", &mut text);
    page("command-line.md", &text);
}

/// The section of a command, and those of the commands within it.
fn sections(command: &mut Command, name: &str, text: &mut String) {
    section(command, name, text);
    for within in command.get_subcommands_mut().filter(|within| within.get_name() != "help") {
        let name = format!("{name} {}", within.get_name());
        sections(within, &name, text);
    }
}

fn section(command: &mut Command, name: &str, text: &mut String) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.trim_end().lines().map(str::trim_end).collect();
    writeln!(text, "\n## {name}\n\n```text\n{}\n```", lines.join("\n")).unwrap();
}

/// Why a value does not keep a schema; the parts of JSON Schema that the generated one uses.
fn fault(value: &Json, schema: &Json, whole: &Json, at: &str) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        return fault(value, &whole["$defs"][name], whole, at);
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Some(format!("{at}: {value} is none of {words:?}"));
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return parts.iter().find_map(|part| fault(value, part, whole, at));
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let faults: Vec<String> = choices.iter().map_while(|choice| fault(value, choice, whole, at)).collect();
        return (faults.len() == choices.len()).then(|| faults.join("; "));
    }
    let kinds: Vec<Json> = match schema.get("type") {
        None => return None,
        Some(Json::Array(kinds)) => kinds.clone(),
        Some(kind) => vec![kind.clone()],
    };
    let kind = match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    if !kinds.contains(&json!(kind)) {
        return Some(format!("{at}: {value} is {kind}, not {kinds:?}"));
    }
    if let Some(items) = value.as_array() {
        return items.iter().find_map(|item| fault(item, &schema["items"], whole, at));
    }
    let members = value.as_object()?;
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str);
    let missing = required.filter(|key| !members.contains_key(*key)).map(|key| format!("{at}: `{key}` is missing")).next();
    missing.or_else(|| {
        members.iter().find_map(|(key, value)| {
            let at = format!("{at}/{key}");
            match (schema["properties"].get(key), &schema["additionalProperties"]) {
                (Some(property), _) => fault(value, property, whole, &at),
                (None, Json::Bool(false)) => Some(format!("{at} is unknown")),
                (None, more) => fault(value, more, whole, &at),
            }
        })
    })
}

#[test]
fn the_plans_of_the_repository_keep_the_json_schema_and_a_faulty_one_does_not() {
    let schema = json_schema();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let plans = fs::read_dir(root.join("plans")).unwrap().map(|entry| entry.unwrap().path());
    let mut count = 0;
    for path in plans.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
        let value: Json = serde_saphyr::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(fault(&value, &schema, &schema, ""), None, "{}", path.display());
        count += 1;
    }
    assert!(count >= 4);
    let faulty = json!({"years": 2027, "product": "p", "groups": {"g": {"meets": {"each": "fortnight", "length": "1h"}}}});
    assert!(fault(&faulty, &schema, &schema, "").is_some_and(|fault| fault.contains("/groups/g/meets/each")));
    let unknown = json!({"years": 2027, "grupper": {}});
    assert_eq!(fault(&unknown, &schema, &schema, ""), Some("/grupper is unknown".to_owned()));
}
