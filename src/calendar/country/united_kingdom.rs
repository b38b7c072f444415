//! The United Kingdom: bank holidays of the Banking and Financial Dealings Act 1971, schedule 1, and of proclamations
//! under its section 1, with the common-law holidays Good Friday and Christmas Day. Complete from 1978.
//!
//! `gb` has the days of England. What falls on a weekend is kept there and on a substitute weekday.

use crate::calendar::civil::Weekday;
use crate::calendar::holiday_rule::{HolidayRule, Shift};

const SCOTLAND: &[&str] = &["gb-sct"];
const NORTHERN_IRELAND: &[&str] = &["gb-nir"];
const NOT_SCOTLAND: &[&str] = &["gb", "gb-eng", "gb-nir", "gb-wls"];

/// The years in which the spring bank holiday was moved for a jubilee.
const JUBILEES: &[i32] = &[2002, 2012, 2022];
/// The years in which the early May bank holiday was moved to the day the war had ended.
const VICTORY: &[i32] = &[1995, 2020];

/// The bank holidays, in the order of a year.
pub const RULES: &[HolidayRule] = &[
    substituted(1, 1, "New Year's Day").since(1974),
    substituted(1, 2, "2 January").places(SCOTLAND),
    substituted(3, 17, "St Patrick's Day").places(NORTHERN_IRELAND),
    HolidayRule::easter(-2, "Good Friday", "Good Friday"),
    HolidayRule::easter(1, "Easter Monday", "Easter Monday").places(NOT_SCOTLAND),
    HolidayRule::nth(1, Weekday::Mon, 5, "Early May bank holiday", "Early May bank holiday").since(1978).except(VICTORY),
    once(1995, 5, 8, "Early May bank holiday (VE day)"),
    once(2020, 5, 8, "Early May bank holiday (VE day)"),
    HolidayRule::nth(-1, Weekday::Mon, 5, "Spring bank holiday", "Spring bank holiday").except(JUBILEES),
    once(2002, 6, 4, "Spring bank holiday"),
    once(2012, 6, 4, "Spring bank holiday"),
    once(2022, 6, 2, "Spring bank holiday"),
    substituted(7, 12, "Battle of the Boyne (Orangemen's Day)").places(NORTHERN_IRELAND),
    HolidayRule::nth(1, Weekday::Mon, 8, "Summer bank holiday", "Summer bank holiday").places(SCOTLAND),
    HolidayRule::nth(-1, Weekday::Mon, 8, "Summer bank holiday", "Summer bank holiday").places(NOT_SCOTLAND),
    // St Andrew's Day Bank Holiday (Scotland) Act 2007.
    substituted(11, 30, "St Andrew's Day").since(2007).places(SCOTLAND),
    substituted(12, 25, "Christmas Day"),
    substituted(12, 26, "Boxing Day"),
    // By royal proclamation, once each.
    once(1981, 7, 29, "Wedding of Charles and Diana"),
    once(1999, 12, 31, "Millennium celebrations"),
    once(2002, 6, 3, "Golden Jubilee of Elizabeth II"),
    once(2011, 4, 29, "Wedding of William and Catherine"),
    once(2012, 6, 5, "Diamond Jubilee of Elizabeth II"),
    once(2022, 6, 3, "Platinum Jubilee of Elizabeth II"),
    once(2022, 9, 19, "State Funeral of Elizabeth II"),
    once(2023, 5, 8, "Coronation of Charles III"),
    once(2026, 6, 15, "Scotland in the World Cup").places(SCOTLAND),
];

const fn substituted(month: u32, day: u32, name: &'static str) -> HolidayRule {
    HolidayRule::fixed(month, day, name, name).shift(Shift::Substitute)
}

const fn once(year: i32, month: u32, day: u32, name: &'static str) -> HolidayRule {
    HolidayRule::once(year, month, day, name, name)
}
