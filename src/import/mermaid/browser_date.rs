//! Dates as the browser reads them where `dateFormat` does not: `new Date(text)` of V8, the engine of Chromium, Edge and Node
//! (`src/date/dateparser-inl.h` of its source). ECMA-262 says what it makes of ISO 8601; the rest is its own.
//!
//! Knows no chart.

use crate::calendar::civil::TimeDelta;
use crate::import::mermaid::browser_token::{Token, Tokens, Word};
use crate::import::mermaid::clock::{Clock, Moment, civil};

/// The moment that a text is read as; none where it is no date at all, or lies outside of the years -9999 to 9999.
pub fn read(text: &str, clock: &Clock) -> Option<Moment> {
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { tokens: Tokens::of(&characters), ..Reader::default() };
    let first = reader.iso();
    if first == Some(Token::Invalid) || !reader.others(first) {
        return None;
    }
    let (year, month, day) = reader.day()?;
    let [hour, minute, second, millisecond] = reader.time()?;
    let time = TimeDelta::try_milliseconds(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)?;
    let wall = civil(year, month - 1, day)?.and_hms_opt(0, 0, 0)?.checked_add_signed(time)?;
    match reader.offset() {
        Some(offset) => Some(wall.and_utc().timestamp_millis() - offset * 1000),
        None => clock.moment(wall),
    }
}

#[derive(Debug, Clone, Default)]
struct Reader<'t> {
    tokens: Tokens<'t>,
    days: Vec<i64>,
    month: Option<i64>,
    is_iso: bool,
    times: Vec<i64>,
    half_day: Option<i64>,
    sign: Option<i64>,
    zone_hour: Option<i64>,
    zone_minute: Option<i64>,
}

impl Reader<'_> {
    /// Reads ISO 8601 as far as it goes. The first word that is none of it; nothing at the end of a date that is all of it.
    fn iso(&mut self) -> Option<Token> {
        match self.tokens.peek() {
            Token::Symbol(sign @ ('+' | '-')) => {
                self.tokens.take();
                let Some(year) = self.tokens.fixed(6, 0..=i64::MAX) else { return Some(Token::Symbol(sign)) };
                if sign == '-' && year == 0 {
                    return Some(Token::Symbol(sign));
                }
                self.days.push(if sign == '-' { -year } else { year });
            }
            Token::Number { number, length: 4 } => {
                self.tokens.take();
                self.days.push(number);
            }
            Token::Number { .. }
            | Token::Symbol(_)
            | Token::Space
            | Token::Word { .. }
            | Token::Unknown
            | Token::Invalid
            | Token::End => {
                return Some(self.tokens.take());
            }
        }
        for most in [12, 31] {
            if !self.tokens.skip('-') {
                break;
            }
            let Some(number) = self.tokens.fixed(2, 1..=most) else { return Some(self.tokens.take()) };
            self.days.push(number);
        }
        match self.tokens.peek() {
            Token::Word { word: Word::TimeFollows, .. } => {
                self.tokens.take();
                if self.iso_time().is_none() || self.tokens.peek() != Token::End {
                    return Some(Token::Invalid);
                }
            }
            Token::End => {}
            Token::Number { .. } | Token::Symbol(_) | Token::Space | Token::Word { .. } | Token::Unknown | Token::Invalid => {
                return Some(self.tokens.take());
            }
        }
        if self.times.is_empty() {
            self.set_zone(0);
        }
        self.is_iso = true;
        None
    }

    /// `HH:mm[:ss[.sss]][Z|+hh:mm|+hhmm]`.
    fn iso_time(&mut self) -> Option<()> {
        let hour = self.tokens.fixed(2, 0..=24)?;
        let most = if hour == 24 { 0 } else { 59 };
        self.times.push(hour);
        if !self.tokens.skip(':') {
            return None;
        }
        self.times.push(self.tokens.fixed(2, 0..=most)?);
        if self.tokens.skip(':') {
            self.times.push(self.tokens.fixed(2, 0..=most)?);
            if self.tokens.skip('.') {
                let Token::Number { number, length } = self.tokens.take() else { return None };
                if hour == 24 && number > 0 {
                    return None;
                }
                self.times.push(milliseconds(number, length));
            }
        }
        match self.tokens.peek() {
            Token::Word { word: Word::Zone(_), length: 1 } => {
                self.tokens.take();
                self.set_zone(0);
            }
            Token::Symbol(sign @ ('+' | '-')) => {
                self.tokens.take();
                self.sign = Some(if sign == '-' { -1 } else { 1 });
                let (hour, minute) = if let Some(both) = self.tokens.fixed(4, 0..=2359) {
                    (both / 100, both % 100)
                } else {
                    let hour = self.tokens.fixed(2, 0..=23)?;
                    if !self.tokens.skip(':') {
                        return None;
                    }
                    (hour, self.tokens.fixed(2, 0..=59)?)
                };
                if minute > 59 {
                    return None;
                }
                (self.zone_hour, self.zone_minute) = (Some(hour), Some(minute));
            }
            Token::Number { .. }
            | Token::Symbol(_)
            | Token::Space
            | Token::Word { .. }
            | Token::Unknown
            | Token::Invalid
            | Token::End => {}
        }
        Some(())
    }

    /// Reads whatever else there is; whether it is a date.
    fn others(&mut self, first: Option<Token>) -> bool {
        let mut has_number = !self.days.is_empty();
        let mut token = first.unwrap_or(Token::End);
        loop {
            let goes_on = match token {
                Token::End => return true,
                Token::Number { number, .. } => {
                    has_number = true;
                    self.number(number)
                }
                Token::Word { word, .. } => self.word(word, has_number),
                Token::Symbol(sign @ ('+' | '-')) if self.is_utc() || !self.times.is_empty() => {
                    has_number = true;
                    self.zone(sign)
                }
                Token::Symbol('+' | '-' | ')') => !has_number,
                Token::Symbol(_) | Token::Space | Token::Unknown | Token::Invalid => true,
            };
            if !goes_on {
                return false;
            }
            token = self.tokens.take();
        }
    }

    fn number(&mut self, number: i64) -> bool {
        if self.tokens.skip(':') {
            if self.tokens.skip(':') {
                if !self.times.is_empty() {
                    return false;
                }
                self.times.extend([number, 0]);
                return true;
            }
            self.times.push(number);
            if self.tokens.peek() == Token::Symbol('.') {
                self.tokens.take();
            }
            return self.times.len() <= 4;
        }
        let is_time = match self.times.len() {
            1 | 2 => (0..60).contains(&number),
            3 => (0..1000).contains(&number),
            _ => false,
        };
        // The point is taken also where the number is no time.
        if self.tokens.skip('.') && is_time {
            self.times.push(number);
            let Token::Number { number, length } = self.tokens.take() else { return false };
            self.times.push(milliseconds(number, length));
            return self.fill_times();
        }
        if self.zone_hour.is_some() && self.zone_minute.is_none() && (0..60).contains(&number) {
            self.zone_minute = Some(number);
            return true;
        }
        if is_time {
            self.times.push(number);
            return self.fill_times()
                && matches!(
                    self.tokens.peek(),
                    Token::End | Token::Space | Token::Word { word: Word::Zone(_), length: 1 } | Token::Symbol('+' | '-')
                );
        }
        if self.days.len() >= 3 {
            return false;
        }
        self.days.push(number);
        self.tokens.skip('-');
        true
    }

    fn fill_times(&mut self) -> bool {
        let fits = self.times.len() <= 4;
        self.times.resize(4, 0);
        fits
    }

    fn word(&mut self, word: Word, has_number: bool) -> bool {
        match word {
            Word::HalfDay(hours) if !self.times.is_empty() => self.half_day = Some(hours),
            Word::Month(month) => {
                self.month = Some(month);
                self.tokens.skip('-');
            }
            Word::Zone(hours) if has_number => self.set_zone(hours),
            // A word that means nothing may stand before the first number, and not right before it.
            Word::HalfDay(_) | Word::Zone(_) | Word::TimeFollows | Word::Other => {
                return !has_number && !matches!(self.tokens.peek(), Token::Number { .. });
            }
        }
        true
    }

    /// A `+` or `-` behind a time or a zone, and the hours behind it.
    fn zone(&mut self, sign: char) -> bool {
        self.sign = Some(if sign == '-' { -1 } else { 1 });
        let (mut number, mut digits) = (0, 0);
        if let Token::Number { number: read, length } = self.tokens.peek() {
            self.tokens.take();
            (number, digits) = (read, length);
        }
        if self.tokens.peek() == Token::Symbol(':') {
            (self.zone_hour, self.zone_minute) = (Some(number), None);
            return true;
        }
        match digits {
            1 | 2 => (self.zone_hour, self.zone_minute) = (Some(number), Some(0)),
            3 | 4 => (self.zone_hour, self.zone_minute) = (Some(number / 100), Some(number % 100)),
            _ => return false,
        }
        true
    }

    fn set_zone(&mut self, hours: i64) {
        self.sign = Some(if hours < 0 { -1 } else { 1 });
        (self.zone_hour, self.zone_minute) = (Some(hours.abs()), Some(0));
    }

    fn is_utc(&self) -> bool {
        self.zone_hour == Some(0) && self.zone_minute == Some(0)
    }

    /// Year, month from 1, and day.
    fn day(&self) -> Option<(i64, i64, i64)> {
        let at = |index: usize| self.days.get(index).copied().unwrap_or(1);
        if self.days.is_empty() {
            return None;
        }
        let is_day = |number: i64| (1..=31).contains(&number);
        let (year, month, day) = match self.month {
            None if self.is_iso || !is_day(at(0)) => (at(0), at(1), at(2)),
            None => (at(2), at(0), at(1)),
            Some(month) if is_day(at(0)) => (at(1), month, at(0)),
            Some(month) => (at(0), month, at(1)),
        };
        let year = match year {
            0..=49 if !self.is_iso => year + 2000,
            50..=99 if !self.is_iso => year + 1900,
            _ => year,
        };
        ((1..=12).contains(&month) && is_day(day)).then_some((year, month, day))
    }

    /// Hour, minute, second and millisecond.
    fn time(&self) -> Option<[i64; 4]> {
        let at = |index: usize| self.times.get(index).copied().unwrap_or(0);
        let [mut hour, minute, second, millisecond] = [at(0), at(1), at(2), at(3)];
        if let Some(half) = self.half_day {
            if !(0..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + half;
        }
        let is_time = (0..24).contains(&hour) && minute < 60 && second < 60 && millisecond < 1000;
        let is_midnight = [hour, minute, second, millisecond] == [24, 0, 0, 0];
        (is_time || is_midnight).then_some([hour, minute, second, millisecond])
    }

    /// Seconds from UTC; none where the text names no zone.
    fn offset(&self) -> Option<i64> {
        let sign = self.sign?;
        Some(sign * (self.zone_hour.unwrap_or(0) * 3600 + self.zone_minute.unwrap_or(0) * 60))
    }
}

/// Thousandths of the digits behind a point, of which the first three count.
fn milliseconds(number: i64, length: usize) -> i64 {
    match length {
        1 => number * 100,
        2 => number * 10,
        _ => number / 10_i64.pow(u32::try_from(length.min(9) - 3).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::zone::Zone;
    use crate::import::mermaid::clock::Clock;

    use super::read;

    #[test]
    fn texts_are_read_as_the_browser_reads_them() {
        let zone = Zone::named("Europe/Copenhagen").expect("a zone");
        let clock = Clock { zone, today: "2026-01-15".parse().expect("a date") };
        // As Node tells them in Denmark: `TZ=Europe/Copenhagen node -p 'new Date(text).getTime()'`.
        let told = [
            ("2025-02-30", Some(1_740_873_600_000)),
            ("2025-1-5", Some(1_736_031_600_000)),
            ("2025/1/5", Some(1_736_031_600_000)),
            ("1 Jan 2025", Some(1_735_686_000_000)),
            ("Jan 5, 2025", Some(1_736_031_600_000)),
            ("5. januar 2026", Some(1_767_567_600_000)),
            ("2026-01-05", Some(1_767_571_200_000)),
            ("2026-07-05", Some(1_783_209_600_000)),
            ("2026-01-05T10:00", Some(1_767_603_600_000)),
            ("2026-07-05T10:00Z", Some(1_783_245_600_000)),
            ("2026-01-05T10:00+05:30", Some(1_767_587_400_000)),
            ("2026-01-05T24:00", Some(1_767_654_000_000)),
            ("2026-01-05T25:00", None),
            ("2026", Some(1_767_225_600_000)),
            ("202", Some(-55_792_716_808_000)),
            ("2026-13", None),
            ("2026-13-01", None),
            ("2026-1", Some(1_767_222_000_000)),
            ("5/6/26", Some(1_778_018_400_000)),
            ("13/6/26", None),
            ("5-6-26", Some(1_778_018_400_000)),
            ("Jan 2026", Some(1_767_222_000_000)),
            ("mandag", None),
            ("uge 5", Some(988_668_000_000)),
            ("Q2 2026", None),
            ("5 Jan 2026 8:30", Some(1_767_598_200_000)),
            ("5 Jan 2026 8:30 PM", Some(1_767_641_400_000)),
            ("5 Jan 2026 13:00 PM", None),
            ("5 Jan 2026 8:30:15.250", Some(1_767_598_215_250)),
            ("Mon, 05 Jan 2026 08:00:00 GMT", Some(1_767_600_000_000)),
            ("Mon, 05 Jan 2026 08:00:00 GMT+0200", Some(1_767_592_800_000)),
            ("5 Jan 2026 EST", Some(1_767_589_200_000)),
            ("2026-01-05 (note)", Some(1_767_567_600_000)),
            ("(note) 2026-01-05", Some(1_767_567_600_000)),
            ("2026-01-05)", None),
            ("5 jan 49", Some(2_493_414_000_000)),
            ("5 jan 50", Some(-630_810_000_000)),
            ("32 jan", Some(1_956_524_400_000)),
            ("jan 32 2026", None),
            ("2026-01-05-", None),
            ("2026 01 05", Some(1_767_567_600_000)),
            ("2026.01.05", Some(1_767_567_600_000)),
            ("05.01.2026", Some(1_777_586_400_000)),
            ("31.12.2026", None),
            ("+002026-01-05", Some(1_767_571_200_000)),
            ("-000000-01-05", Some(978_649_200_000)),
            ("m1", None),
            ("a 5", Some(988_668_000_000)),
            ("a5", None),
            ("5a", None),
            ("5 a", None),
            ("12:00", None),
            ("2026-01-05T", None),
            ("2026-01-05t10:00", Some(1_767_603_600_000)),
            ("2026-01-05 10:00+1", Some(1_767_603_600_000)),
            ("2026-01-05 10:00 +0130", Some(1_767_601_800_000)),
            ("2026-03-29 02:30", Some(1_774_747_800_000)),
            ("2026-10-25 02:30", Some(1_792_888_200_000)),
            ("0", Some(946_681_200_000)),
            ("1", Some(978_303_600_000)),
            ("12", Some(1_007_161_200_000)),
            ("13", None),
            ("32", Some(1_956_524_400_000)),
            ("100", Some(-59_011_462_408_000)),
            ("2026-W05", None),
            ("december 24 2026", Some(1_798_066_800_000)),
            ("dec24 2026", Some(1_798_066_800_000)),
            ("2026-01-05,", Some(1_767_567_600_000)),
            ("2026-06-31 23:59:60", None),
        ];
        for (text, moment) in told {
            assert_eq!(read(text, &clock), moment, "{text}");
        }
    }
}
