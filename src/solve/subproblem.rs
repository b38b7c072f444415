//! Some chains, on some of their options, as a mixed-integer program: to improve on what stands while the others stay.
//!
//! Chains are posted as paths: `z[d,e]` from each option of an activity to each of the next, in and out of which flow what
//! their columns are. With `z` whole whenever `x` is, an arc carries any cost and leaves out any forbidden two.

use std::collections::{BTreeMap, BTreeSet};

use crate::solve::board::Board;
use crate::solve::ground::Ground;
use crate::solve::marginal::Marginals;
use crate::solve::mip::Mip;
use crate::solve::model::{Choice, FORBIDDEN, Joint, Model};

/// An option that is kept, with its starts.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The option, counted over all activities.
    pub option: u32,
    /// What it costs, with the cheapest of the starts that are kept.
    pub cost: f64,
    /// The starts, and what each costs beyond the cheapest.
    pub starts: Vec<(u16, f64)>,
}

impl Kept {
    /// The first of the cheapest starts.
    fn cheapest(&self) -> u16 {
        self.starts.iter().min_by(|one, other| one.1.total_cmp(&other.1)).map_or(0, |(start, _)| *start)
    }
}

/// The columns of a kept option.
#[derive(Debug, Clone)]
struct Posted {
    column: u32,
    starts: Vec<u32>,
}

/// Activities with kept options, and the rows that bind them.
#[derive(Debug, Default)]
pub struct Subproblem {
    /// The activities, in order of their numbers.
    pub activities: Vec<u32>,
    /// What is kept of each.
    pub kept: Vec<Vec<Kept>>,
    /// Rows, with what is left of their right-hand sides.
    pub rows: Vec<(u32, i64)>,
    /// Pairs of which both ends may be here.
    pub pairs: Vec<u32>,
    /// For a step, told by its first activity: which two kept options may follow each other, row by row; all where none are told.
    pub arcs: BTreeMap<u32, Vec<bool>>,
    posted: Vec<Vec<Posted>>,
}

impl Subproblem {
    /// Leaves out every two options of successive activities whose marginal is more than `reach`, but for what stands on the board.
    pub fn thin_out(&mut self, ground: &Ground<'_>, board: &Board, chains: &[u32], reach: f64, marginals: &Marginals<'_, '_>) {
        let model = ground.model;
        for chain in chains {
            let (path, best) = marginals.path(*chain);
            let content = &model.chains[*chain as usize];
            for (position, ends) in content.activities.windows(2).enumerate() {
                let (Some(one), Some(other)) = (self.place(ends[0] as u32), self.place(ends[1] as u32)) else { continue };
                let local = |activity: usize, kept: &Kept| (kept.option - model.first_options[activity]) as usize;
                let mut marks = Vec::with_capacity(self.kept[one].len() * self.kept[other].len());
                for from in &self.kept[one] {
                    for to in &self.kept[other] {
                        let (from_local, to_local) = (local(ends[0], from), local(ends[1], to));
                        let joint = model.joint_cost(&content.steps[position], (ends[0], from_local), (ends[1], to_local));
                        let is_close = path.step_marginal(position, from_local, to_local, joint, best) <= reach;
                        let stands = |activity: usize, option: u32| board.chosen[activity].option == option;
                        marks.push(is_close || stands(ends[0], from.option) || stands(ends[1], to.option));
                    }
                }
                self.arcs.insert(ends[0] as u32, marks);
            }
        }
    }

    fn place(&self, activity: u32) -> Option<usize> {
        self.activities.binary_search(&activity).ok()
    }

    /// The program, beside what is on the board; none where some activity has no option left.
    pub fn program(&mut self, ground: &Ground<'_>, board: &Board) -> Option<Mip> {
        if self.kept.iter().any(Vec::is_empty) {
            return None;
        }
        let model = ground.model;
        let mut mip = Mip::default();
        let contested = self.contested(model);
        let told = self.compared(model);
        self.posted = Vec::with_capacity(self.kept.len());
        for (place, kept) in self.kept.iter().enumerate() {
            let mut posted = Vec::with_capacity(kept.len());
            for option in kept {
                let column = mip.binary(option.cost);
                let day = model.options[option.option as usize].day;
                let uses = &model.uses[self.activities[place] as usize];
                let is_told = told.contains(&place) || uses.iter().any(|taken| contested.contains_key(&(taken.resource, day)));
                let starts = if option.starts.len() > 1 && is_told {
                    let starts: Vec<u32> = option.starts.iter().map(|(_, cost)| mip.binary(*cost)).collect();
                    let mut terms: Vec<(u32, f64)> = starts.iter().map(|start| (*start, 1.0)).collect();
                    terms.push((column, -1.0));
                    mip.equal(terms, 0.0);
                    starts
                } else {
                    Vec::new()
                };
                posted.push(Posted { column, starts });
            }
            mip.equal(posted.iter().map(|posted| (posted.column, 1.0)).collect(), 1.0);
            self.posted.push(posted);
        }
        self.post_resources(model, board, &contested, &mut mip);
        self.post_chains(ground, &mut mip);
        self.post_pairs(model, &mut mip);
        self.post_rows(model, &mut mip);
        Some(mip)
    }

    /// The places of activities with terms of single starts.
    fn compared(&self, model: &Model) -> BTreeSet<usize> {
        let terms = self.rows.iter().flat_map(|(row, _)| &model.rows[*row as usize].terms);
        terms.filter(|term| term.start.is_some()).filter_map(|term| self.place(term.activity)).collect()
    }

    /// The kept options that ask for a resource on a day, where more activities do than one.
    fn contested(&self, model: &Model) -> BTreeMap<(u32, i32), Vec<(usize, usize)>> {
        let mut asking: BTreeMap<(u32, i32), Vec<(usize, usize)>> = BTreeMap::new();
        for (place, kept) in self.kept.iter().enumerate() {
            for taken in &model.uses[self.activities[place] as usize] {
                for (position, option) in kept.iter().enumerate() {
                    let day = model.options[option.option as usize].day;
                    asking.entry((taken.resource, day)).or_default().push((place, position));
                }
            }
        }
        asking.retain(|_, list| list.len() > 1);
        asking
    }

    fn post_resources(&self, model: &Model, board: &Board, contested: &BTreeMap<(u32, i32), Vec<(usize, usize)>>, mip: &mut Mip) {
        let mut posted: BTreeMap<Vec<u32>, f64> = BTreeMap::new();
        for ((resource, day), asking) in contested {
            let mut stretches: Vec<(i32, i32, u32, usize)> = Vec::new();
            for (place, position) in asking {
                let margin = model.uses[self.activities[*place] as usize]
                    .iter()
                    .find(|taken| taken.resource == *resource)
                    .map_or(0, |taken| taken.margin);
                let kept = &self.kept[*place][*position];
                let columns = &self.posted[*place][*position];
                for (index, (start, _)) in kept.starts.iter().enumerate() {
                    let start = model.starts(kept.option as usize)[*start as usize];
                    let column = if columns.starts.is_empty() { columns.column } else { columns.starts[index] };
                    stretches.push((start.from - margin, start.to + margin, column, *place));
                }
            }
            let mut moments: Vec<i32> = stretches.iter().map(|stretch| stretch.0).collect();
            moments.sort_unstable();
            moments.dedup();
            for moment in moments {
                let holding: Vec<&(i32, i32, u32, usize)> =
                    stretches.iter().filter(|(from, to, ..)| *from <= moment && moment < *to).collect();
                let right = left(model, board, *resource, *day, moment);
                let mut places: Vec<usize> = holding.iter().map(|stretch| stretch.3).collect();
                places.dedup();
                if places.len() as i64 > right {
                    let mut columns: Vec<u32> = holding.iter().map(|stretch| stretch.2).collect();
                    columns.sort_unstable();
                    let right = right as f64;
                    let known = posted.entry(columns.clone()).or_insert(f64::INFINITY);
                    if right < *known {
                        *known = right;
                        mip.at_most(columns.into_iter().map(|column| (column, 1.0)).collect(), right);
                    }
                }
            }
            if let Some(right) = left_a_day(model, board, *resource, *day)
                && asking.len() as i64 > right
            {
                let terms = asking.iter().map(|(place, position)| (self.posted[*place][*position].column, 1.0));
                mip.at_most(terms.collect(), right as f64);
            }
        }
    }

    fn post_chains(&self, ground: &Ground<'_>, mip: &mut Mip) {
        let model = ground.model;
        for (place, activity) in self.activities.iter().enumerate() {
            let (chain, position) = ground.chain_of[*activity as usize];
            let chain = &model.chains[chain as usize];
            let Some(next) = chain.activities.get(position as usize + 1) else { continue };
            if let Some(other) = self.place(*next as u32) {
                self.post_joint(model, &chain.steps[position as usize], (place, other), self.arcs.get(activity), mip);
            }
        }
    }

    fn post_pairs(&self, model: &Model, mip: &mut Mip) {
        for index in &self.pairs {
            let pair = &model.pairs[*index as usize];
            if let (Some(one), Some(other)) = (self.place(pair.one as u32), self.place(pair.other as u32)) {
                self.post_joint(model, &pair.joint, (one, other), None, mip);
            }
        }
    }

    fn post_joint(&self, model: &Model, joint: &Joint, (one, other): (usize, usize), marks: Option<&Vec<bool>>, mip: &mut Mip) {
        let (one_activity, other_activity) = (self.activities[one] as usize, self.activities[other] as usize);
        let local = |activity: usize, kept: &Kept| (kept.option - model.first_options[activity]) as usize;
        let costs: Vec<Vec<f64>> = self.kept[one]
            .iter()
            .map(|from| {
                let own = local(one_activity, from);
                let row = self.kept[other].iter().map(|to| {
                    let there = local(other_activity, to);
                    model.joint_cost(joint, (one_activity, own), (other_activity, there))
                });
                row.collect()
            })
            .collect();
        let all = || costs.iter().flatten();
        if all().all(|cost| *cost == 0.0) {
            return;
        }
        if all().all(|cost| *cost == 0.0 || cost.is_infinite()) && is_staircase(&costs) {
            self.post_staircase(&costs, one, other, mip);
            return;
        }
        let width = self.kept[other].len();
        let mut out: Vec<Vec<(u32, f64)>> = self.posted[one].iter().map(|posted| vec![(posted.column, -1.0)]).collect();
        let mut into: Vec<Vec<(u32, f64)>> = self.posted[other].iter().map(|posted| vec![(posted.column, -1.0)]).collect();
        // Costs of arcs are at least 0: what all of them share is nobody's choice.
        for (from, row) in costs.iter().enumerate() {
            for (to, cost) in row.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
                if marks.is_some_and(|marks| !marks[from * width + to]) {
                    continue;
                }
                let arc = mip.amount(*cost, 1.0);
                out[from].push((arc, 1.0));
                into[to].push((arc, 1.0));
            }
        }
        for terms in out.into_iter().chain(into) {
            mip.equal(terms, 0.0);
        }
    }

    /// Difference constraints on cumulated options (a totally unimodular system): when the one takes an option or a later
    /// one, the other takes the first allowed for it or a later one; and likewise from the other end.
    fn post_staircase(&self, costs: &[Vec<f64>], one: usize, other: usize, mip: &mut Mip) {
        let column = |place: usize, position: usize| self.posted[place][position].column;
        let width = self.kept[other].len();
        let runs: Vec<(usize, usize)> = costs.iter().map(|row| run(row)).collect();
        let mut reached = 0;
        for (from, (first, _)) in runs.iter().enumerate() {
            if *first > reached {
                reached = *first;
                let mut terms: Vec<(u32, f64)> = (from..runs.len()).map(|own| (column(one, own), 1.0)).collect();
                terms.extend((*first..width).map(|to| (column(other, to), -1.0)));
                mip.at_most(terms, 0.0);
            }
        }
        let mut reached = width;
        for (from, (_, end)) in runs.iter().enumerate().rev() {
            if *end < reached {
                reached = *end;
                let mut terms: Vec<(u32, f64)> = (0..=from).map(|own| (column(one, own), 1.0)).collect();
                terms.extend((0..*end).map(|to| (column(other, to), -1.0)));
                mip.at_most(terms, 0.0);
            }
        }
    }

    fn post_rows(&self, model: &Model, mip: &mut Mip) {
        let mut surpluses: BTreeMap<u32, u32> = BTreeMap::new();
        for (row, right) in &self.rows {
            let content = &model.rows[*row as usize];
            let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
            for term in &content.terms {
                let Some(place) = self.place(term.activity) else { continue };
                let first = model.first_options[term.activity as usize];
                for (kept, posted) in self.kept[place].iter().zip(&self.posted[place]) {
                    let option = kept.option - first;
                    if option < term.from || term.to <= option {
                        continue;
                    }
                    let column = match term.start {
                        None => Some(posted.column),
                        Some(start) => {
                            let at = kept.starts.iter().position(|(own, _)| *own == start);
                            at.map(|at| posted.starts.get(at).copied().unwrap_or(posted.column))
                        }
                    };
                    if let Some(column) = column {
                        *sums.entry(column).or_default() += f64::from(term.coefficient);
                    }
                }
            }
            let largest: f64 = sums.values().filter(|coefficient| **coefficient > 0.0).sum();
            if !content.is_equation
                && content.surpluses.iter().all(|(_, coefficient)| *coefficient < 0)
                && largest <= *right as f64
            {
                continue;
            }
            let mut terms: Vec<(u32, f64)> = sums.into_iter().collect();
            for (surplus, coefficient) in &content.surpluses {
                let shape = &model.surpluses[*surplus as usize];
                let column = *surpluses.entry(*surplus).or_insert_with(|| mip.amount(shape.cost, f64::from(shape.most)));
                terms.push((column, f64::from(*coefficient)));
            }
            if content.is_equation { mip.equal(terms, *right as f64) } else { mip.at_most(terms, *right as f64) }
        }
    }

    /// The choices of these values of the columns.
    pub fn choices(&self, values: &[f64]) -> Vec<(u32, Choice)> {
        let mut choices = Vec::with_capacity(self.activities.len());
        for (place, activity) in self.activities.iter().enumerate() {
            let at = (0..self.kept[place].len()).find(|at| values[self.posted[place][*at].column as usize] > 0.5).unwrap_or(0);
            let (kept, posted) = (&self.kept[place][at], &self.posted[place][at]);
            let start = posted.starts.iter().position(|start| values[*start as usize] > 0.5);
            let start = start.map_or_else(|| kept.cheapest(), |start| kept.starts[start].0);
            choices.push((*activity, Choice { option: kept.option, start }));
        }
        choices
    }
}

/// The chains of a neighbourhood, free to move on what is within reach by its marginal, while what else is on the board
/// stays. Their activities must be off the board; where they were stays within reach.
pub fn improving(ground: &Ground<'_>, board: &Board, chains: &[u32], reach: f64, marginals: &Marginals<'_, '_>) -> Subproblem {
    let model = ground.model;
    let mut sub = Subproblem::default();
    let mut activities: Vec<u32> =
        chains.iter().flat_map(|chain| &model.chains[*chain as usize].activities).map(|activity| *activity as u32).collect();
    activities.sort_unstable();
    let mut rows: Vec<u32> = Vec::new();
    for activity in &activities {
        let activity = *activity as usize;
        rows.extend(ground.rows.list(activity));
        let current = board.chosen[activity];
        let mut kept = Vec::new();
        for option in model.options_of(activity) {
            let is_current = option == current.option as usize;
            let is_near = marginals.option(option) <= reach;
            if !is_near && !is_current {
                continue;
            }
            let close = if is_near { marginals.starts(option) } else { Vec::new() };
            let partners: f64 = ground
                .pairs
                .list(activity)
                .iter()
                .map(|index| {
                    let pair = &model.pairs[*index as usize];
                    let partner = if pair.one == activity { pair.other } else { pair.one };
                    if !board.placed[partner] {
                        return 0.0;
                    }
                    let there = (board.chosen[partner].option - model.first_options[partner]) as usize;
                    let own = option - model.first_options[activity] as usize;
                    let (one, other) = if pair.one == activity { (own, there) } else { (there, own) };
                    model.joint_cost(&pair.joint, (pair.one, one), (pair.other, other))
                })
                .sum();
            let mut starts = open_starts(model, board, activity, option);
            starts.retain(|(start, _)| {
                let is_close = close.get(*start as usize).is_some_and(|marginal| *marginal <= reach);
                is_close || (is_current && *start == current.start)
            });
            let own = model.options[option].cost;
            if own.is_finite() && partners.is_finite() && !starts.is_empty() {
                let least = starts.iter().map(|start| start.1).fold(FORBIDDEN, f64::min);
                let starts = starts.into_iter().map(|(start, cost)| (start, cost - least)).collect();
                kept.push(Kept { option: option as u32, cost: own + partners + least, starts });
            }
        }
        sub.pairs.extend(ground.pairs.list(activity));
        sub.kept.push(kept);
    }
    sub.pairs.sort_unstable();
    sub.pairs.dedup();
    sub.activities = activities;
    rows.extend(ground.rows_beside(&rows));
    rows.sort_unstable();
    rows.dedup();
    sub.rows = rows
        .iter()
        .map(|row| (*row, i64::from(model.rows[*row as usize].right) - i64::from(board.sums[*row as usize])))
        .collect();
    sub.thin_out(ground, board, chains, reach, marginals);
    sub
}

/// The starts of an option that do not collide with the board.
fn open_starts(model: &Model, board: &Board, activity: usize, option: usize) -> Vec<(u16, f64)> {
    let day = model.options[option].day;
    let is_full = model.uses[activity].iter().any(|taken| {
        let a_day = model.capacities[taken.resource as usize].a_day;
        a_day.is_some_and(|a_day| board.on_day(taken.resource as usize, day).len() >= a_day as usize)
    });
    if is_full {
        return Vec::new();
    }
    let starts = model.starts(option).iter().enumerate().filter(|(_, start)| {
        model.uses[activity].iter().all(|taken| {
            let (from, to) = (start.from - taken.margin, start.to + taken.margin);
            let entries = board.on_day(taken.resource as usize, day);
            let most = model.capacities[taken.resource as usize].at_once as usize;
            let overlapping = || entries.iter().filter(|entry| entry.from < to && from < entry.to);
            overlapping().count() < most
                || std::iter::once(from)
                    .chain(overlapping().map(|entry| entry.from))
                    .filter(|moment| from <= *moment && *moment < to)
                    .all(|moment| entries.iter().filter(|entry| entry.from <= moment && moment < entry.to).count() < most)
        })
    });
    starts.map(|(position, start)| (position as u16, start.cost)).collect()
}

/// What is left of a resource at a moment of a day beside what is on the board.
fn left(model: &Model, board: &Board, resource: u32, day: i32, moment: i32) -> i64 {
    let holding = board.on_day(resource as usize, day).iter().filter(|entry| entry.from <= moment && moment < entry.to).count();
    i64::from(model.capacities[resource as usize].at_once) - holding as i64
}

/// How many more a resource can have on a day beside what is on the board.
fn left_a_day(model: &Model, board: &Board, resource: u32, day: i32) -> Option<i64> {
    let a_day = model.capacities[resource as usize].a_day?;
    Some(i64::from(a_day) - board.on_day(resource as usize, day).len() as i64)
}

/// Whether the allowed options form one run for each of the one's, and both ends of the run only move forward.
fn is_staircase(costs: &[Vec<f64>]) -> bool {
    let runs: Vec<(usize, usize)> = costs.iter().map(|row| run(row)).collect();
    let whole =
        |(row, (from, to)): (&Vec<f64>, &(usize, usize))| from < to && row[*from..*to].iter().all(|cost| cost.is_finite());
    costs.iter().zip(&runs).all(whole) && runs.windows(2).all(|pair| pair[0].0 <= pair[1].0 && pair[0].1 <= pair[1].1)
}

/// From the first allowed option to the one after the last.
fn run(row: &[f64]) -> (usize, usize) {
    let first = row.iter().position(|cost| cost.is_finite()).unwrap_or(row.len());
    let end = row.iter().rposition(|cost| cost.is_finite()).map_or(first, |last| last + 1);
    (first, end)
}
