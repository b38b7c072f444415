//! The line of the plan that states a rule, as those look at it who put the rule into words.

use std::collections::BTreeMap;

use crate::calendar::civil::NaiveDate;
use crate::constraint::fee::Tag;
use crate::diagnostic::source::Span;
use crate::explain::closed_days::{Closed, closed};
use crate::plan::group::Group;
use crate::plan::id::CalendarId;
use crate::plan::plan::Plan;
use crate::solve::outcome::Conflict;

/// A rule of a conflict, at its line of the plan.
#[derive(Clone, Copy)]
pub struct Stated<'s, 'p> {
    /// The rule's name.
    pub rule: &'static str,
    /// Where it stands.
    pub span: Span,
    /// The plan.
    pub plan: &'p Plan,
    /// What it is part of.
    pub conflict: &'s Conflict,
    /// The days that rules by calendars take from the conflict's activities.
    pub taken: &'s BTreeMap<Tag, Vec<NaiveDate>>,
}

impl<'p> Stated<'_, 'p> {
    /// The group of which something holds. Groups of one template share their lines: the one whose meetings are bound is meant.
    pub fn group(&self, found: &dyn Fn(&Group) -> bool) -> Option<&'p Group> {
        let is_bound = |group: &Group| {
            let prefix = format!("{}/", self.name(group));
            self.conflict.activities.iter().any(|id| id.as_str().starts_with(&prefix))
        };
        let mut stating = self.plan.groups.iter().filter(|group| found(group));
        let first = stating.next()?;
        if is_bound(first) { Some(first) } else { stating.find(|group| is_bound(group)).or(Some(first)) }
    }

    /// A group by its full name.
    pub fn name(&self, group: &Group) -> String {
        format!("{}/{}", self.plan.product(group.product).key, group.key)
    }

    /// Whether a rule at a place is part of the conflict.
    pub fn has(&self, rule: &'static str, span: Span) -> bool {
        self.conflict.rules.contains(&Tag { rule, span })
    }

    /// The days that this rule takes, in order.
    pub fn days(&self) -> &[NaiveDate] {
        self.taken.get(&Tag { rule: self.rule, span: self.span }).map_or(&[], Vec::as_slice)
    }

    /// The days that this rule takes, with what they are closed for.
    pub fn closed(&self, calendars: &[CalendarId]) -> Vec<Closed> {
        closed(self.plan, calendars, self.days())
    }

    /// The names of calendars.
    pub fn calendars(&self, calendars: &[CalendarId]) -> Vec<&'p str> {
        calendars.iter().map(|id| self.plan.calendars[id.0].name.as_str()).collect()
    }
}
