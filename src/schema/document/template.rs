//! Templates of roadmaps: handovers and releases, which stand for phases and milestones. What the words mean for a plan is
//! said in `lower`.

use crate::calendar::civil::NaiveDate;
use crate::diagnostic::source::Spanned;
use crate::plan::occurrence::Window;
use crate::plan::priority::Priority;
use crate::plan::roadmap::Length;
use crate::schema::declare::document;
use crate::schema::document::milestone::MilestoneDocument;
use crate::schema::read::{Listed, Named};
use crate::schema::scalar::distances::DistanceText;
use crate::schema::scalar::roadmap::{DecisionText, EndDay, Firm, StartDay};
use crate::schema::scalar::words::{Answer, Preferred};

document! {
    /// A handover: one party supports, the other is trained, and the first one still helps for a while.
    HandoverDocument "a handover" {
        /// The hands-on support of the one who hands over: `{until: DATE}` when it runs already.
        "support" optional support: StageDocument,
        /// Training and knowledge transfer; it overlaps the end of the support.
        "training" optional training: StageDocument,
        /// The time after both in which the old hand still helps.
        "hypercare" optional hypercare: StageDocument,
        /// The group that accepts it: the last phase ends at most 10 working days after some meeting of it, or as long after as is said.
        "accepted-at" optional accepted_at: Listed<Spanned<DistanceText>>,
    }
}

document! {
    /// A release: a chain in which each part follows the one before; parts that are not named are left out.
    ReleaseDocument "a release" {
        /// The release's name in words.
        "title" optional title: Spanned<String>,
        /// The days that the whole chain lies within.
        "between" optional between: Spanned<Window>,
        /// What goes in is gathered.
        "scope" optional scope: StageDocument,
        /// What was gathered is weighed.
        "evaluation" optional evaluation: StageDocument,
        /// The group at whose meeting it is approved: a milestone between `evaluation` and `build`.
        "approved-at" optional approved_at: Listed<Spanned<DecisionText>>,
        /// It is built.
        "build" optional build: StageDocument,
        /// It is tested.
        "test" optional test: StageDocument,
        /// Days the test does not start on: calendars, or `bridge-days`; a must when it is not said.
        "not-start-test-in" optional not_start_test_in: Listed<Spanned<Priority>>,
        /// The day it is released: a milestone.
        "release" optional release: MilestoneDocument,
    }
}

document! {
    /// A part of a handover or a release: a length, or a phase with what else it asks.
    StageDocument "a part" short length: Spanned<Length> {
        /// The part's name in words; the plan's language has one for each when it is not said.
        "title" optional title: Spanned<String>,
        /// What kind of phase it is; the part's own name when it is not said.
        "kind" optional kind: Spanned<String>,
        /// The first day of a fixed part; the first planned day when only `until` is said.
        "from" optional from: Spanned<NaiveDate>,
        /// The last day of a fixed part.
        "until" optional until: Spanned<NaiveDate>,
        /// How long a part that is to be placed lasts.
        "length" optional length: Spanned<Length>,
        /// The first day it may start and the last day it may end.
        "between" optional between: Spanned<Window>,
        /// The start it would rather have, with `should` or `could` behind a comma; `could` when it is not said.
        "start" optional start: Spanned<Preferred<NaiveDate>>,
        /// The days it starts on, as for a phase.
        "starts" optional starts: Spanned<Firm<StartDay>>,
        /// The days it ends on, as for a phase.
        "ends" optional ends: Spanned<Firm<EndDay>>,
        /// Days it does not start on, as for a phase.
        "not-start-in" optional not_start_in: Listed<Spanned<Priority>>,
        /// Whether the chart marks it as critical.
        "critical" optional critical: Spanned<Answer>,
        /// The calendars it counts working days by, instead of the roadmap's.
        "calendar" optional calendar: Vec<Spanned<String>>,
        /// The hours a week that it takes of people while it runs, by person.
        "effort" optional effort: Named<Spanned<u32>>,
        /// It shares so much with the part before it, instead of following it; a bare length is the best of at least one day.
        "overlap" optional overlap: Spanned<DistanceText>,
        /// It starts so long after these, instead of after the part before it.
        "after" optional after: Named<Spanned<DistanceText>>,
    }
}
