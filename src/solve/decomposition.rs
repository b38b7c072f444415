//! The parts that prices leave of a problem: cycles as chains, related activities as pairs, surpluses one by one.
//!
//! A node is one day of one activity. Coupling rows are kept apart: they are what is priced.

use std::collections::BTreeMap;

use crate::constraint::pair::PricedPair;
use crate::constraint::post::Posted;
use crate::constraint::program::{Domain, Relation, number};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::solve::chain::Chain;

/// Two activities with the price of each two days; a part of its own, tied to the nodes of both by prices.
#[derive(Debug)]
pub struct PairPart {
    /// The node of the first day of the one, and its number of days.
    pub one: (usize, usize),
    /// The node of the first day of the other, and its number of days.
    pub other: (usize, usize),
    /// The cost of each two days, row by row; infinite where forbidden.
    pub costs: Vec<f64>,
}

/// A coupling row over columns, `sum of coefficient * column <= right`, or `= right`.
#[derive(Debug)]
pub struct PricedRow {
    /// The terms.
    pub terms: Vec<(usize, f64)>,
    /// The right-hand side.
    pub right: f64,
    /// Whether a price may be negative: the row is an equation.
    pub is_equation: bool,
}

/// A surplus column.
#[derive(Debug, Clone, Copy)]
pub struct SurplusPart {
    /// The column.
    pub column: usize,
    /// The most it can be.
    pub most: f64,
}

/// A problem in parts.
#[derive(Debug)]
pub struct Decomposition {
    /// The cost of every column.
    pub costs: Vec<f64>,
    /// For each node, the column of its day.
    pub day_columns: Vec<usize>,
    /// For each activity, the node of its first day; one more at the end.
    pub offsets: Vec<usize>,
    /// Cycles, and phases and milestones as cycles of one.
    pub chains: Vec<Chain>,
    /// For each pair of successive meetings, as posted, its chain and its step there.
    pub steps: Vec<(usize, usize)>,
    /// Related activities.
    pub pairs: Vec<PairPart>,
    /// Surpluses.
    pub surpluses: Vec<SurplusPart>,
    /// Coupling rows.
    pub rows: Vec<PricedRow>,
}

impl Decomposition {
    /// Takes a posted problem apart, in which no starts are told apart.
    pub fn of(problem: &Problem<'_>, posted: &Posted) -> Decomposition {
        let days = &posted.layout.days;
        let mut offsets = vec![0];
        for days in days {
            offsets.push(offsets[offsets.len() - 1] + days.len());
        }
        let day_columns = days.iter().flatten().map(|day| day.column.0).collect();
        let columns = posted.program.columns.iter().enumerate();
        let surpluses = columns
            .filter_map(|(column, shape)| match shape.domain {
                Domain::Surplus(most) => Some(SurplusPart { column, most: f64::from(most) }),
                Domain::Binary | Domain::Fraction => None,
            })
            .collect();
        let (chains, steps) = chains(problem, posted, &offsets);
        Decomposition {
            costs: posted.program.columns.iter().map(|column| number(column.cost)).collect(),
            day_columns,
            chains,
            steps,
            pairs: posted.relations.iter().map(|pair| part(pair, &offsets)).collect(),
            surpluses,
            rows: rows(posted),
            offsets,
        }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.day_columns.len()
    }
}

/// One chain for each group, in order of time, and one for each other activity; and where each posted pair is in them.
fn chains(problem: &Problem<'_>, posted: &Posted, offsets: &[usize]) -> (Vec<Chain>, Vec<(usize, usize)>) {
    let mut chains: Vec<Chain> = Vec::new();
    let mut place: BTreeMap<ActivityIndex, usize> = BTreeMap::new();
    let follows: BTreeMap<ActivityIndex, (usize, &PricedPair)> =
        posted.spacing.iter().enumerate().map(|(position, pair)| (pair.other, (position, pair))).collect();
    let mut steps = vec![(0, 0); posted.spacing.len()];
    // Successive meetings stand in order of time, so the earlier of a pair has its place before the later one comes.
    for (index, _) in problem.indexed().filter(|(index, _)| posted.layout.takes_part[index.0]) {
        let end = offsets[index.0 + 1];
        if let Some((position, pair)) = follows.get(&index) {
            let chain = place[&pair.one];
            steps[*position] = (chain, chains[chain].steps.len());
            let says = pair.costs() || pair.forbids();
            chains[chain].steps.push(if says { flat(&pair.prices) } else { Vec::new() });
            chains[chain].offsets.push(end);
            place.insert(index, chain);
        } else {
            place.insert(index, chains.len());
            chains.push(Chain { offsets: vec![offsets[index.0], end], steps: Vec::new() });
        }
    }
    (chains, steps)
}

fn flat(prices: &[Vec<Option<i64>>]) -> Vec<f64> {
    prices.iter().flatten().map(|price| price.map_or(f64::INFINITY, number)).collect()
}

fn part(pair: &PricedPair, offsets: &[usize]) -> PairPart {
    let days = |index: ActivityIndex| (offsets[index.0], offsets[index.0 + 1] - offsets[index.0]);
    PairPart { one: days(pair.one), other: days(pair.other), costs: flat(&pair.prices) }
}

/// The coupling rows.
fn rows(posted: &Posted) -> Vec<PricedRow> {
    posted.program.rows[posted.choices..]
        .iter()
        .map(|row| PricedRow {
            terms: row.terms.iter().map(|(column, coefficient)| (column.0, f64::from(*coefficient))).collect(),
            right: f64::from(row.right),
            is_equation: row.relation == Relation::Equal,
        })
        .collect()
}
