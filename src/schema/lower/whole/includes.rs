//! The files that plan files name: what is not there is told at the word, and so are plan files that include themselves.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Spanned, Supplied};
use crate::schema::collector::Collector;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::whole::circle::circles;

/// Tells plan files that are named and cannot be read, and circles among those that can.
pub fn check(files: &[PlanDocument], sources: &Sources, collector: &mut Collector) {
    let places: BTreeMap<SourceId, usize> = sources.plans().zip(0..).collect();
    let mut links = vec![Vec::new(); places.len()];
    for file in files {
        for word in file.include.iter().flatten() {
            for text in texts(word, sources, collector) {
                links[places[&file.span.source]].extend(places.get(&text).map(|place| (*place, word.clone())));
            }
        }
    }
    for circle in circles(&links) {
        let Some((closing, way)) = circle.split_last() else { continue };
        let own = &sources.source(closing.span.source).name;
        let message = match way {
            [] => format!("`{own}` includes itself"),
            [first, ..] => format!("`{}` includes itself by way of other files", sources.source(first.span.source).name),
        };
        let mut fault = Diagnostic::error(Code::CyclicInclude, message).at(closing.span, "and so back to it");
        for step in way {
            fault = fault.at(step.span, format!("by way of `{}`", step.value));
        }
        collector.tell(fault.hint("remove one of these words: all files together are one plan, whichever names the other"));
    }
}

/// The texts that came of a word which names a file or a folder; what cannot be read is told.
pub fn texts(word: &Spanned<String>, sources: &Sources, collector: &mut Collector) -> Vec<SourceId> {
    match sources.supplied(word.span) {
        Some(Supplied::Texts(texts)) => return texts.clone(),
        Some(Supplied::Unusable(reason)) => {
            let message = format!("the file `{}` cannot be read: {reason}", word.value);
            let fault = Diagnostic::error(Code::UnreadableFile, message).at(word.span, "");
            collector.tell(fault.hint("name a file of UTF-8 text that may be read"));
        }
        Some(Supplied::Missing) | None => {
            let fault = Diagnostic::error(Code::MissingFile, format!("there is no file `{}`", word.value)).at(word.span, "");
            collector.tell(fault.hint("write the path from the folder of this plan file"));
        }
    }
    Vec::new()
}
