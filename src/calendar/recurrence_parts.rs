//! The parts of a recurrence rule: its text taken apart, before any part has a meaning.
//!
//! Knows which parts RFC 5545 has and which go together; knows no date but the day of `UNTIL`, and expands nothing.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;

/// The names a part can have, besides the three finer than a day (RFC 5545, 3.3.10).
const NAMES: [&str; 11] =
    ["FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST"];

/// The parts of a rule by their names, each there once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'text>(BTreeMap<&'text str, &'text str>);

impl<'text> Parts<'text> {
    /// Takes the value of an `RRULE` in upper case apart.
    ///
    /// The fault, in lower case, tells a part that is none, is there twice, has no meaning for dates, or does not go with
    /// another. The settings are not looked into but for the numbers of `BYDAY`.
    pub fn of(value: &'text str) -> Result<Parts<'text>, String> {
        let mut parts = BTreeMap::new();
        for part in value.split(';') {
            let (name, setting) = part
                .split_once('=')
                .ok_or_else(|| format!("`{part}` is no part of a recurrence rule; a part is written like `FREQ=MONTHLY`"))?;
            if ["BYHOUR", "BYMINUTE", "BYSECOND"].contains(&name) {
                return Err(format!("`{name}` has no meaning here: a rule gives dates, not times"));
            }
            if !NAMES.contains(&name) {
                return Err(format!("`{name}` is no part of a recurrence rule; the parts are `{}`", NAMES.join("`, `")));
            }
            if parts.insert(name, setting).is_some() {
                return Err(format!("`{name}` is there twice"));
            }
        }
        let parts = Parts(parts);
        parts.check_together()?;
        Ok(parts)
    }

    /// Gives the setting of a part.
    pub fn get(&self, name: &str) -> Option<&'text str> {
        self.0.get(name).copied()
    }

    /// Gives the day of the `UNTIL`, when there is one; a clock time after the day is read past.
    pub fn until(&self) -> Result<Option<NaiveDate>, String> {
        self.get("UNTIL").map(day_of).transpose()
    }

    /// Writes the parts again, all but the `UNTIL`.
    pub fn without_until(&self) -> String {
        let parts = self.0.iter().filter(|(name, _)| **name != "UNTIL");
        parts.map(|(name, setting)| format!("{name}={setting}")).collect::<Vec<_>>().join(";")
    }

    /// Tells whether there is a part of this name.
    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Refuses parts that do not go together (RFC 5545, 3.3.10), and those that leave open which day is meant.
    fn check_together(&self) -> Result<(), String> {
        if self.has("UNTIL") && self.has("COUNT") {
            return Err("`UNTIL` and `COUNT` are not given together".to_owned());
        }
        // The RFC takes the weekday from the start, other programs take the whole week: so it must be said.
        if self.has("BYWEEKNO") && !self.has("BYDAY") {
            return Err("`BYWEEKNO` needs `BYDAY`: which day of the week is meant".to_owned());
        }
        let chooses_from = |name: &&str| name.starts_with("BY") && *name != "BYSETPOS";
        if self.has("BYSETPOS") && !self.0.keys().any(chooses_from) {
            return Err("`BYSETPOS` needs another part to choose from, such as `BYDAY`".to_owned());
        }
        let takes_numbers = match self.get("FREQ") {
            Some("WEEKLY" | "DAILY") => false,
            Some("YEARLY") => !self.has("BYWEEKNO"),
            Some(_) | None => true,
        };
        for day in self.0.get("BYDAY").into_iter().flat_map(|days| days.split(',')) {
            let number = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            if !number.is_empty() && !takes_numbers {
                return Err(format!("`{day}` has a number: weekdays are numbered within a month or a year only"));
            }
            if number.parse() == Ok(0) {
                return Err(format!("`{day}` is no weekday: they are numbered from 1, or from -1 at the end"));
            }
        }
        Ok(())
    }
}

/// Reads the day of an `UNTIL`: `20271231`, also with a clock time after it as in `20271231T220000Z`.
fn day_of(setting: &str) -> Result<NaiveDate, String> {
    let day = setting.split_once('T').map_or(setting, |(day, _)| day);
    NaiveDate::parse_from_str(day, "%Y%m%d")
        .ok()
        .filter(|_| day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()))
        .ok_or_else(|| format!("`UNTIL={setting}` is no day; a day is written like `20271231`"))
}

#[cfg(test)]
mod tests {
    use crate::calendar::recurrence_parts::Parts;

    fn faults(pairs: &[(&str, &str)]) {
        for (value, fault) in pairs {
            assert_eq!(Parts::of(value), Err((*fault).to_owned()));
        }
    }

    #[test]
    fn the_parts_are_found_by_name_and_written_without_until() {
        let parts = Parts::of("UNTIL=20271231;INTERVAL=2;FREQ=DAILY").unwrap();
        assert_eq!((parts.get("INTERVAL"), parts.get("COUNT")), (Some("2"), None));
        assert_eq!(parts.without_until(), "FREQ=DAILY;INTERVAL=2");
    }

    #[test]
    fn until_is_a_day_of_eight_digits() {
        let until = |text: &str| Parts::of(text).unwrap().until().map(|day| day.map(|day| day.to_string()));
        assert_eq!(until("UNTIL=20280229"), Ok(Some("2028-02-29".to_owned())));
        assert_eq!(until("UNTIL=20280229T235959Z"), Ok(Some("2028-02-29".to_owned())));
        assert_eq!(until("FREQ=DAILY"), Ok(None));
        for setting in ["20270229", "2027123", "202712310", "+2027123", "2027-12-31", "", "T"] {
            let fault = format!("`UNTIL={setting}` is no day; a day is written like `20271231`");
            assert_eq!(until(&format!("UNTIL={setting}")), Err(fault));
        }
    }

    #[test]
    fn what_is_no_part_is_told() {
        let shape = "`` is no part of a recurrence rule; a part is written like `FREQ=MONTHLY`";
        faults(&[("", shape), ("FREQ=MONTHLY;", shape)]);
        faults(&[("BYHOUR=9", "`BYHOUR` has no meaning here: a rule gives dates, not times")]);
        faults(&[("FREQ=DAILY;FREQ=DAILY", "`FREQ` is there twice")]);
        let fault = Parts::of("BYEASTER=1").unwrap_err();
        assert!(fault.starts_with("`BYEASTER` is no part of a recurrence rule; the parts are `FREQ`, `UNTIL`,"));
    }

    #[test]
    fn parts_that_do_not_go_together_are_told() {
        faults(&[
            ("FREQ=DAILY;COUNT=2;UNTIL=20270102", "`UNTIL` and `COUNT` are not given together"),
            ("FREQ=YEARLY;BYWEEKNO=42", "`BYWEEKNO` needs `BYDAY`: which day of the week is meant"),
            ("FREQ=MONTHLY;BYSETPOS=1", "`BYSETPOS` needs another part to choose from, such as `BYDAY`"),
        ]);
        assert!(Parts::of("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1").is_ok());
    }

    #[test]
    fn a_weekday_has_a_number_within_a_month_or_a_year_only() {
        let numbered = "`1MO` has a number: weekdays are numbered within a month or a year only";
        faults(&[
            ("FREQ=WEEKLY;BYDAY=1MO", numbered),
            ("FREQ=DAILY;BYDAY=TU,1MO", numbered),
            ("FREQ=YEARLY;BYWEEKNO=42;BYDAY=1MO", numbered),
            ("FREQ=MONTHLY;BYDAY=TU,0MO", "`0MO` is no weekday: they are numbered from 1, or from -1 at the end"),
        ]);
        for taken in ["FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=YEARLY;BYDAY=20MO"] {
            assert!(Parts::of(taken).is_ok(), "{taken}");
        }
    }
}
