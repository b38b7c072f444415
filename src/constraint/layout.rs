//! The columns of an activity: one for each day it may lie on, and one for each start on a day where starts are told apart.
//!
//! `sum over days x[a,d] = 1`, and `sum over starts y[a,d,s] = x[a,d]`. Candidates that a local must forbids have no column.
//! On a day whose starts are not told apart a meeting stands for its cheapest start; its menu tells which others it has.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::compared::is_compared;
use crate::constraint::extent::{Clashes, Extent, Starts};
use crate::constraint::fee::Tag;
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::constraint::taken::{Taken, occupied, taken};
use crate::diagnostic::source::Span;
use crate::problem::activity::{ActivityIndex, Kind};
use crate::problem::instance::Problem;
use crate::schedule::placement::Placement;

/// The name under which an activity is told that has no placement left; it is no rule of its own.
pub const CHOICE: &str = "choice";

/// A day that an activity may lie on.
#[derive(Debug, Clone)]
pub struct DayChoice {
    /// The placement with its cheapest allowed start; rules that ask for days alone look at this one.
    pub placement: Placement,
    /// 1 when the activity lies on this day.
    pub column: ColumnId,
    /// The starts that are told apart; a single one has the day's own column.
    pub starts: Vec<StartChoice>,
    /// Which menu of the layout it has.
    pub menu: usize,
    /// Whether each start has its column, or there is just one.
    pub is_exact: bool,
}

/// A start that can be chosen on a day: minutes of the day, half-open, and what it costs beyond the cheapest of its menu.
/// What is no meeting takes none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MenuStart {
    /// The first minute.
    pub from: i32,
    /// The minute after the last one.
    pub to: i32,
    /// The cost, at least 0.
    pub cost: i64,
}

/// A start that a meeting may have on a day.
#[derive(Debug, Clone)]
pub struct StartChoice {
    /// The placement.
    pub placement: Placement,
    /// 1 when the meeting starts then.
    pub column: ColumnId,
}

/// A placement and what it costs by local rules.
pub type Priced = (Placement, i64);

/// The columns of all activities, by index. An activity that is left out has none.
#[derive(Debug)]
pub struct Layout {
    /// The days of each activity, in order.
    pub days: Vec<Vec<DayChoice>>,
    /// Which activities take part.
    pub takes_part: Vec<bool>,
    /// Who tells that nobody is in two places at once.
    pub starts: Starts,
    /// Which meetings that call the same people at once leave a quorum short of them.
    pub clashes: Clashes,
    /// The menus of starts, each once, the cheapest start first.
    pub menus: Vec<Vec<MenuStart>>,
}

impl Layout {
    /// Adds the columns and the choice rows of the activities that take part, of the placements that each may have.
    pub fn post(problem: &Problem<'_>, allowed: Vec<Vec<Priced>>, extent: &Extent<'_>, program: &mut Program) -> Layout {
        let Extent { takes_part, starts, clashes, .. } = extent;
        let rivals = rivals(problem, &allowed);
        let in_quorums = in_quorums(problem);
        let clashing = clashes.meetings();
        let mut menus = BTreeMap::new();
        let mut days = Vec::with_capacity(allowed.len());
        for ((index, activity), allowed) in problem.indexed().zip(allowed) {
            let taken = taken(problem, activity.kind);
            let contested = |date: NaiveDate| taken.iter().any(|taken| rivals[&(*taken, date)].len() > taken.capacity(problem));
            let compared = is_compared(problem, activity.kind);
            let has_rows = match starts {
                Starts::Rows => true,
                Starts::Menus => {
                    clashing.as_ref().is_none_or(|meetings| meetings.contains(&index))
                        && taken.iter().any(|taken| in_quorums.contains(taken))
                }
            };
            let tells_apart = |date: NaiveDate| compared || (has_rows && contested(date));
            let choices = day_choices(allowed, &tells_apart, &mut menus, program);
            if takes_part[index.0] {
                let tag = Tag { rule: CHOICE, span: span(problem, activity.kind) };
                program.row(tag, sum(choices.iter().map(|day: &DayChoice| day.column)), Relation::Equal, 1);
                for day in choices.iter().filter(|day| day.starts.len() > 1) {
                    let mut terms = sum(day.starts.iter().map(|start| start.column));
                    terms.push((day.column, -1));
                    program.row(tag, terms, Relation::Equal, 0);
                }
            }
            days.push(choices);
        }
        let mut in_order = vec![Vec::new(); menus.len()];
        for (menu, index) in menus {
            in_order[index] = menu;
        }
        Layout { days, takes_part: takes_part.clone(), starts: *starts, clashes: clashes.clone(), menus: in_order }
    }

    /// Whether an activity and all that it is held against take part. One that is left out of a smaller problem could be
    /// anywhere: then a rule about them says nothing.
    pub fn has_whole(&self, own: ActivityIndex, others: &[ActivityIndex]) -> bool {
        self.takes_part[own.0] && others.iter().all(|other| self.takes_part[other.0])
    }

    /// The days of an activity.
    pub fn days(&self, index: ActivityIndex) -> &[DayChoice] {
        &self.days[index.0]
    }
}

/// Groups allowed placements by day. Where nobody could be needed elsewhere that day and no rule compares starts, the
/// cheapest start alone matters.
fn day_choices(
    allowed: Vec<Priced>,
    tells_apart: &dyn Fn(NaiveDate) -> bool,
    menus: &mut BTreeMap<Vec<MenuStart>, usize>,
    program: &mut Program,
) -> Vec<DayChoice> {
    let mut by_day: BTreeMap<NaiveDate, Vec<Priced>> = BTreeMap::new();
    for priced in allowed {
        by_day.entry(priced.0.first()).or_default().push(priced);
    }
    let mut days = Vec::new();
    for (date, mut starts) in by_day {
        // A stable sort: of equally cheap starts the earliest comes first.
        starts.sort_by_key(|(_, cost)| *cost);
        let (cheapest, base) = starts[0];
        let next = menus.len();
        let menu =
            *menus.entry(starts.iter().map(|(placement, cost)| menu_start(*placement, cost - base)).collect()).or_insert(next);
        // What every start of the day costs is the day's; the starts carry only what they cost beyond it.
        let column = program.column(Domain::Binary, base);
        let mut choices = vec![StartChoice { placement: cheapest, column }];
        if starts.len() > 1 && tells_apart(date) {
            choices = starts
                .iter()
                .map(|(placement, cost)| StartChoice {
                    placement: *placement,
                    column: program.column(Domain::Binary, cost - base),
                })
                .collect();
        }
        let is_exact = choices.len() == starts.len();
        days.push(DayChoice { placement: cheapest, column, starts: choices, menu, is_exact });
    }
    days
}

fn menu_start(placement: Placement, cost: i64) -> MenuStart {
    let (from, to) = occupied(placement, 0).map_or((0, 0), |occupied| (occupied.from, occupied.to));
    let minute = |minute: i64| i32::try_from(minute).expect("a minute of a day is small");
    MenuStart { from: minute(from), to: minute(to), cost }
}

/// The people whom a quorum counts.
fn in_quorums(problem: &Problem<'_>) -> BTreeSet<Taken> {
    let quorums = problem.plan.groups.iter().flat_map(|group| &group.quorums);
    quorums.flat_map(|quorum| quorum.of.iter().copied().map(Taken::Person)).collect()
}

/// For each person or room and day, the activities that could need them then.
fn rivals(problem: &Problem<'_>, allowed: &[Vec<Priced>]) -> BTreeMap<(Taken, NaiveDate), BTreeSet<ActivityIndex>> {
    let mut rivals: BTreeMap<(Taken, NaiveDate), BTreeSet<ActivityIndex>> = BTreeMap::new();
    for ((index, activity), allowed) in problem.indexed().zip(allowed) {
        let dates: BTreeSet<NaiveDate> = allowed.iter().map(|(placement, _)| placement.first()).collect();
        for taken in taken(problem, activity.kind) {
            for date in &dates {
                rivals.entry((taken, *date)).or_default().insert(index);
            }
        }
    }
    rivals
}

/// Where the plan asks for an activity.
pub fn span(problem: &Problem<'_>, kind: Kind) -> Span {
    match kind {
        Kind::Meeting(occurrence) => problem.plan.group(problem.plan.occurrences[occurrence.0].group).span,
        Kind::Phase(phase) => problem.plan.phases[phase.0].span,
        Kind::Milestone(milestone) => problem.plan.milestones[milestone.0].span,
    }
}
