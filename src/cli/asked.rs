//! A plan that something is asked of, with what people have been shown of it and the schedule that `plan` would give.

use std::ops::ControlFlow;

use crate::cli::arguments::{ExplainArguments, Tongue};
use crate::cli::exit::Stop;
use crate::cli::item::meant;
use crate::cli::watch::Watch;
use crate::cli::{clock, plan};
use crate::diagnostic::source::Sources;
use crate::plan::activity::ActivityId;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::problem::activity::Activity;
use crate::problem::candidate::Reach;
use crate::problem::instance::Problem;
use crate::schedule::placement::Schedule;
use crate::solve::disruption::{Announced, Disruption};
use crate::solve::engine::Budget;
use crate::solve::optimum::{as_shown, watched};
use crate::solve::outcome::{Conflict, Outcome, Planned};

/// A plan that something is asked of.
pub struct Asked<'a> {
    /// What was typed.
    pub arguments: &'a ExplainArguments,
    /// The plan.
    pub plan: &'a Plan,
    /// Where it was written.
    pub sources: &'a Sources,
    /// What people have been shown.
    pub announced: Announced,
    /// The language of the answer.
    pub language: Language,
    /// Who tells how far it is, and has the threads.
    pub watch: Watch,
}

impl<'a> Asked<'a> {
    /// Reads the lock and the clock.
    ///
    /// # Errors
    /// When the lock cannot be read, or there are no threads.
    pub fn new(arguments: &'a ExplainArguments, plan: &'a Plan, sources: &'a Sources) -> Result<Asked<'a>, Stop> {
        let watch = Watch::start(&arguments.effort)?;
        let today = arguments.today.unwrap_or_else(clock::today);
        let shown = plan::read_lock(&arguments.folder.lock())?.announced();
        let announced = Announced { schedule: shown, today: Some(today) };
        let language = arguments.language.map_or(plan.language, Tongue::language);
        Ok(Asked { arguments, plan, sources, announced, language, watch })
    }

    /// The effort of each time that the plan is made again, of so many.
    pub fn share(&self, times: usize) -> Budget {
        let times = u64::try_from(times).unwrap_or(u64::MAX);
        Budget { work: (self.arguments.effort.work / times.max(1)).max(1) }
    }

    /// What people were shown, where that keeps the plan; else the schedule that `plan` would give.
    ///
    /// # Errors
    /// As [`Asked::best`].
    pub fn schedule(&mut self) -> Result<Result<Schedule, Conflict>, Stop> {
        match self.kept() {
            Some(kept) => Ok(Ok(kept)),
            None => Ok(self.best()?.map(|planned| planned.schedule)),
        }
    }

    /// The dates that people were shown, where all of them are still possible and together break no must.
    fn kept(&self) -> Option<Schedule> {
        let problem = Problem::of(self.plan, Reach::Window);
        as_shown(&problem, &self.announced).map(|planned| planned.schedule)
    }

    /// The schedule that `plan` would give, or why there is none. Where what has taken place cannot all stay, it may move from then on.
    ///
    /// # Errors
    /// When the effort does not suffice.
    pub fn best(&mut self) -> Result<Result<Planned, Conflict>, Stop> {
        self.solved(ControlFlow::Continue(()))
    }

    /// Whether there is any schedule.
    ///
    /// # Errors
    /// As [`Asked::best`].
    pub fn any(&mut self) -> Result<Result<(), Conflict>, Stop> {
        Ok(self.solved(ControlFlow::Break(()))?.map(|_| ()))
    }

    /// Solves; what is done once there is a schedule is said.
    fn solved(&mut self, once_there_is_one: ControlFlow<()>) -> Result<Result<Planned, Conflict>, Stop> {
        self.watch.step("solving");
        let problem = Problem::of(self.plan, Reach::Window);
        let budget = Budget { work: self.arguments.effort.work };
        let (watch, announced) = (&mut self.watch, &self.announced);
        let outcome = watch.pool().install(|| {
            watched(&problem, announced, budget, &mut |progress| {
                let told = watch.tell(progress);
                if progress.cost.is_some() && once_there_is_one.is_break() { ControlFlow::Break(()) } else { told }
            })
        });
        match outcome {
            Outcome::Planned(planned) => {
                let disruption = Disruption::of(&problem, announced);
                let is_barred = |(index, activity): (_, &Activity)| {
                    let when = planned.schedule.placement(&activity.id);
                    when.is_some_and(|when| disruption.surcharge(index, when, &|_| true).is_none())
                };
                if problem.indexed().any(is_barred) {
                    self.announced.today = None;
                }
                Ok(Ok(planned))
            }
            Outcome::Infeasible(conflict) => Ok(Err(conflict)),
            Outcome::Undecided => Err(plan::undecided(&self.watch, budget)),
        }
    }
}

/// The meeting, phase or milestone of an id, or of the end of one that no other ends in.
///
/// # Errors
/// When there is none, or more than one.
pub fn found(plan: &Plan, item: &str) -> Result<ActivityId, Stop> {
    let meetings = plan.occurrences.iter().filter(|occurrence| occurrence.is_held()).map(|occurrence| &occurrence.id);
    let phases = plan.phases.iter().map(|phase| &phase.id);
    let all = meetings.chain(phases).chain(plan.milestones.iter().map(|milestone| &milestone.id));
    let known = all.map(ActivityId::as_str).collect();
    meant(&known, item, ", and no code").map(ActivityId::written)
}
