//! How long importing takes: charts of many megabytes, in shapes that could take more than their length. `make bench` runs it.

use std::fmt::Write as _;

use aarshjul::calendar::civil::NaiveDate;
use aarshjul::calendar::holidays::Country;
use aarshjul::diagnostic::report::Diagnostic;
use aarshjul::diagnostic::source::{SourceId, Sources};
use aarshjul::import::charts::{ChartFile, Page, Wanted};
use aarshjul::import::draft::Surroundings;
use aarshjul::import::lints::lints::lints;
use aarshjul::import::mermaid::reading::{PageForm, Reading, charts};
use aarshjul::import::roadmap::float::Undated;
use aarshjul::import::roadmap::roadmap::roadmap;
use aarshjul::schema::format::format;
use aarshjul::schema::reading;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The tasks of a chart.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Dates of their own, and different ids.
    Plain,
    /// Each after the one before.
    Chain,
    /// The same id everywhere.
    OneId,
    /// Each id twice.
    Pairs,
    /// All after the first.
    Star,
    /// A section each.
    Sections,
    /// All after tasks that there are none of.
    Unknown,
    /// Milestones on days of all kinds.
    Milestones,
}

const SHAPES: [Shape; 8] =
    [Shape::Plain, Shape::Chain, Shape::OneId, Shape::Pairs, Shape::Star, Shape::Sections, Shape::Unknown, Shape::Milestones];

/// The sizes, in megabytes.
const SIZES: [usize; 4] = [1, 5, 10, 20];

/// A chart of so many megabytes.
fn chart(shape: Shape, megabytes: usize) -> String {
    let mut text =
        "gantt\n    dateFormat YYYY-MM-DD\n    excludes weekends\n    section Drift\n    Opgave 0 :a0, 2026-01-05, 5d\n"
            .to_owned();
    let mut number = 0;
    while text.len() < megabytes * 1_000_000 {
        number += 1;
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        match shape {
            Shape::Plain => writeln!(text, "    Opgave {number} :a{number}, 2026-{month:02}-{day:02}, 5d"),
            Shape::Chain if number % 1000 == 0 => writeln!(text, "    Opgave {number} :a{number}, 2026-{month:02}-{day:02}, 1d"),
            Shape::Chain => writeln!(text, "    Opgave {number} :a{number}, after a{}, 1d", number - 1),
            Shape::OneId => writeln!(text, "    Opgave {number} :a, 2026-{month:02}-{day:02}, 2026-12-30"),
            Shape::Pairs => writeln!(text, "    Opgave {number} :a{}, 2026-{month:02}-{day:02}, 5d", number / 2),
            Shape::Star => writeln!(text, "    Opgave {number} :a{number}, after a0, 5d"),
            Shape::Sections => {
                writeln!(text, "    section Spor {number}\n    Oplæring {number} :a{number}, 2026-{month:02}-{day:02}, 5d")
            }
            Shape::Unknown => writeln!(text, "    Opgave {number} :a{number}, after b{number}, 5d"),
            Shape::Milestones => writeln!(text, "    Overdraget {number} :milestone, a{number}, 2026-{month:02}-{day:02}, 0d"),
        }
        .expect("a String takes all");
    }
    text
}

fn read(text: &str) -> Reading {
    let today = NaiveDate::from_ymd_opt(2026, 1, 15).expect("a date");
    charts(SourceId(0), text, PageForm::Chart, today)
}

/// The text of the plan that is made of a chart, and what is told of it.
fn planned(reading: Reading, undated: Undated) -> (String, Vec<Diagnostic>) {
    let mut told = reading.diagnostics;
    told.extend(lints(&reading.charts, Country::Dk));
    let file = ChartFile { name: "a.mmd".to_owned(), stem: "a".to_owned(), page: Page::default(), charts: reading.charts };
    let wanted = Wanted { undated, ..Wanted::of(Country::Dk) };
    let draft = roadmap(&[file], &wanted, &mut told).expect("a chart with tasks");
    (draft.text(&Surroundings::default()), told)
}

/// Every shape in every size.
fn cases() -> impl Iterator<Item = String> {
    SHAPES.into_iter().flat_map(|shape| SIZES.map(|size| format!("{shape:?} {size} MB")))
}

/// The chart of a case.
fn chart_of(case: &str) -> String {
    let shape = SHAPES.into_iter().find(|shape| case.starts_with(&format!("{shape:?} "))).expect("a shape");
    let size = case.split(' ').nth(1).and_then(|size| size.parse().ok()).expect("a size");
    chart(shape, size)
}

#[divan::bench(args = cases(), sample_count = 1, sample_size = 1)]
fn reading_a_chart(bencher: Bencher<'_, '_>, case: &str) {
    let text = chart_of(case);
    bencher.bench_local(|| -> Reading {
        let reading = read(black_box(&text));
        assert_eq!(reading.charts.len(), 1);
        reading
    });
}

#[divan::bench(args = cases(), sample_count = 1, sample_size = 1)]
fn a_chart_as_a_plan(bencher: Bencher<'_, '_>, case: &str) {
    measure(bencher, case, Undated::Fixed);
}

#[divan::bench(args = cases(), sample_count = 1, sample_size = 1)]
fn a_chart_as_a_plan_to_be_placed(bencher: Bencher<'_, '_>, case: &str) {
    measure(bencher, case, Undated::Placed);
}

fn measure(bencher: Bencher<'_, '_>, case: &str, undated: Undated) {
    let text = chart_of(case);
    bencher.bench_local(|| -> (String, Vec<Diagnostic>) {
        let (plan, told) = planned(read(black_box(&text)), undated);
        assert!(plan.len() > text.len() / 2, "{}", plan.len());
        (plan, told)
    });
}

/// All that `aarshjul import` does but for the disk: the plan is given its form and read again. That of 20 MB is larger than plans are.
#[divan::bench(args = cases().filter(|case| !case.ends_with(" 20 MB")), sample_count = 1, sample_size = 1)]
fn importing_a_chart(bencher: Bencher<'_, '_>, case: &str) {
    let text = chart_of(case);
    bencher.bench_local(|| -> (String, Vec<Diagnostic>) {
        let (plan, told) = planned(read(black_box(&text)), Undated::Fixed);
        let plan = format(&plan).expect("it is YAML");
        let mut sources = Sources::default();
        sources.add("a.yaml", plan.as_str());
        assert!(reading::read(&sources).plan.is_some());
        (plan, told)
    });
}
