//! A cycle as a shortest path: one node for each meeting and day, one arc for each two successive days.
//!
//! `F[i][d] = c[i][d] + min over e of (F[i-1][e] + a[i][e][d])`, and likewise `B` from the end. The path through a node
//! costs `F + B - c`; what that is above the best path is the node's min-marginal. R. Bellman, "On a routing problem", 1958.

/// A chain of meetings. Days are counted within their meeting.
#[derive(Debug, Clone)]
pub struct Chain {
    /// For each meeting, the node of its first day; one more at the end.
    pub offsets: Vec<usize>,
    /// For each two successive meetings, the cost of each two days, row by row; infinite where forbidden. Empty where free.
    pub steps: Vec<Vec<f64>>,
}

/// What the best path of a chain costs and which node it takes at each meeting.
#[derive(Debug, Clone)]
pub struct Path {
    /// The cost; infinite when there is no path.
    pub cost: f64,
    /// The chosen node of each meeting.
    pub nodes: Vec<usize>,
}

impl Chain {
    /// How many meetings it has.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn nodes(&self, meeting: usize) -> std::ops::Range<usize> {
        self.offsets[meeting]..self.offsets[meeting + 1]
    }

    /// The best path for node costs; ties go to the earlier day. `forward` holds the costs up to each node, for all nodes
    /// of the problem, and is overwritten for those of the chain.
    pub fn best(&self, costs: &[f64], forward: &mut [f64]) -> Path {
        for node in self.nodes(0) {
            forward[node] = costs[node];
        }
        for (step, arcs) in self.steps.iter().enumerate() {
            let (from, to) = (self.nodes(step), self.nodes(step + 1));
            let cheapest = from.clone().map(|node| forward[node]).fold(f64::INFINITY, f64::min);
            for (day, node) in to.clone().enumerate() {
                let reach = if arcs.is_empty() {
                    cheapest
                } else {
                    let arcs = arcs[day..].iter().step_by(to.len());
                    from.clone().zip(arcs).map(|(earlier, arc)| forward[earlier] + arc).fold(f64::INFINITY, f64::min)
                };
                forward[node] = costs[node] + reach;
            }
        }
        self.trace(costs, forward)
    }

    /// Follows the best path back from its end.
    fn trace(&self, costs: &[f64], forward: &[f64]) -> Path {
        let last = self.len() - 1;
        let Some(end) = least(self.nodes(last), |node| forward[node]) else {
            return Path { cost: f64::INFINITY, nodes: Vec::new() };
        };
        let cost = forward[end];
        let mut nodes = vec![end];
        let mut node = end;
        for step in (0..last).rev() {
            let width = self.nodes(step + 1).len();
            let day = node - self.offsets[step + 1];
            let arcs = &self.steps[step];
            let arc = |earlier: usize| if arcs.is_empty() { 0.0 } else { arcs[(earlier - self.offsets[step]) * width + day] };
            let Some(earlier) = least(self.nodes(step), |earlier| forward[earlier] + arc(earlier)) else {
                return Path { cost: f64::INFINITY, nodes: Vec::new() };
            };
            node = earlier;
            nodes.push(node);
        }
        debug_assert!(nodes.iter().all(|node| costs[*node].is_finite()) || cost.is_infinite(), "a finite path has finite nodes");
        nodes.reverse();
        Path { cost, nodes }
    }

    /// Adds to `marginals` what the best path through each node costs above the best path, and returns the same of every
    /// arc, step by step; a step that is free of charge has none. `forward` comes from [`Chain::best`] with the same costs.
    pub fn add_marginals(&self, costs: &[f64], forward: &[f64], marginals: &mut [f64]) -> Vec<Vec<f64>> {
        let last = self.len() - 1;
        let best = self.nodes(last).map(|node| forward[node]).fold(f64::INFINITY, f64::min);
        let mut backward: Vec<f64> = self.nodes(last).map(|node| costs[node]).collect();
        let mut arcs = vec![Vec::new(); last];
        for meeting in (0..=last).rev() {
            for (day, node) in self.nodes(meeting).enumerate() {
                marginals[node] += forward[node] + backward[day] - costs[node] - best;
            }
            if meeting > 0 {
                let step = &self.steps[meeting - 1];
                let rows = self.nodes(meeting - 1).zip(step.chunks(backward.len().max(1)));
                let through = |(from, row): (usize, &[f64])| -> Vec<f64> {
                    row.iter().zip(&backward).map(|(arc, later)| forward[from] + arc + later - best).collect()
                };
                arcs[meeting - 1] = rows.flat_map(through).collect();
                backward = self.backward_step(meeting - 1, costs, &backward);
            }
        }
        arcs
    }

    /// The costs from each node of a meeting to the end, from those of the next meeting.
    fn backward_step(&self, step: usize, costs: &[f64], next: &[f64]) -> Vec<f64> {
        let arcs = &self.steps[step];
        let cheapest = next.iter().copied().fold(f64::INFINITY, f64::min);
        let reach = |day: usize| {
            if arcs.is_empty() {
                return cheapest;
            }
            let row = &arcs[day * next.len()..(day + 1) * next.len()];
            row.iter().zip(next).map(|(arc, later)| arc + later).fold(f64::INFINITY, f64::min)
        };
        self.nodes(step).enumerate().map(|(day, node)| costs[node] + reach(day)).collect()
    }
}

/// The first of the nodes with the least finite value.
fn least(nodes: std::ops::Range<usize>, value: impl Fn(usize) -> f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for node in nodes {
        let own = value(node);
        if own.is_finite() && best.is_none_or(|(_, least)| own < least) {
            best = Some((node, own));
        }
    }
    best.map(|(node, _)| node)
}

#[cfg(test)]
mod tests {
    use super::Chain;

    /// Three meetings of three days; the second step is free of charge.
    fn chain() -> (Chain, Vec<f64>) {
        let forbidden = f64::INFINITY;
        let first = vec![forbidden, 1.0, 4.0, forbidden, forbidden, 1.0, forbidden, forbidden, forbidden];
        let chain = Chain { offsets: vec![0, 3, 6, 9], steps: vec![first, Vec::new()] };
        (chain, vec![3.0, 0.0, 0.0, 0.0, 1.0, 2.0, 5.0, 2.0, 2.0])
    }

    /// Whole numbers here, so any difference is a fault; two that are infinite agree.
    fn agree(one: f64, other: f64) -> bool {
        one.total_cmp(&other).is_eq() || (one - other).abs() < 1e-9
    }

    fn every_path(chain: &Chain, costs: &[f64]) -> Vec<([usize; 3], f64)> {
        let mut paths = Vec::new();
        for a in 0..3 {
            for b in 0..3 {
                for c in 0..3 {
                    paths.push(([a, 3 + b, 6 + c], costs[a] + costs[3 + b] + costs[6 + c] + chain.steps[0][a * 3 + b]));
                }
            }
        }
        paths
    }

    #[test]
    fn the_best_path_and_every_marginal_are_those_of_exhaustive_search() {
        let (chain, costs) = chain();
        let mut forward = vec![0.0; 9];
        let path = chain.best(&costs, &mut forward);
        let mut marginals = vec![0.0; 9];
        let arcs = chain.add_marginals(&costs, &forward, &mut marginals);
        let paths = every_path(&chain, &costs);
        let through = |node: usize| {
            paths.iter().filter(|(nodes, _)| nodes.contains(&node)).map(|(_, cost)| *cost).fold(f64::INFINITY, f64::min)
        };
        let best = paths.iter().map(|(_, cost)| *cost).fold(f64::INFINITY, f64::min);
        assert!((path.cost - best).abs() < 1e-9);
        assert_eq!(path.nodes, [1, 5, 7]);
        for (node, marginal) in marginals.iter().enumerate() {
            let expected = through(node) - best;
            assert!(agree(*marginal, expected), "node {node}: {marginal} is not {expected}");
        }
        for (arc, marginal) in arcs[0].iter().enumerate() {
            let both = |nodes: &[usize; 3]| nodes[0] == arc / 3 && nodes[1] == 3 + arc % 3;
            let through = paths.iter().filter(|(nodes, _)| both(nodes)).map(|(_, cost)| *cost).fold(f64::INFINITY, f64::min);
            assert!(agree(*marginal, through - best), "arc {arc}");
        }
        assert!(arcs[1].is_empty());
    }

    #[test]
    fn a_chain_without_a_path_costs_infinitely_much() {
        let chain = Chain { offsets: vec![0, 1, 2], steps: vec![vec![f64::INFINITY]] };
        assert!(chain.best(&[0.0, 0.0], &mut [0.0, 0.0]).cost.is_infinite());
    }
}
