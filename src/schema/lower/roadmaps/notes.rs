//! Days of note: told on charts. Knows no activity, since nothing is placed there.

use crate::diagnostic::code::Code;
use crate::plan::roadmap::DayOfNote;
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::whole::names::{Declared, Names, Scope, check_key, title};

/// The days of note of a file's roadmap, as they stand.
pub fn notes(file: &PlanDocument, scope: &Scope, collector: &mut Collector) -> Vec<DayOfNote> {
    let mut names: Names<usize> = Names::of("note", Code::UnknownName);
    let mut notes = Vec::new();
    for (key, document) in file.roadmap.iter().flat_map(|roadmap| &roadmap.notes).flatten() {
        check_key(key, collector);
        names.declare(key, Declared::As(notes.len()), collector);
        let Some(on) = &document.on else { continue };
        notes.push(DayOfNote {
            key: key.value.clone(),
            title: title(document.title.as_ref(), &key.value),
            product: scope.id,
            date: on.value,
            span: key.span,
        });
    }
    notes
}
