//! Roadmaps: tracks, phases and milestones. What the words mean for a plan is said in `lower`.

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::source::Spanned;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::Length;
use crate::schema::declare::document;
use crate::schema::document::milestone::MilestoneDocument;
use crate::schema::document::template::{HandoverDocument, ReleaseDocument};
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::roadmap::{EndDay, Firm, StartDay};
use crate::schema::scalar::words::{Answer, Preferred};

document! {
    /// The roadmap of a product.
    RoadmapDocument "a roadmap" {
        /// The calendars of its phases and milestones, instead of the product's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// The tracks, by key.
        "tracks" required tracks: Named<TrackDocument>,
        /// Days of note, by key: told on charts; nothing is placed there.
        "notes" optional notes: Named<NoteDocument>,
    }
}

document! {
    /// A day of note, in the planned years or outside them.
    NoteDocument "a note" {
        /// The day's name in words.
        "title" optional title: Spanned<String>,
        /// The date of the day; it may be a closed one.
        "on" required on: Spanned<NaiveDate>,
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
        /// A handover from one party to another, as the phases `support`, `training` and `hypercare`.
        "handover" optional handover: HandoverDocument,
        /// Releases by key, each as a chain of phases and milestones: `KEY-scope`, `KEY-evaluation`, `KEY-approval`, `KEY-build`, `KEY-test`, `KEY-release`.
        "releases" optional releases: Named<ReleaseDocument>,
    }
}

document! {
    /// A phase: fixed by `from` and `to`, or placed within `between` with a `length`.
    PhaseDocument "a phase" {
        /// The phase's name in words.
        "title" optional title: Spanned<String>,
        /// What kind of phase it is, such as `hypercare`: a `capacity` counts phases by it.
        "kind" optional kind: Spanned<String>,
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
        /// The days it starts on: a weekday, the 1st of a month (open or closed), or the first working day of a month; a must when it is not said.
        "starts" optional starts: Spanned<Firm<StartDay>>,
        /// The days it ends on: a weekday, or the last working day of a month; a must when it is not said.
        "ends" optional ends: Spanned<Firm<EndDay>>,
        /// Days it does not start on: calendars, or `bridge-days`; a must when it is not said.
        "not-start-in" optional not_start_in: Listed<Spanned<Priority>>,
        /// Whether the chart marks it as critical.
        "critical" optional critical: Spanned<Answer>,
        /// The calendars it counts working days by, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// The hours a week that it takes of people while it runs, by person.
        "effort" optional effort: Named<Spanned<u32>>,
        /// It starts so long after the end of a phase, after a milestone, or after some meeting of a group (finish-to-start).
        "after" optional after: Named<Spanned<DistanceText>>,
        /// It ends so long before the start of a phase, or before a milestone (finish-to-start, told from the other side).
        "before" optional before: Named<Spanned<DistanceText>>,
        /// It starts so long after the start of a phase, or after a milestone (start-to-start).
        "starts-after-start" optional starts_after_start: Named<Spanned<DistanceText>>,
        /// It ends so long after the end of a phase, or after a milestone (finish-to-finish).
        "ends-after-end" optional ends_after_end: Named<Spanned<DistanceText>>,
        /// It ends so long after the start of a phase, or after a milestone (start-to-finish).
        "ends-after-start" optional ends_after_start: Named<Spanned<DistanceText>>,
        /// It shares so many working days with a phase that ends after it starts.
        "overlap" optional overlap: Named<Spanned<DistanceText>>,
        /// It ends so long after some meeting of a group that accepted it.
        "accepted-at" optional accepted_at: Named<Spanned<DistanceText>>,
    }
}
