//! Writes any text into a Mermaid gantt chart so that it is shown unchanged, and never read as syntax.
//!
//! Held against the lexer of Mermaid 10.9 to 12.3 (`gantt.jison`): white space ends nothing, `:` ends a name, `#` and `;` end
//! the data, `%` may begin a comment, and some words at the start of a line are keywords. What is escaped is written as a
//! decimal character reference without its ampersand, `#58;`. Braces and percent signs are always escaped, so no
//! template language that runs over the chart's page finds its own marks in it.

use std::collections::BTreeSet;

/// A name of a task, never empty.
pub fn name(text: &str) -> String {
    let plain = cleaned(text);
    let escaped = escape(&plain);
    let Some(first) = escaped.chars().next() else { return reference('\u{a0}') };
    if first != '#' && begins_with_keyword(&plain) {
        return reference(first) + &escaped[first.len_utf8()..];
    }
    escaped
}

/// A name of a section, never empty.
pub fn section(text: &str) -> String {
    let escaped = escape(&cleaned(text));
    if escaped.is_empty() { reference('\u{a0}') } else { escaped }
}

/// A title of a chart; may be empty.
pub fn title(text: &str) -> String {
    escape(&cleaned(text))
}

/// Ids of one chart: ASCII letters, digits, `-` and `_`, each given out once.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    given: BTreeSet<String>,
}

impl Ids {
    /// An id made from a text; a second one of the same letters gets a number.
    pub fn unique(&mut self, text: &str) -> String {
        let base = id(text);
        let mut chosen = base.clone();
        let mut count = 2;
        while !self.given.insert(chosen.clone()) {
            chosen = format!("{base}-{count}");
            count += 1;
        }
        chosen
    }
}

/// A text in the letters an id may have. Mermaid itself gives `task1`, `task2` … to tasks without an id: those are avoided.
fn id(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            'æ' | 'Æ' | 'ä' | 'Ä' => out.push_str("ae"),
            'ø' | 'Ø' | 'ö' | 'Ö' => out.push_str("oe"),
            'å' | 'Å' => out.push_str("aa"),
            'A'..='Z' | 'a'..='z' | '0'..='9' | '_' => out.push(character),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() {
        "x".to_owned()
    } else if out.strip_prefix("task").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        format!("x-{out}")
    } else {
        out.to_owned()
    }
}

/// One line without control characters, with single spaces between the words and none around them.
fn cleaned(text: &str) -> String {
    let spaced: String = text.chars().map(|character| if breaks(character) { ' ' } else { character }).collect();
    let joined = spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    // The lexer skips all that JavaScript calls white space before a keyword, and that is more than Unicode does.
    joined.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}').to_owned()
}

fn breaks(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '#' | ':' | ';' | '%' | '<' | '>' | '&' | '"' | '{' | '}' | '`' | '\\' | 'ﬂ' => out.push_str(&reference(character)),
            // Mermaid's own placeholder for the end of a character reference, which it would turn back into `;`.
            '¶' if characters.peek() == Some(&'ß') => {
                characters.next();
                out.push_str(&(reference('¶') + &reference('ß')));
            }
            other => out.push(other),
        }
    }
    out
}

fn reference(character: char) -> String {
    format!("#{};", u32::from(character))
}

/// Words that are a rule of the lexer when white space (or the end of the line) follows them.
const BEFORE_SPACE: [&str; 13] = [
    "accdescription",
    "href",
    "call",
    "click",
    "dateformat",
    "axisformat",
    "tickinterval",
    "includes",
    "excludes",
    "todaymarker",
    "title",
    "section",
    "weekday",
];

/// Words that are a rule of the lexer whatever follows, unless the word goes on.
const ALONE: [&str; 4] = ["gantt", "inclusiveenddates", "topaxis", "weekend"];

/// Whether the lexer would try another rule than that of task names on a text. Cautious: `weekday` and `weekend` count
/// whatever day follows them, for an escaped letter looks the same in the chart.
fn begins_with_keyword(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let after = |word: &str| lower.strip_prefix(word).map(|rest| rest.chars().next());
    BEFORE_SPACE.iter().any(|word| after(word).is_some_and(|next| next.is_none_or(char::is_whitespace)))
        || ALONE.iter().any(|word| after(word).is_some_and(|next| next.is_none_or(|next| !is_word(next))))
        || lower.strip_prefix("acctitle").is_some_and(|rest| rest.trim_start().starts_with(':'))
        || lower.strip_prefix("accdescr").is_some_and(|rest| rest.trim_start().starts_with([':', '{']))
        || begins_with_date(&lower)
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

fn begins_with_date(text: &str) -> bool {
    let mut characters = text.chars();
    let shaped = "dddd-dd-dd".chars().all(|shape| {
        characters.next().is_some_and(|character| if shape == 'd' { character.is_ascii_digit() } else { character == shape })
    });
    shaped && characters.next().is_none_or(|next| !is_word(next))
}

#[cfg(test)]
mod tests {
    use super::{Ids, name, section, title};

    #[test]
    fn what_is_syntax_is_written_as_a_character_reference() {
        let table = [
            ("Styregruppemøde", "Styregruppemøde"),
            ("A: B", "A#58; B"),
            ("A; B", "A#59; B"),
            ("A #1", "A #35;1"),
            ("5% rabat", "5#37; rabat"),
            ("%% kommentar", "#37;#37; kommentar"),
            ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
            ("{{ site.time }} {% raw %}", "#123;#123; site.time #125;#125; #123;#37; raw #37;#125;"),
            ("<b>R&D</b>", "#60;b#62;R#38;D#60;/b#62;"),
            ("\"citat\" 'x'", "#34;citat#34; 'x'"),
            ("`kode` C:\\sti", "#96;kode#96; C#58;\\sti"),
            ("&#58;", "#38;#35;58#59;"),
            ("ﬂ°°58¶ß", "#64258;°°58#182;#223;"),
            ("¶ alene ß", "¶ alene ß"),
            ("linje\nskift\tog\r\n mere ", "linje skift og mere"),
            ("📆 Årshjul, æøå", "📆 Årshjul, æøå"),
            ("", "#160;"),
            (" \n ", "#160;"),
        ];
        for (text, expected) in table {
            assert_eq!(name(text), expected.replace("\\sti", "#92;sti"), "{text:?}");
        }
    }

    #[test]
    fn a_name_that_begins_like_a_keyword_has_its_first_letter_escaped() {
        let keywords = [
            "Title review",
            "title",
            "SECTION A",
            "click her",
            "Call for papers",
            "href x",
            "gantt",
            "Gantt review",
            "gantt-møde",
            "excludes x",
            "includes alle",
            "dateFormat x",
            "axisFormat %Y",
            "tickInterval 1month",
            "todayMarker off",
            "topAxis",
            "inclusiveEndDates",
            "weekday monday møde",
            "weekend friday tur",
            "accTitle: x",
            "accDescr { x",
            "accDescription x",
            "2026-01-01 kickoff",
            "2026-01-01",
        ];
        assert_eq!(name("\u{a0}\u{feff} title x"), "#116;itle x");
        for text in keywords {
            let first = text.chars().next().unwrap();
            assert!(name(text).starts_with(&format!("#{};", u32::from(first))), "{text}: {}", name(text));
        }
        for text in
            ["Titler", "sektion", "callback", "clicks", "ganttchart", "topaxisen", "2026-01-011", "milestone", "done", "after a"]
        {
            assert_eq!(name(text), text);
        }
    }

    #[test]
    fn a_section_is_never_empty_and_a_title_may_be() {
        assert_eq!((section("").as_str(), title("").as_str()), ("#160;", ""));
        assert_eq!(section("Spor: 1"), "Spor#58; 1");
        assert_eq!(title("2027; plan"), "2027#59; plan");
    }

    #[test]
    fn ids_are_ascii_unique_and_never_look_generated() {
        let mut ids = Ids::default();
        assert_eq!(ids.unique("os2display/Ærø–måde/2027-q1"), "os2display-AEroe-maade-2027-q1".replace("AE", "ae"));
        assert_eq!([ids.unique("a b"), ids.unique("a-b"), ids.unique("a/b")], ["a-b", "a-b-2", "a-b-3"]);
        assert_eq!([ids.unique("task12"), ids.unique("task"), ids.unique("tasks")], ["x-task12", "x-task", "tasks"]);
        assert_eq!([ids.unique("日本"), ids.unique("")], ["x", "x-2"]);
    }
}
