//! The statements of a chart, by Mermaid's grammar (`gantt.jison`). Knows no dates.
//!
//! Where Mermaid stops at the first line that it cannot parse, that line is left out here and all others are kept.

use std::ops::Range;

use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::mermaid::entity;
use crate::import::mermaid::lexing::{Keyword, Kind, Lexer, Token};
use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::script::{leading_space, trimmed};

/// A statement, by places in the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// A keyword and its value.
    Value(Keyword, Range<usize>),
    /// `inclusiveEndDates`.
    InclusiveEnds,
    /// `weekend friday`, or `saturday`.
    Weekend(Weekend),
    /// A task: its name, and what stands behind the `:`.
    Task {
        /// The name.
        name: Range<usize>,
        /// The fields.
        data: Range<usize>,
    },
}

/// The day that a weekend begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weekend {
    /// Friday and Saturday.
    Friday,
    /// Saturday and Sunday.
    Saturday,
}

/// The statements of a chart, and what is no statement.
pub fn statements(chart: &Mapped) -> (Vec<Statement>, Vec<Diagnostic>) {
    let mut parser = Parser { chart, lexer: Lexer::new(&chart.text), read: Vec::new(), faults: Vec::new() };
    parser.read_all();
    let Parser { lexer, read, mut faults, .. } = parser;
    faults.extend(lexer.swallowed.iter().map(|line| swallowed(chart, line.clone())));
    (read.into_iter().map(|(_, statement)| statement).collect(), faults)
}

struct Parser<'t> {
    chart: &'t Mapped,
    lexer: Lexer<'t>,
    /// Where each statement begins.
    read: Vec<(usize, Statement)>,
    faults: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn read_all(&mut self) {
        let first = self.lexer.take();
        if first.kind != Kind::Gantt {
            self.fail(&first, "a chart begins with `gantt`");
        }
        loop {
            let token = self.lexer.take();
            let begin = token.range.start;
            match token.kind {
                Kind::End => return,
                Kind::Value(keyword) => self.read.push((begin, Statement::Value(keyword, token.value))),
                Kind::InclusiveEnds => self.read.push((begin, Statement::InclusiveEnds)),
                Kind::WeekendFriday => self.read.push((begin, Statement::Weekend(Weekend::Friday))),
                Kind::WeekendSaturday => self.read.push((begin, Statement::Weekend(Weekend::Saturday))),
                Kind::Weekday | Kind::Accessible => {}
                Kind::AccessibleLines => self.check_end(&token),
                Kind::Click => self.read_click(&token),
                Kind::TaskText => self.read_task(&token),
                Kind::TopAxis => self.fail(&token, "`topAxis` as a statement stops Mermaid, in every version"),
                Kind::Date => self.fail(&token, "no statement begins with a date, and no name of a task"),
                Kind::Gantt => self.fail(&token, "`gantt` begins a chart, and no statement in it"),
                Kind::AccDescription => self.fail(&token, "`accDescription` is no statement of Mermaid"),
                Kind::Call | Kind::Arguments | Kind::Href => self.fail(&token, "this belongs behind `click` and an id"),
                Kind::TaskData | Kind::Odd => self.fail(&token, "a `:` stands where a statement begins"),
                Kind::Directive => self.fail(&token, "`%%{` begins no directive here"),
            }
        }
    }

    fn read_task(&mut self, name: &Token) {
        let resumed = self.lexer.place();
        let data = self.lexer.take();
        if data.kind == Kind::TaskData {
            let task = Statement::Task { name: name.range.clone(), data: data.value };
            self.read.push((name.range.start, task));
            return;
        }
        self.lexer.go_back(resumed);
        let text = trimmed(&self.chart.text[name.range.clone()]);
        if data.kind == Kind::Odd {
            self.fail(&data, "nothing stands behind the `:` of a task");
        } else if text.starts_with(['#', ';']) {
            let sign = &text[..1];
            self.fail(name, &format!("`{sign}` ends the fields of a task, and what follows is no statement"));
        } else {
            let shown = entity::written(text);
            self.fail(name, &format!("`{shown}` is no statement, and no task without a `:`"));
        }
    }

    /// `click` takes a call, an address, or both in either order.
    fn read_click(&mut self, click: &Token) {
        let (mut has_call, mut has_href) = (false, false);
        loop {
            let place = self.lexer.place();
            let token = self.lexer.take();
            let is_deed = matches!(token.kind, Kind::Call | Kind::Arguments | Kind::Href);
            if is_deed && self.chart.text[token.range.clone()].contains('\n') {
                return self.fail(click, "what `click` does is not closed on its line");
            }
            let value = trimmed(&self.chart.text[token.value.clone()]);
            match token.kind {
                Kind::Call if !has_call && !value.is_empty() => has_call = true,
                Kind::Href if !has_href && value != "\"" => has_href = true,
                Kind::Arguments if has_call => {}
                Kind::Gantt
                | Kind::Value(_)
                | Kind::InclusiveEnds
                | Kind::TopAxis
                | Kind::Weekday
                | Kind::WeekendFriday
                | Kind::WeekendSaturday
                | Kind::Date
                | Kind::AccDescription
                | Kind::Accessible
                | Kind::AccessibleLines
                | Kind::Click
                | Kind::Call
                | Kind::Arguments
                | Kind::Href
                | Kind::TaskText
                | Kind::TaskData
                | Kind::Directive
                | Kind::Odd
                | Kind::End => {
                    if !has_call && !has_href {
                        return self.fail(click, "`click` says neither `href` nor `call`");
                    }
                    return self.lexer.go_back(place);
                }
            }
        }
    }

    /// Tells a description that nothing closes: it takes all that follows.
    fn check_end(&mut self, description: &Token) {
        if !self.chart.text[description.range.clone()].ends_with('}') {
            let begin = description.range.start;
            let line = self.line(begin);
            self.faults.push(
                Diagnostic::warning(Code::ChartSyntax, "nothing closes the description, which so takes the rest of the chart")
                    .at(self.chart.span(begin..line.end), "")
                    .hint("write `}` behind it"),
            );
        }
    }

    /// Tells what is wrong at a word, and leaves out the whole line.
    fn fail(&mut self, token: &Token, message: &str) {
        let line = self.line(token.range.start);
        let text = &self.chart.text;
        let word = &text[token.range.start..token.range.end.min(line.end)];
        let shown = trimmed(word);
        let begin = token.range.start + leading_space(word);
        let fault = Diagnostic::error(Code::ChartSyntax, message).at(self.chart.span(begin..begin + shown.len()), "");
        self.faults.push(match hint(token.kind, shown) {
            Some(hint) => fault.hint(hint),
            None => fault,
        });
        while self.read.last().is_some_and(|(begin, _)| *begin >= line.start) {
            self.read.pop();
        }
        self.lexer.resume(line.end);
    }

    /// The line that a place stands in.
    fn line(&self, at: usize) -> Range<usize> {
        let text = &self.chart.text;
        let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
        let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
        start..end
    }
}

/// What to do about a word that is no statement.
fn hint(kind: Kind, shown: &str) -> Option<String> {
    let hint = match kind {
        Kind::TopAxis => "write `config: {gantt: {topAxis: true}}` in a front matter of the chart",
        Kind::Date => "put a word before the date",
        Kind::TaskText if shown.starts_with('#') => {
            "write `#35;` for a `#` in a text, and comments on lines of their own that begin with `%%`"
        }
        Kind::TaskText if shown.starts_with(';') => "write `#59;` for a `;` in a text, and each task on a line of its own",
        Kind::TaskText => "write `name :start, end`, or begin the line with `%%` if it is a comment",
        Kind::Odd | Kind::TaskData => "write `name :start, end`",
        Kind::Click => "write `click id href \"address\"`",
        Kind::Gantt
        | Kind::Value(_)
        | Kind::InclusiveEnds
        | Kind::Weekday
        | Kind::WeekendFriday
        | Kind::WeekendSaturday
        | Kind::AccDescription
        | Kind::Accessible
        | Kind::AccessibleLines
        | Kind::Call
        | Kind::Arguments
        | Kind::Href
        | Kind::Directive
        | Kind::End => return None,
    };
    Some(hint.to_owned())
}

/// Tells a line that is a comment to Mermaid, and to nobody else.
fn swallowed(chart: &Mapped, line: Range<usize>) -> Diagnostic {
    let text = trimmed(&chart.text[line.clone()]);
    let at = text.find('%').unwrap_or_default();
    let code = format!("{}#37;{}", &text[..at], &text[at + 1..]);
    let code = code.split(':').next().map(trimmed).unwrap_or_default().to_owned();
    Diagnostic::warning(Code::ChartComment, "Mermaid takes a line whose second sign is `%` for a comment")
        .at(chart.span(line.start..line.start + text.len()), "")
        .hint(format!("write `{}`", entity::written(&code)))
}
