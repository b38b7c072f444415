//! Days away: the summer of everyone, a winter or autumn holiday of most, and a course or a conference now and then.

use crate::calendar::civil::{Days as Length, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::calendar::iso_week::Week;
use crate::generate::choices::Choices;

/// Some days away, both ends included, within the planned years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    reason: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Summer,
    Winter,
    Autumn,
    Course,
}

/// How much someone is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// In summer alone.
    Summer,
    /// In summer, and a week in winter or autumn.
    Usual,
    /// As usual, and on courses and conferences.
    Much,
}

impl Leave {
    /// Whether a day is one of them.
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// The leave in the plan language.
    pub fn text(&self) -> String {
        let week = Week::of(self.first);
        match self.reason {
            Reason::Summer => format!("{}..{}", self.first, self.last),
            Reason::Winter => format!("{{on: {week}, reason: vinterferie}}"),
            Reason::Autumn => format!("{{on: {week}, reason: efterårsferie}}"),
            Reason::Course => format!("{{on: {}..{}, reason: konference}}", self.first, self.last),
        }
    }
}

/// The leave of someone over the planned years, in order.
pub fn drawn(amount: Amount, horizon: Horizon, choices: &mut Choices) -> Vec<Leave> {
    let mut leave = Vec::new();
    for year in horizon.years() {
        let mut add = |number: i64, skipped: u64, days: u64, reason: Reason| {
            let week = u32::try_from(number).ok().and_then(|number| Week::new(year, number));
            let first = week.and_then(|week| week.monday().checked_add_days(Length::new(skipped)));
            let last = first.and_then(|first| first.checked_add_days(Length::new(days - 1)));
            leave.extend(first.zip(last).map(|(first, last)| Leave { first, last, reason }));
        };
        if amount != Amount::Summer && !choices.once_in(3) {
            add(choices.between(7, 8), 0, 7, Reason::Winter);
        }
        add(choices.between(27, 30), 0, if choices.once_in(3) { 12 } else { 19 }, Reason::Summer);
        if amount == Amount::Much {
            let season = if choices.once_in(2) { (11, 22) } else { (34, 39) };
            let (week, weekday) = (choices.between(season.0, season.1), if choices.once_in(2) { 0 } else { 2 });
            add(week, weekday, 3, Reason::Course);
        }
        if amount != Amount::Summer && !choices.once_in(3) {
            add(42, 0, 7, Reason::Autumn);
        }
    }
    leave.sort_by_key(|leave| leave.first);
    leave
}
