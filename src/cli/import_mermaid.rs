//! The answer of `import mermaid`.

use crate::cli::exit::{Exit, Stop};
use crate::cli::import_arguments::MermaidArguments;
use crate::cli::output::Terminal;

/// Makes a roadmap of charts.
///
/// # Errors
/// When a file cannot be read or written.
pub fn mermaid(arguments: &MermaidArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let _ = terminal;
    Err(Stop(format!("{:?} are not imported yet", arguments.files)))
}
