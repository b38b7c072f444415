//! The answer of `fmt`: plan files in one form, in place.

use std::fs;
use std::io::{Read, stdin};
use std::path::PathBuf;

use crate::cli::arguments::FmtArguments;
use crate::cli::exit::{Exit, Stop};
use crate::cli::input::Unusable;
use crate::cli::output::Terminal;
use crate::cli::{input, report, write};
use crate::diagnostic::source::Sources;
use crate::schema::format::{Unformatted, format};

/// Formats files, or standard input.
///
/// # Errors
/// When a file cannot be read or written, or would not keep its meaning.
pub fn fmt(arguments: &FmtArguments, terminal: Terminal) -> Result<Exit, Stop> {
    if arguments.plans == [PathBuf::from("-")] {
        return standard_input(arguments, terminal);
    }
    let (mut changed, mut is_faulty) = (0_usize, false);
    for path in input::files(&arguments.plans)? {
        let bytes = fs::read(&path).map_err(|error| Unusable::new(&path, error))?;
        let text = String::from_utf8(bytes).map_err(|_| Unusable::new(&path, "it is not UTF-8 text"))?;
        match one(&path.display().to_string(), &text, terminal)? {
            None => is_faulty = true,
            Some(formatted) if formatted == text => {}
            Some(formatted) => {
                changed += 1;
                if !arguments.check {
                    write::replace(&path, &formatted)?;
                }
                terminal.answer(&format!("{}\n", path.display()))?;
            }
        }
    }
    Ok(if is_faulty || (arguments.check && changed > 0) { Exit::PlanAtFault } else { Exit::Done })
}

fn standard_input(arguments: &FmtArguments, terminal: Terminal) -> Result<Exit, Stop> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    let Some(formatted) = one("-", &text, terminal)? else { return Ok(Exit::PlanAtFault) };
    if !arguments.check {
        terminal.answer(&formatted)?;
    }
    Ok(if arguments.check && formatted != text { Exit::PlanAtFault } else { Exit::Done })
}

/// A text formatted; none where it is not YAML, and that is told.
fn one(name: &str, text: &str, terminal: Terminal) -> Result<Option<String>, Stop> {
    match format(text) {
        Ok(formatted) => Ok(Some(formatted)),
        Err(Unformatted::Unreadable(fault)) => {
            let mut sources = Sources::default();
            sources.add(name, text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n"));
            report::tell(&[*fault], &sources, terminal);
            Ok(None)
        }
        Err(Unformatted::Unsafe) => {
            Err(Stop(format!("{name}: it was left as it is, since its meaning might not stay; please report it")))
        }
    }
}
