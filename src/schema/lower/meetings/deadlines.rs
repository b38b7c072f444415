//! Deadlines of a group: each with a key of its own, and who sees to it.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::deadline::{Deadline, Responsible, Shown};
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;
use crate::schema::collector::Collector;
use crate::schema::document::deadline::DeadlineDocument;
use crate::schema::document::group::GroupDocument;
use crate::schema::lower::whole::names::Names;

/// The deadlines of a group, in plan order, shown as `usual` where they do not say it. The second one of a name is found as
/// `name-2`.
pub fn deadlines(document: &GroupDocument, people: &Names<PersonId>, usual: Shown, collector: &mut Collector) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    let mut taken: BTreeMap<String, Span> = BTreeMap::new();
    for (name, documents) in document.deadlines.iter().flatten() {
        for (position, document) in documents.iter().enumerate() {
            let key = if position == 0 { name.value.clone() } else { format!("{}-{}", name.value, position + 1) };
            if let Some(earlier) = taken.get(&key) {
                let fault = Diagnostic::error(Code::DuplicateName, format!("two deadlines are named `{key}`"));
                let fault = fault.at(name.span, "here again").at(*earlier, "first here");
                collector.tell(fault.hint("rename one of them: the second deadline of a list has `-2` behind its name"));
                continue;
            }
            taken.insert(key.clone(), name.span);
            let deadline = deadline(name, key, document, people, collector);
            let shown = document.shown.as_ref().map_or(usual, |shown| shown.value);
            deadlines.extend(deadline.map(|deadline| Deadline { shown, ..deadline }));
        }
    }
    deadlines
}

fn deadline(
    name: &Spanned<String>,
    key: String,
    document: &DeadlineDocument,
    people: &Names<PersonId>,
    collector: &mut Collector,
) -> Option<Deadline> {
    let by = document.by.as_ref().and_then(|by| {
        let person = people.find(&Spanned::new(by.value.name.clone(), by.span), collector)?;
        Some(Responsible { person, priority: by.value.priority.unwrap_or(Priority::Should), span: by.span })
    });
    let due = document.due.as_ref()?;
    Some(Deadline {
        name: key,
        title: document.title.as_ref().map_or_else(|| name.value.clone(), |title| title.value.clone()),
        lead: due.value.lead,
        side: due.value.side,
        between: due.value.between,
        time: due.value.time,
        by,
        shown: Shown::Event,
        span: due.span,
    })
}
