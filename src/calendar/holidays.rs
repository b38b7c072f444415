//! Public holidays of a country, computed from its rules; there is no table of dates.
//!
//! Knows only the days the law makes public holidays: what an employer closes besides is a closure of a calendar.
//! A new country is one more line of the register, and a file with its rules.

use std::fmt;
use std::str::FromStr;

use crate::calendar::civil::NaiveDate;
use crate::calendar::country::{denmark, finland, germany, netherlands, norway, sweden, united_kingdom};
use crate::calendar::holiday_rule::{HolidayRule, days_of};
use crate::calendar::horizon::Horizon;

macro_rules! register {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal $country:ident,)+) => {
        /// A country, or a part of one, whose public holidays are known.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Country {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Country {
            /// Every country and part, in the order of the register.
            pub const ALL: &'static [Country] = &[$(Country::$name,)+];

            /// Gives the two letters of ISO 3166-1 or the code of ISO 3166-2, in lower case.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Country::$name => $code,)+
                }
            }

            /// Gives the rules of the country as a whole, in the order of a year; each says which parts keep it.
            const fn rules(self) -> &'static [HolidayRule] {
                match self {
                    $(Country::$name => $country::RULES,)+
                }
            }
        }
    };
}

register! {
    /// Denmark; complete for the years 1900 to 2100.
    Dk = "dk" denmark,
    /// Sweden; complete from 1953.
    Se = "se" sweden,
    /// Norway; complete from 1947.
    No = "no" norway,
    /// Finland; complete from 1973.
    Fi = "fi" finland,
    /// The Netherlands; complete from 1949.
    Nl = "nl" netherlands,
    /// The United Kingdom: the days of England; complete from 1978.
    Gb = "gb" united_kingdom,
    /// England.
    GbEng = "gb-eng" united_kingdom,
    /// Wales.
    GbWls = "gb-wls" united_kingdom,
    /// Scotland.
    GbSct = "gb-sct" united_kingdom,
    /// Northern Ireland.
    GbNir = "gb-nir" united_kingdom,
    /// Germany: what all states keep; complete from 1991.
    De = "de" germany,
    /// Baden-Württemberg.
    DeBw = "de-bw" germany,
    /// Bavaria.
    DeBy = "de-by" germany,
    /// Berlin.
    DeBe = "de-be" germany,
    /// Brandenburg.
    DeBb = "de-bb" germany,
    /// Bremen.
    DeHb = "de-hb" germany,
    /// Hamburg.
    DeHh = "de-hh" germany,
    /// Hesse.
    DeHe = "de-he" germany,
    /// Mecklenburg-Vorpommern.
    DeMv = "de-mv" germany,
    /// Lower Saxony.
    DeNi = "de-ni" germany,
    /// North Rhine-Westphalia.
    DeNw = "de-nw" germany,
    /// Rhineland-Palatinate.
    DeRp = "de-rp" germany,
    /// Saarland.
    DeSl = "de-sl" germany,
    /// Saxony.
    DeSn = "de-sn" germany,
    /// Saxony-Anhalt.
    DeSt = "de-st" germany,
    /// Schleswig-Holstein.
    DeSh = "de-sh" germany,
    /// Thuringia.
    DeTh = "de-th" germany,
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

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl FromStr for Country {
    type Err = String;

    /// Reads the code of a country or part, in upper or lower case.
    fn from_str(text: &str) -> Result<Country, String> {
        let known = Country::ALL.iter().copied().find(|country| country.code().eq_ignore_ascii_case(text));
        known.ok_or_else(|| format!("the holidays of `{text}` are not known"))
    }
}

/// Gives the public holidays of a country in a year, in order; two that share a day are both told.
///
/// A day given for a holiday on a weekend is told under the same name as that. A year outside 1583 to 9999 has none.
pub fn public_holidays(country: Country, year: i32) -> Vec<Holiday> {
    if Horizon::of_years(year, year).is_none() {
        return Vec::new();
    }
    let kept: Vec<&HolidayRule> = country.rules().iter().filter(|rule| rule.is_kept_in(country.code())).collect();
    let named = |(date, rule): (NaiveDate, &HolidayRule)| Holiday { date, name: rule.name, english: rule.english };
    days_of(&kept, year).into_iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, Weekday};
    use crate::calendar::holiday_rule::HolidayRule;
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
    fn a_country_or_a_part_of_one_is_read_by_its_code_in_either_case() {
        assert_eq!("dk".parse(), Ok(Country::Dk));
        assert_eq!("GB-sct".parse(), Ok(Country::GbSct));
        for country in Country::ALL {
            assert_eq!(country.to_string().parse(), Ok(*country));
        }
        assert_eq!("da".parse::<Country>(), Err("the holidays of `da` are not known".to_owned()));
    }

    #[test]
    fn a_part_of_a_country_has_what_the_whole_has() {
        for (whole, part) in Country::ALL.iter().flat_map(|whole| Country::ALL.iter().map(move |part| (whole, part))) {
            if part.code().starts_with(&format!("{whole}-")) && *whole == Country::De {
                let of_part = public_holidays(*part, 2027);
                assert!(public_holidays(*whole, 2027).iter().all(|holiday| of_part.contains(holiday)), "{part}");
            }
        }
    }

    #[test]
    fn every_place_that_a_rule_names_is_in_the_register() {
        let known: Vec<&str> = Country::ALL.iter().map(|country| country.code()).collect();
        for country in Country::ALL {
            for place in country.rules().iter().flat_map(HolidayRule::named_places) {
                assert!(known.contains(place), "{place}");
                assert_eq!(place[..2], country.code()[..2], "{place}");
            }
        }
    }
}
