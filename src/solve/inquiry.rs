//! Whether some activities can be dated under some rules, asked again and again of one problem.
//!
//! What the local rules forbid is judged once. An answer is a search in a constraint network ([`crate::solve::refutation`]), and
//! where that leaves it open a program.

use crate::constraint::extent::{Clashes, Extent, Starts};
use crate::constraint::fee::{Costs, Force, Tag};
use crate::constraint::local;
use crate::constraint::post::{Posted, post_allowed};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::placement::{Placement, Schedule};
use crate::solve::disruption::Disruption;
use crate::solve::highs::{self, Heuristics, solve};
use crate::solve::mip::{Goal, Mip};
use crate::solve::network::{Network, Value, Variable};
use crate::solve::refutation::{Effort, Finding, search};

/// Which rules are in force.
pub type Rules<'r> = &'r dyn Fn(Tag) -> bool;

/// How many trials may fail where a few activities are looked at.
const TRIALS: Effort = Effort { failures: 3_000 };
/// What is left open then is asked of a program, with so much effort.
const PROGRAM: highs::Effort = highs::Effort { nodes: 10_000, gap: 0.999, cutoff: f64::INFINITY, heuristics: Heuristics::On };

/// Whether some activities can be dated under some rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// They can.
    Holds,
    /// They cannot: proved.
    CannotHold,
    /// The effort did not suffice.
    Open,
}

/// What came of dating everything.
#[derive(Debug, Clone, PartialEq)]
pub enum Dates {
    /// Dates that break no must, but for the clashes that were left out.
    Found(Schedule),
    /// There are none, and that rests on these activities.
    CannotHold(Vec<ActivityIndex>),
    /// The effort did not suffice; these took part in failures, most often first.
    Open(Vec<ActivityIndex>),
}

/// A problem of which parts are looked at.
pub struct Inquiry<'i, 'p> {
    /// The problem.
    pub problem: &'i Problem<'p>,
    /// The activities that are asked about, in order.
    pub activities: Vec<ActivityIndex>,
    /// What people have been shown.
    pub disruption: &'i Disruption,
    /// What each of them could have, and the local musts that forbid it, notices among them.
    candidates: Vec<Vec<(Placement, Vec<Tag>)>>,
}

impl<'i, 'p> Inquiry<'i, 'p> {
    /// An inquiry about some activities, in order, seen from what people have been shown.
    pub fn about(problem: &'i Problem<'p>, disruption: &'i Disruption, activities: Vec<ActivityIndex>) -> Inquiry<'i, 'p> {
        let mut candidates = vec![Vec::new(); problem.activities.len()];
        for index in &activities {
            let activity = problem.activity(*index);
            // What is over is over, whatever the rules.
            let open = activity.candidates.iter().filter(|candidate| !disruption.is_over(*index, **candidate));
            let judged = open.map(|candidate| {
                let fees = local::judge(problem, activity.kind, *candidate).into_iter();
                let musts = fees.filter(|fee| fee.is_must()).map(|fee| fee.tag);
                (*candidate, musts.chain(disruption.notice(*index, *candidate)).collect())
            });
            candidates[index.0] = judged.collect();
        }
        Inquiry { problem, activities, disruption, candidates }
    }

    /// Whether it is about all of these.
    pub fn is_about(&self, activities: &[ActivityIndex]) -> bool {
        activities.iter().all(|index| self.activities.binary_search(index).is_ok())
    }

    /// The local musts that forbid something.
    pub fn local_musts(&self) -> impl Iterator<Item = Tag> + '_ {
        self.candidates.iter().flatten().flat_map(|(_, tags)| tags.iter().copied())
    }

    /// What of these activities and rules is posted. Soft rules cannot make a plan impossible: they are left out.
    pub fn posted(&self, activities: &[ActivityIndex], rules: Rules<'_>, clashes: Clashes) -> Posted {
        let mut takes_part = vec![false; self.problem.activities.len()];
        let mut allowed = vec![Vec::new(); self.problem.activities.len()];
        for index in activities {
            takes_part[index.0] = true;
            let open = self.candidates[index.0].iter().filter(|(_, tags)| !tags.iter().any(|tag| rules(*tag)));
            allowed[index.0] = open.map(|(candidate, _)| (*candidate, 0)).collect();
        }
        let force = Force { rules, costs: Costs::Ignored };
        let extent = Extent { takes_part, force, surcharge: &|_, _| Some(0), starts: Starts::Rows, clashes };
        post_allowed(self.problem, allowed, &extent)
    }

    /// Looks for dates of all of the activities, heeding of the clashes that leave a quorum short just these.
    pub fn dates(&self, rules: Rules<'_>, clashes: Clashes, effort: Effort) -> Dates {
        let posted = self.posted(&self.activities, rules, clashes);
        let network = Network::of(&posted);
        match search(&network, effort) {
            Finding::Holds(values) => Dates::Found(self.schedule(&posted, &values)),
            Finding::CannotHold(variables) => Dates::CannotHold(indices(variables)),
            Finding::Open(variables) => Dates::Open(indices(variables)),
        }
    }

    /// Values stand in the order of activities, days and starts.
    fn schedule(&self, posted: &Posted, values: &[Value]) -> Schedule {
        let days = posted.layout.days.iter().enumerate().flat_map(|(index, days)| days.iter().map(move |day| (index, day)));
        let starts: Vec<_> = days.flat_map(|(index, day)| day.starts.iter().map(move |start| (index, start))).collect();
        let chosen = values.iter().filter_map(|value| starts.get(*value as usize));
        let id = |index: usize| self.problem.activity(ActivityIndex(index)).id.clone();
        Schedule { placements: chosen.map(|(index, start)| (id(*index), start.placement)).collect() }
    }

    /// Whether these activities can be dated under these rules; of a proof also the activities that it rests on.
    pub fn asked(&self, activities: &[ActivityIndex], rules: Rules<'_>) -> (Answer, Vec<ActivityIndex>) {
        let posted = self.posted(activities, rules, Clashes::All);
        match search(&Network::of(&posted), TRIALS) {
            Finding::Holds(_) => (Answer::Holds, Vec::new()),
            Finding::CannotHold(variables) => (Answer::CannotHold, indices(variables)),
            Finding::Open(_) => {
                let (program, _) = posted.into_program();
                let answer = match solve(&Mip::of(&program, Goal::Any), PROGRAM) {
                    highs::Answer::Infeasible => Answer::CannotHold,
                    highs::Answer::Values { .. } => Answer::Holds,
                    highs::Answer::Undecided => Answer::Open,
                };
                (answer, activities.to_vec())
            }
        }
    }

    /// Whether it is proved that these activities cannot be dated under these rules.
    pub fn cannot_hold(&self, activities: &[ActivityIndex], rules: Rules<'_>) -> bool {
        self.asked(activities, rules).0 == Answer::CannotHold
    }
}

fn indices(variables: impl IntoIterator<Item = Variable>) -> Vec<ActivityIndex> {
    variables.into_iter().map(|variable| ActivityIndex(variable as usize)).collect()
}
