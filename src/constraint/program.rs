//! Columns and rows of a mixed-integer program, each row with the rule it comes from. Known to no solver.

use crate::constraint::fee::Tag;

/// Which column of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId(pub usize);

/// What values a column takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Domain {
    /// 0 or 1.
    Binary,
    /// From 0 to 1: a value that is whole whenever the binary ones are.
    Fraction,
    /// From 0 to a whole number: what a soft rule is broken by; whole whenever the binary ones are.
    Surplus(u32),
}

/// A column: its domain and what one unit of it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The values it takes.
    pub domain: Domain,
    /// The cost of one unit, at least 0.
    pub cost: i64,
}

/// How the terms of a row compare with its right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Equal.
    Equal,
    /// Less or equal.
    AtMost,
}

/// A row: `sum of coefficient * column`, compared with `right`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The terms, each column once.
    pub terms: Vec<(ColumnId, i32)>,
    /// The comparison.
    pub relation: Relation,
    /// The right-hand side.
    pub right: i32,
    /// Which rule it comes from.
    pub tag: Tag,
}

/// A whole cost as a floating-point number; exact up to 2^53, and no plan costs nearly as much.
pub fn number(cost: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "costs are far below 2^53")]
    let number = cost as f64;
    number
}

/// A program to be minimised.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The columns, by id.
    pub columns: Vec<Column>,
    /// The rows, in the order they were posted.
    pub rows: Vec<Row>,
}

impl Program {
    /// Adds a column.
    pub fn column(&mut self, domain: Domain, cost: i64) -> ColumnId {
        self.columns.push(Column { domain, cost });
        ColumnId(self.columns.len() - 1)
    }

    /// Adds a row of the rule `tag`.
    pub fn row(&mut self, tag: Tag, terms: Vec<(ColumnId, i32)>, relation: Relation, right: i32) {
        self.rows.push(Row { terms, relation, right, tag });
    }
}

/// The terms of a sum of columns.
pub fn sum(columns: impl IntoIterator<Item = ColumnId>) -> Vec<(ColumnId, i32)> {
    columns.into_iter().map(|column| (column, 1)).collect()
}
