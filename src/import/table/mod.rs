//! Tables of rows and columns, as spreadsheets save them.

/// The columns of a table, by their names.
pub mod columns;
/// Dates in cells.
pub mod date;
/// Tables as drafts of plans.
pub mod import;
/// Rows as leave.
pub mod leave;
/// Rows as meetings.
pub mod meetings;
/// The cells of a text, each with its place.
pub mod read;
/// Rows as a roadmap.
pub mod roadmap;
/// A row under the columns of its table.
pub mod row;
/// What is known of the plan that tables become.
pub mod shape;
/// Clock times and lengths in cells.
pub mod time;
