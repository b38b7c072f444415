//! The reference of the plan language as Markdown, from the declarations of its documents: every key, what it takes and
//! what it means. Text alone; where it is written is not known here.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::plan::priority::Priority;
use crate::plan::weights::Weights;
use crate::schema::forms::{FORMS, words};
use crate::schema::json_schema::json_schema;

/// How firmly each rule is wanted when the plan does not say it.
pub const DEFAULTS: &[(&str, Priority)] = &[
    ("`after`, `before`, `overlap`, `accepted-at`, `decided-at`", Priority::Must),
    ("the range of `apart`", Priority::Must),
    ("`not-same-day`, `not-same-week`", Priority::Must),
    ("`works`, `limits`, `any`, `quorum`, `chair` with `deputy`", Priority::Must),
    ("`avoid`", Priority::Should),
    ("`week-load`", Priority::Should),
    ("`prefer: {on: …}`", Priority::Should),
    ("`prefer: {at: …}`", Priority::Could),
    ("`start` of a phase", Priority::Could),
    ("each working day of `drift`", Priority::Could),
    ("each day from a `best` distance, always", Priority::Could),
];

/// The reference, `docs/reference/plan-language.md`.
pub fn plan_language() -> String {
    let schema = json_schema();
    let mut text = String::from(INTRODUCTION);
    for name in in_order(&schema) {
        document(&schema["$defs"][&name], &schema, &mut text);
    }
    text.push_str(
        "\n## Small texts\n\nWhat stands behind a key is often one short text. A date or a distance needs no quotes,\n",
    );
    text.push_str("except inside `{…}` and `[…]` where a comma would end it.\n");
    for form in FORMS {
        line(&mut text, &format!("\n### {}\n", capital(form.name)));
        line(&mut text, "| Text | Meaning |\n|---|---|");
        for (example, meaning) in form.examples {
            line(&mut text, &format!("| `{example}` | {meaning} |"));
        }
    }
    text.push_str(
        "\n## Words\n\nEnglish and Danish words mean the same, in upper or lower case.\n\n| Kind | Words |\n|---|---|\n",
    );
    for (kind, groups) in words() {
        let groups: Vec<String> = groups.iter().map(|synonyms| format!("`{}`", synonyms.join("`/`"))).collect();
        line(&mut text, &format!("| {kind} | {} |", groups.join(", ")));
    }
    priorities(&mut text);
    text
}

const INTRODUCTION: &str = "# The plan language

This page is generated from the declarations that the reader itself is made of.

A plan is one or more YAML files. All files that are given together are one plan: shared files declare calendars and
people, and each product has a file of its own. A group or a phase of another product is named `product/key`.
Every key is a rule or is told to do nothing; a key that is not listed here is an error, and so is a key that stands twice.
Anchors and aliases (`&name`, `*name`) work for whole values; merge keys (`<<`) are not read.

Keys in **bold** cannot be left out.
";

fn priorities(text: &mut String) {
    text.push_str("\n## How firmly\n\n| Word | When the rule is broken |\n|---|---|\n");
    for priority in [Priority::Must, Priority::Should, Priority::Could] {
        let price = match Weights::default().unit_cost("", priority) {
            None => "never: it has no price, and without a way to keep it there is no plan".to_owned(),
            Some(cost) => format!("costs {cost} for each unit, unless `weights` says otherwise"),
        };
        line(text, &format!("| `{priority}` | {price} |"));
    }
    text.push_str(
        "\nA unit is a day, a working day, a meeting or a pair of meetings, whatever the rule counts. When the plan does not\n",
    );
    text.push_str("say how firmly a rule is wanted, this holds:\n\n| Rule | Default |\n|---|---|\n");
    for (rule, priority) in DEFAULTS {
        line(text, &format!("| {rule} | `{priority}` |"));
    }
}

/// The definitions in the order in which a reader of the documents meets them.
fn in_order(schema: &Json) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    let mut waiting = vec![schema.clone()];
    while let Some(part) = waiting.pop() {
        if let Some(name) = part.get("$ref").and_then(Json::as_str).and_then(|reference| reference.rsplit('/').next())
            && !order.iter().any(|known| known == name)
        {
            order.push(name.to_owned());
            waiting.push(schema["$defs"][name].clone());
        }
        let inner: Vec<&Json> = match &part {
            Json::Object(members) => members.iter().filter(|(key, _)| *key != "$defs").map(|(_, value)| value).collect(),
            Json::Array(items) => items.iter().collect(),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Vec::new(),
        };
        waiting.extend(inner.into_iter().rev().cloned());
    }
    order
}

fn document(definition: &Json, schema: &Json, text: &mut String) {
    let title = definition["title"].as_str().unwrap_or_default();
    line(text, &format!("\n## {}\n\n{}", capital(title), definition["description"].as_str().unwrap_or_default()));
    let forms = definition["anyOf"].as_array();
    if let Some(short) = forms.and_then(|forms| forms.first()) {
        line(text, &format!("\nShort: {} instead of the map.", value(short, schema)));
    }
    let object = forms.and_then(|forms| forms.last()).unwrap_or(definition);
    let required: Vec<&str> = object["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
    line(text, "\n| Key | Value | Meaning |\n|---|---|---|");
    for (key, property) in object["properties"].as_object().into_iter().flatten() {
        let shown = if required.contains(&key.as_str()) { format!("**`{key}`**") } else { format!("`{key}`") };
        let meaning = property["description"].as_str().unwrap_or_default();
        line(text, &format!("| {shown} | {} | {meaning} |", value(property, schema)));
    }
}

/// What a schema takes, in words.
fn value(part: &Json, schema: &Json) -> String {
    if let Some(reference) = part.get("$ref").and_then(Json::as_str) {
        let name = reference.rsplit('/').next().unwrap_or_default();
        let title = schema["$defs"][name]["title"].as_str().unwrap_or_default();
        return format!("[{title}](#{})", title.replace(' ', "-"));
    }
    if let Some(title) = part.get("title").and_then(Json::as_str) {
        return title.to_owned();
    }
    if let Some(values) = part.get("additionalProperties") {
        return format!("a map: name → {}", value(values, schema));
    }
    let choices = part.get("anyOf").or_else(|| part.get("allOf")).and_then(Json::as_array);
    match choices.map(Vec::as_slice) {
        Some([one]) => value(one, schema),
        Some([one, other]) if other["type"] == "array" => format!("{}, or a list of them", value(one, schema)),
        Some([one, other]) => format!("{}; or {}", value(one, schema), value(other, schema)),
        Some(_) | None => String::new(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a String takes what is written");
}

#[cfg(test)]
mod tests {
    use super::{in_order, plan_language};
    use crate::schema::json_schema::json_schema;

    #[test]
    fn every_document_and_every_key_is_in_the_reference() {
        let (schema, text) = (json_schema(), plan_language());
        let definitions = schema["$defs"].as_object().expect("there are definitions");
        let order = in_order(&schema);
        assert_eq!(order.len(), definitions.len());
        assert_eq!((order[0].as_str(), order[1].as_str()), ("PlanDocument", "CalendarDocument"));
        for definition in definitions.values() {
            let object = definition.get("anyOf").map_or(definition, |forms| &forms[1]);
            for key in object["properties"].as_object().expect("a document has keys").keys() {
                assert!(text.contains(&format!("`{key}`")), "{key}");
            }
        }
    }

    #[test]
    fn no_value_is_left_without_a_word_and_no_link_without_its_heading() {
        let text = plan_language();
        assert!(!text.contains("|  |"), "{text}");
        for link in text.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
            let heading =
                |line: &str| line.strip_prefix("## ").is_some_and(|title| title.to_lowercase().replace(' ', "-") == link);
            assert!(text.lines().any(heading), "{link}");
        }
    }
}
