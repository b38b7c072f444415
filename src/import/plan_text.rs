//! The text of a plan file, written as a person would: short maps on one line, the others in lines of their own, comments above.
//! Knows YAML as far as it is written here, and no key of the language.

use std::fmt::Write as _;

use crate::schema::legible::is_odd;
use crate::schema::value_edit::in_quotes;

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// What it says.
    pub value: Value,
    /// What stands above it, a comment line for each line of it; none when it is empty.
    pub comment: String,
}

/// A value of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, quoted where YAML asks for it.
    Text(String),
    /// A word of the language that is written as it stands: a date, a number, `yes`.
    Word(String),
    /// Several values.
    List(Vec<Value>),
    /// Keys with their values.
    Map(Vec<Entry>),
    /// Keys with their values, each in a line of its own however short they are; a blank line parts those that have lines.
    Lines(Vec<Entry>),
}

impl Entry {
    /// A key with a value and no comment.
    pub fn new(key: impl Into<String>, value: Value) -> Entry {
        Entry { key: key.into(), value, comment: String::new() }
    }

    /// A key with a text.
    pub fn text(key: impl Into<String>, text: impl Into<String>) -> Entry {
        Entry::new(key, Value::Text(text.into()))
    }

    /// A key with a word of the language.
    pub fn word(key: impl Into<String>, word: &(impl ToString + ?Sized)) -> Entry {
        Entry::new(key, Value::Word(word.to_string()))
    }

    /// The entry with a comment above it.
    #[must_use]
    pub fn with_comment(mut self, comment: impl Into<String>) -> Entry {
        self.comment = comment.into();
        self
    }
}

/// The columns that a line has at most where it can be broken.
const WIDTH: usize = 120;

/// Entries with lines of their own are parted by blank lines up to this column: groups are, and tracks, and not what is in them.
const PARTED: usize = 4;

/// The text of a file: its entries, with a blank line before each that has lines of its own.
pub fn text(entries: &[Entry]) -> String {
    let mut text = String::new();
    lines(entries, 0, &mut text);
    text
}

fn lines(entries: &[Entry], indent: usize, text: &mut String) {
    for (index, entry) in entries.iter().enumerate() {
        let has_lines = |entry: &Entry| matches!(&entry.value, Value::Lines(entries) if !entries.is_empty());
        let follows_lines = index > 0 && has_lines(&entries[index - 1]);
        if has_lines(entry) && (index > 0 && indent == 0 || follows_lines && indent <= PARTED) {
            text.push('\n');
        }
        for line in entry.comment.lines() {
            let line = line.replace(is_odd, " ");
            writeln!(text, "{:indent$}# {}", "", line.trim()).expect("a String takes what is written");
        }
        write!(text, "{:indent$}{}:", "", key(&entry.key)).expect("a String takes what is written");
        value(&entry.value, indent, entry.key.chars().count(), text);
    }
}

fn value(value: &Value, indent: usize, key_width: usize, text: &mut String) {
    let flat = flat(value);
    let has_comment = |entries: &[Entry]| entries.iter().any(|entry| !entry.comment.is_empty());
    let fits = indent + key_width + 2 + flat.chars().count() <= WIDTH;
    match value {
        Value::Lines(entries) if !entries.is_empty() => {
            text.push('\n');
            lines(entries, indent + 2, text);
        }
        Value::Map(entries) if !entries.is_empty() && (!fits || has_comment(entries)) => {
            text.push('\n');
            lines(entries, indent + 2, text);
        }
        Value::List(values) if !fits => {
            text.push('\n');
            for value in values {
                writeln!(text, "{:1$}- {2}", "", indent + 2, self::flat(value)).expect("a String takes what is written");
            }
        }
        Value::Text(_) | Value::Word(_) | Value::List(_) | Value::Map(_) | Value::Lines(_) => {
            writeln!(text, " {flat}").expect("a String takes what is written");
        }
    }
}

/// A value on one line.
fn flat(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Word(word) => word.clone(),
        Value::List(values) => format!("[{}]", values.iter().map(flat).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) | Value::Lines(entries) => {
            let entries = entries.iter().map(|entry| format!("{}: {}", key(&entry.key), flat(&entry.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A key; one that YAML would read as something else than a text is quoted.
fn key(key: &str) -> String {
    let is_plain = key.chars().all(|character| character.is_alphanumeric() || "-_/".contains(character));
    let has_letter = key.chars().next().is_some_and(char::is_alphabetic);
    // Labels such as `2027-03` and names such as `8-weeks` are texts as they stand.
    let is_label = key.contains('-') && key.chars().next().is_some_and(char::is_alphanumeric);
    // `on` is a key of the plan language, which reads YAML 1.2.
    if is_plain && (has_letter && (key == "on" || !is_reserved(key)) || is_label) { key.to_owned() } else { in_quotes(key) }
}

/// A text, in quotes unless it is letters and digits with single spaces and harmless signs between them.
fn quoted(text: &str) -> String {
    let starts_well = text.chars().next().is_some_and(char::is_alphabetic);
    let is_plain = |character: char| character.is_alphanumeric() || " -_/.()&+–—".contains(character);
    let ends_well = !text.ends_with(' ') && !text.contains("  ");
    if starts_well && ends_well && text.chars().all(is_plain) && !is_reserved(text) { text.to_owned() } else { in_quotes(text) }
}

/// Words that YAML, or a reader of an older YAML, takes for something else than a text.
fn is_reserved(text: &str) -> bool {
    ["yes", "no", "y", "n", "true", "false", "null", "on", "off"].contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{Entry, Value, text};
    use proptest::prelude::{Strategy, proptest};

    use crate::diagnostic::source::Sources;
    use crate::schema::format::{format, tree};
    use crate::schema::legible::{check, is_odd};
    use crate::schema::node::Node;

    #[test]
    fn short_maps_stand_on_a_line_and_long_ones_on_several() {
        let phase = |title: &str| {
            Value::Map(vec![Entry::text("title", title), Entry::word("from", "2027-01-04"), Entry::word("to", "2027-02-26")])
        };
        let entries = [
            Entry::word("years", &2027),
            Entry::text("title", "OS2display: årshjul").with_comment("the page's own words"),
            Entry::new("calendar", Value::List(vec![Value::Text("dk".to_owned()), Value::Text("no".to_owned())])),
            Entry::new("phases", Value::Lines(vec![Entry::new("a", phase("Kort")), Entry::new("b", phase(&"lang ".repeat(20)))])),
        ];
        let long = "lang ".repeat(20);
        assert_eq!(
            text(&entries),
            format!(
                "years: 2027\n# the page's own words\ntitle: \"OS2display: årshjul\"\ncalendar: [dk, \"no\"]\n\nphases:\n  a: \
                 {{title: Kort, from: 2027-01-04, to: 2027-02-26}}\n  b:\n    title: \"{long}\"\n    from: 2027-01-04\n    to: 2027-02-26\n"
            )
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_but_for_signs_that_no_plan_has(
            words in proptest::collection::vec("(\\PC|[\u{0}-\u{1f}\u{7f}\u{85}\u{202e}\u{2066}\u{feff}\u{ffff}\"\\\\])*", 1..4),
        ) {
            let entry = |(index, word): (usize, &String)| Entry::text(format!("k{index}"), word.as_str()).with_comment(word.as_str());
            let entries: Vec<Entry> = words.iter().enumerate().map(entry).collect();
            let written = text(&[Entry::new("all", Value::Map(entries))]);
            let mut sources = Sources::default();
            let id = sources.add("a.yaml", written.as_str());
            assert_eq!(check(sources.source(id), id), Ok(()));
            let root = tree(&written).expect("it is YAML");
            for (index, word) in words.iter().enumerate() {
                let read = root.get("all").and_then(|all| all.get(&format!("k{index}"))).and_then(Node::scalar).expect("it is there");
                let shown: String = word.chars().map(|sign| if is_odd(sign) { ' ' } else { sign }).collect();
                assert_eq!(read.text, shown);
            }
        }

        #[test]
        fn what_is_written_has_the_one_form_of_plan_files(title in "[a-zæøå ]{1,200}".prop_map(|title| title.trim().to_owned())) {
            let entries = [Entry::word("years", &2027), Entry::text("title", if title.is_empty() { "x" } else { &title })];
            let written = text(&entries);
            assert_eq!(format(&written).expect("it is YAML"), written);
        }
    }
}
