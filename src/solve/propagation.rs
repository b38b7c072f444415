//! What cannot be by arithmetic alone: values that no partner leaves, or that a sum has no room for, are taken away until
//! nothing changes; when a variable has none left, the reasons are followed back.
//!
//! For two variables this is AC-3 (A. Mackworth, "Consistency in networks of relations", Artificial Intelligence 8, 1977);
//! where they are held apart by days it finds what the temporal problem of R. Dechter, I. Meiri and J. Pearl ("Temporal
//! constraint networks", Artificial Intelligence 49, 1991) finds. For sums it is the consistency of bounds.
//! Knows neither rules nor activities.

use std::collections::{BTreeSet, VecDeque};

use crate::solve::network::{Day, Group, Network, Sum, Value, Variable};

/// Why a value was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// Another value was tried, at this depth.
    Tried(u32),
    /// No day of the other end of this table goes with it.
    Table(u32),
    /// This sum has no room for it.
    Sum(u32),
    /// It was tried in vain, for this stored reason.
    Refuted(u32),
}

#[derive(Debug, Clone, Copy)]
struct Removal {
    value: Value,
    cause: Cause,
}

/// Where nothing is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No value of this variable.
    Variable(Variable),
    /// The least of this sum is too much.
    Sum(u32),
}

/// What took part in a failure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// The variables.
    pub variables: BTreeSet<Variable>,
    /// The depths of the trials.
    pub trials: BTreeSet<u32>,
}

/// A removal that has not happened.
const NEVER: u32 = u32::MAX;

/// Which values are left, and why the others are not.
#[derive(Debug)]
pub struct Propagation<'n> {
    network: &'n Network,
    /// When each value was removed.
    when: Vec<u32>,
    /// How many values are left of each variable, and of each day.
    left: Vec<u32>,
    left_of_day: Vec<u32>,
    /// The days left of each variable, 64 a word.
    days: Vec<Vec<u64>>,
    removals: Vec<Removal>,
    reasons: Vec<Reason>,
    /// Variables with fewer values than when they were last looked at; and sums to be looked at.
    fewer: VecDeque<Variable>,
    is_fewer: Vec<bool>,
    sums: VecDeque<u32>,
    is_waiting: Vec<bool>,
    /// Values looked at, as a measure of work.
    pub work: u64,
}

impl<'n> Propagation<'n> {
    /// Nothing removed yet.
    pub fn of(network: &'n Network) -> Propagation<'n> {
        let variables = network.variables_count() as u32;
        let days: Vec<Vec<u64>> = (0..variables)
            .map(|variable| {
                let width = network.days(variable).len();
                (0..width.div_ceil(64)).map(|word| ones((width - word * 64).min(64))).collect()
            })
            .collect();
        Propagation {
            network,
            when: vec![NEVER; network.variable_of.len()],
            left: (0..variables).map(|variable| network.values(variable).len() as u32).collect(),
            left_of_day: (0..network.days(variables - 1).end).map(|day| network.values_of_day(day).len() as u32).collect(),
            days,
            removals: Vec::new(),
            reasons: Vec::new(),
            fewer: (0..variables).collect(),
            is_fewer: vec![true; variables as usize],
            sums: (0..network.sums.len() as u32).collect(),
            is_waiting: vec![true; network.sums.len()],
            work: 0,
        }
    }

    /// How many values a variable has left.
    pub fn left(&self, variable: Variable) -> usize {
        self.left[variable as usize] as usize
    }

    /// The values a variable has left.
    pub fn values(&self, variable: Variable) -> impl Iterator<Item = Value> + '_ {
        self.network.values(variable).filter(|value| self.is_left(*value))
    }

    fn is_left(&self, value: Value) -> bool {
        self.when[value as usize] == NEVER
    }

    /// How many removals there are: what [`Propagation::undo`] goes back to.
    pub fn depth(&self) -> usize {
        self.removals.len()
    }

    /// Takes away all values of a variable but one, as a trial.
    pub fn try_value(&mut self, value: Value, trial: u32) {
        let variable = self.network.variable_of[value as usize];
        for other in self.network.values(variable).filter(|other| *other != value) {
            if self.is_left(other) {
                self.remove(other, Cause::Tried(trial));
            }
        }
    }

    /// Takes away a value that was tried in vain.
    pub fn refute(&mut self, value: Value, reason: Reason) -> Result<(), Failure> {
        let cause = Cause::Refuted(self.reasons.len() as u32);
        self.reasons.push(reason);
        if self.is_left(value) {
            self.remove(value, cause);
        }
        let variable = self.network.variable_of[value as usize];
        if self.left(variable) == 0 { Err(Failure::Variable(variable)) } else { Ok(()) }
    }

    /// Puts back what was removed since.
    pub fn undo(&mut self, depth: usize) {
        for Removal { value, .. } in self.removals.drain(depth..).rev() {
            let variable = self.network.variable_of[value as usize];
            let day = self.network.day_of[value as usize];
            self.when[value as usize] = NEVER;
            self.left[variable as usize] += 1;
            self.left_of_day[day as usize] += 1;
            let local = (day - self.network.days(variable).start) as usize;
            self.days[variable as usize][local / 64] |= 1 << (local % 64);
        }
        for variable in self.fewer.drain(..) {
            self.is_fewer[variable as usize] = false;
        }
        for sum in self.sums.drain(..) {
            self.is_waiting[sum as usize] = false;
        }
    }

    fn remove(&mut self, value: Value, cause: Cause) {
        let variable = self.network.variable_of[value as usize];
        let day = self.network.day_of[value as usize];
        self.when[value as usize] = self.removals.len() as u32;
        self.removals.push(Removal { value, cause });
        self.left[variable as usize] -= 1;
        self.left_of_day[day as usize] -= 1;
        if self.left_of_day[day as usize] == 0 {
            let local = (day - self.network.days(variable).start) as usize;
            self.days[variable as usize][local / 64] &= !(1 << (local % 64));
        }
        for sum in &self.network.lowered_by[value as usize] {
            wait(*sum, &mut self.sums, &mut self.is_waiting);
        }
        wait(variable, &mut self.fewer, &mut self.is_fewer);
    }

    /// Removes until nothing changes.
    ///
    /// # Errors
    /// Where nothing is left.
    pub fn settle(&mut self) -> Result<(), Failure> {
        loop {
            if let Some(variable) = self.fewer.pop_front() {
                self.is_fewer[variable as usize] = false;
                self.look_around(variable)?;
            } else if let Some(sum) = self.sums.pop_front() {
                self.is_waiting[sum as usize] = false;
                self.look_at_sum(sum)?;
            } else {
                return Ok(());
            }
        }
    }

    /// What fewer values of a variable mean to others.
    fn look_around(&mut self, variable: Variable) -> Result<(), Failure> {
        if !self.network.is_open[variable as usize] {
            return Ok(());
        }
        if self.left(variable) == 0 {
            return Err(Failure::Variable(variable));
        }
        // A sum rises only where every value that is left counts: so the first of them does.
        let first = self.values(variable).next();
        for sum in first.into_iter().flat_map(|value| &self.network.raised_by[value as usize]) {
            wait(*sum, &mut self.sums, &mut self.is_waiting);
        }
        for table in &self.network.tables_of[variable as usize] {
            self.revise(*table, variable)?;
        }
        Ok(())
    }

    /// Removes the days of the other end of a table that no day of this one goes with.
    fn revise(&mut self, table: u32, variable: Variable) -> Result<(), Failure> {
        let network = self.network;
        let content = &network.tables[table as usize];
        let side = usize::from(content.ends[0] == variable);
        let other = content.ends[side];
        let words = self.days[variable as usize].len();
        for (local, day) in network.days(other).enumerate() {
            if self.left_of_day[day as usize] == 0 {
                continue;
            }
            self.work += 1;
            let allowed = &content.allowed[side][local * words..(local + 1) * words];
            let has_partner = allowed.iter().zip(&self.days[variable as usize]).any(|(allowed, left)| allowed & left != 0);
            if !has_partner {
                self.remove_day(day, Cause::Table(table));
            }
        }
        if self.left(other) == 0 { Err(Failure::Variable(other)) } else { Ok(()) }
    }

    fn remove_day(&mut self, day: Day, cause: Cause) {
        for value in self.network.values_of_day(day) {
            if self.is_left(value) {
                self.remove(value, cause);
            }
        }
    }

    /// The least that what is left of a group counts.
    fn least(&self, group: &Group) -> i64 {
        let mut counted = 0;
        let mut least = i64::MAX;
        for (value, count) in &group.counted {
            if self.is_left(*value) {
                counted += 1;
                least = least.min(i64::from(*count));
            }
        }
        if counted < self.left[group.variable as usize] { least.min(0) } else { least }
    }

    /// Removes the values that a sum has no room for beside the least of the others.
    fn look_at_sum(&mut self, sum: u32) -> Result<(), Failure> {
        let network = self.network;
        let Sum { groups, most } = &network.sums[sum as usize];
        let least: Vec<i64> = groups.iter().map(|group| self.least(group)).collect();
        self.work += groups.iter().map(|group| group.counted.len() as u64).sum::<u64>();
        let room = most - least.iter().sum::<i64>();
        if room < 0 {
            return Err(Failure::Sum(sum));
        }
        for (group, least) in groups.iter().zip(least) {
            for (value, count) in &group.counted {
                if i64::from(*count) - least > room && self.is_left(*value) {
                    self.remove(*value, Cause::Sum(sum));
                }
            }
            if -least > room {
                let mut counted = group.counted.iter().map(|(value, _)| *value).peekable();
                for value in network.values(group.variable) {
                    if counted.next_if_eq(&value).is_none() && self.is_left(value) {
                        self.remove(value, Cause::Sum(sum));
                    }
                }
            }
            if self.left(group.variable) == 0 {
                return Err(Failure::Variable(group.variable));
            }
        }
        Ok(())
    }

    /// What took part in a failure: from each removal that it rests on back to those that that rests on.
    pub fn explain(&self, failure: Failure) -> Reason {
        let mut reason = Reason::default();
        let mut is_needed = vec![false; self.removals.len()];
        match failure {
            Failure::Variable(variable) => {
                reason.variables.insert(variable);
                for value in self.network.values(variable) {
                    need(self.when[value as usize], &mut is_needed);
                }
            }
            Failure::Sum(sum) => self.explain_sum(sum, None, self.removals.len() as u32, &mut is_needed, &mut reason),
        }
        let mut at = self.removals.len();
        while at > 0 {
            at -= 1;
            if !is_needed[at] {
                continue;
            }
            let Removal { value, cause } = self.removals[at];
            match cause {
                Cause::Tried(trial) => {
                    reason.trials.insert(trial);
                }
                Cause::Refuted(stored) => {
                    let Reason { variables, trials } = &self.reasons[stored as usize];
                    reason.variables.extend(variables);
                    reason.trials.extend(trials);
                }
                Cause::Table(table) => self.explain_table(table, value, &mut is_needed, &mut reason),
                Cause::Sum(sum) => {
                    let variable = self.network.variable_of[value as usize];
                    self.explain_sum(sum, Some(variable), at as u32, &mut is_needed, &mut reason);
                }
            }
        }
        reason
    }

    /// A day went because all its partners had gone.
    fn explain_table(&self, table: u32, value: Value, is_needed: &mut [bool], reason: &mut Reason) {
        let variable = self.network.variable_of[value as usize];
        let content = &self.network.tables[table as usize];
        let side = usize::from(content.ends[0] != variable);
        let partner = content.ends[1 - side];
        reason.variables.extend(content.ends);
        let words = self.days[partner as usize].len();
        let local = (self.network.day_of[value as usize] - self.network.days(variable).start) as usize;
        let allowed = &content.allowed[side][local * words..(local + 1) * words];
        for (local, day) in self.network.days(partner).enumerate() {
            if allowed[local / 64] >> (local % 64) & 1 == 1 {
                for value in self.network.values_of_day(day) {
                    need(self.when[value as usize], is_needed);
                }
            }
        }
    }

    /// The others of a sum counted so much because what counts less had gone by then.
    fn explain_sum(&self, sum: u32, own: Option<Variable>, at: u32, is_needed: &mut [bool], reason: &mut Reason) {
        for group in &self.network.sums[sum as usize].groups {
            if own == Some(group.variable) {
                reason.variables.insert(group.variable);
                continue;
            }
            let mut counts = vec![0; self.network.values(group.variable).len()];
            let first = self.network.values(group.variable).start;
            for (value, count) in &group.counted {
                counts[(value - first) as usize] = i64::from(*count);
            }
            let all = || (first..).zip(&counts);
            let had_gone = |value: Value| self.when[value as usize] < at;
            let least = all().filter(|(value, _)| !had_gone(*value)).map(|(_, count)| *count).min().unwrap_or(0);
            if least == group.least && least == 0 {
                // It adds nothing, wherever it lies.
                continue;
            }
            reason.variables.insert(group.variable);
            for (value, count) in all() {
                if *count < least {
                    need(self.when[value as usize], is_needed);
                }
            }
        }
    }
}

fn need(at: u32, is_needed: &mut [bool]) {
    if let Some(is_needed) = is_needed.get_mut(at as usize) {
        *is_needed = true;
    }
}

fn wait(what: u32, queue: &mut VecDeque<u32>, is_in: &mut [bool]) {
    if !is_in[what as usize] {
        is_in[what as usize] = true;
        queue.push_back(what);
    }
}

fn ones(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}
