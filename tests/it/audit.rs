//! The audit of the bound: it tells what the ascent told, and notices a certificate that was tampered with.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use aarshjul::solve::ascent::{Ascent, Pause};
use aarshjul::solve::audit::{Fault, bound};
use aarshjul::solve::certificate::{Certificate, Paid, UNITS};
use aarshjul::solve::engine::{Answer, Budget, solve};
use aarshjul::solve::model::{Capacity, Chain, DayOption, Joint, Model, Pair, Start, Use};
use aarshjul::solve::relaxation::Relaxation;

use crate::random_model::{long_menus, middling, phases, tiny};

/// The certificate of the best prices, and the bound that the ascent told, in units; none where there is no path.
fn climbed(model: &Model) -> Option<(Certificate, i128)> {
    let mut relaxation = Relaxation::of(model);
    let mut ascent = Ascent::of(model);
    if ascent.climb(&mut relaxation, 400, f64::INFINITY) == Pause::Infeasible {
        assert_eq!(bound(model, &Certificate::default()), Ok(i128::MAX));
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a power of two")]
    let told = ascent.bound * UNITS as f64;
    Some((relaxation.certificate(&ascent.prices), format!("{told}").parse().unwrap()))
}

fn kind(paid: &Paid) -> &'static str {
    match paid {
        Paid::Row(_) => "row",
        Paid::Moment { .. } => "moment",
        Paid::Day { .. } => "day",
        Paid::Clique(_) => "clique",
        Paid::NotBefore { .. } => "not before",
        Paid::NotAfter { .. } => "not after",
        Paid::CopyOfOne { .. } | Paid::CopyOfOther { .. } => "copy",
    }
}

#[test]
fn the_audit_tells_the_bound_of_the_ascent_to_the_last_unit() {
    let models = (0..150)
        .map(tiny)
        .chain((0..50).map(phases))
        .chain((0..25).map(|seed| middling(seed, (20, 50))))
        .chain((0..40).map(long_menus));
    let mut kinds = BTreeSet::new();
    let (mut exact, mut all) = (0, 0);
    for model in models {
        let Some((certificate, told)) = climbed(&model) else { continue };
        let audited = bound(&model, &certificate).unwrap();
        // What a pair costs at least, the ascent counts only after the first step that found it broken.
        let costs = |pair: &Pair| !matches!(pair.joint, Joint::Runs(_));
        assert!(audited == told || (audited > told && model.pairs.iter().any(costs)), "{audited} is not {told}: {model:?}");
        exact += usize::from(audited == told);
        all += 1;
        kinds.extend(certificate.prices.iter().map(|(paid, _)| kind(paid)));
    }
    assert!(exact * 10 > all * 8, "{exact} of {all}");
    assert!(["row", "moment", "day", "not before", "not after", "copy"].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}

#[test]
fn a_price_that_was_changed_is_noticed() {
    let (mut noticed, mut changed) = (0, 0);
    for seed in 0..20 {
        let model = middling(seed, (20, 40));
        let Some((certificate, told)) = climbed(&model) else { continue };
        for place in 0..certificate.prices.len() {
            let mut tampered = certificate.clone();
            let (paid, price) = &mut tampered.prices[place];
            let is_free = match paid {
                Paid::Row(row) => model.rows[*row as usize].is_equation,
                Paid::CopyOfOne { .. } | Paid::CopyOfOther { .. } => true,
                Paid::Moment { .. } | Paid::Day { .. } | Paid::Clique(_) | Paid::NotBefore { .. } | Paid::NotAfter { .. } => {
                    false
                }
            };
            *price = -*price;
            let audited = bound(&model, &tampered);
            assert_eq!(audited == Err(Fault::NegativePrice), !is_free, "seed {seed}, price {place}");
            tampered.prices[place].1 = certificate.prices[place].1 + 40 * UNITS;
            changed += 1;
            noticed += usize::from(bound(&model, &tampered) != Ok(told));
        }
    }
    assert!(changed > 100 && noticed * 10 > changed * 9, "{noticed} of {changed}");
}

/// Three activities on one day, each with two starts, of which each two share a person.
fn triangle() -> Model {
    let start = |from: i32| Start { from, to: from + 2, cost: 0.0 };
    let uses = |resources: [u32; 2]| resources.map(|resource| Use { resource, margin: 0 }).to_vec();
    Model {
        first_options: vec![0, 1, 2, 3],
        options: vec![DayOption { day: 5, cost: 1.0, menu: 0 }; 3],
        menus: vec![vec![start(0), start(3)]],
        uses: vec![uses([0, 1]), uses([1, 2]), uses([2, 0])],
        capacities: vec![Capacity { at_once: 1, a_day: None }; 3],
        chains: (0..3).map(|activity| Chain { activities: vec![activity], steps: Vec::new() }).collect(),
        pairs: vec![Pair { one: 0, other: 1, joint: Joint::Runs(vec![(0, 1)]) }],
        ..Model::default()
    }
}

fn audited(paid: Paid, price: i64) -> Result<i128, Fault> {
    bound(&triangle(), &Certificate { prices: vec![(paid, price)] })
}

#[test]
fn what_is_no_clique_no_threshold_or_not_there_is_refused() {
    // Each can take the other start for nothing, so that only what is paid for counts.
    let all = |starts: u64| Paid::Clique(vec![(0, 0, starts), (1, 1, starts), (2, 2, starts)]);
    let units = i128::from(UNITS);
    assert_eq!(audited(all(1), UNITS), Ok(2 * units));
    assert_eq!(audited(all(3), UNITS), Err(Fault::NoClique));
    assert_eq!(audited(all(1), -UNITS), Err(Fault::NegativePrice));
    // The same activity twice would be counted twice.
    assert_eq!(audited(Paid::Clique(vec![(0, 0, 1), (0, 0, 1)]), UNITS), Err(Fault::NoClique));
    assert_eq!(audited(Paid::Clique(vec![(0, 1, 1)]), UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::Row(0), UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::Day { resource: 0, day: 5 }, UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::Moment { resource: 3, day: 5, moment: 0 }, UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::CopyOfOne { pair: 0, option: 0 }, UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::NotBefore { pair: 0, option: 1 }, UNITS), Err(Fault::Unknown));
    assert_eq!(audited(Paid::NotBefore { pair: 0, option: 0 }, UNITS), Ok(3 * units));
}

#[test]
fn runs_that_move_back_are_no_threshold() {
    let mut model = triangle();
    model.first_options = vec![0, 2, 4, 5];
    model.options = [5, 6, 5, 6, 5].map(|day| DayOption { day, cost: 1.0, menu: 0 }).to_vec();
    let audited = |runs: Vec<(u32, u32)>, paid: Paid| {
        let model = Model { pairs: vec![Pair { one: 0, other: 1, joint: Joint::Runs(runs) }], ..model.clone() };
        bound(&model, &Certificate { prices: vec![(paid, UNITS)] })
    };
    assert_eq!(audited(vec![(1, 2), (0, 2)], Paid::NotBefore { pair: 0, option: 0 }), Err(Fault::NoThreshold));
    assert_eq!(audited(vec![(0, 2), (0, 1)], Paid::NotAfter { pair: 0, option: 1 }), Err(Fault::NoThreshold));
    assert!(audited(vec![(0, 1), (1, 2)], Paid::NotBefore { pair: 0, option: 1 }).is_ok());
}

#[test]
fn a_menu_of_more_starts_than_a_clique_can_name_is_priced_all_the_same() {
    // Each would rather be first, and of the three one can. A clique says so; the resources two by two say less.
    let mut model = triangle();
    model.pairs.clear();
    model.menus = vec![
        (0..70).map(|place| Start { from: 3 * place, to: 3 * place + 2, cost: if place == 0 { 0.0 } else { 5.0 } }).collect(),
    ];
    let (certificate, told) = climbed(&model).unwrap();
    assert!(certificate.prices.iter().any(|(paid, _)| kind(paid) == "clique"));
    assert_eq!(bound(&model, &certificate), Ok(told));
    // Two by two, each would be first by half: 10.5.
    assert!(told > 12 * i128::from(UNITS), "{told}");
    let Answer::Schedule { cost, bound, .. } = solve(&model, Budget { work: 100_000 }, &mut |_| ControlFlow::Continue(())).answer
    else {
        panic!("there is room for all");
    };
    assert_eq!((cost, bound), (13, 13));
}

#[test]
fn a_day_of_more_than_255_moments_has_a_price_for_each() {
    // Both want 280; 24 costs 1 more, all else 9 more.
    let starts = std::iter::once(280).chain(0..280);
    let cost = |from: i32| match from {
        280 => 0.0,
        24 => 1.0,
        _ => 9.0,
    };
    let model = Model {
        first_options: vec![0, 1, 2],
        options: vec![DayOption { day: 5, cost: 0.0, menu: 0 }; 2],
        menus: vec![starts.map(|from| Start { from, to: from + 1, cost: cost(from) }).collect()],
        uses: vec![vec![Use { resource: 0, margin: 0 }]; 2],
        capacities: vec![Capacity { at_once: 1, a_day: None }],
        chains: (0..2).map(|activity| Chain { activities: vec![activity], steps: Vec::new() }).collect(),
        ..Model::default()
    };
    let (certificate, told) = climbed(&model).unwrap();
    assert_eq!(bound(&model, &certificate), Ok(told));
    assert!(told <= i128::from(UNITS), "{told}");
}
