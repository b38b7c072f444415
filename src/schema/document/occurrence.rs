//! Single occurrences: what holds for one meeting alone. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::diagnostic::source::Spanned;
use crate::plan::occurrence::Window;
use crate::schema::declare::document;
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::words::Answer;

document! {
    /// What holds for a single meeting: it is held on a date, moved, cancelled, decided in writing, added, or otherwise
    /// than the rest. People are told why.
    OccurrenceDocument "an occurrence" {
        /// The date it is held on.
        "on" optional on: Spanned<NaiveDate>,
        /// The time it starts at, on that date.
        "at" optional at: Spanned<NaiveTime>,
        /// The days it lies in, instead of those of its rhythm.
        "between" optional between: Spanned<Window>,
        /// It is not held: `cancelled: yes`.
        "cancelled" optional cancelled: Spanned<Answer>,
        /// It is decided in writing, on its date: nobody meets.
        "in-writing" optional in_writing: Spanned<Answer>,
        /// It is held although the rhythm gives no such label.
        "extra" optional extra: Spanned<Answer>,
        /// It may move although it lies within the notice of its group: `break-notice: yes`.
        "break-notice" optional break_notice: Spanned<Answer>,
        /// How long it lasts, this once.
        "length" optional length: Spanned<Minutes>,
        /// The room or town, this once.
        "place" optional place: Spanned<String>,
        /// The address of the online meeting, this once.
        "link" optional link: Spanned<String>,
        /// The group's topics that are on its agenda, whatever its date.
        "topics" optional topics: Vec<Spanned<String>>,
        /// What members are told besides.
        "note" optional note: Spanned<String>,
        /// Why, in words for the members.
        "reason" required reason: Spanned<String>,
    }
}
