//! Two placements judged together: the distance between meetings in a row, and relations between two activities.
//!
//! Posted as arcs `z[d,e]` from each day of the one to each day of the other: the flow out of a day is the day's column,
//! and so is the flow into it. This is the path formulation: with `z` whole whenever `x` is, an arc can carry any cost
//! and leave out any forbidden pair, and the relaxation of a chain of pairs is exact.

use crate::constraint::fee::{Fee, Force, Tag};
use crate::constraint::layout::{DayChoice, Layout};
use crate::constraint::program::{ColumnId, Domain, Program, Relation};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::{Placement, Schedule};

/// What a pair rule says of two placements.
pub type Judge<'p> = Box<dyn Fn(Placement, Placement) -> Vec<Fee> + 'p>;

/// Two activities and the rules that judge them together.
pub struct Pair<'p> {
    /// The one.
    pub one: ActivityIndex,
    /// The other.
    pub other: ActivityIndex,
    /// The rule under which the arcs are told.
    pub tag: Tag,
    /// What the rules say of two placements.
    pub judge: Judge<'p>,
}

/// What a schedule breaks. A pair in which one has no date breaks nothing.
pub fn check(pairs: &[Pair<'_>], problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = Vec::new();
    for pair in pairs {
        let ids = [pair.one, pair.other].map(|index| problem.activity(index).id.clone());
        let placements = [&ids[0], &ids[1]].map(|id| schedule.placement(id));
        if let [Some(one), Some(other)] = placements {
            charges.extend((pair.judge)(one, other).into_iter().map(|fee| fee.charged(&problem.plan.weights, ids.to_vec())));
        }
    }
    charges
}

/// Two activities with what each two of their days cost together.
#[derive(Debug, Clone)]
pub struct PricedPair {
    /// The one.
    pub one: ActivityIndex,
    /// The other.
    pub other: ActivityIndex,
    /// The rule under which the arcs are told.
    pub tag: Tag,
    /// For each day of the one, for each day of the other: what the two cost together; none where they are forbidden.
    pub prices: Vec<Vec<Option<i64>>>,
}

/// Prices a pair on the days of a layout.
pub fn price(pair: &Pair<'_>, layout: &Layout, force: Force<'_>) -> PricedPair {
    let (one, other) = (layout.days(pair.one), layout.days(pair.other));
    let judged = |from: &DayChoice, to: &DayChoice| force.price(&(pair.judge)(from.placement, to.placement));
    let prices = one.iter().map(|from| other.iter().map(|to| judged(from, to)).collect()).collect();
    PricedPair { one: pair.one, other: pair.other, tag: pair.tag, prices }
}

impl PricedPair {
    /// Whether any two days cost something; otherwise the pair only forbids, or says nothing.
    pub fn costs(&self) -> bool {
        self.prices.iter().flatten().any(|price| price.is_some_and(|price| price != 0))
    }

    /// Whether any two days are forbidden.
    pub fn forbids(&self) -> bool {
        self.prices.iter().flatten().any(Option::is_none)
    }
}

/// Adds the arcs of a pair, or lighter rows where arcs would say no more.
pub fn post(pair: &PricedPair, layout: &Layout, program: &mut Program) {
    let (one, other) = (layout.days(pair.one), layout.days(pair.other));
    if pair.costs() || (pair.forbids() && !is_staircase(&pair.prices)) {
        post_arcs(pair.tag, one, other, &pair.prices, program);
    } else if pair.forbids() {
        post_staircase(pair.tag, one, other, &pair.prices, program);
    }
}

fn post_arcs(tag: Tag, one: &[DayChoice], other: &[DayChoice], prices: &[Vec<Option<i64>>], program: &mut Program) {
    let mut out: Vec<Vec<(ColumnId, i32)>> = one.iter().map(|day| vec![(day.column, -1)]).collect();
    let mut into: Vec<Vec<(ColumnId, i32)>> = other.iter().map(|day| vec![(day.column, -1)]).collect();
    for (from, row) in prices.iter().enumerate() {
        for (to, price) in row.iter().enumerate() {
            if let Some(cost) = price {
                let arc = program.column(Domain::Fraction, *cost);
                out[from].push((arc, 1));
                into[to].push((arc, 1));
            }
        }
    }
    for terms in out.into_iter().chain(into) {
        program.row(tag, terms, Relation::Equal, 0);
    }
}

/// Whether the allowed days form one run for each day of the one, and both ends of the run only move forward.
fn is_staircase(prices: &[Vec<Option<i64>>]) -> bool {
    let runs: Option<Vec<(usize, usize)>> = prices.iter().map(|row| run(row)).collect();
    runs.is_some_and(|runs| runs.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1))
}

/// The first and the last allowed day of a row without a gap.
fn run(row: &[Option<i64>]) -> Option<(usize, usize)> {
    let first = row.iter().position(Option::is_some)?;
    let last = row.iter().rposition(Option::is_some)?;
    row[first..=last].iter().all(Option::is_some).then_some((first, last))
}

/// Difference constraints on cumulated days (a totally unimodular system): when the one lies on day `i` or later, the other
/// lies on the first day allowed for `i` or later; and likewise from the other end.
fn post_staircase(tag: Tag, one: &[DayChoice], other: &[DayChoice], prices: &[Vec<Option<i64>>], program: &mut Program) {
    let runs: Vec<(usize, usize)> = prices.iter().filter_map(|row| run(row)).collect();
    let mut reached = 0;
    for (from, (first, _)) in runs.iter().enumerate() {
        if *first > reached {
            reached = *first;
            let mut terms: Vec<(ColumnId, i32)> = one[from..].iter().map(|day| (day.column, 1)).collect();
            terms.extend(other[*first..].iter().map(|day| (day.column, -1)));
            program.row(tag, terms, Relation::AtMost, 0);
        }
    }
    let mut reached = other.len().saturating_sub(1);
    for (from, (_, last)) in runs.iter().enumerate().rev() {
        if *last < reached {
            reached = *last;
            let mut terms: Vec<(ColumnId, i32)> = one[..=from].iter().map(|day| (day.column, 1)).collect();
            terms.extend(other[..=*last].iter().map(|day| (day.column, -1)));
            program.row(tag, terms, Relation::AtMost, 0);
        }
    }
}
