//! A choice for every activity, with what of the rows and resources it uses: taken off and put back chain by chain.

use std::collections::BTreeSet;

use crate::solve::ground::{Ground, RowTerm, counts, row_verdict};
use crate::solve::judge::Verdict;
use crate::solve::model::{ActivityNumber, Choice};

/// A surplus that relieves a row may burden another, whose relief burdens a third; it is followed so far.
const RELAYED: usize = 4;

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
        self.sums[row as usize] += more;
        self.pass_on(ground, row, more, RELAYED);
    }

    /// Passes on what a row's load has become more by: to its relay, to what that burdens, and so on.
    fn pass_on(&mut self, ground: &Ground<'_>, row: u32, more: i32, depth: usize) {
        let load = self.load(row as usize);
        if load.max(load - more) <= ground.model.rows[row as usize].right {
            return;
        }
        let Some(relay) = ground.relay(row) else { return };
        let before = self.needed(ground, row, relay.1, -more);
        let change = self.relay_value(ground, row, relay, 0, before) - self.relays[relay.0 as usize];
        if change == 0 {
            return;
        }
        self.relays[relay.0 as usize] += change;
        for (row, coefficient) in ground.burdened.list(relay.0 as usize) {
            self.burdens[*row as usize] += coefficient * change;
            if depth > 0 {
                self.pass_on(ground, *row, coefficient * change, depth - 1);
            }
        }
    }

    /// What a relay is when the sum of one of its rows becomes so much more; the row needs so much of it before.
    fn relay_value(&self, ground: &Ground<'_>, row: u32, (surplus, coefficient): (u32, i32), more: i32, before: i32) -> i32 {
        let most = ground.model.surpluses[surplus as usize].most as i32;
        let value = self.relays[surplus as usize];
        let needed = self.needed(ground, row, coefficient, more).min(most);
        if needed >= value || before < value {
            return needed.max(value);
        }
        let others = ground.relieved.list(surplus as usize).iter().filter(|(other, _)| *other != row);
        let others = others.map(|(other, coefficient)| self.needed(ground, *other, *coefficient, 0)).max();
        needed.max(others.unwrap_or(0).min(most))
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
        self.charge_through(ground, row, more, weights, RELAYED)
    }

    fn charge_through(&self, ground: &Ground<'_>, row: usize, more: i32, weights: &[f64], depth: usize) -> f64 {
        let load = self.load(row);
        let content = &ground.model.rows[row];
        if load.max(load + more) <= content.right && !content.is_equation {
            return 0.0;
        }
        let weighed = |load: i32| {
            let (cost, broken) = ground.own_verdict(row, load);
            cost + broken as f64 * weights[row]
        };
        let charge = weighed(load + more) - weighed(load);
        let Some(relay) = ground.relay(row as u32) else { return charge };
        let before = self.needed(ground, row as u32, relay.1, 0);
        let raised = self.relay_value(ground, row as u32, relay, more, before) - self.relays[relay.0 as usize];
        if raised == 0 || depth == 0 {
            return charge;
        }
        let burdened = ground.burdened.list(relay.0 as usize).iter();
        let passed_on = burdened
            .map(|(row, coefficient)| self.charge_through(ground, *row as usize, coefficient * raised, weights, depth - 1));
        charge + ground.model.surpluses[relay.0 as usize].cost * f64::from(raised) + passed_on.sum::<f64>()
    }

    /// What some activities cost and break, with all that they share rows, pairs and resources with. It is for comparing two
    /// boards that differ in these activities alone.
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
        let mut relays: BTreeSet<usize> = BTreeSet::new();
        let mut open: Vec<u32> = rows.iter().copied().collect();
        while let Some(row) = open.pop() {
            let Some((surplus, _)) = ground.relay(row) else { continue };
            if relays.insert(surplus as usize) {
                let burdened = ground.burdened.list(surplus as usize).iter().map(|(row, _)| *row);
                open.extend(burdened.filter(|row| rows.insert(*row)));
            }
        }
        let relayed = relays.iter().map(|surplus| model.surpluses[*surplus].cost * f64::from(self.relays[*surplus]));
        verdict.cost += relayed.sum::<f64>();
        for row in rows {
            let (cost, broken) = ground.own_verdict(row as usize, self.load(row as usize));
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
