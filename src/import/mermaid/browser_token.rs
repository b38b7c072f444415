//! The words of a text that the browser is to read as a date, as V8 takes them (`src/date/dateparser.cc`). Knows no dates.

use std::ops::RangeInclusive;

use crate::import::mermaid::script::is_space;

/// A word of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// Digits.
    Number {
        /// What they say.
        number: i64,
        /// How many there are.
        length: usize,
    },
    /// One of `:`, `-`, `+`, `.` and `)`.
    Symbol(char),
    /// A white space.
    Space,
    /// Letters.
    Word {
        /// What they say.
        word: Word,
        /// How many there are.
        length: usize,
    },
    /// Any other sign, or all that stands in brackets.
    Unknown,
    /// What ends reading: no date.
    Invalid,
    /// The end.
    End,
}

/// What letters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// A month, from 1.
    Month(i64),
    /// The hours that `am` or `pm` adds.
    HalfDay(i64),
    /// Hours from UTC.
    Zone(i64),
    /// `T`.
    TimeFollows,
    /// A word that means nothing.
    Other,
}

const WORDS: [(&str, Word); 26] = [
    ("jan", Word::Month(1)),
    ("feb", Word::Month(2)),
    ("mar", Word::Month(3)),
    ("apr", Word::Month(4)),
    ("may", Word::Month(5)),
    ("jun", Word::Month(6)),
    ("jul", Word::Month(7)),
    ("aug", Word::Month(8)),
    ("sep", Word::Month(9)),
    ("oct", Word::Month(10)),
    ("nov", Word::Month(11)),
    ("dec", Word::Month(12)),
    ("am", Word::HalfDay(0)),
    ("pm", Word::HalfDay(12)),
    ("ut", Word::Zone(0)),
    ("utc", Word::Zone(0)),
    ("z", Word::Zone(0)),
    ("gmt", Word::Zone(0)),
    ("cdt", Word::Zone(-5)),
    ("cst", Word::Zone(-6)),
    ("edt", Word::Zone(-4)),
    ("est", Word::Zone(-5)),
    ("mdt", Word::Zone(-6)),
    ("mst", Word::Zone(-7)),
    ("pdt", Word::Zone(-7)),
    ("pst", Word::Zone(-8)),
];

/// The words that are still to be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tokens<'t> {
    characters: &'t [char],
    at: usize,
}

impl<'t> Tokens<'t> {
    /// The words of a text.
    pub fn of(characters: &'t [char]) -> Tokens<'t> {
        Tokens { characters, at: 0 }
    }

    /// The next word, which stays.
    pub fn peek(&self) -> Token {
        let mut ahead = *self;
        ahead.take()
    }

    /// Takes a symbol, where it is the next word; whether it was.
    pub fn skip(&mut self, symbol: char) -> bool {
        let is_there = self.characters.get(self.at) == Some(&symbol);
        self.at += usize::from(is_there);
        is_there
    }

    /// Takes the next word.
    pub fn take(&mut self) -> Token {
        let Some(&first) = self.characters.get(self.at) else { return Token::End };
        let rest = &self.characters[self.at..];
        if first.is_ascii_digit() {
            let length = rest.iter().take_while(|sign| sign.is_ascii_digit()).count();
            self.at += length;
            // More than nine digits behind the leading zeros are not looked at.
            let digits = rest[..length].iter().skip_while(|sign| **sign == '0').take(9);
            let number = digits.fold(0, |number, sign| number * 10 + i64::from(sign.to_digit(10).unwrap_or_default()));
            return Token::Number { number, length };
        }
        if [':', '-', '+', '.', ')'].contains(&first) {
            self.at += 1;
            return Token::Symbol(first);
        }
        if first >= 'A' && !is_space(first) {
            let length = rest.iter().take_while(|sign| **sign >= 'A' && !is_space(**sign)).count();
            self.at += length;
            return Token::Word { word: word(&rest[..length]), length };
        }
        if is_space(first) {
            self.at += 1;
            return Token::Space;
        }
        self.at += if first == '(' { bracketed(rest) } else { 1 };
        Token::Unknown
    }

    /// The number of so many digits that stands next.
    pub fn fixed(&mut self, digits: usize, most: RangeInclusive<i64>) -> Option<i64> {
        match self.peek() {
            Token::Number { number, length } if length == digits && most.contains(&number) => {
                self.take();
                Some(number)
            }
            Token::Number { .. }
            | Token::Symbol(_)
            | Token::Space
            | Token::Word { .. }
            | Token::Unknown
            | Token::Invalid
            | Token::End => None,
        }
    }
}

/// A word by its first three letters; only months may be longer.
fn word(letters: &[char]) -> Word {
    let start: String =
        letters.iter().take(3).map(|letter| char::from_u32(u32::from(*letter) | 0x20).unwrap_or(*letter)).collect();
    if start == "t" {
        return Word::TimeFollows;
    }
    let known = WORDS.iter().find(|(word, _)| *word == start).map_or(Word::Other, |(_, word)| *word);
    if letters.len() <= 3 || matches!(known, Word::Month(_)) { known } else { Word::Other }
}

/// The signs from a `(` to the `)` that closes it, or to the end.
fn bracketed(rest: &[char]) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in rest.iter().enumerate() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}
