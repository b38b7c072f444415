//! People, their leave, their work and the bodies they form. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::Weekday;
use crate::calendar::rule::DayRule;
use crate::diagnostic::source::Spanned;
use crate::plan::cycle::Hours;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::scalar::quorums::AtMost;
use crate::schema::scalar::roadmap::Firm;

document! {
    /// A person, or a body with one diary, named by role.
    PersonDocument "a person" short title: Spanned<String> {
        /// The role in words.
        "title" optional title: Spanned<String>,
        /// Days away: no meeting of theirs is placed there.
        "leave" optional leave: Vec<LeaveDocument>,
        /// The weekdays and hours of work: who must be at a meeting is at work then.
        "works" optional works: WorksDocument,
        /// Calendars whose closed days and half days are the person's own.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// How many meetings one day and one week of theirs may hold.
        "limits" optional limits: LimitsDocument,
        /// The people of a body: its name stands for all of them, and takes no other key.
        "is" optional is: Vec<Spanned<String>>,
        /// The hours a week they have for phases with an `effort`; a must when it is not said.
        "hours" optional hours: Spanned<Firm<u32>>,
    }
}

document! {
    /// Days away.
    LeaveDocument "a leave" short on: Spanned<DayRule> {
        /// The days: dates, a week of one year such as `2027-W37`, or days of every year.
        "on" required on: Spanned<DayRule>,
        /// Why the person is away.
        "reason" optional reason: Spanned<String>,
        /// How firmly: `must` when it is not said. Each meeting that they must be at on such a day is one unit; a quorum does
        /// not count them then.
        "priority" optional priority: Spanned<Priority>,
    }
}

document! {
    /// When a person works.
    WorksDocument "hours of work" {
        /// The weekdays; Monday to Friday when it is not said.
        "on" optional on: Vec<Spanned<Weekday>>,
        /// The hours a meeting lies within; the whole day when it is not said.
        "between" optional between: Spanned<Hours>,
        /// How firmly: `must` when it is not said. Each meeting outside is one unit.
        "priority" optional priority: Spanned<Priority>,
    }
}

document! {
    /// How many meetings a person must be at, each with `must`, `should` or `could` behind a comma; `must` when it is not said.
    LimitsDocument "limits" {
        /// At most so many in one day.
        "day" optional day: Spanned<AtMost>,
        /// At most so many in one ISO week.
        "week" optional week: Spanned<AtMost>,
    }
}
