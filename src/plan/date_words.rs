//! Dates, weeks and clock times in words, in Danish and English. Knows a date and a language, and nothing that happens then.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::calendar::iso_week::Week;
use crate::plan::language::Language;

/// A whole date: `torsdag 4. marts 2027`, `Thursday 4 March 2027`.
pub fn long_date(language: Language, date: NaiveDate) -> String {
    let (weekday, month) = (weekday_name(language, date), month_name(language, date));
    match language {
        Language::Danish => format!("{weekday} {}. {month} {}", date.day(), date.year()),
        Language::English => format!("{weekday} {} {month} {}", date.day(), date.year()),
    }
}

/// The ISO week of a date, without its year: `uge 10`, `week 10`.
pub fn week_label(language: Language, date: NaiveDate) -> String {
    let week = match language {
        Language::Danish => "uge",
        Language::English => "week",
    };
    format!("{week} {}", Week::of(date).number())
}

/// A clock time as the language writes it: `13.00`, `13:00`.
pub fn clock(language: Language, time: NaiveTime) -> String {
    match language {
        Language::Danish => time.format("%H.%M").to_string(),
        Language::English => time.format("%H:%M").to_string(),
    }
}

/// A clock time behind other words: ` kl. 12.00`, ` at 12:00`; nothing where there is none.
pub fn at_time(language: Language, time: Option<NaiveTime>) -> String {
    let before = match language {
        Language::Danish => " kl. ",
        Language::English => " at ",
    };
    time.map_or_else(String::new, |time| format!("{before}{}", clock(language, time)))
}

/// The weekday of a date, as it stands inside a sentence: `torsdag`, `Thursday`.
pub fn weekday_name(language: Language, date: NaiveDate) -> &'static str {
    weekday(language, date.weekday())
}

/// A weekday, as it stands inside a sentence: `torsdag`, `Thursday`.
pub fn weekday(language: Language, weekday: Weekday) -> &'static str {
    match (language, weekday) {
        (Language::Danish, Weekday::Mon) => "mandag",
        (Language::Danish, Weekday::Tue) => "tirsdag",
        (Language::Danish, Weekday::Wed) => "onsdag",
        (Language::Danish, Weekday::Thu) => "torsdag",
        (Language::Danish, Weekday::Fri) => "fredag",
        (Language::Danish, Weekday::Sat) => "lørdag",
        (Language::Danish, Weekday::Sun) => "søndag",
        (Language::English, Weekday::Mon) => "Monday",
        (Language::English, Weekday::Tue) => "Tuesday",
        (Language::English, Weekday::Wed) => "Wednesday",
        (Language::English, Weekday::Thu) => "Thursday",
        (Language::English, Weekday::Fri) => "Friday",
        (Language::English, Weekday::Sat) => "Saturday",
        (Language::English, Weekday::Sun) => "Sunday",
    }
}

/// The weekday of a date in three letters without a full stop: `tor`, `Thu`.
pub fn short_weekday(language: Language, date: NaiveDate) -> &'static str {
    shortened(weekday_name(language, date))
}

/// The month of a date, as it stands inside a sentence: `marts`, `March`.
pub fn month_name(language: Language, date: NaiveDate) -> &'static str {
    let names: [&str; 12] = match language {
        Language::Danish => [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        Language::English => [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    };
    names[date.month0() as usize]
}

/// The month of a date in three letters without a full stop: `mar`, `Mar`.
pub fn short_month(language: Language, date: NaiveDate) -> &'static str {
    shortened(month_name(language, date))
}

/// The first three letters of a name of a weekday or month, which is how both languages shorten them.
fn shortened(name: &'static str) -> &'static str {
    let end = name.char_indices().nth(3).map_or(name.len(), |(index, _)| index);
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::{at_time, clock, long_date, month_name, short_month, short_weekday, week_label};
    use crate::calendar::civil::{NaiveDate, NaiveTime};
    use crate::plan::language::Language;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_danish_date_is_lower_case_with_a_full_stop_after_the_day() {
        assert_eq!(long_date(Language::Danish, date("2027-03-04")), "torsdag 4. marts 2027");
        assert_eq!(long_date(Language::English, date("2027-03-04")), "Thursday 4 March 2027");
    }

    #[test]
    fn a_short_weekday_is_cut_after_a_letter_not_after_a_byte() {
        let week = ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-06", "2027-03-07"];
        let short = week.map(|day| short_weekday(Language::Danish, date(day)));
        assert_eq!(short, ["man", "tir", "ons", "tor", "fre", "lør", "søn"]);
    }

    #[test]
    fn the_first_and_the_last_month_have_their_names() {
        assert_eq!(month_name(Language::Danish, date("2027-01-01")), "januar");
        assert_eq!(month_name(Language::English, date("2027-12-31")), "December");
        assert_eq!(short_month(Language::Danish, date("2027-05-01")), "maj");
    }

    #[test]
    fn a_week_is_the_iso_week_also_where_it_belongs_to_another_year() {
        assert_eq!(week_label(Language::Danish, date("2027-01-03")), "uge 53");
        assert_eq!(week_label(Language::English, date("2027-01-04")), "week 1");
    }

    #[test]
    fn a_clock_time_has_a_full_stop_in_danish() {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        assert_eq!([Language::Danish, Language::English].map(|language| clock(language, noon)), ["12.00", "12:00"]);
        assert_eq!(at_time(Language::Danish, Some(noon)), " kl. 12.00");
        assert_eq!(at_time(Language::English, None), "");
    }
}
