//! The `aarshjul` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    aarshjul::cli::run::run()
}
