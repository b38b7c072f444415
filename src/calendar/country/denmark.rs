//! Denmark: the feasts the ordinance of 26 October 1770 left standing. Complete for 1900 to 2100.
//!
//! Constitution Day (5 June), 24 and 31 December are no public holidays: who closes then says so in a calendar.

use crate::calendar::holiday_rule::HolidayRule;

/// The public holidays (*helligdage*), in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Nytårsdag", "New Year's Day"),
    HolidayRule::easter(-3, "Skærtorsdag", "Maundy Thursday"),
    HolidayRule::easter(-2, "Langfredag", "Good Friday"),
    HolidayRule::easter(0, "Påskedag", "Easter Sunday"),
    HolidayRule::easter(1, "2. påskedag", "Easter Monday"),
    // Act 214 of 6 March 2023 abolished it from 1 January 2024.
    HolidayRule::easter(26, "Store bededag", "Great Prayer Day").until(2023),
    HolidayRule::easter(39, "Kristi himmelfartsdag", "Ascension Day"),
    HolidayRule::easter(49, "Pinsedag", "Whit Sunday"),
    HolidayRule::easter(50, "2. pinsedag", "Whit Monday"),
    HolidayRule::fixed(12, 25, "Juledag", "Christmas Day"),
    HolidayRule::fixed(12, 26, "2. juledag", "Second Day of Christmas"),
];
