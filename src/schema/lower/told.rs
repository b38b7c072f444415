//! How a relation is told: from which side, and what only some relations take. Knows neither groups nor roadmaps.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
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

/// Tells a best distance where it is left open which meeting it would be measured from.
pub fn no_best(text: &Spanned<DistanceText>, with: &str, collector: &mut Collector) {
    if text.value.best.is_some() {
        let fault = Diagnostic::error(Code::BestOfAny, format!("a best distance cannot be asked of {with}")).at(text.span, "");
        collector.tell(fault.hint("leave `best` out, or relate two groups that meet in the same periods"));
    }
}
