//! A mixed-integer program: columns, rows, and nothing of what they mean.

use crate::constraint::program::{Domain, Program, Relation, number};

/// A column: from 0 to `most`, at a cost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// What one unit costs.
    pub cost: f64,
    /// The most it can be.
    pub most: f64,
    /// Whether it must be whole.
    pub is_whole: bool,
}

/// A row: the sum of its terms, at most its right-hand side or equal to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Columns and coefficients.
    pub terms: Vec<(u32, f64)>,
    /// The right-hand side.
    pub right: f64,
    /// Whether the sum must be equal to it.
    pub is_equation: bool,
}

/// A program to be minimised.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mip {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Whether what columns cost is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The values of least cost.
    Least,
    /// Any values that satisfy the rows.
    Any,
}

impl Mip {
    /// The program that rules have posted.
    pub fn of(program: &Program, goal: Goal) -> Mip {
        let columns = program.columns.iter().map(|column| {
            let cost = if goal == Goal::Least { number(column.cost) } else { 0.0 };
            match column.domain {
                Domain::Binary => Column { cost, most: 1.0, is_whole: true },
                Domain::Fraction => Column { cost, most: 1.0, is_whole: false },
                Domain::Surplus(most) => Column { cost, most: f64::from(most), is_whole: false },
            }
        });
        let rows = program.rows.iter().map(|row| Row {
            terms: row.terms.iter().map(|(column, coefficient)| (column.0 as u32, f64::from(*coefficient))).collect(),
            right: f64::from(row.right),
            is_equation: row.relation == Relation::Equal,
        });
        Mip { columns: columns.collect(), rows: rows.collect() }
    }

    /// Adds a column that is 0 or 1.
    pub fn binary(&mut self, cost: f64) -> u32 {
        self.column(Column { cost, most: 1.0, is_whole: true })
    }

    /// Adds a column from 0 to `most` that is whole whenever the others are.
    pub fn amount(&mut self, cost: f64, most: f64) -> u32 {
        self.column(Column { cost, most, is_whole: false })
    }

    fn column(&mut self, column: Column) -> u32 {
        self.columns.push(column);
        self.columns.len() as u32 - 1
    }

    /// Adds a row that is at most something.
    pub fn at_most(&mut self, terms: Vec<(u32, f64)>, right: f64) {
        self.rows.push(Row { terms, right, is_equation: false });
    }

    /// Adds a row that is equal to something.
    pub fn equal(&mut self, terms: Vec<(u32, f64)>, right: f64) {
        self.rows.push(Row { terms, right, is_equation: true });
    }
}
