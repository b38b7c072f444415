//! The columns of an activity: one for each day it may lie on, and one for each start on a day where starts are told apart.
//!
//! `sum over days x[a,d] = 1`, and `sum over starts y[a,d,s] = x[a,d]`. Candidates that a local must forbids have no column.
//! On a day whose starts are not told apart a meeting stands for its cheapest start, and knows what another one costs more:
//! that is a relaxation, and it keeps nearly all starts out of the program.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::constraint::compared::is_compared;
use crate::constraint::extent::{Extent, Starts};
use crate::constraint::fee::Tag;
use crate::constraint::program::{ColumnId, Domain, Program, Relation, sum};
use crate::constraint::taken::{Taken, taken};
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
    /// What the next start costs more than the single one that stands for all; none where there is no other.
    pub spare: Option<i64>,
    /// The column of what is paid for that other start, once a rule has asked for it.
    moved: Cell<Option<ColumnId>>,
}

impl DayChoice {
    /// Whether the starts are told apart, or there is just one.
    pub fn is_exact(&self) -> bool {
        self.starts.len() > 1 || self.spare.is_none()
    }

    /// What is paid to take another start than the one that stands for all; none where the starts are known. A meeting moves
    /// once, whoever it moves for, so all rows share the column.
    pub fn moved(&self, program: &mut Program) -> Option<ColumnId> {
        let spare = self.spare.filter(|_| !self.is_exact())?;
        let column = self.moved.get().unwrap_or_else(|| program.column(Domain::Surplus(1), spare));
        self.moved.set(Some(column));
        Some(column)
    }
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
    /// Whether rules that compare starts are posted.
    pub starts: Starts,
}

impl Layout {
    /// Adds the columns and the choice rows of the activities that take part, of the placements that each may have.
    pub fn post(problem: &Problem<'_>, allowed: Vec<Vec<Priced>>, extent: &Extent<'_>, program: &mut Program) -> Layout {
        let Extent { takes_part, tells_starts_apart, starts, .. } = extent;
        let rivals = rivals(problem, &allowed);
        let mut days = Vec::with_capacity(allowed.len());
        for ((index, activity), allowed) in problem.indexed().zip(allowed) {
            let taken = taken(problem, activity.kind);
            let contested = |date: NaiveDate| taken.iter().any(|taken| rivals[&(*taken, date)].len() > taken.capacity(problem));
            let compared = *starts == Starts::Compared && is_compared(problem, activity.kind);
            let tells_apart = |date: NaiveDate| compared || (contested(date) && tells_starts_apart(date));
            let choices = day_choices(allowed, &tells_apart, program);
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
        Layout { days, takes_part: takes_part.clone(), starts: *starts }
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
fn day_choices(allowed: Vec<Priced>, tells_apart: &dyn Fn(NaiveDate) -> bool, program: &mut Program) -> Vec<DayChoice> {
    let mut by_day: BTreeMap<NaiveDate, Vec<Priced>> = BTreeMap::new();
    for priced in allowed {
        by_day.entry(priced.0.first()).or_default().push(priced);
    }
    let mut days = Vec::new();
    for (date, mut starts) in by_day {
        // A stable sort: of equally cheap starts the earliest comes first.
        starts.sort_by_key(|(_, cost)| *cost);
        let (cheapest, base) = starts[0];
        let spare = starts.get(1).map(|(_, cost)| cost - base);
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
        days.push(DayChoice { placement: cheapest, column, starts: choices, spare, moved: Cell::new(None) });
    }
    days
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
