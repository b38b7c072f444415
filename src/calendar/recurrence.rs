//! Recurrence rules in the words of RFC 5545, expanded to civil dates.
//!
//! Knows no time of day and no zone: a rule gives dates, and what makes meetings of them is above. Parts finer than a
//! day are refused, and so is a text that leaves open which day is meant.

use std::fmt;

use rrule::{RRule, RRuleError, RRuleSet, Tz, Unvalidated};

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::calendar::horizon::Horizon;
use crate::calendar::recurrence_parts::Parts;

/// A checked rule, as the value of an `RRULE` states it (RFC 5545, 3.3.10).
///
/// The text has no start, so the **anchor** is 1 January of the horizon's first year. `INTERVAL` and `COUNT` count from
/// the anchor, and what the text leaves out is taken from it (RFC 5545, 3.3.10): `FREQ=MONTHLY` means the 1st of each
/// month, `FREQ=WEEKLY` the weekday of that 1 January. A horizon that starts in another year has another anchor.
///
/// One limit is the library's: it takes 1 and 2 January of some years that start on a Saturday (2022, 2039) into week 53
/// instead of week 52. Monday to Friday are in the weeks of ISO 8601.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    text: String,
    frequency: Frequency,
    /// The rule without its `UNTIL`: so no start can be later than the end.
    rule: RRule<Unvalidated>,
    /// The last day of the rule.
    until: Option<NaiveDate>,
}

/// How often a rule comes round, before its other parts add to that or take from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Each year.
    Yearly,
    /// Each month.
    Monthly,
    /// Each week.
    Weekly,
    /// Each day.
    Daily,
}

impl Recurrence {
    /// Reads the value of an `RRULE`, with or without `RRULE:` before it, in upper or lower case.
    ///
    /// `UNTIL` is a day, and that day is included; a clock time after it is read past, since the dates have none. The
    /// fault is in lower case and says what is wrong with the text: a part that is unknown, twice there, out of its
    /// bounds or finer than a day.
    pub fn parse(text: &str) -> Result<Recurrence, String> {
        let text = text.trim().to_ascii_uppercase();
        let value = text.strip_prefix("RRULE:").unwrap_or(&text);
        if !value.is_ascii() {
            return Err(format!("`{value}` is no recurrence rule: it has letters that none is written with"));
        }
        let parts = Parts::of(value)?;
        let frequency = frequency_of(parts.get("FREQ").ok_or("a recurrence rule needs `FREQ`")?)?;
        let until = parts.until()?;
        let rule: RRule<Unvalidated> = parts.without_until().parse().map_err(|fault| readable(&fault))?;
        // Any year will do: without `UNTIL` no check depends on it.
        let any = NaiveDate::from_ymd_opt(2000, 1, 1).expect("1 January is in every year");
        let set = anchored(&rule, any).map_err(|fault| readable(&fault))?;
        let is_stuck = |rule: &RRule| rule.get_interval() == 0 || rule.get_count() == Some(0);
        if set.get_rrule().iter().any(is_stuck) {
            return Err("`INTERVAL` and `COUNT` are at least 1".to_owned());
        }
        Ok(Recurrence { text: value.to_owned(), frequency, rule, until })
    }

    /// Gives how often the rule comes round.
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Gives the dates of the horizon that the rule names, in order and each once.
    ///
    /// The result is the same on every machine: the rule is expanded at midnight UTC as if that were local time, and
    /// the zone of the machine is never asked for.
    pub fn dates(&self, horizon: Horizon) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(*horizon.years().start(), 1, 1).expect("1 January is in every year");
        self.dates_from(first, horizon)
    }

    /// Gives the dates of the horizon that the rule names when it starts on a day (`DTSTART`): the day is the anchor, and
    /// a date only when the rule names it.
    pub fn dates_from(&self, start: NaiveDate, horizon: Horizon) -> Vec<NaiveDate> {
        let last = self.until.map_or(horizon.last(), |until| until.min(horizon.last()));
        // The limit ends the search of a rule that no day ever meets, such as 30 February.
        let set = anchored(&self.rule, start).expect("a rule without `UNTIL` is as valid from one start as from another").limit();
        (&set)
            .into_iter()
            .map(|moment| moment.naive_utc().date())
            .take_while(|date| *date <= last)
            .filter(|date| horizon.contains(*date))
            .collect()
    }
}

impl fmt::Display for Recurrence {
    /// Writes the value as it was read, in upper case and without `RRULE:`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

/// Reads the setting of `FREQ`.
fn frequency_of(setting: &str) -> Result<Frequency, String> {
    match setting {
        "YEARLY" => Ok(Frequency::Yearly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "WEEKLY" => Ok(Frequency::Weekly),
        "DAILY" => Ok(Frequency::Daily),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(format!("`FREQ={setting}` is finer than a day")),
        _ => Err(format!("`{setting}` is no frequency; the frequencies are `YEARLY`, `MONTHLY`, `WEEKLY` and `DAILY`")),
    }
}

/// Starts a rule on a day, at midnight UTC, which stands for local time without a zone.
fn anchored(rule: &RRule<Unvalidated>, anchor: NaiveDate) -> Result<RRuleSet, RRuleError> {
    let start = anchor.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC);
    rule.clone().build(start)
}

/// Puts the library's fault into the form of ours: lower case, no full stop, without the library's name.
fn readable(fault: &RRuleError) -> String {
    let text = match fault {
        RRuleError::ParserError(fault) => fault.to_string(),
        RRuleError::ValidationError(fault) => fault.to_string(),
        RRuleError::IterError(fault) => fault.clone(),
    };
    let text = text.trim_end_matches('.');
    let is_word = text.chars().nth(1).is_some_and(char::is_lowercase);
    match text.get(..1) {
        Some(letter) if is_word => letter.to_lowercase() + &text[1..],
        Some(_) | None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
    use crate::calendar::horizon::Horizon;
    use crate::calendar::recurrence::{Frequency, Recurrence};
    use crate::calendar::rule::{DatedRule, DayRule};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn dates(rule: &str, first: &str, last: &str) -> Vec<String> {
        let horizon = Horizon::new(date(first), date(last)).unwrap();
        let dates = Recurrence::parse(rule).unwrap().dates(horizon);
        dates.iter().map(ToString::to_string).collect()
    }

    fn in_2027(rule: &str) -> Vec<String> {
        dates(rule, "2027-01-01", "2027-12-31")
    }

    #[test]
    fn the_first_monday_of_each_month_is_found_at_both_ends_of_the_horizon() {
        let found = dates("FREQ=MONTHLY;BYDAY=1MO", "2027-02-01", "2027-05-03");
        assert_eq!(found, ["2027-02-01", "2027-03-01", "2027-04-05", "2027-05-03"]);
        let within = dates("rrule:freq=monthly;byday=1mo", "2027-02-02", "2027-05-02");
        assert_eq!(within, found[1..3]);
    }

    #[test]
    fn the_last_tuesday_of_each_month_is_found() {
        let found = dates("RRULE:FREQ=MONTHLY;BYDAY=-1TU", "2027-11-01", "2027-12-31");
        assert_eq!(found, ["2027-11-30", "2027-12-28"]);
    }

    #[test]
    fn weekdays_of_a_month_agree_with_the_rules_of_the_calendar() {
        let horizon = Horizon::of_years(2020, 2060).unwrap();
        for (name, weekday) in [("MO", Weekday::Mon), ("TH", Weekday::Thu), ("SU", Weekday::Sun)] {
            for nth in [1, 2, 5, -1, -5] {
                let rule = DayRule::NthWeekday { month: 2, nth, weekday };
                let text = format!("FREQ=YEARLY;BYMONTH=2;BYDAY={nth}{name}");
                let found = Recurrence::parse(&text).unwrap().dates(horizon);
                assert_eq!(found, DatedRule::always(rule).days(horizon), "{text}");
            }
        }
    }

    #[test]
    fn an_interval_counts_from_january_of_the_first_year_of_the_horizon() {
        let rule = "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO";
        let expected = ["2027-01-04", "2027-03-01", "2027-05-03"];
        assert_eq!(dates(rule, "2027-01-01", "2027-06-30"), expected);
        assert_eq!(dates(rule, "2027-02-01", "2027-06-30"), expected[1..]);
        let every_third_year = "FREQ=YEARLY;INTERVAL=3;BYMONTH=6;BYMONTHDAY=5";
        assert_eq!(dates(every_third_year, "2027-12-31", "2030-12-31"), ["2030-06-05"]);
    }

    #[test]
    fn a_fortnight_counts_from_the_week_of_the_first_of_january() {
        // 1 January 2027 is a Friday: the Tuesday after it is in the week that is skipped.
        let found = dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2027-01-01", "2027-02-01");
        assert_eq!(found, ["2027-01-12", "2027-01-26"]);
    }

    #[test]
    fn week_53_is_found_in_the_years_that_have_one_and_from_the_year_after() {
        let monday = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO";
        assert_eq!(dates(monday, "2026-01-01", "2035-12-31"), ["2026-12-28", "2032-12-27"]);
        let friday = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR";
        assert_eq!(dates(friday, "2026-01-01", "2027-12-31"), ["2027-01-01"]);
        assert_eq!(in_2027(friday), ["2027-01-01"]);
    }

    #[test]
    fn numbered_weeks_agree_with_the_rules_of_the_calendar_from_monday_to_friday() {
        let horizon = Horizon::of_years(2015, 2045).unwrap();
        for number in [1, 2, 7, 42, 52, 53] {
            let text = format!("FREQ=YEARLY;BYWEEKNO={number};BYDAY=MO,TU,WE,TH,FR");
            let found = Recurrence::parse(&text).unwrap().dates(horizon);
            let mut expected = DatedRule::always(DayRule::Week { number }).days(horizon);
            expected.retain(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_limit_of_the_library_is_where_its_document_says() {
        let found = dates("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA", "2021-01-01", "2039-12-31");
        assert_eq!(found, ["2021-01-02", "2022-01-01", "2027-01-02", "2033-01-01", "2038-01-02", "2039-01-01"]);
    }

    #[test]
    fn the_day_of_until_is_included_whatever_clock_time_is_written() {
        for until in ["20270215", "20270215T000000", "20270215T215959Z"] {
            let found = in_2027(&format!("FREQ=MONTHLY;BYMONTHDAY=15;UNTIL={until}"));
            assert_eq!(found, ["2027-01-15", "2027-02-15"]);
        }
        assert!(in_2027("FREQ=DAILY;UNTIL=20261231").is_empty());
    }

    #[test]
    fn a_count_is_spent_from_the_anchor_also_before_the_horizon() {
        let found = dates("FREQ=MONTHLY;COUNT=3", "2027-02-02", "2027-12-31");
        assert_eq!(found, ["2027-03-01"]);
    }

    #[test]
    fn a_rule_that_no_day_meets_has_no_dates() {
        assert!(in_2027("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").is_empty());
        assert!(in_2027("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29").is_empty());
        assert_eq!(in_2027("FREQ=MONTHLY;BYMONTHDAY=31").len(), 7);
    }

    #[test]
    fn the_frequency_and_the_text_are_kept() {
        let rules = [
            ("FREQ=YEARLY", Frequency::Yearly),
            ("FREQ=MONTHLY", Frequency::Monthly),
            ("FREQ=WEEKLY;BYDAY=MO", Frequency::Weekly),
            ("INTERVAL=3;FREQ=DAILY", Frequency::Daily),
        ];
        for (text, frequency) in rules {
            let rule = Recurrence::parse(&format!("RRULE:{text}")).unwrap();
            assert_eq!((rule.frequency(), rule.to_string()), (frequency, text.to_owned()));
        }
    }

    #[test]
    fn the_fault_of_a_bad_rule_says_what_is_wrong() {
        let faults = [
            ("BYDAY=1MO", "a recurrence rule needs `FREQ`"),
            ("FREQ=HOURLY", "`FREQ=HOURLY` is finer than a day"),
            ("FREQ=OFTEN", "`OFTEN` is no frequency; the frequencies are `YEARLY`, `MONTHLY`, `WEEKLY` and `DAILY`"),
            ("FREQ=DAILY;INTERVAL=0", "`INTERVAL` and `COUNT` are at least 1"),
            ("FREQ=DAILY;COUNT=0", "`INTERVAL` and `COUNT` are at least 1"),
            ("FREQ=DAILY;COUNT=x", "`X` is not a valid COUNT value"),
            ("FREQ=WEEKLY;BYMONTHDAY=3", "`BYMONTHDAY` can not be used with the current frequency (WEEKLY)"),
            ("FREQ=MÅNEDLIG", "`FREQ=MÅNEDLIG` is no recurrence rule: it has letters that none is written with"),
        ];
        for (rule, fault) in faults {
            assert_eq!(Recurrence::parse(rule), Err(fault.to_owned()));
        }
    }

    #[test]
    fn no_text_stops_the_program() {
        let names = "UNTIL COUNT INTERVAL BYDAY BYMONTHDAY BYYEARDAY BYWEEKNO BYMONTH BYSETPOS WKST X";
        let settings = " ,0,1,-1,6MO,-54FR,+1MO,+,M,MO;,300,-366,65535,4294967296,1:2,=,20271231";
        let horizon = Horizon::of_years(2026, 2028).unwrap();
        for frequency in ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"] {
            for name in names.split(' ') {
                for setting in settings.split(',') {
                    let text = format!("FREQ={frequency};{name}={setting}");
                    let found = Recurrence::parse(&text).map(|rule| rule.dates(horizon));
                    let in_order = |dates: Vec<NaiveDate>| dates.is_sorted_by(|a, b| a < b);
                    assert!(found.map_or_else(|fault| !fault.ends_with('.'), in_order), "{text}");
                    // With a second part; whether it is taken or refused, there is an answer.
                    let _ = Recurrence::parse(&format!("{text};BYDAY=1MO,TU"));
                }
            }
        }
    }
}
