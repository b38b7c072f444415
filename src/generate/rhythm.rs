//! How often a forum meets: the slots of a rhythm as the plan language counts them, and the words that ask for it.
//! Knows no date that was chosen.

use crate::calendar::civil::{Datelike, NaiveDate, TimeDelta};
use crate::generate::calendars::{Days, day, end_of_month, monday};

/// The rhythms of generated fora.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every month but July.
    Monthly,
    /// Around the first Monday of every month but July.
    FirstMonday,
    /// Every second month but July.
    SecondMonth,
    /// Every quarter.
    Quarterly,
    /// Twice in every half-year.
    TwiceAHalfYear,
    /// In a window in spring and one in autumn.
    Seasons,
}

/// How many working days a meeting lies from the first Monday.
const DRIFT: i64 = 10;

/// A meeting to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its label in the plan.
    pub label: String,
    /// The first day it may lie on.
    pub first: NaiveDate,
    /// The last day it may lie on.
    pub last: NaiveDate,
    /// Which part of the window is its own, in hundredths: from and to.
    pub share: (i64, i64),
}

/// How far apart meetings lie when nothing stands in the way, in weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The least.
    pub least: i64,
    /// The most, where that is asked.
    pub most: Option<i64>,
    /// The best, where that is asked.
    pub best: Option<i64>,
}

impl Gap {
    /// The distance in the plan language.
    pub fn text(self) -> String {
        let Gap { least, most, best } = self;
        let weeks = if most.unwrap_or(least) == 1 { "week" } else { "weeks" };
        let range = most.map_or_else(|| format!("at least {least} {weeks}"), |most| format!("{least}..{most} {weeks}"));
        best.map_or(range.clone(), |best| format!("\"{range}, best {best} weeks\""))
    }
}

impl Rhythm {
    /// The keys of `meets` that ask for it.
    pub fn text(self) -> &'static str {
        match self {
            Rhythm::Monthly => "each: month, except: july",
            Rhythm::FirstMonday => "rrule: FREQ=MONTHLY;BYDAY=1MO, drift: 10 working days, except: july, on: mon",
            Rhythm::SecondMonth => "each: month, every: 2, except: july",
            Rhythm::Quarterly => "each: quarter",
            Rhythm::TwiceAHalfYear => "each: half-year, times: 2",
            Rhythm::Seasons => "windows: {forår: 03-01..05-15, efterår: 09-01..11-15}",
        }
    }

    /// How far apart its meetings are to lie; none where the windows see to it.
    pub fn gap(self) -> Option<Gap> {
        match self {
            Rhythm::Monthly | Rhythm::FirstMonday => Some(Gap { least: 3, most: None, best: None }),
            // The best value also keeps the rule from being needless where announced dates already see to the least.
            Rhythm::SecondMonth => Some(Gap { least: 5, most: None, best: Some(9) }),
            Rhythm::Quarterly | Rhythm::TwiceAHalfYear => Some(Gap { least: 8, most: Some(18), best: Some(13) }),
            Rhythm::Seasons => None,
        }
    }

    /// Whether its meetings are labelled by month.
    pub fn counts_months(self) -> bool {
        match self {
            Rhythm::Monthly | Rhythm::FirstMonday | Rhythm::SecondMonth => true,
            Rhythm::Quarterly | Rhythm::TwiceAHalfYear | Rhythm::Seasons => false,
        }
    }

    /// Whether it leaves a day out: July, for rhythms of months.
    pub fn leaves_out(self, date: NaiveDate) -> bool {
        self.counts_months() && date.month() == 7
    }

    /// Its slots in the planned years, in order of time.
    pub fn slots(self, days: &Days) -> Vec<Slot> {
        days.horizon.years().flat_map(|year| self.of_year(year, days)).collect()
    }

    fn of_year(self, year: i32, days: &Days) -> Vec<Slot> {
        let months = |every: usize| (1..=12).step_by(every).filter(|month| *month != 7);
        let slot = |label: String, first: NaiveDate, last: NaiveDate| Slot { label, first, last, share: (0, 100) };
        let month = |month: u32| {
            let first = day(year, month, 1);
            slot(format!("{year}-{month:02}"), first, end_of_month(first))
        };
        match self {
            Rhythm::Monthly => months(1).map(month).collect(),
            Rhythm::SecondMonth => months(2).map(month).collect(),
            Rhythm::FirstMonday => months(1).map(|number| around_first_monday(month(number), days)).collect(),
            Rhythm::Quarterly => {
                let quarter = |number: u32| {
                    let last = end_of_month(day(year, number * 3, 1));
                    slot(format!("{year}-q{number}"), day(year, number * 3 - 2, 1), last)
                };
                (1..=4).map(quarter).collect()
            }
            Rhythm::TwiceAHalfYear => {
                let half = |number: u32, part: i64| Slot {
                    label: format!("{year}-h{number}-{part}"),
                    first: day(year, number * 6 - 5, 1),
                    last: end_of_month(day(year, number * 6, 1)),
                    share: ((part - 1) * 50, part * 50),
                };
                (1..=2).flat_map(|number| [half(number, 1), half(number, 2)]).collect()
            }
            Rhythm::Seasons => {
                let window =
                    |name: &str, from: u32, to: u32| slot(format!("{year}-{name}"), day(year, from, 1), day(year, to, 15));
                vec![window("forår", 3, 5), window("efterår", 9, 11)]
            }
        }
    }
}

/// The days within the drift of the first Monday of a month.
fn around_first_monday(month: Slot, days: &Days) -> Slot {
    // The week of the 7th begins with the first Monday of the month.
    let nominal = monday(month.first + TimeDelta::days(6));
    let reach = |drift: i64| days.town.nth(nominal, drift).unwrap_or(nominal);
    Slot { first: days.planned(reach(-DRIFT)), last: days.planned(reach(DRIFT)), ..month }
}

#[cfg(test)]
mod tests {
    use super::Rhythm;
    use crate::calendar::horizon::Horizon;
    use crate::generate::calendars::Days;

    fn labels(rhythm: Rhythm) -> Vec<String> {
        let days = Days::of(Horizon::of_years(2027, 2027).unwrap());
        rhythm.slots(&days).into_iter().map(|slot| format!("{} {}..{}", slot.label, slot.first, slot.last)).collect()
    }

    #[test]
    fn slots_are_those_of_the_plan_language() {
        assert_eq!(labels(Rhythm::Monthly).len(), 11);
        assert_eq!(labels(Rhythm::SecondMonth)[3], "2027-09 2027-09-01..2027-09-30");
        assert_eq!(labels(Rhythm::Quarterly)[3], "2027-q4 2027-10-01..2027-12-31");
        assert_eq!(labels(Rhythm::TwiceAHalfYear)[1], "2027-h1-2 2027-01-01..2027-06-30");
        assert_eq!(labels(Rhythm::Seasons)[1], "2027-efterår 2027-09-01..2027-11-15");
        // Ten working days on either side of 1 February, and of 5 April, just after Easter.
        assert_eq!(labels(Rhythm::FirstMonday)[1], "2027-02 2027-01-18..2027-02-15");
        assert_eq!(labels(Rhythm::FirstMonday)[3], "2027-04 2027-03-17..2027-04-19");
    }
}
