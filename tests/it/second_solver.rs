//! The engine against one plain program: random models written out as a mixed-integer program option by option, and small
//! plans posted as rules write their rows; both solved by HiGHS as they are.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use aarshjul::constraint::extent::{Clashes, Extent, Starts};
use aarshjul::constraint::fee::{Costs, Force};
use aarshjul::constraint::post::post;
use aarshjul::plan::plan::Plan;
use aarshjul::problem::candidate::Reach;
use aarshjul::problem::instance::Problem;
use aarshjul::solve::disruption::Announced;
use aarshjul::solve::engine::{self, Budget};
use aarshjul::solve::highs::{Answer, Effort, Heuristics, solve};
use aarshjul::solve::mip::{Column, Goal, Mip};
use aarshjul::solve::model::{Joint, Model};
use aarshjul::solve::optimum::optimum;
use aarshjul::solve::outcome::Outcome;

use crate::random_model::middling;
use crate::tiny_plan::TinyPlan;

const BUDGET: Budget = Budget { work: 10_000_000 };
const EFFORT: Effort = Effort { nodes: 1_000_000, gap: 1e-6, cutoff: f64::INFINITY, heuristics: Heuristics::On };

/// The least cost of a program; none where its rows cannot all hold. Costs are whole.
pub(crate) fn least(program: &Mip) -> Option<i64> {
    match solve(program, EFFORT) {
        Answer::Values { cost, bound, .. } => {
            assert!(cost - bound < 1e-3, "the effort suffices: {cost} {bound}");
            Some(format!("{cost:.0}").parse().unwrap())
        }
        Answer::Infeasible => None,
        Answer::Undecided => panic!("the effort suffices"),
    }
}

/// A model as a program: a column for each option and start, one for each two options of a joint, one for each surplus; a row
/// for each minute of each resource.
pub(crate) fn plain(model: &Model) -> Mip {
    let mut mip = Mip::default();
    let mut columns: Vec<Vec<u32>> = Vec::new();
    for activity in 0..model.activities() {
        let mut all = Vec::new();
        for option in model.options_of(activity) {
            let own: Vec<u32> =
                model.starts(option).iter().map(|start| mip.binary(model.options[option].cost + start.cost)).collect();
            all.extend(own.iter().map(|column| (*column, 1.0)));
            columns.push(own);
        }
        mip.equal(all, 1.0);
    }
    let steps = model.chains.iter().flat_map(|chain| chain.activities.windows(2).zip(&chain.steps));
    let steps: Vec<(usize, usize, &Joint)> = steps.map(|(ends, step)| (ends[0], ends[1], step)).collect();
    let pairs = model.pairs.iter().map(|pair| (pair.one, pair.other, &pair.joint));
    for (one, other, joint) in steps.into_iter().chain(pairs) {
        let mut flows: BTreeMap<usize, Vec<(u32, f64)>> = BTreeMap::new();
        for (from, first) in model.options_of(one).enumerate() {
            for (to, second) in model.options_of(other).enumerate() {
                let cost = model.joint_cost(joint, (one, from), (other, to));
                let flow = mip.binary(if cost.is_finite() { cost } else { 0.0 });
                if cost.is_infinite() {
                    mip.at_most(vec![(flow, 1.0)], 0.0);
                }
                flows.entry(first).or_default().push((flow, 1.0));
                flows.entry(second).or_default().push((flow, 1.0));
            }
        }
        for (option, mut terms) in flows {
            terms.extend(columns[option].iter().map(|column| (*column, -1.0)));
            mip.equal(terms, 0.0);
        }
    }
    capacities(model, &columns, &mut mip);
    let surpluses: Vec<u32> = model
        .surpluses
        .iter()
        .map(|surplus| {
            mip.columns.push(Column { cost: surplus.cost, most: f64::from(surplus.most), is_whole: false });
            u32::try_from(mip.columns.len() - 1).unwrap()
        })
        .collect();
    for row in &model.rows {
        let mut terms: BTreeMap<u32, f64> = BTreeMap::new();
        for term in &row.terms {
            let first = model.options_of(term.activity as usize).start;
            for option in &columns[first + term.from as usize..first + term.to as usize] {
                for (start, column) in option.iter().enumerate() {
                    if term.start.is_none_or(|counted| usize::from(counted) == start) {
                        *terms.entry(*column).or_default() += f64::from(term.coefficient);
                    }
                }
            }
        }
        let mut terms: Vec<(u32, f64)> = terms.into_iter().collect();
        terms.extend(row.surpluses.iter().map(|(surplus, sign)| (surpluses[*surplus as usize], f64::from(*sign))));
        let right = f64::from(row.right);
        if row.is_equation { mip.equal(terms, right) } else { mip.at_most(terms, right) }
    }
    mip
}

/// Columns, each once.
type Terms = Vec<(u32, f64)>;

fn capacities(model: &Model, columns: &[Vec<u32>], mip: &mut Mip) {
    for (resource, capacity) in model.capacities.iter().enumerate() {
        let mut minutes: BTreeMap<(i32, i32), Terms> = BTreeMap::new();
        let mut days: BTreeMap<i32, Terms> = BTreeMap::new();
        for (activity, uses) in model.uses.iter().enumerate() {
            for used in uses.iter().filter(|used| used.resource as usize == resource) {
                for option in model.options_of(activity) {
                    let day = model.options[option].day;
                    for (start, column) in model.starts(option).iter().zip(&columns[option]) {
                        days.entry(day).or_default().push((*column, 1.0));
                        for minute in start.from - used.margin..start.to + used.margin {
                            minutes.entry((day, minute)).or_default().push((*column, 1.0));
                        }
                    }
                }
            }
        }
        for terms in minutes.into_values() {
            mip.at_most(terms, f64::from(capacity.at_once));
        }
        if let Some(a_day) = capacity.a_day {
            for terms in days.into_values() {
                mip.at_most(terms, f64::from(a_day));
            }
        }
    }
}

fn agree_on_models(seeds: std::ops::Range<u64>, activities: (usize, usize)) {
    for seed in seeds {
        let model = middling(seed, activities);
        let least = least(&plain(&model));
        let engine::Answer::Schedule { cost, bound, .. } =
            engine::solve(&model, BUDGET, &mut |_| ControlFlow::Continue(())).answer
        else {
            panic!("seed {seed}: there is a schedule, of cost {least:?}");
        };
        assert_eq!((Some(cost), Some(bound)), (least, least), "seed {seed}");
    }
}

#[test]
fn the_optimum_of_middling_models_is_that_of_one_plain_program() {
    agree_on_models(0..20, (15, 30));
}

#[test]
#[ignore = "takes many minutes: for the night"]
fn the_optimum_of_many_middling_models_is_that_of_one_plain_program() {
    agree_on_models(1_000..1_200, (20, 45));
}

/// The least cost of a plan by the rows its rules write; none where they cannot all hold.
fn posted(plan: &Plan) -> Option<i64> {
    let problem = Problem::of(plan, Reach::Window);
    let takes_part = vec![true; problem.activities.len()];
    let force = Force { rules: &|_| true, costs: Costs::Counted(&plan.weights) };
    let extent = Extent { takes_part, force, surcharge: &|_, _| Some(0), starts: Starts::Rows, clashes: Clashes::All };
    let (program, _) = post(&problem, &extent).into_program();
    least(&Mip::of(&program, Goal::Least))
}

/// How many plans could be met, and how many could not.
fn agree_on_plans(seeds: std::ops::Range<u64>, made: fn(u64) -> TinyPlan) -> (usize, usize) {
    let (mut feasible, mut infeasible) = (0, 0);
    for seed in seeds {
        let tiny = made(seed);
        let Some(plan) = tiny.read() else { continue };
        let least = posted(&plan);
        match optimum(&Problem::of(&plan, Reach::Window), &Announced::default(), BUDGET) {
            Outcome::Planned(planned) => {
                assert_eq!((Some(planned.objective), Some(planned.bound)), (least, least), "seed {seed}\n{}", tiny.text());
                feasible += 1;
            }
            Outcome::Infeasible(_) => {
                assert_eq!(None, least, "seed {seed}\n{}", tiny.text());
                infeasible += 1;
            }
            Outcome::Undecided => panic!("seed {seed}: the effort suffices"),
        }
    }
    (feasible, infeasible)
}

#[test]
fn the_optimum_of_small_plans_is_that_of_the_rows_their_rules_write() {
    let meetings = agree_on_plans(1_000..1_020, TinyPlan::of);
    let phases = agree_on_plans(1_000..1_016, TinyPlan::of_phases);
    assert!(meetings.0 >= 3 && phases.0 >= 1, "{meetings:?} {phases:?}");
}

#[test]
#[ignore = "takes many minutes: for the night"]
fn the_optimum_of_many_small_plans_is_that_of_the_rows_their_rules_write() {
    let meetings = agree_on_plans(2_000..2_400, TinyPlan::of);
    let phases = agree_on_plans(2_000..2_200, TinyPlan::of_phases);
    assert!(meetings.0 >= 60 && phases.0 >= 20, "{meetings:?} {phases:?}");
}
