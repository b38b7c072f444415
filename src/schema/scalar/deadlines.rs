//! When something is due: `5 working days before`, `monday 12:00 the week before`, `7 days before, with a weekend`.

use crate::calendar::civil::{NaiveTime, Weekday};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::plan::deadline::{Between, Lead, Side, WeekdayLead};
use crate::plan::priority::Priority;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::words::{Word, invalid, word};

/// When something is due around a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineText {
    /// How far from the meeting.
    pub lead: Lead,
    /// On which side of it.
    pub side: Side,
    /// What lies between.
    pub between: Between,
    /// The clock time, when one is said.
    pub time: Option<NaiveTime>,
}

/// The most weeks that a weekday may lie away: see [`most`].
const MOST_WEEKS: i64 = 42;

impl Leaf for DeadlineText {
    const FORM: &'static str = "a deadline such as 5 working days before, monday 12:00 the week before or 14 days after";
    const CODE: Code = Code::InvalidDeadline;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let pieces = scalar.pieces(',');
        let mut text = main(&pieces[0])?;
        for piece in &pieces[1..] {
            let words = piece.words();
            let said: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            match said.as_slice() {
                ["with", "a", "weekend"] | ["med", "weekend"] | ["med", "en", "weekend"] => text.between = Between::AWeekend,
                ["at" | "kl" | "kl.", _] if text.time.is_none() => text.time = Some(time(&words[1])?),
                _ => return Err(invalid(Code::InvalidDeadline, piece, "with a weekend, or a clock time such as at 12:00")),
            }
        }
        Ok(text)
    }
}

/// Reads all but what stands behind a comma: a weekday or an amount, a side, and perhaps a clock time.
fn main(piece: &Scalar) -> Result<DeadlineText, Box<Diagnostic>> {
    let mut words = piece.words();
    let mut clock = None;
    if let Some(at) = words.iter().position(|word| ["at", "kl", "kl."].contains(&word.text.as_str())) {
        let Some(told) = words.get(at + 1) else {
            return Err(invalid(Code::InvalidDeadline, &words[at], "at 12:00, with a clock time"));
        };
        clock = Some(time(told)?);
        words.drain(at..at + 2);
    } else if words.len() > 1 && words[1].text.contains(':') {
        clock = Some(time(&words.remove(1))?);
    }
    let Some((last, rest)) = words.split_last() else { return Err(invalid(Code::InvalidDeadline, piece, DeadlineText::FORM)) };
    let side = match last.text.as_str() {
        "before" | "før" => Side::Before,
        "after" | "efter" => Side::After,
        _ => return Err(invalid(Code::InvalidDeadline, last, "before or after")),
    };
    let lead = match rest.split_first() {
        Some((first, rest)) if weekday(&first.text).is_some() => of_weekday(piece, first, rest)?,
        Some((first, rest)) => of_amount(piece, first, rest)?,
        None => return Err(invalid(Code::InvalidDeadline, piece, DeadlineText::FORM)),
    };
    Ok(DeadlineText { lead, side, between: Between::Anything, time: clock })
}

/// `monday the week`, `mandag i ugen`, `friday 2 weeks`, each before `before` or `after`.
fn of_weekday(piece: &Scalar, day: &Scalar, rest: &[Scalar]) -> Result<Lead, Box<Diagnostic>> {
    let said: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
    let weeks = match said.as_slice() {
        ["the", "week"] | ["in", "the", "week"] | ["i", "ugen"] | ["ugen"] => 1,
        [_, "week" | "weeks" | "uge" | "uger"] => number(&rest[0], MOST_WEEKS)?,
        _ => {
            return Err(invalid(
                Code::InvalidDeadline,
                piece,
                "a weekday such as monday the week before or friday 2 weeks after",
            ));
        }
    };
    let days = weekday(&day.text).map_or(0, |day| day.num_days_from_monday());
    let (days, weeks) = (u8::try_from(days).unwrap_or(0), u32::try_from(weeks).unwrap_or(1));
    Ok(Lead::Weekday(WeekdayLead { days_after_monday: days, weeks }))
}

/// `5 working days`, `2 weeks`, `3 months`.
///
/// Working days are known a year beyond the planned years: see `Plan::MARGIN_DAYS`. So far a deadline may reach.
fn of_amount(piece: &Scalar, first: &Scalar, rest: &[Scalar]) -> Result<Lead, Box<Diagnostic>> {
    let said: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
    match said.as_slice() {
        ["day" | "days" | "dag" | "dage"] => Ok(Lead::Days(number(first, 300)?)),
        ["week" | "weeks" | "uge" | "uger"] => Ok(Lead::Days(number(first, MOST_WEEKS)? * 7)),
        ["working", "day" | "days"] | ["arbejdsdag" | "arbejdsdage"] => Ok(Lead::WorkingDays(number(first, 200)?)),
        ["month" | "months" | "måned" | "måneder"] => Ok(Lead::Months(u32::try_from(number(first, 9)?).unwrap_or(1))),
        _ => Err(invalid(Code::InvalidDeadline, piece, "a number with days, working days, weeks or months")),
    }
}

fn number(word: &Scalar, most: i64) -> Result<i64, Box<Diagnostic>> {
    let number = word.text.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| invalid(Code::InvalidDeadline, word, &format!("a whole number from 1 to {most}")))
}

/// A clock time; after `kl.` and `at` the minutes may be left out.
fn time(word: &Scalar) -> Result<NaiveTime, Box<Diagnostic>> {
    let hour = word.text.parse().ok().and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0));
    hour.map_or_else(|| NaiveTime::parse(word), Ok)
}

/// A weekday by its short or its whole name.
fn weekday(word: &str) -> Option<Weekday> {
    match word.to_lowercase().as_str() {
        "monday" | "mandag" => Some(Weekday::Mon),
        "tuesday" | "tirsdag" => Some(Weekday::Tue),
        "wednesday" | "onsdag" => Some(Weekday::Wed),
        "thursday" | "torsdag" => Some(Weekday::Thu),
        "friday" | "fredag" => Some(Weekday::Fri),
        "saturday" | "lørdag" => Some(Weekday::Sat),
        "sunday" | "søndag" => Some(Weekday::Sun),
        short => Weekday::of(short),
    }
}

/// Who sees to a deadline: `koordinator`, or `koordinator, must`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByText {
    /// The role.
    pub name: String,
    /// How firmly the person is to be there, when it is said.
    pub priority: Option<Priority>,
}

impl Leaf for ByText {
    const FORM: &'static str = "a role such as coordinator, or coordinator, must";
    const CODE: Code = Code::InvalidDeadline;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let pieces = scalar.pieces(',');
        let name = String::parse(&pieces[0])?;
        let priority = pieces.get(1).map(word).transpose()?;
        match pieces.get(2) {
            Some(extra) => Err(invalid(Code::InvalidDeadline, extra, "nothing more here")),
            None => Ok(ByText { name, priority }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ByText, DeadlineText};
    use crate::calendar::civil::NaiveTime;
    use crate::diagnostic::code::Code;
    use crate::plan::deadline::{Between, Lead, Side, WeekdayLead};
    use crate::plan::priority::Priority;
    use crate::schema::scalar::trial::read;

    fn before(lead: Lead) -> DeadlineText {
        DeadlineText { lead, side: Side::Before, between: Between::Anything, time: None }
    }

    fn monday(weeks: u32) -> DeadlineText {
        before(Lead::Weekday(WeekdayLead { days_after_monday: 0, weeks }))
    }

    #[test]
    fn amounts_and_weekdays_are_read_in_both_languages() {
        for text in ["5 working days before", "5 arbejdsdage før"] {
            assert_eq!(read(text), Ok(before(Lead::WorkingDays(5))));
        }
        assert_eq!(read("4 uger før"), Ok(before(Lead::Days(28))));
        assert_eq!(read("2 months after"), Ok(DeadlineText { side: Side::After, ..before(Lead::Months(2)) }));
        for text in
            ["monday the week before", "mandag i ugen før", "Monday in the week before", "mandag 1 uge før", "man ugen før"]
        {
            assert_eq!(read(text), Ok(monday(1)), "{text}");
        }
        assert_eq!(read("mandag 2 uger før"), Ok(monday(2)));
    }

    #[test]
    fn a_clock_time_stands_behind_the_weekday_or_at_the_end() {
        let noon = NaiveTime::from_hms_opt(12, 0, 0);
        for text in [
            "monday 12:00 the week before",
            "monday at 12:00 the week before",
            "mandag kl. 12 i ugen før",
            "mandag i ugen før kl. 12.00",
            "monday the week before, at 12",
        ] {
            assert_eq!(read(text), Ok(DeadlineText { time: noon, ..monday(1) }), "{text}");
        }
        assert_eq!(read("3 days before at 12:00"), Ok(DeadlineText { time: noon, ..before(Lead::Days(3)) }));
        for text in ["7 days before, with a weekend, at 12:00", "7 dage før, kl. 12, med en weekend"] {
            let weekend = DeadlineText { between: Between::AWeekend, time: noon, ..before(Lead::Days(7)) };
            assert_eq!(read(text), Ok(weekend), "{text}");
        }
    }

    #[test]
    fn the_wrong_word_of_a_deadline_is_underlined() {
        for (text, wrong) in [
            ("5 working days afore", "afore"),
            ("0 days before", "0"),
            ("301 days before", "301"),
            ("43 weeks before", "43"),
            ("10 months before", "10"),
            ("201 working days after", "201"),
            ("5 moons before", "5 moons before"),
            ("moonday the week before", "moonday the week before"),
            ("monday the month before", "monday the month before"),
            ("5 days before, with two weekends", "with two weekends"),
            ("before", "before"),
        ] {
            assert_eq!(read::<DeadlineText>(text), Err((Code::InvalidDeadline, wrong.into())), "{text}");
        }
        assert_eq!(read::<DeadlineText>("monday at 25 the week before"), Err((Code::InvalidTime, "25".into())));
    }

    #[test]
    fn who_sees_to_it_may_be_said_firmly() {
        assert_eq!(read("coordinator"), Ok(ByText { name: "coordinator".into(), priority: None }));
        assert_eq!(read("formand, skal"), Ok(ByText { name: "formand".into(), priority: Some(Priority::Must) }));
        assert_eq!(read::<ByText>("formand, maybe"), Err((Code::UnknownWord, "maybe".into())));
    }
}
