//! Distances in words: `mindst 3 uger`, `1 to 10 working days after`.

use crate::diagnostic::source::Span;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::language::Language;
use crate::plan::priority::Priority;

/// How far apart two dates lie that follow each other.
pub fn between(language: Language, distance: &Distance) -> String {
    let (distance, unit) = in_weeks(distance);
    let range = range(language, distance.least, distance.most);
    format!("{range} {}", unit.counted(language, distance.most.or(distance.least)))
}

/// How one date lies to another: `1 to 10 days after`, `højst 5 arbejdsdage før`, `on the day of`.
pub fn towards(language: Language, distance: &Distance) -> String {
    let (same_day, or, before, after) = match language {
        Language::Danish => ("samme dag som", "eller", "før", "efter"),
        Language::English => ("on the day of", "or", "before", "after"),
    };
    match (distance.least, distance.most) {
        (Some(0), Some(0)) => same_day.to_owned(),
        (Some(0), None) => format!("{same_day} {or} {after}"),
        (None, Some(0)) => format!("{same_day} {or} {before}"),
        (_, Some(most)) if most <= 0 => format!("{} {before}", between(language, &distance.reversed())),
        (Some(least), Some(most)) if least < 0 => {
            let (_, unit) = in_weeks(distance);
            let of = |days: i64| format!("{} {}", days / unit.days(), unit.counted(language, Some(days / unit.days())));
            match language {
                Language::Danish => format!("fra {} {before} til {} {after}", of(-least), of(most)),
                Language::English => format!("from {} {before} to {} {after}", of(-least), of(most)),
            }
        }
        (Some(_) | None, Some(_) | None) => format!("{} {after}", between(language, distance)),
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Weeks,
    Days,
    WorkingDays,
}

/// The same distance in weeks where it is one of whole weeks.
fn in_weeks(distance: &Distance) -> (Distance, Unit) {
    let ends = || [distance.least, distance.most].into_iter().flatten();
    match distance.unit {
        DayUnit::WorkingDays => (distance.clone(), Unit::WorkingDays),
        DayUnit::Days if ends().any(|end| end != 0) && ends().all(|end| end % 7 == 0) => {
            let weeks = |end: Option<i64>| end.map(|end| end / 7);
            (Distance { least: weeks(distance.least), most: weeks(distance.most), ..distance.clone() }, Unit::Weeks)
        }
        DayUnit::Days => (distance.clone(), Unit::Days),
    }
}

/// `mindst 3`, `højst 10`, `3 til 5`. Nothing lies less than 0 apart, so that is no end that is told.
fn range(language: Language, least: Option<i64>, most: Option<i64>) -> String {
    let (at_least, at_most, to, any) = match language {
        Language::Danish => ("mindst", "højst", "til", "et vilkårligt antal"),
        Language::English => ("at least", "at most", "to", "any number of"),
    };
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least}"),
        (Some(0) | None, Some(most)) => format!("{at_most} {most}"),
        (Some(least), Some(most)) => format!("{least} {to} {most}"),
        (Some(least), None) => format!("{at_least} {least}"),
        (None, None) => any.to_owned(),
    }
}

/// So many, whole weeks as such: `3 uger`, `10 working days`.
pub fn exactly(language: Language, count: i64, unit: DayUnit) -> String {
    let (least, most) = (Some(count), Some(count));
    between(language, &Distance { least, most, best: None, unit, priority: Priority::Must, span: Span::default() })
}

impl Unit {
    /// How many of what the plan counts are one of these.
    fn days(self) -> i64 {
        match self {
            Unit::Weeks => 7,
            Unit::Days | Unit::WorkingDays => 1,
        }
    }

    fn counted(self, language: Language, count: Option<i64>) -> &'static str {
        let is_one = count == Some(1);
        match (language, self, is_one) {
            (Language::Danish, Unit::Weeks, true) => "uge",
            (Language::Danish, Unit::Weeks, false) => "uger",
            (Language::Danish, Unit::Days, true) => "dag",
            (Language::Danish, Unit::Days, false) => "dage",
            (Language::Danish, Unit::WorkingDays, true) => "arbejdsdag",
            (Language::Danish, Unit::WorkingDays, false) => "arbejdsdage",
            (Language::English, Unit::Weeks, true) => "week",
            (Language::English, Unit::Weeks, false) => "weeks",
            (Language::English, Unit::Days, true) => "day",
            (Language::English, Unit::Days, false) => "days",
            (Language::English, Unit::WorkingDays, true) => "working day",
            (Language::English, Unit::WorkingDays, false) => "working days",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{between, towards};
    use crate::diagnostic::source::Span;
    use crate::plan::distance::{DayUnit, Distance};
    use crate::plan::language::Language::{Danish, English};
    use crate::plan::priority::Priority;

    fn distance(least: Option<i64>, most: Option<i64>, unit: DayUnit) -> Distance {
        Distance { least, most, best: None, unit, priority: Priority::Must, span: Span::default() }
    }

    #[test]
    fn a_range_is_told_from_the_side_it_lies_on() {
        for (least, most, danish, english) in [
            (Some(1), Some(10), "1 til 10 dage efter", "1 to 10 days after"),
            (Some(-10), Some(-1), "1 til 10 dage før", "1 to 10 days before"),
            (Some(0), Some(10), "højst 10 dage efter", "at most 10 days after"),
            (Some(-10), Some(0), "højst 10 dage før", "at most 10 days before"),
            (Some(0), Some(0), "samme dag som", "on the day of"),
            (Some(0), None, "samme dag som eller efter", "on the day of or after"),
            (None, Some(0), "samme dag som eller før", "on the day of or before"),
            (Some(-3), Some(1), "fra 3 dage før til 1 dag efter", "from 3 days before to 1 day after"),
            (None, Some(-5), "mindst 5 dage før", "at least 5 days before"),
            (Some(1), None, "mindst 1 dag efter", "at least 1 day after"),
        ] {
            let distance = distance(least, most, DayUnit::Days);
            assert_eq!([Danish, English].map(|language| towards(language, &distance)), [danish, english]);
        }
    }

    #[test]
    fn whole_weeks_are_told_as_such() {
        for (least, most, danish, english) in [
            (Some(21), None, "mindst 3 uger", "at least 3 weeks"),
            (Some(21), Some(35), "3 til 5 uger", "3 to 5 weeks"),
            (None, Some(7), "højst 1 uge", "at most 1 week"),
            (Some(21), Some(30), "21 til 30 dage", "21 to 30 days"),
        ] {
            let distance = distance(least, most, DayUnit::Days);
            assert_eq!([Danish, English].map(|language| between(language, &distance)), [danish, english]);
        }
        let around = distance(Some(-14), Some(7), DayUnit::Days);
        assert_eq!(towards(Danish, &around), "fra 2 uger før til 1 uge efter");
        // Five or ten working days are no weeks: holidays lie between.
        assert_eq!(between(Danish, &distance(Some(7), None, DayUnit::WorkingDays)), "mindst 7 arbejdsdage");
    }

    #[test]
    fn one_is_told_in_the_singular() {
        assert_eq!(between(English, &distance(None, Some(1), DayUnit::WorkingDays)), "at most 1 working day");
        assert_eq!(between(Danish, &distance(Some(2), Some(2), DayUnit::WorkingDays)), "2 arbejdsdage");
    }
}
