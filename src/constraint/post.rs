//! The rules of a problem, posted: columns, coupling rows, and pairs with their prices.

use crate::constraint::coupling::COUPLING_RULES;
use crate::constraint::extent::Extent;
use crate::constraint::layout::{Layout, Priced};
use crate::constraint::pair::PricedPair;
use crate::constraint::program::Program;
use crate::constraint::{local, pair, path, relation};
use crate::problem::activity::{Activity, ActivityIndex};
use crate::problem::instance::Problem;

/// A problem, posted. The path rules stand apart, since an engine can take them as paths and not as rows.
#[derive(Debug)]
pub struct Posted {
    /// Columns of days, starts and surpluses; rows of choices and coupling rules.
    pub program: Program,
    /// Which column means what.
    pub layout: Layout,
    /// How many of the first rows are choices: the others are coupling rules.
    pub choices: usize,
    /// Path rules: successive meetings of a cycle.
    pub spacing: Vec<PricedPair>,
    /// Coupling rules of two activities.
    pub relations: Vec<PricedPair>,
}

impl Posted {
    /// The whole as one program, the pairs as arcs.
    pub fn into_program(self) -> (Program, Layout) {
        let Posted { mut program, layout, spacing, relations, .. } = self;
        for pair in spacing.iter().chain(&relations) {
            pair::post(pair, &layout, &mut program);
        }
        (program, layout)
    }
}

/// Posts all rules of a problem.
pub fn post(problem: &Problem<'_>, extent: &Extent<'_>) -> Posted {
    post_allowed(problem, allowed(problem, extent), extent)
}

/// The same where the local rules have been judged: for each activity the placements that it may have, with what they cost.
pub fn post_allowed(problem: &Problem<'_>, allowed: Vec<Vec<Priced>>, extent: &Extent<'_>) -> Posted {
    let force = extent.force;
    let mut program = Program::default();
    let layout = Layout::post(problem, allowed, extent, &mut program);
    let choices = program.rows.len();
    let priced = |pairs: Vec<pair::Pair<'_>>| -> Vec<PricedPair> {
        let both = pairs.iter().filter(|pair| layout.has_whole(pair.one, &[pair.other]));
        both.map(|pair| pair::price(pair, &layout, force)).collect()
    };
    let spacing = priced(path::pairs(problem));
    let relations = priced(relation::pairs(problem));
    for rule in COUPLING_RULES {
        (rule.post)(problem, &layout, force, &mut program);
    }
    Posted { program, layout, choices, spacing, relations }
}

/// What each activity may have: the candidates that no local must forbids, with what they cost by local rules.
fn allowed(problem: &Problem<'_>, extent: &Extent<'_>) -> Vec<Vec<Priced>> {
    let Extent { takes_part, force, surcharge, .. } = extent;
    let priced = |(index, activity): (ActivityIndex, &Activity)| {
        let candidates = activity.candidates.iter().filter(|_| takes_part[index.0]);
        let priced = candidates.filter_map(|candidate| {
            let cost = force.price(&local::judge(problem, activity.kind, *candidate))?;
            Some((*candidate, cost + (*surcharge)(index, *candidate)?))
        });
        priced.collect()
    };
    problem.indexed().map(priced).collect()
}
