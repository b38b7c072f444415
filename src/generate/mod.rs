//! Synthetic plans: many products that share people and rooms, written in the plan language, with a schedule that keeps every
//! must. The same wish gives the same bytes everywhere. Reads nothing and solves nothing.

/// How the fora of a product lie to each other.
pub mod bond;
/// The calendars of a generated plan, as text and as days.
pub mod calendars;
/// Who there is, and who serves which product.
pub mod cast;
/// Choices from a seed.
pub mod choices;
/// Who is taken when in the hidden schedule.
pub mod diaries;
/// The six fora of a product.
pub mod fora;
/// The whole: from what is wanted to files.
pub mod generated;
/// A handover from support over training to hypercare.
pub mod handover;
/// Days away.
pub mod leave;
/// A forum with its meetings in the hidden schedule.
pub mod planted;
/// Where the meetings of a forum lie in the hidden schedule.
pub mod planting;
/// A product's file.
pub mod product;
/// What the rules must allow for the hidden schedule to keep them.
pub mod read_off;
/// Releases that a meeting approves.
pub mod releases;
/// How often a forum meets.
pub mod rhythm;
/// Tracks of a roadmap with their hidden dates.
pub mod roadmap;
/// The file that all products share.
pub mod shared;
