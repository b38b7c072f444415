//! Capacity: how many phases of a kind run at once. What the words mean for a plan is said in `lower`.

use crate::diagnostic::source::Spanned;
use crate::plan::priority::Priority;
use crate::schema::declare::document;

document! {
    /// How many phases of a kind may run at once, over all products.
    CapacityDocument "a capacity" {
        /// The number that may run on any day.
        "most" required most: Spanned<u32>,
        /// The `kind` of phase that is counted.
        "of" required of: Spanned<String>,
        /// How firmly: `must` when it is not said. Each phase above on the busiest day of a week is one unit.
        "priority" optional priority: Spanned<Priority>,
    }
}
