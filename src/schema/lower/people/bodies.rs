//! Bodies: a name that stands for several people wherever people are named among the members of a group.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::person::PersonId;
use crate::schema::collector::Collector;
use crate::schema::document::person::PersonDocument;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::document::seat::SeatDocument;
use crate::schema::lower::whole::names::{Declared, Names};

/// The bodies of a plan by name.
#[derive(Debug, Default)]
pub struct Bodies {
    /// The people of each, and where it is declared; no people where it is faulty.
    by_name: BTreeMap<String, (Vec<PersonId>, Span)>,
}

/// A body as it is written: its key, all of its document, and the names of its people.
pub type Written<'d> = (&'d Spanned<String>, &'d PersonDocument, &'d Vec<Spanned<String>>);

impl Bodies {
    /// Finds the people of every body; what cannot be is told.
    pub fn of(written: &[Written<'_>], people: &Names<PersonId>, collector: &mut Collector) -> Bodies {
        let mut bodies = Bodies::default();
        for (key, document, is) in written {
            tell_idle_keys(key, document, collector);
            let mut members = Vec::new();
            for name in *is {
                let Some(person) = people.find(name, collector) else { continue };
                if members.contains(&person) {
                    collector.warn(
                        Code::RepeatedMember,
                        name.span,
                        format!("`{}` is one of them already", name.value),
                        "remove one of the two",
                    );
                } else {
                    members.push(person);
                }
            }
            if is.is_empty() && !document.is_faulty {
                let fault = Diagnostic::error(Code::EmptyBody, format!("`{}` stands for nobody", key.value)).at(key.span, "");
                collector.tell(fault.hint("name people behind `is`"));
            }
            let earlier = bodies.by_name.get(&key.value).map(|(_, span)| *span).or(people.place(&key.value));
            if let Some(earlier) = earlier {
                let fault = Diagnostic::error(Code::DuplicateName, format!("two people or bodies are named `{}`", key.value))
                    .at(key.span, "here again")
                    .at(earlier, "first here");
                collector.tell(fault.hint("rename one of them"));
            } else {
                bodies.by_name.insert(key.value.clone(), (members, key.span));
            }
        }
        bodies
    }

    /// The people that a name stands for: one person, or all of a body. A name that nothing declares is told.
    pub fn find(&self, name: &Spanned<String>, people: &Names<PersonId>, collector: &mut Collector) -> Vec<PersonId> {
        match (people.get(&name.value), self.by_name.get(&name.value)) {
            (Some(declared), _) => declared.id().into_iter().collect(),
            (None, Some((members, _))) => members.clone(),
            (None, None) => {
                collector.unknown_name(
                    Code::UnknownPerson,
                    "person or body",
                    name,
                    people.known().chain(self.by_name.keys().map(String::as_str)),
                );
                Vec::new()
            }
        }
    }

    /// Whether a body has that name.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Whether a name may stand for people whose faults have been told, so that nobody is blamed for what is missing.
    pub fn is_faulty(&self, name: &Spanned<String>, people: &Names<PersonId>) -> bool {
        let body = self.by_name.get(&name.value);
        matches!(people.get(&name.value), Some(Declared::Faulty)) || body.is_some_and(|(members, _)| members.is_empty())
    }

    /// Tells bodies that are named nowhere.
    pub fn tell_unused(&self, files: &[PlanDocument], collector: &mut Collector) {
        let groups = files.iter().filter_map(|file| file.groups.as_ref()).flatten();
        let seats = groups.flat_map(|(_, group)| group.members.iter().flatten());
        let named: BTreeSet<&str> = seats.flat_map(names).map(|name| name.value.as_str()).collect();
        for (name, (_, span)) in self.by_name.iter().filter(|(name, _)| !named.contains(name.as_str())) {
            collector.warn(
                Code::UnusedBody,
                *span,
                format!("nothing names the body `{name}`"),
                "name it among the `members` of a group, or remove it",
            );
        }
    }
}

/// Every name of a seat.
fn names(seat: &SeatDocument) -> impl Iterator<Item = &Spanned<String>> {
    let lists = [&seat.required, &seat.optional, &seat.of];
    lists.into_iter().flatten().flatten().chain(seat.chair.iter().chain(&seat.deputy))
}

fn tell_idle_keys(key: &Spanned<String>, document: &PersonDocument, collector: &mut Collector) {
    let keys = [
        ("title", document.title.as_ref().map(|title| title.span)),
        ("leave", document.leave.as_ref().map(|leave| leave.first().map_or(key.span, |leave| leave.span))),
        ("works", document.works.as_ref().map(|works| works.span)),
        ("calendar", document.calendar.as_ref().map(|list| list.first().map_or(key.span, |name| name.span))),
        ("limits", document.limits.as_ref().map(|limits| limits.span)),
    ];
    for (name, span) in keys {
        if let Some(span) = span {
            collector.idle(span, format!("`{name}` does nothing beside `is`"), "say it of the people of the body");
        }
    }
}
