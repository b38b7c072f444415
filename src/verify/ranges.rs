//! Distances between two dates: how far outside the range, how far from the best value. Knows no rule that uses them.

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::plan::activity::ActivityId;
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::priority::Priority;
use crate::schedule::charge::Charge;
use crate::verify::days::open_days_between;
use crate::verify::price::Price;

/// Charges a pair that lies `value` apart: for the units outside the range, and, on its own, for those from the best value.
pub(crate) fn charges(price: Price<'_>, distance: &Distance, value: i64, activities: &[ActivityId]) -> Vec<Charge> {
    let charge = |units, priority| Charge {
        rule: price.rule,
        span: distance.span,
        activities: activities.to_vec(),
        units,
        cost: price.cost(priority, units),
    };
    let beyond = charge(units_outside(distance, value), distance.priority);
    let off = charge(distance.best.map_or(0, |best| (value - best).abs()), Priority::Could);
    [beyond, off].into_iter().filter(|charge| charge.units > 0).collect()
}

/// Counts the units that a value lies below the least or above the most; 0 at both ends and between.
pub(crate) fn units_outside(distance: &Distance, value: i64) -> i64 {
    match (distance.least, distance.most) {
        (Some(least), _) if value < least => least - value,
        (_, Some(most)) if value > most => value - most,
        (Some(_) | None, Some(_) | None) => 0,
    }
}

/// Measures from one date to another, negative when `to` is the earlier one.
pub(crate) fn measure(unit: DayUnit, from: NaiveDate, to: NaiveDate, open: &OpenDays) -> i64 {
    match unit {
        DayUnit::Days => (to - from).num_days(),
        DayUnit::WorkingDays => open_days_between(from, to, open),
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::distance::DayUnit;
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, date, distance};
    use crate::verify::ranges::{measure, units_outside};

    #[test]
    fn a_range_is_closed_at_both_ends_and_either_end_may_be_open() {
        let both = distance((Some(1), Some(10)), None, Priority::Must);
        assert_eq!([-1, 0, 1, 10, 11, 13].map(|value| units_outside(&both, value)), [2, 1, 0, 0, 1, 3]);
        let least = distance((Some(1), None), None, Priority::Must);
        assert_eq!([0, 1, 99].map(|value| units_outside(&least, value)), [1, 0, 0]);
        let most = distance((None, Some(-1)), None, Priority::Must);
        assert_eq!([-99, -1, 0].map(|value| units_outside(&most, value)), [0, 0, 1]);
    }

    #[test]
    fn days_and_working_days_differ_over_easter() {
        let open = Case::new().danish_days();
        let (before, after) = (date("2027-03-24"), date("2027-03-31"));
        assert_eq!((measure(DayUnit::Days, before, after, &open), measure(DayUnit::Days, after, before, &open)), (7, -7));
        assert_eq!(measure(DayUnit::WorkingDays, before, after, &open), 2);
        assert_eq!(measure(DayUnit::WorkingDays, after, before, &open), -2);
    }
}
