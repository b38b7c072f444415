//! Public holidays of a country, computed from its rules; there is no table of dates.
//!
//! Knows only the days the law makes public holidays: what an employer closes besides is a closure of a calendar.
//! A new country is one more variant, its code, and its list of rules.

use std::fmt;
use std::str::FromStr;

use crate::calendar::civil::NaiveDate;
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::{DatedRule, DayRule};

/// A country whose public holidays are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Country {
    /// Denmark; complete for the years 1900 to 2100.
    Dk,
}

/// A public holiday on its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// The name in the language of the country.
    pub name: &'static str,
    /// The name in English.
    pub english: &'static str,
}

impl Country {
    /// Every country, in the order of the codes.
    pub const ALL: [Country; 1] = [Country::Dk];

    /// Gives the two letters of ISO 3166-1, in lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Country::Dk => "dk",
        }
    }

    /// Gives the rules of the country, in the order of a year.
    const fn rules(self) -> &'static [HolidayRule] {
        match self {
            Country::Dk => &DENMARK,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl FromStr for Country {
    type Err = String;

    /// Reads the code of a country, in upper or lower case. The fault names the codes that are known.
    fn from_str(text: &str) -> Result<Country, String> {
        Country::ALL.into_iter().find(|country| country.code().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let known = Country::ALL.map(|country| format!("`{country}`")).join(", ");
            format!("no public holidays are known for `{text}`; the countries are {known}")
        })
    }
}

/// Gives the public holidays of a country in a year, in order; two that share a day are both told.
///
/// A year outside 1583 to 9999 has none.
pub fn public_holidays(country: Country, year: i32) -> Vec<Holiday> {
    let Some(horizon) = Horizon::of_years(year, year) else {
        return Vec::new();
    };
    let mut holidays: Vec<Holiday> = country
        .rules()
        .iter()
        .flat_map(|holiday| {
            let on = |date| Holiday { date, name: holiday.name, english: holiday.english };
            holiday.rule.days(horizon).into_iter().map(on)
        })
        .collect();
    holidays.sort_by_key(|holiday| holiday.date);
    holidays
}

/// A public holiday before it has a date.
struct HolidayRule {
    name: &'static str,
    english: &'static str,
    rule: DatedRule,
}

/// The public holidays of Denmark (*helligdage*): the feasts the ordinance of 26 October 1770 left standing.
///
/// *Store bededag* was kept to 2023: Act 214 of 6 March 2023 abolished it from 1 January 2024. Constitution Day (5 June),
/// 24 and 31 December are not among them.
const DENMARK: [HolidayRule; 11] = [
    fixed(1, 1, "Nytårsdag", "New Year's Day"),
    easter(-3, "Skærtorsdag", "Maundy Thursday"),
    easter(-2, "Langfredag", "Good Friday"),
    easter(0, "Påskedag", "Easter Sunday"),
    easter(1, "2. påskedag", "Easter Monday"),
    HolidayRule {
        name: "Store bededag",
        english: "Great Prayer Day",
        rule: DatedRule { until: Some(2023), ..DatedRule::always(DayRule::easter(26)) },
    },
    easter(39, "Kristi himmelfartsdag", "Ascension Day"),
    easter(49, "Pinsedag", "Whit Sunday"),
    easter(50, "2. pinsedag", "Whit Monday"),
    fixed(12, 25, "Juledag", "Christmas Day"),
    fixed(12, 26, "2. juledag", "Second Day of Christmas"),
];

/// States a holiday on the same date each year.
const fn fixed(month: u32, day: u32, name: &'static str, english: &'static str) -> HolidayRule {
    HolidayRule { name, english, rule: DatedRule::always(DayRule::Fixed { month, day }) }
}

/// States a holiday so many days after Easter Sunday.
const fn easter(offset: i32, name: &'static str, english: &'static str) -> HolidayRule {
    HolidayRule { name, english, rule: DatedRule::always(DayRule::easter(offset)) }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, Weekday};
    use crate::calendar::holidays::{Country, public_holidays};

    fn dates(year: i32) -> Vec<String> {
        public_holidays(Country::Dk, year).iter().map(|holiday| holiday.date.to_string()).collect()
    }

    fn date_of(name: &str, year: i32) -> Option<String> {
        let holidays = public_holidays(Country::Dk, year);
        holidays.iter().find(|holiday| holiday.name == name).map(|holiday| holiday.date.to_string())
    }

    #[test]
    fn the_danish_holidays_of_2027_are_the_ten_of_the_almanac() {
        let almanac = [
            "2027-01-01",
            "2027-03-25",
            "2027-03-26",
            "2027-03-28",
            "2027-03-29",
            "2027-05-06",
            "2027-05-16",
            "2027-05-17",
            "2027-12-25",
            "2027-12-26",
        ];
        assert_eq!(dates(2027), almanac);
    }

    #[test]
    fn store_bededag_was_kept_to_2023_and_not_after() {
        assert_eq!(date_of("Store bededag", 2022).as_deref(), Some("2022-05-13"));
        assert_eq!(date_of("Store bededag", 2023).as_deref(), Some("2023-05-05"));
        assert_eq!(date_of("Store bededag", 2024), None);
        assert_eq!(date_of("Store bededag", 2025), None);
        assert_eq!((dates(2023).len(), dates(2024).len()), (11, 10));
    }

    #[test]
    fn the_movable_feasts_of_three_years_are_the_known_ones() {
        let names = ["Skærtorsdag", "2. påskedag", "Kristi himmelfartsdag", "2. pinsedag"];
        let known = [
            (2026, ["2026-04-02", "2026-04-06", "2026-05-14", "2026-05-25"]),
            (2027, ["2027-03-25", "2027-03-29", "2027-05-06", "2027-05-17"]),
            (2028, ["2028-04-13", "2028-04-17", "2028-05-25", "2028-06-05"]),
        ];
        for (year, expected) in known {
            assert_eq!(names.map(|name| date_of(name, year).unwrap()), expected);
        }
    }

    #[test]
    fn every_year_from_1900_to_2100_has_its_holidays_in_order_and_on_their_weekdays() {
        for year in 1900..=2100 {
            let holidays = public_holidays(Country::Dk, year);
            assert_eq!(holidays.len(), if year <= 2023 { 11 } else { 10 }, "{year}");
            assert!(holidays.is_sorted_by(|a, b| a.date < b.date), "{year}");
            for holiday in holidays {
                assert_eq!(holiday.date.year(), year);
                let weekday = holiday.date.weekday();
                match holiday.english {
                    "Maundy Thursday" | "Ascension Day" => assert_eq!(weekday, Weekday::Thu),
                    "Good Friday" | "Great Prayer Day" => assert_eq!(weekday, Weekday::Fri),
                    "Easter Sunday" | "Whit Sunday" => assert_eq!(weekday, Weekday::Sun),
                    "Easter Monday" | "Whit Monday" => assert_eq!(weekday, Weekday::Mon),
                    _ => assert!(holiday.date.month() == 1 || holiday.date.month() == 12),
                }
            }
        }
    }

    #[test]
    fn a_year_that_no_horizon_holds_has_no_holidays() {
        assert!(public_holidays(Country::Dk, i32::MAX).is_empty());
        assert!(public_holidays(Country::Dk, 1582).is_empty());
        assert_eq!(dates(9999).len(), 10);
    }

    #[test]
    fn a_country_is_read_by_its_code_in_either_case() {
        assert_eq!("dk".parse(), Ok(Country::Dk));
        assert_eq!("DK".parse(), Ok(Country::Dk));
        for country in Country::ALL {
            assert_eq!(country.to_string().parse(), Ok(country));
        }
        let fault = "no public holidays are known for `da`; the countries are `dk`".to_owned();
        assert_eq!("da".parse::<Country>(), Err(fault));
    }
}
