//! Whether a text can be a plan file at all, before anything of YAML is looked at.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Form, Source, SourceId, Span};
use crate::diagnostic::undecoded::Undecoded;

/// Tells bytes that are no text, a text that holds nothing, and signs that no text has.
///
/// # Errors
/// A diagnostic at the first of them; at the start of the text where it speaks of the whole.
pub fn check(source: &Source, id: SourceId) -> Result<(), Box<Diagnostic>> {
    let start = Span { source: id, start: 0, end: 0 };
    let fault = match source.undecoded {
        Some(undecoded) => of_bytes(undecoded, &source.text, start),
        None if is_empty(&source.text) => {
            Diagnostic::error(Code::EmptyFile, "the file says nothing").at(start, "").hint("write a plan in it, or remove it")
        }
        None => match odd_sign(&source.text) {
            Some((at, sign)) => of_sign(sign, Span { source: id, start: offset(at), end: offset(at + sign.len_utf8()) }),
            None => return Ok(()),
        },
    };
    Err(Box::new(fault))
}

fn of_bytes(undecoded: Undecoded, text: &str, start: Span) -> Diagnostic {
    match undecoded {
        Undecoded::TooLarge => {
            let message = format!("the file is larger than {} MiB, and no plan is", Form::Plan.most_bytes() >> 20);
            Diagnostic::error(Code::FileTooLarge, message).at(start, "").hint("write a file for each product")
        }
        Undecoded::Utf16 => Diagnostic::error(Code::Utf16Text, "the file is in UTF-16, and a plan is in UTF-8")
            .at(start, "")
            .hint("save it again with the encoding UTF-8: in most editors that is a choice of `Save as`"),
        Undecoded::Binary => Diagnostic::error(Code::BinaryFile, "the file is no text")
            .at(start, "")
            .hint("a plan is a text in YAML: give the file that was written by hand"),
        Undecoded::Byte { byte, at } => {
            let shown = text.get(at as usize..).and_then(|rest| rest.chars().next());
            let span = Span { end: at + offset(shown.map_or(0, char::len_utf8)), start: at, ..start };
            let message = format!("the byte 0x{byte:02X} is not UTF-8");
            let hint = if byte >= 0xa0 {
                // ISO 8859-1 has the first 256 characters of Unicode.
                format!("in Latin-1 it is `{}`: save the file again with the encoding UTF-8", char::from(byte))
            } else {
                "save the file again with the encoding UTF-8".to_owned()
            };
            Diagnostic::error(Code::NotUtf8, message).at(span, "").hint(hint)
        }
    }
}

fn of_sign(sign: char, span: Span) -> Diagnostic {
    let message = format!("the control character U+{:04X} stands in the text", u32::from(sign));
    Diagnostic::error(Code::ControlCharacter, message).at(span, "").hint("remove it: it may have come in by copying")
}

fn is_empty(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// The first sign that a plan file may not have, with its byte.
fn odd_sign(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|(_, sign)| !matches!(sign, '\n' | '\r' | '\t' | '\u{85}') && is_odd(*sign))
}

/// Whether a sign is one that YAML 1.2, 5.1, does not take for printable, or that nobody sees. Ends of lines and tabs are, too: no text
/// within a line has them.
pub fn is_odd(sign: char) -> bool {
    match sign {
        // Marks within the text, and signs that turn the direction of writing: what is read is then not what is seen.
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        sign => sign.is_control(),
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
