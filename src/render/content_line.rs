//! Text as iCalendar takes it: clean of what no reader should meet, escaped and folded (RFC 5545, 3.1 and 3.3.11).

use icalendar::Property;

/// A text on one line: control characters and line breaks become spaces, spaces are not doubled and none stands at the ends.
pub fn single_line(text: &str) -> String {
    let breaks = |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}');
    let words = text.split(|character: char| character == ' ' || breaks(character));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The lines of a text, each as [`single_line`] leaves it, without empty ones at the end.
pub fn several_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(single_line).collect();
    lines.join("\n").trim_end().to_owned()
}

/// The two content lines that name a calendar, folded, each with its CRLF: `NAME` (RFC 7986, 5.1) and what readers took before.
pub fn calendar_name(text: &str) -> String {
    let name = single_line(text);
    // The crate knows `X-` properties to be text and escapes them, but not `NAME`.
    let lines = [Property::new("NAME", escaped(&name)), Property::new("X-WR-CALNAME", name)];
    folded(&lines.map(|line| -> String { line.try_into().expect("a String takes what is written") }).concat())
}

/// The same content lines, folded anew: at most 75 octets each, never within a character (RFC 5545, 3.1).
///
/// The crate forgets the space that begins a continued line when it counts the last part of one, which so may have 76.
pub fn folded(lines: &str) -> String {
    const MOST: usize = 75;
    let mut text = String::with_capacity(lines.len());
    for line in lines.replace("\r\n ", "").split_inclusive("\r\n") {
        let mut octets = 0;
        for character in line.trim_end_matches("\r\n").chars() {
            if octets + character.len_utf8() > MOST {
                text.push_str("\r\n ");
                octets = 1;
            }
            text.push(character);
            octets += character.len_utf8();
        }
        text.push_str("\r\n");
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{calendar_name, folded, several_lines, single_line};

    #[test]
    fn control_characters_do_not_reach_a_reader() {
        assert_eq!(single_line(" Styre\u{7}gruppe\t\r\nVejle \u{85}\u{2028}"), "Styre gruppe Vejle");
        assert_eq!(several_lines("første \r\n\r\nanden\u{0}\n\n"), "første\n\nanden");
    }

    #[test]
    fn both_names_of_a_calendar_are_escaped_once_and_alike() {
        assert_eq!(calendar_name(r"A; B, C\D"), "NAME:A\\; B\\, C\\\\D\r\nX-WR-CALNAME:A\\; B\\, C\\\\D\r\n");
    }

    #[test]
    fn a_long_name_is_folded_between_characters() {
        let (name, lines) = ("ø".repeat(80), calendar_name(&"ø".repeat(80)));
        assert!(lines.split("\r\n").all(|part| part.len() <= 75), "{lines}");
        assert_eq!(lines.replace("\r\n ", ""), format!("NAME:{name}\r\nX-WR-CALNAME:{name}\r\n"));
    }

    #[test]
    fn a_line_of_any_length_is_folded_to_75_octets_and_unfolds_to_itself() {
        for length in 1..400 {
            let line: String =
                "DESCRIPTION:".chars().chain("aø b👩".chars().cycle()).take(length).chain("\r\n".chars()).collect();
            let folded = folded(&line);
            assert!(folded.split("\r\n").all(|part| part.len() <= 75), "{length}");
            assert_eq!(folded.replace("\r\n ", ""), line, "{length}");
        }
        let exactly = format!("{}\r\n", "x".repeat(75));
        assert_eq!(folded(&exactly), exactly);
        assert_eq!(folded(&format!("{}\r\n", "x".repeat(76))), format!("{}\r\n x\r\n", "x".repeat(75)));
    }
}
