//! Small texts read alone, for tests.

use crate::diagnostic::code::Code;
use crate::diagnostic::source::{SourceId, Span};
use crate::schema::node::Scalar;
use crate::schema::read::Leaf;

/// Reads a text; a fault is told by its code and the words it underlines.
pub(crate) fn read<T: Leaf>(text: &str) -> Result<T, (Code, String)> {
    let end = u32::try_from(text.len()).expect("a test's text is short");
    let scalar = Scalar::new(text.to_owned(), Span { source: SourceId(0), start: 0, end }, text);
    T::parse(&scalar).map_err(|fault| (fault.code, text[fault.span().expect("it has a place").range()].to_owned()))
}
