//! Reads the gantt charts of a page or of a file, and resolves them as Mermaid does: grammar, dates, and what is odd in both. Knows
//! no plan.

use crate::calendar::civil::NaiveDate;
use crate::calendar::zone::Zone;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{SourceId, Span, Spanned};
use crate::import::mermaid::chart::Chart;
use crate::import::mermaid::clock::Clock;
use crate::import::mermaid::compilation::compiled;
use crate::import::mermaid::mapped::Mapped;
use crate::import::mermaid::page;
use crate::import::mermaid::preparation::{Prepared, prepared};

/// What a text with charts is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageForm {
    /// A page in Markdown, with charts in fences.
    Page,
    /// A chart alone.
    Chart,
}

/// What was read of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The charts, in the order of the text.
    pub charts: Vec<Chart>,
    /// The title in the front matter of a page.
    pub title: Option<Spanned<String>>,
    /// The title of the page above, in the front matter of a page.
    pub parent: Option<Spanned<String>>,
    /// What is wrong or odd, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The zone whose wall clocks charts are read by: a chart names none, and shows each reader that of the own browser.
pub const ZONE: &str = "Europe/Copenhagen";

/// Reads the charts of a text. `today` is the date that Mermaid takes for what nothing else dates: a task after one that no task is.
pub fn charts(source: SourceId, text: &str, form: PageForm, today: NaiveDate) -> Reading {
    let zone = Zone::named(ZONE).expect("the database that comes with the program has Denmark");
    let clock = Clock { zone, today };
    let mut reading = Reading { charts: Vec::new(), title: None, parent: None, diagnostics: Vec::new() };
    match form {
        PageForm::Page => {
            let page = page::page(source, text);
            (reading.title, reading.parent) = (page.title, page.parent);
            for fence in page.fences {
                let prepared = prepared(&fence.inside);
                if is_gantt(&prepared) {
                    reading.diagnostics.extend(fence.unclosed.map(unclosed));
                    add(&mut reading, &fence.inside, prepared, &clock);
                }
            }
        }
        PageForm::Chart => {
            let mut chart = Mapped::new(source);
            chart.push(text, 0);
            let prepared = prepared(&chart);
            if is_gantt(&prepared) {
                add(&mut reading, &chart, prepared, &clock);
            }
        }
    }
    if reading.charts.is_empty() {
        reading.diagnostics.push(missing(source, text, form));
    }
    reading.diagnostics.sort_by_key(Diagnostic::span);
    reading
}

fn add(reading: &mut Reading, inside: &Mapped, prepared: Prepared, clock: &Clock) {
    let (mut chart, diagnostics) = compiled(prepared, clock);
    let end = inside.whole();
    chart.span = Span { end: end.end, ..chart.span };
    reading.charts.push(chart);
    reading.diagnostics.extend(diagnostics);
}

/// Whether Mermaid takes a text for a gantt chart: it looks for the word in lower case.
fn is_gantt(prepared: &Prepared) -> bool {
    prepared.text.text.starts_with("gantt")
}

fn unclosed(fence: Span) -> Diagnostic {
    Diagnostic::warning(Code::ChartUnclosedFence, "nothing closes the fence of the chart")
        .at(fence, "GitHub draws it, and Jekyll shows its text")
        .hint("write the same fence on a line behind the chart")
}

fn missing(source: SourceId, text: &str, form: PageForm) -> Diagnostic {
    let start = Span { source, start: 0, end: 0 };
    let fault = |message: &str| Diagnostic::error(Code::ChartMissing, message).at(start, "");
    match form {
        PageForm::Page => {
            fault("the page has no gantt chart").hint("a chart stands in a fence ```` ```mermaid ````, and begins with `gantt`")
        }
        PageForm::Chart if text.trim_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case("gantt")) => {
            fault("Mermaid knows `gantt` in lower case alone").hint("write `gantt`")
        }
        PageForm::Chart => fault("the file is no gantt chart").hint("a gantt chart begins with a line `gantt`"),
    }
}
