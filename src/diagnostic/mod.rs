//! What is wrong in an input, as data: codes, spans, labels, hints. Names nothing else of ours.

/// The register of codes.
pub mod code;
/// Which lines differ between two texts.
pub mod line_diff;
/// A fault or a warning with its places.
pub mod report;
/// Source texts, and where in them something stands.
pub mod source;
/// Bytes that are no text.
pub mod undecoded;
