//! Roadmaps: tracks, phases and milestones. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::source::Spanned;
use crate::plan::occurrence::Window;
use crate::plan::roadmap::Length;
use crate::schema::declare::document;
use crate::schema::read::Named;
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::words::{Answer, Preferred};

document! {
    /// The roadmap of a product.
    RoadmapDocument "a roadmap" {
        /// The calendars of its phases and milestones, instead of the product's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// The tracks, by key.
        "tracks" required tracks: Named<TrackDocument>,
    }
}

document! {
    /// A track: a section of the chart.
    TrackDocument "a track" {
        /// The track's name in words.
        "title" optional title: Spanned<String>,
        /// The phases, by key.
        "phases" optional phases: Named<PhaseDocument>,
        /// The milestones, by key.
        "milestones" optional milestones: Named<MilestoneDocument>,
    }
}

document! {
    /// A phase: fixed by `from` and `to`, or placed within `between` with a `length`.
    PhaseDocument "a phase" {
        /// The phase's name in words.
        "title" optional title: Spanned<String>,
        /// The first day of a fixed phase.
        "from" optional from: Spanned<NaiveDate>,
        /// The last day of a fixed phase.
        "to" optional to: Spanned<NaiveDate>,
        /// How long a phase that is to be placed lasts.
        "length" optional length: Spanned<Length>,
        /// The first day it may start and the last day it may end.
        "between" optional between: Spanned<Window>,
        /// The start it would rather have, with `should` or `could` behind a comma; `could` when it is not said.
        "start" optional start: Spanned<Preferred<NaiveDate>>,
        /// The calendars it counts working days by, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// It starts so long after the end of a phase, after a milestone, or after some meeting of a group.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It ends so long before the start of a phase, or before a milestone.
        "before" optional before: Named<Spanned<DistanceText>>,
        /// It shares so many working days with a phase that ends after it starts.
        "overlap" optional overlap: Named<Spanned<DistanceText>>,
        /// It ends so long after some meeting of a group that accepted it.
        "accepted-at" optional accepted_at: Named<Spanned<DistanceText>>,
    }
}

document! {
    /// A milestone: fixed by `on`, or placed within `between`.
    MilestoneDocument "a milestone" {
        /// The milestone's name in words.
        "title" optional title: Spanned<String>,
        /// The date of a fixed milestone.
        "on" optional on: Spanned<NaiveDate>,
        /// The days that a milestone may be placed on.
        "between" optional between: Spanned<Window>,
        /// Whether the chart marks it as critical.
        "critical" optional critical: Spanned<Answer>,
        /// The calendars whose closed days it does not lie on, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// It lies on the date of a meeting of this group.
        "decided-at" optional decided_at: Spanned<String>,
        /// It lies so long after the end of a phase, after a milestone, or after some meeting of a group.
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It lies so long before the start of a phase, or before a milestone.
        "before" optional before: Named<Spanned<DistanceText>>,
    }
}
