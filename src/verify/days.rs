//! Days counted one by one along a calendar. Slow on purpose: a day is looked at, counted or passed over, and nothing is
//! looked up in a table that could be wrong.

use crate::calendar::civil::{Days, NaiveDate};
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::{Deadline, Side};
use crate::plan::distance::DayUnit;

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
    match deadline.unit {
        DayUnit::WorkingDays => open_day_from(meeting, deadline.amount, deadline.side, open),
        DayUnit::Days => {
            let days = Days::new(u64::try_from(deadline.amount).ok()?);
            let due = match deadline.side {
                Side::Before => meeting.checked_sub_days(days),
                Side::After => meeting.checked_add_days(days),
            }?;
            open_day_at(due, deadline.side, open)
        }
    }
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
    use crate::plan::deadline::Side;
    use crate::plan::distance::DayUnit;
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
        let on = |amount, unit, side| deadline_day(&deadline("d", amount, unit, side), date("2027-03-31"), &open);
        assert_eq!(on(1, DayUnit::Days, Side::Before), Some(date("2027-03-30")));
        assert_eq!(on(2, DayUnit::Days, Side::Before), Some(date("2027-03-24")));
        assert_eq!(on(2, DayUnit::Days, Side::After), Some(date("2027-04-02")));
        assert_eq!(on(3, DayUnit::Days, Side::After), Some(date("2027-04-05")));
        assert_eq!(on(1, DayUnit::WorkingDays, Side::Before), Some(date("2027-03-30")));
        assert_eq!(on(2, DayUnit::WorkingDays, Side::Before), Some(date("2027-03-24")));
        assert_eq!(on(3, DayUnit::WorkingDays, Side::After), Some(date("2027-04-05")));
    }

    #[test]
    fn days_past_what_is_known_are_none() {
        let open = Case::new().danish_days();
        let last = open.range().last();
        assert_eq!(open_day_from(last, 1, Side::After, &open), None);
        assert_eq!(open_day_from(last, i64::MAX, Side::Before, &open), None);
        assert_eq!(deadline_day(&deadline("d", i64::MAX, DayUnit::Days, Side::After), last, &open), None);
    }
}
