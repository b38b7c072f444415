//! Agenda topics: what a group treats at some of its meetings. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::read::Listed;
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::occasions::Occasion;

document! {
    /// A topic, and the meetings whose agenda it is on.
    TopicDocument "a topic" {
        /// The topic's name in words.
        "title" optional title: Spanned<String>,
        /// Some meeting lies in each of these months or days; the first one there has the topic.
        "in" optional within: Vec<Spanned<Occasion>>,
        /// The occurrences that have it, by label, whatever their dates.
        "at" optional at: Vec<Spanned<String>>,
        /// Milestones, or phases by their first day: some meeting lies before each, so far when a distance is given, and
        /// the last such one has the topic.
        "last-before" optional last_before: Listed<Spanned<DistanceText>>,
        /// How firmly a meeting is asked for: `must` when it is not said. Each one that is missed is one unit.
        "priority" optional priority: Spanned<Priority>,
    }
}
