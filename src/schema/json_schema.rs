//! The JSON Schema of the plan language, for editors: made from the documents, never written by hand. Examples come from the
//! small texts that the reader itself is tested with.

use serde_json::{Value as Json, json};

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::calendar::rule::DayRule;
use crate::plan::cycle::Hours;
use crate::plan::occurrence::Window;
use crate::plan::roadmap::Length;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::forms::FORMS;
use crate::schema::read::{Definitions, Leaf, Read};
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::dates::Years;
use crate::schema::scalar::deadlines::DeadlineText;
use crate::schema::scalar::distances::{DistanceText, WorkingDays};
use crate::schema::scalar::words::Preferred;

/// The small texts whose examples an editor shows: what the schema calls them, and their name among [`FORMS`].
const SHOWN: [(&str, &str); 11] = [
    (NaiveDate::FORM, "dates"),
    (Years::FORM, "years"),
    (Window::FORM, "ranges of dates"),
    (DayRule::FORM, "days"),
    (NaiveTime::FORM, "clock times"),
    (Hours::FORM, "hours"),
    (Minutes::FORM, "lengths of meetings"),
    (Length::FORM, "lengths of phases"),
    (DistanceText::FORM, "distances"),
    (DeadlineText::FORM, "deadlines"),
    (<Preferred<WorkingDays>>::FORM, "drifts"),
];

/// The JSON Schema (draft 2020-12) of a plan file: completes keys and shows what each one means.
pub fn json_schema() -> Json {
    let mut definitions = Definitions::new();
    let root = PlanDocument::schema(&mut definitions);
    let mut definitions = json!(definitions);
    exemplify(&mut definitions);
    definitions["MeetsDocument"]["defaultSnippets"] = snippets();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:aarshjul:plan:1",
        "title": "aarshjul plan",
        "description": definitions["PlanDocument"]["description"],
        "$ref": root["$ref"],
        "$defs": definitions,
    })
}

/// Adds examples to every small text that has some.
fn exemplify(schema: &mut Json) {
    match schema {
        Json::Object(members) => {
            let title = members.get("title").and_then(Json::as_str).unwrap_or_default();
            let name = SHOWN.iter().find(|(form, _)| *form == title).map(|(_, name)| *name);
            // A preference has the form of what is preferred: of a weekday there is a list to choose from.
            let is_choice = members.contains_key("enum") || title == <Weekday as Leaf>::FORM;
            if let Some(form) = FORMS.iter().find(|form| Some(form.name) == name && !is_choice) {
                let examples: Vec<&str> = form.examples.iter().map(|(example, _)| *example).collect();
                members.insert("examples".to_owned(), json!(examples));
            }
            members.values_mut().for_each(exemplify);
        }
        Json::Array(items) => items.iter_mut().for_each(exemplify),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

/// Three ways to say when a group meets, for editors that offer whole pieces. Plain JSON Schema passes them over.
fn snippets() -> Json {
    json!([
        {
            "label": "each",
            "description": "One meeting in every period",
            "body": {"each": "${1:month}", "on": ["tue", "wed", "thu"], "between": "09:00-15:00", "length": "${2:1h}"},
        },
        {
            "label": "rrule",
            "description": "A recurrence rule, from whose dates a meeting may drift",
            "body": {"rrule": "${1:FREQ=MONTHLY;BYDAY=1MO}", "drift": "${2:5 working days}", "at": "\"13:00\"", "length": "1h"},
        },
        {
            "label": "windows",
            "description": "One meeting in each named window of the year",
            "body": {"windows": {"${1:spring}": "${2:03-01..05-15}"}, "at": "\"13:00\"", "length": "${3:2h}"},
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::json_schema;

    #[test]
    fn every_key_of_every_document_is_described() {
        let schema = json_schema();
        let definitions = schema["$defs"].as_object().expect("there are definitions");
        assert!(definitions.len() >= 12);
        for (name, definition) in definitions {
            let object = definition.get("anyOf").map_or(definition, |forms| &forms[1]);
            let properties = object["properties"].as_object().expect("a document has keys");
            for (key, property) in properties {
                let documentation = property["description"].as_str().unwrap_or_default();
                assert!(documentation.len() > 10, "{name}.{key} is not described: {property}");
            }
            assert_eq!(object["additionalProperties"], false, "{name}");
        }
        assert_eq!(schema["$defs"]["OccurrenceDocument"]["required"][0], "reason");
        assert_eq!(
            schema["$defs"]["GroupDocument"]["required"],
            serde_json::Value::Null,
            "a template may give what a group needs"
        );
    }

    #[test]
    fn a_small_text_is_shown_by_the_examples_that_the_reader_takes() {
        let schema = json_schema();
        let deadline = &schema["$defs"]["DeadlineDocument"]["anyOf"][0];
        assert_eq!(deadline["examples"][0], "5 working days before");
        assert_eq!(schema["$defs"]["LengthDocument"]["anyOf"][0]["examples"][0], "1h");
        let weekdays = &schema["$defs"]["MeetsDocument"]["properties"]["on"]["anyOf"][0];
        assert!(weekdays["enum"].as_array().is_some_and(|words| words.len() >= 14) && weekdays.get("examples").is_none());
    }
}
