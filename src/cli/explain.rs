//! The answer of `explain`: the document of a code, or the list of all codes.

use std::fmt::Write as _;

use crate::cli::arguments::ExplainArguments;
use crate::cli::exit::{Exit, Stop};
use crate::cli::output::Terminal;
use crate::diagnostic::code::Code;
use crate::schema::collector::near;

/// Prints the document of a code.
///
/// # Errors
/// When no code has that name, or the answer cannot be written.
pub fn explain(arguments: &ExplainArguments, terminal: Terminal) -> Result<Exit, Stop> {
    match &arguments.code {
        None => terminal.answer(&all())?,
        Some(name) => terminal.answer(found(name)?.document())?,
    }
    Ok(Exit::Done)
}

/// The code that is meant: `idle-rule`, also as it is printed, `[idle-rule]`, or in capitals.
fn found(name: &str) -> Result<Code, Stop> {
    let plain = name.trim_matches(['[', ']', '`']).to_lowercase();
    let known: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    Code::of(&plain).ok_or_else(|| {
        let hint = match near(&plain, &known) {
            Some(best) => format!("did you mean `{best}`?"),
            None => "`aarshjul explain` lists all codes".to_owned(),
        };
        Stop(format!("no code is named `{name}`: {hint}"))
    })
}

/// Every code with its sentence, in the order of the register.
fn all() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let mut text = String::new();
    for code in Code::ALL {
        writeln!(text, "{:<width$}  {}", code.as_str(), code.sentence()).expect("a String takes what is written");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{all, found};
    use crate::cli::exit::Stop;
    use crate::diagnostic::code::Code;

    #[test]
    fn a_code_is_found_as_it_is_printed_and_a_slip_of_the_pen_is_told_the_nearest() {
        assert_eq!(found("[idle-rule]").ok(), Some(Code::IdleRule));
        assert_eq!(found("IDLE-RULE").ok(), Some(Code::IdleRule));
        let Err(Stop(reason)) = found("idel-rule") else { panic!("no code is so named") };
        assert!(reason.contains("did you mean `idle-rule`?"), "{reason}");
        let Err(Stop(reason)) = found("E0308") else { panic!("no code is so named") };
        assert!(reason.contains("lists all codes"), "{reason}");
    }

    #[test]
    fn the_list_has_one_line_for_each_code() {
        assert_eq!(all().lines().count(), Code::ALL.len());
    }
}
