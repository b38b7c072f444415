//! Finland: the Church Act (1054/1993, now 652/2023), the Act on 1 May (272/1944) and the Act on Independence Day
//! (388/1937). Complete from 1973.
//!
//! The eves of midsummer and Christmas are free by agreement, not by these Acts.

use crate::calendar::civil::Weekday;
use crate::calendar::holiday_rule::HolidayRule;

/// The public holidays (*pyhäpäivät*), in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Uudenvuodenpäivä", "New Year's Day"),
    // From 1973 to 1990 Epiphany and Ascension Day were kept on Saturdays; from 1991 on their old days again.
    HolidayRule::weekday_from(Weekday::Sat, (1, 6), "Loppiainen", "Epiphany").since(1973).until(1990),
    HolidayRule::fixed(1, 6, "Loppiainen", "Epiphany").since(1991),
    HolidayRule::easter(-2, "Pitkäperjantai", "Good Friday"),
    HolidayRule::easter(0, "Pääsiäispäivä", "Easter Sunday"),
    HolidayRule::easter(1, "Toinen pääsiäispäivä", "Easter Monday"),
    HolidayRule::fixed(5, 1, "Vappu", "May Day").since(1944),
    HolidayRule::easter(34, "Helatorstai", "Ascension Day").since(1973).until(1990),
    HolidayRule::easter(39, "Helatorstai", "Ascension Day").since(1991),
    HolidayRule::easter(49, "Helluntaipäivä", "Whit Sunday"),
    // On Saturdays from 1955 on.
    HolidayRule::weekday_from(Weekday::Sat, (6, 20), "Juhannuspäivä", "Midsummer Day").since(1955),
    HolidayRule::weekday_from(Weekday::Sat, (10, 31), "Pyhäinpäivä", "All Saints' Day").since(1955),
    HolidayRule::fixed(12, 6, "Itsenäisyyspäivä", "Independence Day").since(1937),
    HolidayRule::fixed(12, 25, "Joulupäivä", "Christmas Day"),
    HolidayRule::fixed(12, 26, "Tapaninpäivä", "Second Day of Christmas"),
];
