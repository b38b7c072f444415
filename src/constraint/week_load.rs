//! Week load: at most so many meetings of a product lie in one ISO week.   `sum over meetings, days of week: x[m,d] <= most + surplus`
//!
//! Coupling, of any priority; each meeting above is one unit.

use std::collections::BTreeMap;

use crate::calendar::iso_week::Week;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::plan::id::ProductId;
use crate::plan::plan::WeekLoad;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "week-load";

fn loads<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p WeekLoad, Vec<ActivityIndex>)> {
    let products = problem.plan.products.iter().enumerate();
    products.filter_map(|(index, product)| Some((product.week_load.as_ref()?, meetings(problem, ProductId(index)))))
}

fn meetings(problem: &Problem<'_>, product: ProductId) -> Vec<ActivityIndex> {
    let of_product = |kind: Kind| match kind {
        Kind::Meeting(occurrence) => {
            let occurrence = &problem.plan.occurrences[occurrence.0];
            problem.plan.group(occurrence.group).product == product && !occurrence.is_in_writing()
        }
        Kind::Phase(_) | Kind::Milestone(_) => false,
    };
    problem.indexed().filter(|(_, activity)| of_product(activity.kind)).map(|(index, _)| index).collect()
}

fn fee(load: &WeekLoad, surplus: i64) -> Fee {
    Fee::of(NAME, load.span, surplus, load.priority)
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    loads(problem).map(|(load, _)| fee(load, 1).tag).collect()
}

/// What a schedule breaks.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (load, meetings) in loads(problem) {
        let mut weeks: BTreeMap<Week, Vec<ActivityIndex>> = BTreeMap::new();
        for index in meetings {
            if let Some(placement) = schedule.placement(&problem.activity(index).id) {
                weeks.entry(Week::of(placement.first())).or_default().push(index);
            }
        }
        for meetings in weeks.into_values() {
            let surplus = i64::try_from(meetings.len()).unwrap_or(i64::MAX) - i64::from(load.most);
            if surplus > 0 {
                let ids = meetings.iter().map(|index| problem.activity(*index).id.clone()).collect();
                charges.push(fee(load, surplus).charged(&problem.plan.weights, ids));
            }
        }
    }
    charges
}

/// Adds the rows: one for each week that more meetings could lie in than are welcome.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (load, meetings) in loads(problem).filter(|(load, _)| force.binds(fee(load, 1))) {
        let mut weeks: BTreeMap<Week, (usize, Vec<ColumnId>)> = BTreeMap::new();
        for index in meetings {
            let mut own: BTreeMap<Week, Vec<ColumnId>> = BTreeMap::new();
            for day in layout.days(index) {
                own.entry(Week::of(day.placement.first())).or_default().push(day.column);
            }
            for (week, columns) in own {
                let (count, all) = weeks.entry(week).or_default();
                *count += 1;
                all.extend(columns);
            }
        }
        for (count, columns) in weeks.into_values() {
            if count > load.most as usize {
                let mut terms = sum(columns);
                let fee = fee(load, 1);
                let most = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(load.most);
                terms.extend(force.cost(fee).map(|cost| (program.column(Domain::Surplus(most), cost), -1)));
                program.row(fee.tag, terms, Relation::AtMost, i32::try_from(load.most).unwrap_or(i32::MAX));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
week-load: {most: 1, priority: should}
groups:
  board: {meets: {windows: {v: 03-01..03-14, w: 03-02..03-14, x: 03-03..03-14}, at: "10:00", length: 1h}}
"#;

    #[test]
    fn each_meeting_above_the_load_of_a_week_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        let at = |v: &str, w: &str, x: &str| verifier.dates(&[("board/2027-v", v), ("board/2027-w", w), ("board/2027-x", x)]);
        at("2027-03-07", "2027-03-08", "2027-03-15").has_no_impact();
        at("2027-03-07", "2027-03-08", "2027-03-14").penalizes_by(10);
        at("2027-03-08", "2027-03-10", "2027-03-14").penalizes_by(20);
    }

    #[test]
    fn a_load_that_must_hold_is_forbidden_to_exceed() {
        let verifier = verify(NAME, &PLAN.replace("should", "must").replace("most: 1", "most: 2"));
        let at = |x: &str| verifier.dates(&[("board/2027-v", "2027-03-02"), ("board/2027-w", "2027-03-03"), ("board/2027-x", x)]);
        at("2027-03-07").is_forbidden();
        at("2027-03-08").has_no_impact();
    }
}
