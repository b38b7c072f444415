//! Inheritance: a product that takes the groups of another, such as the association's, as its own cycles. Single
//! occurrences stay where they are: a pinned or cancelled meeting is one group's own.

use std::collections::BTreeMap;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::schema::collector::{Collector, nearest};
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::sharing::completeness::Completeness;
use crate::schema::sharing::defaults::{self, Entry};
use crate::schema::sharing::merge::{Place, over};
use crate::schema::sharing::templates::cyclic;

/// What a file says of inheritance.
struct Heir<'n> {
    /// The product whose groups it takes.
    from: &'n Scalar,
    /// The groups it does not take.
    except: Vec<&'n Scalar>,
}

/// The files of a plan while groups are handed down.
pub struct Inheritance<'n> {
    roots: &'n [Node],
    /// The groups of each file; final once its product is done.
    pub groups: Vec<Vec<Entry>>,
    done: BTreeMap<String, Progress>,
    completeness: Completeness,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Followed,
    Done,
}

impl<'n> Inheritance<'n> {
    /// Hands groups down to all products, and puts the groups of every file over the defaults of its own file.
    pub fn follow(
        roots: &'n [Node],
        groups: Vec<Vec<Entry>>,
        completeness: Completeness,
        collector: &mut Collector,
    ) -> Vec<Vec<Entry>> {
        let mut all = Inheritance { roots, groups, done: BTreeMap::new(), completeness };
        for product in roots.iter().filter_map(product) {
            all.finish(&product.text, collector);
        }
        all.groups
    }

    /// Finishes the groups of a product, those it inherits from first.
    fn finish(&mut self, key: &str, collector: &mut Collector) {
        if self.done.contains_key(key) {
            return;
        }
        self.done.insert(key.to_owned(), Progress::Followed);
        let files = self.files_of(key);
        for file in &files {
            if let Some(heir) = heir(&self.roots[*file]) {
                self.inherit(key, (*file, &files), &heir, collector);
            }
        }
        for file in files {
            defaults::of_groups(&mut self.groups[file], self.roots[file].get("defaults"));
        }
        self.done.insert(key.to_owned(), Progress::Done);
    }

    fn files_of(&self, key: &str) -> Vec<usize> {
        let of_product = |root: &Node| product(root).is_some_and(|product| product.text == key);
        (0..self.roots.len()).filter(|file| of_product(&self.roots[*file])).collect()
    }

    fn inherit(&mut self, key: &str, (file, files): (usize, &[usize]), heir: &Heir<'n>, collector: &mut Collector) {
        let source = self.files_of(&heir.from.text);
        if source.is_empty() {
            if self.completeness == Completeness::Whole {
                let known: Vec<&str> = self.roots.iter().filter_map(product).map(|product| product.text.as_str()).collect();
                let others: Vec<&str> = known.into_iter().filter(|known| *known != key).collect();
                let fault = Diagnostic::error(Code::UnknownProduct, format!("no product is named `{}`", heir.from.text));
                collector.tell(fault.at(heir.from.span, "").hint(nearest(&heir.from.text, &others)));
            }
            self.spoil(files);
            return;
        }
        if self.done.get(&heir.from.text) == Some(&Progress::Followed) {
            let declared = product(&self.roots[source[0]]).map_or(heir.from.span, |product| product.span);
            collector.tell(cyclic("product", &heir.from.text, heir.from.span, declared));
            self.spoil(files);
            return;
        }
        self.finish(&heir.from.text, collector);
        let mut inherited: Vec<Entry> = source.iter().flat_map(|file| self.groups[*file].clone()).collect();
        for name in &heir.except {
            if !inherited.iter().any(|(group, _)| group.text == name.text) {
                let known: Vec<&str> = inherited.iter().map(|(group, _)| group.text.as_str()).collect();
                let message = format!("`{}` has no group named `{}`", heir.from.text, name.text);
                let fault = Diagnostic::error(Code::UnknownGroup, message).at(name.span, "");
                collector.tell(fault.hint(nearest(&name.text, &known)));
            }
        }
        inherited.retain(|(group, _)| !heir.except.iter().any(|name| name.text == group.text));
        for (group, node) in inherited {
            let node = without_occurrences(&node);
            let own = files.iter().flat_map(|file| (0..self.groups[*file].len()).map(move |place| (*file, place)));
            match own.into_iter().find(|(file, place)| self.groups[*file][*place].0.text == group.text) {
                Some((file, place)) => {
                    let entry = &mut self.groups[file][place].1;
                    if node.value == Value::Told || entry.value == Value::Told {
                        entry.value = Value::Told;
                    } else {
                        *entry = over(entry, &node, Place::Group);
                    }
                }
                None => self.groups[file].push((group, node)),
            }
        }
    }

    /// Where nothing could be handed down, a group that stands there may lack what it should have had.
    fn spoil(&mut self, files: &[usize]) {
        for file in files {
            for (_, group) in &mut self.groups[*file] {
                group.value = Value::Told;
            }
        }
    }
}

fn product(root: &Node) -> Option<&Scalar> {
    root.get("product")?.scalar()
}

/// `inherits: os2`, or `inherits: {from: os2, except: [brugerklub]}`.
fn heir(root: &Node) -> Option<Heir<'_>> {
    let node = root.get("inherits")?;
    let except = node.get("except").into_iter().flat_map(|except| match &except.value {
        Value::List(items) => items.iter().filter_map(Node::scalar).collect(),
        Value::Scalar(name) => vec![name],
        Value::Null | Value::Told | Value::Absent | Value::Map(_) => Vec::new(),
    });
    let from = node.scalar().or_else(|| node.get("from")?.scalar())?;
    Some(Heir { from, except: except.collect() })
}

fn without_occurrences(group: &Node) -> Node {
    let mut group = group.clone();
    if let Value::Map(entries) = &mut group.value {
        entries.retain(|(key, _)| key.text != "occurrences");
    }
    group
}
