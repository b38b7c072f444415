//! How often a group meets, in Danish and English: `hver anden måned`, `anden tirsdag i måneden`. Knows a plan and no dates
//! that were chosen.

use crate::calendar::civil::{Datelike, Days, NaiveDate};
use crate::calendar::planning_year::PlanningYear;
use crate::plan::cycle::Period;
use crate::plan::date_words::{month_name, weekday, weekday_name};
use crate::plan::group::GroupId;
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, Origin};
use crate::plan::plan::Plan;

/// The days that one meeting of named windows lies between.
pub fn between(language: Language, occurrence: &Occurrence) -> String {
    let day = |date: NaiveDate| match language {
        Language::Danish => format!("{}. {}", date.day(), month_name(language, date)),
        Language::English => format!("{} {}", date.day(), month_name(language, date)),
    };
    let (first, last) = (day(occurrence.window.value.first), day(occurrence.window.value.last));
    match language {
        Language::Danish => format!("et møde mellem {first} og {last}"),
        Language::English => format!("one meeting between {first} and {last}"),
    }
}

/// How often a group meets, in words: `hver anden måned`, `anden tirsdag i måneden`. Counted in the first planned year.
pub fn rhythm(plan: &Plan, id: GroupId) -> String {
    let language = plan.language;
    let cycle = &plan.group(id).cycle;
    let first_year = PlanningYear::of(plan.horizon).next().map(|year| year.days());
    let asked = |occurrence: &&Occurrence| {
        occurrence.group == id && occurrence.exception.as_ref().is_none_or(|exception| exception.origin == Origin::Rhythm)
    };
    let own: Vec<&Occurrence> = plan.occurrences.iter().filter(asked).collect();
    let day = |occurrence: &Occurrence| occurrence.nominal.unwrap_or(occurrence.window.value.first);
    let count = own.iter().filter(|occurrence| first_year.is_some_and(|year| year.contains(day(occurrence)))).count();
    let nominals: Option<Vec<NaiveDate>> = own.iter().map(|occurrence| occurrence.nominal).collect();
    let Some(numbered) = nominals.as_deref().and_then(|nominals| numbered(language, nominals)) else {
        let often = often(language, cycle.period, count);
        return match (language, cycle.weekdays.value.as_slice()) {
            (Language::Danish, [day]) => format!("{often}, en {}", weekday(language, *day)),
            (Language::English, [day]) => format!("{often}, on a {}", weekday(language, *day)),
            (Language::Danish | Language::English, _) => often,
        };
    };
    match cycle.period {
        Period::Week => often(language, Period::Week, count),
        Period::Month | Period::Quarter | Period::HalfYear | Period::Year | Period::Window => match (language, count) {
            (Language::Danish, 12) => format!("{numbered} i måneden"),
            (Language::English, 12) => format!("the {numbered} of the month"),
            (Language::Danish, _) => format!("{numbered}, {}", often(language, Period::Month, count)),
            (Language::English, _) => format!("the {numbered}, {}", often(language, Period::Month, count)),
        },
    }
}

/// The numbered weekday that all these days are: `anden tirsdag`; none where they are different ones.
fn numbered(language: Language, days: &[NaiveDate]) -> Option<String> {
    let (first, rest) = days.split_first()?;
    let nth = |date: &NaiveDate| date.day0() / 7;
    let is_last = |date: &NaiveDate| date.checked_add_days(Days::new(7)).is_some_and(|next| next.month() != date.month());
    let alike = rest.iter().all(|day| day.weekday() == first.weekday());
    let ordinal = if rest.iter().all(|day| nth(day) == nth(first)) {
        let index = usize::try_from(nth(first)).ok()?;
        match language {
            Language::Danish => ["første", "anden", "tredje", "fjerde", "femte"].get(index)?,
            Language::English => ["first", "second", "third", "fourth", "fifth"].get(index)?,
        }
    } else if days.iter().all(is_last) {
        match language {
            Language::Danish => "sidste",
            Language::English => "last",
        }
    } else {
        return None;
    };
    alike.then(|| format!("{ordinal} {}", weekday_name(language, *first)))
}

/// How often so many meetings a year are, in a period.
fn often(language: Language, period: Period, count: usize) -> String {
    let whole = match period {
        Period::Week => 52,
        Period::Month => 12,
        Period::Quarter => 4,
        Period::HalfYear => 2,
        Period::Year => 1,
        Period::Window => 0,
    };
    // A year may have 53 weeks, and the first and the last one may lie in others.
    let is = |part: usize| count * part == whole || period == Period::Week && (count * part).abs_diff(whole) <= part;
    let step = [1, 2, 3, 4].into_iter().find(|step| whole > 0 && is(*step));
    let words = match (language, period, step) {
        (Language::Danish, Period::Week, Some(step)) => {
            ["hver uge", "hver anden uge", "hver tredje uge", "hver fjerde uge"][step - 1]
        }
        (Language::Danish, Period::Month, Some(step)) => {
            ["hver måned", "hver anden måned", "hver tredje måned", "hver fjerde måned"][step - 1]
        }
        (Language::Danish, Period::Quarter, Some(step @ 1..=2)) => ["hvert kvartal", "hvert andet kvartal"][step - 1],
        (Language::Danish, Period::HalfYear, Some(1)) => "hvert halvår",
        (Language::Danish, Period::Year, Some(1)) => "hvert år",
        (Language::English, Period::Week, Some(step)) => {
            ["every week", "every second week", "every third week", "every fourth week"][step - 1]
        }
        (Language::English, Period::Month, Some(step)) => {
            ["every month", "every second month", "every third month", "every fourth month"][step - 1]
        }
        (Language::English, Period::Quarter, Some(step @ 1..=2)) => ["every quarter", "every second quarter"][step - 1],
        (Language::English, Period::HalfYear, Some(1)) => "every half-year",
        (Language::English, Period::Year, Some(1)) => "every year",
        (Language::Danish, _, _) if count == 1 => "en gang om året",
        (Language::English, _, _) if count == 1 => "once a year",
        (Language::Danish, _, _) => return format!("{count} gange om året"),
        (Language::English, _, _) => return format!("{count} times a year"),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::often;
    use crate::plan::cycle::Period;
    use crate::plan::language::Language;

    #[test]
    fn how_often_is_told_in_the_words_of_the_period() {
        for (period, count, danish, english) in [
            (Period::Week, 52, "hver uge", "every week"),
            (Period::Week, 53, "hver uge", "every week"),
            (Period::Week, 26, "hver anden uge", "every second week"),
            (Period::Week, 10, "10 gange om året", "10 times a year"),
            (Period::Month, 12, "hver måned", "every month"),
            (Period::Month, 6, "hver anden måned", "every second month"),
            (Period::Month, 11, "11 gange om året", "11 times a year"),
            (Period::Quarter, 4, "hvert kvartal", "every quarter"),
            (Period::HalfYear, 2, "hvert halvår", "every half-year"),
            (Period::Year, 1, "hvert år", "every year"),
            (Period::Window, 1, "en gang om året", "once a year"),
        ] {
            assert_eq!(often(Language::Danish, period, count), danish);
            assert_eq!(often(Language::English, period, count), english);
        }
    }
}
