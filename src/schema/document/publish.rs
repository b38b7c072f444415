//! What is published, where and how. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::publish::{Address, Cancelled, HolidayStyle, Markers};
use crate::schema::declare::document;
use crate::schema::read::Named;
use crate::schema::scalar::words::{AllShown, Answer};

document! {
    /// How the plan is published: one file of a plan may say it.
    PublishDocument "a section on publishing" {
        /// The `https` address below which the output folder is published, for links to subscribe by.
        "address" optional address: Spanned<Address>,
        /// What feeds hold.
        "feeds" optional feeds: FeedsDocument,
        /// How Mermaid charts and their pages are written.
        "charts" optional charts: ChartsDocument,
        /// How wheels are drawn.
        "wheel" optional wheel: WheelDocument,
        /// Whether the site `index.html` is written; yes when it is not said.
        "site" optional site: Spanned<Answer>,
    }
}

document! {
    /// What feeds hold.
    FeedsDocument "a section on feeds" {
        /// What becomes of a meeting that is cancelled after people were told its date: `omit`, it leaves the feed; `keep`,
        /// it stays with `STATUS:CANCELLED`; `prefix`, it stays with `AFLYST:` or `CANCELLED:` before its title. `omit`
        /// when it is not said.
        "cancelled" optional cancelled: Spanned<Cancelled>,
        /// The same for single feeds, by their names without `.ics`: `{all: keep, role-formand: prefix}`.
        "of" optional of: Named<Spanned<Cancelled>>,
        /// How deadlines that do not say it themselves are shown: `events` of their own, `text` in the description of the
        /// meeting, or `none`; events when it is not said.
        "deadlines" optional deadlines: Spanned<AllShown>,
    }
}

document! {
    /// How Mermaid charts and their pages are written.
    ChartsDocument "a section on charts" {
        /// How a day of note is marked: `vert`, a line that Mermaid draws from 11.7 on, or `milestones`, which every
        /// Mermaid draws; vert when it is not said.
        "markers" optional markers: Spanned<Markers>,
        /// How holidays and closures are told by name: in a `section`, at `lines`, or `none`; a section when it is not said.
        "holidays" optional holidays: Spanned<HolidayStyle>,
        /// The title of the page below which a Jekyll site lists the pages.
        "parent" optional parent: Spanned<String>,
    }
}

document! {
    /// How wheels are drawn.
    WheelDocument "a section on wheels" {
        /// Whether the day of the run is marked; no when it is not said.
        "today" optional today: Spanned<Answer>,
        /// Whether each wheel is written as PNG too; no when it is not said.
        "png" optional png: Spanned<Answer>,
    }
}
