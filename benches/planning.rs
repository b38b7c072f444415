//! How long each stage of planning takes, on generated plans of growing size: read, expand, price, bound, search, prove. How long
//! drawing takes is in `drawing.rs`.
//! `make bench` runs it. The plans are those of `aarshjul generate` with seed 1 for one year.

#![expect(clippy::panic, reason = "a bench that cannot go on stops")]

use std::ops::ControlFlow;

use aarshjul::diagnostic::source::Sources;
use aarshjul::generate::generated::{Generated, Wanted, generate};
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::schema::reading::{Reading, read};
use aarshjul::solve::ascent::Ascent;
use aarshjul::solve::descent::Descent;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::{Answer, Budget, solve};
use aarshjul::solve::ground::Ground;
use aarshjul::solve::model::Model;
use aarshjul::solve::optimum;
use aarshjul::solve::relaxation::Relaxation;
use divan::{Bencher, black_box};

/// How many products.
const SIZES: [usize; 3] = [1, 4, 16];
/// Steps of the ascent that a bound is measured by.
const STEPS: usize = 100;
/// More than a proof takes at these sizes.
const BUDGET: Budget = Budget { work: 5_000_000 };

fn main() {
    divan::main();
}

fn generated(products: usize) -> Generated {
    let wanted = Wanted { products, years: 1, first_year: 2027, seed: 1 };
    generate(wanted).unwrap_or_else(|| panic!("{products} products can be generated"))
}

fn sources(products: usize) -> Sources {
    let mut sources = Sources::default();
    for (name, text) in generated(products).files() {
        sources.add(name, text);
    }
    sources
}

fn plan(products: usize) -> Plan {
    let reading = read(&sources(products));
    reading.plan.unwrap_or_else(|| panic!("a generated plan has no faults: {:?}", reading.diagnostics.first()))
}

fn model(plan: &Plan) -> Model {
    optimum::model(&Problem::of(plan, Reach::Window), &Announced::default())
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn a_read(bencher: Bencher<'_, '_>, products: usize) {
    let sources = sources(products);
    bencher.bench_local(|| -> Reading { read(black_box(&sources)) });
}

#[divan::bench(args = SIZES, sample_count = 5, sample_size = 1)]
fn b_expand_into_a_model(bencher: Bencher<'_, '_>, products: usize) {
    let plan = plan(products);
    bencher.bench_local(|| model(black_box(&plan)));
}

#[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
fn c_price_everything_once(bencher: Bencher<'_, '_>, products: usize) {
    let plan = plan(products);
    let model = model(&plan);
    let mut relaxation = Relaxation::of(&model);
    let mut ascent = Ascent::of(&model);
    ascent.climb(&mut relaxation, STEPS, f64::INFINITY);
    let mut prices = ascent.prices.clone();
    prices.resize(relaxation.prices(), 0.0);
    bencher.bench_local(|| relaxation.evaluate(black_box(&prices)));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn d_bound_by_a_hundred_steps(bencher: Bencher<'_, '_>, products: usize) {
    let plan = plan(products);
    let model = model(&plan);
    bencher.bench_local(|| {
        let mut relaxation = Relaxation::of(&model);
        let mut ascent = Ascent::of(&model);
        ascent.climb(&mut relaxation, STEPS, f64::INFINITY);
        assert!(ascent.bound.is_finite());
        ascent.bound
    });
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn e_search_until_every_cycle_is_settled(bencher: Bencher<'_, '_>, products: usize) {
    let plan = plan(products);
    let model = model(&plan);
    let ground = Ground::of(&model);
    let mut relaxation = Relaxation::of(&model);
    let prices = vec![0.0; relaxation.prices()];
    relaxation.evaluate(&prices);
    bencher.bench_local(|| {
        let mut descent = Descent::from(&ground, &relaxation.chosen);
        descent.settle(10, &mut vec![true; model.chains.len()])
    });
}

#[divan::bench(args = [1, 2], sample_count = 3, sample_size = 1)]
fn f_prove(bencher: Bencher<'_, '_>, products: usize) {
    let plan = plan(products);
    let model = model(&plan);
    bencher.bench_local(|| {
        let solution = solve(black_box(&model), BUDGET, &mut |_| ControlFlow::Continue(()));
        assert!(matches!(solution.answer, Answer::Schedule { cost, bound, .. } if cost == bound));
        solution
    });
}
