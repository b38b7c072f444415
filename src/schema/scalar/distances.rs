//! Distances and lengths: `1..10 days, best 3`, `at least 3 weeks`, `6 working days`.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::priority::Priority;
use crate::plan::roadmap::Length;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Word, invalid};

/// A distance as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DistanceText {
    /// The smallest allowed.
    pub least: Option<i64>,
    /// The largest allowed.
    pub most: Option<i64>,
    /// The best one.
    pub best: Option<i64>,
    /// What is counted.
    pub unit: DayUnit,
    /// How firmly, when it is said.
    pub priority: Option<Priority>,
    /// Whether it is meant of the nearest meeting instead of the one in the same period.
    pub nearest: bool,
    /// Whether it is meant of some meeting in the same calendar month.
    pub same_month: bool,
}

impl DistanceText {
    /// The rule at a place; a range without a word is a must.
    pub fn rule(self, span: Span) -> Distance {
        let DistanceText { least, most, best, unit, priority, nearest: _, same_month: _ } = self;
        Distance { least, most, best, unit, priority: priority.unwrap_or(Priority::Must), span }
    }
}

/// A unit of distance, and how many days or working days one of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    unit: DayUnit,
    size: i64,
}

/// What the words of one piece say: an amount and its unit.
#[derive(Debug, Clone, Copy)]
struct Amount {
    least: i64,
    most: i64,
    unit: Unit,
}

impl Leaf for DistanceText {
    const FORM: &'static str = "a distance such as 1..10 days, best 3 or at least 3 weeks, should";
    const CODE: Code = Code::InvalidDistance;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let mut text = DistanceText {
            least: None,
            most: None,
            best: None,
            unit: DayUnit::Days,
            priority: None,
            nearest: false,
            same_month: false,
        };
        let mut unit: Option<Unit> = None;
        for piece in scalar.pieces(',') {
            let words = piece.words();
            let words = if words.first().is_some_and(|word| word.text == "at") { &words[1..] } else { &words[..] };
            let Some((first, rest)) = words.split_first() else { return Err(invalid(Code::InvalidDistance, &piece, Self::FORM)) };
            if let (Some(priority), true) = (Priority::of(&first.text), rest.is_empty()) {
                text.priority = Some(priority);
                continue;
            }
            let said = match first.text.as_str() {
                "nearest" | "nærmeste" if rest.is_empty() => {
                    text.nearest = true;
                    continue;
                }
                "same" | "samme" if matches!(rest, [month] if matches!(month.text.as_str(), "month" | "måned")) => {
                    text.same_month = true;
                    continue;
                }
                "best" | "bedst" => {
                    let said = amount(&piece, rest, unit)?;
                    text.best = Some(exact(&piece, said)?);
                    said
                }
                "least" | "mindst" => {
                    let said = amount(&piece, rest, unit)?;
                    text.least = Some(exact(&piece, said)?);
                    said
                }
                "most" | "højst" => {
                    let said = amount(&piece, rest, unit)?;
                    text.most = Some(exact(&piece, said)?);
                    said
                }
                _ => {
                    let said = amount(&piece, words, unit)?;
                    (text.least, text.most) = (Some(said.least), Some(said.most));
                    said
                }
            };
            if unit.is_some_and(|earlier| earlier.unit != said.unit.unit) {
                return Err(invalid(Code::InvalidDistance, &piece, "the same unit as before"));
            }
            unit = Some(said.unit);
            text.unit = said.unit.unit;
        }
        if unit.is_none() {
            return Err(invalid(Code::InvalidDistance, scalar, Self::FORM));
        }
        Ok(text)
    }
}

/// Reads `3 weeks`, `1..10 days`, or a bare number after a unit was said.
fn amount(piece: &Scalar, words: &[Scalar], earlier: Option<Unit>) -> Result<Amount, Box<Diagnostic>> {
    let Some((number, rest)) = words.split_first() else { return Err(invalid(Code::InvalidDistance, piece, DistanceText::FORM)) };
    let unit = if rest.is_empty() { earlier } else { Some(unit(piece, rest)?) };
    let unit = unit.ok_or_else(|| invalid(Code::InvalidDistance, piece, "a number with days, working days or weeks"))?;
    let (least, most) = match number.text.split_once("..") {
        None => (whole_number(number, &number.text)?, whole_number(number, &number.text)?),
        Some((least, most)) => (whole_number(number, least)?, whole_number(number, most)?),
    };
    if least > most {
        let fault =
            Diagnostic::error(Code::ReversedRange, format!("nothing lies between {least} and {most}")).at(number.span, "");
        return Err(Box::new(fault.hint("put the smaller number first")));
    }
    Ok(Amount { least: least * unit.size, most: most * unit.size, unit })
}

fn exact(piece: &Scalar, amount: Amount) -> Result<i64, Box<Diagnostic>> {
    if amount.least == amount.most {
        Ok(amount.least)
    } else {
        Err(invalid(Code::InvalidDistance, piece, "one number here, not a range"))
    }
}

/// A whole number of at most ten years of days.
fn whole_number(word: &Scalar, text: &str) -> Result<i64, Box<Diagnostic>> {
    text.parse()
        .ok()
        .filter(|number: &i64| number.abs() <= 3660)
        .ok_or_else(|| invalid(Code::InvalidDistance, word, "a whole number"))
}

fn unit(piece: &Scalar, words: &[Scalar]) -> Result<Unit, Box<Diagnostic>> {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    match words.as_slice() {
        ["day" | "days" | "dag" | "dage"] => Ok(Unit { unit: DayUnit::Days, size: 1 }),
        ["week" | "weeks" | "uge" | "uger"] => Ok(Unit { unit: DayUnit::Days, size: 7 }),
        ["working", "day" | "days"] | ["arbejdsdag" | "arbejdsdage"] => Ok(Unit { unit: DayUnit::WorkingDays, size: 1 }),
        _ => Err(invalid(Code::InvalidDistance, piece, "a number with days, working days or weeks")),
    }
}

/// How far a meeting may drift from the nominal date of its recurrence rule, in working days either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays(pub u32);

impl Leaf for WorkingDays {
    const FORM: &'static str = "a number of working days such as 6 working days";
    const CODE: Code = Code::InvalidDistance;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let said = amount(scalar, &scalar.words(), None)?;
        let days = u32::try_from(exact(scalar, said)?).ok().filter(|_| said.unit.unit == DayUnit::WorkingDays);
        days.map(WorkingDays).ok_or_else(|| invalid(Code::InvalidDistance, scalar, Self::FORM))
    }
}

/// How long before a meeting something holds: so many days or working days, at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeText {
    /// How many.
    pub days: i64,
    /// Of what.
    pub unit: DayUnit,
}

impl Leaf for NoticeText {
    const FORM: &'static str = "a notice such as 14 days, 3 weeks or 10 working days";
    const CODE: Code = Code::InvalidDistance;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let said = amount(scalar, &scalar.words(), None)?;
        let days = Some(exact(scalar, said)?).filter(|days| *days >= 1);
        days.map(|days| NoticeText { days, unit: said.unit.unit })
            .ok_or_else(|| invalid(Code::InvalidDistance, scalar, Self::FORM))
    }
}

/// `40 working days`, `6 weeks`, `3 months`.
impl Leaf for Length {
    const FORM: &'static str = "a length such as 40 working days, 6 weeks or 3 months";
    const CODE: Code = Code::InvalidLength;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let words = scalar.words();
        let Some((number, rest)) = words.split_first() else { return Err(invalid(Self::CODE, scalar, Self::FORM)) };
        let count: u32 = number
            .text
            .parse()
            .ok()
            .filter(|count| (1..=1000).contains(count))
            .ok_or_else(|| invalid(Self::CODE, number, "a whole number from 1"))?;
        let rest: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
        match rest.as_slice() {
            ["working", "day" | "days"] | ["arbejdsdag" | "arbejdsdage"] => Ok(Length::WorkingDays(count)),
            ["week" | "weeks" | "uge" | "uger"] => Ok(Length::Weeks(count)),
            ["month" | "months" | "måned" | "måneder"] => Ok(Length::Months(count)),
            _ => Err(invalid(Self::CODE, scalar, Self::FORM)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DistanceText, WorkingDays};
    use crate::diagnostic::code::Code;
    use crate::plan::distance::DayUnit;
    use crate::plan::priority::Priority;
    use crate::plan::roadmap::Length;
    use crate::schema::scalar::trial::read;

    fn distance(least: Option<i64>, most: Option<i64>, best: Option<i64>, unit: DayUnit) -> DistanceText {
        DistanceText { least, most, best, unit, priority: None, nearest: false, same_month: false }
    }

    #[test]
    fn distances_read_as_people_say_them() {
        let days = DayUnit::Days;
        assert_eq!(read("1..10 days, best 3"), Ok(distance(Some(1), Some(10), Some(3), days)));
        assert_eq!(read("at least 3 weeks"), Ok(distance(Some(21), None, None, days)));
        assert_eq!(read("mindst 3 uger, højst 8"), Ok(distance(Some(21), Some(56), None, days)));
        assert_eq!(read("-20..-5 working days"), Ok(distance(Some(-20), Some(-5), None, DayUnit::WorkingDays)));
        assert_eq!(read("best 30 days"), Ok(distance(None, None, Some(30), days)));
        let soft = DistanceText { priority: Some(Priority::Should), nearest: true, ..distance(Some(2), Some(2), None, days) };
        assert_eq!(read("2 days, bør, nearest"), Ok(soft));
    }

    #[test]
    fn the_wrong_word_of_a_distance_is_underlined() {
        assert_eq!(read::<DistanceText>("1..x days"), Err((Code::InvalidDistance, "1..x".into())));
        assert_eq!(read::<DistanceText>("1..10 dys, best 3"), Err((Code::InvalidDistance, "1..10 dys".into())));
        assert_eq!(read::<DistanceText>("10..1 days"), Err((Code::ReversedRange, "10..1".into())));
        assert_eq!(
            read::<DistanceText>("1..10 days, best 3 working days"),
            Err((Code::InvalidDistance, "best 3 working days".into()))
        );
        assert_eq!(read::<DistanceText>("should"), Err((Code::InvalidDistance, "should".into())));
    }

    #[test]
    fn drifts_and_lengths_say_their_unit() {
        assert_eq!(read("6 working days"), Ok(WorkingDays(6)));
        assert_eq!(read::<WorkingDays>("6 days").map_err(|fault| fault.0), Err(Code::InvalidDistance));
        assert_eq!(read("3 måneder"), Ok(Length::Months(3)));
        assert_eq!(read::<Length>("0 weeks"), Err((Code::InvalidLength, "0".into())));
    }
}
