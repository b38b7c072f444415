//! Which days one closure means: patterns, the conditions they are held to, and the years.
//!
//! A squeezed day follows from what else is closed, so it is found by the calendar that gathers the closures.

use std::collections::BTreeSet;

use crate::calendar::civil::{Datelike, NaiveDate, Weekday};
use crate::calendar::horizon::Horizon;
use crate::calendar::pattern::{DayPattern, Years};
use crate::calendar::rule::DatedRule;

/// One of the things a closure closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The days of a pattern.
    Pattern(DayPattern),
    /// Every single weekday between days that the calendar closes, weekends among them.
    BridgeDays,
}

/// What a day is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It falls on this weekday.
    On(Weekday),
    /// It is one of these days.
    Among(DayPattern),
}

/// The days of one closure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClosedDays {
    /// What is closed; a day is closed by any of them.
    pub closings: Vec<Closing>,
    /// A day is kept only when one of these holds; without any, every day is.
    pub when: Vec<Condition>,
    /// A day is left out when one of these holds.
    pub unless: Vec<Condition>,
    /// The years the closure holds in.
    pub years: Years,
}

impl From<DatedRule> for ClosedDays {
    fn from(dated: DatedRule) -> ClosedDays {
        ClosedDays {
            closings: vec![Closing::Pattern(DayPattern::Days(dated.rule))],
            when: dated.only_on.map(Condition::On).into_iter().collect(),
            unless: Vec::new(),
            years: Years { since: dated.since, until: dated.until },
        }
    }
}

impl ClosedDays {
    /// Gives the days of the horizon that follow from the patterns, in order.
    pub fn days(&self, horizon: Horizon) -> BTreeSet<NaiveDate> {
        let patterns = self.closings.iter().filter_map(|closing| match closing {
            Closing::Pattern(pattern) => Some(*pattern),
            Closing::BridgeDays => None,
        });
        self.kept(patterns.flat_map(|pattern| pattern.days_in(horizon, self.years)).collect(), horizon)
    }

    /// Gives the days of the horizon that are squeezed between closed ones; none when the closure does not close such days.
    pub fn bridge_days(&self, closed: &BTreeSet<NaiveDate>, horizon: Horizon) -> BTreeSet<NaiveDate> {
        if !self.closings.contains(&Closing::BridgeDays) {
            return BTreeSet::new();
        }
        let is_closed = |day: Option<NaiveDate>| {
            day.is_some_and(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || closed.contains(&day))
        };
        let is_bridge = |day: &NaiveDate| !is_closed(Some(*day)) && is_closed(day.pred_opt()) && is_closed(day.succ_opt());
        let years = |day: &NaiveDate| {
            self.years.since.is_none_or(|since| since <= day.year()) && self.years.until.is_none_or(|until| day.year() <= until)
        };
        self.kept(horizon.days().filter(|day| is_bridge(day) && years(day)).collect(), horizon)
    }

    fn kept(&self, mut days: BTreeSet<NaiveDate>, horizon: Horizon) -> BTreeSet<NaiveDate> {
        if !self.when.is_empty() {
            let wanted = matching(&self.when, &days, horizon);
            days.retain(|day| wanted.contains(day));
        }
        let unwanted = matching(&self.unless, &days, horizon);
        days.retain(|day| !unwanted.contains(day));
        days
    }
}

/// The days that meet any of the conditions.
fn matching(conditions: &[Condition], days: &BTreeSet<NaiveDate>, horizon: Horizon) -> BTreeSet<NaiveDate> {
    let meeting = conditions.iter().flat_map(|condition| -> BTreeSet<NaiveDate> {
        match condition {
            Condition::On(weekday) => days.iter().copied().filter(|day| day.weekday() == *weekday).collect(),
            Condition::Among(pattern) => pattern.days(horizon),
        }
    });
    meeting.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::calendar::civil::{NaiveDate, Weekday};
    use crate::calendar::closed_days::{ClosedDays, Closing, Condition};
    use crate::calendar::horizon::Horizon;
    use crate::calendar::pattern::{DayPattern, Years};
    use crate::calendar::rule::DayRule;

    fn texts(days: &BTreeSet<NaiveDate>) -> Vec<String> {
        days.iter().map(ToString::to_string).collect()
    }

    fn fixed(month: u32, day: u32) -> DayPattern {
        DayPattern::Days(DayRule::Fixed { month, day })
    }

    #[test]
    fn the_second_of_january_is_closed_when_it_is_a_friday_or_a_monday() {
        let when = vec![Condition::On(Weekday::Fri), Condition::On(Weekday::Mon)];
        let closed = ClosedDays { closings: vec![Closing::Pattern(fixed(1, 2))], when, ..ClosedDays::default() };
        assert_eq!(texts(&closed.days(Horizon::of_years(2022, 2028).unwrap())), ["2023-01-02", "2026-01-02"]);
    }

    #[test]
    fn several_weeks_are_one_closure_and_some_of_their_days_are_left_out() {
        let week = |number| Closing::Pattern(DayPattern::Days(DayRule::Week { number }));
        let unless = vec![Condition::On(Weekday::Sat), Condition::On(Weekday::Sun), Condition::Among(fixed(2, 15))];
        let closed = ClosedDays { closings: vec![week(7), week(42)], unless, ..ClosedDays::default() };
        let days = texts(&closed.days(Horizon::of_years(2027, 2027).unwrap()));
        // Monday 15 February 2027 is in week 7.
        assert_eq!((days.len(), days[0].as_str(), days[8].as_str()), (9, "2027-02-16", "2027-10-22"));
    }

    #[test]
    fn a_squeezed_day_lies_alone_between_closed_days() {
        let horizon = Horizon::of_years(2027, 2027).unwrap();
        // Ascension Day 2027 is Thursday 6 May; 8 June is a Tuesday, and 22 September a Wednesday.
        let closed: BTreeSet<NaiveDate> = ["2027-05-06", "2027-06-08", "2027-09-22"].map(|day| day.parse().unwrap()).into();
        let mut rule = ClosedDays { closings: vec![Closing::BridgeDays], ..ClosedDays::default() };
        assert!(rule.days(horizon).is_empty());
        assert_eq!(texts(&rule.bridge_days(&closed, horizon)), ["2027-05-07", "2027-06-07"]);
        rule.unless = vec![Condition::On(Weekday::Mon)];
        assert_eq!(texts(&rule.bridge_days(&closed, horizon)), ["2027-05-07"]);
        rule.years = Years { since: Some(2028), until: None };
        assert!(rule.bridge_days(&closed, horizon).is_empty());
    }
}
