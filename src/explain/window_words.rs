//! Stretches of days in words: a day, an ISO week, a month, a quarter or a year by its name, any other by its two ends.

use crate::calendar::civil::{Datelike, Days, Months, NaiveDate};
use crate::calendar::iso_week::Week;
use crate::plan::date_words::{long_date, month_name, week_label, weekday_name};
use crate::plan::language::Language;
use crate::plan::occurrence::Window;

/// When something is the case all the time: `i maj 2027`, `fra mandag 10. maj til fredag 14. maj 2027`,
/// `from Monday 10 May to Friday 14 May 2027`.
pub fn throughout(language: Language, window: Window) -> String {
    named(language, window).unwrap_or_else(|| match language {
        Language::Danish => format!("fra {}", ends(language, window, "til")),
        Language::English => format!("from {}", ends(language, window, "to")),
    })
}

/// When something is the case at some time: `i maj 2027`, `mellem mandag 10. maj og fredag 14. maj 2027`,
/// `between Monday 10 May and Friday 14 May 2027`.
pub fn sometime(language: Language, window: Window) -> String {
    named(language, window).unwrap_or_else(|| match language {
        Language::Danish => format!("mellem {}", ends(language, window, "og")),
        Language::English => format!("between {}", ends(language, window, "and")),
    })
}

/// The days themselves: `mandag 10. maj til fredag 14. maj 2027`, `Thursday 6 May 2027`.
pub fn days(language: Language, window: Window) -> String {
    if window.first == window.last {
        return long_date(language, window.first);
    }
    match language {
        Language::Danish => ends(language, window, "til"),
        Language::English => ends(language, window, "to"),
    }
}

/// The two ends; the year once where it is one.
fn ends(language: Language, window: Window, to: &str) -> String {
    let Window { first, last } = window;
    let from = if first.year() == last.year() { day_and_month(language, first) } else { long_date(language, first) };
    format!("{from} {to} {}", long_date(language, last))
}

/// A date without its year: `mandag 10. maj`, `Monday 10 May`.
fn day_and_month(language: Language, date: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(language, date), month_name(language, date));
    match language {
        Language::Danish => format!("{weekday} {}. {month}", date.day()),
        Language::English => format!("{weekday} {} {month}", date.day()),
    }
}

/// The name of a stretch that has one, with its preposition.
fn named(language: Language, window: Window) -> Option<String> {
    let Window { first, last } = window;
    if first == last {
        return Some(match language {
            Language::Danish => long_date(language, first),
            Language::English => format!("on {}", long_date(language, first)),
        });
    }
    let next = last.succ_opt()?;
    let lasts = |months| first.day() == 1 && first.checked_add_months(Months::new(months)) == Some(next);
    let (year, quarter) = (first.year(), first.month0() / 3 + 1);
    if lasts(1) {
        let month = month_name(language, first);
        return Some(match language {
            Language::Danish => format!("i {month} {year}"),
            Language::English => format!("in {month} {year}"),
        });
    }
    if lasts(3) && first.month0().is_multiple_of(3) {
        return Some(match language {
            Language::Danish => format!("i {quarter}. kvartal {year}"),
            Language::English => format!("in quarter {quarter} of {year}"),
        });
    }
    if lasts(12) && first.month() == 1 {
        return Some(match language {
            Language::Danish => format!("i {year}"),
            Language::English => format!("in {year}"),
        });
    }
    let week = Week::of(first);
    (week.monday() == first && first.checked_add_days(Days::new(7)) == Some(next)).then(|| {
        let (label, year) = (week_label(language, first), week.year());
        match language {
            Language::Danish => format!("i {label} i {year}"),
            Language::English => format!("in {label} of {year}"),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{days, sometime, throughout};
    use crate::plan::language::Language::{self, Danish, English};
    use crate::plan::occurrence::Window;

    fn window(first: &str, last: &str) -> Window {
        Window { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    #[test]
    fn a_stretch_that_has_a_name_is_told_by_it() {
        let told = |language: Language, first, last| sometime(language, window(first, last));
        for (first, last, danish, english) in [
            ("2027-05-06", "2027-05-06", "torsdag 6. maj 2027", "on Thursday 6 May 2027"),
            ("2027-05-01", "2027-05-31", "i maj 2027", "in May 2027"),
            ("2027-12-01", "2027-12-31", "i december 2027", "in December 2027"),
            ("2027-04-01", "2027-06-30", "i 2. kvartal 2027", "in quarter 2 of 2027"),
            ("2027-01-01", "2027-12-31", "i 2027", "in 2027"),
            ("2026-12-28", "2027-01-03", "i uge 53 i 2026", "in week 53 of 2026"),
            (
                "2027-02-01",
                "2027-04-30",
                "mellem mandag 1. februar og fredag 30. april 2027",
                "between Monday 1 February and Friday 30 April 2027",
            ),
        ] {
            assert_eq!(told(Danish, first, last), danish);
            assert_eq!(told(English, first, last), english);
        }
    }

    #[test]
    fn the_year_is_told_once_where_it_is_one() {
        let leave = window("2027-05-10", "2027-05-14");
        assert_eq!(throughout(Danish, leave), "fra mandag 10. maj til fredag 14. maj 2027");
        assert_eq!(throughout(English, leave), "from Monday 10 May to Friday 14 May 2027");
        let over = window("2027-12-20", "2028-01-02");
        assert_eq!(days(Danish, over), "mandag 20. december 2027 til søndag 2. januar 2028");
        assert_eq!(days(English, window("2027-05-06", "2027-05-06")), "Thursday 6 May 2027");
    }
}
