//! Groups that meet with others: on the same day, in the same ISO week, or back to back.

use crate::calendar::iso_week::Week;
use crate::diagnostic::source::Span;
use crate::plan::deadline::Side;
use crate::plan::group::GroupId;
use crate::plan::occurrence::Manner;
use crate::plan::priority::Priority;
use crate::plan::relation::{Matching, Share, Succession};
use crate::schedule::charge::Charge;
use crate::verify::ground::{Ground, Meeting, Slot};
use crate::verify::price::Price;

/// Charges `gathering` and `back-to-back` for each meeting with a date that has not the company it should.
pub(crate) fn check(ground: &Ground<'_>) -> Vec<Charge> {
    let mut charges = Vec::new();
    for gathering in &ground.plan.gatherings {
        let rule = Rule { name: "gathering", span: gathering.span, priority: gathering.priority };
        let shares = |own: Slot, other: Slot| match gathering.share {
            Share::Day => own.date == other.date,
            Share::Week => Week::of(own.date) == Week::of(other.date),
        };
        charges.extend(alone(ground, &rule, (gathering.subject, gathering.object), gathering.matching, &shares));
    }
    for succession in &ground.plan.successions {
        let rule = Rule { name: "back-to-back", span: succession.span, priority: succession.priority };
        let groups = (succession.subject, succession.object);
        charges.extend(alone(ground, &rule, groups, succession.matching, &|own, other| touches(succession, own, other)));
    }
    charges
}

/// How a rule is charged.
struct Rule {
    name: &'static str,
    span: Span,
    priority: Priority,
}

/// One unit for each meeting of the first group that no meeting of the second is right for. What is decided in writing is
/// no meeting of either.
fn alone(
    ground: &Ground<'_>,
    rule: &Rule,
    (subject, object): (GroupId, GroupId),
    matching: Matching,
    right: &dyn Fn(Slot, Slot) -> bool,
) -> Vec<Charge> {
    let of = |group: GroupId| {
        let sat = ground.meetings.iter().filter(|meeting| meeting.manner == Manner::Meeting);
        sat.filter(move |meeting| meeting.occurrence.group == group)
    };
    let mut charges = Vec::new();
    for own in of(subject) {
        let Some(slot) = own.slot else { continue };
        let is_partner = |other: &&Meeting<'_>| match matching {
            Matching::Period => other.occurrence.label == own.occurrence.label,
            Matching::Some | Matching::SomeInMonth => true,
        };
        let partners: Vec<&Meeting<'_>> = of(object).filter(is_partner).collect();
        // Where meetings are compared label by label, one without a partner is free.
        let is_free = matching == Matching::Period && partners.is_empty();
        let found = partners.iter().filter_map(|other| other.slot).any(|other| right(slot, other));
        if !is_free && !found {
            charges.push(Charge {
                rule: rule.name,
                span: rule.span,
                activities: vec![own.id()],
                units: 1,
                cost: Price::for_group(ground.plan, own.group, rule.name).cost(rule.priority, 1),
            });
        }
    }
    charges
}

/// Whether the own meeting starts so many minutes after the other one ends, or ends so many before it starts.
fn touches(succession: &Succession, own: Slot, other: Slot) -> bool {
    let pause = match succession.side {
        Side::After => i64::from(own.start_second()) - i64::from(other.end_second()),
        Side::Before => i64::from(other.start_second()) - i64::from(own.end_second()),
    };
    let minutes = |count: u32| i64::from(count) * 60;
    own.date == other.date && minutes(succession.least) <= pause && pause <= minutes(succession.most)
}

#[cfg(test)]
mod tests {
    use crate::plan::deadline::Side;
    use crate::plan::priority::Priority;
    use crate::plan::relation::{Gathering, Matching, Share, Succession};
    use crate::verify::fixture::{Case, span};

    const NOTHING: [&str; 0] = [];

    fn two(board: &[(&str, &str)], council: &[(&str, &str)]) -> Case {
        let mut case = Case::new();
        let groups = [case.group("council", &[]), case.group("board", &[])];
        for (group, meetings) in groups.into_iter().zip([council, board]) {
            for (label, when) in meetings {
                case.meets(group, label, when);
            }
        }
        case
    }

    fn gathered(share: Share, matching: Matching, board: &[(&str, &str)], council: &[(&str, &str)]) -> Vec<String> {
        let mut case = two(board, council);
        let [object, subject] = [case.plan.occurrences[0].group, case.plan.occurrences[council.len()].group];
        case.plan.gatherings.push(Gathering { subject, object, matching, share, priority: Priority::Should, span: span(900) });
        case.bill("gathering")
    }

    #[test]
    fn a_week_is_shared_with_the_partner_of_the_label_alone() {
        let council = [("a", "2027-04-06 10:00"), ("b", "2027-05-04 10:00")];
        let week = |when: &str| gathered(Share::Week, Matching::Period, &[("a", when)], &council);
        assert_eq!(week("2027-04-09 10:00"), NOTHING);
        assert_eq!(week("2027-05-04 10:00"), ["1 10 p/board/a"]);
        assert_eq!(gathered(Share::Week, Matching::Period, &[("c", "2027-06-01 10:00")], &council), NOTHING);
        assert_eq!(gathered(Share::Day, Matching::Some, &[("c", "2027-05-04 09:00")], &council), NOTHING);
        assert_eq!(gathered(Share::Day, Matching::Some, &[("c", "2027-05-05 10:00")], &council), ["1 10 p/board/c"]);
    }

    #[test]
    fn minutes_are_counted_between_the_end_and_the_start() {
        let bill = |when: &str, side| {
            let mut case = two(&[("a", when)], &[("a", "2027-04-06 10:00")]);
            let [object, subject] = [case.plan.occurrences[0].group, case.plan.occurrences[1].group];
            let (matching, priority) = (Matching::Period, Priority::Must);
            let (least, most, span) = (15, 30, span(900));
            case.plan.successions.push(Succession { subject, object, matching, side, least, most, priority, span });
            case.bill("back-to-back")
        };
        // The council meets from 10:00 to 11:00, and so does everyone for an hour.
        for (start, is_right) in [("11:14", false), ("11:15", true), ("11:30", true), ("11:31", false)] {
            assert_eq!(bill(&format!("2027-04-06 {start}"), Side::After).is_empty(), is_right, "{start}");
        }
        for (start, is_right) in [("08:29", false), ("08:30", true), ("08:45", true), ("08:46", false)] {
            assert_eq!(bill(&format!("2027-04-06 {start}"), Side::Before).is_empty(), is_right, "{start}");
        }
        assert_eq!(bill("2027-04-07 11:15", Side::After), ["1 must p/board/a"]);
    }
}
