//! Clock times, hours and lengths of meetings.

use serde_json::{Value as Json, json};

use crate::calendar::civil::NaiveTime;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::cycle::Hours;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::invalid;

/// `13:00`, quoted or not.
impl Leaf for NaiveTime {
    const FORM: &'static str = "a clock time such as 13:00";
    const CODE: Code = Code::InvalidTime;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        time(scalar)
    }

    fn form() -> Json {
        json!({"type": "string", "pattern": "^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$"})
    }
}

fn time(word: &Scalar) -> Result<NaiveTime, Box<Diagnostic>> {
    let (hour, minute) = word.text.split_once([':', '.']).unwrap_or((&word.text, ""));
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    number(hour)
        .zip(number(minute).filter(|_| minute.len() == 2))
        .and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        .ok_or_else(|| invalid(Code::InvalidTime, word, NaiveTime::FORM))
}

/// `09:00-15:00`: the end is included as the end of a meeting.
impl Leaf for Hours {
    const FORM: &'static str = "hours such as 09:00-15:00";
    const CODE: Code = Code::InvalidTime;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let parts = scalar.pieces('-');
        let [earliest, latest] = parts.as_slice() else { return Err(invalid(Self::CODE, scalar, Hours::FORM)) };
        let hours = Hours { earliest: time(earliest)?, latest: time(latest)? };
        if hours.earliest < hours.latest {
            return Ok(hours);
        }
        let message = format!("no time lies between {} and {}", earliest.text, latest.text);
        Err(Box::new(Diagnostic::error(Code::ReversedRange, message).at(scalar.span, "").hint("put the earlier time first")))
    }

    fn form() -> Json {
        json!({"type": "string", "pattern": r"^\s*[0-9]{1,2}[:.][0-9]{2}\s*-\s*[0-9]{1,2}[:.][0-9]{2}\s*$"})
    }
}

/// How long a meeting lasts, in minutes: 5 to 1440.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u32);

/// `1h`, `90m`, `1h30m`.
impl Leaf for Minutes {
    const FORM: &'static str = "a length such as 1h, 90m or 1h30m";
    const CODE: Code = Code::InvalidLength;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        minutes(&scalar.text)
            .filter(|total| (5..=24 * 60).contains(total))
            .map(Minutes)
            .ok_or_else(|| invalid(Self::CODE, scalar, Minutes::FORM))
    }

    fn form() -> Json {
        json!({"type": "string", "pattern": r"^\s*([0-9]+\s*(h|t|m|min)\s*)+$"})
    }
}

/// The sum of numbers that each carry a unit; none for anything else.
fn minutes(text: &str) -> Option<u32> {
    let mut rest = text.trim();
    let mut total = None;
    while !rest.is_empty() {
        let unit = rest.find(|character: char| !character.is_ascii_digit())?;
        let number: u32 = rest[..unit].parse().ok()?;
        rest = rest[unit..].trim_start();
        let end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
        let size = match &rest[..end] {
            "h" | "t" => 60,
            "m" | "min" => 1,
            _ => return None,
        };
        total = Some(number.checked_mul(size)?.checked_add(total.unwrap_or(0))?);
        rest = rest[end..].trim_start();
    }
    total
}

#[cfg(test)]
mod tests {
    use super::Minutes;
    use crate::calendar::civil::NaiveTime;
    use crate::diagnostic::code::Code;
    use crate::plan::cycle::Hours;
    use crate::schema::read::Leaf;
    use crate::schema::scalar::trial;

    fn read<T: Leaf>(text: &str) -> Result<T, Code> {
        trial::read(text).map_err(|(code, _)| code)
    }

    #[test]
    fn a_length_says_its_unit() {
        assert_eq!(
            ["1h", "90m", "1h30m", "2t", "45 min", "1h 5m"].map(|text| read::<Minutes>(text).map(|length| length.0)),
            [Ok(60), Ok(90), Ok(90), Ok(120), Ok(45), Ok(65)]
        );
        for wrong in ["60", "h", "", "-1h", "4m", "25h", "1h30", "99999999999h"] {
            assert_eq!(read::<Minutes>(wrong), Err(Code::InvalidLength), "{wrong}");
        }
    }

    #[test]
    fn hours_begin_before_they_end() {
        assert!(read::<Hours>("09:00-15:00").is_ok());
        assert_eq!(read::<Hours>("15:00-15:00"), Err(Code::ReversedRange));
        assert_eq!(read::<Hours>("9-15"), Err(Code::InvalidTime));
        assert_eq!(read::<NaiveTime>("24:00"), Err(Code::InvalidTime));
        assert_eq!(read::<NaiveTime>("9:05"), Ok(NaiveTime::from_hms_opt(9, 5, 0).unwrap()));
    }
}
