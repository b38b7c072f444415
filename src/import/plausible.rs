//! Whether a text that came out of a repair is what people write. Knows no encoding.

/// Whether every character beyond ASCII is one that people write, and one of them cannot be chance.
///
/// Meant for what stood there as one character a byte: a letter of Western Europe, a mark of typography or a picture was two to four
/// characters then, and no honest text has such in a row all through.
pub fn is_written(text: &str) -> bool {
    let mut beyond = text.chars().filter(|found| !found.is_ascii());
    let is_known = |found: char| is_latin_letter(found) || is_mark(found) || is_other_letter(found);
    let is_sure = |found: char| matches!(found, '\u{c0}'..='\u{ff}' | '\u{2010}'..='\u{ffff}') || found > '\u{ffff}';
    beyond.clone().all(is_known) && beyond.any(is_sure)
}

/// Whether every character beyond ASCII is a Latin letter or a mark, and most such letters stand in words with small letters of ASCII.
///
/// Meant for what stood there as syllables of Korean, of which each one alone may be honest.
pub fn has_letters_in_words(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|found| is_latin_letter(*found)).count();
    let words = words(text).map(|(_, word)| (letters(word), word.contains(|found: char| found.is_ascii_lowercase())));
    let (within, outside): (Vec<_>, Vec<_>) = words.partition(|(_, is_within)| *is_within);
    let sum = |words: &[(usize, bool)]| words.iter().map(|(letters, _)| letters).sum::<usize>();
    let is_known = |found: char| is_latin_letter(found) || is_mark(found);
    let mut beyond = text.chars().filter(|found| !found.is_ascii());
    beyond.all(is_known) && sum(&within) > 0 && sum(&within) >= sum(&outside)
}

/// The words of a text that have a character beyond ASCII, and where they begin.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |found: char| found.is_ascii_alphanumeric() || !found.is_ascii();
    let mut at = 0;
    text.split_inclusive(move |found: char| !is_part(found)).filter_map(move |piece| {
        let word = piece.trim_end_matches(|found: char| !is_part(found));
        let start = at;
        at += piece.len();
        (!word.is_ascii()).then_some((start, word))
    })
}

/// A letter beyond ASCII of a European language in Latin script: Latin-1 and Latin Extended-A.
pub fn is_latin_letter(found: char) -> bool {
    matches!(found, '\u{c0}'..='\u{17f}') && !matches!(found, '×' | '÷')
}

/// A sign of typography or money, an arrow, a line of a box, a picture.
fn is_mark(found: char) -> bool {
    matches!(
        found,
        '\u{a0}'..='\u{bf}'
            | '×'
            | '÷'
            | '\u{2010}'..='\u{203a}'
            | '\u{20a0}'..='\u{20bf}'
            | '\u{2100}'..='\u{214f}'
            | '\u{2190}'..='\u{27bf}'
            | '\u{2b00}'..='\u{2bff}'
            | '\u{fe0f}'
            | '\u{feff}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

/// A letter of Greek, Cyrillic, Korean, Japanese or Chinese.
fn is_other_letter(found: char) -> bool {
    matches!(found, '\u{370}'..='\u{52f}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::{has_letters_in_words, is_written, words};

    #[test]
    fn what_people_write_is_told_from_what_chance_gives() {
        for text in ["året", "– 📆", "계획", "да – нет"] {
            assert!(is_written(text), "{text}");
        }
        for text in ["only ascii", "ā", "\u{7d3}", "år \u{7d3}", "å\u{85}"] {
            assert!(!is_written(text), "{text}");
        }
    }

    #[test]
    fn a_letter_of_a_word_says_more_than_one_alone() {
        assert!(has_letters_in_words("året – Øst"));
        assert!(!has_letters_in_words("å æ ø"));
        assert!(!has_letters_in_words("år å æ"));
        assert!(!has_letters_in_words("API침 år"));
    }

    #[test]
    fn words_beyond_ascii_are_found_with_their_places() {
        let found: Vec<(usize, &str)> = words("en året, (ø)").collect();
        assert_eq!(found, [(3, "året"), (11, "ø")]);
    }
}
