//! The meetings of a product in one ISO week: a product may say how many are still welcome.

use std::collections::BTreeMap;

use crate::calendar::iso_week::Week;
use crate::plan::activity::ActivityId;
use crate::plan::id::ProductId;
use crate::schedule::charge::Charge;
use crate::verify::ground::Ground;
use crate::verify::price::Price;

/// Charges `week-load` once for every product and week with more meetings than are welcome, by the number of those above.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (index, product) in ground.plan.products.iter().enumerate() {
        let Some(load) = &product.week_load else { continue };
        let mut weeks: BTreeMap<Week, Vec<ActivityId>> = BTreeMap::new();
        for (meeting, slot) in ground.sat().filter(|(meeting, _)| meeting.group.product == ProductId(index)) {
            weeks.entry(Week::of(slot.date)).or_default().push(meeting.id());
        }
        for activities in weeks.into_values() {
            let units = i64::try_from(activities.len()).expect("a week holds fewer than 2^63 meetings") - i64::from(load.most);
            if units > 0 {
                let cost = Price::of(ground.plan, "week-load").cost(load.priority, units);
                charges.push(Charge { rule: "week-load", span: load.span, activities, units, cost });
            }
        }
    }
    charges
}

#[cfg(test)]
mod tests {
    use crate::plan::plan::WeekLoad;
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, span};

    fn loaded(most: u32, priority: Priority, days: &[&str]) -> Case {
        let mut case = Case::new();
        for (position, day) in days.iter().enumerate() {
            let group = case.group(&format!("g{position}"), &[]);
            case.meets(group, "a", &format!("{day} 10:00"));
        }
        case.plan.products[0].week_load = Some(WeekLoad { most, priority, span: span(900) });
        case
    }

    #[test]
    fn as_many_as_are_welcome_cost_nothing_and_each_one_more_is_a_unit() {
        // Monday 28 December 2026 to Thursday 31 December are week 53; Monday 4 January 2027 is not.
        let days = ["2026-12-31", "2026-12-28", "2027-01-04", "2026-12-29"];
        assert_eq!(loaded(3, Priority::Should, &days).whole_bill(), []);
        let one_too_many = loaded(2, Priority::Should, &days);
        assert_eq!(one_too_many.bill("week-load"), ["1 10 p/g0/a p/g1/a p/g3/a"]);
        assert_eq!(one_too_many.whole_bill()[0].span, span(900));
        assert_eq!(loaded(1, Priority::Could, &days).bill("week-load"), ["2 2 p/g0/a p/g1/a p/g3/a"]);
        assert_eq!(loaded(0, Priority::Must, &days).bill("week-load"), ["3 must p/g0/a p/g1/a p/g3/a", "1 must p/g2/a"]);
    }

    #[test]
    fn the_meetings_of_another_product_do_not_count() {
        let mut case = loaded(1, Priority::Must, &["2027-04-06", "2027-04-07"]);
        let other = case.product("q");
        case.plan.groups[1].product = other;
        assert_eq!(case.whole_bill(), []);
    }
}
