//! Diagnostics as workflow commands of GitHub Actions: `::error file=…,line=…::…`, which are shown at their lines.

use std::fmt::Write as _;

use crate::diagnostic::report::{Diagnostic, Severity};
use crate::diagnostic::source::Sources;

/// One line for each diagnostic. Columns are those of the first and the last character; where the words run over several
/// lines GitHub takes no columns.
pub fn commands(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let mut properties = Vec::new();
        if let Some(span) = diagnostic.span() {
            let (start, end) = (sources.place(span), sources.end(span));
            properties.push(format!("file={}", property(&sources.source(span.source).name)));
            properties.push(format!("line={}", start.line));
            if start.line == end.line {
                properties.push(format!("col={}", start.column));
                properties.push(format!("endLine={}", end.line));
                properties.push(format!("endColumn={}", (end.column - 1).max(start.column)));
            } else {
                properties.push(format!("endLine={}", end.line));
            }
        }
        properties.push(format!("title={}", property(diagnostic.code.as_str())));
        let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {hint}"));
        let message = std::iter::once(diagnostic.message.clone()).chain(hints).collect::<String>();
        writeln!(text, "::{command} {}::{}", properties.join(","), data(&message)).expect("a String takes what is written");
    }
    text
}

/// The text behind `::`: it ends with the line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before `::`: it ends with a comma or a colon too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::commands;
    use crate::diagnostic::code::Code;
    use crate::diagnostic::report::Diagnostic;
    use crate::diagnostic::source::{Sources, Span};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let mut sources = Sources::default();
        let source = sources.add("a,b: 100 %.yaml", "x: 1\nyears: 2027\n");
        let at =
            |start, end| Diagnostic::warning(Code::IdleRule, "50 % of\nnothing: so, what").at(Span { source, start, end }, "");
        assert_eq!(
            commands(&[at(5, 10).hint("remove it")], &sources),
            "::warning file=a%2Cb%3A 100 %25.yaml,line=2,col=1,endLine=2,endColumn=5,title=idle-rule::50 %25 of nothing: so, what%0Ahint: remove it\n"
        );
        assert!(commands(&[at(0, 10)], &sources).starts_with("::warning file=a%2Cb%3A 100 %25.yaml,line=1,endLine=2,title="));
    }
}
