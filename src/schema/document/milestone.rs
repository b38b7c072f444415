//! Milestones: points in a track. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::source::Spanned;
use crate::plan::occurrence::Window;
use crate::schema::declare::document;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::roadmap::{DecisionText, Fact};
use crate::schema::scalar::words::Answer;

document! {
    /// A milestone: fixed by `on`, or placed within `between` or up to `by`.
    MilestoneDocument "a milestone" {
        /// The milestone's name in words.
        "title" optional title: Spanned<String>,
        /// The date of a fixed milestone.
        "on" optional on: Spanned<NaiveDate>,
        /// `keep`: it is a fact although its day is closed; only beside `on`.
        "on-closed" optional on_closed: Spanned<Fact>,
        /// The days that a milestone may be placed on.
        "between" optional between: Spanned<Window>,
        /// The last day that a milestone may be placed on; the first is that of the planned years.
        "by" optional by: Spanned<NaiveDate>,
        /// Whether the chart marks it as critical.
        "critical" optional critical: Spanned<Answer>,
        /// The calendars whose closed days it does not lie on, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// It lies on the date of a meeting of this group; with a distance, so long after one. A must when it is not said.
        "decided-at" optional decided_at: Listed<Spanned<DecisionText>>,
        /// It lies so long after the end of a phase, after a milestone, or after some meeting of a group.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It lies so long before the start of a phase, or before a milestone.
        "before" optional before: Named<Spanned<DistanceText>>,
        /// It lies so long after the start of a phase.
        "starts-after-start" optional starts_after_start: Named<Spanned<DistanceText>>,
    }
}
