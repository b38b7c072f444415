//! Small words of cycles: what becomes of closed days, how softly something is wished, and minutes between two meetings.

use serde_json::{Value as Json, json};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::deadline::Side;
use crate::plan::priority::Priority;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Word, invalid, preference, word};

/// What becomes of a date of a recurrence rule that is a closed day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnClosed {
    /// There is no meeting that time.
    Skip,
    /// The last open day before it.
    Before,
    /// The first open day after it.
    After,
    /// The open day fewest days away; of two, the earlier one.
    Nearest,
}

impl Word for OnClosed {
    const FORM: &'static str = "skip, before, after or nearest";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("skip", OnClosed::Skip),
        ("before", OnClosed::Before),
        ("after", OnClosed::After),
        ("nearest", OnClosed::Nearest),
        ("udelad", OnClosed::Skip),
        ("før", OnClosed::Before),
        ("efter", OnClosed::After),
        ("nærmeste", OnClosed::Nearest),
    ];
}

/// How firmly something is wished that cannot be a must.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Softly(pub Priority);

impl Leaf for Softly {
    const FORM: &'static str = "should or could";
    const CODE: Code = Code::FirmPreference;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        preference(scalar).map(Softly)
    }

    fn form() -> Json {
        json!({"enum": ["should", "could"]})
    }
}

/// Minutes between the end of one meeting and the start of another: `0..30 minutes`, `at most 15 minutes before, should`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MinutesText {
    /// The fewest.
    pub least: u32,
    /// The most.
    pub most: u32,
    /// On which side of the other meeting; after it when it is not said.
    pub side: Side,
    /// How firmly, when it is said.
    pub priority: Option<Priority>,
}

impl Leaf for MinutesText {
    const FORM: &'static str = "minutes such as 0..30 minutes or at most 15 minutes before, should";
    const CODE: Code = Code::InvalidDistance;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let pieces = scalar.pieces(',');
        let priority = match pieces.as_slice() {
            [_] => None,
            [_, firmness] => Some(word(firmness)?),
            [] | [_, _, ..] => return Err(invalid(Code::InvalidDistance, scalar, Self::FORM)),
        };
        let words = pieces[0].words();
        let mut rest = words.as_slice();
        let side = match rest.last().map(|word| word.text.as_str()) {
            Some("before" | "før") => Side::Before,
            Some(_) | None => Side::After,
        };
        if matches!(rest.last().map(|word| word.text.as_str()), Some("before" | "før" | "after" | "efter")) {
            rest = &rest[..rest.len() - 1];
        }
        let is_most = match rest.first().map(|word| word.text.as_str()) {
            Some("at") if rest.get(1).is_some_and(|word| word.text == "most") => {
                rest = &rest[2..];
                true
            }
            Some("højst") => {
                rest = &rest[1..];
                true
            }
            Some(_) | None => false,
        };
        let [range, unit] = rest else { return Err(invalid(Code::InvalidDistance, &pieces[0], Self::FORM)) };
        if !matches!(unit.text.as_str(), "minute" | "minutes" | "min" | "minut" | "minutter") {
            return Err(invalid(Code::InvalidDistance, unit, "minutes"));
        }
        let number = |text: &str| {
            text.parse()
                .ok()
                .filter(|minutes: &u32| *minutes <= 12 * 60)
                .ok_or_else(|| invalid(Code::InvalidDistance, range, "minutes from 0 to 720"))
        };
        let (least, most) = match range.text.split_once("..") {
            Some((least, most)) if !is_most => (number(least)?, number(most)?),
            None if is_most => (0, number(&range.text)?),
            None => (number(&range.text)?, number(&range.text)?),
            Some(_) => return Err(invalid(Code::InvalidDistance, range, "one number here, not a range")),
        };
        if least > most {
            let fault =
                Diagnostic::error(Code::ReversedRange, format!("nothing lies between {least} and {most}")).at(range.span, "");
            return Err(Box::new(fault.hint("put the smaller number first")));
        }
        Ok(MinutesText { least, most, side, priority })
    }
}

#[cfg(test)]
mod tests {
    use super::{MinutesText, Softly};
    use crate::diagnostic::code::Code;
    use crate::plan::deadline::Side;
    use crate::plan::priority::Priority;
    use crate::schema::scalar::trial;

    fn minutes(text: &str) -> Result<MinutesText, (Code, String)> {
        trial::read(text)
    }

    fn said(least: u32, most: u32, side: Side, priority: Option<Priority>) -> MinutesText {
        MinutesText { least, most, side, priority }
    }

    #[test]
    fn minutes_are_a_range_on_one_side() {
        assert_eq!(minutes("0..30 minutes"), Ok(said(0, 30, Side::After, None)));
        assert_eq!(minutes("at most 15 minutes before, should"), Ok(said(0, 15, Side::Before, Some(Priority::Should))));
        assert_eq!(minutes("højst 15 minutter efter, kan"), Ok(said(0, 15, Side::After, Some(Priority::Could))));
        assert_eq!(minutes("0 minutes"), Ok(said(0, 0, Side::After, None)));
        assert_eq!(minutes("30..0 minutes"), Err((Code::ReversedRange, "30..0".to_owned())));
        assert_eq!(minutes("0..30 days"), Err((Code::InvalidDistance, "days".to_owned())));
        assert_eq!(minutes("0..30 minutes, soon"), Err((Code::UnknownWord, "soon".to_owned())));
    }

    #[test]
    fn a_wish_is_no_must() {
        assert_eq!(trial::read::<Softly>("bør").map(|softly| softly.0), Ok(Priority::Should));
        assert_eq!(trial::read::<Softly>("must").map_err(|fault| fault.0), Err(Code::FirmPreference));
    }
}
