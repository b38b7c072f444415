//! What could be tried to mend a conflict: each of its rules loosened, one of its meetings given another window, one cancelled.
//! Nothing is tried here.

use crate::calendar::civil::TimeDelta;
use crate::constraint::fee::Tag;
use crate::constraint::window;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::plan::activity::ActivityId;
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::Plan;
use crate::repair::reach::{Bound, bound};
use crate::schema::loosening::days::MOST_DAYS;
use crate::schema::loosening::ladder::{Climb, Kind, Rung};
use crate::schema::loosening::loosenings::{applied, loosenings};
use crate::schema::occurrence_edit::{Entry, home, with_occurrence};
use crate::schema::value_edit::quoted;
use crate::solve::outcome::Conflict;

/// One way to mend, in steps from the smallest change on.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// In what way.
    pub kind: Kind,
    /// The words of the plan that would change, or the rule that a meeting would no longer keep.
    pub at: Span,
    /// What it is about.
    pub about: About,
    /// Whom the change is for.
    pub bound: Bound,
    /// What the amounts of the steps are measured against.
    pub value: u32,
    /// How the steps lie to each other.
    pub climb: Climb,
    /// The steps, the smallest change first.
    pub steps: Vec<Step>,
}

/// What a proposal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// The value of a key.
    Value {
        /// The key.
        key: String,
        /// What it says now.
        said: String,
    },
    /// One meeting.
    Meeting(ActivityId),
}

/// One change that could be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// By how much it asks for less.
    pub amount: u32,
    /// What the value says then, or the days of the meeting.
    pub says: String,
    edit: Edit,
}

#[derive(Debug, Clone, PartialEq)]
enum Edit {
    Words(SourceId, Rung),
    Entry { product: String, group: String, label: String, values: Vec<(&'static str, String)> },
}

/// Keys that an entry loses when its meeting is moved or cancelled.
const WITHOUT: [&str; 4] = ["on", "at", "between", "in-writing"];

impl Step {
    /// Which text changes, and into what; none where it cannot be changed without touching more.
    pub fn applied(&self, sources: &Sources) -> Option<(SourceId, String)> {
        match &self.edit {
            Edit::Words(source, rung) => Some((*source, applied(&sources.source(*source).text, rung)?)),
            Edit::Entry { product, group, label, values } => {
                let without: &'static [&'static str] = &WITHOUT;
                let without = if values.iter().any(|(key, _)| *key == "between") { &without[..2] } else { without };
                let entry = Entry { product, group, label, values: values.clone(), without };
                let plans: Vec<SourceId> = sources.plans().collect();
                let texts: Vec<&str> = plans.iter().map(|plan| sources.source(*plan).text.as_str()).collect();
                let index = home(&texts, &entry)?;
                Some((plans[index], with_occurrence(texts[index], &entry).ok()?))
            }
        }
    }
}

/// All that could be tried, rule by rule and meeting by meeting.
pub fn proposals(conflict: &Conflict, plan: &Plan, sources: &Sources, language: Language) -> Vec<Proposal> {
    let mut all: Vec<Proposal> = conflict.rules.iter().flat_map(|tag| of_rule(*tag, plan, sources)).collect();
    let bound = conflict.activities.iter();
    let meetings: Vec<&Occurrence> =
        bound.filter_map(|id| plan.occurrences.iter().find(|occurrence| occurrence.id == *id)).collect();
    for meeting in &meetings {
        // A window that binds this meeting alone is widened where it stands.
        let is_widened = |proposal: &Proposal| {
            proposal.kind == Kind::Window && proposal.at == meeting.window.span && proposal.bound.activities == 1
        };
        if !all.iter().any(is_widened) {
            all.extend(moved(meeting, conflict, plan, language));
        }
    }
    all.extend(meetings.iter().map(|meeting| cancelled(meeting, conflict, plan, language)));
    all
}

fn of_rule(tag: Tag, plan: &Plan, sources: &Sources) -> Vec<Proposal> {
    let source = tag.span.source;
    let ladders = loosenings(&sources.source(source).text, tag.rule, &tag.span.range());
    let ladders = ladders.into_iter().map(|ladder| Proposal {
        kind: ladder.kind,
        at: tag.span,
        about: About::Value { key: ladder.key, said: ladder.said },
        bound: bound(tag, plan),
        value: ladder.value,
        climb: ladder.climb,
        steps: ladder
            .rungs
            .into_iter()
            .map(|rung| Step { amount: rung.amount, says: rung.says.clone(), edit: Edit::Words(source, rung) })
            .collect(),
    });
    ladders.collect()
}

/// A meeting with a window of its own that ends later, and one that begins earlier. Only where its rhythm's window is in the way.
fn moved(meeting: &Occurrence, conflict: &Conflict, plan: &Plan, language: Language) -> Vec<Proposal> {
    let rule = Tag { rule: window::NAME, span: meeting.window.span };
    if meeting.exception.is_some() || !conflict.rules.contains(&rule) {
        return Vec::new();
    }
    let Window { first, last } = meeting.window.value;
    let later = |days: i64| Window::new(first, last + TimeDelta::days(days)).filter(|window| plan.plans(window.last));
    let earlier = |days: i64| Window::new(first - TimeDelta::days(days), last).filter(|window| plan.plans(window.first));
    let proposal = |at: &dyn Fn(i64) -> Option<Window>| {
        let step = |days: u32| {
            let window = at(i64::from(days))?;
            let says = format!("{}..{}", window.first, window.last);
            let values = vec![("between", says.clone()), ("reason", quoted(reason(language)))];
            Some(Step { amount: days, says, edit: entry(meeting, plan, values) })
        };
        Proposal {
            kind: Kind::Meeting,
            at: rule.span,
            about: About::Meeting(meeting.id.clone()),
            bound: Bound { names: Vec::new(), activities: 1 },
            value: u32::try_from((last - first).num_days() + 1).unwrap_or(1).max(1),
            climb: Climb::Wider,
            steps: (1..=MOST_DAYS).map_while(step).collect(),
        }
    };
    [&later as &dyn Fn(i64) -> Option<Window>, &earlier]
        .map(proposal)
        .into_iter()
        .filter(|found| !found.steps.is_empty())
        .collect()
}

fn cancelled(meeting: &Occurrence, conflict: &Conflict, plan: &Plan, language: Language) -> Proposal {
    let values = vec![("cancelled", "yes".to_owned()), ("reason", quoted(reason(language)))];
    let own = meeting.pinned().map_or(meeting.window.span, |(_, _, span)| span);
    let at = conflict.rules.iter().map(|rule| rule.span).find(|span| *span == own).unwrap_or(plan.group(meeting.group).span);
    Proposal {
        kind: Kind::Cancelled,
        at,
        about: About::Meeting(meeting.id.clone()),
        bound: Bound { names: Vec::new(), activities: 1 },
        value: 1,
        climb: Climb::Otherwise,
        steps: vec![Step { amount: 1, says: String::new(), edit: entry(meeting, plan, values) }],
    }
}

fn entry(meeting: &Occurrence, plan: &Plan, values: Vec<(&'static str, String)>) -> Edit {
    let group = plan.group(meeting.group);
    let product = plan.product(group.product).key.clone();
    Edit::Entry { product, group: group.key.clone(), label: meeting.label.clone(), values }
}

/// What people are told: whoever applies the repair may write more.
fn reason(language: Language) -> &'static str {
    match language {
        Language::Danish => "ellers går planen ikke op",
        Language::English => "the plan could not be met otherwise",
    }
}
