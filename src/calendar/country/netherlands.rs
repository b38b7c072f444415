//! The Netherlands: the days of the *Algemene termijnenwet*, article 3, first paragraph. Complete from 1949.
//!
//! Good Friday is no public holiday: the second paragraph puts it beside them for time limits alone.

use crate::calendar::holiday_rule::{HolidayRule, Shift};

/// The public holidays (*algemeen erkende feestdagen*) on which work rests, in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Nieuwjaarsdag", "New Year's Day"),
    HolidayRule::easter(0, "Eerste paasdag", "Easter Sunday"),
    HolidayRule::easter(1, "Tweede paasdag", "Easter Monday"),
    // Queen's Day: the birthday of Juliana, kept by Beatrix. On a Sunday it went to 1 May, under Beatrix to 29 April.
    HolidayRule::fixed(4, 30, "Koninginnedag", "Queen's Day").since(1949).until(1979).shift(Shift::FromSunday(1)),
    HolidayRule::fixed(4, 30, "Koninginnedag", "Queen's Day").since(1980).until(2013).shift(Shift::FromSunday(-1)),
    // King's Day: the birthday of Willem-Alexander; on a Sunday it goes to 26 April.
    HolidayRule::fixed(4, 27, "Koningsdag", "King's Day").since(2014).shift(Shift::FromSunday(-1)),
    // A national holiday each year since the decree of 1990, but a day off by most agreements every fifth year only.
    HolidayRule::fixed(5, 5, "Bevrijdingsdag", "Liberation Day").since(1950).every(5),
    HolidayRule::easter(39, "Hemelvaartsdag", "Ascension Day"),
    HolidayRule::easter(49, "Eerste pinksterdag", "Whit Sunday"),
    HolidayRule::easter(50, "Tweede pinksterdag", "Whit Monday"),
    HolidayRule::fixed(12, 25, "Eerste kerstdag", "Christmas Day"),
    HolidayRule::fixed(12, 26, "Tweede kerstdag", "Second Day of Christmas"),
];
