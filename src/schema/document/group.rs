//! Groups: who meets, and how their meetings lie to others. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::document::cycle::MeetsDocument;
use crate::schema::document::deadline::DeadlineDocument;
use crate::schema::document::occurrence::OccurrenceDocument;
use crate::schema::document::seat::SeatDocument;
use crate::schema::document::topic::TopicDocument;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::clock::Minutes;
use crate::schema::scalar::distances::{DistanceText, NoticeText};
use crate::schema::scalar::rhythm::MinutesText;

document! {
    /// A group that meets.
    GroupDocument "a group" {
        /// The group's name in words.
        "title" optional title: Spanned<String>,
        /// Who is called, by role: a name must be there, and the other kinds of seats say what they are.
        "members" optional members: Vec<SeatDocument>,
        /// The room or town.
        "place" optional place: Spanned<String>,
        /// The address of an online meeting.
        "link" optional link: Spanned<String>,
        /// The calendars whose closed days it does not meet on, instead of the product's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// Days it would rather not meet on, instead of the product's: calendars, or `bridge-days`.
        "avoid" optional avoid: Listed<Spanned<Priority>>,
        /// How often and when it meets; needed, here or in what the group is like or inherits.
        "meets" inherited meets: MeetsDocument,
        /// Groups whose members are members of this one too, beside its own.
        "joint" optional joint: Vec<Spanned<String>>,
        /// Each meeting lies so far after the other group's meeting of the same period, or after the nearest one.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// Each meeting lies so far before the other group's meeting of the same period, or before the nearest one.
        "before" optional before: Named<Spanned<DistanceText>>,
        /// Groups on whose days it meets: each meeting shares its day with theirs of the same period, or with some meeting.
        "same-day" optional same_day: Listed<Spanned<Priority>>,
        /// Groups in whose ISO weeks it meets.
        "same-week" optional same_week: Listed<Spanned<Priority>>,
        /// Each meeting starts so many minutes after the other group's ends, or ends so many before it starts, on the same day.
        "back-to-back" optional back_to_back: Named<Spanned<MinutesText>>,
        /// Groups it does not meet on the same day as.
        "not-same-day" optional not_same_day: Listed<Spanned<Priority>>,
        /// Groups it does not meet in the same week as.
        "not-same-week" optional not_same_week: Listed<Spanned<Priority>>,
        /// What is due before or after each meeting, by name: a deadline, or a list of them.
        "deadlines" optional deadlines: Named<Vec<DeadlineDocument>>,
        /// How long before an announced meeting its date no longer moves: `14 days`, `3 weeks` or `10 working days`.
        "notice" optional notice: Spanned<NoticeText>,
        /// How long everyone is under way before and after each meeting.
        "travel" optional travel: Spanned<Minutes>,
        /// The rooms that each meeting uses.
        "uses" optional uses: Vec<Spanned<String>>,
        /// What the group treats at some of its meetings, by name.
        "topics" optional topics: Named<TopicDocument>,
        /// The template that gives what the group does not say itself; a key without a value takes the template's away.
        "like" optional like: Spanned<String>,
        /// How many times the costs of its meetings count, 1 to 100: what they break of the rules that
        /// this group states.
        "weight" optional weight: Spanned<u32>,
        /// What holds for a single meeting, by its label: `2027-03`, `2027-q1`, `2027-forår`.
        "occurrences" optional occurrences: Named<OccurrenceDocument>,
    }
}
