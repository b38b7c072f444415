//! The words of a chart, by the rules of Mermaid's lexer (`gantt.jison`) in their order. Knows nothing of what follows what.

use std::ops::Range;

use crate::import::mermaid::script::{is_space, is_word, leading_space};

/// What a piece of a chart is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `gantt`.
    Gantt,
    /// A statement that is a keyword and a value.
    Value(Keyword),
    /// `inclusiveEndDates`.
    InclusiveEnds,
    /// `topAxis`.
    TopAxis,
    /// `weekday monday`, or another.
    Weekday,
    /// `weekend friday`.
    WeekendFriday,
    /// `weekend saturday`.
    WeekendSaturday,
    /// A date where a statement begins, which no statement does.
    Date,
    /// `accDescription`, which is no statement.
    AccDescription,
    /// `accTitle:` or `accDescr:` and its value.
    Accessible,
    /// `accDescr {` and all to the next `}`.
    AccessibleLines,
    /// `click` and the ids.
    Click,
    /// `call` and a name.
    Call,
    /// The arguments of a call.
    Arguments,
    /// `href` and an address.
    Href,
    /// A text up to a `:`.
    TaskText,
    /// A `:` and what follows.
    TaskData,
    /// `%%{` without an end.
    Directive,
    /// A sign that begins nothing.
    Odd,
    /// The end of the chart.
    End,
}

/// A keyword with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    /// `dateFormat`.
    DateFormat,
    /// `axisFormat`.
    AxisFormat,
    /// `tickInterval`.
    TickInterval,
    /// `includes`.
    Includes,
    /// `excludes`.
    Excludes,
    /// `todayMarker`.
    TodayMarker,
    /// `title`.
    Title,
    /// `section`.
    Section,
}

/// A word of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub range: Range<usize>,
    /// Of a keyword the value.
    pub value: Range<usize>,
}

/// Where the lexer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Usual,
    Click,
    Arguments,
}

/// A place of a lexer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    at: usize,
    state: State,
}

/// Reads a chart word by word.
#[derive(Debug, Clone)]
pub struct Lexer<'t> {
    text: &'t str,
    at: usize,
    state: State,
    /// Lines that are read as comments because of a `%` behind their first sign.
    pub swallowed: Vec<Range<usize>>,
}

/// The keywords with a value in the order of their rules, and the signs that end the value besides the end of the line.
const KEYWORDS: [(&str, Keyword, &[u8]); 6] = [
    ("dateFormat", Keyword::DateFormat, b"#;\n"),
    ("axisFormat", Keyword::AxisFormat, b"#;\n"),
    ("tickInterval", Keyword::TickInterval, b"#;\n"),
    ("includes", Keyword::Includes, b"#;\n"),
    ("excludes", Keyword::Excludes, b"#;\n"),
    ("todayMarker", Keyword::TodayMarker, b";\n"),
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl<'t> Lexer<'t> {
    /// At the start of a chart.
    pub fn new(text: &'t str) -> Lexer<'t> {
        Lexer { text, at: 0, state: State::Usual, swallowed: Vec::new() }
    }

    /// Goes on at another place, as if a statement began there.
    pub fn resume(&mut self, at: usize) {
        self.at = at.min(self.text.len());
        self.state = State::Usual;
    }

    /// Where it is, to come back to.
    pub fn place(&self) -> Place {
        Place { at: self.at, state: self.state }
    }

    /// Comes back to where it was.
    pub fn go_back(&mut self, place: Place) {
        (self.at, self.state) = (place.at, place.state);
    }

    /// The next word.
    pub fn take(&mut self) -> Token {
        loop {
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                return self.token(Kind::End, 0);
            }
            let found = match self.state {
                State::Usual => self.usual(rest),
                State::Click => self.click(rest),
                State::Arguments => self.arguments(rest),
            };
            if let Some(token) = found {
                return token;
            }
        }
    }

    fn token(&mut self, kind: Kind, length: usize) -> Token {
        self.valued(kind, length, 0)
    }

    /// A token whose value begins after some bytes of it.
    fn valued(&mut self, kind: Kind, length: usize, skipped: usize) -> Token {
        let range = self.at..self.at + length;
        self.at = range.end;
        Token { kind, value: range.start + skipped..range.end, range }
    }

    fn skip(&mut self, length: usize) -> Option<Token> {
        self.at += length;
        None
    }

    /// A word where a statement begins or goes on; nothing where something is passed over.
    fn usual(&mut self, rest: &str) -> Option<Token> {
        if rest.starts_with("%%{") {
            return Some(self.token(Kind::Directive, line(rest)));
        }
        if let Some(accessible) = self.accessible(rest) {
            return Some(accessible);
        }
        let mut characters = rest.chars();
        let (first, second) = (characters.next()?, characters.next());
        // Rule 9 takes any sign with a `%` behind it for the start of a comment; one outside of the basic plane is two signs.
        if rest.starts_with("%%") || (first != '}' && second == Some('%') && first.len_utf16() == 1) || first == '%' {
            let length = if first == '\n' { 1 + line(&rest[1..]) } else { line(rest) };
            if !is_space(first) && first != '%' {
                self.swallowed.push(self.at..self.at + length);
            }
            return self.skip(length);
        }
        if is_space(first) {
            // A run of line breaks alone is one word, and any other white space goes on over lines.
            let length = if first == '\n' { rest.len() - rest.trim_start_matches('\n').len() } else { leading_space(rest) };
            return self.skip(length);
        }
        if let Some(token) = self.interaction(rest) {
            return Some(token);
        }
        Some(self.statement(rest, first))
    }

    /// `accTitle`, `accDescr`.
    fn accessible(&mut self, rest: &str) -> Option<Token> {
        let title = after_word(rest, "accTitle");
        let description = after_word(rest, "accDescr");
        let after = title.or(description)?;
        let sign = after + leading_space(&rest[after..]);
        let is_lines = description.is_some() && rest[sign..].starts_with('{');
        if !is_lines && !rest[sign..].starts_with(':') {
            return None;
        }
        let value = sign + 1 + leading_space(&rest[sign + 1..]);
        if is_lines {
            let end = rest[value..].find('}').map_or(rest.len(), |at| value + at + 1);
            return Some(self.valued(Kind::AccessibleLines, end, value));
        }
        let end = value + line(&rest[value..]);
        Some(self.valued(Kind::Accessible, end, value))
    }

    /// `href`, `call` and `click`, which may stand wherever a statement may begin.
    fn interaction(&mut self, rest: &str) -> Option<Token> {
        let spaced = |word: &str| {
            let after = after_word(rest, word)?;
            let space = leading_space(&rest[after..]);
            (space > 0).then_some(after + space)
        };
        if let Some(after) = spaced("href")
            && rest[after..].starts_with('"')
        {
            return Some(self.valued(Kind::Href, within(rest, after + 1, '"', 1), after + 1));
        }
        if let Some(after) = spaced("call") {
            self.state = State::Arguments;
            return Some(self.valued(Kind::Call, within(rest, after, '(', 0), after));
        }
        let after = spaced("click")?;
        self.state = State::Click;
        self.at += after;
        let ids = rest[after..].find(is_space).unwrap_or(rest.len() - after);
        Some(self.token(Kind::Click, ids))
    }

    /// Behind the ids of `click`: one white space.
    fn click(&mut self, rest: &str) -> Option<Token> {
        let space = rest.chars().next().filter(|first| is_space(*first)).map_or(0, char::len_utf8);
        self.state = State::Usual;
        self.skip(space)
    }

    /// Behind the name of a call: what stands in brackets.
    fn arguments(&mut self, rest: &str) -> Option<Token> {
        self.state = State::Usual;
        if !rest.starts_with('(') {
            return None;
        }
        let length = within(rest, 1, ')', 1);
        let is_empty = rest[..length].ends_with(')') && rest[1..length - 1].chars().all(is_space);
        if is_empty { self.skip(length) } else { Some(self.valued(Kind::Arguments, length, 1)) }
    }

    /// A keyword, or a task.
    fn statement(&mut self, rest: &str, first: char) -> Token {
        let whole = |word: &str| after_word(rest, word).filter(|after| !continues(rest, *after));
        let worded = |word: &str, day: &str| {
            let after = after_word(rest, word)?;
            let space = leading_space(&rest[after..]);
            let end = after + space + after_word(&rest[after + space..], day)?;
            (space > 0 && !continues(rest, end)).then_some(end)
        };
        if let Some(length) = whole("gantt") {
            return self.token(Kind::Gantt, length);
        }
        for (index, (word, keyword, ends)) in KEYWORDS.iter().enumerate() {
            if index == 1 {
                for (word, kind) in [("inclusiveEndDates", Kind::InclusiveEnds), ("topAxis", Kind::TopAxis)] {
                    if let Some(length) = whole(word) {
                        return self.token(kind, length);
                    }
                }
            }
            if let Some(token) = self.keyword(rest, word, *keyword, ends) {
                return token;
            }
        }
        if let Some(length) = WEEKDAYS.iter().find_map(|day| worded("weekday", day)) {
            return self.token(Kind::Weekday, length);
        }
        for (day, kind) in [("friday", Kind::WeekendFriday), ("saturday", Kind::WeekendSaturday)] {
            if let Some(length) = worded("weekend", day) {
                return self.token(kind, length);
            }
        }
        if begins_with_date(rest) {
            return self.token(Kind::Date, 10);
        }
        if let Some(token) = self.keyword(rest, "title", Keyword::Title, b"\n") {
            return token;
        }
        if let Some((length, _)) = valued(rest, "accDescription", b"#;\n") {
            return self.token(Kind::AccDescription, length);
        }
        if let Some(token) = self.keyword(rest, "section", Keyword::Section, b"\n") {
            return token;
        }
        if first != ':' {
            let length = rest.bytes().position(|byte| byte == b':' || byte == b'\n').unwrap_or(rest.len());
            return self.token(Kind::TaskText, length);
        }
        let length = rest.bytes().position(|byte| b"#;\n".contains(&byte)).unwrap_or(rest.len());
        if length > 1 { self.valued(Kind::TaskData, length, 1) } else { self.token(Kind::Odd, 1) }
    }

    fn keyword(&mut self, rest: &str, word: &str, keyword: Keyword, ends: &[u8]) -> Option<Token> {
        let (length, skipped) = valued(rest, word, ends)?;
        Some(self.valued(Kind::Value(keyword), length, skipped))
    }
}

/// Where a text ends that goes up to a sign, and takes so many bytes of it. Mermaid looks for the sign over all lines; here the
/// break of the line ends it, and is then part of the text: so each line is looked at once, and a sign that is missing takes no
/// other lines away.
fn within(rest: &str, from: usize, sign: char, taken: usize) -> usize {
    let found = rest[from..].find([sign, '\n']).map(|at| from + at);
    found.map_or(rest.len(), |at| if rest[at..].starts_with('\n') { at + 1 } else { at + taken })
}

/// The length of a keyword with one white space and a value, and where the value begins.
fn valued(rest: &str, word: &str, ends: &[u8]) -> Option<(usize, usize)> {
    let after = after_word(rest, word)?;
    let space = rest[after..].chars().next().filter(|space| is_space(*space))?;
    let begin = after + space.len_utf8();
    let value = rest[begin..].bytes().position(|byte| ends.contains(&byte)).unwrap_or(rest.len() - begin);
    (value > 0).then_some((begin + value, begin))
}

/// Where a word ends that a text begins with, in upper or lower case.
fn after_word(text: &str, word: &str) -> Option<usize> {
    let start = text.as_bytes().get(..word.len())?;
    start.eq_ignore_ascii_case(word.as_bytes()).then_some(word.len())
}

/// Whether a word goes on at a place.
fn continues(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(is_word)
}

/// Whether a text begins with the ten signs of a date.
fn begins_with_date(text: &str) -> bool {
    let shape = |(index, byte): (usize, &u8)| if index == 4 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    text.as_bytes().get(..10).is_some_and(|start| start.iter().enumerate().all(shape)) && !continues(text, 10)
}

/// The bytes to the end of the line.
fn line(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}
