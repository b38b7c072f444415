//! From a problem to an outcome: the problem is posted, lowered to a model, and solved by the engine; what comes back is judged
//! by the rules' own meaning. Where that charges for meetings that call the same people at once, which the model did not know
//! of ([`Clashes`](crate::constraint::extent::Clashes)), it is solved again with them. Every one of these models is a part of the problem, so the bound of each is
//! one of the whole.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::calendar::civil::NaiveDate;
use crate::constraint::bill;
use crate::constraint::extent::{Clashes, Extent, Meetings, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::post::{Posted, post};
use crate::constraint::quorum;
use crate::problem::activity::{Activity, ActivityIndex};
use crate::problem::instance::Problem;
use crate::schedule::charge::{Charge, total};
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::disruption::{Announced, Disruption, Standing};
use crate::solve::engine::{self, Answer, Budget, Solution};
use crate::solve::model::{Choice, Model};
use crate::solve::outcome::{Outcome, Planned};
use crate::solve::possible::Possible;
use crate::solve::progress::{Observer, Progress};
use crate::solve::{conflict, lowering, trouble};

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

/// Whether no schedule whose rules cost as little as those of this one moves fewer activities; `false` where that could not be
/// proved within the budget.
///
/// Every move is priced at `cost + 1`, so that a schedule of at most that cost which moves fewer would have an objective of at
/// most `cost + (cost + 1) * (moves - 1)`. A bound above that rules it out.
pub fn moves_fewest(problem: &Problem<'_>, announced: &Announced, planned: &Planned, budget: Budget) -> bool {
    let mut disruption = Disruption::of(problem, announced);
    let moved: Vec<ActivityIndex> = disruption.moves(problem, &planned.schedule).collect();
    if moved.iter().any(|index| disruption.standing(*index) == Standing::Past) {
        disruption = disruption.with_past_open();
    }
    let (cost, count) = (planned.objective - planned.disruption, i64::try_from(moved.len()).unwrap_or(i64::MAX));
    if count == 0 {
        return true;
    }
    let counted = disruption.priced(cost + 1);
    let question = Question { rules: &|_| true, problem, disruption: &counted, shown: &planned.schedule };
    match best(&question, &mut Rounds::of(budget, &mut |_| ControlFlow::Continue(()))) {
        Found::Best(fewest) => fewest.bound > cost + (cost + 1) * (count - 1),
        Found::Nothing | Found::Undecided => false,
    }
}

/// Whether a schedule that breaks no must was found, or that there is none proved. What a schedule costs does not matter:
/// the first one ends the search. It is judged by the rules' own meaning.
pub fn possible(problem: &Problem<'_>, announced: &Announced, budget: Budget) -> Possible {
    let mut stop_at_first = |progress: &Progress| match progress.cost {
        Some(_) => ControlFlow::Break(()),
        None => ControlFlow::Continue(()),
    };
    let disruption = Disruption::of(problem, announced).with_past_open();
    match conflict::soon_seen(problem, &disruption, &|_| true) {
        Possible::Unknown => {}
        seen @ (Possible::Yes | Possible::No) => return seen,
    }
    let question = Question { rules: &|_| true, problem, disruption: &disruption, shown: &announced.schedule };
    match best(&question, &mut Rounds::of(budget, &mut stop_at_first)) {
        Found::Best(_) => Possible::Yes,
        Found::Nothing => Possible::No,
        Found::Undecided => Possible::Unknown,
    }
}

fn under(
    rules: &dyn Fn(Tag) -> bool,
    problem: &Problem<'_>,
    announced: &Announced,
    budget: Budget,
    observer: Observer<'_>,
) -> Outcome {
    let mut disruption = Disruption::of(problem, announced);
    let shown = &announced.schedule;
    let open = disruption.with_past_open();
    if let Some(conflict) =
        conflict::early_among(problem, &open, &trouble::around(problem, rules, shown), rules, conflict::REACH_DAYS)
    {
        return Outcome::Infeasible(conflict);
    }
    let mut rounds = Rounds::of(budget, observer);
    let mut found = best(&Question { rules, problem, disruption: &disruption, shown }, &mut rounds);
    if matches!(found, Found::Nothing) && disruption.has_past() {
        // The rules of now are what counts: they may forbid what has taken place under earlier ones, or ask for more than what
        // is left of a year.
        disruption = open.clone();
        found = best(&Question { rules, problem, disruption: &disruption, shown }, &mut rounds);
    }
    match found {
        Found::Best(planned) => {
            let question = Question { rules, problem, disruption: &disruption, shown };
            Outcome::Planned(settled(planned, &question, announced.today, &mut rounds))
        }
        Found::Nothing => {
            conflict::find(problem, &open, rules, conflict::REACH_DAYS).map_or(Outcome::Undecided, Outcome::Infeasible)
        }
        Found::Undecided => Outcome::Undecided,
    }
}

/// What is to be solved.
struct Question<'q> {
    /// The rules in force.
    rules: &'q dyn Fn(Tag) -> bool,
    problem: &'q Problem<'q>,
    disruption: &'q Disruption,
    /// What people have been shown: where the search may begin.
    shown: &'q Schedule,
}

/// What the engine found, and nothing of what stands in the way.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A schedule that breaks no must.
    Best(Planned),
    /// No schedule breaks no must.
    Nothing,
    /// The effort was spent before a schedule was found or ruled out.
    Undecided,
}

/// A schedule that is not proved to be the best, looked at as the next run will: as if it had been shown. What moves then saves
/// more than it disturbs, so it is better now; and once nothing moves, nothing will, for as long as the plan stays as it is.
fn settled(found: Planned, question: &Question<'_>, today: Option<NaiveDate>, rounds: &mut Rounds<'_>) -> Planned {
    let Question { rules, problem, disruption, shown } = *question;
    let mut settled = found;
    while !settled.is_optimal() && settled.schedule != within(problem, shown) && !rounds.is_over(true) {
        let announced = Announced { schedule: settled.schedule.clone(), today };
        let next = Disruption::of(problem, &announced);
        let again = Question { rules, problem, disruption: &next, shown: &announced.schedule };
        let Found::Best(next) = best(&again, rounds) else { break };
        let charges = charged(rules, problem, &next.schedule);
        match planned(&charges, problem, disruption, next.schedule) {
            Some(better) if better.objective < settled.objective => settled = better.bounded_by(settled.bound),
            Some(_) | None => break,
        }
    }
    settled
}

/// What a schedule says of the activities of a problem.
fn within(problem: &Problem<'_>, schedule: &Schedule) -> Schedule {
    let dated = problem.activities.iter().filter_map(|activity| Some((activity.id.clone(), schedule.placement(&activity.id)?)));
    Schedule { placements: dated.collect() }
}

/// What was shown, where that dates everything as it can be dated now and breaks no must: nothing that is no better takes its
/// place.
fn kept(question: &Question<'_>) -> Option<Planned> {
    let Question { rules, problem, disruption, shown } = *question;
    let schedule = within(problem, shown);
    let is_candidate =
        |activity: &Activity| schedule.placement(&activity.id).is_some_and(|placement| activity.candidates.contains(&placement));
    if !problem.activities.iter().all(is_candidate) {
        return None;
    }
    planned(&charged(rules, problem, &schedule), problem, disruption, schedule)
}

/// What people have been shown, where that dates everything as it can be dated now and breaks no must; nothing is proved of it.
pub fn as_shown(problem: &Problem<'_>, announced: &Announced) -> Option<Planned> {
    let disruption = Disruption::of(problem, announced);
    kept(&Question { rules: &|_| true, problem, disruption: &disruption, shown: &announced.schedule })
}

/// The same once more, where the past is as it is told and nobody asks what stands in the way: for many questions in a row.
pub fn found_under(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, announced: &Announced, budget: Budget) -> Found {
    let disruption = Disruption::of(problem, announced);
    let question = Question { rules, problem, disruption: &disruption, shown: &announced.schedule };
    best(&question, &mut Rounds::of(budget, &mut |_| ControlFlow::Continue(())))
}

fn best(question: &Question<'_>, rounds: &mut Rounds<'_>) -> Found {
    let Question { rules, problem, disruption, shown } = *question;
    let force = Force { rules, costs: Costs::Counted(&problem.plan.weights) };
    rounds.bound = 0;
    let mut known: BTreeSet<Meetings> = BTreeSet::new();
    let mut found = kept(question);
    let mut start = Start::Shown;
    let mut last: Option<Vec<Choice>> = None;
    loop {
        let (posted, model) = lowered(problem, disruption, force, Clashes::Of(known.clone()));
        let begins_there = start == Start::Shown && last.is_none();
        let shown = if begins_there { lowering::choices(problem, &posted.layout, &model, shown) } else { None };
        match rounds.solve(&model, last.as_deref().or(shown.as_deref())) {
            Answer::Schedule { chosen, .. } => {
                let schedule = lowering::schedule(problem, &posted.layout, &model, &chosen);
                let charges = charged(rules, problem, &schedule);
                let before = known.len();
                known.extend(quorum::clashes(problem, &charges));
                let candidate = planned(&charges, problem, disruption, schedule);
                last = Some(chosen);
                found = found.into_iter().chain(candidate).min_by_key(|planned| planned.objective);
                if known.len() == before || rounds.is_over(found.is_some()) {
                    break;
                }
            }
            Answer::Infeasible => return Found::Nothing,
            // What was shown may be a bad place to begin.
            Answer::Undecided if shown.is_some() && !rounds.is_over(false) => start = Start::Nowhere,
            Answer::Undecided => break,
        }
    }
    found.map_or(Found::Undecided, |planned| Found::Best(planned.bounded_by(rounds.bound)))
}

/// Where a search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// At what people have been shown, where that is most of a large problem.
    Shown,
    /// Nowhere.
    Nowhere,
}

/// The solving of a problem again and again, each time with more of it: what is spent, and the best bound.
struct Rounds<'o> {
    budget: Budget,
    work: u64,
    bound: i64,
    stopped: bool,
    observer: Observer<'o>,
}

impl<'o> Rounds<'o> {
    /// Nothing solved yet.
    fn of(budget: Budget, observer: Observer<'o>) -> Rounds<'o> {
        Rounds { budget, work: 0, bound: 0, stopped: false, observer }
    }

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
            engine::solve_from(model, known, Budget { work: self.budget.work.saturating_sub(before) }, &mut watched);
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
fn lowered(problem: &Problem<'_>, disruption: &Disruption, force: Force<'_>, clashes: Clashes) -> (Posted, Model) {
    let surcharge = |index: ActivityIndex, placement: Placement| disruption.surcharge(index, placement, force.rules);
    let takes_part = vec![true; problem.activities.len()];
    let posted = post(problem, &Extent { takes_part, force, surcharge: &surcharge, starts: Starts::Menus, clashes });
    let model = lowering::model(problem, &posted, force);
    (posted, model)
}

/// The model of a problem, for whoever would solve it elsewhere.
pub fn model(problem: &Problem<'_>, announced: &Announced) -> Model {
    model_under(&|_| true, problem, announced)
}

/// The same where only some of the rules are in force.
pub fn model_under(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, announced: &Announced) -> Model {
    let force = Force { rules, costs: Costs::Counted(&problem.plan.weights) };
    lowered(problem, &Disruption::of(problem, announced), force, Clashes::All).1
}

/// What a schedule is charged for by the rules in force: by their own meaning, and not by the model.
fn charged(rules: &dyn Fn(Tag) -> bool, problem: &Problem<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = bill::charges(problem, schedule);
    charges.retain(|charge| rules(Tag { rule: charge.rule, span: charge.span }));
    charges
}

/// A schedule with its cost and no bound yet; none where it breaks a must.
fn planned(charges: &[Charge], problem: &Problem<'_>, disruption: &Disruption, schedule: Schedule) -> Option<Planned> {
    let disruption = disruption.total(problem, &schedule);
    let objective = total(charges) + disruption;
    charges.iter().all(|charge| charge.cost.is_some()).then_some(Planned { schedule, objective, disruption, bound: 0 })
}
