//! The bill of a schedule: every broken must and every cost, worked out from the plan alone.
//! Knows nothing of how the schedule was found, and asks no rule of the room that found it.

use crate::plan::plan::Plan;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;
use crate::verify::ground::Ground;
use crate::verify::{
    capacity, diary_load, due, gathering, likeness, meetings, people, relations, roadmap, rooms, seats, separation, spacing,
    topics, week_load, wishes,
};

/// Charges a schedule for everything it breaks or falls short of, sorted by rule, span and activities.
///
/// A schedule without a broken must has no charge without a cost. Entries of the schedule that the plan does not ask for,
/// cancelled meetings among them, are not looked at.
pub fn charges(plan: &Plan, schedule: &Schedule) -> Vec<Charge> {
    let ground = Ground::new(plan, schedule);
    let mut charges = [
        meetings::check(&ground),
        people::check(&ground),
        seats::check(&ground),
        rooms::check(&ground),
        diary_load::check(&ground),
        due::leave(&ground),
        spacing::check(&ground),
        likeness::check(&ground),
        relations::check(&ground),
        topics::check(&ground),
        separation::check(&ground),
        gathering::check(&ground),
        week_load::check(&ground),
        wishes::check(&ground),
        roadmap::check(&ground),
        capacity::check(&ground),
    ]
    .concat();
    charges.sort();
    charges
}

#[cfg(test)]
mod tests {
    use crate::plan::priority::Priority;
    use crate::plan::rule::RULES;
    use crate::schedule::charge::total;
    use crate::verify::bill::charges;
    use crate::verify::fixture::{Case, time, wish};

    #[test]
    fn a_schedule_that_keeps_every_rule_costs_nothing() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "2027-03", "2027-03-30 10:00");
        assert_eq!(charges(&case.plan, &case.schedule), []);
    }

    #[test]
    fn a_bill_is_sorted_names_known_rules_and_adds_up() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.plan.groups[group.0].cycle.preferred_start = Some(wish(time("13:00"), Priority::Could));
        case.meets(group, "b", "2027-03-28 10:00");
        case.meets(group, "a", "2027-03-25 10:00");
        let bill = charges(&case.plan, &case.schedule);
        assert!(bill.is_sorted());
        assert!(bill.iter().all(|charge| RULES.contains(&charge.rule) && charge.units >= 1));
        let rules: Vec<_> = bill.iter().map(|charge| charge.rule).collect();
        assert_eq!(rules, ["open-day", "open-day", "preferred-start", "preferred-start", "spacing", "weekday"]);
        assert_eq!(total(&bill), 2);
    }
}
