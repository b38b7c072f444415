//! Deadlines: what is due so and so long before or after a meeting. A deadline follows its meeting; it is not chosen.

use crate::calendar::civil::{Datelike, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::calendar::iso_week::Week;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::Span;
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;

/// On which side of the meeting a deadline lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Due before the meeting; one that falls on a closed day moves earlier.
    Before,
    /// Due after the meeting; one that falls on a closed day moves later.
    After,
}

/// How far a deadline lies from its meeting, whose own day is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// So many civil days, at least 1. A week is seven.
    Days(i64),
    /// So many open days, at least 1.
    WorkingDays(i64),
    /// So many months, at least 1: the same day of the month, or its last one.
    Months(u32),
    /// A weekday of the ISO week that lies so many weeks, at least 1, from the meeting's own.
    Weekday(WeekdayLead),
}

/// `monday the week before`: that weekday of the ISO week so many weeks away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeekdayLead {
    /// Days after the Monday of the week: 0 for Monday, 6 for Sunday.
    pub days_after_monday: u8,
    /// How many weeks from the meeting's week, at least 1.
    pub weeks: u32,
}

/// What lies between a deadline and its meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Between {
    /// Whatever days there are.
    Anything,
    /// A whole Saturday and Sunday at least, so that people have a weekend to read; else it moves further away.
    AWeekend,
}

/// Who sees to a deadline, and is not on leave when it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsible {
    /// Who.
    pub person: PersonId,
    /// How firmly the person is to be there on the due date; one date during leave is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// How a deadline is shown to subscribers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// As an event of its own, and in the meeting's description.
    Event,
    /// In the meeting's description alone.
    Text,
    /// In no feed; tables of meetings list it all the same.
    Nowhere,
}

/// Something due before or after every meeting of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The key, unique within its group: `dagsorden`, `referat`; of a list the second one is `dagsorden-2`.
    pub name: String,
    /// What is due, in words.
    pub title: String,
    /// How far from the meeting.
    pub lead: Lead,
    /// Before or after.
    pub side: Side,
    /// What must lie between.
    pub between: Between,
    /// The clock time on its day; none for the whole day.
    pub time: Option<NaiveTime>,
    /// Who sees to it.
    pub by: Option<Responsible>,
    /// As an event or as text.
    pub shown: Shown,
    /// Where it stands.
    pub span: Span,
}

impl Deadline {
    /// The date for a meeting on `meeting`, always an open day; none when the days reach past what `open` covers.
    ///
    /// "n working days before D" is the n-th open day before D, D not counted. Any other deadline that lands on a closed
    /// day moves away from the meeting: earlier when due before, later when due after. So does one that must leave a
    /// weekend between, day by day, until a Saturday and its Sunday lie wholly between it and the meeting.
    pub fn date(&self, meeting: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
        let mut due = self.rounded(meeting, open)?;
        while self.between == Between::AWeekend && !has_weekend(due.min(meeting), due.max(meeting)) {
            due = open.nth(due, self.signed(1))?;
        }
        Some(due)
    }

    /// The date without regard to weekends between.
    fn rounded(&self, meeting: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
        let due = match self.lead {
            Lead::WorkingDays(amount) => return open.nth(meeting, self.signed(amount)),
            Lead::Days(amount) => meeting.checked_add_signed(TimeDelta::days(self.signed(amount))),
            Lead::Months(amount) => match self.side {
                Side::Before => meeting.checked_sub_months(Months::new(amount)),
                Side::After => meeting.checked_add_months(Months::new(amount)),
            },
            Lead::Weekday(WeekdayLead { days_after_monday, weeks }) => {
                let days = self.signed(i64::from(weeks) * 7) + i64::from(days_after_monday);
                Week::of(meeting).monday().checked_add_signed(TimeDelta::days(days))
            }
        }?;
        match self.side {
            Side::Before => open.on_or_before(due),
            Side::After => open.on_or_after(due),
        }
    }

    fn signed(&self, amount: i64) -> i64 {
        match self.side {
            Side::Before => -amount,
            Side::After => amount,
        }
    }
}

/// Whether a Saturday and its Sunday lie after the one day and before the other.
fn has_weekend(earlier: NaiveDate, later: NaiveDate) -> bool {
    let to_saturday =
        (i64::from(Weekday::Sat.num_days_from_monday()) + 6 - i64::from(earlier.weekday().num_days_from_monday())) % 7 + 1;
    // From the day after the earlier one, the next Saturday; its Sunday lies before the later day.
    (later - earlier).num_days() > to_saturday + 1
}

#[cfg(test)]
mod tests {
    use super::{Between, Deadline, Lead, Shown, Side, WeekdayLead};
    use crate::calendar::civil::{NaiveDate, NaiveTime};
    use crate::calendar::closure::DayCalendar;
    use crate::calendar::holidays::Country;
    use crate::calendar::horizon::Horizon;
    use crate::calendar::open_days::OpenDays;
    use crate::diagnostic::source::Span;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(lead: Lead, side: Side, between: Between, meeting: &str) -> NaiveDate {
        let calendar = DayCalendar::of_country(Country::Dk);
        let open = OpenDays::new(Horizon::of_years(2025, 2029).unwrap(), &[&calendar]);
        let (name, title, span) = ("d".to_owned(), "d".to_owned(), Span::default());
        let time = None::<NaiveTime>;
        let deadline = Deadline { name, title, lead, side, between, time, by: None, shown: Shown::Event, span };
        deadline.date(date(meeting), &open).unwrap()
    }

    fn weekday(days_after_monday: u8, weeks: u32) -> Lead {
        Lead::Weekday(WeekdayLead { days_after_monday, weeks })
    }

    #[test]
    fn five_working_days_before_the_tuesday_after_easter_is_the_thursday_of_the_week_before_it() {
        assert_eq!(due(Lead::WorkingDays(5), Side::Before, Between::Anything, "2027-03-30"), date("2027-03-18"));
    }

    #[test]
    fn a_weekday_of_another_week_moves_off_a_holiday() {
        let before = |weeks, meeting| due(weekday(0, weeks), Side::Before, Between::Anything, meeting);
        assert_eq!(before(1, "2027-04-15"), date("2027-04-05"));
        // The Monday is Easter Monday: the last open day before it is the Wednesday before Maundy Thursday.
        assert_eq!(before(1, "2027-04-08"), date("2027-03-24"));
        assert_eq!(before(2, "2027-04-15"), date("2027-03-24"));
        assert_eq!(due(weekday(0, 1), Side::After, Between::Anything, "2027-03-24"), date("2027-03-30"));
    }

    #[test]
    fn weeks_are_counted_over_a_new_year_with_week_53() {
        // 2026 has a week 53: it ends on Sunday 3 January 2027.
        let friday = |weeks, side, meeting| due(weekday(4, weeks), side, Between::Anything, meeting);
        assert_eq!(friday(3, Side::Before, "2027-01-13"), date("2026-12-24"));
        assert_eq!(friday(1, Side::Before, "2027-01-04"), date("2026-12-31"));
        assert_eq!(friday(2, Side::After, "2026-12-22"), date("2027-01-08"));
    }

    #[test]
    fn a_weekend_between_is_a_saturday_and_a_sunday_with_nothing_of_them_left_out() {
        let before = |days, meeting| due(Lead::Days(days), Side::Before, Between::AWeekend, meeting);
        // Thursday 15 April: three days before is a Monday, which leaves no weekend.
        assert_eq!(before(3, "2027-04-15"), date("2027-04-09"));
        assert_eq!(before(7, "2027-04-15"), date("2027-04-08"));
        assert_eq!(before(3, "2027-04-12"), date("2027-04-09"));
        assert_eq!(before(1, "2027-04-12"), date("2027-04-09"));
        let after = |days, meeting| due(Lead::Days(days), Side::After, Between::AWeekend, meeting);
        assert_eq!(after(1, "2027-04-13"), date("2027-04-19"));
        assert_eq!(after(3, "2027-04-09"), date("2027-04-12"));
    }

    #[test]
    fn a_month_ends_where_the_other_one_does() {
        assert_eq!(due(Lead::Months(1), Side::After, Between::Anything, "2027-01-29"), date("2027-03-01"));
        assert_eq!(due(Lead::Months(2), Side::Before, Between::Anything, "2027-08-31"), date("2027-06-30"));
    }
}
