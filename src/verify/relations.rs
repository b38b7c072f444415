//! Relations: how meetings, phases and milestones lie to each other. `least <= subject - object <= most`.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::plan::activity::ActivityId;
use crate::plan::id::CalendarId;
use crate::plan::priority::Priority;
use crate::plan::relation::{Anchor, Matching, Relation};
use crate::schedule::charge::Charge;
use crate::verify::ground::Ground;
use crate::verify::price::Price;
use crate::verify::ranges;

/// Charges `relation` for every relation of the plan.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let each = ground.plan.relations.iter().map(|relation| match relation.matching {
        Matching::Period => by_period(ground, relation),
        Matching::Some | Matching::SomeInMonth => by_some(ground, relation),
    });
    each.flatten().collect()
}

/// A date that an anchor stands for. Only a meeting has a label.
struct Point<'a> {
    id: &'a ActivityId,
    label: Option<&'a str>,
    date: Option<NaiveDate>,
}

/// Compares the meetings of the same label, or the two single dates. A pair in which one has no date is free.
fn by_period(ground: &Ground<'_>, relation: &Relation) -> Vec<Charge> {
    let objects = points(ground, relation.object);
    let mut charges = Vec::new();
    for subject in points(ground, relation.subject) {
        for object in objects.iter().filter(|object| object.label == subject.label) {
            let (Some(to), Some(from)) = (subject.date, object.date) else { continue };
            let activities = [subject.id.clone(), object.id.clone()];
            charges.extend(ranges::charges(
                price(ground, relation),
                &relation.distance,
                value(ground, relation, from, to),
                &activities,
            ));
        }
    }
    charges
}

/// Wants, for every subject with a date, at least one object in the range. With a best value, each unit from it to the
/// nearest object in the range is one unit of a `could`, and no more than to the end of the range that is further away.
fn by_some(ground: &Ground<'_>, relation: &Relation) -> Vec<Charge> {
    let objects = points(ground, relation.object);
    let mut charges = Vec::new();
    for subject in points(ground, relation.subject) {
        let Some(to) = subject.date else { continue };
        let in_month = |from: NaiveDate| match relation.matching {
            Matching::SomeInMonth => from.year() == to.year() && from.month() == to.month(),
            Matching::Period | Matching::Some => true,
        };
        let in_range = |from: &NaiveDate| {
            in_month(*from) && ranges::units_outside(&relation.distance, value(ground, relation, *from, to)) == 0
        };
        let near: Vec<NaiveDate> = objects.iter().filter_map(|object| object.date).filter(in_range).collect();
        if near.is_empty() {
            charges.push(Charge {
                rule: "relation",
                span: relation.distance.span,
                activities: vec![subject.id.clone()],
                units: 1,
                cost: price(ground, relation).cost(relation.distance.priority, 1),
            });
        }
        if let (Some(best), Some(least), Some(most)) = (relation.distance.best, relation.distance.least, relation.distance.most) {
            let furthest = (best - least).max(most - best).max(0);
            let nearest = near.iter().map(|from| (value(ground, relation, *from, to) - best).abs()).min();
            let units = nearest.map_or(furthest, |units| units.min(furthest));
            if units > 0 {
                charges.push(Charge {
                    rule: "relation",
                    span: relation.distance.span,
                    activities: vec![subject.id.clone()],
                    units,
                    cost: price(ground, relation).cost(Priority::Could, units),
                });
            }
        }
    }
    charges
}

/// The price of a relation: a group's own when it is the group that states it.
fn price<'a>(ground: &Ground<'a>, relation: &Relation) -> Price<'a> {
    match relation.subject {
        Anchor::Meetings(group) => Price::for_group(ground.plan, &ground.plan.groups[group.0], "relation"),
        Anchor::PhaseStart(_) | Anchor::PhaseEnd(_) | Anchor::Milestone(_) => Price::of(ground.plan, "relation"),
    }
}

/// Measures `subject - object`; working days are those of the subject, who states the rule.
fn value(ground: &Ground<'_>, relation: &Relation, object: NaiveDate, subject: NaiveDate) -> i64 {
    let calendars = calendars(ground, relation.subject);
    ranges::measure(relation.distance.unit, object, subject, ground.open_days(calendars))
}

fn calendars<'a>(ground: &Ground<'a>, anchor: Anchor) -> &'a [CalendarId] {
    match anchor {
        Anchor::Meetings(group) => &ground.plan.groups[group.0].calendars,
        Anchor::PhaseStart(phase) | Anchor::PhaseEnd(phase) => &ground.plan.phases[phase.0].calendars,
        Anchor::Milestone(milestone) => &ground.plan.milestones[milestone.0].calendars,
    }
}

fn points<'a>(ground: &Ground<'a>, anchor: Anchor) -> Vec<Point<'a>> {
    let single = |id: &'a ActivityId, date| vec![Point { id, label: None, date }];
    match anchor {
        Anchor::Meetings(group) => {
            let meetings = ground.meetings.iter().filter(|meeting| meeting.occurrence.group == group);
            let point = meetings.map(|meeting| Point {
                id: &meeting.occurrence.id,
                label: Some(meeting.occurrence.label.as_str()),
                date: meeting.slot.map(|slot| slot.date),
            });
            point.collect()
        }
        Anchor::PhaseStart(phase) => {
            let id = &ground.plan.phases[phase.0].id;
            single(id, ground.phase_days(id).map(|(first, _)| first))
        }
        Anchor::PhaseEnd(phase) => {
            let id = &ground.plan.phases[phase.0].id;
            single(id, ground.phase_days(id).map(|(_, last)| last))
        }
        Anchor::Milestone(milestone) => {
            let id = &ground.plan.milestones[milestone.0].id;
            single(id, ground.milestone_day(id))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::distance::{DayUnit, Distance};
    use crate::plan::priority::Priority;
    use crate::plan::relation::{Anchor, Matching, Relation};
    use crate::verify::fixture::{Case, distance};

    const NOTHING: [&str; 0] = [];

    /// A board that meets 1 to 10 days after its council, best 3, with one meeting each in April and May.
    fn board_after_council(april: &str, priority: Priority) -> Case {
        let mut case = Case::new();
        let (council, board) = (case.group("council", &[]), case.group("board", &[]));
        for (label, day) in [("04", "2027-04-06"), ("05", "2027-05-03")] {
            case.meets(council, label, &format!("{day} 10:00"));
        }
        for (label, day) in [("04", april), ("05", "2027-05-10"), ("06", "2027-06-07")] {
            case.meets(board, label, &format!("{day} 10:00"));
        }
        case.plan.relations.push(Relation {
            subject: Anchor::Meetings(board),
            object: Anchor::Meetings(council),
            matching: Matching::Period,
            distance: distance((Some(1), Some(10)), None, priority),
        });
        case
    }

    #[test]
    fn meetings_of_the_same_label_are_compared_and_one_without_a_partner_is_free() {
        for (april, expected) in [
            ("2027-04-05", vec!["2 20 p/board/04 p/council/04"]),
            ("2027-04-06", vec!["1 10 p/board/04 p/council/04"]),
            ("2027-04-07", vec![]),
            ("2027-04-16", vec![]),
            ("2027-04-17", vec!["1 10 p/board/04 p/council/04"]),
        ] {
            assert_eq!(board_after_council(april, Priority::Should).bill("relation"), expected, "{april}");
        }
        let must = board_after_council("2027-04-19", Priority::Must);
        assert_eq!(must.bill("relation"), ["3 must p/board/04 p/council/04"]);
    }

    #[test]
    fn away_from_best_costs_beside_the_range() {
        let mut case = board_after_council("2027-04-17", Priority::Must);
        case.plan.relations[0].distance.best = Some(7);
        assert_eq!(case.bill("relation"), ["1 must p/board/04 p/council/04", "4 4 p/board/04 p/council/04"]);
    }

    #[test]
    fn a_pair_with_a_cancelled_or_undated_meeting_is_free() {
        let mut case = board_after_council("2027-04-19", Priority::Must);
        let mut undated = case.clone();
        undated.unplace("council/04");
        assert_eq!(undated.bill("relation"), NOTHING);
        case.cancel("council/04");
        assert_eq!(case.bill("relation"), NOTHING);
    }

    #[test]
    fn working_days_are_those_of_the_subject() {
        let mut case = board_after_council("2027-04-08", Priority::Must);
        case.plan.relations[0].distance =
            Distance { unit: DayUnit::WorkingDays, ..distance((Some(2), Some(2)), None, Priority::Must) };
        case.cancel("board/05");
        assert_eq!(case.bill("relation"), NOTHING);
        let closed = case.closure("closed", "2027-04-07", None);
        case.plan.groups[0].calendars.push(closed);
        assert_eq!(case.bill("relation"), NOTHING);
        case.plan.groups[1].calendars.push(closed);
        assert_eq!(case.bill("relation"), ["1 must p/board/04 p/council/04"]);
    }

    #[test]
    fn some_meeting_must_be_in_range_of_every_subject() {
        let mut case = board_after_council("2027-04-16", Priority::Must);
        case.plan.relations[0].matching = Matching::Some;
        assert_eq!(case.bill("relation"), ["1 must p/board/06"]);
        case.moved("board/04", "2027-04-17 10:00");
        assert_eq!(case.bill("relation"), ["1 must p/board/04", "1 must p/board/06"]);
        // It need not be the one of the same label.
        case.moved("board/06", "2027-05-04 10:00");
        assert_eq!(case.bill("relation"), ["1 must p/board/04"]);
        case.cancel("council/05");
        assert_eq!(case.bill("relation"), ["1 must p/board/04", "1 must p/board/05", "1 must p/board/06"]);
        case.unplace("board/04");
        case.plan.relations[0].distance.priority = Priority::Could;
        assert_eq!(case.bill("relation"), ["1 1 p/board/05", "1 1 p/board/06"]);
    }

    #[test]
    fn phases_and_milestones_are_measured_at_the_day_that_is_named() {
        let mut case = Case::new();
        let phase = case.fixed_phase("test", "2027-03-01", "2027-03-12");
        let milestone = case.milestone("launch", "2027-03-15", "2027-03-15");
        let mut bill = |subject, object, least, most| {
            let distance = distance((Some(least), Some(most)), None, Priority::Must);
            case.plan.relations = vec![Relation { subject, object, matching: Matching::Period, distance }];
            case.bill("relation")
        };
        let launch = Anchor::Milestone(milestone);
        assert_eq!(bill(launch, Anchor::PhaseEnd(phase), 3, 3), NOTHING);
        assert_eq!(bill(launch, Anchor::PhaseStart(phase), 14, 14), NOTHING);
        assert_eq!(bill(Anchor::PhaseStart(phase), launch, -14, -14), NOTHING);
        assert_eq!(bill(Anchor::PhaseEnd(phase), launch, -2, -1), ["1 must p/roadmap/t/test p/roadmap/t/launch"]);
    }
}
