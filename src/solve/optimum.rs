//! From a problem to an outcome.
//!
//! First a bound by prices. Then a kernel of the days that the bound leaves open is solved as a program; when every day
//! outside it is ruled out by the cost that was found (reduced-cost fixing), the answer is the best of all. Otherwise the
//! kernel grows, at most to what could still be better, at last to the whole problem. Starts are told apart only on days
//! where that turns out to matter: see `within`.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::bill;
use crate::constraint::extent::{Extent, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::layout::Layout;
use crate::constraint::post::{Posted, post};
use crate::constraint::program::number;
use crate::constraint::taken::taken;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::total;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::conflict;
use crate::solve::decomposition::Decomposition;
use crate::solve::disruption::Announced;
use crate::solve::dual::climb;
use crate::solve::highs::{Answer, Effort, Goal, solve};
use crate::solve::kernel::Kernel;
use crate::solve::outcome::{Outcome, Planned};

/// A value above this is taken for 1: `HiGHS` gives whole columns to within 1e-6.
const HALF: f64 = 0.5;

/// Steps of the dual at most.
const DUAL_STEPS: usize = 250;

/// How far the bound may rise through a day of the kernel: first narrow, then wider, in the end everything.
const REACHES: [f64; 4] = [2.0, 20.0, 60.0, f64::INFINITY];

/// What is planned, in the light of what was shown, with which effort, and under which rules.
#[derive(Clone, Copy)]
struct Task<'t> {
    problem: &'t Problem<'t>,
    announced: &'t Announced,
    effort: Effort,
    rules: &'t dyn Fn(Tag) -> bool,
}

/// Finds the schedule of least cost, and proves that there is none better; or finds the rules that stand in the way.
pub fn optimum(problem: &Problem<'_>, announced: &Announced, effort: Effort) -> Outcome {
    optimum_under(&|_| true, problem, announced, effort)
}

/// The same where only some of the rules are in force: what a rule does is seen by leaving it out.
pub fn optimum_under(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, announced: &Announced, effort: Effort) -> Outcome {
    let task = Task { problem, announced, effort, rules };
    let mut found = best(&task);
    if matches!(found, Inside::Nothing) && announced.has_past(problem) {
        // The rules of now are what counts: they may forbid what has taken place under earlier ones.
        found = best(&Task { announced: &announced.with_past_open(), ..task });
    }
    match found {
        Inside::Best(planned) => Outcome::Planned(planned),
        Inside::Nothing => Outcome::Infeasible(conflict::find(problem, effort)),
        Inside::Undecided => Outcome::Undecided,
    }
}

/// The best schedule of all.
fn best(task: &Task<'_>) -> Inside {
    let whole_problem = task.posted(None, &|_| false);
    let parts = Decomposition::of(task.problem, &whole_problem);
    let dual = climb(&parts, DUAL_STEPS);
    if dual.bound == f64::INFINITY {
        return Inside::Nothing;
    }
    let mut best: Option<Planned> = None;
    let mut bound = whole(dual.bound.ceil());
    for widest in REACHES {
        // What is better than the best so far costs at least 1 less: no more days than that allows are looked at.
        let useful = best.as_ref().map_or(f64::INFINITY, |best| number(best.objective - 1) - dual.bound);
        let reach = widest.min(useful);
        let kernel = Kernel::within(task.problem, &whole_problem.layout, &parts, &dual, reach);
        let (inside, bound_inside) = match within(task, &kernel) {
            Inside::Best(inside) => (Some(inside.clone()), inside.bound),
            Inside::Nothing if reach == f64::INFINITY => return Inside::Nothing,
            Inside::Nothing => (None, i64::MAX),
            Inside::Undecided => continue,
        };
        // What lies outside the kernel costs more than the bound and the reach together.
        let outside = whole((dual.bound + reach).floor() + 1.0);
        bound = bound.max(bound_inside.min(outside));
        best = best.into_iter().chain(inside).min_by_key(|planned| planned.objective);
        // Where it is not what lies outside that keeps the bound low, a larger kernel cannot raise it.
        if best.as_ref().is_some_and(|best| bound >= best.objective || bound_inside < outside) {
            break;
        }
    }
    best.map_or(Inside::Undecided, |best| Inside::Best(best.bounded_by(bound)))
}

/// A cost as a whole number; one that is infinite is as large as can be.
fn whole(value: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole, and a cast of an infinite one saturates")]
    let whole = value as i64;
    whole
}

/// What was found on the days of a kernel.
enum Inside {
    /// A schedule, with a bound of all schedules on these days.
    Best(Planned),
    /// There is no schedule on these days.
    Nothing,
    /// The effort did not suffice to tell.
    Undecided,
}

/// The best schedule on the days of a kernel.
///
/// Starts are left out at first: a relaxation, whose bound holds. Then the chosen days get their starts. Where these cost
/// more than the relaxation knew, or do not fit, the starts of those days are told apart and it is solved again.
fn within(task: &Task<'_>, kernel: &Kernel<'_>) -> Inside {
    let mut told_apart: BTreeSet<NaiveDate> = BTreeSet::new();
    let mut best: Option<Planned> = None;
    let mut bound = 0;
    loop {
        let (program, layout) = task.posted(Some(kernel), &|date| told_apart.contains(&date)).into_program();
        let (days, own_bound) = match solve(&program, Goal::Least, task.effort) {
            Answer::Values { values, bound } => (schedule(task.problem, &layout, &values), bound),
            Answer::Infeasible => return Inside::Nothing,
            Answer::Undecided => return best.map_or(Inside::Undecided, Inside::Best),
        };
        let found = with_starts(task, &days).and_then(|schedule| task.planned(schedule));
        bound = bound.max(own_bound);
        let better = best.into_iter().chain(found).min_by_key(|planned| planned.objective);
        best = better.map(|planned| planned.bounded_by(bound));
        let shared = shared_dates(task.problem, &days);
        let known = told_apart.len();
        told_apart.extend(shared);
        // Where nothing more can be told apart, the relaxation was exact.
        if best.as_ref().is_some_and(Planned::is_optimal) || told_apart.len() == known {
            return best.map_or(Inside::Undecided, Inside::Best);
        }
    }
}

/// The chosen days with the best starts; none when the meetings of some day do not fit.
fn with_starts(task: &Task<'_>, days: &Schedule) -> Option<Schedule> {
    let kernel = Kernel::of_schedule(task.problem, days);
    let (program, layout) = task.posted(Some(&kernel), &|_| true).into_program();
    match solve(&program, Goal::Least, task.effort) {
        Answer::Values { values, .. } => Some(schedule(task.problem, &layout, &values)),
        Answer::Infeasible | Answer::Undecided => None,
    }
}

/// The days on which somebody is called to two meetings, or more use a room than it holds at once.
fn shared_dates(problem: &Problem<'_>, schedule: &Schedule) -> BTreeSet<NaiveDate> {
    let mut seen = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for activity in &problem.activities {
        let Some(date) = schedule.placement(&activity.id).map(Placement::first) else { continue };
        for taken in taken(problem, activity.kind) {
            let count = seen.entry((taken, date)).or_insert(0_usize);
            *count += 1;
            if *count > taken.capacity(problem) {
                shared.insert(date);
            }
        }
    }
    shared
}

impl Task<'_> {
    /// The problem posted, on the days of a kernel or on all of them.
    fn posted(&self, kernel: Option<&Kernel<'_>>, tells_starts_apart: &dyn Fn(NaiveDate) -> bool) -> Posted {
        let surcharge = |index: ActivityIndex, placement: Placement| {
            let kept = kernel.is_none_or(|kernel| kernel.keeps(index, placement));
            if kept { self.announced.surcharge(self.problem, index, placement) } else { None }
        };
        let extent = Extent {
            takes_part: vec![true; self.problem.activities.len()],
            force: Force { rules: self.rules, costs: Costs::Counted(&self.problem.plan.weights) },
            surcharge: &surcharge,
            tells_starts_apart,
            // The parts that the bound is made of know days alone.
            starts: if kernel.is_some() { Starts::Compared } else { Starts::LeftOut },
        };
        let mut posted = post(self.problem, &extent);
        if let Some(kernel) = kernel {
            kernel.thin_out(&mut posted);
        }
        posted
    }

    /// A schedule with its cost and no bound yet, by the rules' own meaning and not by the program; none where it breaks a must.
    fn planned(&self, schedule: Schedule) -> Option<Planned> {
        let mut charges = bill::charges(self.problem, &schedule);
        charges.retain(|charge| (self.rules)(Tag { rule: charge.rule, span: charge.span }));
        let disruption = self.announced.total(&schedule);
        let objective = total(&charges) + disruption;
        charges.iter().all(|charge| charge.cost.is_some()).then_some(Planned { schedule, objective, disruption, bound: 0 })
    }
}

fn schedule(problem: &Problem<'_>, layout: &Layout, values: &[f64]) -> Schedule {
    let mut schedule = Schedule::default();
    for (index, activity) in problem.indexed() {
        let day = layout.days(index).iter().find(|day| values[day.column.0] > HALF);
        let start = day.and_then(|day| day.starts.iter().find(|start| values[start.column.0] > HALF));
        if let Some(start) = start {
            schedule.placements.insert(activity.id.clone(), start.placement);
        }
    }
    schedule
}
