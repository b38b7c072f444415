//! Separation: two groups do not meet on the same day, or not in the same week.
//! `sum over days of the share: x[a,d] + x[b,d] <= 1 + broken`
//!
//! Coupling, of any priority; each pair of meetings that share is one unit.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::calendar::iso_week::Week;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::plan::relation::{Separation, Share};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "separation";

/// The first day of the share that a date lies in: the day itself, or the Monday of its ISO week.
pub fn share_of(share: Share, date: NaiveDate) -> NaiveDate {
    match share {
        Share::Day => date,
        Share::Week => Week::of(date).monday(),
    }
}

fn fee(problem: &Problem<'_>, separation: &Separation) -> Fee {
    Fee::of(NAME, separation.span, 1, separation.priority).times(problem.plan.group(separation.one).weight)
}

fn pairs<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p Separation, ActivityIndex, ActivityIndex)> {
    problem.plan.separations.iter().flat_map(|separation| {
        // What is decided in writing is no meeting that anyone could be missing from.
        let others: Vec<ActivityIndex> = problem.sittings(separation.other).collect();
        let pairs = problem.sittings(separation.one).flat_map(move |one| {
            let others = others.clone();
            others.into_iter().map(move |other| (one, other))
        });
        pairs.map(move |(one, other)| (separation, one, other))
    })
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    problem.plan.separations.iter().map(|separation| fee(problem, separation).tag).collect()
}

/// What a schedule breaks.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (separation, one, other) in pairs(problem) {
        let ids = [one, other].map(|index| problem.activity(index).id.clone());
        let shares =
            [&ids[0], &ids[1]].map(|id| schedule.placement(id).map(|placement| share_of(separation.share, placement.first())));
        if shares[0].is_some() && shares[0] == shares[1] {
            charges.push(fee(problem, separation).charged(&problem.plan.weights, ids.to_vec()));
        }
    }
    charges
}

/// Adds the rows: one for each pair of meetings and each share that both could lie in.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (separation, one, other) in pairs(problem).filter(|(separation, ..)| force.binds(fee(problem, separation))) {
        let shares = |index: ActivityIndex| {
            let mut shares: BTreeMap<NaiveDate, Vec<ColumnId>> = BTreeMap::new();
            for day in layout.days(index) {
                shares.entry(share_of(separation.share, day.placement.first())).or_default().push(day.column);
            }
            shares
        };
        let others = shares(other);
        let common = shares(one).into_iter().filter_map(|(share, columns)| others.get(&share).map(|others| (columns, others)));
        let fee = fee(problem, separation);
        let mut broken: Option<ColumnId> = None;
        for (columns, others) in common {
            let mut terms: Vec<(ColumnId, i32)> = columns.iter().chain(others).map(|column| (*column, 1)).collect();
            if let Some(cost) = force.cost(fee) {
                // A pair shares at most once, so one column serves all its rows.
                let column = *broken.get_or_insert_with(|| program.column(Domain::Surplus(1), cost));
                terms.push((column, -1));
            }
            program.row(fee.tag, terms, Relation::AtMost, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups:
  board: {meets: {windows: {v: 03-01..03-14}, at: "10:00", length: 1h}, not-same-week: {council: should}}
  council: {meets: {windows: {v: 03-01..03-14, w: 03-02..03-14}, at: "10:00", length: 1h}}
"#;

    #[test]
    fn a_week_ends_on_sunday_and_each_pair_that_shares_it_is_one_unit() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str, one: &str, other: &str| {
            verifier.dates(&[("board/2027-v", board), ("council/2027-v", one), ("council/2027-w", other)])
        };
        at("2027-03-07", "2027-03-08", "2027-03-09").has_no_impact();
        at("2027-03-07", "2027-03-01", "2027-03-09").penalizes_by(10);
        at("2027-03-07", "2027-03-01", "2027-03-05").penalizes_by(20);
    }

    #[test]
    fn another_day_of_the_week_is_not_the_same_day() {
        let verifier = verify(NAME, &PLAN.replace("not-same-week: {council: should}", "not-same-day: [council]"));
        let at = |board: &str| {
            verifier.dates(&[("board/2027-v", board), ("council/2027-v", "2027-03-02"), ("council/2027-w", "2027-03-04")])
        };
        at("2027-03-03").has_no_impact();
        at("2027-03-04").is_forbidden();
    }
}
