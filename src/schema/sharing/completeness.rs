//! Whether all files of a plan could be read. Knows no file.

/// Whether every file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// All of them: a name that is not there is unknown.
    Whole,
    /// Some could not, and may declare what is missed: nobody is blamed.
    Partial,
}
