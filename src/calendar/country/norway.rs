//! Norway: the Act of 24 February 1995 no. 12 on holidays, and the Act of 26 April 1947 no. 1 on 1 and 17 May. Complete
//! from 1947.

use crate::calendar::holiday_rule::HolidayRule;

/// The public holidays (*helligdager* and *høytidsdager*), in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Første nyttårsdag", "New Year's Day"),
    HolidayRule::easter(-3, "Skjærtorsdag", "Maundy Thursday"),
    HolidayRule::easter(-2, "Langfredag", "Good Friday"),
    HolidayRule::easter(0, "Første påskedag", "Easter Sunday"),
    HolidayRule::easter(1, "Andre påskedag", "Easter Monday"),
    HolidayRule::fixed(5, 1, "Arbeidernes dag", "Labour Day").since(1947),
    HolidayRule::fixed(5, 17, "Grunnlovsdagen", "Constitution Day").since(1947),
    HolidayRule::easter(39, "Kristi himmelfartsdag", "Ascension Day"),
    HolidayRule::easter(49, "Første pinsedag", "Whit Sunday"),
    HolidayRule::easter(50, "Andre pinsedag", "Whit Monday"),
    HolidayRule::fixed(12, 25, "Første juledag", "Christmas Day"),
    HolidayRule::fixed(12, 26, "Andre juledag", "Second Day of Christmas"),
];
