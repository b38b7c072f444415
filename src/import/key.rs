//! Keys for what only has a name in words: short, in lower case, and each once.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::legible::is_odd;

/// The characters that a key is cut to, at the end of a word: it becomes part of file names.
const MOST_CHARACTERS: usize = 60;

/// Makes keys that are unique among those it has made.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    taken: BTreeSet<String>,
    /// The number to try next for a word, so that many names alike take no longer than as many others.
    next: BTreeMap<String, usize>,
}

impl Keys {
    /// The key of a name: its letters and digits in lower case, with a hyphen for everything between them; `fallback` where the
    /// name has none. A key that is taken gets a number: `møde-2`.
    pub fn unique(&mut self, name: &str, fallback: &str) -> String {
        let word = key_of(name);
        let word = if word.is_empty() { fallback.to_owned() } else { word };
        let mut key = word.clone();
        while !self.taken.insert(key.clone()) {
            let count = self.next.entry(word.clone()).or_insert(2);
            key = format!("{word}-{count}");
            *count += 1;
        }
        key
    }
}

/// Words that cannot be keys.
const RESERVED: [&str; 2] = ["roadmap", "all"];

/// Keys among those that a plan takes.
pub fn keys() -> Keys {
    let mut keys = Keys::default();
    for word in RESERVED {
        keys.unique(word, word);
    }
    keys
}

/// The key of a name that a plan takes, the same for the same name; empty where the name has no letters.
pub fn plan_key(name: &str) -> String {
    keys().unique(name, "")
}

/// Whether nobody sees a sign: a name of such signs alone is none. Our own charts have sections of a space without width.
pub fn is_unseen(sign: char) -> bool {
    sign.is_whitespace() || is_odd(sign) || sign == '\u{200b}'
}

/// The letters and digits of a name in lower case, with one hyphen for everything between two of them; of a long name the first
/// words.
pub fn key_of(name: &str) -> String {
    let mut key = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            key.push(character);
        } else if !key.is_empty() && !key.ends_with('-') {
            key.push('-');
        }
    }
    let key = key.trim_end_matches('-');
    match key.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => key[..end].rsplit_once('-').map_or(&key[..end], |(words, _)| words).to_owned(),
        None => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Keys, is_unseen, key_of};

    #[test]
    fn a_key_is_the_words_of_a_name_and_a_second_one_is_numbered() {
        assert_eq!(key_of(" Overdragelse af årshjul (PO) – uge 42! "), "overdragelse-af-årshjul-po-uge-42");
        let mut keys = Keys::default();
        assert_eq!(keys.unique("Møde", "gruppe"), "møde");
        assert_eq!(keys.unique("møde!", "gruppe"), "møde-2");
        assert_eq!(keys.unique("🚀", "gruppe"), "gruppe");
    }

    #[test]
    fn a_thousand_names_alike_have_a_thousand_keys() {
        let mut keys = Keys::default();
        let made: BTreeSet<String> = (0..1000).map(|_| keys.unique("møde", "gruppe")).collect();
        assert_eq!(made.len(), 1000);
    }

    #[test]
    fn signs_that_nobody_sees_are_no_name() {
        assert!("\u{0}\u{8}\t \u{200b}\u{a0}".chars().all(is_unseen) && !"å-".chars().any(is_unseen));
    }

    #[test]
    fn a_long_name_is_cut_behind_a_word() {
        assert_eq!(key_of(&"årshjul ".repeat(20)), "årshjul-".repeat(7).trim_end_matches('-'));
        assert_eq!(key_of(&"å".repeat(200)), "å".repeat(60));
    }
}
