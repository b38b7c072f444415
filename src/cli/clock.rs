//! The clock, read once at the edge of the program; everything else is given the date.

use crate::calendar::civil::NaiveDate;

/// Today's civil date on this machine.
pub fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
