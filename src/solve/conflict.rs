//! Which rules cannot hold together: first the fewest activities, then the fewest rules, each found by `QuickXplain`.
//!
//! Where to look is told by a search for dates of everything ([`crate::solve::refutation`]): a failure that rests on no trial
//! rests on a few activities, and these alone are split and tested. A set is tested by dating those activities under those
//! rules alone, so what is reported has been proved.

use std::collections::BTreeSet;

use crate::constraint::extent::{Clashes, Meetings};
use crate::constraint::fee::Tag;
use crate::constraint::pair::Pair;
use crate::constraint::{bill, path, quorum, relation};
use crate::problem::activity::ActivityIndex;
use crate::problem::instance::Problem;
use crate::schedule::charge::Charge;
use crate::schedule::placement::Schedule;
use crate::solve::companions::with_companions;
use crate::solve::disruption::Disruption;
use crate::solve::inquiry::{Answer, Dates, Inquiry, Rules};
use crate::solve::outcome::Conflict;
use crate::solve::possible::Possible;
use crate::solve::quickxplain::quickxplain;
use crate::solve::refutation::Effort;

/// How much is looked at.
#[derive(Debug, Clone, Copy)]
struct Depth {
    /// How many trials may fail, each time everything is dated.
    effort: Effort,
    /// How often it is, each time with the clashes that left a quorum short.
    rounds: usize,
}

/// Before a plan is made at all.
const QUICK: Depth = Depth { effort: Effort { failures: 200 }, rounds: 1 };
/// Where dates of everything are looked for: some leave a quorum short at first.
const UNTIL_DATED: Depth = Depth { effort: Effort { failures: 200 }, rounds: 20 };
/// Where it is known that something is wrong.
const THOROUGH: Depth = Depth { effort: Effort { failures: 3_000 }, rounds: 50 };

/// How many days around its window an activity could lie if its window did not hold: what a conflict is told within.
pub const REACH_DAYS: u32 = 45;

/// So many of what took part most often in failures are looked at first where the search left it open, then twice as many.
const FIRST_SUSPECTS: usize = 4;
/// So many of the musts that dates break are looked at, each by the activities that break it.
const LOOKED_AT: usize = 20;

/// Rules that cannot hold together, where that is soon seen of everything; none where it is not, or where they can. To find out
/// whether a window is in the way, activities are looked at so many days around theirs.
pub fn early(problem: &Problem<'_>, disruption: &Disruption, rules: Rules<'_>, reach_days: u32) -> Option<Conflict> {
    early_among(problem, disruption, &everything(problem), rules, reach_days)
}

/// The same where only these activities are looked at.
pub fn early_among(
    problem: &Problem<'_>,
    disruption: &Disruption,
    these: &[ActivityIndex],
    rules: Rules<'_>,
    reach_days: u32,
) -> Option<Conflict> {
    let mut asked = these.to_vec();
    loop {
        let more = with_companions(problem, &asked);
        if more.len() == asked.len() {
            break;
        }
        asked = more;
    }
    let inquiry = Inquiry::about(problem, disruption, asked);
    match look(&inquiry, rules, QUICK) {
        Look::CannotHold(suspects) => Some(among(&inquiry, &suspects, rules, reach_days)),
        Look::Holds | Look::Open(_) => None,
    }
}

/// Whether a problem can be met, as far as that is soon seen.
pub fn soon_seen(problem: &Problem<'_>, disruption: &Disruption, rules: Rules<'_>) -> Possible {
    match look(&Inquiry::about(problem, disruption, everything(problem)), rules, UNTIL_DATED) {
        Look::Holds => Possible::Yes,
        Look::CannotHold(_) => Possible::No,
        Look::Open(_) => Possible::Unknown,
    }
}

/// Rules that cannot hold together, of a problem that is known to be infeasible. None where dates are found after all.
pub fn find(problem: &Problem<'_>, disruption: &Disruption, rules: Rules<'_>, reach_days: u32) -> Option<Conflict> {
    let inquiry = Inquiry::about(problem, disruption, everything(problem));
    let suspects = match look(&inquiry, rules, THOROUGH) {
        Look::Holds => return None,
        Look::CannotHold(suspects) => suspects,
        Look::Open(suspects) => {
            let sizes = std::iter::successors(Some(FIRST_SUSPECTS), |size| Some(2 * size));
            let sets = sizes.take_while(|size| *size < suspects.len()).map(|size| with_companions(problem, &suspects[..size]));
            let failing = sets.into_iter().find(|set| inquiry.cannot_hold(set, rules));
            failing.unwrap_or_else(|| everything(problem))
        }
    };
    Some(among(&inquiry, &suspects, rules, reach_days))
}

/// What is seen of everything.
enum Look {
    /// There are dates that break no must.
    Holds,
    /// These activities cannot be dated.
    CannotHold(Vec<ActivityIndex>),
    /// Neither was seen. These took part in failures, most often first.
    Open(Vec<ActivityIndex>),
}

/// Dates everything, at first as if no two meetings that call the same people at once left a quorum short: few do, and what
/// cannot be without that cannot be with it.
fn look(inquiry: &Inquiry<'_, '_>, rules: Rules<'_>, depth: Depth) -> Look {
    let mut known: BTreeSet<Meetings> = BTreeSet::new();
    for _ in 0..depth.rounds {
        let schedule = match inquiry.dates(rules, Clashes::Of(known.clone()), depth.effort) {
            Dates::CannotHold(suspects) => return Look::CannotHold(suspects),
            Dates::Open(suspects) => return Look::Open(suspects),
            Dates::Found(schedule) => schedule,
        };
        let broken = broken(inquiry, rules, &schedule);
        if broken.is_empty() {
            return Look::Holds;
        }
        for charge in broken.iter().take(LOOKED_AT) {
            let problem = inquiry.problem;
            let own = problem.indexed().filter(|(_, activity)| charge.activities.contains(&activity.id)).map(|(index, _)| index);
            let some = with_companions(problem, &own.collect::<Vec<_>>());
            if inquiry.is_about(&some) && inquiry.cannot_hold(&some, rules) {
                return Look::CannotHold(some);
            }
        }
        let before = known.len();
        known.extend(quorum::clashes(inquiry.problem, &broken));
        if known.len() == before {
            break;
        }
    }
    Look::Open(Vec::new())
}

/// The musts that dates break. Of a part of a plan the rest has no dates: what that breaks is left out.
fn broken(inquiry: &Inquiry<'_, '_>, rules: Rules<'_>, schedule: &Schedule) -> Vec<Charge> {
    let mut charges = bill::charges(inquiry.problem, schedule);
    charges.retain(|charge| charge.cost.is_none() && rules(Tag { rule: charge.rule, span: charge.span }));
    charges.retain(|charge| charge.activities.iter().all(|id| schedule.placement(id).is_some()));
    charges
}

/// The fewest of these activities and of their rules that cannot hold together.
fn among(inquiry: &Inquiry<'_, '_>, suspects: &[ActivityIndex], rules: Rules<'_>, reach_days: u32) -> Conflict {
    let suspects = narrowed(inquiry, suspects, rules);
    let mut activities = quickxplain(&suspects, &|activities| inquiry.cannot_hold(activities, rules));
    activities.sort_unstable();
    // Now the windows may be what stands in the way: the few activities are looked at beyond theirs.
    let beyond = inquiry.problem.beyond(reach_days, &activities);
    irreducible(&Inquiry::about(&beyond, inquiry.disruption, activities), rules)
}

/// The fewest rules that cannot hold together for the activities of an inquiry, which cannot all be dated under these.
pub fn irreducible(inquiry: &Inquiry<'_, '_>, rules: Rules<'_>) -> Conflict {
    let under = |tags: &[Tag]| {
        let tags: BTreeSet<Tag> = tags.iter().copied().collect();
        inquiry.asked(&inquiry.activities, &|tag| tags.contains(&tag)).0
    };
    let mut found = quickxplain(&musts(inquiry, rules), &|tags| under(tags) == Answer::CannotHold);
    found.sort_by_key(|tag| (tag.span, tag.rule));
    let minimal = under(&found) == Answer::CannotHold
        && (0..found.len()).all(|spared| under(&[&found[..spared], &found[spared + 1..]].concat()) == Answer::Holds);
    let activities = inquiry.activities.iter().map(|index| inquiry.problem.activity(*index).id.clone()).collect();
    Conflict { rules: found, activities, minimal }
}

/// What a proof rests on, and again what that proof rests on; everything where these activities alone could be dated.
fn narrowed(inquiry: &Inquiry<'_, '_>, suspects: &[ActivityIndex], rules: Rules<'_>) -> Vec<ActivityIndex> {
    let mut narrowed = inquiry.activities.clone();
    let mut next = with_companions(inquiry.problem, suspects);
    while next.len() < narrowed.len() && inquiry.is_about(&next) {
        let (Answer::CannotHold, resting) = inquiry.asked(&next, rules) else { break };
        narrowed = next;
        next = with_companions(inquiry.problem, &resting);
    }
    narrowed
}

fn everything(problem: &Problem<'_>) -> Vec<ActivityIndex> {
    problem.indexed().map(|(index, _)| index).collect()
}

/// The musts that bind the activities, in order of their places: what stands first is spared last. A rule that says nothing
/// while all are in force is not needed.
pub fn musts(inquiry: &Inquiry<'_, '_>, rules: Rules<'_>) -> Vec<Tag> {
    let posted = inquiry.posted(&inquiry.activities, rules, Clashes::All);
    let mut musts: BTreeSet<Tag> = inquiry.local_musts().collect();
    musts.extend(posted.program.rows[posted.choices..].iter().map(|row| row.tag));
    let (path, relations) = (path::pairs(inquiry.problem), relation::pairs(inquiry.problem));
    let takes_part = |pair: &&Pair<'_>| posted.layout.has_whole(pair.one, &[pair.other]);
    for pair in path.iter().chain(&relations).filter(takes_part) {
        for one in posted.layout.days(pair.one) {
            let others = posted.layout.days(pair.other).iter();
            let fees = others.flat_map(|other| (pair.judge)(one.placement, other.placement));
            musts.extend(fees.filter(|fee| fee.is_must()).map(|fee| fee.tag));
        }
    }
    let mut musts: Vec<Tag> = musts.into_iter().filter(|tag| rules(*tag)).collect();
    musts.sort_by_key(|tag| (tag.span, tag.rule));
    musts
}
