//! Which file a path of a request means. Knows no disk: links are the library's matter.
//!
//! A path is decoded once (RFC 3986, 2.4) and then read part by part. What could mean anything but a file below the folder means
//! no file: parts that are empty, begin with a dot, or hold a separator of any system, a colon or a control character.

use std::fmt::Write;

/// A path below the folder, its parts joined by `/`; empty for the folder itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPath {
    /// The parts.
    pub below: String,
    /// Whether it ends in `/`, so that links of the page lead into the folder.
    pub is_folder: bool,
}

/// Why a path means no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// It is no path: an escape is broken, or it is not UTF-8.
    Malformed,
    /// No file can be there.
    Nowhere,
}

impl RequestPath {
    /// Reads the path of a request, as it came.
    ///
    /// # Errors
    /// When it can mean no file.
    pub fn read(path: &str) -> Result<RequestPath, Unclear> {
        let decoded = decoded(path).ok_or(Unclear::Malformed)?;
        let below = decoded.strip_prefix('/').ok_or(Unclear::Nowhere)?;
        let parts = below.strip_suffix('/').unwrap_or(below);
        if !parts.is_empty() && !parts.split('/').all(is_name) {
            return Err(Unclear::Nowhere);
        }
        Ok(RequestPath { below: parts.to_owned(), is_folder: below.is_empty() || below.ends_with('/') })
    }

    /// The file that is meant: of a folder, its page.
    pub fn file(&self) -> String {
        match (self.is_folder, self.below.as_str()) {
            (true, "") => "index.html".to_owned(),
            (true, folder) => format!("{folder}/index.html"),
            (false, file) => file.to_owned(),
        }
    }
}

/// What lies in the folder and is nobody's to see: files on their way into place, and the lock of a folder that has one.
const UNSEEN: [&str; 2] = [".aarshjul-new", "aarshjul.lock"];

fn is_name(part: &str) -> bool {
    let is_seen = !UNSEEN.iter().any(|ending| part.ends_with(ending));
    is_seen
        && !part.is_empty()
        && !part.starts_with('.')
        && !part.contains(|letter: char| letter.is_control() || "\\:".contains(letter))
}

/// A text with each `%XX` as its byte; none where one is broken or the bytes are not UTF-8.
pub fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        bytes.push(digit(*high)? * 16 + digit(*low)?);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// A name as it stands in an address (RFC 3986, 2.3): letters beyond ASCII as their bytes.
pub fn encoded(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02X}").expect("a String takes what is written");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{RequestPath, Unclear, decoded, encoded};

    fn file(path: &str) -> Result<String, Unclear> {
        RequestPath::read(path).map(|path| path.file())
    }

    #[test]
    fn a_path_is_decoded_once_and_a_folder_is_its_page() {
        assert_eq!(file("/"), Ok("index.html".to_owned()));
        assert_eq!(file("/site/"), Ok("site/index.html".to_owned()));
        assert_eq!(file("/feeds/a%C3%A5.ics"), Ok("feeds/aå.ics".to_owned()));
        assert_eq!(file("/a%2520b"), Ok("a%20b".to_owned()));
        assert_eq!(file("/a+b"), Ok("a+b".to_owned()));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let nowhere = [
            "/..",
            "/../x",
            "/feeds/../../x",
            "/%2e%2e/x",
            "/%2E%2E%2fx",
            "/..%2fx",
            "/.",
            "/./x",
            "//etc/passwd",
            "/a//b",
            "/a\\b",
            "/..%5cx",
            "/%5c..%5cx",
            "/x%00.ics",
            "/.git/config",
            "/feeds/.hidden",
            "/c:/x",
            "/a%0ab",
            "*",
            "",
            "/feeds/all.ics.aarshjul-new",
            "/aarshjul.lock",
        ];
        for path in nowhere {
            assert_eq!(file(path), Err(Unclear::Nowhere), "{path}");
        }
        // Decoded once, this is a file whose name begins with `%2e`.
        assert_eq!(file("/%252e%252e/x"), Ok("%2e%2e/x".to_owned()));
    }

    #[test]
    fn a_broken_escape_is_no_path() {
        for path in ["/%", "/%2", "/%zz", "/%+1", "/%ff", "/%C3"] {
            assert_eq!(file(path), Err(Unclear::Malformed), "{path}");
        }
    }

    #[test]
    fn a_name_is_read_as_it_was_written() {
        assert_eq!(encoded("os2-netværksdag.ics"), "os2-netv%C3%A6rksdag.ics");
        assert_eq!(decoded(&encoded("a b%/å")).as_deref(), Some("a b%/å"));
    }
}
