//! Distances in words: `at least 21 days`, `1 to 10 working days after`.

use crate::plan::distance::{DayUnit, Distance};

/// How far apart two dates lie that follow each other.
pub fn between(distance: &Distance) -> String {
    format!("{} {}", range(distance.least, distance.most), unit(distance, distance.most.or(distance.least)))
}

/// How one date lies to another: `1 to 10 days after`, `at most 5 working days before`, `on the day of`.
pub fn towards(distance: &Distance) -> String {
    match (distance.least, distance.most) {
        (Some(0), Some(0)) => "on the day of".to_owned(),
        (_, Some(most)) if most <= 0 => format!("{} before", between(&distance.reversed())),
        (Some(least), Some(most)) if least < 0 => {
            format!("from {} {} before to {most} {} after", -least, unit(distance, Some(-least)), unit(distance, Some(most)))
        }
        (Some(_) | None, Some(_) | None) => format!("{} after", between(distance)),
    }
}

fn range(least: Option<i64>, most: Option<i64>) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{least}"),
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (Some(least), None) => format!("at least {least}"),
        (None, Some(most)) => format!("at most {most}"),
        (None, None) => "any number of".to_owned(),
    }
}

fn unit(distance: &Distance, count: Option<i64>) -> &'static str {
    match (distance.unit, count) {
        (DayUnit::Days, Some(1)) => "day",
        (DayUnit::Days, Some(_) | None) => "days",
        (DayUnit::WorkingDays, Some(1)) => "working day",
        (DayUnit::WorkingDays, Some(_) | None) => "working days",
    }
}

#[cfg(test)]
mod tests {
    use super::{between, towards};
    use crate::diagnostic::source::Span;
    use crate::plan::distance::{DayUnit, Distance};
    use crate::plan::priority::Priority;

    fn distance(least: Option<i64>, most: Option<i64>, unit: DayUnit) -> Distance {
        Distance { least, most, best: None, unit, priority: Priority::Must, span: Span::default() }
    }

    #[test]
    fn a_range_is_told_from_the_side_it_lies_on() {
        let days = |least, most| towards(&distance(least, most, DayUnit::Days));
        assert_eq!(days(Some(1), Some(10)), "1 to 10 days after");
        assert_eq!(days(Some(-10), Some(-1)), "1 to 10 days before");
        assert_eq!(days(Some(0), Some(0)), "on the day of");
        assert_eq!(days(Some(-3), Some(1)), "from 3 days before to 1 day after");
        assert_eq!(days(None, Some(-5)), "at least 5 days before");
        assert_eq!(days(Some(1), None), "at least 1 day after");
    }

    #[test]
    fn one_is_told_in_the_singular() {
        assert_eq!(between(&distance(None, Some(1), DayUnit::WorkingDays)), "at most 1 working day");
        assert_eq!(between(&distance(Some(2), Some(2), DayUnit::WorkingDays)), "2 working days");
    }
}
