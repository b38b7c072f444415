//! People and their leave. What the words mean for a plan is said in `lower`.

use crate::calendar::rule::DayRule;
use crate::diagnostic::source::Spanned;
use crate::schema::declare::document;

document! {
    /// A person, or a body with one diary, named by role.
    PersonDocument "a person" short title: Spanned<String> {
        /// The role in words.
        "title" optional title: Spanned<String>,
        /// Days away: no meeting of theirs is placed there.
        "leave" optional leave: Vec<LeaveDocument>,
    }
}

document! {
    /// Days away.
    LeaveDocument "a leave" short on: Spanned<DayRule> {
        /// The days: dates, a week of one year such as `2027-W37`, or days of every year.
        "on" required on: Spanned<DayRule>,
        /// Why the person is away.
        "reason" optional reason: Spanned<String>,
    }
}
