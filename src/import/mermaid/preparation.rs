//! What Mermaid does to the text of a chart before it reads it: line ends, front matter, directives, comments and entity codes
//! (`preprocess.ts`, `encodeEntities`). Knows no statement.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::import::mermaid::entity;
use crate::import::mermaid::front_matter::{of_chart, values};
use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::script::{is_space, is_word, leading_space, trimmed};

/// A chart that is ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// Its statements.
    pub text: Mapped,
    /// The title of the front matter.
    pub title: Option<Spanned<String>>,
    /// The titles of the comments `%% track: TITLE`, in the order of the text.
    pub tracks: Vec<Spanned<String>>,
    /// What is wrong with the front matter.
    pub faults: Vec<Diagnostic>,
}

/// Prepares a chart.
pub fn prepared(chart: &Mapped) -> Prepared {
    let mut faults = Vec::new();
    let text = with_line_feeds(chart);
    let (mut title, mut start) = (None, 0);
    if let Some((body, end)) = of_chart(&text) {
        start = end;
        match values(&body) {
            Some(matter) => title = matter.title,
            None => faults.push(
                Diagnostic::error(Code::ChartSyntax, "the front matter of the chart is no YAML")
                    .at(body.span(0..body.text.trim_end().len()), "")
                    .hint("put texts with a `:` or a `#` in quotes"),
            ),
        }
    }
    let text = without_directives(&text, start);
    let (text, tracks) = without_comments(&text);
    let text = entity::kept(&without_style(&text));
    Prepared { text, title, tracks, faults }
}

/// A chart with `\n` at the end of its lines and `'` around the attributes of tags.
fn with_line_feeds(chart: &Mapped) -> Mapped {
    let text = chart.text.as_str();
    let mut plain = Mapped::new(chart.source());
    let mut from = 0;
    for (at, _) in text.match_indices('\r') {
        plain.push_from(chart, from..at);
        if text.as_bytes().get(at + 1) != Some(&b'\n') {
            plain.push_instead("\n", chart, at..at + 1);
        }
        from = at + 1;
    }
    plain.push_from(chart, from..text.len());
    plain.text = with_single_quotes(plain.text);
    plain
}

/// `<a b="c">` as `<a b='c'>`: as long as it was.
fn with_single_quotes(text: String) -> String {
    if !text.contains("=\"") {
        return text;
    }
    let mut bytes = text.into_bytes();
    let mut at = 0;
    while let Some(begin) = bytes[at..].iter().position(|byte| *byte == b'<').map(|found| at + found) {
        at = begin + 1;
        if !bytes.get(at).is_some_and(|byte| is_word(char::from(*byte))) {
            continue;
        }
        let Some(end) = bytes[at..].iter().position(|byte| *byte == b'>').map(|found| at + found) else { break };
        while let Some(open) = bytes[at..end].windows(2).position(|two| two == b"=\"").map(|found| at + found + 1) {
            let Some(close) = bytes[open + 1..end].iter().position(|byte| *byte == b'"') else { break };
            bytes[open] = b'\'';
            bytes[open + 1 + close] = b'\'';
            at = open + close + 2;
        }
        at = end + 1;
    }
    String::from_utf8(bytes).expect("signs of ASCII have become others")
}

/// A chart from a place on without `%%{init: …}%%` and the like.
fn without_directives(chart: &Mapped, start: usize) -> Mapped {
    let text = chart.text.as_str();
    let mut plain = Mapped::new(chart.source());
    let mut from = start;
    for (at, _) in text.match_indices("%%{") {
        if at >= from
            && let Some(length) = directive(&text[at..])
        {
            plain.push_from(chart, from..at);
            from = at + length;
        }
    }
    plain.push_from(chart, from..text.len());
    plain
}

/// The length of the directive that a text begins with: `%%{`, a word, and what follows up to `}%%`.
fn directive(text: &str) -> Option<usize> {
    let word = |at: usize| text[at..].bytes().take_while(|byte| is_word(char::from(*byte))).count();
    let begin = 3 + leading_space(&text[3..]);
    let mut at = begin + word(begin);
    if at == begin {
        return None;
    }
    let colon = at + leading_space(&text[at..]);
    if text[colon..].starts_with(':') {
        at = colon + 1;
    }
    at += leading_space(&text[at..]);
    let length = word(at);
    let rest = &text[at..];
    at += if length > 0 {
        length
    } else {
        let end = rest.find("}%%").unwrap_or(rest.len());
        rest[..end].find(['\u{2028}', '\u{2029}']).unwrap_or(end)
    };
    at += leading_space(&text[at..]);
    Some(if text[at..].starts_with("}%%") { at + 3 } else { at })
}

/// A chart without the lines that are comments and the blank lines above them, and the tracks that these name.
fn without_comments(chart: &Mapped) -> (Mapped, Vec<Spanned<String>>) {
    let text = chart.text.as_str();
    let mut plain = Mapped::new(chart.source());
    let mut tracks = Vec::new();
    // What is kept begins at `from`; the blank lines before `at` begin at `blank`.
    let (mut from, mut blank, mut at) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let words = line.trim_start_matches(is_space);
        let comment = words.strip_prefix("%%").filter(|rest| !rest.starts_with('{') && !rest.trim_end_matches('\n').is_empty());
        if let Some(comment) = comment {
            plain.push_from(chart, from..blank);
            let title = trimmed(comment).strip_prefix("track:").map(trimmed).filter(|title| !title.is_empty());
            if let Some(title) = title {
                let begin = at + (title.as_ptr() as usize - line.as_ptr() as usize);
                let value = entity::decoded(&entity::kept_text(title));
                tracks.push(Spanned::new(value, chart.span(begin..begin + title.len())));
            }
            from = end;
        }
        if comment.is_some() || !words.is_empty() {
            blank = end;
        }
        at = end;
    }
    plain.push_from(chart, from..text.len());
    let start = leading_space(&plain.text);
    let mut begun = Mapped::new(chart.source());
    begun.push_from(&plain, start..plain.text.len());
    (begun, tracks)
}

/// A chart without the `;` that Mermaid takes off lines in which it suspects a style, whatever kind of chart it is.
fn without_style(chart: &Mapped) -> Mapped {
    let text = chart.text.as_str();
    if !text.contains("style") && !text.contains("classDef") {
        return chart.clone();
    }
    let mut plain = Mapped::new(chart.source());
    let (mut from, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        for word in ["style", "classDef"] {
            if let Some(end) = styled(line, word)
                && at + end >= from
            {
                plain.push_from(chart, from..at + end);
                from = at + end + 1;
            }
        }
        at += line.len();
    }
    plain.push_from(chart, from..text.len());
    plain
}

/// The last `;` of a line that has the word, then a `:`, no space up to a `#`, and the `;`.
fn styled(line: &str, word: &str) -> Option<usize> {
    let begin = line.find(word)? + word.len();
    let end = line.rfind(';')?;
    let mut is_value = false;
    for (at, sign) in line.char_indices().filter(|(at, _)| (begin..end).contains(at)) {
        match sign {
            ':' => is_value = true,
            '#' if is_value && at < end => return Some(end),
            sign if is_space(sign) => is_value = false,
            _ => {}
        }
    }
    None
}
