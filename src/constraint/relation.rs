//! Relation: how two activities lie to each other.   `least <= x[subject] - x[object] <= most`, ideally `best`
//!
//! Coupling: between two groups period by period, and between phases and milestones. Relations to *some* meeting are gates.

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::{Fee, Tag};
use crate::constraint::pair::Pair;
use crate::constraint::spacing::distance_fees;
use crate::plan::distance::DayUnit;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The rule's name.
pub const NAME: &str = "relation";

/// Every two activities that a relation compares.
pub fn pairs<'p>(problem: &'p Problem<'p>) -> Vec<Pair<'p>> {
    let relations = problem.plan.relations.iter().filter(|relation| relation.matching == Matching::Period);
    let compared = relations.flat_map(|relation| matched(problem, relation).into_iter().map(move |pair| (relation, pair)));
    compared
        .map(|(relation, (one, other))| {
            let tag = Tag { rule: NAME, span: relation.distance.span };
            Pair { one, other, tag, judge: Box::new(move |subject, object| judge(problem, relation, subject, object)) }
        })
        .collect()
}

/// The pairs of subject and object: the meetings of the same label, or the one and the other.
fn matched(problem: &Problem<'_>, relation: &Relation) -> Vec<(ActivityIndex, ActivityIndex)> {
    let (subjects, objects) = (problem.anchored(relation.subject), problem.anchored(relation.object));
    let mut matched = Vec::new();
    for subject in subjects {
        let partners = objects.iter().filter(|object| label(problem, subject) == label(problem, **object));
        matched.extend(partners.map(|object| (subject, *object)));
    }
    matched
}

/// The label of a meeting; nothing for a phase or milestone, which there is one of.
fn label<'p>(problem: &'p Problem<'_>, index: ActivityIndex) -> Option<&'p str> {
    match problem.activity(index).kind {
        Kind::Meeting(occurrence) => Some(problem.plan.occurrences[occurrence.0].label.as_str()),
        Kind::Phase(_) | Kind::Milestone(_) => None,
    }
}

fn judge(problem: &Problem<'_>, relation: &Relation, subject: Placement, object: Placement) -> Vec<Fee> {
    let weight = problem.weight(relation.subject);
    let fees = distance_fees(NAME, &relation.distance, difference(problem, relation, subject, object));
    fees.map(|fee| fee.times(weight)).collect()
}

/// `subject - object` in the unit of the relation; working days are those of the subject.
pub fn difference(problem: &Problem<'_>, relation: &Relation, subject: Placement, object: Placement) -> i64 {
    let (to, from) = (date(relation.subject, subject), date(relation.object, object));
    match relation.distance.unit {
        DayUnit::Days => (to - from).num_days(),
        DayUnit::WorkingDays => problem.open_days(relation.subject).distance(from, to),
    }
}

/// The day that an anchor means of a placement.
pub fn date(anchor: Anchor, placement: Placement) -> NaiveDate {
    match anchor {
        Anchor::Meetings(_) | Anchor::PhaseStart(_) | Anchor::Milestone(_) => placement.first(),
        Anchor::PhaseEnd(_) => placement.last(),
    }
}

#[cfg(test)]
mod tests {
    use super::NAME;
    use crate::constraint::verifier::verify;

    const PLAN: &str = r#"
calendars: {closed: {closed: {a: 2027-03-04}}}
groups:
  council: {meets: {windows: {v: 03-01..03-12, w: 03-08..03-19}, at: "10:00", length: 1h}}
  board:
    calendar: [closed]
    meets: {windows: {v: 03-01..03-12}, at: "10:00", length: 1h}
    after: {council: "1..3 days, best 2"}
"#;

    #[test]
    fn meetings_of_one_label_are_compared_and_one_without_a_partner_is_free() {
        let verifier = verify(NAME, PLAN);
        let at = |board: &str| {
            verifier.dates(&[("council/2027-v", "2027-03-01"), ("council/2027-w", "2027-03-19"), ("board/2027-v", board)])
        };
        at("2027-03-01").is_forbidden();
        at("2027-03-02").penalizes_by(1);
        at("2027-03-03").has_no_impact();
        at("2027-03-04").penalizes_by(1);
        at("2027-03-05").is_forbidden();
    }

    #[test]
    fn working_days_are_those_of_the_one_who_states_the_rule() {
        let verifier = verify(NAME, &PLAN.replace("1..3 days, best 2", "at most 2 working days, should"));
        let at = |board: &str| {
            verifier.dates(&[("council/2027-v", "2027-03-02"), ("council/2027-w", "2027-03-19"), ("board/2027-v", board)])
        };
        // Thursday the 4th is closed for the board: from Tuesday to Friday there are Tuesday and Wednesday.
        at("2027-03-05").has_no_impact();
        at("2027-03-08").penalizes_by(10);
    }

    #[test]
    fn before_is_after_from_the_other_side() {
        let verifier = verify(NAME, &PLAN.replace("after: {council: \"1..3 days, best 2\"}", "before: {council: 1..3 days}"));
        let at = |board: &str| {
            verifier.dates(&[("council/2027-v", "2027-03-05"), ("council/2027-w", "2027-03-19"), ("board/2027-v", board)])
        };
        at("2027-03-01").is_forbidden();
        at("2027-03-02").has_no_impact();
        at("2027-03-04").has_no_impact();
        at("2027-03-05").is_forbidden();
    }

    #[test]
    fn phases_and_milestones_are_measured_at_their_ends() {
        let verifier = verify(
            NAME,
            r"
roadmap:
  tracks:
    t:
      phases:
        first: {from: 2027-03-01, to: 2027-03-05}
        second: {length: 2 working days, between: 2027-02-22..2027-03-19, overlap: {first: 2..3 working days}}
      milestones: {done: {between: 2027-03-01..2027-03-31, after: {second: 1..5 days}}}
",
        );
        let at = |second: &str, done: &str| verifier.dates(&[("first", "2027-03-01"), ("second", second), ("done", done)]);
        // From Wednesday there are three days in common, from Thursday two; the second ends a day after it starts.
        at("2027-03-02", "2027-03-04").is_forbidden();
        at("2027-03-03", "2027-03-05").has_no_impact();
        at("2027-03-04", "2027-03-10").has_no_impact();
        at("2027-03-05", "2027-03-09").is_forbidden();
        at("2027-03-03", "2027-03-04").is_forbidden();
        at("2027-03-03", "2027-03-10").is_forbidden();
    }

    #[test]
    fn each_dependency_measures_from_its_own_end_to_its_own_end() {
        let at = |dependency: &str, second: &str| {
            let first = "first: {from: 2027-03-01, to: 2027-03-05}";
            let second_phase = "second: {length: 2 working days, between: 2027-02-22..2027-03-19";
            let plan = format!("roadmap: {{tracks: {{t: {{phases: {{{first}, {second_phase}, {dependency}}}}}}}}}}}\n");
            verify(NAME, &plan).dates(&[("first", "2027-03-01"), ("second", second)])
        };
        // Start to start: from Monday to Wednesday, and one day more.
        at("starts-after-start: {first: 0..2 days}", "2027-03-03").has_no_impact();
        at("starts-after-start: {first: 0..2 days}", "2027-03-04").is_forbidden();
        // Finish to finish: the second ends a day after it starts; from Friday to Monday is a working day.
        at("ends-after-end: {first: 0..1 working days}", "2027-03-04").has_no_impact();
        at("ends-after-end: {first: 0..1 working days}", "2027-03-05").has_no_impact();
        at("ends-after-end: {first: 0..1 working days}", "2027-03-08").is_forbidden();
        at("ends-after-end: {first: 0..1 working days}", "2027-03-03").is_forbidden();
        // Start to finish: it ends from Thursday on.
        at("ends-after-start: {first: at least 3 days}", "2027-03-02").is_forbidden();
        at("ends-after-start: {first: at least 3 days}", "2027-03-03").has_no_impact();
    }
}
