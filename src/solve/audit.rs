//! The bound of prices, once more: exact whole numbers in plain loops, from the model and the certificate alone. It shares
//! nothing with what found the prices, and believes nothing that it is told about them.
//!
//! `L(p) = sum over chains of min (cost + p * rows) + sum over surpluses and pairs by themselves of the same - p * right`.

use std::collections::BTreeMap;

use crate::solve::certificate::{Certificate, Paid, UNITS};
use crate::solve::model::{Chain, Joint, Model, Start};

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A price below 0 of what may be less than its right-hand side.
    NegativePrice,
    /// Two of a clique can be chosen together.
    NoClique,
    /// The runs of a pair move back.
    NoThreshold,
    /// What is paid for is not in the model.
    Unknown,
}

/// The bound that these prices give, in [`UNITS`]; the largest number where some chain or pair has no choice at all.
///
/// # Errors
///
/// The first fault of the certificate: then nothing is known.
pub fn bound(model: &Model, certificate: &Certificate) -> Result<i128, Fault> {
    let mut takers: Vec<Vec<usize>> = vec![Vec::new(); model.capacities.len()];
    for (activity, uses) in model.uses.iter().enumerate() {
        for taken in uses {
            takers[taken.resource as usize].push(activity);
        }
    }
    let mut audit = Audit {
        model,
        takers,
        options: vec![0; model.options.len()],
        starts: BTreeMap::new(),
        surpluses: vec![0; model.surpluses.len()],
        copies: BTreeMap::new(),
        constant: 0,
    };
    for (paid, price) in &certificate.prices {
        audit.charge(paid, i128::from(*price))?;
    }
    Ok(audit.total().unwrap_or(i128::MAX))
}

struct Audit<'m> {
    model: &'m Model,
    /// Who takes each resource.
    takers: Vec<Vec<usize>>,
    /// What each option pays, whatever its start.
    options: Vec<i128>,
    /// What each start of some options pays besides.
    starts: BTreeMap<usize, Vec<i128>>,
    surpluses: Vec<i128>,
    /// What the pairs by themselves pay for each option of the one, then for each of the other.
    copies: BTreeMap<u32, Vec<i128>>,
    constant: i128,
}

/// What costs so much, in units; none where it cannot be chosen.
fn units(cost: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "costs are whole numbers")]
    cost.is_finite().then_some(cost as i64).map(|cost| i128::from(cost) * i128::from(UNITS))
}

impl Audit<'_> {
    fn charge(&mut self, paid: &Paid, price: i128) -> Result<(), Fault> {
        let model = self.model;
        let is_free = match paid {
            Paid::Row(row) => model.rows.get(*row as usize).ok_or(Fault::Unknown)?.is_equation,
            Paid::CopyOfOne { .. } | Paid::CopyOfOther { .. } => true,
            Paid::Moment { .. } | Paid::Day { .. } | Paid::Clique(_) | Paid::NotBefore { .. } | Paid::NotAfter { .. } => false,
        };
        if price < 0 && !is_free {
            return Err(Fault::NegativePrice);
        }
        match paid {
            Paid::Row(row) => self.charge_row(*row as usize, price),
            Paid::Moment { resource, day, moment } => {
                let at_once = model.capacities.get(*resource as usize).ok_or(Fault::Unknown)?.at_once;
                self.charge_resource(*resource, *day, price, &|from, to| from <= *moment && *moment < to);
                self.constant -= price * i128::from(at_once);
            }
            Paid::Day { resource, day } => {
                let a_day = model.capacities.get(*resource as usize).and_then(|capacity| capacity.a_day);
                self.charge_resource(*resource, *day, price, &|_, _| true);
                self.constant -= price * i128::from(a_day.ok_or(Fault::Unknown)?);
            }
            Paid::Clique(members) => self.charge_clique(members, price)?,
            Paid::NotBefore { pair, option } => self.charge_threshold(*pair, *option as usize, price, End::First)?,
            Paid::NotAfter { pair, option } => self.charge_threshold(*pair, *option as usize, price, End::Last)?,
            Paid::CopyOfOne { pair, option } => self.charge_copy(*pair, *option as usize, price, 0)?,
            Paid::CopyOfOther { pair, option } => self.charge_copy(*pair, *option as usize, price, 1)?,
        }
        Ok(())
    }

    fn charge_start(&mut self, option: usize, start: usize, price: i128) {
        let count = self.model.starts(option).len();
        self.starts.entry(option).or_insert_with(|| vec![0; count])[start] += price;
    }

    fn charge_row(&mut self, row: usize, price: i128) {
        let model = self.model;
        for term in &model.rows[row].terms {
            let first = model.options_of(term.activity as usize).start;
            let charge = price * i128::from(term.coefficient);
            for option in first + term.from as usize..first + term.to as usize {
                match term.start {
                    None => self.options[option] += charge,
                    Some(start) if usize::from(start) < model.starts(option).len() => {
                        self.charge_start(option, start.into(), charge);
                    }
                    Some(_) => {}
                }
            }
        }
        for (surplus, coefficient) in &model.rows[row].surpluses {
            self.surpluses[*surplus as usize] += price * i128::from(*coefficient);
        }
        self.constant -= price * i128::from(model.rows[row].right);
    }

    /// Charges the starts that take a resource on a day from and to such minutes.
    fn charge_resource(&mut self, resource: u32, day: i32, price: i128, takes: &dyn Fn(i32, i32) -> bool) {
        let model = self.model;
        for activity in self.takers[resource as usize].clone() {
            let options = model.options_of(activity);
            let Ok(place) = model.options[options.clone()].binary_search_by_key(&day, |option| option.day) else { continue };
            for (start, content) in model.starts(options.start + place).iter().enumerate() {
                let (from, to) = stretch(model, activity, resource, content);
                if takes(from, to) {
                    self.charge_start(options.start + place, start, price);
                }
            }
        }
    }

    fn charge_clique(&mut self, members: &[(u32, u32, u64)], price: i128) -> Result<(), Fault> {
        let model = self.model;
        let mut nodes: Vec<(usize, usize, usize)> = Vec::new();
        for (activity, option, starts) in members {
            let (activity, option) = (*activity as usize, *option as usize);
            if activity >= model.activities() || !model.options_of(activity).contains(&option) {
                return Err(Fault::Unknown);
            }
            let chosen = (0..model.starts(option).len().min(64)).filter(|start| starts >> start & 1 == 1);
            nodes.extend(chosen.map(|start| (activity, option, start)));
        }
        for (place, one) in nodes.iter().enumerate() {
            if nodes[..place].iter().any(|other| one == other || !conflict(model, *one, *other)) {
                return Err(Fault::NoClique);
            }
        }
        for (_, option, start) in nodes {
            self.charge_start(option, start, price);
        }
        self.constant -= price;
        Ok(())
    }

    fn charge_threshold(&mut self, pair: u32, option: usize, price: i128, end: End) -> Result<(), Fault> {
        let pair = self.model.pairs.get(pair as usize).ok_or(Fault::Unknown)?;
        let Joint::Runs(runs) = &pair.joint else { return Err(Fault::Unknown) };
        let (first, last) = *runs.get(option).ok_or(Fault::Unknown)?;
        let (ones, others) = (self.model.options_of(pair.one), self.model.options_of(pair.other));
        let (charged, relieved, holds) = match end {
            End::First => {
                let holds = runs[option..].iter().all(|run| run.0 >= first);
                (ones.start + option..ones.end, others.start + first as usize..others.end, holds)
            }
            End::Last => {
                let holds = runs[..=option].iter().all(|run| run.1 <= last);
                (ones.start..ones.start + option + 1, others.start..others.start + last as usize, holds)
            }
        };
        if !holds || relieved.end > others.end {
            return Err(Fault::NoThreshold);
        }
        self.options[charged].iter_mut().for_each(|charge| *charge += price);
        self.options[relieved].iter_mut().for_each(|charge| *charge -= price);
        Ok(())
    }

    fn charge_copy(&mut self, index: u32, option: usize, price: i128, end: usize) -> Result<(), Fault> {
        let pair = self.model.pairs.get(index as usize).ok_or(Fault::Unknown)?;
        let ends = [self.model.options_of(pair.one), self.model.options_of(pair.other)];
        if matches!(pair.joint, Joint::Runs(_)) || option >= ends[end].len() {
            return Err(Fault::Unknown);
        }
        self.options[ends[end].start + option] -= price;
        let copy = self.copies.entry(index).or_insert_with(|| vec![0; ends[0].len() + ends[1].len()]);
        copy[end * ends[0].len() + option] += price;
        Ok(())
    }

    /// All together; none where something has no choice at all.
    fn total(&self) -> Option<i128> {
        let mut total = self.constant;
        for chain in &self.model.chains {
            total += self.chain(chain)?;
        }
        for (surplus, charge) in self.model.surpluses.iter().zip(&self.surpluses) {
            total += i128::from(surplus.most) * (units(surplus.cost)? + charge).min(0);
        }
        for (index, pair) in (0..).zip(&self.model.pairs) {
            let (ones, others) = (self.model.options_of(pair.one).len(), self.model.options_of(pair.other).len());
            let own = match self.copies.get(&index) {
                Some(own) => own.clone(),
                None => vec![0; ones + others],
            };
            let least =
                |to: usize, steps: &[(usize, i128)]| steps.iter().map(|(from, cost)| own[*from] + cost + own[ones + to]).min();
            if !matches!(pair.joint, Joint::Runs(_)) {
                let before = self.before(&pair.joint, pair.one, pair.other);
                total += before.iter().enumerate().filter_map(|(to, steps)| least(to, steps)).min()?;
            }
        }
        Some(total)
    }

    /// The least that a path through a chain pays: the best way to each option, activity by activity.
    fn chain(&self, chain: &Chain) -> Option<i128> {
        let own =
            |activity: usize| -> Vec<Option<i128>> { self.model.options_of(activity).map(|option| self.own(option)).collect() };
        let mut best = own(*chain.activities.first()?);
        for (ends, step) in chain.activities.windows(2).zip(&chain.steps) {
            let before = self.before(step, ends[0], ends[1]);
            let extended = own(ends[1]).into_iter().zip(before).map(|(own, steps)| {
                let least = steps.into_iter().filter_map(|(from, cost)| Some(best[from]? + cost)).min();
                Some(own? + least?)
            });
            best = extended.collect();
        }
        best.into_iter().flatten().min()
    }

    /// What an option pays with the start that is best for it.
    fn own(&self, option: usize) -> Option<i128> {
        let charges = self.starts.get(&option);
        let starts = self.model.starts(option).iter().enumerate();
        let start = starts.filter_map(|(place, start)| Some(units(start.cost)? + charges.map_or(0, |charges| charges[place])));
        Some(units(self.model.options[option].cost)? + self.options[option] + start.min()?)
    }

    /// For each option of the other, which options of the one may go before it, and what the two cost together.
    fn before(&self, joint: &Joint, one: usize, other: usize) -> Vec<Vec<(usize, i128)>> {
        let (ones, others) = (&self.model.options[self.model.options_of(one)], &self.model.options[self.model.options_of(other)]);
        let mut before: Vec<Vec<(usize, i128)>> = vec![Vec::new(); others.len()];
        for (from, option) in ones.iter().enumerate() {
            match joint {
                Joint::Distance { first, table } => {
                    let earliest = option.day + first;
                    let next = others.partition_point(|later| later.day < earliest);
                    for (to, later) in others.iter().enumerate().skip(next) {
                        let place = usize::try_from(later.day - earliest).unwrap_or(usize::MAX);
                        let Some(cost) = self.model.tables[*table as usize].get(place) else { break };
                        before[to].extend(units(*cost).map(|cost| (from, cost)));
                    }
                }
                Joint::Runs(runs) => {
                    for before in &mut before[runs[from].0 as usize..runs[from].1 as usize] {
                        before.push((from, 0));
                    }
                }
                Joint::Matrix(costs) => {
                    for (before, cost) in before.iter_mut().zip(&costs[from * others.len()..]) {
                        before.extend(units(*cost).map(|cost| (from, cost)));
                    }
                }
            }
        }
        before
    }
}

/// Which end of a run.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

/// From when to when a start takes a resource; never where its activity does not use it.
fn stretch(model: &Model, activity: usize, resource: u32, start: &Start) -> (i32, i32) {
    let taken = model.uses[activity].iter().find(|taken| taken.resource == resource);
    taken.map_or((0, 0), |taken| (start.from - taken.margin, start.to + taken.margin))
}

/// Whether two starts, each of an option of an activity, cannot both be chosen: an activity has one, and a resource that one
/// can have at once is taken by both.
fn conflict(model: &Model, one: (usize, usize, usize), other: (usize, usize, usize)) -> bool {
    if one.0 == other.0 {
        return true;
    }
    let shared = model.uses[one.0].iter().map(|taken| taken.resource).filter(|resource| {
        model.capacities[*resource as usize].at_once == 1 && model.uses[other.0].iter().any(|taken| taken.resource == *resource)
    });
    let meet = |resource: u32| {
        let (from, to) = stretch(model, one.0, resource, &model.starts(one.1)[one.2]);
        let (other_from, other_to) = stretch(model, other.0, resource, &model.starts(other.1)[other.2]);
        from.max(other_from) < to.min(other_to)
    };
    model.options[one.1].day == model.options[other.1].day && shared.into_iter().any(meet)
}
