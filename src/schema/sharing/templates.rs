//! Templates: a group that is `like` one has all it does not say itself from there; and a template may be like another.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Span;
use crate::schema::collector::{Collector, nearest};
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::sharing::completeness::Completeness;
use crate::schema::sharing::merge::{Place, over};

/// How far a template has been followed.
enum Progress {
    /// Not yet.
    Waiting,
    /// It is being followed: whoever comes back to it has gone in a circle.
    Followed,
    /// What it says in the end; none when it is faulty, and that has been told.
    Done(Option<Node>),
}

/// A template with its place.
struct Template<'n> {
    key: &'n Scalar,
    node: &'n Node,
    progress: Progress,
}

/// All templates of all files.
pub struct Templates<'n> {
    by_name: BTreeMap<&'n str, Template<'n>>,
    used: BTreeSet<String>,
    completeness: Completeness,
}

impl<'n> Templates<'n> {
    /// Gathers the templates and follows each to its end.
    pub fn of(roots: &'n [Node], completeness: Completeness, collector: &mut Collector) -> Templates<'n> {
        let mut by_name: BTreeMap<&str, Template<'_>> = BTreeMap::new();
        let maps = roots.iter().filter_map(|root| root.get("templates"));
        for (key, node) in maps.flat_map(Node::map_entries) {
            if let Some(earlier) = by_name.get(key.text.as_str()).filter(|earlier| earlier.key.span.source != key.span.source) {
                let fault = Diagnostic::error(Code::DuplicateName, format!("two templates are named `{}`", key.text));
                let fault = fault.at(key.span, "here again").at(earlier.key.span, "first here");
                collector.tell(fault.hint("rename one of them"));
            } else {
                by_name.entry(&key.text).or_insert(Template { key, node, progress: Progress::Waiting });
            }
        }
        let mut templates = Templates { by_name, used: BTreeSet::new(), completeness };
        let names: Vec<&str> = templates.by_name.keys().copied().collect();
        for name in names {
            templates.follow(name, collector);
        }
        templates
    }

    /// A group with what it has from its template; the group as it is when it is like none. A group whose template cannot be
    /// had holds what has been told.
    pub fn apply(&mut self, group: &Node, collector: &mut Collector) -> Node {
        let Some(like) = like(group) else { return group.clone() };
        match self.find(like, collector) {
            Some(template) => over(group, &without_like(&template), Place::Group),
            None => Node { span: group.span, value: Value::Told },
        }
    }

    /// Tells templates that nothing is like; none where a word behind `like` may have been meant for any of them.
    pub fn tell_unused(&self, collector: &mut Collector) {
        let has_unknown = self.used.iter().any(|name| !self.by_name.contains_key(name.as_str()));
        if has_unknown || self.completeness == Completeness::Partial {
            return;
        }
        for template in self.by_name.values().filter(|template| !self.used.contains(&template.key.text)) {
            let message = format!("nothing is like the template `{}`", template.key.text);
            let warning = Diagnostic::warning(Code::UnusedTemplate, message).at(template.key.span, "");
            collector.tell(warning.hint(format!("write `like: {}` in a group, or remove it", template.key.text)));
        }
    }

    /// What a template says in the end, found by the word behind `like`.
    fn find(&mut self, like: &Scalar, collector: &mut Collector) -> Option<Node> {
        self.used.insert(like.text.clone());
        let Some((name, template)) = self.by_name.get_key_value(like.text.as_str()) else {
            if self.completeness == Completeness::Whole {
                let known: Vec<&str> = self.by_name.keys().copied().collect();
                let fault = Diagnostic::error(Code::UnknownTemplate, format!("no template is named `{}`", like.text));
                collector.tell(fault.at(like.span, "").hint(nearest(&like.text, &known)));
            }
            return None;
        };
        if let Progress::Followed = template.progress {
            collector.tell(cyclic("template", &like.text, like.span, template.key.span));
            return None;
        }
        self.follow(name, collector)
    }

    fn follow(&mut self, name: &'n str, collector: &mut Collector) -> Option<Node> {
        let template = self.by_name.get_mut(name)?;
        if let Progress::Done(node) = &template.progress {
            return node.clone();
        }
        template.progress = Progress::Followed;
        let node = template.node;
        let done = match like(node) {
            Some(like) => self.find(like, collector).map(|far| over(node, &without_like(&far), Place::Group)),
            None => Some(node.clone()),
        };
        if let Some(template) = self.by_name.get_mut(name) {
            template.progress = Progress::Done(done.clone());
        }
        done
    }
}

/// The fault of something that is like itself in the end.
pub fn cyclic(what: &str, name: &str, here: Span, declared: Span) -> Diagnostic {
    Diagnostic::error(Code::CyclicTemplate, format!("the {what} `{name}` comes back to itself"))
        .at(here, "which leads back")
        .at(declared, "from here")
        .hint("write out what one of them has, without naming the next")
}

fn like(node: &Node) -> Option<&Scalar> {
    node.get("like")?.scalar()
}

fn without_like(node: &Node) -> Node {
    let entries = node.map_entries().filter(|(key, _)| key.text != "like").cloned();
    match node.value {
        Value::Map(_) => Node { span: node.span, value: Value::Map(entries.collect()) },
        Value::Null | Value::Told | Value::Absent | Value::Scalar(_) | Value::List(_) => node.clone(),
    }
}
