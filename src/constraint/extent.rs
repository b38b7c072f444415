//! What of a problem is posted.

use std::collections::BTreeSet;

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
    /// Which meetings that call the same people at once leave a quorum short of them.
    pub clashes: Clashes,
}

/// Who tells that nobody is in two places at once, and no room holds too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// Rows: the starts of meetings are told apart on every day on which somebody could be needed elsewhere.
    Rows,
    /// Whoever reads what is posted, from the menus of the layout. Starts have columns only where another rule asks for them.
    Menus,
}

/// Two meetings, the earlier in the plan first.
pub type Meetings = (ActivityIndex, ActivityIndex);

/// Which meetings that call the same people at once leave a quorum short of them.
///
/// Any two meetings with somebody in common could; of thousands that could, few do. So a schedule is made as if none did, and
/// made again with those that do (row generation: G. Dantzig, R. Fulkerson, S. Johnson, "Solution of a large-scale
/// traveling-salesman problem", 1954). What is left out only makes schedules cheaper: a bound without it is a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clashes {
    /// Any two.
    All,
    /// These alone.
    Of(BTreeSet<Meetings>),
}

impl Clashes {
    /// Whether two meetings do.
    pub fn has(&self, one: ActivityIndex, other: ActivityIndex) -> bool {
        match self {
            Clashes::All => true,
            Clashes::Of(these) => these.contains(&(one.min(other), one.max(other))),
        }
    }

    /// The meetings of which some two do; none where any two may.
    pub fn meetings(&self) -> Option<BTreeSet<ActivityIndex>> {
        match self {
            Clashes::All => None,
            Clashes::Of(these) => Some(these.iter().flat_map(|(one, other)| [*one, *other]).collect()),
        }
    }
}
