//! Planning years: twelve months that are planned and shown as one, from the first day of any month.

use std::fmt;

use crate::calendar::civil::{Datelike, Months, NaiveDate};
use crate::calendar::horizon::Horizon;

/// Twelve months from the first of a month: the calendar year when that is January, else such as July to June.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanningYear {
    days: Horizon,
}

impl PlanningYear {
    /// The planning year that begins on the first of a month, 1 to 12. None for a month or year that no horizon has.
    pub fn starting(year: i32, month: u32) -> Option<PlanningYear> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(PlanningYear { days: Horizon::new(first, first.checked_add_months(Months::new(12))?.pred_opt()?)? })
    }

    /// The planning years of a horizon, each from the day of its first; the last one ends with the horizon.
    pub fn of(horizon: Horizon) -> impl DoubleEndedIterator<Item = PlanningYear> + Clone {
        let first = move |index: u32| horizon.first().checked_add_months(Months::new(12 * index));
        // In each calendar year begins one, but in the last perhaps none: then its first day lies past the horizon.
        let count = u32::try_from(horizon.years().count()).unwrap_or(u32::MAX);
        (0..count).filter_map(move |index| {
            let last = first(index + 1).and_then(|day| day.pred_opt()).map_or(horizon.last(), |day| day.min(horizon.last()));
            Some(PlanningYear { days: Horizon::new(first(index)?, last)? })
        })
    }

    /// The planning year of a day, when planning years begin in a month, 1 to 12.
    pub fn holding(day: NaiveDate, month: u32) -> Option<PlanningYear> {
        PlanningYear::starting(if day.month() < month { day.year() - 1 } else { day.year() }, month)
    }

    /// Its days.
    pub fn days(&self) -> Horizon {
        self.days
    }

    /// Its name in files and labels: `2027`, or `2027-28` when it does not begin in January.
    pub fn label(&self) -> String {
        self.joined('-')
    }

    fn joined(self, sign: char) -> String {
        let first = self.days.first();
        if first.month() == 1 {
            return first.year().to_string();
        }
        format!("{}{sign}{:02}", first.year(), (first.year() + 1).rem_euclid(100))
    }
}

impl fmt::Display for PlanningYear {
    /// Its name for people: `2027`, or `2027/28`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.joined('/'))
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::civil::NaiveDate;
    use crate::calendar::horizon::Horizon;
    use crate::calendar::planning_year::PlanningYear;

    fn told(year: PlanningYear) -> String {
        format!("{year} {} {} {}", year.label(), year.days().first(), year.days().last())
    }

    #[test]
    fn a_year_from_january_is_the_calendar_year_and_another_has_two_numbers() {
        assert_eq!(told(PlanningYear::starting(2028, 1).unwrap()), "2028 2028 2028-01-01 2028-12-31");
        assert_eq!(told(PlanningYear::starting(2027, 3).unwrap()), "2027/28 2027-28 2027-03-01 2028-02-29");
        assert_eq!(told(PlanningYear::starting(2099, 7).unwrap()), "2099/00 2099-00 2099-07-01 2100-06-30");
        assert_eq!(PlanningYear::starting(2027, 13), None);
    }

    #[test]
    fn a_horizon_falls_into_its_years() {
        let horizon = Horizon::new("2026-08-01".parse().unwrap(), "2028-07-31".parse().unwrap()).unwrap();
        let years: Vec<String> = PlanningYear::of(horizon).map(told).collect();
        assert_eq!(years, ["2026/27 2026-27 2026-08-01 2027-07-31", "2027/28 2027-28 2027-08-01 2028-07-31"]);
        assert_eq!(PlanningYear::of(Horizon::of_years(2026, 2028).unwrap()).count(), 3);
    }

    #[test]
    fn a_day_lies_in_the_year_that_began_last() {
        let of = |day: &str| PlanningYear::holding(day.parse::<NaiveDate>().unwrap(), 7).unwrap().label();
        assert_eq!([of("2027-06-30"), of("2027-07-01"), of("2028-06-30")], ["2026-27", "2027-28", "2027-28"]);
    }
}
