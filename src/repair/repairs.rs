//! The smallest changes of a plan's text that make it possible, each of them tried: what could be changed is searched for the
//! least change that mends the conflict, then the whole plan is solved with it, the smallest first.

use crate::diagnostic::source::{SourceId, Sources, Span};
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::repair::diff::{LineDiff, lines};
use crate::repair::proposal::{About, Proposal, proposals};
use crate::repair::trial::{Effort, Trials, Verdict};
use crate::schema::loosening::ladder::{Climb, Kind};
use crate::solve::disruption::Announced;
use crate::solve::outcome::Conflict;

/// How many repairs are offered.
pub const MOST: usize = 5;

/// How many of them mend the same words in the same way: earlier and later, less and more.
const MOST_ALIKE: usize = 2;

/// How many changes that allow different things are tried of one value.
const MOST_OTHERWISE: usize = 24;

/// What a repair does away with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mends {
    /// The whole plan can then be met.
    Everything,
    /// The activities of the conflict can then be dated, and the plan still cannot be met: it has another conflict.
    ThisConflict,
}

/// A change of one file that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// In what way it asks for less.
    pub kind: Kind,
    /// The words that ask for too much.
    pub at: Span,
    /// What it is about.
    pub about: About,
    /// What the value says then, or the days of the meeting.
    pub says: String,
    /// Whose rule it is, by name: more than one where the line stands in a template or in the defaults.
    pub binds: Vec<String>,
    /// What it does away with.
    pub mends: Mends,
    /// The text that changes.
    pub source: SourceId,
    /// The whole of it then.
    pub text: String,
    /// The lines that differ.
    pub diff: LineDiff,
    /// By how much it changes the plan: the fewer the better.
    pub weight: u64,
}

/// The repairs of a conflict, the smallest first. Where none makes the whole plan possible, those that do away with this conflict
/// alone. What was not proved within the effort is not offered.
pub fn repairs(
    conflict: &Conflict,
    (plan, sources): (&Plan, &Sources),
    announced: &Announced,
    language: Language,
    effort: Effort,
) -> Vec<Repair> {
    let all = proposals(conflict, plan, sources, language);
    let mut trials = Trials::new(sources, &conflict.activities, announced, effort);
    let mut open: Vec<(u64, usize, usize)> = Vec::new();
    for (index, proposal) in all.iter().enumerate() {
        let mut mends = |step: usize| trials.part(proposal.steps[step].applied(sources));
        let least = match proposal.climb {
            Climb::Wider => least(0, proposal.steps.len(), &mut mends),
            Climb::Otherwise => {
                let tried = proposal.steps.len().min(MOST_OTHERWISE);
                (0..tried).find(|step| mends(*step) == Verdict::Possible)
            }
        };
        open.extend(least.map(|step| (weight(proposal, step), index, step)));
    }
    open.sort_unstable();
    let mut whole: Vec<Repair> = Vec::new();
    let mut partial: Vec<Repair> = Vec::new();
    // Of each way in each place the smallest, then the next one.
    let rounds = (0..MOST_ALIKE).flat_map(|round| open.iter().map(move |candidate| (round, *candidate)));
    let mut tried = vec![false; all.len()];
    for (round, (_, index, step)) in rounds {
        let proposal = &all[index];
        let alike =
            |found: &[Repair]| found.iter().filter(|repair| (repair.at, repair.kind) == (proposal.at, proposal.kind)).count();
        if whole.len() == MOST {
            break;
        }
        if tried[index] || alike(&whole).max(alike(&partial)) > round {
            continue;
        }
        tried[index] = true;
        let mut mends = |step: usize| trials.whole(proposal.steps[step].applied(sources));
        let (found, mends) = match mends(step) {
            Verdict::Possible => (step, Mends::Everything),
            Verdict::Impossible => match proposal.climb {
                // What mends this conflict may mend another one too, when it goes further.
                Climb::Wider => match further(step + 1, proposal.steps.len(), &mut mends) {
                    Some(further) => (further, Mends::Everything),
                    None => (step, Mends::ThisConflict),
                },
                Climb::Otherwise => (step, Mends::ThisConflict),
            },
            Verdict::Faulty | Verdict::Unknown => continue,
        };
        let list = match mends {
            Mends::Everything => &mut whole,
            Mends::ThisConflict => &mut partial,
        };
        list.extend(repair(proposal, found, mends, sources));
    }
    let mut offered = if whole.is_empty() { partial } else { whole };
    offered.sort_by_key(|repair| repair.weight);
    offered.truncate(MOST);
    offered
}

/// The first of some steps that mends, where each allows what those before it allow. One that is at fault goes too far.
fn least(from: usize, end: usize, mends: &mut dyn FnMut(usize) -> Verdict) -> Option<usize> {
    // Below `low` none mends; `high` mends, or nothing from there on can be written.
    let (mut low, mut high, mut found) = (from, end, None);
    let mut stride = 1;
    while low < high {
        let next = if found.is_none() && high == end { (low + stride - 1).min(end - 1) } else { low + (high - low - 1) / 2 };
        match mends(next) {
            Verdict::Possible => (high, found) = (next, Some(next)),
            Verdict::Faulty => high = next,
            Verdict::Impossible | Verdict::Unknown => low = next + 1,
        }
        stride *= 2;
    }
    found
}

/// As [`least`], where most often none mends: the last is tried first.
fn further(from: usize, end: usize, mends: &mut dyn FnMut(usize) -> Verdict) -> Option<usize> {
    let last = end.checked_sub(1).filter(|last| *last >= from)?;
    match mends(last) {
        Verdict::Possible => least(from, last, mends).or(Some(last)),
        Verdict::Impossible | Verdict::Unknown => None,
        Verdict::Faulty => least(from, last, mends),
    }
}

/// By how much a step changes the plan: the share of the value, and how many it binds. Wishes come behind what is loosened a
/// little, and a meeting less behind everything.
fn weight(proposal: &Proposal, step: usize) -> u64 {
    const EACH_ACTIVITY: u64 = 25;
    const MOST_SHARE: u64 = 4000;
    const WISH: u64 = 2000;
    const CANCELLED: u64 = 1_000_000;
    let share = (1000 * u64::from(proposal.steps[step].amount) / u64::from(proposal.value)).min(MOST_SHARE);
    let bound = EACH_ACTIVITY * u64::try_from(proposal.bound.activities).unwrap_or(u64::MAX / EACH_ACTIVITY);
    match proposal.kind {
        Kind::Distance | Kind::Window | Kind::Weekday | Kind::Hours | Kind::Quorum | Kind::Limit | Kind::Meeting => share + bound,
        Kind::Wish => WISH + bound,
        Kind::Cancelled => CANCELLED,
    }
}

fn repair(proposal: &Proposal, step: usize, mends: Mends, sources: &Sources) -> Option<Repair> {
    let (source, text) = proposal.steps[step].applied(sources)?;
    let diff = lines(&sources.source(source).text, &text);
    Some(Repair {
        kind: proposal.kind,
        at: proposal.at,
        about: proposal.about.clone(),
        says: proposal.steps[step].says.clone(),
        binds: proposal.bound.names.clone(),
        mends,
        source,
        text,
        diff,
        weight: weight(proposal, step),
    })
}

#[cfg(test)]
mod tests {
    use super::{Verdict, least};

    #[test]
    fn the_first_step_that_mends_is_found_in_few_trials_also_below_one_that_cannot_be_written() {
        for (end, first, faulty) in
            (1..40_usize).flat_map(|end| (0..=end).flat_map(move |first| (0..=end).map(move |faulty| (end, first, faulty))))
        {
            let mut trials = 0;
            let found = least(0, end, &mut |step| {
                trials += 1;
                match step {
                    _ if step >= faulty => Verdict::Faulty,
                    _ if step >= first => Verdict::Possible,
                    _ => Verdict::Impossible,
                }
            });
            let expected = (first < end.min(faulty)).then_some(first);
            assert_eq!(found, expected, "{end} {first} {faulty}");
            assert!(trials <= 12, "{trials}");
        }
    }
}
