//! Words out of a short list: weekdays, months, priorities, periods. English and Danish words are both understood.

use serde_json::{Value as Json, json};

use crate::calendar::civil::Weekday;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::cycle::Period;
use crate::plan::deadline::Shown;
use crate::plan::language::Language;
use crate::plan::priority::Priority;
use crate::plan::publish::{Cancelled, HolidayStyle, Markers};
use crate::schema::collector::nearest;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;

/// The fault of a text that can be read but not understood.
pub fn invalid(code: Code, word: &Scalar, form: &str) -> Box<Diagnostic> {
    let message = format!("expected {form}, found `{}`", word.text);
    Box::new(Diagnostic::error(code, message).at(word.span, "").hint(format!("write {form}")))
}

/// A type whose values are words out of a list.
pub trait Word: Copy + 'static {
    /// What is expected, with its article.
    const FORM: &'static str;
    /// Every word and what it means; the first word of a value is the one that is shown.
    const WORDS: &'static [(&'static str, Self)];

    /// What a word means.
    fn of(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(word) || *known == word.to_lowercase())
            .map(|(_, value)| *value)
    }
}

impl<T: Word> Leaf for T {
    const FORM: &'static str = T::FORM;
    const CODE: Code = Code::UnknownWord;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        word(scalar)
    }

    fn form() -> Json {
        let words = T::WORDS.iter().map(|(word, _)| Json::from(*word));
        // To other readers of YAML these two words are no text.
        let booleans = [("true", true), ("false", false)].into_iter();
        let booleans = booleans.filter(|(word, _)| T::of(word).is_some()).map(|(_, value)| Json::from(value));
        json!({"enum": words.chain(booleans).collect::<Vec<_>>()})
    }
}

/// Reads one word, or tells the nearest one there is.
///
/// # Errors
/// A diagnostic at the word.
pub fn word<T: Word>(text: &Scalar) -> Result<T, Box<Diagnostic>> {
    T::of(&text.text).ok_or_else(|| {
        let known: Vec<&str> = T::WORDS.iter().map(|(word, _)| *word).collect();
        let message = format!("expected {}, found `{}`", T::FORM, text.text);
        Box::new(Diagnostic::error(Code::UnknownWord, message).at(text.span, "").hint(nearest(&text.text, &known)))
    })
}

impl Word for Weekday {
    const FORM: &'static str = "a weekday such as mon";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("mon", Weekday::Mon),
        ("tue", Weekday::Tue),
        ("wed", Weekday::Wed),
        ("thu", Weekday::Thu),
        ("fri", Weekday::Fri),
        ("sat", Weekday::Sat),
        ("sun", Weekday::Sun),
        ("man", Weekday::Mon),
        ("tir", Weekday::Tue),
        ("ons", Weekday::Wed),
        ("tor", Weekday::Thu),
        ("fre", Weekday::Fri),
        ("lør", Weekday::Sat),
        ("søn", Weekday::Sun),
    ];
}

impl Word for Priority {
    const FORM: &'static str = "must, should or could";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("must", Priority::Must),
        ("should", Priority::Should),
        ("could", Priority::Could),
        ("skal", Priority::Must),
        ("bør", Priority::Should),
        ("kan", Priority::Could),
    ];
}

/// The periods that `each:` takes.
impl Word for Period {
    const FORM: &'static str = "a period: week, month, quarter, half-year or year";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("week", Period::Week),
        ("month", Period::Month),
        ("quarter", Period::Quarter),
        ("half-year", Period::HalfYear),
        ("year", Period::Year),
        ("uge", Period::Week),
        ("måned", Period::Month),
        ("kvartal", Period::Quarter),
        ("halvår", Period::HalfYear),
        ("år", Period::Year),
    ];
}

impl Word for Language {
    const FORM: &'static str = "a language: da or en";
    const WORDS: &'static [(&'static str, Self)] = &[("da", Language::Danish), ("en", Language::English)];
}

/// Yes or no, as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not.
    No,
}

impl Word for Answer {
    const FORM: &'static str = "yes or no";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("yes", Answer::Yes),
        ("no", Answer::No),
        ("ja", Answer::Yes),
        ("nej", Answer::No),
        ("true", Answer::Yes),
        ("false", Answer::No),
    ];
}

/// As what a deadline is shown.
impl Word for Shown {
    const FORM: &'static str = "event, text or none";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("event", Shown::Event),
        ("text", Shown::Text),
        ("none", Shown::Nowhere),
        ("begivenhed", Shown::Event),
        ("tekst", Shown::Text),
        ("ingen", Shown::Nowhere),
    ];
}

/// As what all deadlines are shown that do not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllShown(pub Shown);

impl Word for AllShown {
    const FORM: &'static str = "events, text or none";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("events", AllShown(Shown::Event)),
        ("text", AllShown(Shown::Text)),
        ("none", AllShown(Shown::Nowhere)),
        ("begivenheder", AllShown(Shown::Event)),
        ("tekst", AllShown(Shown::Text)),
        ("ingen", AllShown(Shown::Nowhere)),
    ];
}

/// What becomes of a cancelled meeting in a feed.
impl Word for Cancelled {
    const FORM: &'static str = "omit, keep or prefix";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("omit", Cancelled::Omit),
        ("keep", Cancelled::Keep),
        ("prefix", Cancelled::Prefix),
        ("udelad", Cancelled::Omit),
        ("behold", Cancelled::Keep),
        ("mærk", Cancelled::Prefix),
    ];
}

/// How a chart marks a day of note.
impl Word for Markers {
    const FORM: &'static str = "vert or milestones";
    const WORDS: &'static [(&'static str, Self)] =
        &[("vert", Markers::Vert), ("milestones", Markers::Milestones), ("milepæle", Markers::Milestones)];
}

/// How a chart tells holidays.
impl Word for HolidayStyle {
    const FORM: &'static str = "section, lines or none";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("section", HolidayStyle::Section),
        ("lines", HolidayStyle::Lines),
        ("none", HolidayStyle::Unnamed),
        ("sektion", HolidayStyle::Section),
        ("linjer", HolidayStyle::Lines),
        ("ingen", HolidayStyle::Unnamed),
    ];
}

/// A month of the year, 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub u32);

impl Word for Month {
    const FORM: &'static str = "a month such as july";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("january", Month(1)),
        ("february", Month(2)),
        ("march", Month(3)),
        ("april", Month(4)),
        ("may", Month(5)),
        ("june", Month(6)),
        ("july", Month(7)),
        ("august", Month(8)),
        ("september", Month(9)),
        ("october", Month(10)),
        ("november", Month(11)),
        ("december", Month(12)),
        ("januar", Month(1)),
        ("februar", Month(2)),
        ("marts", Month(3)),
        ("maj", Month(5)),
        ("juni", Month(6)),
        ("juli", Month(7)),
        ("oktober", Month(10)),
    ];
}

/// A text of at least one character.
impl Leaf for String {
    const FORM: &'static str = "a text";
    const CODE: Code = Code::BlankText;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        if scalar.text.trim().is_empty() {
            Err(invalid(Self::CODE, scalar, Self::FORM))
        } else {
            Ok(scalar.text.trim().to_owned())
        }
    }
}

/// A whole number from 1. One that begins with a 0 is none: other readers of YAML take `010` for 8.
impl Leaf for u32 {
    const FORM: &'static str = "a whole number from 1";
    const CODE: Code = Code::InvalidNumber;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let is_plain = scalar.text.starts_with(|first: char| ('1'..='9').contains(&first));
        scalar.text.parse().ok().filter(|_| is_plain).ok_or_else(|| invalid(Self::CODE, scalar, Self::FORM))
    }

    fn form() -> Json {
        json!({"type": "integer", "minimum": 1})
    }
}

/// A value and how firmly it is preferred: `thu`, or `thu, should`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferred<T> {
    /// What is preferred.
    pub value: T,
    /// How firmly, when it is said; never a must.
    pub priority: Option<Priority>,
}

impl<T: Leaf> Leaf for Preferred<T> {
    const FORM: &'static str = T::FORM;
    const CODE: Code = T::CODE;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let parts = scalar.pieces(',');
        let value = T::parse(&parts[0])?;
        let priority = parts.get(1).map(preference).transpose()?;
        match parts.get(2) {
            Some(extra) => Err(invalid(Self::CODE, extra, "nothing more here")),
            None => Ok(Preferred { value, priority }),
        }
    }
}

/// Reads `should` or `could`.
///
/// # Errors
/// A diagnostic at the word; `must` is one, since a preference is no rule.
pub fn preference(text: &Scalar) -> Result<Priority, Box<Diagnostic>> {
    match word(text)? {
        Priority::Must => {
            let fault = Diagnostic::error(Code::FirmPreference, "a preference that must hold is a rule").at(text.span, "");
            Err(Box::new(fault.hint("write should or could, or state the rule itself, such as `on` or `at` of the cycle")))
        }
        softer @ (Priority::Should | Priority::Could) => Ok(softer),
    }
}
