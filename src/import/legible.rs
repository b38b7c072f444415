//! Whether a file with charts is a text at all, before a chart is looked for in it. Knows no chart.

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::diagnostic::undecoded::Undecoded;

/// What is told of bytes that are no text in UTF-8; none of a text. Browsers and sites read pages as UTF-8.
pub fn fault(sources: &Sources, id: SourceId) -> Option<Diagnostic> {
    let source = sources.source(id);
    let start = Span { source: id, start: 0, end: 0 };
    let fault = match source.undecoded? {
        Undecoded::TooLarge => {
            let message = format!("the file is larger than {} MiB, and no page is", source.form.most_bytes() >> 20);
            Diagnostic::error(Code::FileTooLarge, message).at(start, "").hint("give the page or the chart alone")
        }
        Undecoded::Binary => Diagnostic::error(Code::BinaryFile, "the file is no text")
            .at(start, "")
            .hint("a chart is a text: give the page or the chart that was written by hand, not a picture of it"),
        Undecoded::Utf16 => Diagnostic::error(Code::Utf16Text, "the file is in UTF-16, and a page is in UTF-8")
            .at(start, "")
            .hint("`--repair-encoding` reads it; to mend it, save the file again with the encoding UTF-8"),
        Undecoded::Byte { byte, at } => {
            let shown = source.text.get(at as usize..).and_then(|rest| rest.chars().next());
            let length = u32::try_from(shown.map_or(0, char::len_utf8)).unwrap_or(0);
            let message = format!("the byte 0x{byte:02X} is not UTF-8");
            Diagnostic::error(Code::NotUtf8, message).at(Span { start: at, end: at + length, ..start }, "").hint(
                "`--repair-encoding` reads the file as Windows-1252; to mend it, save the file again with the encoding UTF-8",
            )
        }
    };
    Some(fault)
}

#[cfg(test)]
mod tests {
    use super::fault;
    use crate::diagnostic::source::{Form, Sources};

    fn told(bytes: &[u8]) -> Option<(String, u32)> {
        let mut sources = Sources::default();
        let id = sources.add_bytes(Form::Chart, "a.mmd", bytes.to_vec());
        let fault = fault(&sources, id)?;
        Some((fault.code.to_string(), fault.span().expect("it has a place").start))
    }

    #[test]
    fn bytes_that_are_no_text_are_told_at_the_first() {
        let pair = |code: &str, at: u32| Some((code.to_owned(), at));
        assert_eq!(told("gantt\nBesøg".as_bytes()), None);
        assert_eq!(told(b"gantt\nBes\xf8g"), pair("not-utf-8", 9));
        assert_eq!(told(b"\xff\xfeg\0a\0n\0"), pair("utf-16", 0));
        assert_eq!(told(&[0x89, b'P', b'N', b'G', 0, 0, 0, 1, 2, 3]), pair("binary-file", 0));
        assert_eq!(told(&vec![b'a'; Form::Chart.most_bytes() + 1]), pair("file-too-large", 0));
    }
}
