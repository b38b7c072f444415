//! A file to be written. Who writes it, and where, is not known here.

/// A path below the output folder, with `/` between its parts, and the whole content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// `feeds/all.ics`.
    pub path: String,
    /// The content: UTF-8, or a picture's bytes.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// Joins a path with its content.
    pub fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Artifact { path: path.into(), bytes: content.into() }
    }

    /// The content as text; empty where it is none.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Artifact;

    #[test]
    fn a_content_is_bytes_and_a_text_only_where_it_is_one() {
        assert_eq!(Artifact::new("a.txt", "å").text(), "å");
        assert_eq!(Artifact::new("a.png", [0x89, b'P']).text(), "");
    }
}
