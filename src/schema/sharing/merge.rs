//! One map over another: what is said nearer to a thing counts. Knows which keys of a cycle and of a phase replace each other,
//! and no other key.

use crate::schema::node::{Node, Scalar, Value};

/// Which keys are alternatives to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A group: its `meets` is a cycle.
    Group,
    /// A cycle: one rhythm, and one way to say the clock.
    Cycle,
    /// A phase: fixed or to be placed.
    Phase,
    /// Any other map.
    Other,
}

impl Place {
    /// Sets of keys of which one set alone is meant: naming another set replaces it as a whole.
    fn alternatives(self) -> &'static [&'static [&'static [&'static str]]] {
        match self {
            Place::Cycle => {
                &[&[&["rrule", "drift", "on-closed"], &["each", "every", "times"], &["windows"]], &[&["at"], &["between"]]]
            }
            Place::Phase => &[&[&["from", "to"], &["length", "between", "start", "starts", "ends", "not-start-in"]]],
            Place::Group | Place::Other => &[],
        }
    }

    fn below(self, key: &str) -> Place {
        match self {
            Place::Group if key == "meets" => Place::Cycle,
            Place::Group | Place::Cycle | Place::Phase | Place::Other => Place::Other,
        }
    }
}

/// What is said nearer, over what is said further away. Maps are joined key by key; a list or a text replaces the other. A
/// key without a value takes the other's away, and a whole value that holds nothing is the other's.
pub fn over(near: &Node, far: &Node, place: Place) -> Node {
    let (Value::Map(own), Value::Map(other)) = (&near.value, &far.value) else {
        return if near.is_null() { far.clone() } else { near.clone() };
    };
    let mut entries: Vec<(Scalar, Node)> = Vec::new();
    for (index, (key, value)) in own.iter().enumerate() {
        let is_first = own[..index].iter().all(|(earlier, _)| earlier.text != key.text);
        match other.iter().find(|(known, _)| known.text == key.text) {
            // It stays taken away from what is said further away still.
            Some(_) if is_first && value.is_null() => {
                entries.push((key.clone(), Node { span: value.span, value: Value::Absent }));
            }
            Some((_, far)) if is_first => entries.push((key.clone(), over(value, far, place.below(&key.text)))),
            // A key that stands twice stays, and is told by who reads the map.
            Some(_) | None => entries.push((key.clone(), value.clone())),
        }
    }
    let says = |key: &str| own.iter().any(|(own, _)| own.text == key);
    let inherited = other.iter().filter(|(key, _)| !says(&key.text) && !is_replaced(&key.text, &says, place));
    entries.extend(inherited.cloned());
    Node { span: near.span, value: Value::Map(entries) }
}

/// Whether a key belongs to an alternative, and a key of another one is said while none of its own is.
fn is_replaced(key: &str, says: &dyn Fn(&str) -> bool, place: Place) -> bool {
    place.alternatives().iter().any(|sets| {
        let own = sets.iter().position(|set| set.contains(&key));
        own.is_some_and(|own| {
            let said = |index: usize| sets[index].iter().any(|key| says(key));
            !said(own) && (0..sets.len()).any(|other| other != own && said(other))
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::source::Sources;
    use crate::schema::node::{Node, Value};
    use crate::schema::sharing::merge::{Place, over};
    use crate::schema::yaml;

    fn node(text: &str) -> Node {
        let mut sources = Sources::default();
        let source = sources.add("plan.yaml", text);
        yaml::parse(&sources, source).unwrap()
    }

    fn written(node: &Node) -> String {
        let joined = |parts: Vec<String>| parts.join(", ");
        match &node.value {
            Value::Null => "~".to_owned(),
            Value::Told | Value::Absent => "-".to_owned(),
            Value::Scalar(scalar) => scalar.text.clone(),
            Value::List(items) => format!("[{}]", joined(items.iter().map(written).collect())),
            Value::Map(entries) => {
                format!(
                    "{{{}}}",
                    joined(entries.iter().map(|(key, value)| format!("{}: {}", key.text, written(value))).collect())
                )
            }
        }
    }

    fn merged(near: &str, far: &str, place: Place) -> String {
        written(&over(&node(near), &node(far), place))
    }

    #[test]
    fn maps_are_joined_lists_replaced_and_an_empty_key_takes_away() {
        let far = "{title: A, members: [a, b], deadlines: {x: 1, y: 2}, place: P}";
        let near = "{members: [c], deadlines: {y: 3, z: 4}, place: }";
        assert_eq!(merged(near, far, Place::Group), "{members: [c], deadlines: {y: 3, z: 4, x: 1}, place: -, title: A}");
        assert_eq!(merged("{a: ~}", "{b: 1}", Place::Other), "{a: ~, b: 1}");
    }

    #[test]
    fn another_rhythm_replaces_the_whole_rhythm_and_the_same_one_is_joined() {
        let far = "{meets: {each: month, times: 2, except: july, at: \"13:00\", length: 1h}}";
        let rule = merged("{meets: {rrule: R}}", far, Place::Group);
        assert_eq!(rule, "{meets: {rrule: R, except: july, at: 13:00, length: 1h}}");
        let each = merged("{meets: {each: quarter, between: 9-15}}", far, Place::Group);
        assert_eq!(each, "{meets: {each: quarter, between: 9-15, times: 2, except: july, length: 1h}}");
    }

    #[test]
    fn a_phase_that_is_fixed_takes_no_length() {
        let far = "{length: 3 weeks, between: B, calendar: dk}";
        assert_eq!(merged("{from: F, to: T}", far, Place::Phase), "{from: F, to: T, calendar: dk}");
        assert_eq!(merged("{length: 2 weeks}", far, Place::Phase), "{length: 2 weeks, between: B, calendar: dk}");
    }

    #[test]
    fn a_key_that_stands_twice_is_left_for_the_reader_to_tell() {
        assert_eq!(merged("{a: 1, a: 2}", "{a: 3}", Place::Other), "{a: 1, a: 2}");
    }
}
