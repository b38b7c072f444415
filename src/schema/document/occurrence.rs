//! Single occurrences: what holds for one meeting alone. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::diagnostic::source::Spanned;
use crate::schema::declare::document;
use crate::schema::scalar::words::Answer;

document! {
    /// What holds for a single meeting: it is held on a date, or cancelled. People are told why.
    OccurrenceDocument "an occurrence" {
        /// The date it is held on.
        "on" optional on: Spanned<NaiveDate>,
        /// The time it starts at.
        "at" optional at: Spanned<NaiveTime>,
        /// It is not held: `cancelled: yes`.
        "cancelled" optional cancelled: Spanned<Answer>,
        /// Why, in words for the members.
        "reason" required reason: Spanned<String>,
    }
}
