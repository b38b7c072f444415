//! Deadlines around a meeting. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::deadline::Shown;
use crate::schema::declare::document;
use crate::schema::scalar::deadlines::{ByText, DeadlineText};

document! {
    /// Something due before or after each meeting.
    DeadlineDocument "a deadline" short due: Spanned<DeadlineText> {
        /// When it is due.
        "due" required due: Spanned<DeadlineText>,
        /// The role that sees to it, and is not on leave on that date: `should` when it is not said behind a comma.
        "by" optional by: Spanned<ByText>,
        /// Whether it is an `event` of its own in feeds, told as `text` in the meeting's description alone, or told in `none`
        /// of them; as `publish` says when it is not said, else an event.
        "as" optional shown: Spanned<Shown>,
        /// What is due, in words.
        "title" optional title: Spanned<String>,
    }
}
