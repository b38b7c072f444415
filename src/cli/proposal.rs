//! Which plan file a proposal is about, and its text with it. Knows no file on the disk.

use std::collections::BTreeMap;

use crate::cli::exit::Stop;
use crate::diagnostic::source::{SourceId, Sources};
use crate::schema::collector::nearest;
use crate::schema::format::tree;
use crate::schema::json_schema::json_schema;
use crate::schema::node::Node;
use crate::schema::value_edit::{Refusal, with_value, without};
use crate::schema::value_path::{Proposal, found};

/// The texts of the files that proposals change, one proposal after the other.
///
/// # Errors
/// When a path leads nowhere, or a value cannot be written there with nothing else changed.
pub fn texts(sources: &Sources, proposals: &[Proposal]) -> Result<BTreeMap<SourceId, String>, Stop> {
    let mut texts: BTreeMap<SourceId, String> = BTreeMap::new();
    for proposal in proposals {
        let current: Vec<(SourceId, &str)> =
            sources.plans().map(|id| (id, texts.get(&id).unwrap_or(&sources.source(id).text).as_str())).collect();
        let (id, path) = meant(&current, proposal)?;
        let text = current.iter().find(|(own, _)| *own == id).map_or("", |(_, text)| text);
        let new = if proposal.value.is_empty() { without(text, &path) } else { with_value(text, &path, &proposal.value) };
        let new = new.map_err(|refusal| told(&refusal, &sources.source(id).name, &path))?;
        texts.insert(id, new);
    }
    Ok(texts)
}

/// The file that a path is about, and the path in it: of those it could be, the one that has most of it.
fn meant<'p>(texts: &[(SourceId, &str)], proposal: &'p Proposal) -> Result<(SourceId, Vec<&'p str>), Stop> {
    let path: Vec<&str> = proposal.path.iter().map(String::as_str).collect();
    let roots: Vec<(SourceId, Node)> = texts.iter().filter_map(|(id, text)| Some((*id, tree(text).ok()?))).collect();
    let product = |root: &Node| root.get("product").and_then(Node::scalar).map(|key| key.text.clone());
    let of_product: Vec<&(SourceId, Node)> =
        roots.iter().filter(|(_, root)| path.len() > 1 && product(root).as_deref() == Some(path[0])).collect();
    let (candidates, path) =
        if of_product.is_empty() { (roots.iter().collect(), path) } else { (of_product, path[1..].to_vec()) };
    // Of several that have as much of it, one of no product, then the one with `years`, then the first.
    let order = |(_, root): &&(SourceId, Node)| (found(root, &path), product(root).is_none(), root.get("years").is_some());
    let best = candidates.iter().rev().max_by_key(|candidate| order(candidate)).copied();
    let schema = json_schema();
    let keys =
        schema["$defs"]["PlanDocument"]["properties"].as_object().into_iter().flat_map(|keys| keys.keys().map(String::as_str));
    match best {
        Some((id, root)) if found(root, &path) > 0 || keys.clone().any(|key| key == path[0]) => Ok((*id, path)),
        Some(_) | None => {
            let is_of_product = path.len() < proposal.path.len();
            let products = roots.iter().filter(|_| !is_of_product).filter_map(|(_, root)| product(root));
            let products: Vec<String> = products.collect();
            let known: Vec<&str> = products.iter().map(String::as_str).chain(keys).collect();
            let what = if is_of_product { "no key of a plan file" } else { "no product and no key of a plan file" };
            Err(Stop(format!("{what} is `{}`: {}", path[0], nearest(path[0], &known))))
        }
    }
}

fn told(refusal: &Refusal, name: &str, path: &[&str]) -> Stop {
    let whole = path.join(".");
    let reason = match refusal {
        Refusal::Unreadable => "the file is not YAML".to_owned(),
        Refusal::NoValue => format!("the value of `{whole}` is not YAML of one line"),
        Refusal::Missing(reached) => format!("there is no `{}` to remove", path[..(reached + 1).min(path.len())].join(".")),
        Refusal::NotBelow(reached, kind) => {
            let above = path[..*reached].join(".");
            format!("`{above}` is {kind}, which has no `{}`: give `{above}` as a whole", path.get(*reached).unwrap_or(&""))
        }
        Refusal::Comment => format!("a comment stands in what `{whole}` would replace: name a part of it"),
        Refusal::ByHand => format!("`{whole}` cannot be changed without touching other lines: edit the file, and use --dry-run"),
    };
    Stop(format!("{name}: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::texts;
    use crate::diagnostic::source::Sources;

    fn tried(proposals: &[&str]) -> Result<Vec<(String, String)>, String> {
        let mut sources = Sources::default();
        sources.add("shared.yaml", "years: 2027\npeople:\n  chair: Chair\n");
        sources.add("beta.yaml", "product: beta\ngroups: {board: {meets: {each: year}}}\n");
        sources.add("more.yaml", "product: beta\npeople: {clerk: Clerk}\nroadmap: {}\n");
        let proposals: Vec<_> = proposals.iter().map(|proposal| proposal.parse().unwrap()).collect();
        let texts = texts(&sources, &proposals).map_err(|stop| stop.0)?;
        Ok(texts.into_iter().map(|(id, text)| (sources.source(id).name.clone(), text)).collect())
    }

    fn one(proposal: &str) -> (String, String) {
        tried(&[proposal]).unwrap().remove(0)
    }

    #[test]
    fn a_path_is_of_the_file_that_has_most_of_it() {
        assert_eq!(one("beta.groups.board.place=Online").0, "beta.yaml");
        assert_eq!(one("beta.roadmap.tracks={}").0, "more.yaml");
        assert_eq!(one("people.clerk=B").0, "more.yaml");
        assert_eq!(one("people.chair=B").0, "shared.yaml");
        assert_eq!(
            one("weights.could=5"),
            ("shared.yaml".to_owned(), "years: 2027\npeople:\n  chair: Chair\nweights:\n  could: 5\n".to_owned())
        );
    }

    #[test]
    fn proposals_follow_each_other_in_one_file() {
        let both = tried(&["beta.groups.board.meets.each=month", "beta.groups.board.meets.length=1h"]).unwrap();
        assert_eq!(
            both,
            [("beta.yaml".to_owned(), "product: beta\ngroups: {board: {meets: {each: month, length: 1h}}}\n".to_owned())]
        );
        assert_eq!(tried(&["beta.groups.board.meets.each="]).unwrap()[0].1, "product: beta\ngroups: {board: {meets: {}}}\n");
    }

    #[test]
    fn what_leads_nowhere_is_told() {
        assert_eq!(
            tried(&["betta.groups=1"]),
            Err("no product and no key of a plan file is `betta`: did you mean `beta`?".to_owned())
        );
        assert_eq!(tried(&["beta.grups.board=1"]), Err("no key of a plan file is `grups`: did you mean `groups`?".to_owned()));
        let refused = tried(&["people.chair.leave=[2027-W07]"]).unwrap_err();
        assert_eq!(refused, "shared.yaml: `people.chair` is a text, which has no `leave`: give `people.chair` as a whole");
        assert_eq!(tried(&["people.nobody.x="]).unwrap_err(), "shared.yaml: there is no `people.nobody` to remove");
    }
}
