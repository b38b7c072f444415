//! How long it takes to draw every file of a plan whose dates are known, and to put them on the disk: feeds, charts, pages, wheels,
//! tables and the site. `make bench` runs it. The plans are those of `aarshjul generate` with seed 1 for one year, with their hidden
//! schedule. Drawing runs on one thread, so its time is its CPU time.

#![expect(clippy::panic, reason = "a bench that cannot go on stops")]

use aarshjul::cli::drawing::{Dots, Wishes, draw};
use aarshjul::cli::input::Edits;
use aarshjul::cli::transaction::Held;
use aarshjul::cli::write::write;
use aarshjul::diagnostic::source::Sources;
use aarshjul::generate::generated::{Generated, Wanted, generate};
use aarshjul::plan::plan::Plan;
use aarshjul::render::artifact::Artifact;
use aarshjul::render::view::View;
use aarshjul::schedule::ledger::Ledger;
use aarshjul::schedule::placement::Schedule;
use aarshjul::schedule::stamp::Stamp;
use aarshjul::schema::reading::read;
use chrono::{NaiveDate, NaiveTime};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

struct Case {
    sources: Sources,
    plan: Plan,
    schedule: Schedule,
}

fn case(products: usize) -> Case {
    let wanted = Wanted { products, years: 1, first_year: 2027, seed: 1 };
    let generated: Generated = generate(wanted).unwrap_or_else(|| panic!("{products} products can be generated"));
    let schedule = generated.schedule.clone();
    let mut sources = Sources::default();
    for (name, text) in generated.files() {
        sources.add(name, text);
    }
    let reading = read(&sources);
    let plan = reading.plan.unwrap_or_else(|| panic!("a generated plan has no faults: {:?}", reading.diagnostics.first()));
    Case { sources, plan, schedule }
}

fn drawn(case: &Case) -> (Vec<Artifact>, Ledger) {
    let stamp = Stamp::new(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default().and_time(NaiveTime::MIN));
    let view = View::new(black_box(&case.plan), &case.schedule);
    draw(&view, (&[], &case.sources), (&Ledger::default(), stamp), Wishes { marked: None, dots: Dots::None })
}

#[divan::bench(args = [1, 10, 100], sample_count = 5, sample_size = 1)]
fn a_draw(bencher: Bencher<'_, '_>, products: usize) {
    let case = case(products);
    bencher.bench_local(|| drawn(&case));
}

#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn b_write(bencher: Bencher<'_, '_>, products: usize) {
    let (artifacts, ledger) = drawn(&case(products));
    let lock_text = ledger.to_text();
    bencher
        .with_inputs(|| tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}")))
        .bench_local_values(|folder| {
            let (out, lock) = (folder.path().join("out"), folder.path().join("aarshjul.lock"));
            let held = Held::to_write(&out, &lock).unwrap_or_else(|stop| panic!("{}", stop.0));
            let written = write(&held, &out, &artifacts, (&lock, &lock_text), &Edits::new());
            assert!(written.is_ok_and(|written| written.changed > artifacts.len()));
            folder
        });
}
