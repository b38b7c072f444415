//! Why an activity is no longer where people had been shown it, as data. The words are in `moved_words`.

use crate::diagnostic::source::Span;
use crate::explain::forced::Forcing;
use crate::explain::held::Held;
use crate::plan::activity::ActivityId;
use crate::plan::occurrence::{Exception, Occurrence, Verdict, Window};
use crate::plan::plan::Plan;

/// Why an activity is no longer where it had been shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The plan says so of this one alone, and why.
    Stated {
        /// The reason, in the plan's words; may be empty.
        reason: String,
        /// Where it stands.
        span: Span,
    },
    /// Edits of the plan forced it.
    Edits(Forcing),
    /// No edit forced it: what holding it comes to.
    Unforced(Held),
    /// No edits were looked at: what holding it comes to.
    Held(Held),
    /// Planned again from what had been shown, it stays: it moved in between.
    Stays,
    /// That was not found out within the limits.
    NotFound,
}

/// What the plan says of an activity alone, where that moves or cancels it, and was not said before.
pub fn stated(plan: &Plan, before: Option<&Plan>, id: &ActivityId) -> Option<Why> {
    let (verdict, window, exception) = said(plan, id)?;
    if before.and_then(|before| said(before, id)).is_some_and(|(was, had, _)| (was, had) == (verdict, window)) {
        return None;
    }
    match verdict {
        Verdict::Pinned(..) | Verdict::Moved | Verdict::Cancelled => {
            Some(Why::Stated { reason: exception.reason.clone(), span: exception.span })
        }
        Verdict::Held => None,
    }
}

fn said<'p>(plan: &'p Plan, id: &ActivityId) -> Option<(Verdict, Window, &'p Exception)> {
    let occurrence: &Occurrence = plan.occurrences.iter().find(|occurrence| occurrence.id == *id)?;
    let exception = occurrence.exception.as_ref()?;
    Some((exception.verdict, occurrence.window.value, exception))
}
