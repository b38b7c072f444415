//! Deadlines: what is due so and so long before or after a meeting. A deadline follows its meeting; it is not chosen.

use crate::calendar::civil::{NaiveDate, TimeDelta};

use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::Span;
use crate::plan::distance::DayUnit;

/// On which side of the meeting a deadline lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Due before the meeting; one that falls on a closed day moves earlier.
    Before,
    /// Due after the meeting; one that falls on a closed day moves later.
    After,
}

/// Something due `amount` days or working days before or after every meeting of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What is due: `dagsorden`, `referat`.
    pub name: String,
    /// How long from the meeting, at least 1; the day of the meeting is not counted.
    pub amount: i64,
    /// What is counted.
    pub unit: DayUnit,
    /// Before or after.
    pub side: Side,
    /// Where it stands.
    pub span: Span,
}

impl Deadline {
    /// The date for a meeting on `meeting`, always an open day; none when the days reach past what `open` covers.
    ///
    /// "n working days before D" is the n-th open day before D, D not counted. A deadline in days that lands on a
    /// closed day moves away from the meeting: earlier when due before, later when due after.
    pub fn date(&self, meeting: NaiveDate, open: &OpenDays) -> Option<NaiveDate> {
        let signed = match self.side {
            Side::Before => -self.amount,
            Side::After => self.amount,
        };
        match self.unit {
            DayUnit::WorkingDays => open.nth(meeting, signed),
            DayUnit::Days => {
                let due = meeting.checked_add_signed(TimeDelta::days(signed))?;
                match self.side {
                    Side::Before => open.on_or_before(due),
                    Side::After => open.on_or_after(due),
                }
            }
        }
    }
}
