//! What of a problem is posted.

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
    /// Who tells that nobody is in two places at once, and no room holds too many.
    pub starts: Starts,
}

/// Who tells that nobody is in two places at once, and no room holds too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// Rows: the starts of meetings are told apart on every day on which somebody could be needed elsewhere.
    Rows,
    /// Whoever reads what is posted, from the menus of the layout. Starts have columns only where another rule asks for them.
    Menus,
}
