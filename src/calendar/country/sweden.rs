//! Sweden: the Act on public holidays (1989:253) and what went before it. Complete from 1953.
//!
//! The Act makes every Sunday a public holiday: a Sunday without a name is not listed. The eves of midsummer, Christmas
//! and New Year are no public holidays in that Act.

use crate::calendar::civil::Weekday;
use crate::calendar::holiday_rule::HolidayRule;

/// The public holidays (*allmänna helgdagar*), in the order of a year.
pub const RULES: &[HolidayRule] = &[
    HolidayRule::fixed(1, 1, "Nyårsdagen", "New Year's Day"),
    HolidayRule::fixed(1, 6, "Trettondedag jul", "Epiphany"),
    HolidayRule::easter(-2, "Långfredagen", "Good Friday"),
    HolidayRule::easter(0, "Påskdagen", "Easter Sunday"),
    HolidayRule::easter(1, "Annandag påsk", "Easter Monday"),
    HolidayRule::fixed(5, 1, "Första maj", "May Day").since(1939),
    HolidayRule::easter(39, "Kristi himmelsfärdsdag", "Ascension Day"),
    HolidayRule::easter(49, "Pingstdagen", "Whit Sunday"),
    // SFS 2004:1320 gave Whit Monday up for the National Day, from 1 January 2005.
    HolidayRule::easter(50, "Annandag pingst", "Whit Monday").until(2004),
    HolidayRule::fixed(6, 6, "Sveriges nationaldag", "National Day").since(2005),
    // SFS 1952:48 moved both from fixed dates to Saturdays, from 1953.
    HolidayRule::weekday_from(Weekday::Sat, (6, 20), "Midsommardagen", "Midsummer Day").since(1953),
    HolidayRule::weekday_from(Weekday::Sat, (10, 31), "Alla helgons dag", "All Saints' Day").since(1953),
    HolidayRule::fixed(12, 25, "Juldagen", "Christmas Day"),
    HolidayRule::fixed(12, 26, "Annandag jul", "Second Day of Christmas"),
];
