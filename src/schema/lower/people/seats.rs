//! Seats: what each entry of `members` says, and what no two of them can say together.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;
use crate::plan::quorum::Quorum;
use crate::schema::collector::Collector;
use crate::schema::document::seat::SeatDocument;
use crate::schema::lower::people::bodies::Bodies;
use crate::schema::lower::whole::names::Names;
use crate::schema::scalar::quorums::Enough;

/// Who can be named.
#[derive(Debug, Clone, Copy)]
pub struct Known<'s> {
    /// People by name.
    pub people: &'s Names<PersonId>,
    /// Bodies by name.
    pub bodies: &'s Bodies,
}

/// The seats of a group.
#[derive(Debug, Default)]
pub struct Seats {
    /// Who must be there.
    pub members: Vec<PersonId>,
    /// Who may come.
    pub optional: Vec<PersonId>,
    /// Of whom so many are enough.
    pub quorums: Vec<Quorum>,
    /// Where each of the required and optional people is named.
    places: Vec<(PersonId, Kind, Span)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Required,
    Optional,
}

/// The seats that a group's `members` say.
pub fn seats(documents: Option<&Vec<SeatDocument>>, known: Known<'_>, collector: &mut Collector) -> Seats {
    let mut seats = Seats::default();
    for document in documents.into_iter().flatten() {
        seats.add(document, known, collector);
    }
    seats.tell_optional_quorums(collector);
    seats
}

impl Seats {
    fn add(&mut self, document: &SeatDocument, known: Known<'_>, collector: &mut Collector) {
        let SeatDocument { required, optional, chair, deputy, any, quorum, of, .. } = document;
        let pair = chair.is_some() || deputy.is_some();
        let kinds = [required.is_some(), optional.is_some(), pair, any.is_some(), quorum.is_some()];
        match kinds.iter().filter(|said| **said).count() {
            1 => {}
            // A key of it could not be read, and that was told.
            _ if document.is_faulty => return,
            0 => return unclear(document.span, "this seat does not say who sits there", collector),
            _ => return unclear(document.span, "this seat says in two ways who sits there", collector),
        }
        let counts = any.is_some() || quorum.is_some();
        if let Some(name) = of.iter().flatten().next().filter(|_| !counts) {
            return unclear(name.span, "`of` belongs to `any` or to a `quorum`", collector);
        }
        if let Some(priority) = document.priority.as_ref().filter(|_| !counts && !pair) {
            collector.warn(
                Code::IdlePriority,
                priority.span,
                "`priority` does nothing here",
                "only a number of people can be wanted more or less firmly",
            );
        }
        if let Some(names) = required {
            self.name(names, Kind::Required, known, collector);
        } else if let Some(names) = optional {
            self.name(names, Kind::Optional, known, collector);
        } else if pair {
            self.pair(document, known, collector);
        } else {
            self.count(document, known, collector);
        }
    }

    fn name(&mut self, names: &[Spanned<String>], kind: Kind, known: Known<'_>, collector: &mut Collector) {
        for name in names {
            for person in known.bodies.find(name, known.people, collector) {
                let earlier = self.places.iter().find(|(other, ..)| *other == person).copied();
                match earlier {
                    Some((_, other, _)) if other == kind => {
                        collector.warn(
                            Code::RepeatedMember,
                            name.span,
                            format!("`{}` is a member already", name.value),
                            "remove one of the two",
                        );
                    }
                    Some((_, _, span)) => {
                        let message = format!("`{}` must be there and is optional", name.value);
                        let fault = Diagnostic::error(Code::DoubleSeat, message).at(name.span, "").at(span, "the other seat");
                        collector.tell(fault.hint("keep one of the two"));
                    }
                    None => {
                        match kind {
                            Kind::Required => self.members.push(person),
                            Kind::Optional => self.optional.push(person),
                        }
                        self.places.push((person, kind, name.span));
                    }
                }
            }
        }
    }

    /// A chair and a deputy, one of whom is enough.
    fn pair(&mut self, document: &SeatDocument, known: Known<'_>, collector: &mut Collector) {
        let (Some(chair), Some(deputy)) = (&document.chair, &document.deputy) else {
            if !document.is_faulty {
                let other = if document.chair.is_some() { "deputy" } else { "chair" };
                let fault = Diagnostic::error(Code::UnclearSeat, format!("this seat has no `{other}`")).at(document.span, "");
                collector.tell(fault.hint(format!("add `{other}: …`; who must be there in any case is named alone")));
            }
            return;
        };
        let mut people = known.bodies.find(chair, known.people, collector);
        let deputies = known.bodies.find(deputy, known.people, collector);
        if deputies.iter().any(|person| people.contains(person)) {
            let message = format!("the deputy `{}` is the chair", deputy.value);
            let fault = Diagnostic::error(Code::DeputyIsChair, message).at(deputy.span, "").at(chair.span, "the chair");
            collector.tell(fault.hint("name another deputy, or the chair alone"));
            return;
        }
        people.extend(deputies);
        if !people.is_empty() {
            self.quorums.push(Quorum { of: people, least: 1, priority: priority(document), span: chair.span });
        }
    }

    /// So many of some people.
    fn count(&mut self, document: &SeatDocument, known: Known<'_>, collector: &mut Collector) {
        let any = document.any.as_ref().map(|any| Spanned::new(Enough::Number(any.value), any.span));
        let Some(enough) = any.or(document.quorum.clone()) else { return };
        let Some(names) = &document.of else {
            if !document.is_faulty {
                let fault = Diagnostic::error(Code::UnclearSeat, "this seat does not say of whom").at(enough.span, "");
                collector.tell(fault.hint("add `of: […]` with the people who count"));
            }
            return;
        };
        let mut people: Vec<PersonId> = Vec::new();
        for name in names {
            let found = known.bodies.find(name, known.people, collector);
            let fresh: Vec<PersonId> = found.iter().copied().filter(|person| !people.contains(person)).collect();
            if fresh.is_empty() && !found.is_empty() {
                collector.warn(
                    Code::RepeatedMember,
                    name.span,
                    format!("`{}` counts already", name.value),
                    "remove one of the two",
                );
            }
            people.extend(fresh);
        }
        let least = enough.value.of(people.len());
        let is_known = names.iter().all(|name| {
            let is_declared = known.people.get(&name.value).is_some() || known.bodies.has(&name.value);
            is_declared && !known.bodies.is_faulty(name, known.people)
        });
        if people.is_empty() || least as usize > people.len() {
            if is_known && !document.is_faulty {
                let message = format!("{least} of {} people can never be there", people.len());
                let fault = Diagnostic::error(Code::UnreachableQuorum, message).at(enough.span, "");
                collector.tell(fault.hint("ask for fewer, or name more people behind `of`"));
            }
            return;
        }
        self.quorums.push(Quorum { of: people, least, priority: priority(document), span: enough.span });
    }

    /// Tells people who are optional and count for a quorum: one of the two says nothing.
    fn tell_optional_quorums(&self, collector: &mut Collector) {
        for (person, kind, span) in &self.places {
            let counts = self.quorums.iter().find(|quorum| quorum.of.contains(person));
            if let Some(quorum) = counts.filter(|_| *kind == Kind::Optional) {
                let fault = Diagnostic::error(Code::DoubleSeat, "someone here is optional and counts for a quorum");
                collector.tell(fault.at(*span, "").at(quorum.span, "the quorum").hint("keep one of the two seats"));
            }
        }
    }
}

fn priority(document: &SeatDocument) -> Priority {
    document.priority.as_ref().map_or(Priority::Must, |priority| priority.value)
}

fn unclear(span: Span, message: &str, collector: &mut Collector) {
    let fault = Diagnostic::error(Code::UnclearSeat, message).at(span, "");
    let hint = "a seat is a name, `{optional: …}`, `{chair: …, deputy: …}`, `{any: 2, of: […]}` or `{quorum: half, of: […]}`";
    collector.tell(fault.hint(hint));
}
