//! Gathering: a group meets on the days, or in the ISO weeks, of another.
//! `sum over d in w: x[a,d] <= sum over m, over d in w: x[m,d] + s[a]` for every day or week `w`
//!
//! Coupling, any priority: each meeting of the one who states it shares with its partner of the same label, or with some
//! meeting. One that does not is one unit.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::partners;
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::constraint::separation::share_of;
use crate::plan::relation::Gathering;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;

/// The rule's name.
pub const NAME: &str = "gathering";

fn fee(problem: &Problem<'_>, gathering: &Gathering) -> Fee {
    let weight = problem.plan.group(gathering.subject).weight;
    Fee::of(NAME, gathering.span, 1, gathering.priority).times(weight)
}

/// Every meeting that is to share, and those that it may share with.
fn wanted<'p>(problem: &'p Problem<'_>) -> impl Iterator<Item = (&'p Gathering, ActivityIndex, Vec<ActivityIndex>)> {
    problem.plan.gatherings.iter().flat_map(|gathering| {
        let wanted = partners::of(problem, gathering.subject, gathering.object, gathering.matching);
        wanted.into_iter().map(move |(own, others)| (gathering, own, others))
    })
}

/// Where the plan states the rule.
pub fn tags(problem: &Problem<'_>) -> Vec<Tag> {
    problem.plan.gatherings.iter().map(|gathering| fee(problem, gathering).tag).collect()
}

/// What a schedule breaks. A meeting without a date breaks nothing.
pub fn check(problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for (gathering, own, others) in wanted(problem) {
        let placed = |index: ActivityIndex| {
            schedule.placement(&problem.activity(index).id).map(|placement| share_of(gathering.share, placement.first()))
        };
        let Some(own_share) = placed(own) else { continue };
        if !others.into_iter().any(|other| placed(other) == Some(own_share)) {
            charges.push(fee(problem, gathering).charged(&problem.plan.weights, vec![problem.activity(own).id.clone()]));
        }
    }
    charges
}

/// Adds the rows: one for each meeting and each day or week that it could lie in.
pub fn post(problem: &Problem<'_>, layout: &Layout, force: Force<'_>, program: &mut Program) {
    for (gathering, own, others) in wanted(problem).filter(|(gathering, ..)| force.binds(fee(problem, gathering))) {
        if !layout.has_whole(own, &others) {
            continue;
        }
        let fee = fee(problem, gathering);
        let mut rows: BTreeMap<NaiveDate, Vec<(ColumnId, i32)>> = BTreeMap::new();
        for day in layout.days(own) {
            rows.entry(share_of(gathering.share, day.placement.first())).or_default().push((day.column, 1));
        }
        for day in others.iter().flat_map(|other| layout.days(*other)) {
            if let Some(terms) = rows.get_mut(&share_of(gathering.share, day.placement.first())) {
                terms.push((day.column, -1));
            }
        }
        // The meeting lies in one share alone, so one surplus serves all its rows.
        let surplus = force.cost(fee).map(|cost| program.column(Domain::Surplus(1), cost));
        for mut terms in rows.into_values() {
            terms.extend(surplus.map(|surplus| (surplus, -1)));
            program.row(fee.tag, terms, Relation::AtMost, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
groups:
  board: {meets: {windows: {v: 03-01..03-14, z: 03-01..03-14}, at: "10:00", length: 1h}, same-week: {council: should}}
  council: {meets: {windows: {v: 03-01..03-14, w: 03-02..03-14}, at: "10:00", length: 1h}}
"#;

    #[test]
    fn a_meeting_shares_its_week_with_its_partner_and_one_without_a_partner_is_free() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str, free: &str| {
            let council = [("council/2027-v", "2027-03-05"), ("council/2027-w", "2027-03-09")];
            verifier.dates(&[("board/2027-v", board), ("board/2027-z", free), council[0], council[1]])
        };
        at("2027-03-01", "2027-03-02").has_no_impact();
        at("2027-03-07", "2027-03-12").has_no_impact();
        at("2027-03-08", "2027-03-12").penalizes_by(10);
    }

    #[test]
    fn what_is_decided_in_writing_is_no_company_and_needs_none() {
        let writing = "occurrences: {2027-v: {in-writing: yes, reason: so}}, meets";
        for group in ["board", "council"] {
            let plan = PLAN.replace(&format!("{group}: {{meets"), &format!("{group}: {{{writing}"));
            let verifier = verify(NAME, &plan);
            let council = [("council/2027-v", "2027-03-12"), ("council/2027-w", "2027-03-09")];
            verifier
                .dates(&[("board/2027-v", "2027-03-01"), ("board/2027-z", "2027-03-02"), council[0], council[1]])
                .has_no_impact();
        }
    }

    #[test]
    fn without_a_common_label_any_meeting_will_do() {
        let plan = PLAN.replace("windows: {v: 03-01..03-14, z: 03-01..03-14}", "windows: {y: 03-01..03-14, z: 03-01..03-14}");
        let verifier = verify(NAME, &plan.replace("same-week: {council: should}", "same-day: [council]"));
        let at = |one: &str, other: &str| {
            let council = [("council/2027-v", "2027-03-02"), ("council/2027-w", "2027-03-09")];
            verifier.dates(&[("board/2027-y", one), ("board/2027-z", other), council[0], council[1]])
        };
        at("2027-03-02", "2027-03-09").has_no_impact();
        at("2027-03-02", "2027-03-02").has_no_impact();
        at("2027-03-02", "2027-03-10").is_forbidden();
        at("2027-03-03", "2027-03-09").is_forbidden();
    }
}
