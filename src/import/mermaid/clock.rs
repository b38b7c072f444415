//! Moments as JavaScript has them, milliseconds since 1970 that a wall clock shows in one zone, and how one counts with them
//! (ECMA-262, `Date`; dayjs, `add`). Knows no text.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use crate::calendar::zone::Zone;
use crate::import::mermaid::chart::Unit;

/// Milliseconds after 1970-01-01T00:00Z.
pub type Moment = i64;

/// The milliseconds that a moment of JavaScript lies at most before or after 1970; ECMA-262, 21.4.1.1.
const MOST_MILLISECONDS: f64 = 8.64e15;

/// The wall clock that a chart is drawn by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The zone.
    pub zone: Zone,
    /// The date that it shows.
    pub today: NaiveDate,
}

/// What comes of adding to a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// A moment.
    Moment(Moment),
    /// None: it lies outside of what JavaScript knows.
    None,
    /// One after the year 9999, where this program counts no days.
    Beyond,
}

impl Clock {
    /// What it shows at a moment.
    pub fn wall(&self, moment: Moment) -> Option<NaiveDateTime> {
        self.zone.wall(moment)
    }

    /// When it shows a time.
    pub fn moment(&self, wall: NaiveDateTime) -> Option<Moment> {
        self.zone.instant(wall)
    }

    /// The first moment of a date.
    pub fn start_of(&self, date: NaiveDate) -> Option<Moment> {
        self.moment(date.and_time(NaiveTime::MIN))
    }

    /// The same time of the day some days later.
    pub fn days_later(&self, moment: Moment, days: i64) -> Option<Moment> {
        let wall = self.wall(moment)?;
        self.moment(wall.checked_add_signed(TimeDelta::try_days(days)?)?)
    }

    /// A moment and a number of units: days and weeks are rounded to whole days, months and years to less, and a month that is too
    /// short ends on its last day.
    #[expect(clippy::cast_possible_truncation, reason = "the numbers are bounded by what JavaScript knows")]
    pub fn add(&self, moment: Moment, number: f64, unit: Unit) -> Sum {
        #[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53")]
        let from = moment as f64;
        let milliseconds = number * length(unit);
        if (from + milliseconds).abs() > MOST_MILLISECONDS {
            return Sum::None;
        }
        let later = match unit {
            Unit::Day => self.days_later(moment, rounded(number)),
            Unit::Week => self.days_later(moment, rounded(7.0 * number)),
            Unit::Month => self
                .wall(moment)
                .and_then(|wall| self.in_month(wall, i64::from(wall.year()), whole(f64::from(wall.month0()) + number))),
            Unit::Year => self
                .wall(moment)
                .and_then(|wall| self.in_month(wall, whole(f64::from(wall.year()) + number), i64::from(wall.month0()))),
            Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour => Some((from + milliseconds).trunc() as i64),
        };
        match later.filter(|later| self.wall(*later).is_some()) {
            Some(later) => Sum::Moment(later),
            None => Sum::Beyond,
        }
    }

    /// The same day and time in another month, counted from 0 from January of a year on.
    fn in_month(&self, wall: NaiveDateTime, year: i64, month: i64) -> Option<Moment> {
        let first = civil(year, month, 1)?;
        let next = civil(year, month + 1, 1)?;
        let day = i64::from(wall.day()).min((next - first).num_days());
        self.moment(civil(year, month, day)?.and_time(wall.time()))
    }
}

/// A date whose month, from 0, and day, from 1, may lie outside of the year and of the month; ECMA-262, `MakeDay`.
pub fn civil(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let year = i32::try_from(year.checked_add(month.div_euclid(12))?).ok()?;
    let month = u32::try_from(month.rem_euclid(12)).ok()?;
    let first = NaiveDate::from_ymd_opt(year, month + 1, 1)?;
    first.checked_add_signed(TimeDelta::try_days(day.checked_sub(1)?)?)
}

/// About how long a unit is, in milliseconds.
fn length(unit: Unit) -> f64 {
    const DAY: f64 = 86_400_000.0;
    match unit {
        Unit::Millisecond => 1.0,
        Unit::Second => 1000.0,
        Unit::Minute => 60_000.0,
        Unit::Hour => 3_600_000.0,
        Unit::Day => DAY,
        Unit::Week => 7.0 * DAY,
        Unit::Month => 30.436_875 * DAY,
        Unit::Year => 365.2425 * DAY,
    }
}

/// `Math.round` of a number that is not negative.
#[expect(clippy::cast_possible_truncation, reason = "the caller bounds the number")]
fn rounded(number: f64) -> i64 {
    (number + 0.5).floor() as i64
}

/// A number without what stands behind its point.
#[expect(clippy::cast_possible_truncation, reason = "the caller bounds the number")]
fn whole(number: f64) -> i64 {
    number.trunc() as i64
}
