//! What of a problem is posted.

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::Force;
use crate::problem::activity::ActivityIndex;
use crate::schedule::placement::Placement;

/// What of a problem is posted.
pub struct Extent<'e> {
    /// Which activities take part, by index.
    pub takes_part: Vec<bool>,
    /// Which rules are in force.
    pub force: Force<'e>,
    /// What a placement costs that no rule of the plan states, such as moving what people have been shown; none leaves it out.
    pub surcharge: &'e dyn Fn(ActivityIndex, Placement) -> Option<i64>,
    /// On which days the starts of meetings are told apart; on the others the rows are a relaxation.
    pub tells_starts_apart: &'e dyn Fn(NaiveDate) -> bool,
    /// Whether rules that compare the starts of meetings are posted; without them the rows are a relaxation.
    pub starts: Starts,
}

/// Whether rules that compare starts are posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// They are, and the starts of the meetings that they compare are told apart on every day.
    Compared,
    /// They are left out.
    LeftOut,
}
