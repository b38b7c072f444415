//! Days counted one by one along a calendar. Slow on purpose: a day is looked at, counted or passed over, and nothing is
//! looked up in a table that could be wrong.

use crate::calendar::civil::{Datelike, Days, NaiveDate, Weekday};
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::{Between, Deadline, Lead, Side, WeekdayLead};

/// Counts the open days from `from`, itself included, up to `to`, itself not; negative when `to` is the earlier one.
pub(crate) fn open_days_between(from: NaiveDate, to: NaiveDate, open: &OpenDays) -> i64 {
    if to < from {
        return -open_days_between(to, from, open);
    }
    from.iter_days().take_while(|day| *day < to).map(|day| i64::from(open.is_open(day))).sum()
}

/// Walks from a day, itself not counted, to the n-th open day on one side of it; none when the known days end before.
pub(crate) fn open_day_from(from: NaiveDate, amount: i64, side: Side, open: &OpenDays) -> Option<NaiveDate> {
    let mut day = from;
    let mut left = amount;
    while left > 0 {
        day = neighbour(day, side)?;
        if !open.range().contains(day) {
            return None;
        }
        if open.is_open(day) {
            left -= 1;
        }
    }
    Some(day)
}

/// Gives the day itself when it is open, else the nearest open day on one side; none when the known days end before.
pub(crate) fn open_day_at(day: NaiveDate, side: Side, open: &OpenDays) -> Option<NaiveDate> {
    if open.is_open(day) { Some(day) } else { open_day_from(day, 1, side, open) }
}

/// Works out the day of a deadline: always an open day before, or after, the meeting; none when the known days end before.
pub(crate) fn deadline_day(deadline: &Deadline, meeting: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
    let mut day = if let Lead::WorkingDays(amount) = deadline.lead {
        open_day_from(meeting, amount, deadline.side, open)?
    } else {
        open_day_at(civil_day(deadline, meeting)?, deadline.side, open)?
    };
    while deadline.between == Between::AWeekend && !weekend_between(day, meeting) {
        day = open_day_from(day, 1, deadline.side, open)?;
    }
    Some(day)
}

/// The day that a deadline names, open or closed; working days name none by themselves.
fn civil_day(deadline: &Deadline, meeting: NaiveDate) -> Option<NaiveDate> {
    match deadline.lead {
        Lead::WorkingDays(_) => None,
        Lead::Days(amount) => walk(meeting, u64::try_from(amount).ok()?, deadline.side),
        Lead::Months(amount) => month_away(meeting, amount, deadline.side),
        Lead::Weekday(WeekdayLead { days_after_monday, weeks }) => {
            let mut monday = meeting;
            while monday.weekday() != Weekday::Mon {
                monday = monday.pred_opt()?;
            }
            walk(monday, u64::from(weeks) * 7, deadline.side)?.checked_add_days(Days::new(u64::from(days_after_monday)))
        }
    }
}

fn walk(day: NaiveDate, days: u64, side: Side) -> Option<NaiveDate> {
    match side {
        Side::Before => day.checked_sub_days(Days::new(days)),
        Side::After => day.checked_add_days(Days::new(days)),
    }
}

/// The same day of the month so many months away, or the last one that month has.
fn month_away(day: NaiveDate, months: u32, side: Side) -> Option<NaiveDate> {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = match (side, month) {
            (Side::Before, 1) => (year - 1, 12),
            (Side::Before, month) => (year, month - 1),
            (Side::After, 12) => (year + 1, 1),
            (Side::After, month) => (year, month + 1),
        };
    }
    (1..=day.day()).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

/// Whether a Saturday and the Sunday after it lie between two days, neither of which counts.
fn weekend_between(one: NaiveDate, other: NaiveDate) -> bool {
    let between: Vec<Weekday> =
        one.min(other).iter_days().skip(1).take_while(|day| *day < one.max(other)).map(|day| day.weekday()).collect();
    between.windows(2).any(|days| days == [Weekday::Sat, Weekday::Sun])
}

fn neighbour(day: NaiveDate, side: Side) -> Option<NaiveDate> {
    match side {
        Side::Before => day.pred_opt(),
        Side::After => day.succ_opt(),
    }
}

/// Tells whether a day is open and the day before it and the day after it are closed.
pub(crate) fn is_bridge(date: NaiveDate, open: &OpenDays) -> bool {
    let closed = |day: Option<NaiveDate>| day.is_some_and(|day| open.range().contains(day) && !open.is_open(day));
    open.is_open(date) && closed(date.pred_opt()) && closed(date.succ_opt())
}

#[cfg(test)]
mod tests {
    use crate::plan::deadline::{Between, Deadline, Lead, Side, WeekdayLead};
    use crate::verify::days::{deadline_day, open_day_at, open_day_from, open_days_between};
    use crate::verify::fixture::{Case, date, deadline};

    #[test]
    fn working_days_jump_over_easter_2027() {
        let open = Case::new().danish_days();
        // Maundy Thursday is 25 March, Easter Monday 29 March.
        assert_eq!(open_days_between(date("2027-03-24"), date("2027-03-30"), &open), 1);
        assert_eq!(open_days_between(date("2027-03-25"), date("2027-03-30"), &open), 0);
        assert_eq!(open_days_between(date("2027-03-31"), date("2027-03-24"), &open), -2);
        assert_eq!(open_days_between(date("2027-03-24"), date("2027-03-24"), &open), 0);
        assert_eq!(open_day_from(date("2027-03-30"), 5, Side::Before, &open), Some(date("2027-03-18")));
        assert_eq!(open_day_from(date("2027-03-24"), 1, Side::After, &open), Some(date("2027-03-30")));
    }

    #[test]
    fn a_day_in_easter_moves_to_its_side_and_an_open_one_stays() {
        let open = Case::new().danish_days();
        assert_eq!(open_day_at(date("2027-03-27"), Side::Before, &open), Some(date("2027-03-24")));
        assert_eq!(open_day_at(date("2027-03-27"), Side::After, &open), Some(date("2027-03-30")));
        assert_eq!(open_day_at(date("2027-03-24"), Side::After, &open), Some(date("2027-03-24")));
    }

    #[test]
    fn a_deadline_in_days_moves_away_from_the_meeting() {
        let open = Case::new().danish_days();
        let on = |lead, side| deadline_day(&deadline("d", lead, side), date("2027-03-31"), &open);
        assert_eq!(on(Lead::Days(1), Side::Before), Some(date("2027-03-30")));
        assert_eq!(on(Lead::Days(2), Side::Before), Some(date("2027-03-24")));
        assert_eq!(on(Lead::Days(2), Side::After), Some(date("2027-04-02")));
        assert_eq!(on(Lead::Days(3), Side::After), Some(date("2027-04-05")));
        assert_eq!(on(Lead::WorkingDays(1), Side::Before), Some(date("2027-03-30")));
        assert_eq!(on(Lead::WorkingDays(2), Side::Before), Some(date("2027-03-24")));
        assert_eq!(on(Lead::WorkingDays(3), Side::After), Some(date("2027-04-05")));
    }

    #[test]
    fn weekdays_months_and_weekends_are_found_by_walking() {
        let open = Case::new().danish_days();
        let on = |lead, side, meeting| deadline_day(&deadline("d", lead, side), date(meeting), &open);
        let monday = |weeks| Lead::Weekday(WeekdayLead { days_after_monday: 0, weeks });
        assert_eq!(on(monday(1), Side::Before, "2027-04-08"), Some(date("2027-03-24")), "Easter Monday moves earlier");
        assert_eq!(on(monday(1), Side::After, "2027-03-24"), Some(date("2027-03-30")), "and later behind a meeting");
        assert_eq!(on(monday(2), Side::Before, "2027-01-13"), Some(date("2026-12-28")), "over week 53");
        assert_eq!(on(Lead::Months(1), Side::After, "2027-01-29"), Some(date("2027-03-01")));
        assert_eq!(on(Lead::Months(3), Side::Before, "2027-02-15"), Some(date("2026-11-13")));
        let weekend = |days, side, meeting| {
            let deadline = Deadline { between: Between::AWeekend, ..deadline("d", Lead::Days(days), side) };
            deadline_day(&deadline, date(meeting), &open)
        };
        assert_eq!(weekend(3, Side::Before, "2027-04-15"), Some(date("2027-04-09")));
        assert_eq!(weekend(7, Side::Before, "2027-04-15"), Some(date("2027-04-08")));
        assert_eq!(weekend(1, Side::After, "2027-04-13"), Some(date("2027-04-19")));
    }

    #[test]
    fn days_past_what_is_known_are_none() {
        let open = Case::new().danish_days();
        let last = open.range().last();
        assert_eq!(open_day_from(last, 1, Side::After, &open), None);
        assert_eq!(open_day_from(last, i64::MAX, Side::Before, &open), None);
        assert_eq!(deadline_day(&deadline("d", Lead::Days(i64::MAX), Side::After), last, &open), None);
    }
}
