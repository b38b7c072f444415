//! Which files a plan file names: plan files that it includes, and iCalendar files that are calendars.
//!
//! Knows no disk. What is named is found by whoever can read files, and handed over in the `Sources`.

use crate::diagnostic::source::{Form, SourceId, Sources, Span};
use crate::schema::node::{Node, Value};
use crate::schema::yaml;

/// A word of a plan file that names a file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The word.
    pub span: Span,
    /// The path, from the folder of the file that names it.
    pub path: String,
    /// What the file is read as.
    pub form: Form,
}

/// Gives the words of a text that name files, in order. A text that is not YAML names none: its fault is told on reading.
pub fn references(sources: &Sources, source: SourceId) -> Vec<Reference> {
    let Ok(root) = yaml::parse(sources, source) else { return Vec::new() };
    let mut found = Vec::new();
    for (key, value) in entries(&root) {
        match key {
            "include" => add(value, Form::Plan, &mut found),
            "calendars" => {
                let files = entries(value).flat_map(|(_, calendar)| entries(calendar)).filter(|(key, _)| *key == "file");
                files.for_each(|(_, file)| add(file, Form::Calendar, &mut found));
            }
            _ => {}
        }
    }
    found
}

fn entries(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null | Value::Scalar(_) | Value::List(_) | Value::Told | Value::Absent => &[],
    };
    entries.iter().map(|(key, value)| (key.text.as_str(), value))
}

fn add(node: &Node, form: Form, found: &mut Vec<Reference>) {
    match &node.value {
        Value::Scalar(scalar) => found.push(Reference { span: scalar.span, path: scalar.text.clone(), form }),
        Value::List(items) => items.iter().for_each(|item| add(item, form, found)),
        Value::Null | Value::Map(_) | Value::Told | Value::Absent => {}
    }
}

#[cfg(test)]
mod tests {
    use super::references;
    use crate::diagnostic::source::{Form, Sources};

    #[test]
    fn included_plans_and_calendar_files_are_found_and_nothing_else() {
        let mut sources = Sources::default();
        let text = "include: [a.yaml, ../shared/]\ncalendars: {x: {file: x.ics}, y: {closed: {file: 06-05}}}\nfile: no.ics\n";
        let source = sources.add("plan.yaml", text);
        let found = references(&sources, source);
        let told: Vec<_> = found.iter().map(|found| (found.path.as_str(), found.form, sources.text(found.span))).collect();
        let plan = |path| (path, Form::Plan, path);
        assert_eq!(told, [plan("a.yaml"), plan("../shared/"), ("x.ics", Form::Calendar, "x.ics")]);
    }
}
