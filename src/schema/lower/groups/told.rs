//! How a relation is told: from which side, and what only some relations take. Knows neither groups nor roadmaps.

use crate::diagnostic::code::Code;
use crate::diagnostic::source::Spanned;
use crate::plan::distance::Distance;
use crate::schema::collector::Collector;
use crate::schema::scalar::distances::DistanceText;

/// From which side a relation is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The subject lies after the object.
    After,
    /// The subject lies before the object.
    Before,
}

impl Told {
    /// The distance `subject - object` that is meant.
    pub fn distance(self, text: &Spanned<DistanceText>) -> Distance {
        let distance = text.value.rule(text.span);
        match self {
            Told::After => distance,
            Told::Before => distance.reversed(),
        }
    }
}

/// Tells a best distance to some meeting without a range around it: any meeting of the years would count.
pub fn best_needs_range(text: &Spanned<DistanceText>, collector: &mut Collector) {
    if text.value.best.is_some() && (text.value.least.is_none() || text.value.most.is_none()) {
        let message = "a best distance to the nearest meeting needs a range with two ends";
        collector.fault(Code::BestOfAny, text.span, message, "write `1..10 days, best 3`, for example");
    }
}
