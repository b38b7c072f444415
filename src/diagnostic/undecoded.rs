//! Bytes that are no text in UTF-8: what they are instead, and what can be shown of them. Knows no file.

/// What is shown of a text that is too large.
const SHOWN_BYTES: usize = 1000;

/// Why bytes are not taken for text in UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecoded {
    /// A byte that is not UTF-8, and where in the text it would stand.
    Byte {
        /// The byte.
        byte: u8,
        /// Its place, counted from 0; in the text stands the replacement character there.
        at: u32,
    },
    /// More bytes than a text of its form has.
    TooLarge,
    /// UTF-16 of either byte order, with or without a mark.
    Utf16,
    /// No text at all.
    Binary,
}

/// The text of some bytes, `most` of them, and what they are when they are not that text. A byte order mark at the start is
/// taken off.
pub fn decode(bytes: Vec<u8>, most: usize) -> (String, Option<Undecoded>) {
    if bytes.len() > most {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(SHOWN_BYTES)]).into_owned();
        return (without_mark(shown), Some(Undecoded::TooLarge));
    }
    if let Some(text) = utf16(&bytes) {
        return (without_mark(text), Some(Undecoded::Utf16));
    }
    if is_binary(&bytes) {
        return (String::new(), Some(Undecoded::Binary));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (without_mark(text), None),
        Err(fault) => {
            let at = fault.utf8_error().valid_up_to();
            let byte = fault.as_bytes()[at];
            let shown = String::from_utf8_lossy(fault.as_bytes()).into_owned();
            let length = shown.len();
            let text = without_mark(shown);
            let at = u32::try_from(at - (length - text.len())).unwrap_or(u32::MAX);
            (text, Some(Undecoded::Byte { byte, at }))
        }
    }
}

/// A text without the byte order mark that some editors put before it.
fn without_mark(text: String) -> String {
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// How two bytes are one number.
type Unit = fn([u8; 2]) -> u16;

/// The text of bytes that are UTF-16; none for other bytes. YAML 1.2, 5.2: a plan begins with an ASCII character, whose
/// other byte is 0.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (Unit, &[u8]) = match bytes {
        [0xff, 0xfe, rest @ ..] => (u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => (u16::from_be_bytes, rest),
        [first, 0, second, 0, ..] if is_ascii_text(*first) && is_ascii_text(*second) => (u16::from_le_bytes, bytes),
        [0, first, 0, second, ..] if is_ascii_text(*first) && is_ascii_text(*second) => (u16::from_be_bytes, bytes),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn is_ascii_text(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// Whether the first bytes hold so many that no text has: a picture, an archive, a document of a word processor.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let odd = head.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    odd * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::Undecoded;

    fn decode(bytes: Vec<u8>) -> (String, Option<Undecoded>) {
        super::decode(bytes, 100)
    }

    #[test]
    fn bytes_that_are_no_text_are_told_from_each_other() {
        assert_eq!(decode("\u{feff}år: 1".into()), ("år: 1".to_owned(), None));
        let utf16 = |unit: fn(u16) -> [u8; 2], mark: &str| -> Vec<u8> {
            format!("{mark}years: 2027 æ").encode_utf16().flat_map(unit).collect()
        };
        for mark in ["", "\u{feff}"] {
            for unit in [u16::to_le_bytes, u16::to_be_bytes] {
                assert_eq!(decode(utf16(unit, mark)), ("years: 2027 æ".to_owned(), Some(Undecoded::Utf16)));
            }
        }
        let latin = Some(Undecoded::Byte { byte: 0xe5, at: 4 });
        assert_eq!(decode(b"x: r\xe5d".to_vec()), ("x: r\u{fffd}d".to_owned(), latin));
        assert_eq!(decode(b"\xef\xbb\xbfx: r\xe5d".to_vec()), ("x: r\u{fffd}d".to_owned(), latin));
        assert_eq!(decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0".to_vec()).1, Some(Undecoded::Binary));
        assert_eq!(decode(b"x: \0 and a long text that has but one such byte".to_vec()).1, None);
        assert_eq!(decode(Vec::new()).1, None);
        assert_eq!(decode(vec![b' '; 100]).1, None);
        assert_eq!(decode(vec![b' '; 101]).1, Some(Undecoded::TooLarge));
    }
}
