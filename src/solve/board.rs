//! A choice for every activity, with what of the rows and resources it uses: taken off and put back chain by chain.

use std::collections::BTreeSet;

use crate::solve::judge::Verdict;
use crate::solve::lists::Lists;
use crate::solve::model::{ActivityNumber, Choice, Model, Term};

/// Something taken on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The day.
    pub day: i32,
    /// The first minute.
    pub from: i32,
    /// The minute after the last one.
    pub to: i32,
    /// By which activity.
    pub activity: u32,
}

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
    /// The rows that each surplus burdens, by so much a unit; and those that it relieves.
    burdened: Lists<(u32, i32)>,
    relieved: Lists<(u32, i32)>,
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
            burdened: Lists::of(model.surpluses.len(), burdened),
            relieved: Lists::of(model.surpluses.len(), relieved),
        }
    }

    /// The surplus that relieves a row and burdens others, and its coefficient in the row.
    fn relay(&self, row: u32) -> Option<(u32, i32)> {
        let mut surpluses = self.model.rows[row as usize].surpluses.iter().filter(|(_, coefficient)| *coefficient < 0);
        surpluses.next().copied().filter(|(surplus, _)| !self.burdened.list(*surplus as usize).is_empty())
    }

    /// The chains that a row is about: those of its terms, and those of the rows whose relief burdens it.
    pub fn chains_of(&self, row: usize) -> impl Iterator<Item = u32> {
        let content = &self.model.rows[row];
        let burdens = content.surpluses.iter().filter(|(_, coefficient)| *coefficient > 0);
        let sources = burdens.flat_map(|(surplus, _)| self.relieved.list(*surplus as usize));
        let terms = sources.flat_map(|(row, _)| &self.model.rows[*row as usize].terms).chain(&content.terms);
        terms.map(|term| self.chain_of[term.activity as usize].0)
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
    let mut takers: Vec<Vec<u32>> = vec![Vec::new(); model.capacities.len()];
    for (activity, uses) in model.uses.iter().enumerate() {
        for taken in uses {
            takers[taken.resource as usize].push(chain_of[activity].0);
        }
    }
    for chains in &mut takers {
        link(chains);
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

/// A choice for some activities.
#[derive(Debug, Clone)]
pub struct Board {
    /// The choice of each; what counts is only where it is placed.
    pub chosen: Vec<Choice>,
    /// Whether each has a choice.
    pub placed: Vec<bool>,
    /// The sum of each row's terms.
    pub sums: Vec<i32>,
    /// What surpluses that relieve other rows add to each row's sum, and the value of each such surplus.
    burdens: Vec<i32>,
    relays: Vec<i32>,
    diaries: Vec<Vec<Entry>>,
}

impl Board {
    /// An empty board.
    pub fn empty(ground: &Ground<'_>) -> Board {
        let model = ground.model;
        Board {
            chosen: vec![Choice { option: 0, start: 0 }; model.activities()],
            placed: vec![false; model.activities()],
            sums: vec![0; model.rows.len()],
            burdens: vec![0; model.rows.len()],
            relays: vec![0; model.surpluses.len()],
            diaries: vec![Vec::new(); model.capacities.len()],
        }
    }

    /// The board of these choices.
    pub fn of(ground: &Ground<'_>, chosen: &[Choice]) -> Board {
        let mut board = Board::empty(ground);
        for (activity, choice) in chosen.iter().enumerate() {
            board.place(ground, activity, *choice);
        }
        board
    }

    /// Puts an activity on the board.
    pub fn place(&mut self, ground: &Ground<'_>, activity: ActivityNumber, choice: Choice) {
        self.chosen[activity] = choice;
        self.placed[activity] = true;
        self.count(ground, activity, 1);
        let model = ground.model;
        let start = model.starts(choice.option as usize)[choice.start as usize];
        let day = model.options[choice.option as usize].day;
        for taken in &model.uses[activity] {
            let entry = Entry { day, from: start.from - taken.margin, to: start.to + taken.margin, activity: activity as u32 };
            let diary = &mut self.diaries[taken.resource as usize];
            let at = diary.partition_point(|other| *other < entry);
            diary.insert(at, entry);
        }
    }

    /// Takes an activity off the board.
    pub fn lift(&mut self, ground: &Ground<'_>, activity: ActivityNumber) {
        self.placed[activity] = false;
        self.count(ground, activity, -1);
        let model = ground.model;
        let day = model.options[self.chosen[activity].option as usize].day;
        for taken in &model.uses[activity] {
            let diary = &mut self.diaries[taken.resource as usize];
            let from = diary.partition_point(|other| other.day < day);
            if let Some(at) = diary[from..].iter().position(|entry| entry.activity as usize == activity) {
                diary.remove(from + at);
            }
        }
    }

    fn count(&mut self, ground: &Ground<'_>, activity: ActivityNumber, sign: i32) {
        let choice = self.chosen[activity];
        let option = choice.option - ground.model.first_options[activity];
        for RowTerm { row, term } in ground.terms.list(activity) {
            if counts(term, option, choice.start) {
                self.add(ground, *row, sign * term.coefficient);
            }
        }
        for (row, start, coefficient) in ground.start_terms.list_or_none(choice.option as usize) {
            if *start == choice.start {
                self.add(ground, *row, sign * coefficient);
            }
        }
    }

    /// Adds to the sum of a row, and to what its relief burdens.
    fn add(&mut self, ground: &Ground<'_>, row: u32, more: i32) {
        let before = self.sums[row as usize];
        self.sums[row as usize] = before + more;
        if before.max(before + more) <= ground.model.rows[row as usize].right {
            return;
        }
        let Some((surplus, _)) = ground.relay(row) else { return };
        let needed =
            ground.relieved.list(surplus as usize).iter().map(|(row, coefficient)| self.needed(ground, *row, *coefficient, 0));
        let value = needed.max().unwrap_or(0).min(ground.model.surpluses[surplus as usize].most as i32);
        let change = value - self.relays[surplus as usize];
        if change != 0 {
            self.relays[surplus as usize] = value;
            for (row, coefficient) in ground.burdened.list(surplus as usize) {
                self.burdens[*row as usize] += coefficient * change;
            }
        }
    }

    /// How many units of relief a row needs when its sum becomes so much more.
    fn needed(&self, ground: &Ground<'_>, row: u32, coefficient: i32, more: i32) -> i32 {
        let above = self.load(row as usize) + more - ground.model.rows[row as usize].right;
        if above > 0 { (above - coefficient - 1) / -coefficient } else { 0 }
    }

    /// The sum of a row, with what burdens it.
    pub fn load(&self, row: usize) -> i32 {
        self.sums[row] + self.burdens[row]
    }

    /// What it costs that a row's sum becomes so much more, where breaking it by one unit weighs so much.
    pub fn charge(&self, ground: &Ground<'_>, row: usize, more: i32, weights: &[f64]) -> f64 {
        let load = self.load(row);
        let content = &ground.model.rows[row];
        if load.max(load + more) <= content.right && !content.is_equation {
            return 0.0;
        }
        let of_row = |row: usize, more: i32| {
            let weighed = |load: i32| {
                let (cost, broken) = row_verdict(ground.model, row, load);
                cost + broken as f64 * weights[row]
            };
            weighed(self.load(row) + more) - weighed(self.load(row))
        };
        let charge = of_row(row, more);
        let Some((surplus, coefficient)) = ground.relay(row as u32) else { return charge };
        let needed = self.needed(ground, row as u32, coefficient, more).min(ground.model.surpluses[surplus as usize].most as i32);
        let raised = needed - self.relays[surplus as usize];
        if raised <= 0 {
            return charge;
        }
        // What is burdened is not relieved by what burdens others again.
        let burdened = ground.burdened.list(surplus as usize).iter();
        let passed_on = burdened.map(|(row, coefficient)| of_row(*row as usize, coefficient * raised));
        charge + passed_on.sum::<f64>()
    }

    /// What some activities cost and break, with all that they share rows, pairs and resources with. It is for comparing two
    /// boards that differ in these activities alone; a surplus that several rows share counts in each.
    pub fn near(&self, ground: &Ground<'_>, activities: &[u32]) -> Verdict {
        let model = ground.model;
        let mut verdict = Verdict { cost: 0.0, broken: 0 };
        let mut rows: BTreeSet<u32> = BTreeSet::new();
        let mut joints: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
        for activity in activities {
            let activity = *activity as usize;
            let choice = self.chosen[activity];
            let start = model.starts(choice.option as usize)[choice.start as usize];
            verdict.cost += model.options[choice.option as usize].cost + start.cost;
            verdict.broken += self.collisions(ground, activity) as u64;
            rows.extend(ground.rows.list(activity));
            let (chain, place) = ground.chain_of[activity];
            joints.extend([(0, chain as usize, place as usize), (0, chain as usize, (place as usize).wrapping_sub(1))]);
            joints.extend(ground.pairs.list(activity).iter().map(|pair| (1, *pair as usize, 0)));
        }
        let relays = rows.iter().filter_map(|row| ground.relay(*row));
        let burdened: Vec<u32> =
            relays.flat_map(|(surplus, _)| ground.burdened.list(surplus as usize)).map(|(row, _)| *row).collect();
        rows.extend(burdened);
        for row in rows {
            let (cost, broken) = row_verdict(model, row as usize, self.load(row as usize));
            verdict.cost += cost;
            verdict.broken += broken;
        }
        let local = |activity: usize| (activity, (self.chosen[activity].option - model.first_options[activity]) as usize);
        for (kind, index, place) in joints {
            let (joint, one, other) = if kind == 1 {
                let pair = &model.pairs[index];
                (&pair.joint, pair.one, pair.other)
            } else {
                let chain = &model.chains[index];
                let Some(step) = chain.steps.get(place) else { continue };
                (step, chain.activities[place], chain.activities[place + 1])
            };
            let cost = model.joint_cost(joint, local(one), local(other));
            if cost.is_finite() { verdict.cost += cost } else { verdict.broken += 1 }
        }
        verdict
    }

    /// With how many others an activity collides over what it takes, more than there is room for.
    pub fn collisions(&self, ground: &Ground<'_>, activity: ActivityNumber) -> usize {
        let model = ground.model;
        let choice = self.chosen[activity];
        let start = model.starts(choice.option as usize)[choice.start as usize];
        let day = model.options[choice.option as usize].day;
        let collisions = model.uses[activity].iter().map(|taken| {
            let (from, to) = (start.from - taken.margin, start.to + taken.margin);
            let entries = self.on_day(taken.resource as usize, day);
            let capacity = model.capacities[taken.resource as usize];
            let overlapping = entries.iter().filter(|entry| entry.from < to && from < entry.to).count();
            let above_a_day = capacity.a_day.map_or(0, |a_day| entries.len().saturating_sub(a_day as usize));
            overlapping.saturating_sub(capacity.at_once as usize) + above_a_day
        });
        collisions.sum()
    }

    /// The rows that are broken, in order.
    pub fn broken_rows(&self, ground: &Ground<'_>) -> Vec<usize> {
        (0..self.sums.len()).filter(|row| row_verdict(ground.model, *row, self.load(*row)).1 > 0).collect()
    }

    /// The chains that break something, in order.
    pub fn broken_chains(&self, ground: &Ground<'_>) -> BTreeSet<u32> {
        let model = ground.model;
        let mut broken = BTreeSet::new();
        let local = |activity: usize| (activity, (self.chosen[activity].option - model.first_options[activity]) as usize);
        for row in self.broken_rows(ground) {
            broken.extend(ground.chains_of(row));
        }
        for pair in &model.pairs {
            if model.joint_cost(&pair.joint, local(pair.one), local(pair.other)).is_infinite() {
                broken.extend([ground.chain_of[pair.one].0, ground.chain_of[pair.other].0]);
            }
        }
        for activity in 0..model.activities() {
            if self.collisions(ground, activity) > 0 {
                broken.insert(ground.chain_of[activity].0);
            }
        }
        for (index, chain) in model.chains.iter().enumerate() {
            let is_broken = |(place, step): (usize, &crate::solve::model::Joint)| {
                model.joint_cost(step, local(chain.activities[place]), local(chain.activities[place + 1])).is_infinite()
            };
            if chain.steps.iter().enumerate().any(is_broken) {
                broken.insert(index as u32);
            }
        }
        broken
    }

    /// What a resource is taken by on a day.
    pub fn on_day(&self, resource: usize, day: i32) -> &[Entry] {
        let diary = &self.diaries[resource];
        let from = diary.partition_point(|entry| entry.day < day);
        let to = from + diary[from..].iter().take_while(|entry| entry.day == day).count();
        &diary[from..to]
    }
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
