//! What of a model does not change while choices do, looked up from every side: the terms of an activity, the chains that share
//! something, the rows that share a surplus.

use std::collections::{BTreeMap, BTreeSet};

use crate::solve::lists::Lists;
use crate::solve::model::{Model, Term};

/// What something that couples two chains counts; of what couples more each counts so much less.
const COUPLED: u64 = 5_040;

/// A term of a row as its activity sees it.
#[derive(Debug, Clone, Copy, Default)]
pub struct RowTerm {
    /// Which row.
    pub row: u32,
    /// The term.
    pub term: Term,
}

/// What does not change while choices do.
#[derive(Debug)]
pub struct Ground<'m> {
    /// The problem.
    pub model: &'m Model,
    /// The terms of each activity that count all starts.
    pub terms: Lists<RowTerm>,
    /// The rows that each activity has a term in, in order.
    pub rows: Lists<u32>,
    /// The terms that count one start alone, by option: the row, the start and the coefficient.
    pub start_terms: Lists<(u32, u16, i32)>,
    /// The pairs of each activity.
    pub pairs: Lists<u32>,
    /// The chain of each activity, and its place in it.
    pub chain_of: Vec<(u32, u32)>,
    /// The chains that share something with each chain, in order.
    pub neighbours: Vec<Vec<u32>>,
    /// The chains that take each resource, in order.
    takers: Lists<u32>,
    /// The rows that each surplus burdens, by so much a unit.
    pub burdened: Lists<(u32, i32)>,
    /// The rows that each surplus relieves.
    pub relieved: Lists<(u32, i32)>,
}

impl<'m> Ground<'m> {
    /// Of a model.
    pub fn of(model: &'m Model) -> Ground<'m> {
        let activities = model.activities();
        let terms = (0..).zip(&model.rows).flat_map(|(row, content)| {
            let whole = content.terms.iter().filter(|term| term.start.is_none());
            whole.map(move |term| (term.activity as usize, RowTerm { row, term: *term }))
        });
        let rows = (0..).zip(&model.rows).flat_map(|(row, content)| {
            let mut activities: Vec<u32> = content.terms.iter().map(|term| term.activity).collect();
            activities.sort_unstable();
            activities.dedup();
            activities.into_iter().map(move |activity| (activity as usize, row))
        });
        let ends =
            model.pairs.iter().enumerate().flat_map(|(index, pair)| [(pair.one, index as u32), (pair.other, index as u32)]);
        let mut chain_of = vec![(0, 0); activities];
        for (chain, content) in model.chains.iter().enumerate() {
            for (place, activity) in content.activities.iter().enumerate() {
                chain_of[*activity] = (chain as u32, place as u32);
            }
        }
        let neighbours = neighbours(model, &chain_of);
        let takers = takers(model, &chain_of).into_iter().enumerate();
        let takers = takers.flat_map(|(resource, chains)| chains.into_iter().map(move |chain| (resource, chain)));
        let parts = (0..).zip(&model.rows).flat_map(|(row, content)| {
            content.surpluses.iter().map(move |(surplus, coefficient)| (*surplus as usize, (row, *coefficient)))
        });
        let burdened = parts.clone().filter(|(_, (_, coefficient))| *coefficient > 0);
        let relieved = parts.filter(|(_, (_, coefficient))| *coefficient < 0);
        let starts = model.start_terms().map(|(option, row, start, coefficient)| (option, (row, start, coefficient)));
        let listed = if starts.clone().next().is_some() { model.options.len() } else { 0 };
        Ground {
            model,
            terms: Lists::of(activities, terms),
            rows: Lists::of(activities, rows),
            start_terms: Lists::of(listed, starts),
            pairs: Lists::of(activities, ends),
            chain_of,
            neighbours,
            takers: Lists::of(model.capacities.len(), takers),
            burdened: Lists::of(model.surpluses.len(), burdened),
            relieved: Lists::of(model.surpluses.len(), relieved),
        }
    }

    /// The surplus that relieves a row, and its coefficient in the row, where others have a part in it: it relieves other rows
    /// too, or burdens some.
    pub fn relay(&self, row: u32) -> Option<(u32, i32)> {
        let mut surpluses = self.model.rows[row as usize].surpluses.iter().filter(|(_, coefficient)| *coefficient < 0);
        let is_shared = |surplus: usize| self.relieved.list(surplus).len() > 1 || !self.burdened.list(surplus).is_empty();
        surpluses.next().copied().filter(|(surplus, _)| is_shared(*surplus as usize))
    }

    /// What a row costs by a surplus that is its alone, and by how many units it is broken, when its terms have this sum.
    pub fn own_verdict(&self, row: usize, sum: i32) -> (f64, u64) {
        let (cost, broken) = row_verdict(self.model, row, sum);
        (if cost != 0.0 && self.relay(row as u32).is_some() { 0.0 } else { cost }, broken)
    }

    /// The chains that a row is about: those of its terms, and those of the rows whose relief burdens it.
    pub fn chains_of(&self, row: usize) -> impl Iterator<Item = u32> {
        let content = &self.model.rows[row];
        let burdens = content.surpluses.iter().filter(|(_, coefficient)| *coefficient > 0);
        let sources = burdens.flat_map(|(surplus, _)| self.relieved.list(*surplus as usize));
        let terms = sources.flat_map(|(row, _)| &self.model.rows[*row as usize].terms).chain(&content.terms);
        terms.map(|term| self.chain_of[term.activity as usize].0)
    }

    /// How closely each neighbour of a chain is coupled with it: what couples few counts more than what couples many.
    pub fn closeness(&self, chain: u32) -> BTreeMap<u32, u64> {
        let mut closeness: BTreeMap<u32, u64> = BTreeMap::new();
        let mut count = |chains: &[u32]| {
            let share = COUPLED / (chains.len() as u64).saturating_sub(1).max(1);
            for other in chains.iter().filter(|other| **other != chain) {
                *closeness.entry(*other).or_default() += share;
            }
        };
        let own: BTreeSet<u32> = self.model.chains[chain as usize].activities.iter().map(|activity| *activity as u32).collect();
        let rows: BTreeSet<u32> = own.iter().flat_map(|activity| self.rows.list(*activity as usize)).copied().collect();
        for row in rows {
            let chains: BTreeSet<u32> = self.chains_of(row as usize).collect();
            count(&Vec::from_iter(chains));
        }
        let resources = own.iter().flat_map(|activity| &self.model.uses[*activity as usize]).map(|taken| taken.resource);
        for resource in resources.collect::<BTreeSet<u32>>() {
            count(self.takers.list(resource as usize));
        }
        for pair in own.iter().flat_map(|activity| self.pairs.list(*activity as usize)) {
            let pair = &self.model.pairs[*pair as usize];
            count(&[self.chain_of[pair.one].0, self.chain_of[pair.other].0]);
        }
        closeness
    }

    /// The rows that share a surplus with one of these, and those that share one with them, and so on.
    pub fn rows_beside(&self, rows: &[u32]) -> Vec<u32> {
        let mut beside: BTreeSet<u32> = BTreeSet::new();
        let mut seen = vec![false; self.model.surpluses.len()];
        let mut open: Vec<u32> = rows.to_vec();
        while let Some(row) = open.pop() {
            for (surplus, _) in &self.model.rows[row as usize].surpluses {
                let (burdened, relieved) = (self.burdened.list(*surplus as usize), self.relieved.list(*surplus as usize));
                if burdened.len() + relieved.len() > 1 && !std::mem::replace(&mut seen[*surplus as usize], true) {
                    let others = burdened.iter().chain(relieved).map(|(row, _)| *row);
                    open.extend(others.filter(|other| beside.insert(*other)));
                }
            }
        }
        beside.into_iter().collect()
    }
}

/// The chains that take each resource, in order.
fn takers(model: &Model, chain_of: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut takers: Vec<Vec<u32>> = vec![Vec::new(); model.capacities.len()];
    for (activity, uses) in model.uses.iter().enumerate() {
        for taken in uses {
            takers[taken.resource as usize].push(chain_of[activity].0);
        }
    }
    for chains in &mut takers {
        chains.sort_unstable();
        chains.dedup();
    }
    takers
}

/// A list of neighbours longer than this is cleared of what stands in it twice.
const MANY: usize = 512;

fn neighbours(model: &Model, chain_of: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut neighbours: Vec<Vec<u32>> = vec![Vec::new(); model.chains.len()];
    let mut link = |chains: &mut Vec<u32>| {
        chains.sort_unstable();
        chains.dedup();
        for one in chains.iter() {
            neighbours[*one as usize].extend(chains.iter().filter(|other| *other != one));
            if neighbours[*one as usize].len() > MANY {
                neighbours[*one as usize].sort_unstable();
                neighbours[*one as usize].dedup();
            }
        }
    };
    for mut chains in takers(model, chain_of) {
        link(&mut chains);
    }
    for row in &model.rows {
        link(&mut row.terms.iter().map(|term| chain_of[term.activity as usize].0).collect());
    }
    for pair in &model.pairs {
        link(&mut vec![chain_of[pair.one].0, chain_of[pair.other].0]);
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
        list.shrink_to_fit();
    }
    neighbours
}

/// What a row costs by its own surplus, and by how many units it is broken, when its terms have this sum.
pub fn row_verdict(model: &Model, row: usize, sum: i32) -> (f64, u64) {
    let content = &model.rows[row];
    let above = i64::from(sum) - i64::from(content.right);
    if above <= 0 {
        return (0.0, if content.is_equation { above.unsigned_abs() } else { 0 });
    }
    let relief = content.surpluses.iter().find(|(_, coefficient)| *coefficient < 0);
    let (most, cost) = relief.map_or((0, 0.0), |(surplus, coefficient)| {
        let unit = -i64::from(*coefficient);
        let surplus = &model.surpluses[*surplus as usize];
        (i64::from(surplus.most) * unit, surplus.cost / unit as f64)
    });
    (above.min(most) as f64 * cost, (above - most).max(0) as u64)
}

/// Whether a term counts a choice of its activity, the option counted within it.
pub fn counts(term: &Term, option: u32, start: u16) -> bool {
    term.from <= option && option < term.to && term.start.is_none_or(|counted| counted == start)
}
