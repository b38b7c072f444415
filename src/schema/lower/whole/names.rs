//! Declared names and how they are found: each kind of thing has its own table.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::id::ProductId;
use crate::schema::collector::Collector;

/// What a declared name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declared<Id> {
    /// A thing that could be read.
    As(Id),
    /// A thing whose faults have been told: whoever names it is not blamed.
    Faulty,
}

impl<Id> Declared<Id> {
    /// The thing, when it could be read.
    pub fn id(self) -> Option<Id> {
        match self {
            Declared::As(id) => Some(id),
            Declared::Faulty => None,
        }
    }
}

/// Names of one kind of thing, in the order of the alphabet.
#[derive(Debug)]
pub struct Names<Id> {
    what: &'static str,
    unknown: Code,
    declared: BTreeMap<String, (Declared<Id>, Span)>,
}

impl<Id: Copy> Names<Id> {
    /// A table without names; `what` is the kind in a message: `calendar`. A name that is not in it is told as `unknown`.
    pub fn of(what: &'static str, unknown: Code) -> Self {
        Names { what, unknown, declared: BTreeMap::new() }
    }

    /// Adds a name. One that is there already is told, and the first declaration stays.
    pub fn declare(&mut self, name: &Spanned<String>, id: Declared<Id>, collector: &mut Collector) {
        self.declare_as(name.value.clone(), name, id, collector);
    }

    /// Adds a name under a longer one: a group under `product/group`.
    pub fn declare_as(&mut self, full: String, name: &Spanned<String>, id: Declared<Id>, collector: &mut Collector) {
        if let Some((_, earlier)) = self.declared.get(&full) {
            let fault = Diagnostic::error(Code::DuplicateName, format!("two {}s are named `{}`", self.what, name.value))
                .at(name.span, "here again")
                .at(*earlier, "first here");
            collector.tell(fault.hint("rename one of them"));
        } else {
            self.declared.insert(full, (id, name.span));
        }
    }

    /// Finds a name, or tells that there is none.
    pub fn find(&self, name: &Spanned<String>, collector: &mut Collector) -> Option<Id> {
        let found = self.get(&name.value);
        if found.is_none() {
            collector.unknown_name(self.unknown, self.what, name, self.known());
        }
        found.and_then(Declared::id)
    }

    /// Finds a name within a product, or a full name, or tells that there is none.
    pub fn find_in(&self, scope: &str, name: &Spanned<String>, collector: &mut Collector) -> Option<Id> {
        let found = self.get_in(scope, &name.value);
        if found.is_none() {
            let prefix = format!("{scope}/");
            let known = self.known().map(|full| full.strip_prefix(&prefix).unwrap_or(full));
            collector.unknown_name(self.unknown, self.what, name, known);
        }
        found.and_then(Declared::id)
    }

    /// Finds a name within a scope, or a full name.
    pub fn get_in(&self, scope: &str, name: &str) -> Option<Declared<Id>> {
        self.get(&format!("{scope}/{name}")).or_else(|| self.get(name))
    }

    /// Finds a full name.
    pub fn get(&self, name: &str) -> Option<Declared<Id>> {
        self.declared.get(name).map(|(id, _)| *id)
    }

    /// Where a full name is declared.
    pub fn place(&self, name: &str) -> Option<Span> {
        self.declared.get(name).map(|(_, span)| *span)
    }

    /// All full names, sorted.
    pub fn known(&self) -> impl Iterator<Item = &str> {
        self.declared.keys().map(String::as_str)
    }

    /// The full names that begin so, sorted.
    pub fn beginning_with(&self, prefix: &str) -> impl Iterator<Item = &str> {
        let after = self.declared.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        let prefix = prefix.to_owned();
        after.map(|(name, _)| name.as_str()).take_while(move |name| name.starts_with(&prefix))
    }

    /// The things that could be read, with their names and where those stand, sorted by name.
    pub fn readable(&self) -> impl Iterator<Item = (&str, Id, Span)> {
        self.declared.iter().filter_map(|(name, (declared, span))| declared.id().map(|id| (name.as_str(), id, *span)))
    }
}

/// A product with the key it is found under.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The product.
    pub id: ProductId,
    /// Its key.
    pub key: String,
}

/// Tells a key that cannot be part of a file name or an id: letters, digits, `-` and `_` can.
pub fn check_key(key: &Spanned<String>, collector: &mut Collector) {
    let fits = |character: char| character.is_alphanumeric() || character == '-' || character == '_';
    let bad = key.value.chars().find(|character| !fits(*character));
    if let Some(bad) = bad {
        let message = format!("the key `{}` holds `{bad}`", key.value);
        collector.fault(Code::InvalidName, key.span, message, "a key is made of letters, digits, `-` and `_`");
    } else if key.value.is_empty() || key.value == "roadmap" || key.value == "all" {
        collector.fault(Code::ReservedName, key.span, format!("the key `{}` is taken", key.value), "choose another word");
    }
}

/// The name in words: the title, or else the key with a capital.
pub fn title(title: Option<&Spanned<String>>, key: &str) -> String {
    title.map_or_else(
        || {
            let mut letters = key.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        },
        |title| title.value.clone(),
    )
}
