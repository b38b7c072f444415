//! Texts whose bytes were once read in the wrong encoding: whether one is such a text, and what it says. Knows no file.
//!
//! A text in UTF-8 that was read as Windows-1252, say, and saved as what was read, says `MilepÃ¦le`. It is recognised only where
//! every character beyond ASCII goes back to bytes that are UTF-8 again, and these say what people write.

use encoding_rs::{Encoding as Table, MACINTOSH, WINDOWS_1252};

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::diagnostic::undecoded::{Undecoded, decode};
use crate::import::johab;
use crate::import::plausible::{has_letters_in_words, is_latin_letter, is_written, words};

/// How the bytes of a text were read, or how they are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// Windows-1252, and Latin-1 where that has no character: Western Windows.
    Windows1252,
    /// Mac OS Roman: the Macs of before 2001.
    MacRoman,
    /// Johab: Korean Windows, code page 1361.
    Johab,
    /// UTF-16 of either byte order.
    Utf16,
}

/// A text that can be read now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    /// What it says.
    pub text: String,
    /// The encoding that stood in the way.
    pub encoding: Encoding,
}

impl Encoding {
    /// The name that people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Windows1252 => "Windows-1252",
            Encoding::MacRoman => "Mac Roman",
            Encoding::Johab => "Johab",
            Encoding::Utf16 => "UTF-16",
        }
    }
}

/// Gives what the bytes of a file say, `most` of them, where they are garbled or no UTF-8; none where there is nothing to repair, or
/// no telling how.
pub fn repaired(bytes: &[u8], most: usize) -> Option<Repaired> {
    let (text, undecoded) = decode(bytes.to_vec(), most);
    match undecoded {
        None => ungarbled(&text),
        Some(Undecoded::Utf16) => Some(Repaired { text, encoding: Encoding::Utf16 }),
        Some(Undecoded::Byte { .. }) => {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
            let is_text = !text.contains(|found: char| found.is_control() && !found.is_ascii_whitespace());
            is_text.then_some(Repaired { text, encoding: Encoding::Windows1252 })
        }
        Some(Undecoded::TooLarge | Undecoded::Binary) => None,
    }
}

/// Gives what a garbled text says; none of a text that is as it should be.
pub fn ungarbled(text: &str) -> Option<Repaired> {
    if text.is_ascii() {
        return None;
    }
    let tried = [Encoding::Windows1252, Encoding::MacRoman, Encoding::Johab];
    tried.into_iter().find_map(|encoding| {
        let said = converted(text, encoding)?;
        is_plausible(&said, encoding).then_some(Repaired { text: said, encoding })
    })
}

/// Warns that a text is garbled, at the first garbled word, with what the word probably says.
pub fn warning(sources: &Sources, source: SourceId) -> Option<Diagnostic> {
    let text = &sources.source(source).text;
    let encoding = ungarbled(text)?.encoding;
    let words = words(text).filter_map(|(at, word)| Some((at, word, converted(word, encoding)?)));
    let told: Vec<(usize, &str, String)> = words.collect();
    let is_word = |(_, _, said): &&(usize, &str, String)| said.contains(is_latin_letter);
    let (at, word, said) = told.iter().find(is_word).or(told.first())?;
    let place = |at: usize| u32::try_from(at).ok();
    let span = Span { source, start: place(*at)?, end: place(at + word.len())? };
    let name = encoding.name();
    let warning = Diagnostic::warning(Code::GarbledText, format!("`{word}` probably says `{said}`"))
        .at(span, format!("UTF-8 that was read as {name}"))
        .hint("`--repair-encoding` reads the text as it was meant; to mend the file, save the repaired text as UTF-8");
    Some(warning)
}

/// Whether what comes out of an encoding is what people write, and cannot be chance.
fn is_plausible(said: &str, encoding: Encoding) -> bool {
    match encoding {
        Encoding::Windows1252 | Encoding::MacRoman => is_written(said),
        Encoding::Johab => has_letters_in_words(said),
        Encoding::Utf16 => false,
    }
}

/// The bytes that a text stood for in an encoding, read as UTF-8; none where one is not there, or they are not UTF-8.
fn converted(text: &str, encoding: Encoding) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let tables = Tables::default();
    for character in text.chars() {
        if character.is_ascii() {
            bytes.push(character as u8);
        } else {
            tables.push(&mut bytes, character, encoding)?;
        }
    }
    String::from_utf8(bytes).ok()
}

/// The characters of the bytes from 0x80 on, in encodings of one byte a character.
struct Tables {
    windows: Vec<char>,
    mac: Vec<char>,
}

impl Default for Tables {
    fn default() -> Tables {
        let upper: Vec<u8> = (0x80..=0xff).collect();
        let characters = |table: &'static Table| table.decode_without_bom_handling(&upper).0.chars().collect();
        Tables { windows: characters(WINDOWS_1252), mac: characters(MACINTOSH) }
    }
}

impl Tables {
    fn push(&self, bytes: &mut Vec<u8>, character: char, encoding: Encoding) -> Option<()> {
        let single = |table: &[char]| {
            let at = table.iter().position(|known| *known == character)?;
            u8::try_from(at + 0x80).ok()
        };
        match encoding {
            // Latin-1 has control characters where Windows-1252 has signs.
            Encoding::Windows1252 => bytes.push(single(&self.windows).or_else(|| u8::try_from(u32::from(character)).ok())?),
            Encoding::MacRoman => bytes.push(single(&self.mac)?),
            Encoding::Johab => bytes.extend(johab::bytes_of(character)?),
            Encoding::Utf16 => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{MACINTOSH, WINDOWS_1252};
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};

    use super::{Encoding, Repaired, ungarbled, warning};
    use crate::diagnostic::source::Sources;

    fn repaired(bytes: &[u8]) -> Option<Repaired> {
        super::repaired(bytes, 1000)
    }

    type Garbling = fn(&str) -> String;

    /// A text that was read as Windows-1252.
    fn as_windows(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn as_mac(text: &str) -> String {
        MACINTOSH.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn as_latin(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    /// A text that was read as Johab; none where it cannot be.
    fn as_johab(text: &str) -> Option<String> {
        let table = include_str!("../../tests/golden/johab.txt");
        let rows: Vec<(u8, Vec<char>)> = table
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(' '))
            .map(|(first, row)| (u8::from_str_radix(first, 16).unwrap(), row.chars().collect()))
            .collect();
        let mut bytes = text.bytes();
        let mut read = String::new();
        while let Some(byte) = bytes.next() {
            if byte.is_ascii() {
                read.push(char::from(byte));
                continue;
            }
            let row = &rows.iter().find(|(first, _)| *first == byte)?.1;
            let found = row.get(usize::from(bytes.next()?.checked_sub(0x31)?)).filter(|found| **found != '.')?;
            read.push(*found);
        }
        Some(read)
    }

    const HONEST: [&str; 14] = [
        "Overdragelse af årshjul til Ærø",
        "ÅRSHJUL: SÅ… »GRØSSE« »Ø«",
        "„Größe“ und Straße – für Übermut",
        "Ä“ ß“ Ü–",
        "연간 회의 계획",
        "친구 OS2는 침",
        "치",
        "콘텐츠 추가, API를 쓴다",
        "𝄞 📆 års\u{ad}skifte",
        "naïve café’s “très” Ça",
        "Ἀθῆναι Москва",
        "Łódź żółć",
        "√2 ≈ 1,4 ¬a ∆x",
        "ÇA ÂGE ÃO",
    ];

    #[test]
    fn an_honest_text_is_left_alone_and_comes_back_from_each_garbling() {
        for honest in HONEST {
            assert_eq!(ungarbled(honest), None, "{honest}");
            assert_eq!(repaired(honest.as_bytes()), None, "{honest}");
        }
        let garblings: [(Garbling, Encoding); 3] =
            [(as_windows, Encoding::Windows1252), (as_latin, Encoding::Windows1252), (as_mac, Encoding::MacRoman)];
        for honest in [
            "Milepæl",
            "Årsskifte 📆",
            "„Größe“ und Straße – für",
            "연간 회의 계획",
            "KL’s forventninger",
            "Łódź ó",
            "пример – да",
        ] {
            for (garble, encoding) in garblings {
                let found = repaired(garble(honest).as_bytes());
                assert_eq!(found, Some(Repaired { text: honest.to_owned(), encoding }), "{}", garble(honest));
            }
        }
        for honest in ["Milepæl", "Årsskifte og ændring 📆", "für Übermut", "Øst og sø"] {
            let garbled = as_johab(honest).unwrap();
            assert_eq!(ungarbled(&garbled), Some(Repaired { text: honest.to_owned(), encoding: Encoding::Johab }), "{garbled}");
        }
    }

    #[test]
    fn one_honest_letter_among_garbled_ones_keeps_a_text_as_it_is() {
        assert_eq!(ungarbled("MilepÃ¦l").map(|found| found.text), Some("Milepæl".to_owned()));
        assert_eq!(ungarbled("MilepÃ¦l på"), None);
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_read_as_windows_1252_or_utf_16() {
        let windows = WINDOWS_1252.encode("title Årshjul – “plan”").0;
        let read = |bytes: &[u8]| repaired(bytes).map(|found| (found.text, found.encoding));
        assert_eq!(read(&windows), Some(("title Årshjul – “plan”".to_owned(), Encoding::Windows1252)));
        let utf16: Vec<u8> = "\u{feff}gantt å".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16), Some(("gantt å".to_owned(), Encoding::Utf16)));
        assert_eq!(read(b"a\x81b"), None);
        assert_eq!(read(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0"), None);
    }

    #[test]
    fn the_first_garbled_word_is_told_with_what_it_says() {
        let mut sources = Sources::default();
        let text = as_mac("📆 date\ntitle Milepæle – for året\n");
        let source = sources.add("a.mmd", text.as_str());
        let warning = warning(&sources, source).unwrap();
        assert_eq!(warning.message, format!("`{}` probably says `Milepæle`", as_mac("Milepæle")));
        assert_eq!(sources.text(warning.span().unwrap()), as_mac("Milepæle"));
        assert!(warning.hints[0].contains("--repair-encoding"));
        let honest = sources.add("b.mmd", "title Milepæle – for året\n");
        assert_eq!(super::warning(&sources, honest), None);
    }

    /// Words of Danish and German letters.
    fn western() -> impl Strategy<Value = String> {
        "([a-zæøåäöüß]{1,8}[æøåäöüßéÅØÆ][a-z]{1,5}[ ,.:–\n]){1,12}"
    }

    proptest! {
        #[test]
        fn western_texts_come_back_and_are_left_alone(text in western()) {
            prop_assert_eq!(ungarbled(&text), None);
            for garbled in [as_windows(&text), as_latin(&text), as_mac(&text)] {
                prop_assert_eq!(ungarbled(&garbled).map(|found| found.text), Some(text.clone()));
            }
            if let Some(garbled) = as_johab(&text) {
                prop_assert_eq!(ungarbled(&garbled).map(|found| found.text), Some(text));
            }
        }

        #[test]
        fn korean_texts_are_left_alone_and_come_back(text in "([가-힣]{1,5}[ ,.\n]){2,20}") {
            prop_assert_eq!(ungarbled(&text), None);
            prop_assert_eq!(ungarbled(&as_windows(&text)).map(|found| found.text), Some(text.clone()));
            prop_assert_eq!(ungarbled(&as_mac(&text)).map(|found| found.text), Some(text));
        }

        #[test]
        fn no_bytes_end_the_program(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let found = repaired(&bytes);
            prop_assert_eq!(found.is_some_and(|found| found.text.as_bytes() == bytes), false);
        }
    }
}
