//! Rows and their prices: of many rows few are ever broken, and only those are priced.
//!
//! A row that was never broken has the price 0: its slope was never above 0, so nothing has moved it. It is looked at again at
//! each step, by what was chosen alone.

use crate::solve::lists::Lists;
use crate::solve::model::{ActivityNumber, Choice, Model, OptionNumber, Row};

/// A term of a row as its activity sees it.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    row: u32,
    from: u32,
    to: u32,
    coefficient: i32,
}

/// A term of a row that counts one start alone, as its option sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct StartShare {
    row: u32,
    start: u16,
    coefficient: i32,
}

/// The rows of a model.
#[derive(Debug)]
pub struct PricedRows<'m> {
    model: &'m Model,
    shares: Lists<Share>,
    start_shares: Lists<StartShare>,
    /// The same of the rows that have been broken.
    priced_shares: Vec<Vec<Share>>,
    priced_starts: Vec<Vec<StartShare>>,
    is_priced: Vec<bool>,
    rights: Vec<f64>,
    /// The rows that a surplus burdens, and those of which the sum must be equal to something.
    watched: Vec<u32>,
    /// By how much each row is broken by what was looked at last; less than 0 where there is room.
    pub above: Vec<f64>,
}

impl<'m> PricedRows<'m> {
    /// Of a model; none has a price yet.
    pub fn of(model: &'m Model) -> PricedRows<'m> {
        let terms = model.rows.iter().enumerate().flat_map(|(row, content)| content.terms.iter().map(move |term| (row, *term)));
        let whole = terms.filter(|(_, term)| term.start.is_none()).map(|(row, term)| {
            (term.activity as usize, Share { row: row as u32, from: term.from, to: term.to, coefficient: term.coefficient })
        });
        let starts =
            model.start_terms().map(|(option, row, start, coefficient)| (option, StartShare { row, start, coefficient }));
        let listed = if starts.clone().next().is_some() { model.options.len() } else { 0 };
        PricedRows {
            model,
            shares: Lists::of(model.activities(), whole),
            start_shares: Lists::of(listed, starts),
            priced_shares: vec![Vec::new(); model.activities()],
            priced_starts: vec![Vec::new(); listed],
            is_priced: vec![false; model.rows.len()],
            rights: model.rows.iter().map(|row| f64::from(row.right)).collect(),
            watched: watched(model),
            above: Vec::new(),
        }
    }

    /// Adds up what each row has of these choices and surpluses, and prices what is broken for the first time.
    pub fn weigh(&mut self, chosen: &[Choice], surplus_values: &[f64]) {
        let model = self.model;
        self.above.clear();
        self.above.extend(self.rights.iter().map(|right| -right));
        for (activity, choice) in chosen.iter().enumerate() {
            let option = choice.option - model.first_options[activity];
            for share in self.shares.list(activity).iter().filter(|share| share.from <= option && option < share.to) {
                self.above[share.row as usize] += f64::from(share.coefficient);
            }
            let starts = self.start_shares.list_or_none(choice.option as usize).iter();
            for share in starts.filter(|share| share.start == choice.start) {
                self.above[share.row as usize] += f64::from(share.coefficient);
            }
        }
        // Of a row without a price that has room, no surplus but one that burdens it tells anything new.
        let mut open: Vec<usize> = self.watched.iter().map(|row| *row as usize).collect();
        open.extend((0..model.rows.len()).filter(|row| self.is_priced[*row] || self.above[*row] > 0.0));
        open.sort_unstable();
        open.dedup();
        for row in open {
            let content = &model.rows[row];
            let value = |(surplus, coefficient): &(u32, i32)| f64::from(*coefficient) * surplus_values[*surplus as usize];
            self.above[row] += content.surpluses.iter().map(value).sum::<f64>();
            if !self.is_priced[row] && (self.above[row] > 0.0 || (content.is_equation && self.above[row] != 0.0)) {
                self.price(row);
            }
        }
    }

    fn price(&mut self, row: usize) {
        self.is_priced[row] = true;
        for term in &self.model.rows[row].terms {
            let (row, coefficient) = (row as u32, term.coefficient);
            match term.start {
                None => {
                    let share = Share { row, from: term.from, to: term.to, coefficient };
                    self.priced_shares[term.activity as usize].push(share);
                }
                Some(start) => {
                    let first = self.model.first_options[term.activity as usize];
                    for option in (first + term.from..first + term.to).map(|option| option as usize) {
                        if usize::from(start) < self.model.starts(option).len() {
                            self.priced_starts[option].push(StartShare { row, start, coefficient });
                        }
                    }
                }
            }
        }
    }

    /// Adds to the costs of an activity's options what they pay, whatever their start.
    pub fn charge_days(&self, activity: ActivityNumber, prices: &[f64], costs: &mut [f64]) {
        for share in &self.priced_shares[activity] {
            let price = prices[share.row as usize];
            if price != 0.0 {
                for cost in &mut costs[share.from as usize..share.to as usize] {
                    *cost += price * f64::from(share.coefficient);
                }
            }
        }
    }

    /// What single starts of an option pay; nothing where it has none that do.
    pub fn of_starts(&self, option: OptionNumber) -> &[StartShare] {
        self.priced_starts.get(option).map(Vec::as_slice).unwrap_or_default()
    }
}

fn watched(model: &Model) -> Vec<u32> {
    let is_watched = |row: &Row| row.is_equation || row.surpluses.iter().any(|(_, coefficient)| *coefficient > 0);
    (0..).zip(&model.rows).filter(|(_, row)| is_watched(row)).map(|(row, _)| row).collect()
}

/// Adds to the costs of an option's starts what each pays.
pub fn charge_starts(shares: &[StartShare], prices: &[f64], costs: &mut [f64]) {
    for share in shares {
        costs[share.start as usize] += prices[share.row as usize] * f64::from(share.coefficient);
    }
}
