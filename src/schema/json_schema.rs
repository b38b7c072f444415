//! The JSON Schema of the plan language, for editors: made from the documents, never written by hand.

use serde_json::{Value as Json, json};

use crate::schema::document::plan_file::PlanDocument;
use crate::schema::read::{Definitions, Read};

/// The JSON Schema (draft 2020-12) of a plan file: completes keys and shows what each one means.
pub fn json_schema() -> Json {
    let mut definitions = Definitions::new();
    let root = PlanDocument::schema(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aarshjul plan",
        "$ref": root["$ref"],
        "$defs": definitions,
    })
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
}
