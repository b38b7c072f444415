//! A row under the columns of its table: its cells by what they hold, and what is told of one that cannot be read.

use crate::calendar::civil::{Datelike, NaiveDate};
use crate::calendar::horizon::Horizon;
use crate::diagnostic::code::Code;
use crate::diagnostic::source::Span;
use crate::import::key::is_unseen;
use crate::import::table::columns::{Column, Columns};
use crate::import::table::date::date;
use crate::import::table::read::Cell;
use crate::schema::collector::Collector;

/// How far from today a date may lie where nobody says the years, in years: farther ones are slips.
const FAR: i32 = 10;

/// Why a cell cannot be read, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Why, in a line.
    pub message: String,
    /// What to write.
    pub hint: String,
}

impl Unread {
    /// Joins both.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Unread {
        Unread { message: message.into(), hint: hint.into() }
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    columns: &'t Columns,
    cells: &'t [Cell],
}

/// The days that a date may be.
#[derive(Debug, Clone, Copy)]
pub enum Bounds {
    /// Those of the planned years.
    Planned(Horizon),
    /// Those around this year.
    Around(i32),
}

/// That a row is left out; why is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut;

impl<'t> Row<'t> {
    /// A row; what stands in it under no column is told.
    ///
    /// # Errors
    /// When it has more cells than the table has columns.
    pub fn new(columns: &'t Columns, cells: &'t [Cell], told: &mut Collector) -> Result<Row<'t>, LeftOut> {
        let beyond = cells.iter().skip(columns.all.len()).find(|cell| !cell.value.is_empty());
        let Some(cell) = beyond else { return Ok(Row { columns, cells }) };
        let hint = "the row is left out: put quotes around a cell that holds the sign between cells";
        told.fault(Code::TableCell, cell.span, format!("no column stands above {}", shown(&cell.value)), hint);
        Err(LeftOut)
    }

    /// The cell of a column; none where nothing is seen in it or there is no such column.
    pub fn cell(&self, column: Column) -> Option<&'t Cell> {
        let at = self.columns.all.iter().position(|other| *other == Some(column))?;
        self.cells.get(at).filter(|cell| !cell.value.chars().all(is_unseen))
    }

    /// What the cell of a column says.
    pub fn text(&self, column: Column) -> Option<&'t str> {
        self.cell(column).map(|cell| cell.value.as_str())
    }

    /// The place of what the row says.
    pub fn span(&self) -> Span {
        let mut said = self.cells.iter().filter(|cell| !cell.value.is_empty()).map(|cell| cell.span);
        let first = said.next().unwrap_or_default();
        said.next_back().map_or(first, |last| Span { end: last.end, ..first })
    }

    /// The place of the column: its cell, else the row.
    pub fn place(&self, column: Column) -> Span {
        self.cell(column).map_or_else(|| self.span(), |cell| cell.span)
    }

    /// What a cell is read as; none where it is empty.
    ///
    /// # Errors
    /// When it cannot be read; that is told.
    pub fn read<T>(
        &self,
        (column, code): (Column, Code),
        read: impl FnOnce(&str) -> Result<T, Unread>,
        told: &mut Collector,
    ) -> Result<Option<T>, LeftOut> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        read(&cell.value).map(Some).map_err(|unread| {
            told.fault(code, cell.span, unread.message, unread.hint);
            LeftOut
        })
    }

    /// The date in a cell; none where it is empty.
    ///
    /// # Errors
    /// When it is no date, or one that cannot be meant or is not planned; that is told.
    pub fn date(&self, column: Column, bounds: Bounds, told: &mut Collector) -> Result<Option<NaiveDate>, LeftOut> {
        let Some(date) = self.read((column, Code::TableDate), date, told)? else { return Ok(None) };
        let unread = match bounds {
            Bounds::Planned(horizon) if !horizon.contains(date) => {
                let years = format!("{} to {}", horizon.first(), horizon.last());
                Unread::new(format!("{date} is not in the planned years"), format!("the row is left out: they are {years}"))
            }
            Bounds::Around(year) if (date.year() - year).abs() > FAR => {
                let hint = "correct the year, or say the years with `--years`";
                Unread::new(format!("{date} lies more than {FAR} years from now"), hint)
            }
            Bounds::Planned(_) | Bounds::Around(_) => return Ok(Some(date)),
        };
        told.fault(Code::TableDate, self.place(column), unread.message, unread.hint);
        Err(LeftOut)
    }

    /// Tells that a cell of the row cannot be used, and leaves the row out.
    pub fn refuse(&self, column: Column, message: impl Into<String>, hint: impl Into<String>, told: &mut Collector) -> LeftOut {
        told.fault(Code::TableCell, self.place(column), message, hint);
        LeftOut
    }
}

/// Words of a cell in backticks.
pub fn shown(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" "))
}
