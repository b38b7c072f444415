//! The parts of a handover by the words of their names, in Danish and English: support, training, handover, winding down, hypercare.
//!
//! A word may have one letter wrong, left out, put in or two changed round: `oplærnig`. Knows no date.

/// A part of a handover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Those who leave still do the work: *hands-on support*.
    Support,
    /// Those who come learn it: *oplæring og videnoverdragelse*.
    Training,
    /// It is handed over: *overdragelse*.
    Handover,
    /// What was there is closed: *nedlukning*.
    Closing,
    /// Those who left are at hand: *hypercare*.
    Hypercare,
}

/// What a part is called: one word, or two that stand behind each other.
const CALLED: [(Part, &[&str]); 15] = [
    (Part::Hypercare, &["hypercare"]),
    (Part::Hypercare, &["hyper", "care"]),
    (Part::Closing, &["nedlukning"]),
    (Part::Training, &["oplæring"]),
    (Part::Training, &["sidemandsoplæring"]),
    (Part::Training, &["videnoverdragelse"]),
    (Part::Training, &["vidensoverdragelse"]),
    (Part::Training, &["training"]),
    (Part::Training, &["knowledge", "transfer"]),
    (Part::Handover, &["overdragelse"]),
    (Part::Handover, &["handover"]),
    (Part::Handover, &["hand", "over"]),
    (Part::Support, &["handson"]),
    (Part::Support, &["hands", "on"]),
    (Part::Support, &["hand", "on"]),
];

/// The words at the start of a name among which the part is named: `Oplæring og videnoverdragelse`. Later ones are what it is about.
const FIRST_WORDS: usize = 3;

/// The part that a name begins with; of several hypercare, then closing, training, handover and support.
pub fn part(name: &str) -> Option<Part> {
    let words = words(name);
    let first = &words[..words.len().min(FIRST_WORDS)];
    let is_called = |called: &[&str]| {
        first.windows(called.len()).any(|words| words.iter().zip(called).all(|(word, known)| is_like(word, known)))
    };
    CALLED.iter().find(|(_, called)| is_called(called)).map(|(part, _)| *part)
}

/// The words of a name in lower case: its letters and digits.
pub fn words(name: &str) -> Vec<String> {
    name.split(|found: char| !found.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a word is a known one, or one slip of the fingers away from one of at least eight letters.
///
/// A genitive is another word: `overdragelses aftale` is a treaty and no handover.
fn is_like(word: &str, known: &str) -> bool {
    const LEAST: usize = 8;
    /// The bytes that one letter more or less, or another one, makes at most.
    const LETTER: usize = 4;
    if word == known {
        return true;
    }
    if word.len().abs_diff(known.len()) > LETTER || known.len() < LEAST {
        return false;
    }
    let (word, known): (Vec<char>, Vec<char>) = (word.chars().collect(), known.chars().collect());
    let is_genitive = word.strip_prefix(known.as_slice()) == Some(&['s']);
    known.len() >= LEAST && !is_genitive && is_one_slip(&word, &known)
}

/// Whether one letter is wrong, missing or too many, or two neighbours have changed places (F. J. Damerau 1964).
fn is_one_slip(word: &[char], known: &[char]) -> bool {
    let start = word.iter().zip(known).take_while(|(one, other)| one == other).count();
    let (word, known) = (&word[start..], &known[start..]);
    let end = word.iter().rev().zip(known.iter().rev()).take_while(|(one, other)| one == other).count();
    let (word, known) = (&word[..word.len() - end], &known[..known.len() - end]);
    match (word, known) {
        ([_], [_] | []) | ([], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_part_is_known_by_its_words_also_with_a_slip() {
        let known = [
            ("Hands-on support fra sekretariatet (PO)", Part::Support),
            ("Handson support betalt af fællesskabet", Part::Support),
            ("Oplæring", Part::Training),
            ("Oplærnig og videnoverdragelse", Part::Training),
            ("Overdragelse og oplæring fra sekretariatet", Part::Training),
            ("Overdragelse af årshjul", Part::Handover),
            ("Overdragesle til Product owner", Part::Handover),
            ("nedlukning og overdragelse til forvaltning", Part::Closing),
            ("Hypercare på Produktforvaltning", Part::Hypercare),
            ("Hyper-care", Part::Hypercare),
            ("Knowledge transfer to the owner", Part::Training),
            ("Handover to operations", Part::Handover),
        ];
        for (name, expected) in known {
            assert_eq!(part(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_about_a_part_is_none() {
        for name in [
            "Underskrift af overdragelses dokument",
            "Overdragelses aftale underskrevet",
            "Plan for ønsker - før overdragelse aftalt",
            "Support post-déploiement",
            "Product Owner (PO)",
            "Opfølgning",
            "Restraining",
            "",
        ] {
            assert_eq!(part(name), None, "{name}");
        }
    }
}
