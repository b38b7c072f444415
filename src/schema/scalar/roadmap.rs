//! Small texts of roadmaps: on which days a phase starts and ends, at which meeting something is decided, and a value with
//! a word for how firmly.

use serde_json::{Value as Json, json};

use crate::calendar::civil::Weekday;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::distance::DayUnit;
use crate::plan::priority::Priority;
use crate::plan::roadmap::AlignedTo;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::words::{Word, invalid, word};

/// A value and how firmly it is wanted: `10`, or `10, should`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Firm<T> {
    /// What is wanted.
    pub value: T,
    /// How firmly, when it is said.
    pub priority: Option<Priority>,
}

impl<T: Leaf> Leaf for Firm<T> {
    const FORM: &'static str = T::FORM;
    const CODE: Code = T::CODE;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let parts = scalar.pieces(',');
        let value = T::parse(&parts[0])?;
        let priority = parts.get(1).map(word).transpose()?;
        match parts.get(2) {
            Some(extra) => Err(invalid(Self::CODE, extra, "nothing more here")),
            None => Ok(Firm { value, priority }),
        }
    }

    fn form() -> Json {
        json!({"type": ["string", "integer"]})
    }
}

/// What becomes of a fixed milestone whose day is closed. What else could, a cycle says of its dates: nobody chose those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// It stays: it is a fact.
    Keep,
}

impl Word for Fact {
    const FORM: &'static str = "keep";
    const WORDS: &'static [(&'static str, Self)] = &[("keep", Fact::Keep), ("behold", Fact::Keep)];
}

/// The days that a phase starts on: `monday`, `1st of month`, `first working day of month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StartDay(pub AlignedTo);

/// The days that a phase ends on: `friday`, `last day of month`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndDay(pub AlignedTo);

impl Leaf for StartDay {
    const FORM: &'static str = "days to start on such as monday, 1st of month or first working day of month";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let to = match scalar.text.to_lowercase().as_str() {
            "1st of month" | "1. i måneden" => Some(AlignedTo::StartOfMonth),
            "first working day of month" | "første arbejdsdag i måneden" => Some(AlignedTo::FirstWorkingDay),
            other => working_weekday(other).map(AlignedTo::StartOnWeekday),
        };
        to.map(StartDay).ok_or_else(|| invalid(Self::CODE, scalar, Self::FORM))
    }
}

impl Leaf for EndDay {
    const FORM: &'static str = "days to end on such as friday or last day of month";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let to = match scalar.text.to_lowercase().as_str() {
            "last day of month" | "last working day of month" | "sidste dag i måneden" | "sidste arbejdsdag i måneden" => {
                Some(AlignedTo::EndOfMonth)
            }
            other => working_weekday(other).map(AlignedTo::EndOnWeekday),
        };
        to.map(EndDay).ok_or_else(|| invalid(Self::CODE, scalar, Self::FORM))
    }
}

/// Monday to Friday, short or in full: no phase starts or ends on a weekend by its weekday.
fn working_weekday(text: &str) -> Option<Weekday> {
    match text {
        "mon" | "monday" | "man" | "mandag" => Some(Weekday::Mon),
        "tue" | "tuesday" | "tir" | "tirsdag" => Some(Weekday::Tue),
        "wed" | "wednesday" | "ons" | "onsdag" => Some(Weekday::Wed),
        "thu" | "thursday" | "tor" | "torsdag" => Some(Weekday::Thu),
        "fri" | "friday" | "fre" | "fredag" => Some(Weekday::Fri),
        _ => None,
    }
}

/// How far from a meeting something decided at it lies: a distance, or only how firmly it lies on the meeting's own day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionText(pub DistanceText);

impl DecisionText {
    /// On the day of the meeting.
    pub fn same_day(priority: Option<Priority>) -> DecisionText {
        let (least, most) = (Some(0), Some(0));
        DecisionText(DistanceText { least, most, best: None, unit: DayUnit::Days, priority, nearest: false, same_month: false })
    }
}

impl Leaf for DecisionText {
    const FORM: &'static str = "a distance such as 0..5 working days, or must, should or could for the day itself";
    const CODE: Code = Code::InvalidDistance;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        match Priority::of(scalar.text.trim()) {
            Some(priority) => Ok(DecisionText::same_day(Some(priority))),
            None => DistanceText::parse(scalar).map(DecisionText),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DecisionText, EndDay, Firm, StartDay};
    use crate::calendar::civil::Weekday;
    use crate::diagnostic::code::Code;
    use crate::plan::priority::Priority;
    use crate::plan::roadmap::AlignedTo;
    use crate::schema::scalar::trial::read;

    fn firm<T>(value: T, priority: Option<Priority>) -> Firm<T> {
        Firm { value, priority }
    }

    #[test]
    fn days_to_start_and_end_on_are_read_in_both_languages() {
        assert_eq!(read("monday"), Ok(firm(StartDay(AlignedTo::StartOnWeekday(Weekday::Mon)), None)));
        assert_eq!(read("Mandag, bør"), Ok(firm(StartDay(AlignedTo::StartOnWeekday(Weekday::Mon)), Some(Priority::Should))));
        assert_eq!(read("1. i måneden"), Ok(firm(StartDay(AlignedTo::StartOfMonth), None)));
        assert_eq!(read("last day of month, must"), Ok(firm(EndDay(AlignedTo::EndOfMonth), Some(Priority::Must))));
        assert_eq!(read::<Firm<EndDay>>("søndag"), Err((Code::InvalidDays, "søndag".into())));
        assert_eq!(read::<Firm<StartDay>>("monday, perhaps"), Err((Code::UnknownWord, "perhaps".into())));
    }

    #[test]
    fn a_word_alone_means_the_day_of_the_meeting() {
        assert_eq!(read("should"), Ok(DecisionText::same_day(Some(Priority::Should))));
        assert_eq!(read("0..0 days"), Ok(DecisionText::same_day(None)));
        assert_eq!(read::<DecisionText>("soon").map_err(|fault| fault.0), Err(Code::InvalidDistance));
    }
}
