//! Cells: a resource on a day that more ask for than can have it, with a price for each moment and one for the day.
//!
//! The row of a moment is `sum of starts that take the resource then <= at once`; the moments at which something begins are
//! enough, since intervals that pairwise overlap share one (their clique number is met at a beginning). A cell is made when
//! it is first broken: of all resources and days few ever are.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::solve::certificate::{Certificate, Paid};
use crate::solve::lists::Lists;
use crate::solve::model::{Choice, Model};

/// A start that was chosen this often on average is looked at.
const SEEDED: f64 = 0.05;
/// A clique chosen this often on average is worth a price.
const VIOLATED: f64 = 1.03;

/// A thread looks at so many cells at least.
const CELLS_TOGETHER: usize = 2_048;

const NONE: u32 = u32::MAX;

/// A resource on a day.
#[derive(Debug, Clone)]
struct Cell {
    resource: u32,
    day: i32,
    /// Where its prices begin: one for each moment, then one for the day when that is limited.
    at: u32,
    moments: Vec<i32>,
    at_once: i32,
    a_day: Option<i32>,
    /// Where its running sums begin.
    sums_at: u32,
    /// Who could take it: the activity, the option, and its place among the cells of that option.
    members: Vec<(u32, u32, u32)>,
}

impl Cell {
    /// How many prices it has.
    fn prices(&self) -> usize {
        self.moments.len() + usize::from(self.a_day.is_some())
    }
}

/// Which moments of a cell the starts of an option take: where that begins in the list of all, one entry for each start.
#[derive(Debug, Clone, Copy)]
struct Taking {
    cell: u32,
    covers_at: u32,
}

/// The cells of an option, its cliques, and how often its starts were chosen of late.
#[derive(Debug, Clone, Default)]
pub struct Contest {
    activity: u32,
    option: u32,
    takings: Vec<Taking>,
    cliques: Vec<(u32, u64)>,
    /// Where it is counted how often each start was chosen.
    chosen_at: u32,
}

/// Starts of one day of which no two can be chosen: the price, and the starts by option, as bits.
#[derive(Debug, Clone)]
struct Clique {
    at: u32,
    members: Vec<(u32, u32, u64)>,
}

/// A start of a contested option, and how often it was chosen on average.
#[derive(Debug, Clone, Copy)]
struct Node {
    share: f64,
    contest: u32,
    start: u16,
    from: i32,
    to: i32,
}

/// All cells.
#[derive(Debug)]
pub struct Cells {
    all: Vec<Cell>,
    /// A bit for each resource and day: whether there is a cell of it.
    has_cell: Vec<u64>,
    first_day: i32,
    days: usize,
    contest_of: Vec<u32>,
    contests: Vec<Contest>,
    members: Lists<u32>,
    /// For each start of each taking the first moment and the one after the last.
    covers: Vec<(u16, u16)>,
    /// How often each start of each contested option was chosen of late.
    chosen: Vec<f64>,
    /// A bit for each resource and day: whether it is taken, and taken again, by what is looked at.
    taken_once: Vec<u64>,
    taken_twice: Vec<u64>,
    /// For each cell the sum of its prices before each moment, at the prices prepared last.
    sums: Vec<f64>,
    /// Whether each cell has a price.
    is_priced: Vec<bool>,
    cliques: Vec<Clique>,
    known: BTreeSet<Vec<(u32, u64)>>,
}

impl Cells {
    /// No cells yet.
    pub fn of(model: &Model) -> Cells {
        let taking = (0..model.activities()).filter(|activity| !model.uses[*activity].is_empty());
        let options = taking.flat_map(|activity| &model.options[model.options_of(activity)]);
        let (first_day, last_day) =
            options.fold((i32::MAX, i32::MIN), |(first, last), option| (first.min(option.day), last.max(option.day)));
        let days = usize::try_from(i64::from(last_day) - i64::from(first_day) + 1).unwrap_or(0);
        let uses = model.uses.iter().enumerate();
        let members = uses.flat_map(|(activity, uses)| uses.iter().map(move |taken| (taken.resource as usize, activity as u32)));
        Cells {
            all: Vec::new(),
            has_cell: vec![0; (days * model.capacities.len()).div_ceil(64)],
            first_day,
            days,
            contest_of: vec![NONE; model.options.len()],
            contests: Vec::new(),
            members: Lists::of(model.capacities.len(), members),
            covers: Vec::new(),
            chosen: Vec::new(),
            taken_once: vec![0; (days * model.capacities.len()).div_ceil(64)],
            taken_twice: vec![0; (days * model.capacities.len()).div_ceil(64)],
            sums: Vec::new(),
            is_priced: Vec::new(),
            cliques: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// The cells of an option; none where nothing it takes is contested.
    pub fn contest(&self, option: usize) -> Option<&Contest> {
        match self.contest_of[option] {
            NONE => None,
            contest => Some(&self.contests[contest as usize]),
        }
    }

    /// Sums the prices of each cell, to be asked for many times.
    pub fn prepare(&mut self, prices: &[f64]) {
        let known = prices.len();
        for (cell, is_priced) in self.all.iter().zip(&mut self.is_priced) {
            let (at, sums_at) = (cell.at as usize, cell.sums_at as usize);
            let moments = cell.moments.len();
            let mut sum = 0.0;
            self.sums[sums_at] = sum;
            *is_priced = false;
            if at < known {
                for (moment, price) in prices[at..at + moments].iter().enumerate() {
                    sum += price;
                    self.sums[sums_at + moment + 1] = sum;
                }
                *is_priced = sum != 0.0 || cell.a_day.is_some_and(|_| prices[at + moments] != 0.0);
            }
        }
    }

    /// Whether an option pays for anything at the prices prepared last.
    pub fn pays(&self, contest: &Contest, prices: &[f64]) -> bool {
        contest.takings.iter().any(|taking| self.is_priced[taking.cell as usize])
            || contest.cliques.iter().any(|(at, _)| prices[*at as usize] != 0.0)
    }

    /// What an option pays for its days.
    pub fn day_price(&self, contest: &Contest, prices: &[f64]) -> f64 {
        let paying = contest.takings.iter().filter(|taking| self.is_priced[taking.cell as usize]);
        let days = paying.filter_map(|taking| {
            let cell = &self.all[taking.cell as usize];
            cell.a_day.map(|_| prices[cell.at as usize + cell.moments.len()])
        });
        days.sum()
    }

    /// What a start pays for its moments and cliques, at the prices prepared last.
    pub fn start_price(&self, contest: &Contest, start: usize, prices: &[f64]) -> f64 {
        let mut sum = 0.0;
        for taking in contest.takings.iter().filter(|taking| self.is_priced[taking.cell as usize]) {
            let (from, to) = self.covers[taking.covers_at as usize + start];
            let at = self.all[taking.cell as usize].sums_at as usize;
            sum += self.sums[at + to as usize] - self.sums[at + from as usize];
        }
        for (at, starts) in &contest.cliques {
            if names(*starts, start) {
                sum += prices[*at as usize];
            }
        }
        sum
    }

    /// The prices prepared last, times the right-hand sides.
    pub fn paid(&self, prices: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (cell, _) in self.all.iter().zip(&self.is_priced).filter(|(_, is_priced)| **is_priced) {
            let moments = cell.moments.len();
            sum += self.sums[cell.sums_at as usize + moments] * f64::from(cell.at_once);
            sum += cell.a_day.map_or(0.0, |a_day| prices[cell.at as usize + moments] * f64::from(a_day));
        }
        sum + self.cliques.iter().map(|clique| prices[clique.at as usize]).sum::<f64>()
    }

    /// Counts what was chosen, with this weight.
    pub fn count_chosen(&mut self, chosen: &[Choice], weight: f64) {
        for contest in &self.contests {
            let choice = chosen[contest.activity as usize];
            if choice.option == contest.option {
                self.chosen[contest.chosen_at as usize + choice.start as usize] += weight;
            }
        }
    }

    /// Makes what was counted smaller.
    pub fn scale(&mut self, factor: f64) {
        self.chosen.iter_mut().for_each(|chosen| *chosen *= factor);
    }

    /// Makes cliques of what was chosen too often on average, of which no cell says so; tells how many, with prices from `next`.
    pub fn separate(&mut self, model: &Model, total: f64, next: usize) -> usize {
        let mut by_day: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
        for (index, contest) in self.contests.iter().enumerate() {
            by_day.entry(model.options[contest.option as usize].day).or_default().push(index as u32);
        }
        let mut found: Vec<Vec<(u32, u64)>> = Vec::new();
        for contests in by_day.into_values() {
            self.separate_day(model, total, &contests, &mut found);
        }
        let mut added = 0;
        for members in found {
            if self.known.insert(members.clone()) {
                let at = (next + added) as u32;
                added += 1;
                for (contest, starts) in &members {
                    self.contests[*contest as usize].cliques.push((at, *starts));
                }
                let members = members.iter().map(|(contest, starts)| {
                    let contest = &self.contests[*contest as usize];
                    (contest.activity, contest.option, *starts)
                });
                self.cliques.push(Clique { at, members: members.collect() });
            }
        }
        added
    }

    fn separate_day(&self, model: &Model, total: f64, contests: &[u32], found: &mut Vec<Vec<(u32, u64)>>) {
        let shares = |one: u32, other: u32| {
            let (one, other) = (self.contests[one as usize].activity as usize, self.contests[other as usize].activity as usize);
            model.uses[one].iter().any(|taken| {
                model.capacities[taken.resource as usize].at_once == 1
                    && model.uses[other].iter().any(|other| other.resource == taken.resource)
            })
        };
        let mut nodes: Vec<Node> = Vec::new();
        for contest in contests {
            let content = &self.contests[*contest as usize];
            let starts = model.starts(content.option as usize).iter().enumerate().take(64);
            nodes.extend(starts.map(|(position, start)| Node {
                share: self.chosen[content.chosen_at as usize + position] / total,
                contest: *contest,
                start: position as u16,
                from: start.from,
                to: start.to,
            }));
        }
        if nodes.iter().filter(|node| node.share > SEEDED).count() < 3 {
            return;
        }
        nodes.sort_by(|one, other| {
            other.share.total_cmp(&one.share).then((one.contest, one.start).cmp(&(other.contest, other.start)))
        });
        let chosen = nodes.partition_point(|node| node.share > 0.0);
        let conflict = |one: &Node, other: &Node| {
            one.contest == other.contest || (one.from < other.to && other.from < one.to && shares(one.contest, other.contest))
        };
        for seed in nodes.iter().take_while(|node| node.share > SEEDED) {
            let mut clique = vec![*seed];
            let grow = |clique: &mut Vec<Node>, nodes: &[Node]| {
                for node in nodes {
                    let is_seed = (node.contest, node.start) == (seed.contest, seed.start);
                    if !is_seed && clique.iter().all(|other| conflict(node, other)) {
                        clique.push(*node);
                    }
                }
            };
            grow(&mut clique, &nodes[..chosen]);
            let share: f64 = clique.iter().map(|node| node.share).sum();
            if share > VIOLATED && !self.is_cell(&clique) {
                // What was never chosen makes a clique no more violated, but stronger.
                grow(&mut clique, &nodes[chosen..]);
                let mut starts: BTreeMap<u32, u64> = BTreeMap::new();
                for node in &clique {
                    *starts.entry(node.contest).or_default() |= 1 << node.start;
                }
                found.push(starts.into_iter().collect());
            }
        }
    }

    /// Whether a clique is a moment of one resource, for which there is a cell.
    fn is_cell(&self, clique: &[Node]) -> bool {
        let moment = clique.iter().map(|node| node.from).max().unwrap_or(0);
        let takings = |node: &Node| &self.contests[node.contest as usize].takings;
        clique.iter().all(|node| moment < node.to)
            && takings(&clique[0])
                .iter()
                .any(|taking| clique.iter().all(|node| takings(node).iter().any(|other| other.cell == taking.cell)))
    }

    /// By how much each row of a cell or clique is broken.
    pub fn slope(&self, chosen: &[Choice], into: &mut [f64]) {
        // Cells have their prices in the order they were made.
        let (mut parts, mut rest, mut at) = (Vec::with_capacity(self.all.len()), &mut *into, 0);
        for cell in &self.all {
            let (own, later) = rest.split_at_mut(cell.at as usize - at).1.split_at_mut(cell.prices());
            at = cell.at as usize + cell.prices();
            rest = later;
            parts.push((cell, own));
        }
        parts.into_par_iter().with_min_len(CELLS_TOGETHER).for_each(|(cell, own)| self.cell_slope(cell, chosen, own));
        for clique in &self.cliques {
            let chosen = clique.members.iter().filter(|(activity, option, starts)| {
                let choice = chosen[*activity as usize];
                choice.option == *option && names(*starts, choice.start.into())
            });
            into[clique.at as usize] = chosen.count() as f64 - 1.0;
        }
    }

    fn cell_slope(&self, cell: &Cell, chosen: &[Choice], into: &mut [f64]) {
        let moments = cell.moments.len();
        into[..moments].fill(-f64::from(cell.at_once));
        if let Some(a_day) = cell.a_day {
            into[moments] = -f64::from(a_day);
        }
        for (activity, option, place) in &cell.members {
            let choice = chosen[*activity as usize];
            if choice.option != *option {
                continue;
            }
            let contest = &self.contests[self.contest_of[*option as usize] as usize];
            let covers_at = contest.takings[*place as usize].covers_at as usize;
            let (from, to) = self.covers[covers_at + choice.start as usize];
            for slope in &mut into[from as usize..to as usize] {
                *slope += 1.0;
            }
            if cell.a_day.is_some() {
                into[moments] += 1.0;
            }
        }
    }

    /// Makes cells of what the chosen options break, with prices from `next` on; tells how many prices they have.
    pub fn discover(&mut self, model: &Model, chosen: &[Choice], next: usize) -> usize {
        self.taken_once.fill(0);
        self.taken_twice.fill(0);
        let mut places: Vec<(usize, u32)> = Vec::new();
        for (activity, choice) in chosen.iter().enumerate() {
            let day = model.options[choice.option as usize].day - self.first_day;
            for taken in &model.uses[activity] {
                let place = taken.resource as usize * self.days + day as usize;
                let (word, bit) = (place / 64, 1 << (place % 64));
                if self.has_cell[word] & bit == 0 {
                    self.taken_twice[word] |= self.taken_once[word] & bit;
                    self.taken_once[word] |= bit;
                    places.push((place, activity as u32));
                }
            }
        }
        places.retain(|(place, _)| self.taken_twice[place / 64] >> (place % 64) & 1 == 1);
        let mut shared = places;
        shared.sort_unstable();
        shared.dedup();
        let mut added = 0;
        for group in shared.chunk_by(|one, other| one.0 == other.0) {
            let place = group[0].0;
            let activities: Vec<u32> = group.iter().map(|(_, activity)| *activity).collect();
            if Self::is_broken(model, place / self.days, &activities, chosen) && !self.is_known(&activities, chosen) {
                added += self.add(model, place, next + added);
            }
        }
        added
    }

    /// Whether a resource is asked for too often by these activities of one day.
    fn is_broken(model: &Model, resource: usize, activities: &[u32], chosen: &[Choice]) -> bool {
        let capacity = model.capacities[resource];
        if capacity.a_day.is_some_and(|a_day| activities.len() > a_day as usize) {
            return true;
        }
        let stretches: Vec<(i32, i32)> =
            activities.iter().map(|activity| taken(model, *activity as usize, resource, chosen[*activity as usize])).collect();
        stretches.iter().any(|(moment, _)| {
            let holding = stretches.iter().filter(|(from, to)| from <= moment && moment < to).count();
            holding > capacity.at_once as usize
        })
    }

    /// Whether two activities already share a cell that day, so that what one more resource would say is said.
    fn is_known(&self, activities: &[u32], chosen: &[Choice]) -> bool {
        let [one, other] = activities else { return false };
        let cells = |activity: &u32| {
            self.contest(chosen[*activity as usize].option as usize).map(|contest| contest.takings.as_slice()).unwrap_or_default()
        };
        cells(one)
            .iter()
            .any(|own| self.all[own.cell as usize].at_once == 1 && cells(other).iter().any(|taking| taking.cell == own.cell))
    }

    /// Adds the cell of a resource and day; tells how many prices it has.
    fn add(&mut self, model: &Model, place: usize, at: usize) -> usize {
        let (resource, day) = (place / self.days, (place % self.days) as i32 + self.first_day);
        let mut members = Vec::new();
        let mut moments = Vec::new();
        for activity in self.members.list(resource) {
            let options = model.options_of(*activity as usize);
            let own = &model.options[options.clone()];
            let Ok(position) = own.binary_search_by_key(&day, |option| option.day) else { continue };
            let option = options.start + position;
            for start in 0..model.starts(option).len() {
                moments.push(taken(model, *activity as usize, resource, Choice { option: option as u32, start: start as u16 }).0);
            }
            members.push((*activity, option as u32));
        }
        moments.sort_unstable();
        moments.dedup();
        let number = self.all.len() as u32;
        let mut placed = Vec::new();
        for (activity, option) in members {
            let covers_at = self.covers.len() as u32;
            for start in 0..model.starts(option as usize).len() {
                let (from, to) = taken(model, activity as usize, resource, Choice { option, start: start as u16 });
                let at = |moment: i32| moments.partition_point(|other| *other < moment) as u16;
                self.covers.push((at(from), at(to)));
            }
            if self.contest_of[option as usize] == NONE {
                self.contest_of[option as usize] = self.contests.len() as u32;
                let chosen_at = self.chosen.len() as u32;
                self.chosen.resize(self.chosen.len() + model.starts(option as usize).len(), 0.0);
                self.contests.push(Contest { activity, option, chosen_at, ..Contest::default() });
            }
            let contest = &mut self.contests[self.contest_of[option as usize] as usize];
            placed.push((activity, option, contest.takings.len() as u32));
            contest.takings.push(Taking { cell: number, covers_at });
        }
        let capacity = model.capacities[resource];
        let prices = moments.len() + usize::from(capacity.a_day.is_some());
        self.has_cell[place / 64] |= 1 << (place % 64);
        let sums_at = self.sums.len() as u32;
        self.sums.resize(self.sums.len() + moments.len() + 1, 0.0);
        self.is_priced.push(false);
        self.all.push(Cell {
            resource: resource as u32,
            day,
            at: at as u32,
            sums_at,
            moments,
            at_once: capacity.at_once as i32,
            a_day: capacity.a_day.map(|a_day| a_day as i32),
            members: placed,
        });
        prices
    }

    /// Tells what the prices of cells and cliques are paid for.
    pub fn certify(&self, prices: &[f64], certificate: &mut Certificate) {
        for cell in &self.all {
            let (resource, day) = (cell.resource, cell.day);
            let own = &prices[cell.at as usize..];
            for (moment, price) in cell.moments.iter().zip(own) {
                certificate.add(*price, || Paid::Moment { resource, day, moment: *moment });
            }
            if cell.a_day.is_some() {
                certificate.add(own[cell.moments.len()], || Paid::Day { resource, day });
            }
        }
        for clique in &self.cliques {
            certificate.add(prices[clique.at as usize], || Paid::Clique(clique.members.clone()));
        }
    }
}

/// Whether a clique names a start: only the first 64 of a menu can be named.
fn names(starts: u64, start: usize) -> bool {
    start < 64 && starts >> start & 1 == 1
}

/// From when to when an activity takes a resource.
pub fn taken(model: &Model, activity: usize, resource: usize, choice: Choice) -> (i32, i32) {
    let margin = model.uses[activity].iter().find(|taken| taken.resource as usize == resource).map_or(0, |taken| taken.margin);
    let start = model.starts(choice.option as usize)[choice.start as usize];
    (start.from - margin, start.to + margin)
}
