//! From a model to an answer: prices, then chains one by one, then what the prices leave open, exactly.
//!
//! 1. The ascent gives a bound and prices ([`crate::solve::ascent`]).
//! 2. The descent makes a schedule of what was chosen on the way ([`crate::solve::descent`]).
//! 3. Costs are whole numbers: a bound that rounds up to the cost is the proof. Otherwise a small problem is branched on
//!    ([`crate::solve::branch`]).
//! 4. What lies within reach of the prices, a kernel, is solved as a program, with ever longer reach (E. Angelelli,
//!    R. Mansini, M. G. Speranza, "Kernel search", Computers & Operations Research 37, 2010). What is outside costs more than
//!    bound and reach together: so the bound of the whole is the smaller of the two.
//! 5. Where the kernel is too large, neighbourhoods are solved instead ([`crate::solve::neighbourhood`]).
//!
//! At the end the bound of the prices is computed once more, by code that knows nothing of all this ([`crate::solve::audit`]).
//!
//! Work is counted, never timed. Threads change how long it takes and nothing else.

use std::ops::ControlFlow;

use crate::solve::ascent::{Ascent, Pause};
use crate::solve::audit;
use crate::solve::board::Board;
use crate::solve::branch::{Branching, branch};
use crate::solve::certificate::UNITS;
use crate::solve::descent::Descent;
use crate::solve::ground::Ground;
use crate::solve::highs::Heuristics;
use crate::solve::judge::{Verdict, judge};
use crate::solve::kernel::{Kernel, Limits, kernel};
use crate::solve::marginal::{Marginals, guidance};
use crate::solve::model::{Choice, Model};
use crate::solve::neighbourhood::{self, Near, Shape};
use crate::solve::progress::{Observer, Phase, Progress};
use crate::solve::relaxation::{GRID, Relaxation};

/// How much may be spent, in units of work: pricing a thousand options is one, and so is a column of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Units at most.
    pub work: u64,
}

/// The answer to a model.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Choices that break nothing.
    Schedule {
        /// One for each activity.
        chosen: Vec<Choice>,
        /// What they cost.
        cost: i64,
        /// Nothing costs less.
        bound: i64,
    },
    /// Nothing breaks nothing: proved.
    Infeasible,
    /// Neither choices nor a proof that there are none.
    Undecided,
}

/// The answer and what it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The answer.
    pub answer: Answer,
    /// The work.
    pub work: u64,
}

/// The ascent pauses after so many steps for a first schedule, which gives it a target.
const FIRST_STEPS: usize = 200;
/// And it takes so many in all, unless that is more than half of the work.
const STEPS: usize = 700;
/// And so many where choices are known: they were made with prices much like these.
const KNOWN_STEPS: usize = 120;
/// The ascent of a large problem takes no more work than this, and fewer steps.
const PRICING_WORK: u64 = 450_000;
/// Rounds of a descent with what is broken weighing more each time.
const ROUNDS: usize = 12;
/// How much of what others would pay is heeded, less each time, at last nothing.
const GUIDANCE: [f64; 4] = [1.0, 0.5, 0.25, 0.0];
/// A problem of at most so many options is small: it is branched on before a program is made of it, and of all of it at once.
const SMALL_OPTIONS: usize = 4_000;
/// And one with a larger gap than this is not: the first schedule is poor, and a program finds a better one.
const BRANCHED_GAP: f64 = 6.0;
/// The reach of the first kernel at least, and by how much each is longer.
const FIRST_REACH: f64 = 0.5;
/// See [`FIRST_REACH`].
const LONGER: f64 = 2.0;
/// By how much longer while there is no schedule yet.
const MUCH_LONGER: f64 = 16.0;
/// Costs are whole: what is this much less than a cost is the next one.
const HALF: f64 = 0.5;
/// What is left within this reach is looked at all at once.
const LAST_REACH: f64 = 8.0;
/// So many options more than activities are little for a first kernel.
const SMALL_KERNEL: usize = 900;
/// A kernel of more columns than this is too large for one program.
const KERNEL_COLUMNS: usize = 45_000;
/// And one of more rows, where it is the first: neighbourhoods find a good schedule sooner.
const FIRST_ROWS: usize = 45_000;
/// And any of more rows than this.
const KERNEL_ROWS: usize = 200_000;
/// After a kernel of more columns than this a round of neighbourhoods is little, and looks farther.
const LARGE_KERNEL: usize = 15_000;
/// Units of work for each column of a kernel.
const KERNEL_WORK: usize = 2;
/// The reach within neighbourhoods.
const NEAR_REACH: f64 = 2.0;
/// The sizes of neighbourhoods, round by round.
const SIZES: [usize; 4] = [8, 12, 12, 16];
/// And where the gap is wide: what is coupled must move together there.
const WIDE_SIZES: [usize; 5] = [8, 12, 12, 16, 24];
/// Rounds end when so many in a row have found nothing.
const IDLE_ROUNDS: usize = 2;
/// A gap of more than this part of the bound is wide: no kernel within it is small.
const WIDE_GAP: f64 = 0.03;
/// So a first kernel is made only where it has no more rows than this.
const WIDE_ROWS: usize = 10_000;
/// A gap of less than this part of the bound ends the rounds where no proof is in sight.
const GOOD_GAP: f64 = 0.001;
/// Nodes of the last program.
const NODES: i32 = 1_000;
/// By how much a bound of floating point may be too high: what its tolerances leave.
const MARGIN: f64 = 5e-4;

/// Solves a model.
pub fn solve(model: &Model, budget: Budget, observer: Observer<'_>) -> Solution {
    solve_from(model, None, budget, observer)
}

/// Solves a model of which a choice for every activity is known that costs and breaks little.
pub fn solve_from(model: &Model, known: Option<&[Choice]>, budget: Budget, observer: Observer<'_>) -> Solution {
    if (0..model.activities()).any(|activity| model.options_of(activity).is_empty()) {
        return Solution { answer: Answer::Infeasible, work: 0 };
    }
    let ground = Ground::of(model);
    let mut engine = Engine {
        model,
        ground: &ground,
        budget,
        observer,
        work: 0,
        best: None,
        known,
        dual: f64::NEG_INFINITY,
        bound: i64::MIN,
        stopped: false,
    };
    let mut relaxation = Relaxation::of(model);
    let answer = engine.run(&mut relaxation);
    Solution { answer, work: engine.work }
}

struct Engine<'e, 'm, 'o> {
    model: &'m Model,
    ground: &'e Ground<'m>,
    budget: Budget,
    observer: Observer<'o>,
    work: u64,
    best: Option<(Vec<Choice>, Verdict)>,
    /// Choices to begin with, which may break something.
    known: Option<&'e [Choice]>,
    /// The bound of the prices.
    dual: f64,
    /// The bound of all.
    bound: i64,
    stopped: bool,
}

/// Whether kernels could be solved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Solved,
    TooLarge,
}

/// Whether to go on.
type Flow = ControlFlow<Answer>;

impl<'m> Engine<'_, 'm, '_> {
    fn run(&mut self, relaxation: &mut Relaxation<'m>) -> Answer {
        let mut ascent = Ascent::of(self.model);
        let flow = self.search(&mut ascent, relaxation);
        self.audit(&ascent, relaxation);
        match flow {
            ControlFlow::Break(Answer::Infeasible) => Answer::Infeasible,
            ControlFlow::Break(Answer::Schedule { .. } | Answer::Undecided) | ControlFlow::Continue(()) => self.answer(),
        }
    }

    /// Computes the bound of the prices once more, independently. Where that is less, nothing more than it is claimed.
    fn audit(&mut self, ascent: &Ascent, relaxation: &Relaxation<'m>) {
        if !self.dual.is_finite() {
            return;
        }
        // Costs are at least 0, so no cost is less than that.
        let audited = audit::bound(self.model, &relaxation.certificate(&ascent.prices)).unwrap_or(0);
        let units = i128::from(UNITS);
        if audited < i128::from(whole(self.dual / GRID)) {
            let above = audited.max(0) + units - 1;
            self.bound = self.bound.min(i64::try_from(above / units).unwrap_or(i64::MAX));
        }
    }

    fn answer(&self) -> Answer {
        match &self.best {
            Some((chosen, verdict)) if verdict.broken == 0 => {
                let cost = whole(verdict.cost);
                Answer::Schedule { chosen: chosen.clone(), cost, bound: self.bound.min(cost) }
            }
            Some(_) | None => Answer::Undecided,
        }
    }

    /// The cost of the best schedule; none where there is none yet.
    fn cost(&self) -> Option<f64> {
        self.best.as_ref().filter(|(_, verdict)| verdict.broken == 0).map(|(_, verdict)| verdict.cost)
    }

    fn search(&mut self, ascent: &mut Ascent, relaxation: &mut Relaxation<'m>) -> Flow {
        let affordable = usize::try_from(PRICING_WORK / self.pricing_work()).unwrap_or(usize::MAX);
        let most = if self.known.is_some() { KNOWN_STEPS } else { STEPS };
        let steps = most.min(affordable);
        self.climb(ascent, relaxation, FIRST_STEPS.min(steps))?;
        if steps == STEPS {
            self.descend(ascent, relaxation)?;
        }
        while ascent.steps < steps {
            let more = (steps - ascent.steps).min(FIRST_STEPS / 2);
            if self.climb(ascent, relaxation, more)? != Pause::Steps {
                break;
            }
        }
        if self.known.is_none() {
            self.descend(ascent, relaxation)?;
        }
        let gap = self.cost().map_or(0.0, |cost| cost - self.dual);
        if self.model.options.len() <= SMALL_OPTIONS && gap <= BRANCHED_GAP {
            self.branch(ascent, relaxation)?;
        }
        ascent.forget();
        let mut prices = ascent.prices.clone();
        prices.resize(relaxation.prices(), 0.0);
        let marginals = Marginals::of(relaxation, &prices);
        self.neighbourhoods(&marginals)
    }

    /// Counts work, tells how far it is, and breaks off where the answer is proved, the work is done or it is told to.
    fn tell(&mut self, phase: Phase, work: u64) -> Flow {
        self.work += work;
        let broken = self.best.as_ref().map_or(0, |(_, verdict)| verdict.broken);
        let progress = Progress { phase, work: self.work, cost: self.cost().map(whole), bound: self.bound, broken };
        self.stopped |= (self.observer)(&progress).is_break();
        let is_proved = self.cost().is_some_and(|cost| self.bound >= whole(cost));
        if is_proved || self.stopped || self.work >= self.budget.work {
            return ControlFlow::Break(self.answer());
        }
        ControlFlow::Continue(())
    }

    /// Units of one pricing of everything.
    fn pricing_work(&self) -> u64 {
        self.model.options.len() as u64 / 1_000 + 1
    }

    fn climb(&mut self, ascent: &mut Ascent, relaxation: &mut Relaxation<'m>, steps: usize) -> ControlFlow<Answer, Pause> {
        let affordable = (self.budget.work.saturating_sub(self.work) / 2 / self.pricing_work()).max(1);
        let steps = steps.min(usize::try_from(affordable).unwrap_or(usize::MAX));
        let before = ascent.steps;
        let target = self.cost().map_or(f64::INFINITY, |cost| cost - 1.0 + GRID);
        let pause = ascent.climb(relaxation, steps, target);
        if pause == Pause::Infeasible {
            return ControlFlow::Break(Answer::Infeasible);
        }
        self.dual = ascent.bound;
        self.bound = self.bound.max(whole(ascent.bound.ceil()));
        self.tell(Phase::Pricing, (ascent.steps - before) as u64 * self.pricing_work())?;
        ControlFlow::Continue(if affordable as usize <= steps { Pause::Arrived } else { pause })
    }

    /// A schedule from what was chosen most often, chain by chain.
    fn descend(&mut self, ascent: &Ascent, relaxation: &mut Relaxation<'m>) -> Flow {
        let mut prices = ascent.prices.clone();
        prices.resize(relaxation.prices(), 0.0);
        relaxation.evaluate(&prices);
        let chosen = {
            let shares = ascent.shares();
            let activities = 0..self.model.activities();
            activities.map(|activity| most_chosen(relaxation, &shares, activity)).collect::<Vec<Choice>>()
        };
        let mut descent = Descent::from(self.ground, &chosen);
        descent.extra = guidance(relaxation, &prices);
        let mut moves = 0;
        for heed in GUIDANCE {
            descent.heed = heed;
            let mut open = vec![true; self.model.chains.len()];
            for _ in 0..ROUNDS {
                moves += descent.settle(ROUNDS, &mut open) + 1;
                if descent.weigh(&mut open) == 0 {
                    break;
                }
            }
            self.offer(&descent.board.chosen);
        }
        self.tell(Phase::Descent, moves as u64 / 100 + 4 * self.pricing_work())
    }

    /// Keeps choices that are better than the best so far.
    fn offer(&mut self, chosen: &[Choice]) {
        let verdict = judge(self.model, chosen);
        if self.best.as_ref().is_none_or(|(_, best)| verdict.is_better_than(*best)) {
            self.best = Some((chosen.to_vec(), verdict));
        }
    }

    fn branch(&mut self, ascent: &Ascent, relaxation: &mut Relaxation<'m>) -> Flow {
        let known = self.best.clone();
        let Branching { best, bound, nodes } = branch(self.ground, relaxation, ascent, known);
        self.best = best;
        relaxation.closed.clear();
        if bound == f64::INFINITY && self.cost().is_none() {
            return ControlFlow::Break(Answer::Infeasible);
        }
        self.bound = self.bound.max(if bound.is_finite() { whole(bound.ceil()) } else { i64::MAX });
        self.tell(Phase::Branching, nodes as u64 * 40 * self.pricing_work())
    }

    /// Neighbourhoods while the gap is wide, kernels while one program can hold them, and neighbourhoods again where it cannot;
    /// where all that finds nothing, larger kernels.
    fn neighbourhoods(&mut self, marginals: &Marginals<'_, '_>) -> Flow {
        if let Some(known) = self.known {
            self.mend(marginals, known)?;
        } else if self.model.options.len() > SMALL_OPTIONS {
            self.rounds(marginals, WIDE_GAP, Near::Coupled, &WIDE_SIZES)?;
        }
        let is_wide = self.model.options.len() > SMALL_OPTIONS && self.gap() > WIDE_GAP;
        let rows = if is_wide { WIDE_ROWS } else { FIRST_ROWS };
        let kernels = self.kernels(marginals, rows)?;
        let sizes = if self.known.is_some() { &SIZES[..1] } else { &SIZES };
        self.rounds(marginals, GOOD_GAP, Near::Costly, sizes)?;
        if kernels == Size::TooLarge && self.cost().is_none() {
            self.kernels(marginals, KERNEL_ROWS)?;
        }
        ControlFlow::Continue(())
    }

    /// Mends what known choices break, by what is coupled with it.
    fn mend(&mut self, marginals: &Marginals<'_, '_>, known: &[Choice]) -> Flow {
        self.offer(known);
        let mut board = Board::of(self.ground, known);
        for chains in WIDE_SIZES {
            if self.cost().is_some() {
                break;
            }
            self.round(marginals, &mut board, Shape { chains, near: Near::Coupled, reach: NEAR_REACH })?;
        }
        ControlFlow::Continue(())
    }

    /// Rounds of neighbourhoods until the gap is less than this part of the bound.
    fn rounds(&mut self, marginals: &Marginals<'_, '_>, gap: f64, near: Near, sizes: &[usize]) -> Flow {
        let mut board = self.board();
        let mut idle = 0;
        for chains in sizes {
            if self.gap() < gap || idle == IDLE_ROUNDS {
                break;
            }
            let before = self.best.as_ref().map(|(_, verdict)| *verdict);
            self.round(marginals, &mut board, Shape { chains: *chains, near, reach: NEAR_REACH })?;
            let is_better = before.is_none_or(|before| self.best.as_ref().is_some_and(|(_, best)| best.is_better_than(before)));
            idle = if is_better { 0 } else { idle + 1 };
        }
        ControlFlow::Continue(())
    }

    /// How far the best schedule lies above the bound of the prices, as a part of it; infinite where there is none.
    fn gap(&self) -> f64 {
        self.cost().map_or(f64::INFINITY, |cost| (cost - self.dual) / self.dual.max(1.0))
    }

    /// Kernels with ever longer reach, the first with so many rows at most; tells whether one was too large.
    fn kernels(&mut self, marginals: &Marginals<'_, '_>, first_rows: usize) -> ControlFlow<Answer, Size> {
        let mut board = self.board();
        let mut reach = self.first_reach(marginals);
        let mut last = None;
        loop {
            // What is better than the best so far costs at least 1 less.
            let useful = self.cost().map_or(f64::INFINITY, |cost| cost - 1.0 - self.dual);
            let within = reach.min(useful);
            let cutoff = self.cost().map_or(f64::INFINITY, |cost| cost - HALF);
            if last == Some((within, cutoff)) {
                // The same program would tell the same again: its nodes did not suffice.
                return ControlFlow::Continue(Size::Solved);
            }
            // Where all that could be better is within reach, nothing is looked for: it is proved, or found on the way.
            let heuristics = if within < useful { Heuristics::On } else { Heuristics::Off };
            let rows = if last.is_none() { first_rows } else { KERNEL_ROWS };
            let limits = Limits { columns: KERNEL_COLUMNS, rows, nodes: NODES, cutoff, heuristics };
            let Some(Kernel { found, bound, columns }) = kernel(self.ground, marginals, &board, within, limits) else {
                return ControlFlow::Continue(Size::TooLarge);
            };
            last = Some((within, cutoff));
            if let Some(chosen) = found {
                self.offer(&chosen);
            }
            if bound == f64::INFINITY && within == f64::INFINITY && self.cost().is_none() {
                return ControlFlow::Break(Answer::Infeasible);
            }
            // What lies outside costs more than the bound and the reach together.
            let outside = if within.is_finite() { whole((self.dual + within).floor()) + 1 } else { i64::MAX };
            let inside = whole((bound - MARGIN).ceil());
            self.bound = self.bound.max(inside.min(outside));
            self.tell(Phase::Kernel, (KERNEL_WORK * columns) as u64)?;
            board = self.board();
            if within == f64::INFINITY {
                return ControlFlow::Continue(Size::Solved);
            }
            if columns > LARGE_KERNEL && self.cost().is_some() {
                let shape = Shape { chains: SIZES[0], near: Near::Costly, reach: NEAR_REACH };
                self.round(marginals, &mut board, shape)?;
                board = self.board();
            }
            // Where little is left, it is looked at all at once; a reach that cannot end the matter ends it with everything.
            let left = self.cost().map_or(f64::INFINITY, |cost| cost - 1.0 - self.dual);
            let longer = if self.cost().is_some() { LONGER } else { MUCH_LONGER };
            reach = if left <= LAST_REACH || reach > 1_000.0 { left } else { reach * longer };
        }
    }

    /// Gives every chain that costs more than it should a better place, with so many near it.
    fn round(&mut self, marginals: &Marginals<'_, '_>, board: &mut Board, shape: Shape) -> Flow {
        let (solved, columns) = neighbourhood::round(self.ground, marginals, board, shape);
        self.offer(&board.chosen);
        self.tell(Phase::Neighbourhoods, (solved * 20 + columns) as u64 + self.pricing_work())
    }

    /// The longest reach of a first kernel that is still small.
    fn first_reach(&self, marginals: &Marginals<'_, '_>) -> f64 {
        let mut reach = LAST_REACH;
        while reach > FIRST_REACH && marginals.within(reach) - self.model.activities() > SMALL_KERNEL {
            reach /= LONGER;
        }
        reach
    }

    /// The board of the best choices so far.
    fn board(&self) -> Board {
        match &self.best {
            Some((chosen, _)) => Board::of(self.ground, chosen),
            None => Board::empty(self.ground),
        }
    }
}

/// The option that was chosen most often, with the start of the last choice where that is the same.
fn most_chosen(relaxation: &Relaxation<'_>, shares: &[f64], activity: usize) -> Choice {
    let mut options = relaxation.model.options_of(activity);
    let first = options.next().unwrap_or_default();
    let best = options.fold(first, |best, option| if shares[option] > shares[best] { option } else { best });
    let last = relaxation.chosen[activity];
    if last.option as usize == best { last } else { Choice { option: best as u32, start: 0 } }
}

/// A cost as a whole number; one that is infinite is as large as can be.
fn whole(value: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the value is whole up to rounding, and a cast of an infinite one saturates"
    )]
    let whole = value.round() as i64;
    whole
}
