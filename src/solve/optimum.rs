//! From a problem to an outcome: the problem is posted, lowered to a model, and solved by the engine; what comes back is judged
//! by the rules' own meaning. Where that charges for meetings that call the same people at once, which the model did not know
//! of ([`Clashes`](crate::constraint::extent::Clashes)), it is solved again with them. Every one of these models is a part of the problem, so the bound of each is
//! one of the whole.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::constraint::bill;
use crate::constraint::extent::{Clashes, Extent, Meetings, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::post::{Posted, post};
use crate::constraint::quorum;
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::{Charge, total};
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::disruption::Announced;
use crate::solve::engine::{self, Answer, Budget, Solution};
use crate::solve::model::{Choice, Model};
use crate::solve::outcome::{Outcome, Planned};
use crate::solve::progress::{Observer, Progress};
use crate::solve::{conflict, lowering};

/// Finds the schedule of least cost, and proves that there is none better; or finds the rules that stand in the way.
pub fn optimum(problem: &Problem<'_>, announced: &Announced, budget: Budget) -> Outcome {
    watched(problem, announced, budget, &mut |_| ControlFlow::Continue(()))
}

/// The same, watched: the observer is told how far it is and may stop it.
pub fn watched(problem: &Problem<'_>, announced: &Announced, budget: Budget, observer: Observer<'_>) -> Outcome {
    under(&|_| true, problem, announced, budget, observer)
}

/// The same where only some of the rules are in force: what a rule does is seen by leaving it out.
pub fn optimum_under(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, announced: &Announced, budget: Budget) -> Outcome {
    under(rules, problem, announced, budget, &mut |_| ControlFlow::Continue(()))
}

fn under(
    rules: &dyn Fn(Tag) -> bool,
    problem: &Problem<'_>,
    announced: &Announced,
    budget: Budget,
    observer: Observer<'_>,
) -> Outcome {
    let mut found = best(rules, problem, announced, budget, observer);
    if matches!(found, Found::Nothing) && announced.has_past(problem) {
        // The rules of now are what counts: they may forbid what has taken place under earlier ones.
        found = best(rules, problem, &announced.with_past_open(), budget, observer);
    }
    match found {
        Found::Best(planned) => Outcome::Planned(planned),
        Found::Nothing => Outcome::Infeasible(conflict::find(problem)),
        Found::Undecided => Outcome::Undecided,
    }
}

/// What the engine found.
enum Found {
    Best(Planned),
    Nothing,
    Undecided,
}

fn best(
    rules: &dyn Fn(Tag) -> bool,
    problem: &Problem<'_>,
    announced: &Announced,
    budget: Budget,
    observer: Observer<'_>,
) -> Found {
    let force = Force { rules, costs: Costs::Counted(&problem.plan.weights) };
    let mut rounds = Rounds { budget, work: 0, bound: 0, stopped: false, observer };
    let mut known: BTreeSet<Meetings> = BTreeSet::new();
    let mut found: Option<Planned> = None;
    let mut last: Option<Vec<Choice>> = None;
    loop {
        let (posted, model) = lowered(problem, announced, force, Clashes::Of(known.clone()));
        match rounds.solve(&model, last.as_deref()) {
            Answer::Schedule { chosen, .. } => {
                let schedule = lowering::schedule(problem, &posted.layout, &model, &chosen);
                let charges = charged(rules, problem, &schedule);
                let before = known.len();
                known.extend(quorum::clashes(problem, &charges));
                let candidate = planned(&charges, announced, schedule);
                last = Some(chosen);
                found = found.into_iter().chain(candidate).min_by_key(|planned| planned.objective);
                if known.len() == before || rounds.is_over(found.is_some()) {
                    break;
                }
            }
            Answer::Infeasible => return Found::Nothing,
            Answer::Undecided => break,
        }
    }
    found.map_or(Found::Undecided, |planned| Found::Best(planned.bounded_by(rounds.bound)))
}

/// The solving of a problem again and again, each time with more of it: what is spent, and the best bound.
struct Rounds<'o> {
    budget: Budget,
    work: u64,
    bound: i64,
    stopped: bool,
    observer: Observer<'o>,
}

impl Rounds<'_> {
    /// Solves a model with what is left of the budget.
    fn solve(&mut self, model: &Model, known: Option<&[Choice]>) -> Answer {
        let (before, bound) = (self.work, self.bound);
        let mut stopped = false;
        let mut watched = |progress: &Progress| {
            let flow = (self.observer)(&Progress { work: before + progress.work, bound: bound.max(progress.bound), ..*progress });
            stopped |= flow.is_break();
            // Whoever stops it wants the best so far: where that has clashes, they are mended, and no more is done.
            if self.stopped && progress.cost.is_none() { ControlFlow::Continue(()) } else { flow }
        };
        let Solution { answer, work } =
            engine::solve_from(model, known, Budget { work: self.budget.work - before }, &mut watched);
        self.work += work;
        self.stopped |= stopped;
        if let Answer::Schedule { bound, .. } = &answer {
            self.bound = self.bound.max(*bound);
        }
        answer
    }

    fn is_over(&self, has_schedule: bool) -> bool {
        (self.stopped && has_schedule) || self.work >= self.budget.work
    }
}

/// The problem posted, and its model.
fn lowered(problem: &Problem<'_>, announced: &Announced, force: Force<'_>, clashes: Clashes) -> (Posted, Model) {
    let surcharge = |index: ActivityIndex, placement: Placement| announced.surcharge(problem, index, placement);
    let takes_part = vec![true; problem.activities.len()];
    let posted = post(problem, &Extent { takes_part, force, surcharge: &surcharge, starts: Starts::Menus, clashes });
    let model = lowering::model(problem, &posted, force);
    (posted, model)
}

/// The model of a problem, for whoever would solve it elsewhere.
pub fn model(problem: &Problem<'_>, announced: &Announced) -> Model {
    lowered(problem, announced, Force { rules: &|_| true, costs: Costs::Counted(&problem.plan.weights) }, Clashes::All).1
}

/// What a schedule is charged for by the rules in force: by their own meaning, and not by the model.
fn charged(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = bill::charges(problem, schedule);
    charges.retain(|charge| rules(Tag { rule: charge.rule, span: charge.span }));
    charges
}

/// A schedule with its cost and no bound yet; none where it breaks a must.
fn planned(charges: &[Charge], announced: &Announced, schedule: Schedule) -> Option<Planned> {
    let disruption = announced.total(&schedule);
    let objective = total(charges) + disruption;
    charges.iter().all(|charge| charge.cost.is_some()).then_some(Planned { schedule, objective, disruption, bound: 0 })
}
