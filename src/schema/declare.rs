//! How a document of the plan language is declared once: its reader, its JSON Schema and its documentation all come from
//! the same lines. Knows no key of the language.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::schema::collector::{Collector, listed, near, nearest};
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::read;

/// Whether a key can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It cannot.
    Required,
    /// It cannot, but a template, a default or another product may give it.
    Inherited,
    /// It can.
    Optional,
}

/// The entries of a document, each key once; what is missing is told. None when the node is no map, and that is told.
pub fn entries<'n>(
    node: &'n Node,
    label: &str,
    keys: &[(&str, Need)],
    collector: &mut Collector,
) -> Option<Vec<(&'n Scalar, &'n Node)>> {
    if !matches!(node.value, Value::Map(_)) {
        let message = format!("expected {label}, found {}", node.kind());
        let fault = Diagnostic::error(Code::WrongType, message).at(node.span, "");
        collector.tell(fault.hint(format!("{label} is a map with {}", listed(&names(keys)))));
        return None;
    }
    let entries = read::entries(node, collector);
    let present: Vec<&str> = entries.iter().map(|(key, _)| key.text.as_str()).collect();
    tell_missing(node.span, &present, label, keys, collector);
    Some(entries)
}

/// Tells the keys that a document needs and that are not present. One that is there with a slip of the pen is told as that.
pub fn tell_missing(place: Span, present: &[&str], label: &str, keys: &[(&str, Need)], collector: &mut Collector) {
    let known = names(keys);
    let meant: Vec<&str> = present.iter().filter(|key| !known.contains(*key)).filter_map(|key| near(key, &known)).collect();
    let is_missing = |key: &str| !present.contains(&key) && !meant.contains(&key);
    for (key, _) in keys.iter().filter(|(key, need)| *need != Need::Optional && is_missing(key)) {
        let fault = Diagnostic::error(Code::MissingKey, format!("{label} needs the key `{key}`")).at(place, "");
        collector.tell(fault.hint(format!("add `{key}: …` here")));
    }
}

/// The fault of a key that its document does not take.
pub fn unknown_key(key: &Scalar, label: &str, keys: &[(&str, Need)]) -> Diagnostic {
    Diagnostic::error(Code::UnknownKey, format!("{label} takes no key `{}`", key.text))
        .at(key.span, "")
        .hint(nearest(&key.text, &names(keys)))
}

fn names<'k>(keys: &[(&'k str, Need)]) -> Vec<&'k str> {
    keys.iter().map(|(key, _)| *key).collect()
}

/// Joins the lines of a doc comment into one text.
pub fn documentation(lines: &[&str]) -> String {
    lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// The JSON Schema of a document: an object that takes just these keys, or a short form of it.
pub fn object(
    label: &str,
    documentation: String,
    properties: &Map<String, Json>,
    keys: &[(&str, Need)],
    short: Option<Json>,
) -> Json {
    let mut object = json!({"title": label, "type": "object", "properties": properties, "additionalProperties": false});
    let required: Vec<&str> = keys.iter().filter(|(_, need)| *need == Need::Required).map(|(key, _)| *key).collect();
    if required.is_empty() {
        // A name without a value is a document without keys: `people: {chair: }`.
        object["type"] = json!(["object", "null"]);
    } else {
        object["required"] = json!(required);
    }
    match short {
        None => {
            object["description"] = Json::from(documentation);
            object
        }
        Some(short) => json!({"title": label, "description": documentation, "anyOf": [short, object]}),
    }
}

/// A property's schema under the documentation of its key.
pub fn described(schema: Json, documentation: &str) -> Json {
    if schema.get("$ref").is_some() {
        return json!({"description": documentation, "allOf": [schema]});
    }
    let mut described = schema;
    described["description"] = Json::from(documentation);
    described
}

/// Declares a document: each line is the key, whether it is `required`, `inherited` or `optional`, the field and its type.
/// `short field` lets a scalar or list stand for a document with that field alone.
macro_rules! document {
    (
        $(#[doc = $doc:literal])+
        $name:ident $label:literal $(short $short:ident: $short_type:ty)? {
            $($(#[doc = $field_doc:literal])+ $key:literal $need:ident $field:ident: $type:ty,)+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        pub struct $name {
            /// Where the document begins.
            pub span: $crate::diagnostic::source::Span,
            /// Whether a key of it is unknown or has a value that could not be read; that has been told.
            pub is_faulty: bool,
            $($(#[doc = $field_doc])+ pub $field: Option<$type>,)+
        }

        impl $name {
            /// The keys, and whether they can be left out.
            const KEYS: &[(&str, $crate::schema::declare::Need)] = &[$(($key, $crate::schema::declare::need!($need)),)+];
        }

        impl $crate::schema::read::Read for $name {
            const EXPECTED: &'static str = $label;

            fn read(
                node: &$crate::schema::node::Node,
                collector: &mut $crate::schema::collector::Collector,
            ) -> Option<Self> {
                let mut document = $name { span: node.span, is_faulty: false, $($field: None,)+ };
                $(if !matches!(node.value, $crate::schema::node::Value::Map(_)) {
                    document.$short = Some(<$short_type as $crate::schema::read::Read>::read(node, collector)?);
                    return Some(document);
                })?
                let entries = $crate::schema::declare::entries(node, $label, Self::KEYS, collector)?;
                for (key, value) in entries {
                    match key.text.as_str() {
                        $($key => {
                            document.$field = $crate::schema::read::$need::<$type>(key, value, collector);
                            document.is_faulty |= document.$field.is_none() && !value.is_null();
                        })+
                        _ => {
                            document.is_faulty = true;
                            collector.tell($crate::schema::declare::unknown_key(key, $label, Self::KEYS));
                        }
                    }
                }
                Some(document)
            }

            fn nothing(
                name: &$crate::schema::node::Scalar,
                collector: &mut $crate::schema::collector::Collector,
            ) -> Option<Self> {
                $crate::schema::declare::tell_missing(name.span, &[], $label, Self::KEYS, collector);
                Some($name { span: name.span, is_faulty: false, $($field: None,)+ })
            }

            fn schema(definitions: &mut $crate::schema::read::Definitions) -> serde_json::Value {
                let reference = serde_json::json!({"$ref": concat!("#/$defs/", stringify!($name))});
                if definitions.contains_key(stringify!($name)) {
                    return reference;
                }
                definitions.insert(stringify!($name).to_owned(), serde_json::Value::Null);
                let mut properties = serde_json::Map::new();
                $(
                    let documentation = $crate::schema::declare::documentation(&[$($field_doc),+]);
                    let schema = <$type as $crate::schema::read::Read>::schema(definitions);
                    properties.insert($key.to_owned(), $crate::schema::declare::described(schema, &documentation));
                )+
                let short: Option<serde_json::Value> = None $(.or(Some(<$short_type as $crate::schema::read::Read>::schema(definitions))))?;
                let documentation = $crate::schema::declare::documentation(&[$($doc),+]);
                let schema = $crate::schema::declare::object($label, documentation, &properties, Self::KEYS, short);
                definitions.insert(stringify!($name).to_owned(), schema);
                reference
            }
        }
    };
}
pub(crate) use document;

/// The word of a declaration as a value.
macro_rules! need {
    (required) => {
        $crate::schema::declare::Need::Required
    };
    (inherited) => {
        $crate::schema::declare::Need::Inherited
    };
    (optional) => {
        $crate::schema::declare::Need::Optional
    };
}
pub(crate) use need;
