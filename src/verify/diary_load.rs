//! How many meetings a person must be at in one day or one ISO week: a person may say how many are still welcome.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::plan::activity::ActivityId;
use crate::plan::person::{LimitPeriod, PersonId};
use crate::schedule::charge::Charge;
use crate::verify::ground::Ground;
use crate::verify::price::Price;

/// Charges `diary-load` once for every limit and day or week with more meetings, by the number of those above. Meetings
/// that someone may come to, or only counts for, are not looked at.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (index, person) in ground.plan.people.iter().enumerate() {
        for limit in &person.limits {
            let mut filled: BTreeMap<NaiveDate, Vec<ActivityId>> = BTreeMap::new();
            for (meeting, slot) in ground.sat().filter(|(meeting, _)| meeting.group.members.contains(&PersonId(index))) {
                let first = match limit.per {
                    LimitPeriod::Day => slot.date,
                    LimitPeriod::Week => Week::of(slot.date).monday(),
                };
                filled.entry(first).or_default().push(meeting.id());
            }
            for activities in filled.into_values() {
                let count = i64::try_from(activities.len()).expect("a week holds fewer than 2^63 meetings");
                let units = count - i64::from(limit.most);
                if units > 0 {
                    let cost = Price::of(ground.plan, "diary-load").cost(limit.priority, units);
                    charges.push(Charge { rule: "diary-load", span: limit.span, activities, units, cost });
                }
            }
        }
    }
    charges
}

#[cfg(test)]
mod tests {
    use crate::plan::person::{Limit, LimitPeriod};
    use crate::plan::priority::Priority;
    use crate::verify::fixture::{Case, span};

    #[test]
    fn each_meeting_above_is_a_unit_and_weeks_end_on_sunday() {
        let mut case = Case::new();
        let chair = case.person("chair");
        let limit = |most, per, priority| Limit { most, per, priority, span: span(820) };
        case.plan.people[0].limits =
            vec![limit(1, LimitPeriod::Day, Priority::Must), limit(2, LimitPeriod::Week, Priority::Should)];
        for (position, when) in ["2027-06-14 09:00", "2027-06-16 09:00", "2027-06-21 09:00"].iter().enumerate() {
            let group = case.group(&format!("g{position}"), &[chair]);
            case.meets(group, "a", when);
        }
        assert_eq!(case.bill("diary-load"), Vec::<String>::new());
        case.moved("g2/a", "2027-06-18 09:00");
        assert_eq!(case.bill("diary-load"), ["1 10 p/g0/a p/g1/a p/g2/a"]);
        case.moved("g2/a", "2027-06-16 12:00");
        assert_eq!(case.bill("diary-load"), ["1 10 p/g0/a p/g1/a p/g2/a", "1 must p/g1/a p/g2/a"]);
        case.plan.groups[2].members.clear();
        case.plan.groups[2].optional.push(chair);
        assert_eq!(case.bill("diary-load"), Vec::<String>::new());
    }
}
