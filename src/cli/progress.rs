//! Signs of life during long work, on standard error and only on a terminal.

use std::io::{IsTerminal, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A spinner with the step that is under way.
#[derive(Debug)]
pub struct Spinner {
    spinner: Option<ProgressBar>,
}

impl Spinner {
    /// Starts it; where standard error is no terminal it shows nothing.
    pub fn start() -> Spinner {
        let spinner = stderr().is_terminal().then(|| {
            let spinner = ProgressBar::new_spinner();
            spinner.set_style(
                ProgressStyle::with_template("{spinner} {msg} {elapsed}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            spinner.enable_steady_tick(Duration::from_millis(100));
            spinner
        });
        Spinner { spinner }
    }

    /// Tells the step that begins.
    pub fn step(&self, step: &str) {
        if let Some(spinner) = &self.spinner {
            spinner.set_message(step.to_owned());
        }
    }

    /// Clears it away.
    pub fn finish(&self) {
        if let Some(spinner) = &self.spinner {
            spinner.finish_and_clear();
        }
    }
}
