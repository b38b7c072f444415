//! The line of the plan that states a rule, as those look at it who put the rule into words.

use crate::calendar::civil::Weekday;
use crate::constraint::fee::Tag;
use crate::diagnostic::source::Span;
use crate::plan::group::Group;
use crate::plan::occurrence::Window;
use crate::plan::plan::Plan;
use crate::solve::outcome::Conflict;

/// A rule of a conflict, at its line of the plan.
#[derive(Clone, Copy)]
pub struct Stated<'s> {
    /// The rule's name.
    pub rule: &'static str,
    /// Where it stands.
    pub span: Span,
    /// The plan.
    pub plan: &'s Plan,
    /// What it is part of.
    pub conflict: &'s Conflict,
}

impl<'s> Stated<'s> {
    /// A rule by its tag.
    pub fn new(tag: Tag, conflict: &'s Conflict, plan: &'s Plan) -> Stated<'s> {
        Stated { rule: tag.rule, span: tag.span, plan, conflict }
    }

    /// The group of which something holds. Groups of one template share their lines: the one whose meetings are bound is meant.
    pub fn group(&self, found: &dyn Fn(&Group) -> bool) -> Option<&'s Group> {
        let is_bound = |group: &Group| {
            let prefix = format!("{}/{}/", self.plan.product(group.product).key, group.key);
            self.conflict.activities.iter().any(|id| id.as_str().starts_with(&prefix))
        };
        let mut stating = self.plan.groups.iter().filter(|group| found(group));
        let first = stating.next()?;
        if is_bound(first) { Some(first) } else { stating.find(|group| is_bound(group)).or(Some(first)) }
    }

    /// A group by its full name.
    pub fn name(&self, group: &Group) -> String {
        format!("`{}/{}`", self.plan.product(group.product).key, group.key)
    }
}

/// `on 2027-05-03`, or `from 2027-05-01 to 2027-05-31`.
pub fn days(window: Window) -> String {
    let Window { first, last } = window;
    if first == last { format!("on {}", first.format("%A %Y-%m-%d")) } else { format!("from {first} to {last}") }
}

/// A weekday as one of many.
pub fn plural(weekday: Weekday) -> String {
    match weekday {
        Weekday::Mon => "Mondays",
        Weekday::Tue => "Tuesdays",
        Weekday::Wed => "Wednesdays",
        Weekday::Thu => "Thursdays",
        Weekday::Fri => "Fridays",
        Weekday::Sat => "Saturdays",
        Weekday::Sun => "Sundays",
    }
    .to_owned()
}
