//! How far apart two dates should lie: a range, a best value, and how firmly.

use crate::diagnostic::source::Span;
use crate::plan::priority::Priority;

/// What a distance counts. Weeks are written as seven days each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayUnit {
    /// Civil days.
    Days,
    /// Open days of the calendars of the one who states the rule.
    WorkingDays,
}

/// A wanted distance: `least <= distance <= most`, ideally `best`, all in `unit`, either end may be open.
///
/// Outside the range a `must` forbids, and a `should` or `could` costs its unit price per unit outside.
/// Inside or outside, each unit away from `best` costs what a `could` costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// The smallest allowed distance; may be negative in a relation.
    pub least: Option<i64>,
    /// The largest allowed distance.
    pub most: Option<i64>,
    /// The distance that costs nothing.
    pub best: Option<i64>,
    /// What is counted.
    pub unit: DayUnit,
    /// How firmly the range is wanted.
    pub priority: Priority,
    /// Where the rule stands.
    pub span: Span,
}

impl Distance {
    /// How many units a distance lies outside the range; 0 inside.
    pub fn outside(&self, distance: i64) -> i64 {
        let below = self.least.map_or(0, |least| (least - distance).max(0));
        let above = self.most.map_or(0, |most| (distance - most).max(0));
        below + above
    }

    /// How many units a distance lies from the best value; 0 when there is none.
    pub fn from_best(&self, distance: i64) -> i64 {
        self.best.map_or(0, |best| (distance - best).abs())
    }

    /// The same rule read from the other side: `a` after `b` becomes `b` after `a`.
    #[must_use]
    pub fn reversed(&self) -> Distance {
        Distance {
            least: self.most.map(|most| -most),
            most: self.least.map(|least| -least),
            best: self.best.map(|best| -best),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DayUnit, Distance};
    use crate::diagnostic::source::Span;
    use crate::plan::priority::Priority;

    #[test]
    fn a_range_is_closed_at_both_ends_and_mirrors() {
        let distance = Distance {
            least: Some(1),
            most: Some(10),
            best: Some(3),
            unit: DayUnit::Days,
            priority: Priority::Must,
            span: Span::default(),
        };
        assert_eq!([0, 1, 10, 11, 13].map(|value| distance.outside(value)), [1, 0, 0, 1, 3]);
        assert_eq!([2, 3, 5].map(|value| distance.from_best(value)), [1, 0, 2]);
        let mirror = distance.reversed();
        assert_eq!((mirror.least, mirror.most, mirror.best), (Some(-10), Some(-1), Some(-3)));
        assert_eq!([0, -1, -10, -11].map(|value| mirror.outside(value)), [1, 0, 0, 1]);
    }
}
