//! A file to be written. Who writes it, and where, is not known here.

/// A path below the output folder, with `/` between its parts, and the whole content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// `feeds/all.ics`.
    pub path: String,
    /// The content.
    pub text: String,
}

impl Artifact {
    /// Joins a path with its content.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Artifact { path: path.into(), text: text.into() }
    }
}
