//! Defaults: what all groups and all phases have that do not say it themselves. In a file with `product` they hold for that
//! file, in another for all files; a product's own `calendar` and `avoid` count before defaults of another file.

use crate::diagnostic::code::Code;
use crate::schema::collector::Collector;
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::sharing::merge::{Place, over};

/// A group by its key.
pub type Entry = (Scalar, Node);

/// The groups of a file over the defaults of one file.
pub fn of_groups(groups: &mut [Entry], defaults: Option<&Node>) {
    let Some(defaults) = defaults.and_then(|defaults| defaults.get("groups")) else { return };
    for (_, group) in groups.iter_mut().filter(|(_, group)| group.value != Value::Told) {
        *group = over(group, defaults, Place::Group);
    }
}

/// The roadmap of a file with its phases over the defaults of one file.
pub fn of_phases(roadmap: &mut Node, defaults: Option<&Node>) {
    let Some(defaults) = defaults.and_then(|defaults| defaults.get("phases")) else { return };
    let tracks = roadmap.get_mut("tracks").into_iter().flat_map(Node::map_values_mut);
    for phase in tracks.filter_map(|track| track.get_mut("phases")).flat_map(Node::map_values_mut) {
        *phase = over(phase, defaults, Place::Phase);
    }
}

/// The defaults of another file for a product that names calendars of its own: these count first.
pub fn beside(defaults: &Node, root: &Node) -> Node {
    let says = |node: &Node, key: &str| node.get(key).is_some_and(|value| !value.is_null());
    let roadmap = root.get("roadmap");
    let mut kept = defaults.clone();
    let mut leave = |place: &str, key: &str| {
        if let Some(Node { value: Value::Map(entries), .. }) = kept.get_mut(place) {
            entries.retain(|(own, _)| own.text != key);
        }
    };
    if says(root, "calendar") {
        leave("groups", "calendar");
    }
    if says(root, "avoid") {
        leave("groups", "avoid");
    }
    if says(root, "calendar") || roadmap.is_some_and(|roadmap| says(roadmap, "calendar")) {
        leave("phases", "calendar");
    }
    kept
}

/// Tells defaults of a kind of thing that no file they hold for has.
pub fn tell_idle(defaults: &Node, reached: &[&Node], collector: &mut Collector) {
    let has_groups = |root: &Node| root.get("groups").is_some() || root.get("inherits").is_some();
    let has_phases = |root: &Node| root.get("roadmap").is_some();
    for (key, has) in [("groups", &has_groups as &dyn Fn(&Node) -> bool), ("phases", &has_phases)] {
        if let Some((key, _)) = defaults.entry(key).filter(|_| !reached.iter().any(|root| has(root))) {
            let message = format!("the defaults for `{}` reach none", key.text);
            collector.warn(
                Code::IdleDefaults,
                key.span,
                message,
                "write them in the file of a product that has some, or in a file without `product`",
            );
        }
    }
}
