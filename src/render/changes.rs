//! `changes.md`: what people had been shown otherwise, from and to, the latest change first. It is told from the ledger, so planning
//! again without a change writes the same bytes.

use std::fmt::Write as _;

use crate::plan::id::ProductId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::render::artifact::Artifact;
use crate::render::change_log::{Logged, change_log};
use crate::render::change_table::{markdown_head, markdown_row, when};
use crate::render::page::markdown;
use crate::render::view::View;
use crate::schedule::ledger::Ledger;

/// The page `changes.md`.
pub fn changes(view: &View<'_>, ledger: &Ledger) -> Artifact {
    let language = view.plan.language;
    let (heading, none, withdrawn) = match language {
        Language::Danish => ("Ændringer", "Ingen datoer er flyttet eller aflyst.", "Aflyst"),
        Language::English => ("Changes", "No date has moved, and none is cancelled.", "No longer held"),
    };
    let log = change_log(view, ledger);
    let what = |logged: &Logged<'_>| match &logged.known {
        Some((product, title)) => of_product(view.plan, *product, title),
        None => logged.id.as_str().to_owned(),
    };
    let mut text = format!("# {heading}\n");
    let mut section = None;
    for logged in &log {
        let under = logged.to.map_or_else(|| withdrawn.to_owned(), |_| logged.on.to_string());
        if section.as_ref() != Some(&under) {
            write!(text, "\n## {under}\n\n{}", markdown_head(language, 4)).expect("a String takes what is written");
            section = Some(under);
        }
        let to = logged.to.map_or_else(|| "–".to_owned(), |to| when(to, language));
        row(&mut text, [&what(logged), &when(logged.from, language), &to, logged.why]);
    }
    if !text.contains("\n## ") {
        write!(text, "\n{none}\n").expect("a String takes what is written");
    }
    Artifact::new("changes.md", text)
}

fn row(text: &mut String, cells: [&str; 4]) {
    text.push_str(&markdown_row(&cells.map(markdown)));
}

/// A title with that of its product, where there are several.
fn of_product(plan: &Plan, product: ProductId, title: &str) -> String {
    if plan.products.len() > 1 { format!("{}: {title}", plan.product(product).title) } else { title.to_owned() }
}
