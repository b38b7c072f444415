//! The cells of a table (RFC 4180), each with its place in the text. Knows no column.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

use crate::diagnostic::source::{SourceId, Span, Spanned};

/// A cell: what it says, without quotes and the white space around it.
pub type Cell = Spanned<String>;

/// The cells of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows that say something, in order.
    pub rows: Vec<Vec<Cell>>,
    /// The opening quote of a cell that is never closed; the row with it is left out.
    pub unclosed: Option<Span>,
}

/// The signs that part cells: Excel writes the first one in Danish, the second one in English; the last is that of copied cells.
pub const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// A line that some programs write above a table to say how its cells are parted.
const SEPARATOR_LINE: &str = "sep=";

/// Reads the cells of a text that are parted by a sign.
pub fn sheet(text: &str, source: SourceId, separator: u8) -> Sheet {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let mut output = vec![0; text.len().max(1)];
    let (mut at, mut row, mut sheet) = (body(text), Vec::new(), Sheet::default());
    loop {
        let start = at;
        let Some((written, is_last)) = field(&mut reader, text.as_bytes(), &mut at, &mut output) else { return sheet };
        let end = if is_last { at } else { at - 1 };
        let raw = text.get(start..end).unwrap_or_default();
        if at == text.len() && raw.trim_start_matches(['\r', '\n']).starts_with('"') && raw.matches('"').count() % 2 == 1 {
            let quote = start + raw.find('"').unwrap_or_default();
            sheet.unclosed = Some(span(source, quote, quote + 1));
            return sheet;
        }
        let said = String::from_utf8_lossy(&output[..written]);
        row.push(Spanned::new(said.trim().to_owned(), inside(raw, said.trim(), start, source)));
        if is_last {
            let full = std::mem::take(&mut row);
            if full.iter().any(|cell: &Cell| !cell.value.is_empty()) {
                sheet.rows.push(full);
            }
        }
    }
}

/// The sign that parts the cells of a text: the one by which its first row has most names that are known, and then most cells.
pub fn separator(text: &str, is_known: impl Fn(&str) -> bool) -> u8 {
    if let Some(said) = text[..body(text)].trim().bytes().last().filter(|sign| SEPARATORS.contains(sign)) {
        return said;
    }
    let start = body(text);
    let head = text[start..].split_inclusive('\n').find(|line| line.contains(char::is_alphanumeric)).unwrap_or_default();
    let score = |separator: u8| {
        let rows = sheet(head, SourceId::default(), separator).rows;
        let cells = rows.first().map_or(&[][..], Vec::as_slice);
        (cells.iter().filter(|cell| is_known(&cell.value)).count(), cells.len())
    };
    // Of several that are as good, the first.
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(SEPARATORS[0])
}

/// Where the table begins: behind the line that says how cells are parted, where there is one.
fn body(text: &str) -> usize {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let is_separator = first.to_ascii_lowercase().starts_with(SEPARATOR_LINE) && first.trim().len() <= SEPARATOR_LINE.len() + 1;
    if is_separator { first.len() } else { 0 }
}

/// Reads a field: the bytes it was given, and whether it ends a row; none behind the last one.
fn field(reader: &mut Reader, bytes: &[u8], at: &mut usize, output: &mut [u8]) -> Option<(usize, bool)> {
    let mut written = 0;
    loop {
        let (result, taken, given) = reader.read_field(&bytes[*at..], &mut output[written..]);
        *at += taken;
        written += given;
        match result {
            ReadFieldResult::InputEmpty => {}
            // The output is as long as the whole text.
            ReadFieldResult::OutputFull | ReadFieldResult::End => return None,
            ReadFieldResult::Field { record_end } => return Some((written, record_end)),
        }
    }
}

/// The place of what a cell says: without the quotes around it where nothing in it is quoted.
fn inside(raw: &str, said: &str, start: usize, source: SourceId) -> Span {
    let bare = raw.trim();
    let begin = start + (raw.len() - raw.trim_start().len());
    match raw.find(said).filter(|_| !said.is_empty()) {
        Some(at) => span(source, start + at, start + at + said.len()),
        None => span(source, begin.min(start + raw.len()), begin.min(start + raw.len()) + bare.len()),
    }
}

fn span(source: SourceId, start: usize, end: usize) -> Span {
    // No text of a table has that many bytes.
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { source, start: place(start), end: place(end) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::{SEPARATORS, separator, sheet};
    use crate::diagnostic::source::SourceId;

    fn cells(text: &str, separator: u8) -> Vec<Vec<(String, &str)>> {
        let sheet = sheet(text, SourceId::default(), separator);
        let of_row = |row: Vec<super::Cell>| row.into_iter().map(|cell| (cell.value, &text[cell.span.range()])).collect();
        sheet.rows.into_iter().map(of_row).collect()
    }

    #[test]
    fn every_cell_has_its_place_in_the_text() {
        let text = "sep=;\r\ngruppe;dato;note\r\n\r\n;;\r\n\"a;\r\nb\" ; 1/3 ;\"han \"\"sagde\"\"\"\r\nå;;x";
        let told = cells(text, b';');
        assert_eq!(told[0].iter().map(|cell| cell.1).collect::<Vec<_>>(), ["gruppe", "dato", "note"]);
        let second = [("a;\r\nb", "a;\r\nb"), ("1/3", "1/3"), ("han \"sagde\"", "\"han \"\"sagde\"\"\"")];
        assert_eq!(told[1], second.map(|(said, place)| (said.to_owned(), place)));
        assert_eq!(told[2], [("å".to_owned(), "å"), (String::new(), ""), ("x".to_owned(), "x")]);
        assert_eq!(told.len(), 3);
    }

    #[test]
    fn the_sign_between_cells_is_that_of_known_names() {
        let is_known = |name: &str| ["a", "b"].contains(&name);
        for (text, expected) in
            [("a;b", b';'), ("\n\na,b\n1;2;3", b','), ("a\tb,c", b'\t'), ("x;y,z", b';'), ("sep=,\na;b", b','), ("", b';')]
        {
            assert_eq!(separator(text, is_known), expected, "{text}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found() {
        let found = sheet("a;b\n1;2\n3;\"4\n5;6\n", SourceId::default(), b';');
        assert_eq!((found.rows.len(), found.unclosed.map(|span| span.start)), (2, Some(10)));
        assert_eq!(sheet("a\n\"b\"", SourceId::default(), b';').unclosed, None);
    }

    proptest! {
        #[test]
        fn every_place_lies_in_the_text(text in any::<String>(), which in 0..3_usize) {
            for cell in sheet(&text, SourceId::default(), SEPARATORS[which]).rows.iter().flatten() {
                prop_assert!(text.get(cell.span.range()).is_some());
            }
        }
    }
}
