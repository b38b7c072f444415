//! Entity codes of Mermaid: `#58;` and `#quot;`, which stand for `&#58;` and `&quot;` of HTML. Knows no grammar.
//!
//! Mermaid puts signs around them before it reads a chart, so that neither `#` nor `;` ends anything, and takes them away when it
//! has drawn. Here that is done the same way.

use pulldown_cmark::{Event, Parser};

use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::script::is_word;

/// What Mermaid writes before a number and before a name, and behind both.
const NUMBER: &str = "ﬂ°°";
const NAME: &str = "ﬂ°";
const END: &str = "¶ß";

/// A chart whose entity codes are kept from being read.
pub fn kept(chart: &Mapped) -> Mapped {
    let text = chart.text.as_str();
    let mut kept = Mapped::new(chart.source());
    let mut from = 0;
    for (at, _) in text.match_indices('#') {
        let word = text[at + 1..].bytes().take_while(|byte| is_word(char::from(*byte))).count();
        let end = at + 1 + word;
        if at < from || word == 0 || text.as_bytes().get(end) != Some(&b';') {
            continue;
        }
        kept.push_from(chart, from..at);
        let inner = &text[at + 1..end];
        let begin = if inner.bytes().all(|byte| byte.is_ascii_digit()) { NUMBER } else { NAME };
        kept.push_instead(&format!("{begin}{inner}{END}"), chart, at..end + 1);
        from = end + 1;
    }
    kept.push_from(chart, from..text.len());
    kept
}

/// A text whose entity codes are kept from being read.
pub fn kept_text(text: &str) -> String {
    let mut chart = Mapped::default();
    chart.push(text, 0);
    kept(&chart).text
}

/// A text with the characters that its kept codes stand for.
pub fn decoded(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(NAME) {
        plain.push_str(&rest[..at]);
        let begin = if rest[at..].starts_with(NUMBER) { NUMBER } else { NAME };
        let inner = &rest[at + begin.len()..];
        let word = inner.bytes().take_while(|byte| is_word(char::from(*byte))).count();
        if word > 0 && inner[word..].starts_with(END) {
            plain.push_str(&character(&inner[..word], begin == NUMBER));
            rest = &inner[word + END.len()..];
        } else {
            plain.push_str(NAME);
            rest = &rest[at + NAME.len()..];
        }
    }
    plain.push_str(rest);
    plain
}

/// A text with its kept codes as they were written.
pub fn written(text: &str) -> String {
    if !text.contains(NAME) {
        return text.to_owned();
    }
    text.replace(NUMBER, "#").replace(NAME, "#").replace(END, ";")
}

/// The characters of Windows-1252 from 0x80 on, which HTML reads numbers from 128 to 159 as; HTML, 13.2.5.80.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// What HTML reads a code as.
fn character(code: &str, is_number: bool) -> String {
    if !is_number {
        return named(code);
    }
    let number = code.parse::<u32>().unwrap_or(u32::MAX);
    let windows = number.checked_sub(0x80).and_then(|at| WINDOWS.chars().nth(at as usize));
    let plain = if number == 0 { None } else { char::from_u32(number) };
    windows.or(plain).unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

/// What HTML reads a name as; itself where it knows none such. Markdown has the same names (`CommonMark`, 6.2).
fn named(name: &str) -> String {
    let html = format!("&{name};");
    let texts =
        Parser::new(&html).filter_map(|event| if let Event::Text(text) = event { Some(text.into_string()) } else { None });
    let read: String = texts.collect();
    if read.is_empty() { html } else { read }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::SourceId;
    use crate::import::mermaid::mapped::Mapped;

    use super::{decoded, kept, written};

    fn keep(text: &str) -> Mapped {
        let mut chart = Mapped::new(SourceId(0));
        chart.push(text, 0);
        kept(&chart)
    }

    #[test]
    fn a_code_stands_for_the_character_that_html_reads() {
        let read = |text: &str| decoded(&keep(text).text);
        assert_eq!(read("Kl. 9#58;30 #quot;råd#quot; #35;"), "Kl. 9:30 \"råd\" #");
        assert_eq!(
            read("#128; #0; #1114112; #8211; #amp;#58; #nothing; ##58; # 1; #;"),
            "€ \u{fffd} \u{fffd} – &: &nothing; #: # 1; #;"
        );
        assert_eq!(written(&keep("a#58;b#lt;").text), "a#58;b#lt;");
    }

    #[test]
    fn what_stands_behind_a_code_keeps_its_place() {
        let text = "æ#58;ø:b";
        let chart = keep(text);
        for word in ["æ", "ø", ":b"] {
            let at = chart.text.find(word).expect("it is there");
            assert_eq!(&text[chart.span(at..at + word.len()).range()], word);
        }
        let code = chart.text.find("58").expect("it is there");
        assert_eq!(&text[chart.span(2..chart.text.find('ø').expect("it is there")).range()], "#58;");
        assert!(code > 0);
    }
}
