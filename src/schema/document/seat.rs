//! Seats: who must be at a group's meetings, who may, and of whom so many are enough. What the words mean for a plan is said
//! in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::priority::Priority;
use crate::schema::declare::document;
use crate::schema::scalar::quorums::Enough;

document! {
    /// A seat among the members: `required` or `optional` people, a `chair` with a `deputy`, or `any` number or a `quorum`
    /// `of` some people. A name alone is required.
    SeatDocument "a seat" short required: Vec<Spanned<String>> {
        /// Who must be there, by role or by body.
        "required" optional required: Vec<Spanned<String>>,
        /// Who may come: they get the feed, and nothing waits for them.
        "optional" optional optional: Vec<Spanned<String>>,
        /// One of two who lead the meeting: the chair, or else the `deputy`.
        "chair" optional chair: Spanned<String>,
        /// Who leads the meeting where the `chair` cannot come.
        "deputy" optional deputy: Spanned<String>,
        /// How many of these people are there at least.
        "any" optional any: Spanned<u32>,
        /// How many of these people are enough: a number, `half` (at least half) or `majority` (more than half).
        "quorum" optional quorum: Spanned<Enough>,
        /// The people, or bodies, of whom `any` or a `quorum` are there.
        "of" optional of: Vec<Spanned<String>>,
        /// How firmly `any`, the `quorum` or the `chair` with the `deputy` is wanted: `must` when it is not said. Each one
        /// missing is one unit.
        "priority" optional priority: Spanned<Priority>,
    }
}
