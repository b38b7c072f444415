//! A difference of costs, between the bounds that were proven.

/// A difference of costs: exact where both bounds meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure {
    /// It is no less than this.
    pub least: i64,
    /// It is no more than this.
    pub most: i64,
}

impl Figure {
    /// Whether it is proven to the unit.
    pub fn is_exact(self) -> bool {
        self.least == self.most
    }
}
