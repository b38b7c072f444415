//! Germany: holidays are law of the states, but for the Day of German Unity; what all states keep is kept by `de` too.
//! Complete from 1991.
//!
//! Left out is what is kept in some communes of a state only: Corpus Christi in Saxony and Thuringia, Assumption Day in
//! Bavaria, the Peace Festival of Augsburg.

use crate::calendar::civil::Weekday;
use crate::calendar::holiday_rule::HolidayRule;

/// States that kept Reformation Day before 2018.
const REFORMED: &[&str] = &["de-bb", "de-mv", "de-sn", "de-st", "de-th"];
/// States that kept it in 2017 for the 500 years alone, or took it up in 2018.
const NOT_YET_REFORMED: &[&str] =
    &["de", "de-bw", "de-by", "de-be", "de-hb", "de-hh", "de-he", "de-ni", "de-nw", "de-rp", "de-sl", "de-sh"];

/// The public holidays (*gesetzliche Feiertage*), in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Neujahr", "New Year's Day"),
    HolidayRule::fixed(1, 6, "Heilige Drei Könige", "Epiphany").places(&["de-bw", "de-by", "de-st"]),
    // Berlin: Act of 30 January 2019. Mecklenburg-Vorpommern: Act of 2022, from 2023.
    HolidayRule::fixed(3, 8, "Internationaler Frauentag", "International Women's Day").since(2019).places(&["de-be"]),
    HolidayRule::fixed(3, 8, "Internationaler Frauentag", "International Women's Day").since(2023).places(&["de-mv"]),
    HolidayRule::easter(-2, "Karfreitag", "Good Friday"),
    HolidayRule::easter(0, "Ostersonntag", "Easter Sunday").places(&["de-bb"]),
    HolidayRule::easter(1, "Ostermontag", "Easter Monday"),
    HolidayRule::fixed(5, 1, "Tag der Arbeit", "Labour Day"),
    // Berlin, once each: 75 and 80 years after the end of the war, 75 years after the rising of 1953.
    HolidayRule::once(2020, 5, 8, "Tag der Befreiung", "Liberation Day").places(&["de-be"]),
    HolidayRule::once(2025, 5, 8, "Tag der Befreiung", "Liberation Day").places(&["de-be"]),
    HolidayRule::once(2028, 6, 17, "Jahrestag des Volksaufstandes", "Anniversary of the rising").places(&["de-be"]),
    HolidayRule::easter(39, "Christi Himmelfahrt", "Ascension Day"),
    HolidayRule::easter(49, "Pfingstsonntag", "Whit Sunday").places(&["de-bb"]),
    HolidayRule::easter(50, "Pfingstmontag", "Whit Monday"),
    HolidayRule::easter(60, "Fronleichnam", "Corpus Christi").places(&["de-bw", "de-by", "de-he", "de-nw", "de-rp", "de-sl"]),
    HolidayRule::fixed(8, 15, "Mariä Himmelfahrt", "Assumption Day").places(&["de-sl"]),
    // Thuringia: Act of 2019.
    HolidayRule::fixed(9, 20, "Weltkindertag", "World Children's Day").since(2019).places(&["de-th"]),
    // Unification Treaty of 31 August 1990, article 2, second paragraph.
    HolidayRule::fixed(10, 3, "Tag der Deutschen Einheit", "Day of German Unity").since(1990),
    HolidayRule::fixed(10, 31, "Reformationstag", "Reformation Day").places(REFORMED),
    HolidayRule::once(2017, 10, 31, "Reformationstag", "Reformation Day").places(NOT_YET_REFORMED),
    // Bremen, Hamburg, Lower Saxony and Schleswig-Holstein: their Acts of 2018.
    HolidayRule::fixed(10, 31, "Reformationstag", "Reformation Day").since(2018).places(&["de-hb", "de-hh", "de-ni", "de-sh"]),
    HolidayRule::fixed(11, 1, "Allerheiligen", "All Saints' Day").places(&["de-bw", "de-by", "de-nw", "de-rp", "de-sl"]),
    // The Wednesday before 23 November. All states but Saxony gave it up for the nursing-care insurance in 1995.
    HolidayRule::weekday_from(Weekday::Wed, (11, 16), "Buß- und Bettag", "Day of Repentance and Prayer").until(1994),
    HolidayRule::weekday_from(Weekday::Wed, (11, 16), "Buß- und Bettag", "Day of Repentance and Prayer")
        .since(1995)
        .places(&["de-sn"]),
    HolidayRule::fixed(12, 25, "Erster Weihnachtstag", "Christmas Day"),
    HolidayRule::fixed(12, 26, "Zweiter Weihnachtstag", "Second Day of Christmas"),
];
