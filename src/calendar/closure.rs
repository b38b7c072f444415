//! Closures, and the named calendars that gather them: what is closed, on which days, and from what time.
//!
//! Knows no working day: that is what several calendars say together.

use std::collections::BTreeSet;

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::calendar::closed_days::ClosedDays;
use crate::calendar::holidays::{Country, public_holidays};
use crate::calendar::horizon::Horizon;

/// How much of a day is closed; ordered from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The whole day.
    WholeDay,
    /// From this clock time to the end of the day; what ends at the time is still in the open part.
    From(NaiveTime),
}

impl Extent {
    /// Tells whether nothing of the day is open; a day that closes at midnight has nothing open.
    pub fn closes_whole_day(self) -> bool {
        match self {
            Extent::WholeDay => true,
            Extent::From(time) => time == NaiveTime::MIN,
        }
    }
}

/// Days that are closed under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// What the closure is called, as the reader is told it.
    pub name: String,
    /// Which days.
    pub rule: ClosedDays,
    /// How much of each of them.
    pub extent: Extent,
}

/// A named calendar: the public holidays of some countries, and closures of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCalendar {
    /// What the calendar is called.
    pub name: String,
    /// The closures besides the public holidays.
    pub closures: Vec<Closure>,
    /// The countries whose public holidays are closed for the whole day.
    pub countries: Vec<Country>,
}

/// One closed day under one name; ordered by date, then name, then extent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayFact {
    /// The day.
    pub date: NaiveDate,
    /// What it is closed for; a public holiday has its name in the language of the country.
    pub name: String,
    /// How much of the day is closed.
    pub extent: Extent,
}

impl DayCalendar {
    /// Makes a calendar that holds the public holidays of a country and nothing else, named by the country's code.
    pub fn of_country(country: Country) -> DayCalendar {
        DayCalendar { name: country.to_string(), closures: Vec::new(), countries: vec![country] }
    }

    /// Gives every closed day of the horizon, by date and then by name; a day closed under two names is told twice.
    pub fn facts(&self, horizon: Horizon) -> Vec<DayFact> {
        // A day at an end of the horizon may be squeezed by one just outside of it.
        let mut facts = self.all_facts(horizon.widened(1));
        facts.retain(|fact| horizon.contains(fact.date));
        facts
    }

    fn all_facts(&self, horizon: Horizon) -> Vec<DayFact> {
        let holidays = horizon.years().flat_map(|year| {
            let holidays = self.countries.iter().flat_map(move |country| public_holidays(*country, year));
            holidays.filter(|holiday| horizon.contains(holiday.date)).map(|holiday| DayFact {
                date: holiday.date,
                name: holiday.name.to_owned(),
                extent: Extent::WholeDay,
            })
        });
        let closures = self.closures.iter().flat_map(|closure| {
            let fact = |date| DayFact { date, name: closure.name.clone(), extent: closure.extent };
            closure.rule.days(horizon).into_iter().map(fact)
        });
        let mut facts: Vec<DayFact> = holidays.chain(closures).collect();
        self.add_bridge_days(&mut facts, horizon);
        facts.sort();
        facts.dedup();
        facts
    }

    /// Adds the days squeezed between what is closed so far.
    fn add_bridge_days(&self, facts: &mut Vec<DayFact>, horizon: Horizon) {
        let whole = facts.iter().filter(|fact| fact.extent.closes_whole_day());
        let closed: BTreeSet<NaiveDate> = whole.map(|fact| fact.date).collect();
        for closure in &self.closures {
            let fact = |date| DayFact { date, name: closure.name.clone(), extent: closure.extent };
            facts.extend(closure.rule.bridge_days(&closed, horizon).into_iter().map(fact));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
    use crate::calendar::closure::{Closure, DayCalendar, Extent};
    use crate::calendar::holidays::Country;
    use crate::calendar::horizon::Horizon;
    use crate::calendar::rule::{DatedRule, DayRule};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn noon() -> Extent {
        Extent::From(NaiveTime::from_hms_opt(12, 0, 0).unwrap())
    }

    fn closure(name: &str, rule: DayRule, extent: Extent) -> Closure {
        Closure { name: name.to_owned(), rule: DatedRule::always(rule).into(), extent }
    }

    fn lines(calendar: &DayCalendar, first: &str, last: &str) -> Vec<String> {
        let facts = calendar.facts(Horizon::new(date(first), date(last)).unwrap());
        facts.iter().map(|fact| format!("{} {} {:?}", fact.date, fact.name, fact.extent)).collect()
    }

    #[test]
    fn holidays_and_closures_are_told_by_date_and_then_by_name() {
        let mut calendar = DayCalendar::of_country(Country::Dk);
        calendar.closures = vec![
            closure("Grundlovsdag", DayRule::Fixed { month: 6, day: 5 }, noon()),
            closure("Indeklemt dag", DayRule::easter(40), Extent::WholeDay),
        ];
        let expected = [
            "2028-05-25 Kristi himmelfartsdag WholeDay",
            "2028-05-26 Indeklemt dag WholeDay",
            "2028-06-04 Pinsedag WholeDay",
            "2028-06-05 2. pinsedag WholeDay",
            "2028-06-05 Grundlovsdag From(12:00:00)",
        ];
        assert_eq!(lines(&calendar, "2028-05-25", "2028-06-05"), expected);
    }

    #[test]
    fn facts_are_clipped_to_the_horizon_at_both_ends() {
        let calendar = DayCalendar::of_country(Country::Dk);
        let expected = ["2026-12-26 2. juledag WholeDay", "2027-01-01 Nytårsdag WholeDay"];
        assert_eq!(lines(&calendar, "2026-12-26", "2027-01-01"), expected);
        assert!(lines(&calendar, "2026-12-27", "2026-12-31").is_empty());
    }

    #[test]
    fn a_calendar_without_a_country_has_its_closures_only() {
        let rule = DatedRule { only_on: Some(Weekday::Fri), ..DatedRule::always(DayRule::Week { number: 42 }) };
        let calendar = DayCalendar {
            name: "skoleferie".to_owned(),
            closures: vec![Closure { name: "Efterårsferie".to_owned(), rule: rule.into(), extent: Extent::WholeDay }],
            countries: Vec::new(),
        };
        assert_eq!(lines(&calendar, "2027-01-01", "2027-12-31"), ["2027-10-22 Efterårsferie WholeDay"]);
    }

    #[test]
    fn the_same_fact_is_told_once() {
        let mut calendar = DayCalendar::of_country(Country::Dk);
        calendar.closures = vec![closure("Juledag", DayRule::Fixed { month: 12, day: 25 }, Extent::WholeDay)];
        assert_eq!(lines(&calendar, "2027-12-25", "2027-12-25"), ["2027-12-25 Juledag WholeDay"]);
    }

    #[test]
    fn a_day_that_closes_at_midnight_is_closed_as_a_whole() {
        assert!(Extent::WholeDay.closes_whole_day());
        assert!(Extent::From(NaiveTime::MIN).closes_whole_day());
        assert!(!Extent::From(NaiveTime::from_hms_opt(0, 1, 0).unwrap()).closes_whole_day());
        assert!(Extent::WholeDay < Extent::From(NaiveTime::MIN) && Extent::From(NaiveTime::MIN) < noon());
    }
}
