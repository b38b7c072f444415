//! What the events of feeds are about, by their `UID`: kind, product and group, out of `schedule.json`. Feeds tell it only in
//! words for people, which change with the language and need not be unique. Knows no feed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// `meeting`, `deadline`, `phase` or `milestone`.
    pub kind: String,
    /// The key of its product.
    pub product: String,
    /// The key of its group; phases and milestones have none.
    pub group: Option<String>,
}

/// What the events of feeds are about.
#[derive(Debug, Default)]
pub struct ScheduleIndex {
    subjects: BTreeMap<String, Subject>,
}

impl ScheduleIndex {
    /// Reads `schedule.json`: every object with a `uid`, a `kind` and a `product`, in whichever list it stands. None where it is no
    /// JSON.
    pub fn read(text: &[u8]) -> Option<ScheduleIndex> {
        let mut index = ScheduleIndex::default();
        index.take(serde_json::from_slice(text).ok()?);
        Some(index)
    }

    fn take(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.take(value)),
            Value::Object(object) => {
                let word = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
                if let (Some(uid), Some(kind), Some(product)) = (word("uid"), word("kind"), word("product")) {
                    self.subjects.insert(uid, Subject { kind, product, group: word("group") });
                } else {
                    object.into_iter().for_each(|(_, value)| self.take(value));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    /// What an event is about; none where the schedule does not know it.
    pub fn subject(&self, uid: &str) -> Option<&Subject> {
        self.subjects.get(uid)
    }

    /// The first of these products and groups that the schedule does not know.
    pub fn unknown<'w>(&self, products: &'w BTreeSet<String>, groups: &'w BTreeSet<String>) -> Option<&'w str> {
        let known_products: BTreeSet<&str> = self.subjects.values().map(|subject| subject.product.as_str()).collect();
        let known_groups: BTreeSet<&str> = self.subjects.values().filter_map(|subject| subject.group.as_deref()).collect();
        let product = products.iter().find(|product| !known_products.contains(product.as_str()));
        let group = || groups.iter().find(|group| !known_groups.contains(group.as_str()));
        product.or_else(group).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::ScheduleIndex;

    #[test]
    fn events_are_found_in_whichever_list_they_stand() {
        let text = r#"{"version": 1, "entries": [{"uid": "a", "kind": "meeting", "product": "p", "group": "g"}],
            "other": {"list": [{"uid": "b", "kind": "phase", "product": "q", "track": "t"}, {"uid": "c"}, null, 3]}}"#;
        let index = ScheduleIndex::read(text.as_bytes()).unwrap();
        assert_eq!(index.subject("a").unwrap().group.as_deref(), Some("g"));
        assert_eq!((index.subject("b").unwrap().product.as_str(), &index.subject("b").unwrap().group), ("q", &None));
        assert!(index.subject("c").is_none());
        assert!(ScheduleIndex::read(b"{").is_none());
        let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<BTreeSet<String>>();
        assert_eq!(index.unknown(&set(&["p", "q"]), &set(&["g"])), None);
        assert_eq!(index.unknown(&set(&["r"]), &set(&[])), Some("r"));
        assert_eq!(index.unknown(&set(&[]), &set(&["t"])), Some("t"));
    }
}
