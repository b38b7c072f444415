//! Signs of life during long work, on standard error: a line that changes on a terminal, or a line for each step.

use std::io::{IsTerminal, Write, stderr};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::arguments::When;

/// The step that is under way, as it is told.
#[derive(Debug)]
pub enum Told {
    /// Beside a spinner.
    Spinner(ProgressBar),
    /// In a line of its own.
    Lines,
    /// Not at all.
    Nothing,
}

impl Told {
    /// Begins to tell.
    pub fn start(when: When) -> Told {
        match (when, stderr().is_terminal()) {
            (When::Auto | When::Always, true) => Told::Spinner(spinner()),
            (When::Always, false) => Told::Lines,
            (When::Auto, false) | (When::Never, _) => Told::Nothing,
        }
    }

    /// Tells the step that begins. What cannot be told is no reason to stop.
    pub fn step(&self, step: &str) {
        match self {
            Told::Spinner(spinner) => spinner.set_message(step.to_owned()),
            Told::Lines => drop(writeln!(stderr(), "{step}")),
            Told::Nothing => {}
        }
    }

    /// Clears it away.
    pub fn finish(&self) {
        if let Told::Spinner(spinner) = self {
            spinner.finish_and_clear();
        }
    }
}

fn spinner() -> ProgressBar {
    let spinner = ProgressBar::new_spinner();
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
    spinner.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    spinner.enable_steady_tick(Duration::from_millis(100));
    spinner
}
