//! Printing: standard output is the answer, standard error is progress and diagnostics.

use std::io::{self, Write};

use anstream::AutoStream;

use crate::cli::arguments::Color;

/// Where answers and diagnostics go.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    choice: anstream::ColorChoice,
}

impl Terminal {
    /// A terminal that colours as was asked; `NO_COLOR` and pipes are respected by `auto`.
    pub fn new(color: Color) -> Terminal {
        let choice = match color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        Terminal { choice }
    }

    /// Prints an answer.
    ///
    /// # Errors
    /// When standard output cannot be written. A reader that has gone away is no error: it has what it wanted.
    pub fn answer(self, text: &str) -> io::Result<()> {
        let mut stream = AutoStream::new(io::stdout(), self.choice).lock();
        forgiving(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()))
    }

    /// Prints a diagnostic or a note beside the answer; nothing can be done where that fails.
    pub fn tell(self, text: &str) {
        let mut stream = AutoStream::new(io::stderr(), self.choice).lock();
        drop(stream.write_all(text.as_bytes()).and_then(|()| stream.flush()));
    }
}

fn forgiving(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
