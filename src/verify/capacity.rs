//! How much runs at once: phases of a kind on the busiest day of a week, and the hours a week that phases take of people.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::plan::activity::ActivityId;
use crate::plan::roadmap::Phase;
use crate::schedule::charge::Charge;
use crate::verify::ground::Ground;
use crate::verify::price::Price;

/// Charges `capacity` for every week on whose busiest day too many phases of a kind run, and `workload` for every person
/// and week with more hours than there are. Only days of the planned years are looked at.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = capacities(ground);
    charges.extend(workloads(ground));
    charges
}

fn capacities(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for capacity in &ground.plan.capacities {
        let mut days: BTreeMap<NaiveDate, Vec<ActivityId>> = BTreeMap::new();
        for phase in ground.plan.phases.iter().filter(|phase| phase.demands.kind.as_ref() == Some(&capacity.kind)) {
            for day in planned_days(ground, phase) {
                days.entry(day).or_default().push(phase.id.clone());
            }
        }
        let mut busiest: BTreeMap<Week, Vec<ActivityId>> = BTreeMap::new();
        for (day, running) in days {
            let most = busiest.entry(Week::of(day)).or_default();
            if running.len() > most.len() {
                *most = running;
            }
        }
        for activities in busiest.into_values() {
            let units = i64::try_from(activities.len()).expect("a plan has fewer than 2^63 phases") - i64::from(capacity.most);
            if units > 0 {
                let cost = Price::of(ground.plan, "capacity").cost(capacity.priority, units);
                charges.push(Charge { rule: "capacity", span: capacity.span, activities, units, cost });
            }
        }
    }
    charges
}

fn workloads(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (index, person) in ground.plan.people.iter().enumerate() {
        let Some(hours) = &person.hours else { continue };
        let mut weeks: BTreeMap<Week, Vec<(i64, ActivityId)>> = BTreeMap::new();
        for phase in &ground.plan.phases {
            for effort in phase.demands.efforts.iter().filter(|effort| effort.person.0 == index) {
                let touched: BTreeSet<Week> = planned_days(ground, phase).map(Week::of).collect();
                for week in touched {
                    weeks.entry(week).or_default().push((i64::from(effort.hours), phase.id.clone()));
                }
            }
        }
        for taken in weeks.into_values() {
            let units = taken.iter().map(|(hours, _)| hours).sum::<i64>() - i64::from(hours.most);
            if units > 0 {
                let activities = taken.into_iter().map(|(_, id)| id).collect();
                let cost = Price::of(ground.plan, "workload").cost(hours.priority, units);
                charges.push(Charge { rule: "workload", span: hours.span, activities, units, cost });
            }
        }
    }
    charges
}

/// Walks over the days of a phase that has a place, as far as they are planned.
fn planned_days(ground: &Ground<'_>, phase: &Phase) -> impl Iterator<Item = NaiveDate> {
    let horizon = ground.plan.horizon;
    let days = ground.phase_days(&phase.id).into_iter();
    days.flat_map(|(first, last)| first.iter_days().take_while(move |day| *day <= last)).filter(move |day| horizon.contains(*day))
}

#[cfg(test)]
mod tests {
    use crate::plan::capacity::{Capacity, WeeklyHours};
    use crate::plan::priority::Priority;
    use crate::plan::roadmap::Effort;
    use crate::verify::fixture::{Case, span};

    const NOTHING: [&str; 0] = [];

    fn running(days: &[(&str, &str)]) -> Case {
        let mut case = Case::new();
        for (position, (first, last)) in days.iter().enumerate() {
            let id = case.fixed_phase(&format!("f{position}"), first, last);
            case.plan.phases[id.0].demands.kind = Some("hypercare".to_owned());
        }
        let (key, kind) = ("handovers".to_owned(), "hypercare".to_owned());
        case.plan.capacities.push(Capacity { key, most: 1, kind, priority: Priority::Should, span: span(900) });
        case
    }

    #[test]
    fn phases_that_follow_each_other_do_not_run_at_once_and_the_busiest_day_of_a_week_counts() {
        let one_by_one = running(&[("2027-03-01", "2027-03-10"), ("2027-03-11", "2027-03-20")]);
        assert_eq!(one_by_one.whole_bill(), []);
        // On Wednesday 10 March there are two, on Thursday three, and in the week after two.
        let three = running(&[("2027-03-01", "2027-03-11"), ("2027-03-10", "2027-03-20"), ("2027-03-11", "2027-03-16")]);
        assert_eq!(
            three.bill("capacity"),
            ["2 20 p/roadmap/t/f0 p/roadmap/t/f1 p/roadmap/t/f2", "1 10 p/roadmap/t/f1 p/roadmap/t/f2"]
        );
    }

    #[test]
    fn another_kind_does_not_count_and_neither_do_days_that_are_not_planned() {
        let mut case = running(&[("2027-03-01", "2027-03-10"), ("2027-03-01", "2027-03-10")]);
        case.plan.phases[1].demands.kind = None;
        assert_eq!(case.whole_bill(), []);
        // The planned years are 2026 to 2028.
        assert_eq!(running(&[("2025-12-01", "2025-12-31"), ("2025-12-01", "2026-01-10")]).bill("capacity"), NOTHING);
    }

    #[test]
    fn hours_add_up_week_by_week() {
        let mut case = running(&[("2027-03-05", "2027-03-08"), ("2027-03-11", "2027-03-11")]);
        case.plan.capacities.clear();
        let person = case.person("coordinator");
        case.plan.people[0].hours = Some(WeeklyHours { most: 10, priority: Priority::Could, span: span(901) });
        for (phase, hours) in [(0, 6), (1, 7)] {
            case.plan.phases[phase].demands.efforts.push(Effort { person, hours, span: span(902) });
        }
        assert_eq!(case.bill("workload"), ["3 3 p/roadmap/t/f0 p/roadmap/t/f1"]);
        case.plan.people[0].hours = Some(WeeklyHours { most: 13, priority: Priority::Must, span: span(901) });
        assert_eq!(case.whole_bill(), []);
    }
}
