//! What can be read from a node, and the faults of what cannot. Knows no key of the language.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde_json::{Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::schema::collector::Collector;
use crate::schema::node::{Node, Scalar, Value};

/// The named parts of a JSON Schema (`$defs`).
pub type Definitions = BTreeMap<String, Json>;

/// What can be read from a node.
pub trait Read: Sized {
    /// What is expected, with its article: `a map of names`.
    const EXPECTED: &'static str;

    /// Reads the value; none when it is faulty, and then the fault has been told.
    fn read(node: &Node, collector: &mut Collector) -> Option<Self>;

    /// Whether a value holds nothing, so that its key does nothing.
    fn is_nothing(node: &Node) -> bool {
        node.is_null()
    }

    /// Reads a name of the plan's own that has no value. A text needs one; a document is one without keys.
    fn nothing(name: &Scalar, collector: &mut Collector) -> Option<Self> {
        collector.tell(valueless(name, Self::EXPECTED));
        None
    }

    /// The JSON Schema (draft 2020-12) of what [`Read::read`] takes.
    fn schema(definitions: &mut Definitions) -> Json;
}

/// What stands in one scalar: a word, a date, a distance.
pub trait Leaf: Sized {
    /// What is expected, with its article: `a date such as 2027-03-04`.
    const FORM: &'static str;

    /// The code of a text that is not of the form.
    const CODE: Code;

    /// Reads the text.
    ///
    /// # Errors
    /// A diagnostic at the word that is wrong.
    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>>;

    /// The JSON Schema of the text; [`Leaf::FORM`] is added as its title.
    fn form() -> Json {
        json!({"type": "string"})
    }
}

impl<T: Leaf> Read for Spanned<T> {
    const EXPECTED: &'static str = T::FORM;

    fn read(node: &Node, collector: &mut Collector) -> Option<Self> {
        let Value::Scalar(scalar) = &node.value else {
            collector.tell(wrong_type(node, T::FORM));
            return None;
        };
        match T::parse(scalar) {
            Ok(value) => Some(Spanned::new(value, scalar.span)),
            Err(fault) => {
                collector.tell(*fault);
                None
            }
        }
    }

    fn schema(_: &mut Definitions) -> Json {
        let mut form = T::form();
        if let Json::Object(members) = &mut form {
            members.insert("title".into(), Json::from(T::FORM));
        }
        form
    }
}

/// One value or a list of them.
impl<T: Read> Read for Vec<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(node: &Node, collector: &mut Collector) -> Option<Self> {
        match &node.value {
            Value::List(items) => Some(items.iter().filter_map(|item| T::read(item, collector)).collect()),
            Value::Null | Value::Scalar(_) | Value::Map(_) | Value::Told | Value::Absent => {
                T::read(node, collector).map(|item| vec![item])
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let item = T::schema(definitions);
        json!({"anyOf": [item, {"type": "array", "items": item}]})
    }
}

/// A map whose keys are names of the plan's own.
#[derive(Debug, Clone)]
pub struct Named<T> {
    /// What could be read, in the order it was written.
    pub entries: Vec<(Spanned<String>, T)>,
    /// The names whose values could not be read: they are declared all the same, so that no one who uses them is blamed.
    pub faulty: Vec<Spanned<String>>,
}

impl<T> Named<T> {
    /// What could be read, in the order it was written.
    pub fn iter(&self) -> std::slice::Iter<'_, (Spanned<String>, T)> {
        self.entries.iter()
    }
}

impl<'n, T> IntoIterator for &'n Named<T> {
    type Item = &'n (Spanned<String>, T);
    type IntoIter = std::slice::Iter<'n, (Spanned<String>, T)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Read> Read for Named<T> {
    const EXPECTED: &'static str = "a map of names";

    fn read(node: &Node, collector: &mut Collector) -> Option<Self> {
        let mut named = Named { entries: Vec::new(), faulty: Vec::new() };
        if !matches!(node.value, Value::Map(_)) {
            let fault = Diagnostic::error(Code::WrongType, format!("expected {}, found {}", Self::EXPECTED, node.kind()));
            collector.tell(fault.at(node.span, "").hint(format!("write `name: …`, with {} behind each name", T::EXPECTED)));
            return None;
        }
        for (key, value) in entries(node, collector) {
            if value.value == Value::Told {
                named.faulty.push(key.spanned());
                continue;
            }
            let read = if value.is_null() { T::nothing(key, collector) } else { T::read(value, collector) };
            match read {
                Some(read) => named.entries.push((key.spanned(), read)),
                None => named.faulty.push(key.spanned()),
            }
        }
        Some(named)
    }

    fn is_nothing(node: &Node) -> bool {
        node.is_null() || node.value == Value::Map(Vec::new())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        json!({"type": "object", "additionalProperties": T::schema(definitions)})
    }
}

/// A map that is read where it is used, such as a template: here only its place and its kind count.
#[derive(Debug, Clone)]
pub struct Elsewhere<T>(PhantomData<T>);

impl<T: Read> Read for Elsewhere<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(node: &Node, collector: &mut Collector) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            collector.tell(wrong_type(node, T::EXPECTED));
            return None;
        }
        Some(Elsewhere(PhantomData))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

/// Names with or without a word each: `[a, b]`, `a`, or `{a: should}`.
#[derive(Debug, Clone)]
pub struct Listed<T>(pub Vec<(Spanned<String>, Option<T>)>);

impl<T: Read> Read for Listed<T> {
    const EXPECTED: &'static str = "a list or a map of names";

    fn read(node: &Node, collector: &mut Collector) -> Option<Self> {
        if let Value::Map(_) = node.value {
            let named = Named::<T>::read(node, collector)?;
            return Some(Listed(named.entries.into_iter().map(|(name, value)| (name, Some(value))).collect()));
        }
        let names = Vec::<Spanned<String>>::read(node, collector)?;
        Some(Listed(names.into_iter().map(|name| (name, None)).collect()))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let names = Vec::<Spanned<String>>::schema(definitions);
        json!({"anyOf": [names, Named::<T>::schema(definitions)]})
    }
}

/// Reads the value of a key that its place needs; a key without a value is a fault.
pub fn required<T: Read>(key: &Scalar, value: &Node, collector: &mut Collector) -> Option<T> {
    if value.is_null() {
        collector.tell(valueless(key, T::EXPECTED));
        return None;
    }
    T::read(value, collector)
}

/// Reads the value of a key that its place needs once all that is shared has been worked in.
pub fn inherited<T: Read>(key: &Scalar, value: &Node, collector: &mut Collector) -> Option<T> {
    required(key, value, collector)
}

/// Reads the value of a key that may be left out; a key that holds nothing does nothing, and that is told.
pub fn optional<T: Read>(key: &Scalar, value: &Node, collector: &mut Collector) -> Option<T> {
    if T::is_nothing(value) {
        let message = format!("the key `{}` holds nothing", key.text);
        collector.warn(Code::EmptyKey, key.span, message, format!("remove it, or write {} behind it", T::EXPECTED));
        return None;
    }
    T::read(value, collector)
}

/// The entries of a map, each key once; a key that stands again is told and left out. What is no map has none.
pub fn entries<'n>(node: &'n Node, collector: &mut Collector) -> Vec<(&'n Scalar, &'n Node)> {
    let Value::Map(entries) = &node.value else { return Vec::new() };
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut unique = Vec::new();
    for (key, value) in entries.iter().filter(|(_, value)| value.value != Value::Absent) {
        if key.text == "<<" {
            let fault = Diagnostic::error(Code::MergeKey, "merge keys are not read").at(key.span, "");
            collector.tell(fault.hint("write the keys out, or give a whole value by its alias: `meets: *monthly`"));
        } else if let Some(earlier) = first.get(key.text.as_str()) {
            let fault = Diagnostic::error(Code::DuplicateKey, format!("the key `{}` stands twice", key.text))
                .at(key.span, "here again")
                .at(*earlier, "first here");
            collector.tell(fault.hint("join the two, or rename one"));
        } else {
            first.insert(&key.text, key.span);
            unique.push((key, value));
        }
    }
    unique
}

/// The fault of a value of another kind than its key takes.
pub fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    Diagnostic::error(Code::WrongType, format!("expected {expected}, found {}", node.kind()))
        .at(node.span, "")
        .hint(format!("write {expected}"))
}

/// The fault of a key that needs a value and has none.
fn valueless(key: &Scalar, expected: &str) -> Diagnostic {
    Diagnostic::error(Code::MissingValue, format!("the key `{}` has no value", key.text))
        .at(key.span, "")
        .hint(format!("behind it, write {expected}"))
}
