//! What relieves one row may burden another, as an absence relieves two meetings at one time and burdens a quorum: the board
//! says so while choices are made.

#![expect(clippy::float_cmp, reason = "whole numbers are exact")]

use aarshjul::solve::board::Board;
use aarshjul::solve::ground::Ground;
use aarshjul::solve::judge::judge;
use aarshjul::solve::model::{Chain, Choice, DayOption, Model, Row, Start, Surplus, Term};
use aarshjul::solve::priced_rows::PricedRows;

/// Two meetings on one of two days each. On the same first day somebody is absent from one of them, which is not allowed, or
/// costs as much as is told.
fn quorum(missing: Option<f64>) -> Model {
    let day = |day: i32| DayOption { day, cost: 0.0, menu: 0 };
    let first = |activity: u32| Term { activity, from: 0, to: 1, start: None, coefficient: 1 };
    let mut together = Row { terms: vec![first(0), first(1)], right: 1, ..Row::default() };
    together.surpluses.push((0, -1));
    let mut quorum = Row { surpluses: vec![(0, 1)], ..Row::default() };
    let mut surpluses = vec![Surplus { most: 1, cost: 0.0 }];
    if let Some(cost) = missing {
        quorum.surpluses.push((1, -1));
        surpluses.push(Surplus { most: 1, cost });
    }
    Model {
        first_options: vec![0, 2, 4],
        options: vec![day(0), day(1), day(0), day(1)],
        menus: vec![vec![Start { from: 540, to: 600, cost: 0.0 }]],
        uses: vec![Vec::new(), Vec::new()],
        chains: (0..2).map(|activity| Chain { activities: vec![activity], steps: Vec::new() }).collect(),
        rows: vec![together, quorum],
        surpluses,
        ..Model::default()
    }
}

fn at(options: [u32; 2]) -> Vec<Choice> {
    options.into_iter().map(|option| Choice { option, start: 0 }).collect()
}

#[test]
fn a_row_that_another_ones_relief_burdens_is_broken_on_the_board_as_for_the_judge() {
    let model = quorum(None);
    let ground = Ground::of(&model);
    let mut board = Board::of(&ground, &at([0, 2]));
    assert_eq!(board.broken_rows(&ground), [1]);
    assert_eq!(judge(&model, &board.chosen).broken, 1);
    assert_eq!(ground.chains_of(1).collect::<Vec<u32>>(), [0, 1]);
    assert_eq!(board.near(&ground, &[0]), judge(&model, &board.chosen));

    board.lift(&ground, 1);
    assert!(board.broken_rows(&ground).is_empty());
    board.place(&ground, 1, Choice { option: 3, start: 0 });
    assert!(board.broken_rows(&ground).is_empty());
    assert_eq!(judge(&model, &board.chosen).broken, 0);
}

#[test]
fn what_a_relief_costs_further_on_is_charged_where_it_is_needed() {
    let model = quorum(Some(7.0));
    let ground = Ground::of(&model);
    let mut board = Board::of(&ground, &at([0, 2]));
    assert_eq!(board.near(&ground, &[0, 1]).cost, 7.0);
    board.lift(&ground, 1);
    assert_eq!(board.charge(&ground, 0, 1, &[100.0, 100.0]), 7.0);
    assert_eq!(board.charge(&ground, 0, 0, &[100.0, 100.0]), 0.0);

    let model = quorum(None);
    let ground = Ground::of(&model);
    let mut board = Board::of(&ground, &at([0, 2]));
    board.lift(&ground, 1);
    assert_eq!(board.charge(&ground, 0, 1, &[100.0, 30.0]), 30.0);
}

#[test]
fn a_row_is_priced_once_it_has_been_broken() {
    let model = quorum(None);
    let mut rows = PricedRows::of(&model);
    let charged = |rows: &PricedRows<'_>| {
        let mut costs = [0.0; 2];
        rows.charge_days(0, &[5.0, 0.0], &mut costs);
        costs
    };
    rows.weigh(&at([0, 3]), &[0.0]);
    assert_eq!(rows.above, [0.0, 0.0]);
    assert_eq!(charged(&rows), [0.0, 0.0]);
    rows.weigh(&at([0, 2]), &[0.0]);
    assert_eq!(rows.above, [1.0, 0.0]);
    assert_eq!(charged(&rows), [5.0, 0.0]);
    rows.weigh(&at([0, 2]), &[1.0]);
    assert_eq!(rows.above, [0.0, 1.0]);
}

#[test]
fn a_relief_that_several_rows_share_is_paid_for_once() {
    let mut model = quorum(Some(7.0));
    // A second row is burdened by the same absence and relieved by the same missing member.
    model.rows.push(Row { surpluses: vec![(0, 1), (1, -1)], ..Row::default() });
    let ground = Ground::of(&model);
    let board = Board::of(&ground, &at([0, 2]));
    assert_eq!(judge(&model, &board.chosen).cost, 7.0);
    assert_eq!(board.near(&ground, &[0]), judge(&model, &board.chosen));
}
