//! A single meeting's entry, written into the text of a plan: everything else, comments and layout, stays letter for letter.
//!
//! How one value is written is said in [`value_edit`](crate::schema::value_edit). What comes of all files together is looked at
//! as well: a group that is inherited, or like another, has exactly that entry more.

use crate::diagnostic::source::Sources;
use crate::schema::collector::Collector;
use crate::schema::format::tree;
use crate::schema::node::{Node, Value};
use crate::schema::sharing::completeness::Completeness;
use crate::schema::sharing::expansion::expand;
use crate::schema::value_edit::{Refusal, has_comment, with_value, without};
use crate::schema::value_path::{at, unset};
use crate::schema::yaml;

/// What is to be written of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'e> {
    /// The key of its product.
    pub product: &'e str,
    /// The key of its group.
    pub group: &'e str,
    /// Its label.
    pub label: &'e str,
    /// Keys and values that it gets; a value is YAML for one line.
    pub values: Vec<(&'static str, String)>,
    /// Keys that it loses.
    pub without: &'static [&'static str],
}

const GROUPS: &str = "groups";
const OCCURRENCES: &str = "occurrences";

impl<'e> Entry<'e> {
    fn path(&self) -> [&'e str; 4] {
        [GROUPS, self.group, OCCURRENCES, self.label]
    }
}

/// Which of several texts an entry belongs into: that of its product which has the group; else one that inherits it, where the
/// group then gets a key of its own. None where no text can be read as one of the product's.
pub fn home(texts: &[&str], entry: &Entry<'_>) -> Option<usize> {
    let of_product = |text: &&str| {
        let is_own = |root: &Node| root.get("product").and_then(Node::scalar).is_some_and(|own| own.text == entry.product);
        tree(text).ok().filter(is_own)
    };
    let roots: Vec<Option<Node>> = texts.iter().map(of_product).collect();
    let has = |path: &[&str]| roots.iter().position(|root| root.as_ref().is_some_and(|root| at(root, path).is_some()));
    has(&[GROUPS, entry.group]).or_else(|| has(&["inherits"]))
}

/// The text with the entry of a meeting under `occurrences` of its group. What the entry says already and keeps, stays.
///
/// # Errors
/// When it cannot be done with nothing else changed, comments included.
pub fn with_occurrence(text: &str, entry: &Entry<'_>) -> Result<String, Refusal> {
    let root = tree(text).map_err(|_| Refusal::Unreadable)?;
    let path = entry.path();
    let whole: Vec<String> = entry.values.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let whole = format!("{{{}}}", whole.join(", "));
    let old = at(&root, &path).map(|old| &old.value);
    let Some(Value::Map(keys)) = old else { return with_value(text, &path, &whole) };
    let is_said = |key: &str| entry.without.contains(&key) || entry.values.iter().any(|(new, _)| *new == key);
    if keys.iter().all(|(key, _)| is_said(&key.text)) {
        return with_value(text, &path, &whole);
    }
    let mut text = text.to_owned();
    for (key, _) in keys.iter().filter(|(key, _)| is_said(&key.text)) {
        let path = [&path[..], &[key.text.as_str()]].concat();
        if has_comment(&text, &path) {
            return Err(Refusal::Comment);
        }
        text = without(&text, &path)?;
    }
    for (key, value) in &entry.values {
        text = with_value(&text, &[&path[..], &[*key]].concat(), value)?;
    }
    Ok(text)
}

/// Whether all that files say together is as it was, but for the entry of one meeting: with templates, defaults and what is
/// inherited worked in. The group then has the entry, and of what it was to lose nothing.
pub fn is_all_that_changed(before: &Sources, after: &Sources, entry: &Entry<'_>) -> bool {
    let (Some(before), Some(after)) = (worked_out(before), worked_out(after)) else { return false };
    let of_product = |root: &&Node| root.get("product").and_then(Node::scalar).is_some_and(|own| own.text == entry.product);
    let written = after.iter().filter(of_product).find_map(|root| at(root, &entry.path()));
    let says = |written: &Node| {
        let has = |(key, _): &(&str, String)| written.get(key).is_some_and(|value| value.scalar().is_some());
        let is_written = |key: &str| entry.values.iter().any(|(new, _)| *new == key);
        entry.values.iter().all(has) && entry.without.iter().all(|key| is_written(key) || written.get(key).is_none())
    };
    let rest = |root: &Node| {
        let mut root = root.clone();
        unset(&mut root, &entry.path());
        let occurrences = [GROUPS, entry.group, OCCURRENCES];
        if at(&root, &occurrences).is_some_and(|all| all.is_null() || all.value == Value::Map(Vec::new())) {
            unset(&mut root, &occurrences);
        }
        root
    };
    let is_same = |(one, other): (&Node, &Node)| {
        if of_product(&one) { is_equal(&rest(one), &rest(other)) } else { is_equal(one, other) }
    };
    written.is_some_and(says) && before.len() == after.len() && before.iter().zip(&after).all(is_same)
}

/// All texts with what they share worked in; none where one cannot be read.
fn worked_out(sources: &Sources) -> Option<Vec<Node>> {
    let roots: Option<Vec<Node>> = sources.plans().map(|source| yaml::parse(sources, source).ok()).collect();
    Some(expand(&roots?, Completeness::Whole, &mut Collector::default()))
}

/// Whether two trees hold the same values, wherever they stand and in whichever order of keys.
fn is_equal(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar(one), Value::Scalar(other)) => one.text == other.text,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Value::Map(one), Value::Map(others)) => {
            one.len() == others.len()
                && one.iter().all(|(key, value)| other.get(&key.text).is_some_and(|other| is_equal(value, other)))
        }
        (Value::Null | Value::Told | Value::Absent, _) => one.value == other.value,
        (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, home, is_all_that_changed, with_occurrence};
    use crate::diagnostic::source::Sources;
    use crate::schema::value_edit::Refusal;

    fn cancel(label: &'static str) -> Entry<'static> {
        let values = vec![("cancelled", "yes".to_owned()), ("reason", "\"færre: møder\"".to_owned())];
        Entry { product: "beta", group: "board", label, values, without: &["on", "at"] }
    }

    const LINE: &str = "{cancelled: yes, reason: \"færre: møder\"}";

    fn new(text: &str, label: &'static str) -> String {
        with_occurrence(text, &cancel(label)).unwrap_or_else(|refused| panic!("{refused:?} of\n{text}"))
    }

    #[test]
    fn a_first_entry_stands_behind_the_last_key_of_its_group_with_its_comments() {
        let text = "product: beta # b\ngroups:\n  board:\n    # how often\n    meets: {each: month} # monthly\n\n  other: {meets: {each: year}}\n";
        let expected = format!(
            "product: beta # b\ngroups:\n  board:\n    # how often\n    meets: {{each: month}} # monthly\n    occurrences:\n      2027-03: {LINE}\n\n  other: {{meets: {{each: year}}}}\n"
        );
        assert_eq!(new(text, "2027-03"), expected);
        let flow = "product: beta\ngroups: {board: {meets: {each: month}}}\n";
        assert_eq!(
            new(flow, "2027-03"),
            format!("product: beta\ngroups: {{board: {{meets: {{each: month}}, occurrences: {{2027-03: {LINE}}}}}}}\n")
        );
        // A file without a line end at its end.
        let bare = "product: beta\ngroups:\n  board:\n    meets: {each: month}";
        assert_eq!(new(bare, "2027-03"), format!("{bare}\n    occurrences:\n      2027-03: {LINE}"));
    }

    #[test]
    fn a_further_entry_stands_behind_the_others_in_their_form() {
        let block = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-01: {on: 2027-01-04, reason: a} # first\n      # none\n    meets: {each: month}\n";
        let expected = block.replace("# first\n", &format!("# first\n      2027-03: {LINE}\n"));
        assert_eq!(new(block, "2027-03"), expected);
        let flow = "product: beta\ngroups:\n  board:\n    occurrences: {2027-01: {on: 2027-01-04, reason: 'a } b'} }\n";
        let expected = flow.replace("b'}", &format!("b'}}, 2027-03: {LINE}"));
        assert_eq!(new(flow, "2027-03"), expected);
        assert_eq!(
            new("product: beta\ngroups:\n  board:\n    occurrences: {}\n", "2027-03"),
            format!("product: beta\ngroups:\n  board:\n    occurrences: {{2027-03: {LINE}}}\n")
        );
    }

    #[test]
    fn an_entry_that_is_there_keeps_what_the_new_one_does_not_say() {
        let text = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03: {on: 2027-03-01, place: \"A, B\", reason: old} # note\n      2027-04: {on: 2027-04-01, reason: b}\n";
        let expected = text.replace(
            "{on: 2027-03-01, place: \"A, B\", reason: old}",
            "{place: \"A, B\", cancelled: yes, reason: \"færre: møder\"}",
        );
        assert_eq!(new(text, "2027-03"), expected);
        let block = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03:\n        on: 2027-03-01\n        place: A\n        reason: old\n    meets: {each: month}\n";
        let expected = format!(
            "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03:\n        place: A\n        cancelled: yes\n        reason: {}\n    meets: {{each: month}}\n",
            "\"færre: møder\""
        );
        assert_eq!(new(block, "2027-03"), expected);
    }

    #[test]
    fn what_cannot_be_edited_safely_is_refused() {
        let comment = "product: beta\ngroups:\n  board:\n    occurrences:\n      2027-03:\n        on: 2027-03-01 # why\n        reason: old\n";
        assert_eq!(with_occurrence(comment, &cancel("2027-03")), Err(Refusal::Comment));
        // One that stays, stays.
        let kept = comment.replace("on: 2027-03-01 # why", "place: A # why");
        assert!(new(&kept, "2027-03").contains("        place: A # why\n        cancelled: yes\n"), "{}", new(&kept, "2027-03"));
        let alias = "product: beta\nx: &a {2027-01: {on: 2027-01-04, reason: a}}\ngroups: {board: {occurrences: *a}, other: {occurrences: *a}}\n";
        assert_eq!(with_occurrence(alias, &cancel("2027-03")), Err(Refusal::ByHand));
    }

    #[test]
    fn the_home_of_an_entry_is_the_file_with_the_group_or_the_one_that_inherits_it() {
        let own = "product: beta\ngroups: {board: {}}\n";
        let heir = "product: beta\ninherits: alfa\n";
        let other = "product: alfa\ngroups: {board: {}}\n";
        assert_eq!(home(&[other, heir, own], &cancel("x")), Some(2));
        assert_eq!(home(&[other, heir], &cancel("x")), Some(1));
        assert_eq!(home(&[other, "product: beta\ngroups: {}\n"], &cancel("x")), None);
    }

    #[test]
    fn an_inherited_group_gets_the_entry_and_nothing_else() {
        let parent = "product: alfa\ngroups:\n  board: {title: B, meets: {each: month, at: \"13:00\", length: 1h}}\n  club: {meets: {each: year, at: \"13:00\", length: 1h}}\n";
        let heir = "product: beta\ninherits: alfa # all of them\ndefaults: {groups: {place: Online}}\n";
        let sources = |heir: &str| {
            let mut sources = Sources::default();
            sources.add("alfa.yaml", parent);
            sources.add("beta.yaml", heir);
            sources
        };
        let entry = cancel("2027-03");
        let edited = new(heir, "2027-03");
        assert_eq!(edited, format!("{heir}groups:\n  board:\n    occurrences:\n      2027-03: {LINE}\n"));
        assert!(is_all_that_changed(&sources(heir), &sources(&edited), &entry));
        for more in ["    title: C\n", "    place:\n", "  club: {place: A}\n"] {
            assert!(!is_all_that_changed(&sources(heir), &sources(&format!("{edited}{more}")), &entry), "{more}");
        }
        assert!(!is_all_that_changed(&sources(heir), &sources(heir), &entry), "nothing was written");
    }
}
