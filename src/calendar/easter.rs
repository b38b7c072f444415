//! The date of Easter Sunday in the Gregorian calendar.
//!
//! Knows no holiday: what a country keeps some days before or after Easter is told elsewhere.

use crate::calendar::civil::{NaiveDate, TimeDelta};

/// Gives the date of Easter Sunday of a year in the Gregorian calendar: a Sunday from 22 March to 25 April.
///
/// The method is the anonymous Gregorian computus (Nature, 20 April 1876), as in Meeus, *Astronomical Algorithms*,
/// 2nd edition, chapter 8. It holds from 1583; an earlier year is counted as if the calendar had been kept then.
///
/// # Panics
/// For a year that is not a year of a [`NaiveDate`] (about 262,000 either way); a
/// [`Horizon`](crate::calendar::horizon::Horizon) holds no such year.
pub fn easter_sunday(year: i32) -> NaiveDate {
    let (century, year_of_century) = (year.div_euclid(100), year.rem_euclid(100));
    // The place of the year in the 19 years after which the moon's phases fall on the same dates.
    let golden = year.rem_euclid(19);
    // Leap days the centuries drop, and the slow slip of the moon against the 19 years.
    let leap_drops = century - century.div_euclid(4);
    let moon_slip = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    // Days from 21 March to the paschal full moon, before its two exceptions.
    let full_moon = (19 * golden + leap_drops - moon_slip + 15).rem_euclid(30);
    // Days from that full moon to the Sunday after it.
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * year_of_century.div_euclid(4) - full_moon - year_of_century.rem_euclid(4))
            .rem_euclid(7);
    // A full moon on 19 April, or late on 18 April, is counted a day early: one week less in some years.
    let early = (golden + 11 * full_moon + 22 * to_sunday).div_euclid(451);
    let after_first_of_march = full_moon + to_sunday - 7 * early + 21;
    NaiveDate::from_ymd_opt(year, 3, 1).expect("the year is a year of a date") + TimeDelta::days(i64::from(after_first_of_march))
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
    use crate::calendar::easter::easter_sunday;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// A second method, for comparison: Gauss's rule with the correction of Lichtenberg (Historia Mathematica 24, 1997).
    fn by_gauss_and_lichtenberg(year: i32) -> NaiveDate {
        let century = year / 100;
        let moon_shift = 15 + (3 * century + 3) / 4 - (8 * century + 13) / 25;
        let sun_shift = 2 - (3 * century + 3) / 4;
        let moon_place = year % 19;
        let seed = (19 * moon_place + moon_shift) % 30;
        let correction = (seed + moon_place / 11) / 29;
        let full_moon = 21 + seed - correction;
        let first_sunday = 7 - (year + year / 4 + sun_shift).rem_euclid(7);
        let to_sunday = 7 - (full_moon - first_sunday).rem_euclid(7);
        let march = u32::try_from(full_moon + to_sunday).unwrap();
        if march > 31 { date(year, 4, march - 31) } else { date(year, 3, march) }
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for year in 1583..=4099 {
            let easter = easter_sunday(year);
            assert_eq!(easter.weekday(), Weekday::Sun, "{year}");
            assert!(date(year, 3, 22) <= easter && easter <= date(year, 4, 25), "{year}: {easter}");
        }
    }

    #[test]
    fn two_methods_agree_in_every_year() {
        for year in 1583..=9999 {
            assert_eq!(easter_sunday(year), by_gauss_and_lichtenberg(year), "{year}");
        }
    }

    #[test]
    fn the_earliest_and_the_latest_easters_are_the_known_ones() {
        for year in [1598, 1693, 1761, 1818, 2285] {
            assert_eq!(easter_sunday(year), date(year, 3, 22));
        }
        for year in [1666, 1734, 1886, 1943, 2038] {
            assert_eq!(easter_sunday(year), date(year, 4, 25));
        }
    }

    #[test]
    fn the_two_exceptions_of_the_full_moon_move_easter_a_week_earlier() {
        // Without the first exception 1981 and 2076 would have 26 April; without the second, 1954 and 2049 25 April.
        assert_eq!(easter_sunday(1981), date(1981, 4, 19));
        assert_eq!(easter_sunday(2076), date(2076, 4, 19));
        assert_eq!(easter_sunday(1954), date(1954, 4, 18));
        assert_eq!(easter_sunday(2049), date(2049, 4, 18));
    }

    #[test]
    fn the_years_now_planned_have_the_easters_of_the_almanac() {
        assert_eq!(easter_sunday(2024), date(2024, 3, 31));
        assert_eq!(easter_sunday(2026), date(2026, 4, 5));
        assert_eq!(easter_sunday(2027), date(2027, 3, 28));
        assert_eq!(easter_sunday(2028), date(2028, 4, 16));
    }
}
