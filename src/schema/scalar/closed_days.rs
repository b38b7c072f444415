//! Which days a closure closes, and the conditions they are held to: `fri after easter+39`, `every fri`, `bridge-days`.
//!
//! What names one day or a run of days by itself is read in `dates`.

use crate::calendar::civil::Weekday;
use crate::calendar::closed_days::{Closing, Condition};
use crate::calendar::pattern::{DayPattern, Side, Step};
use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;
use crate::schema::scalar::dates::{empty, range};
use crate::schema::scalar::words::{Month, Word, invalid, word};

/// Days of every year, or dates, as [`DayRule`] reads them; `fri after easter+39`, `day before 06-05`, `every fri`,
/// `last fri of every month`, `july`, `weeks 28..30`, `bridge-days`.
impl Leaf for Closing {
    const FORM: &'static str =
        "days such as 06-05, 12-27..01-02, fri after easter+39, week 42, july, every fri, bridge-days or 2027-10-18..2027-10-22";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        match scalar.text.to_lowercase().as_str() {
            "bridge-days" | "indeklemte dage" => Ok(Closing::BridgeDays),
            _ => pattern(scalar).map(Closing::Pattern),
        }
    }
}

/// A weekday, or days.
impl Leaf for Condition {
    const FORM: &'static str = "a weekday such as fri, or days such as week 42";
    const CODE: Code = Code::InvalidDays;

    fn parse(scalar: &Scalar) -> Result<Self, Box<Diagnostic>> {
        let is_word = scalar.text.chars().all(char::is_alphabetic);
        if is_word && Month::of(&scalar.text).is_none() {
            return word::<Weekday>(scalar).map(Condition::On);
        }
        pattern(scalar).map(Condition::Among)
    }
}

fn pattern(scalar: &Scalar) -> Result<DayPattern, Box<Diagnostic>> {
    let words = scalar.words();
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    match lower.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [month] if Month::of(month).is_some() => return word::<Month>(&words[0]).map(|month| DayPattern::Month(month.0)),
        ["every" | "hver", _] => return word::<Weekday>(&words[1]).map(DayPattern::Weekly),
        [_, _, "of" | "i", "every" | "each" | "hver", "month" | "måned"] => {
            return Ok(DayPattern::Monthly { nth: nth(&words[0])?, weekday: word::<Weekday>(&words[1])? });
        }
        ["weeks" | "week" | "uge" | "uger", _] if words[1].text.contains("..") => return weeks(&words[1]),
        _ => {}
    }
    for (keyword, is_after) in [(" after ", true), (" efter ", true), (" before ", false), (" før ", false)] {
        if let Some(at) = scalar.text.find(keyword) {
            let before = words.iter().take_while(|word| word.text != keyword.trim()).cloned().collect::<Vec<_>>();
            let step = if is_after { step(&before, scalar, 1)? } else { step(&before, scalar, -1)? };
            return Ok(DayPattern::Beside { base: one_day(&scalar.tail(at + keyword.len()))?, step });
        }
    }
    DayRule::parse(scalar).map(DayPattern::Days)
}

/// The words before `after` or `before`; `sign` is 1 or −1 for them.
fn step(words: &[Scalar], whole: &Scalar, sign: i32) -> Result<Step, Box<Diagnostic>> {
    const FORM: &str = "such as fri after easter+39, mon on or after 08-01, day before 06-05 or 2 days before 12-24";
    let lower: Vec<String> = words.iter().map(|word| word.text.to_lowercase()).collect();
    match lower.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["day" | "dag" | "dagen"] => Ok(Step::Days(sign)),
        [count, "day" | "days" | "dag" | "dage"] => {
            let count = count.parse().ok().filter(|count| (1..=366).contains(count));
            count
                .map(|count: i32| Step::Days(sign * count))
                .ok_or_else(|| invalid(Code::InvalidDays, &words[0], "a number of days from 1 to 366"))
        }
        [_] => Ok(Step::Weekday(word::<Weekday>(&words[0])?, if sign > 0 { Side::After } else { Side::Before })),
        [_, "on" | "på", "or" | "eller"] => {
            Ok(Step::Weekday(word::<Weekday>(&words[0])?, if sign > 0 { Side::OnOrAfter } else { Side::OnOrBefore }))
        }
        _ => Err(invalid(Code::InvalidDays, whole, FORM)),
    }
}

/// A rule that names one day of each year: what lies beside a run of days would be many days.
fn one_day(scalar: &Scalar) -> Result<DayRule, Box<Diagnostic>> {
    let rule = DayRule::parse(scalar)?;
    match rule {
        DayRule::Easter { from, to } if from == to => Ok(rule),
        DayRule::Once { first, last } if first == last => Ok(rule),
        DayRule::Fixed { .. } | DayRule::NthWeekday { .. } => Ok(rule),
        DayRule::Easter { .. } | DayRule::Once { .. } | DayRule::Week { .. } | DayRule::Yearly { .. } => {
            Err(invalid(Code::InvalidDays, scalar, "one day such as 06-05, easter+39 or 3rd mon of september"))
        }
    }
}

fn weeks(ends: &Scalar) -> Result<DayPattern, Box<Diagnostic>> {
    let (first, last) = range(ends);
    let number = |word: &Scalar| {
        let number = word.text.parse().ok().filter(|number| (1..=53).contains(number));
        number.ok_or_else(|| invalid(Code::UnknownWeek, word, "a week from 1 to 53"))
    };
    let (from, to) = (number(&first)?, number(&last)?);
    if from <= to { Ok(DayPattern::Weeks { from, to }) } else { Err(empty(ends, &first.text, &last.text)) }
}

fn nth(word: &Scalar) -> Result<i8, Box<Diagnostic>> {
    match word.text.to_lowercase().as_str() {
        "last" | "sidste" => Ok(-1),
        counted => {
            let number = counted.trim_end_matches(|character: char| !character.is_ascii_digit()).parse().ok();
            number
                .filter(|nth| (1..=5).contains(nth))
                .ok_or_else(|| invalid(Code::InvalidDays, word, "1st, 2nd, 3rd, 4th, 5th or last"))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::Weekday;
    use crate::calendar::closed_days::{Closing, Condition};
    use crate::calendar::pattern::{DayPattern, Side, Step};
    use crate::calendar::rule::DayRule;
    use crate::schema::scalar::trial::read;

    fn beside(base: DayRule, step: Step) -> Closing {
        Closing::Pattern(DayPattern::Beside { base, step })
    }

    #[test]
    fn days_beside_another_day_are_read_in_both_languages() {
        let ascension = DayRule::easter(39);
        let friday = Step::Weekday(Weekday::Fri, Side::After);
        assert_eq!(read("fri after easter+39"), Ok(beside(ascension, friday)));
        assert_eq!(read("fre efter påske+39"), Ok(beside(ascension, friday)));
        assert_eq!(read("day after easter+39"), Ok(beside(ascension, Step::Days(1))));
        assert_eq!(read("dagen før 06-05"), Ok(beside(DayRule::Fixed { month: 6, day: 5 }, Step::Days(-1))));
        assert_eq!(read("2 days before 12-24"), Ok(beside(DayRule::Fixed { month: 12, day: 24 }, Step::Days(-2))));
        let side = Step::Weekday(Weekday::Mon, Side::OnOrBefore);
        assert_eq!(
            read("mon on or before 3rd tue of september"),
            Ok(beside(DayRule::NthWeekday { month: 9, nth: 3, weekday: Weekday::Tue }, side))
        );
    }

    #[test]
    fn weekdays_months_weeks_and_squeezed_days_are_read() {
        let pattern = |pattern| Ok(Closing::Pattern(pattern));
        assert_eq!(read("every fri"), pattern(DayPattern::Weekly(Weekday::Fri)));
        assert_eq!(read("sidste fre i hver måned"), pattern(DayPattern::Monthly { nth: -1, weekday: Weekday::Fri }));
        assert_eq!(read("July"), pattern(DayPattern::Month(7)));
        assert_eq!(read("weeks 28..30"), pattern(DayPattern::Weeks { from: 28, to: 30 }));
        assert_eq!(read("uge 42"), pattern(DayPattern::Days(DayRule::Week { number: 42 })));
        assert_eq!(read("indeklemte dage"), Ok(Closing::BridgeDays));
        assert_eq!(read("fre"), Ok(Condition::On(Weekday::Fri)));
        assert_eq!(read("week 42"), Ok(Condition::Among(DayPattern::Days(DayRule::Week { number: 42 }))));
    }

    #[test]
    fn the_word_that_is_wrong_is_underlined() {
        let fault = |text: &str| read::<Closing>(text).map_err(|fault| fault.1);
        assert_eq!(fault("fry after easter+39"), Err("fry".to_owned()));
        assert_eq!(fault("fri after week 42"), Err("week 42".to_owned()));
        assert_eq!(fault("fri after 02-30"), Err("02-30".to_owned()));
        assert_eq!(fault("0 days before 12-24"), Err("0".to_owned()));
        assert_eq!(fault("every day"), Err("day".to_owned()));
        assert_eq!(fault("weeks 28..54"), Err("54".to_owned()));
        assert_eq!(fault("weeks 30..28"), Err("30..28".to_owned()));
        assert_eq!(read::<Condition>("frey").map_err(|fault| fault.1), Err("frey".to_owned()));
    }
}
