//! What the rules between groups, phases and milestones ask, in words.

use crate::constraint::{back_to_back, gathering, relation, separation};
use crate::explain::distance_words::towards;
use crate::explain::stated::Stated;
use crate::plan::deadline::Side;
use crate::plan::plan::Plan;
use crate::plan::relation::{Anchor, Matching, Share};

/// What a rule asks, in words; none for the rules of other subjects, and where the plan has no such rule at that place.
pub fn label(stated: Stated<'_>) -> Option<String> {
    match stated.rule {
        relation::NAME => {
            let relation = stated.plan.relations.iter().find(|relation| relation.distance.span == stated.span)?;
            let which = match relation.matching {
                Matching::Period => "",
                Matching::Some => "some meeting of ",
                Matching::SomeInMonth => "some meeting in the same month of ",
            };
            let (subject, object) = (anchor(relation.subject, stated.plan), anchor(relation.object, stated.plan));
            Some(format!("{subject} lies {} {which}{object}", towards(&relation.distance)))
        }
        separation::NAME => {
            let separation = stated.plan.separations.iter().find(|separation| separation.span == stated.span)?;
            let share = match separation.share {
                Share::Day => "on the same day",
                Share::Week => "in the same week",
            };
            Some(format!(
                "{} and {} do not meet {share}",
                stated.name(stated.plan.group(separation.one)),
                stated.name(stated.plan.group(separation.other))
            ))
        }
        gathering::NAME => {
            let gathering = stated.plan.gatherings.iter().find(|gathering| gathering.span == stated.span)?;
            let share = match gathering.share {
                Share::Day => "on the days",
                Share::Week => "in the weeks",
            };
            let (subject, object) = (stated.plan.group(gathering.subject), stated.plan.group(gathering.object));
            Some(format!("{} meets {share} of {}", stated.name(subject), stated.name(object)))
        }
        back_to_back::NAME => {
            let succession = stated.plan.successions.iter().find(|succession| succession.span == stated.span)?;
            let (least, most) = (succession.least, succession.most);
            let minutes = if least == most { format!("{most}") } else { format!("{least} to {most}") };
            let (subject, object) =
                (stated.name(stated.plan.group(succession.subject)), stated.name(stated.plan.group(succession.object)));
            Some(match succession.side {
                Side::After => format!("{subject} starts {minutes} minutes after {object} ends, on the same day"),
                Side::Before => format!("{subject} ends {minutes} minutes before {object} starts, on the same day"),
            })
        }
        _ => None,
    }
}

/// Who or what a relation speaks of.
fn anchor(anchor: Anchor, plan: &Plan) -> String {
    match anchor {
        Anchor::Meetings(group) => {
            let group = plan.group(group);
            format!("`{}/{}`", plan.product(group.product).key, group.key)
        }
        Anchor::PhaseStart(phase) => format!("the start of `{}`", plan.phases[phase.0].id),
        Anchor::PhaseEnd(phase) => format!("the end of `{}`", plan.phases[phase.0].id),
        Anchor::Milestone(milestone) => format!("`{}`", plan.milestones[milestone.0].id),
    }
}
