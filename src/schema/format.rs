//! One form for plan files: indentation, spaces, blank lines, quotes. Comments and order stay, and what the text says is
//! the same before and after, or the text is not formatted at all. Knows no key of the plan language.

use pretty_yaml::config::{FormatOptions, LanguageOptions, LayoutOptions, LineBreak, Quotes};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Sources, Span};
use crate::schema::node::{Node, Value};
use crate::schema::yaml;

/// Lines are broken where they would be longer than this many characters, if they can be.
const WIDTH: usize = 130;

/// A text is formatted at most so often until it stays as it is.
const MOST_ROUNDS: usize = 6;

/// Why a text was left as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum Unformatted {
    /// It is not YAML.
    Unreadable(Box<Diagnostic>),
    /// Formatted, it would say something else, or it found no rest: a fault of the formatter.
    Unsafe,
}

/// The text in its one form.
///
/// # Errors
/// Where the text is not YAML, or its meaning would not stay.
pub fn format(text: &str) -> Result<String, Unformatted> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let before = tree(&plain).map_err(Unformatted::Unreadable)?;
    let mut current = with_quoted_times(&plain, &before);
    for _ in 0..MOST_ROUNDS {
        let next = printed(&current)?;
        if next == current {
            let after = tree(&next).map_err(|_| Unformatted::Unsafe)?;
            let is_kept = says_the_same(&before, &after) && letters(&plain) == letters(&next);
            return if is_kept { Ok(next) } else { Err(Unformatted::Unsafe) };
        }
        current = next;
    }
    Err(Unformatted::Unsafe)
}

fn printed(text: &str) -> Result<String, Unformatted> {
    let options = FormatOptions {
        layout: LayoutOptions { print_width: WIDTH, indent_width: 2, line_break: LineBreak::Lf },
        language: LanguageOptions {
            quotes: Quotes::PreferDouble,
            trailing_comma: false,
            brace_spacing: false,
            ..LanguageOptions::default()
        },
    };
    let printed = pretty_yaml::format_text(text, &options).map_err(|_| Unformatted::Unsafe)?;
    Ok(printed.trim_start_matches('\n').to_owned())
}

/// The values of a text with their places.
///
/// # Errors
/// Where the text is not YAML.
pub fn tree(text: &str) -> Result<Node, Box<Diagnostic>> {
    let mut sources = Sources::default();
    let source = sources.add("", text);
    match yaml::parse(&sources, source) {
        // A file of comments alone says nothing, and has a form all the same.
        Err(fault) if fault.code == Code::EmptyFile => Ok(Node { span: Span::default(), value: Value::Null }),
        read => read,
    }
}

/// Clock times that stand alone in quotes: some readers of YAML 1.1 take a bare `13:00` for a number of minutes.
fn with_quoted_times(text: &str, tree: &Node) -> String {
    let mut places = Vec::new();
    gather_times(tree, text, &mut places);
    places.sort_unstable();
    // An alias repeats the place of its anchor.
    places.dedup();
    let mut quoted = text.to_owned();
    for (start, end) in places.into_iter().rev() {
        quoted.insert(end, '"');
        quoted.insert(start, '"');
    }
    quoted
}

fn gather_times(node: &Node, text: &str, places: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Scalar(scalar) => {
            let range = scalar.span.range();
            if is_time(&scalar.text) && text.get(range.clone()) == Some(scalar.text.as_str()) {
                places.push((range.start, range.end));
            }
        }
        Value::List(items) => items.iter().for_each(|item| gather_times(item, text, places)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| gather_times(value, text, places)),
        Value::Null | Value::Told | Value::Absent => {}
    }
}

/// `13:00`, and nothing else.
fn is_time(text: &str) -> bool {
    let is_number = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':').is_some_and(|(hour, minute)| is_number(hour, 2) && minute.len() == 2 && is_number(minute, 2))
}

/// Whether two trees hold the same values in the same order, wherever they stand.
pub fn says_the_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(one), Value::Scalar(other)) => one.text == other.text,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| says_the_same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|((key, one), (other_key, other))| key.text == other_key.text && says_the_same(one, other))
        }
        (Value::Null | Value::Scalar(_) | Value::List(_) | Value::Map(_) | Value::Told | Value::Absent, _) => false,
    }
}

/// What formatting never touches: all but space, quotes and commas. Comments and anchors are in it.
fn letters(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace() && !['"', '\'', '\\', ','].contains(sign)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::{Unformatted, format, letters, says_the_same, tree};

    fn formatted(text: &str) -> String {
        format(text).unwrap_or_else(|fault| panic!("{fault:?}:\n{text}"))
    }

    #[test]
    fn spaces_quotes_and_blank_lines_have_one_form_and_comments_stay() {
        let text = "\u{feff}# top\r\na:   1   # behind\r\n\r\n\r\n\r\nb:  {x:  1,y: [a,b ,c,]}  \r\nlist:\r\n    - 13:00\r\n    # within\r\n    -   '9:05'\r\nempty:";
        let wanted = "# top\na: 1 # behind\n\nb: {x: 1, y: [a, b, c]}\nlist:\n  - \"13:00\"\n  # within\n  - \"9:05\"\nempty:\n";
        assert_eq!(formatted(text), wanted);
        assert_eq!(formatted(wanted), wanted);
    }

    #[test]
    fn what_looks_like_a_time_within_more_is_left_alone() {
        for text in ["a: 09:00-15:00\n", "a: 'say \"13:00\"'\n", "a: |\n  13:00\n\n\n  # no comment\n", "a: 13:00:00\n"] {
            assert_eq!(formatted(text), text);
        }
        assert_eq!(formatted("a: &at 13:00\nb: *at\n"), "a: &at \"13:00\"\nb: *at\n");
        assert_eq!(formatted("a: {at: 13:00,on: thu}\n"), "a: {at: \"13:00\", on: thu}\n");
    }

    #[test]
    fn what_is_not_yaml_is_told_and_what_is_empty_stays_so() {
        assert!(matches!(format("a: [1\nb: 2\n"), Err(Unformatted::Unreadable(_))));
        assert!(matches!(format("a: 1\n---\nb: 2\n"), Err(Unformatted::Unreadable(_))));
        assert_eq!(formatted(""), "");
        assert_eq!(formatted("# nothing yet\n"), "# nothing yet\n");
    }

    /// A value in a line, in the way people write it.
    fn inline() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("13:00".to_owned()),
            Just("\"1..10 days, best 3\"".to_owned()),
            Just("'it''s, so'".to_owned()),
            Just("yes".to_owned()),
            Just("2027-W07".to_owned()),
            Just("*anchor".to_owned()),
            Just("\"a \\\"b\\\" # c\"".to_owned()),
            Just("Møde nr. 3".to_owned()),
        ];
        word.prop_recursive(2, 8, 4, |inner| {
            let item = (inner, prop::sample::select(vec![",", ", ", " ,  "]));
            prop_oneof![
                prop::collection::vec(item.clone(), 0..4).prop_map(|items| format!(
                    "[{}]",
                    items.iter().flat_map(|(item, comma)| [item.as_str(), comma]).collect::<String>()
                )),
                prop::collection::vec(item, 0..4).prop_map(|items| {
                    let entries = (0..).zip(&items).map(|(key, (item, comma))| format!("k{key}:  {item}{comma}"));
                    format!("{{{}}}", entries.collect::<String>())
                }),
            ]
        })
    }

    /// A plan-like text: maps in maps, with comments, blank lines and any indentation of a level.
    fn text() -> impl Strategy<Value = String> {
        let comment = prop_oneof![Just(""), Just(" # så"), Just("   #no space"), Just("  ")];
        let between = prop_oneof![Just(""), Just("\n\n\n"), Just("# own line\n"), Just("\n    # far in\n\n")];
        let line = (inline(), comment, between, any::<bool>(), 1_usize..5);
        (prop::collection::vec(line, 1..8), any::<bool>()).prop_map(|(lines, is_windows)| {
            let mut text = String::from("first: &anchor  [a,b]\n");
            for (number, (value, comment, between, is_nested, indent)) in lines.into_iter().enumerate() {
                let pad = " ".repeat(indent);
                text.push_str(&between.replace("    #", "#"));
                let line = if is_nested {
                    format!(
                        "key{number}:{comment}\n{pad}deeper:   {value}{comment}\n{pad}list:\n{pad}- {value}\n{pad}-   x: {value}\n"
                    )
                } else {
                    format!("key{number}: {value}{comment}\n")
                };
                text.push_str(&line);
            }
            if is_windows { text.replace('\n', "\r\n") } else { text }
        })
    }

    proptest! {
        #[test]
        fn formatting_keeps_what_is_said_and_every_comment_and_finds_a_rest(text in text()) {
            let plain = text.replace("\r\n", "\n");
            let Ok(before) = tree(&plain) else { panic!("not YAML:\n{plain}") };
            let once = format(&text);
            prop_assert!(once.is_ok(), "{once:?}\n{text}");
            let once = once.unwrap_or_default();
            prop_assert!(tree(&once).is_ok_and(|after| says_the_same(&before, &after)));
            prop_assert_eq!(letters(&plain), letters(&once));
            prop_assert_eq!(format(&once), Ok(once.clone()));
            prop_assert!(!once.contains('\r') && !once.contains("\n\n\n") && !once.contains(" \n") && once.ends_with('\n'));
        }
    }
}
