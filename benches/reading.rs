//! How long reading takes: plans of many products, and plans that are nothing but faults. `make bench` runs it.

use aarshjul::diagnostic::source::Sources;
use aarshjul::schema::reading::{Reading, read};
use divan::{Bencher, black_box};

mod large_plan;

fn main() {
    divan::main();
}

/// The texts of so many products, each in a file of its own, after the shared one.
fn sources(products: usize, slip: &str) -> Sources {
    let mut sources = Sources::default();
    for (name, text) in large_plan::files(products, slip) {
        sources.add(name, text);
    }
    sources
}

#[divan::bench(args = [10, 100, 1000], sample_count = 5, sample_size = 1)]
fn a_plan_of_many_products(bencher: Bencher<'_, '_>, products: usize) {
    let sources = sources(products, "");
    bencher.bench_local(|| -> Reading {
        let reading = read(black_box(&sources));
        assert!(reading.plan.is_some(), "{:?}", reading.diagnostics.first());
        reading
    });
}

#[divan::bench(args = [10, 100, 1000], sample_count = 3, sample_size = 1)]
fn a_plan_whose_every_relation_names_nothing(bencher: Bencher<'_, '_>, products: usize) {
    let sources = sources(products, "x");
    bencher.bench_local(|| -> Reading {
        let reading = read(black_box(&sources));
        assert!(reading.diagnostics.len() >= products);
        reading
    });
}
