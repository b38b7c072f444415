//! Which activities depend on each other, directly or through others. What does not is planned apart: the best schedule of
//! a problem is the best of each part. Knows no rule: it reads the model.

use std::collections::BTreeMap;

use crate::solve::model::{ActivityNumber, Joint, Model, Row};

/// Which activities depend on one, itself among them, by number.
///
/// More may be told than do: what could only together break a row counts, whether or not any choice of it does. None that do
/// are left out, so the others keep what they have while these are planned again.
pub fn coupled(model: &Model, to: ActivityNumber) -> Vec<bool> {
    let activities = model.activities();
    let mut parts = Parts((0..activities + model.surpluses.len()).collect());
    for chain in &model.chains {
        for (ends, step) in chain.activities.windows(2).zip(&chain.steps) {
            parts.join_where(couples(model, step, ends[0], ends[1]), ends[0], ends[1]);
        }
    }
    for pair in &model.pairs {
        parts.join_where(couples(model, &pair.joint, pair.one, pair.other), pair.one, pair.other);
    }
    for row in model.rows.iter().filter(|row| can_bind(row)) {
        let terms = row.terms.iter().map(|term| term.activity as usize);
        let mut nodes = terms.chain(row.surpluses.iter().map(|(surplus, _)| activities + *surplus as usize));
        if let Some(first) = nodes.next() {
            nodes.for_each(|other| parts.join(first, other));
        }
    }
    join_resources(model, &mut parts);
    let root = parts.root(to);
    (0..activities).map(|activity| parts.root(activity) == root).collect()
}

/// Whether any two options of two activities cost anything together.
fn couples(model: &Model, joint: &Joint, one: ActivityNumber, other: ActivityNumber) -> bool {
    let (ones, others) = (model.options_of(one).len(), model.options_of(other).len());
    (0..ones).any(|mine| (0..others).any(|theirs| model.joint_cost(joint, (one, mine), (other, theirs)) != 0.0))
}

/// Whether some choice could break a row: of each activity it counts the greatest coefficient at most.
fn can_bind(row: &Row) -> bool {
    let mut greatest: BTreeMap<u32, i64> = BTreeMap::new();
    for term in &row.terms {
        let sum = greatest.entry(term.activity).or_insert(0);
        *sum += i64::from(term.coefficient.max(0));
    }
    let burdened = row.surpluses.iter().any(|(_, coefficient)| *coefficient > 0);
    row.is_equation || burdened || greatest.values().sum::<i64>() > i64::from(row.right)
}

/// A time of a day that an activity could take, and who.
type Taken = (i32, i32, ActivityNumber);

/// Joins those that could take a person or room at the same time, and on a day that has room for fewer of them.
fn join_resources(model: &Model, parts: &mut Parts) {
    let mut taken: BTreeMap<(u32, i32), Vec<Taken>> = BTreeMap::new();
    for activity in 0..model.activities() {
        for used in &model.uses[activity] {
            for option in model.options_of(activity) {
                let starts = model.starts(option);
                let (from, to) = (starts.iter().map(|start| start.from).min(), starts.iter().map(|start| start.to).max());
                if let (Some(from), Some(to)) = (from, to) {
                    let day = taken.entry((used.resource, model.options[option].day)).or_default();
                    day.push((from - used.margin, to + used.margin, activity));
                }
            }
        }
    }
    for ((resource, _), mut day) in taken {
        day.sort_unstable();
        let most = model.capacities[resource as usize].a_day.map_or(usize::MAX, |most| most as usize);
        let mut until = i32::MIN;
        for at in 1..day.len() {
            until = until.max(day[at - 1].1);
            if day.len() > most || day[at].0 < until {
                parts.join(day[at - 1].2, day[at].2);
            }
        }
    }
}

/// Disjoint sets: of each node another one of its set, and of the last one itself.
struct Parts(Vec<usize>);

impl Parts {
    fn root(&mut self, node: usize) -> usize {
        let mut root = node;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }

    fn join_where(&mut self, does: bool, one: usize, other: usize) {
        if does {
            self.join(one, other);
        }
    }
}
