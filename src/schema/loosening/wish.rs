//! A must that becomes a wish: the word behind a comma, beside a name, or under `priority`.

use crate::plan::priority::Priority;
use crate::schema::loosening::ladder::Climb;
use crate::schema::loosening::ladder::{Kind, Ladder, Rung};
use crate::schema::loosening::place::{Place, Stands};
use crate::schema::node::{Node, Scalar, Value};
use crate::schema::scalar::words::Word;

const PRIORITY: &str = "priority";
const SHOULD: &str = "should";
const MUST: &str = "must";

/// A text with the word behind a comma, in the language of the must that stood there; a must alone becomes the word alone.
pub fn softened(text: &str) -> Option<String> {
    let is_must = |word: &str| Priority::of(word.trim()) == Some(Priority::Must);
    if is_must(text) {
        return Some(soft(text).to_owned());
    }
    let (rest, last) = text.rsplit_once(',').unwrap_or((text, ""));
    match Priority::of(last.trim()) {
        Some(Priority::Must) => Some(format!("{rest}, {}", soft(last))),
        Some(Priority::Should | Priority::Could) => None,
        None => Some(format!("{text}, {SHOULD}")),
    }
}

fn soft(must: &str) -> &'static str {
    if must.trim().eq_ignore_ascii_case("skal") { "bør" } else { SHOULD }
}

/// A value that says its firmness itself.
pub fn of_value(place: &Place<'_>, text: &str) -> Option<Ladder> {
    let scalar = place.scalar()?;
    let says = softened(&scalar.text)?;
    let new = place.rewritten(scalar, &says, text)?;
    Some(wish(place.key(), &scalar.text, Rung { amount: 1, range: scalar.span.range(), new, says }))
}

/// A name with or without a word: `[a, b]`, `a`, or `{a: must}`.
pub fn of_name(place: &Place<'_>, text: &str) -> Option<Ladder> {
    match place.stands {
        Stands::Name(name, value) => {
            let scalar = value.scalar()?;
            let says = softened(&scalar.text)?;
            let new = place.rewritten(scalar, &says, text)?;
            let rung = Rung { amount: 1, range: scalar.span.range(), new, says: format!("{}: {says}", name.text) };
            Some(wish(place.outer_key(), &format!("{}: {}", name.text, scalar.text), rung))
        }
        Stands::Value(name) => {
            let says = format!("{}: {SHOULD}", name.text);
            let rung = Rung { amount: 1, range: name.span.range(), new: format!("{{{}: {SHOULD}}}", raw(name, text)?), says };
            Some(wish(place.key(), &name.text, rung))
        }
        Stands::Item(name) => {
            let list = place.within.last()?;
            let Value::List(items) = &list.value else { return None };
            let start = list.span.range().start;
            let names: Vec<&Scalar> = items.iter().map(Node::scalar).collect::<Option<_>>()?;
            let behind = names.last()?.span.range().end;
            let end = behind + text.get(behind..)?.find(']')? + 1;
            let word = |other: &Scalar| if other.span == name.span { SHOULD } else { MUST };
            let entries: Option<Vec<String>> =
                names.iter().map(|other| Some(format!("{}: {}", raw(other, text)?, word(other)))).collect();
            let new = format!("{{{}}}", entries?.join(", "));
            let is_on_one_line = text.get(start..end).is_some_and(|old| old.starts_with('[') && !old.contains(['\n', '#']));
            let rung = Rung { amount: 1, range: start..end, new, says: format!("{}: {SHOULD}", name.text) };
            is_on_one_line.then(|| wish(place.key(), &name.text, rung))
        }
    }
}

fn raw<'t>(name: &Scalar, text: &'t str) -> Option<&'t str> {
    text.get(name.span.range()).filter(|raw| !raw.contains('\n'))
}

/// A value whose firmness stands beside it, under `priority` of the map that it lies in.
pub fn beside(place: &Place<'_>, text: &str) -> Option<Ladder> {
    let scalar = place.scalar()?;
    let map = place.within.iter().rev().find(|node| matches!(node.value, Value::Map(_)))?;
    let said = format!("{}: {}", place.key(), scalar.text);
    if let Some(priority) = map.get(PRIORITY) {
        let priority = priority.scalar()?;
        let says = softened(&priority.text)?;
        let new = place.rewritten(priority, &says, text)?;
        return Some(wish(place.key(), &said, Rung { amount: 1, range: priority.span.range(), new, says }));
    }
    let (key, value) = map.entry(place.key())?;
    value.scalar()?;
    let end = scalar.span.range().end;
    let rung = |at: usize, new: String| Rung { amount: 1, range: at..at, new, says: SHOULD.to_owned() };
    if text.get(map.span.range().start..)?.starts_with('{') {
        return Some(wish(place.key(), &said, rung(end, format!(", {PRIORITY}: {SHOULD}"))));
    }
    let start = key.span.range().start;
    let indent = text[..start].rsplit('\n').next().unwrap_or_default().chars().count();
    let at = text[end..].find('\n').map_or(text.len(), |length| end + length);
    Some(wish(place.key(), &said, rung(at, format!("\n{:indent$}{PRIORITY}: {SHOULD}", ""))))
}

fn wish(key: &str, said: &str, rung: Rung) -> Ladder {
    Ladder { kind: Kind::Wish, key: key.to_owned(), said: said.to_owned(), value: 1, climb: Climb::Wider, rungs: vec![rung] }
}

#[cfg(test)]
mod tests {
    use super::{beside, of_name, of_value, softened};
    use crate::schema::format::tree;
    use crate::schema::loosening::ladder::Ladder;
    use crate::schema::loosening::place::{Place, find};

    #[test]
    fn a_wish_is_said_in_the_language_of_the_must() {
        assert_eq!(softened("1..3 days").as_deref(), Some("1..3 days, should"));
        assert_eq!(softened("1..3 dage, skal").as_deref(), Some("1..3 dage, bør"));
        assert_eq!(softened("must").as_deref(), Some("should"));
        assert_eq!(softened("2, could"), None);
    }

    /// The text with a word's must as a wish.
    fn with(text: &str, word: &str, how: &dyn Fn(&Place<'_>, &str) -> Option<Ladder>) -> String {
        let root = tree(text).expect("it is YAML");
        let start = text.find(word).expect("it is there");
        let place = find(&root, &(start..start + word.len())).expect("something stands there");
        let ladder = how(&place, text).expect("it can be a wish");
        let mut new = text.to_owned();
        new.replace_range(ladder.rungs[0].range.clone(), &ladder.rungs[0].new);
        new
    }

    #[test]
    fn a_wish_is_written_where_its_firmness_stands() {
        assert_eq!(with("a: {b: at least 3 days}\n", "at least 3 days", &of_value), "a: {b: \"at least 3 days, should\"}\n");
        assert_eq!(with("a:\n  b: 3 days # c\n", "3 days", &of_value), "a:\n  b: 3 days, should # c\n");
        assert_eq!(with("x: {bb: must, c: must}\n", "bb", &of_name), "x: {bb: should, c: must}\n");
        assert_eq!(with("x: bb\n", "bb", &of_name), "x: {bb: should}\n");
        assert_eq!(with("x: [a, bb]\n", "bb", &of_name), "x: {a: must, bb: should}\n");
        assert_eq!(with("x: {most: 77, of: k}\n", "77", &beside), "x: {most: 77, priority: should, of: k}\n");
        assert_eq!(with("x:\n  most: 77 # c\n  of: k\n", "77", &beside), "x:\n  most: 77 # c\n  priority: should\n  of: k\n");
        assert_eq!(with("x: {most: 77, priority: must}\n", "77", &beside), "x: {most: 77, priority: should}\n");
    }
}
