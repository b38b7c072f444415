//! Any bytes as a chart and as a page: they are read, what is odd in them is told at places that are in the text, and what is made
//! of their charts, as a roadmap and as windows, is a plan without an error.
#![no_main]

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::source::{Form, Sources};
use aarshjul::import::charts::{ChartFile, Page, Wanted};
use aarshjul::import::lints::lints::lints;
use aarshjul::import::mermaid::reading::{PageForm, charts};
use aarshjul::import::roadmap::float::Undated;
use aarshjul::import::roadmap::roadmap::roadmap;
use aarshjul::import::windows::windows::windows;
use aarshjul_fuzz::{check_places, check_plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check(bytes, Form::Chart, PageForm::Chart);
    if bytes.windows(3).any(|signs| signs == b"```" || signs == b"~~~") {
        check(bytes, Form::Page, PageForm::Page);
    }
});

fn check(bytes: &[u8], form: Form, page_form: PageForm) {
    let mut sources = Sources::default();
    let source = sources.add_bytes(form, "a.md", bytes.to_vec());
    let text = sources.source(source).text.clone();
    let today = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a date");
    let reading = charts(source, &text, page_form, today);
    let mut told = reading.diagnostics;
    told.extend(lints(&reading.charts, Country::Dk));
    let title = |title: &Option<aarshjul::diagnostic::source::Spanned<String>>| title.as_ref().map(|title| title.value.clone());
    let page = Page { title: title(&reading.title), parent: title(&reading.parent) };
    let file = ChartFile { name: "a.md".to_owned(), stem: "a".to_owned(), page, charts: reading.charts };
    let files = [file];
    for undated in [Undated::Fixed, Undated::Placed] {
        roadmap(&files, &Wanted { undated, ..Wanted::of(Country::Dk) }, &mut told).iter().for_each(check_plan);
    }
    windows(&files, &Wanted::of(Country::Dk), &mut told).iter().for_each(check_plan);
    check_places(&told, &text);
}
