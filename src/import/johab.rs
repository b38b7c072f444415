//! Johab, Microsoft's code page 1361 (KS X 1001:1992, annex 3): the bytes of a character. Knows no text that is garbled.
//!
//! A syllable is its three letters in five bits each; everything else is where KS X 1001 has it, moved by arithmetic.

use encoding_rs::EUC_KR;

/// The five bits of the first of the first letters; the others follow in the order of Unicode.
const INITIALS: u32 = 2;

/// The five bits of each vowel, in the order of Unicode: blocks of six with two codes left out between them.
fn vowel(index: u32) -> u32 {
    match index {
        0..=4 => index + 3,
        5..=10 => index + 5,
        11..=16 => index + 7,
        _ => index + 9,
    }
}

/// The five bits of each last letter, in the order of Unicode, none first; 18 is left out.
fn last(index: u32) -> u32 {
    if index < 17 { index + 1 } else { index + 2 }
}

/// The syllables with one first letter, and those with one first letter and one vowel.
const OF_INITIAL: u32 = 21 * OF_VOWEL;
const OF_VOWEL: u32 = 28;

/// The two bytes of a character that is not ASCII; none where Johab does not have it.
pub fn bytes_of(character: char) -> Option<[u8; 2]> {
    match character {
        '\u{ac00}'..='\u{d7a3}' => {
            let index = u32::from(character) - 0xac00;
            let initial = index / OF_INITIAL + INITIALS;
            let letters = initial << 10 | vowel(index / OF_VOWEL % 21) << 5 | last(index % OF_VOWEL);
            u16::try_from(0x8000 | letters).ok().map(u16::to_be_bytes)
        }
        '\u{3131}'..='\u{3163}' => letter(character),
        _ => sign(character),
    }
}

/// A letter that stands alone: a syllable whose other letters are the ones that fill.
fn letter(character: char) -> Option<[u8; 2]> {
    const FILL: [u32; 3] = [1, 2, 1];
    let index = u32::from(character) - 0x3131;
    let bits = if index >= 30 {
        FILL[0] << 10 | vowel(index - 30) << 5 | FILL[2]
    } else {
        match initial_of(index) {
            Some(initial) => (initial + INITIALS) << 10 | FILL[1] << 5 | FILL[2],
            // Clusters are only last letters: `ㄳ ㄵ ㄶ ㄺ ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅄ`.
            None => FILL[0] << 10 | FILL[1] << 5 | last(last_of(index)),
        }
    };
    u16::try_from(0x8000 | bits).ok().map(u16::to_be_bytes)
}

/// The consonants from U+3131 that are first letters, in the order of first letters.
const FIRST: [u32; 19] = [0, 1, 3, 6, 7, 8, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29];

/// The consonants from U+3131 that are no last letters.
const NEVER_LAST: [u32; 3] = [7, 18, 24];

fn initial_of(index: u32) -> Option<u32> {
    FIRST.iter().position(|known| *known == index).and_then(|at| u32::try_from(at).ok())
}

/// The place of a consonant among the last letters, none being 0.
fn last_of(index: u32) -> u32 {
    let before = NEVER_LAST.iter().filter(|never| **never < index).count();
    index + 1 - u32::try_from(before).expect("three at most")
}

/// A sign or a Chinese character: its row and cell of KS X 1001, two rows to a first byte.
fn sign(character: char) -> Option<[u8; 2]> {
    let mut buffer = [0; 4];
    let (bytes, _, is_missing) = EUC_KR.encode(character.encode_utf8(&mut buffer));
    let [row @ 0xa1..=0xfe, cell @ 0xa1..=0xfe] = *bytes else { return None };
    if is_missing {
        return None;
    }
    let place = match row - 0x80 {
        row @ 0x21..=0x2c => u16::from(row) - 0x21 + 0x1b2,
        row @ 0x4a..=0x7d => u16::from(row) - 0x21 + 0x197,
        _ => return None,
    };
    let cell = cell - 0xa1 + if place % 2 == 1 { 94 } else { 0 };
    let second = if cell < 0x4e { cell + 0x31 } else { cell + 0x43 };
    Some([u8::try_from(place / 2).ok()?, second])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::bytes_of;

    /// What another program writes.
    const TABLE: &str = include_str!("../../tests/golden/johab.txt");

    #[test]
    fn every_character_has_the_bytes_that_another_program_gives_it_and_no_other_has_any() {
        let mut known = BTreeMap::new();
        for line in TABLE.lines().skip(1) {
            let (first, characters) = line.split_once(' ').unwrap();
            let first = u8::from_str_radix(first, 16).unwrap();
            known.extend(
                (0x31..=0xff)
                    .zip(characters.chars())
                    .filter(|(_, found)| *found != '.')
                    .map(|(second, found)| (found, [first, second])),
            );
        }
        assert_eq!(known.len(), 17_048);
        let differing: Vec<_> = ('\u{80}'..=char::MAX)
            .map(|found| (found, bytes_of(found), known.get(&found).copied()))
            .filter(|(_, ours, theirs)| ours != theirs)
            .collect();
        assert_eq!(differing, []);
    }
}
