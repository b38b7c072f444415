//! The answer of `import`: a plan made of what people have already.

use crate::cli::exit::{Exit, Stop};
use crate::cli::import_arguments::{ImportArguments, ImportCommand};
use crate::cli::output::Terminal;
use crate::cli::{import_csv, import_frequency, import_ics, import_mermaid};

/// Imports what is asked for.
///
/// # Errors
/// When a file cannot be read or written.
pub fn import(arguments: &ImportArguments, terminal: Terminal) -> Result<Exit, Stop> {
    match &arguments.from {
        ImportCommand::Mermaid(arguments) => import_mermaid::mermaid(arguments, terminal),
        ImportCommand::Ics(arguments) => import_ics::ics(arguments, terminal),
        ImportCommand::Csv(arguments) => import_csv::csv(arguments, terminal),
        ImportCommand::Frequency(arguments) => import_frequency::frequency(arguments, terminal),
    }
}
