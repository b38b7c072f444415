//! The placements an activity could have: every day in reach, and every start on the grid of its hours.
//! No rule is applied here; a candidate on a Sunday is a candidate that `open-day` forbids.

use crate::calendar::civil::{NaiveDate, NaiveTime, TimeDelta, Timelike};
use crate::calendar::open_days::OpenDays;
use crate::plan::cycle::{Cycle, Hours, START_STEP_MINUTES};
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::Plan;
use crate::plan::roadmap::{Milestone, Phase, PhaseTiming};
use crate::schedule::placement::Placement;

/// How far around what the plan allows an activity is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its window and its hours alone, and what is fixed where it is fixed: enough to plan.
    Window,
    /// So many days more on both sides, and meetings from early to late: to tell whether the window, the hours or the fixed
    /// date is what stands in the way.
    Beyond(u32),
}

/// Where hours do not hold, a meeting still starts at this minute of the day or later: 07:00.
const EARLY: u32 = 7 * 60;
/// And it ends at this minute or earlier: 20:00.
const LATE: u32 = 20 * 60;

impl Reach {
    fn days(self, window: Window, plan: &Plan) -> impl Iterator<Item = NaiveDate> + use<> {
        let margin = match self {
            Reach::Window => 0,
            Reach::Beyond(days) => i64::from(days),
        };
        // The horizon bounds every search, but never cuts into the window that was asked for.
        let first = (window.first - TimeDelta::days(margin)).max(plan.horizon.first().min(window.first));
        let last = (window.last + TimeDelta::days(margin)).min(plan.horizon.last().max(window.last));
        first.iter_days().take_while(move |day| *day <= last)
    }
}

/// The candidates of a meeting. One that is pinned to a date has no other date, and one pinned to a time no other start;
/// one that is decided in writing takes whole days.
pub fn of_meeting(occurrence: &Occurrence, cycle: &Cycle, plan: &Plan, reach: Reach) -> Vec<Placement> {
    let pinned = occurrence.pinned();
    let window = pinned.map_or(occurrence.window.value, |(date, _, _)| Window { first: date, last: date });
    if occurrence.is_in_writing() {
        return reach.days(window, plan).map(|date| Placement::Milestone { date }).collect();
    }
    let starts_of = |(minutes, hours): (u32, Hours)| {
        let mut starts = starts(cycle, minutes, hours, reach);
        if let Some((_, Some(start), _)) = pinned {
            match reach {
                Reach::Window => starts = vec![start],
                Reach::Beyond(_) => starts.push(start),
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    };
    let mut frame = occurrence.frame(cycle, window.first);
    let mut starts = starts_of(frame);
    let mut candidates = Vec::new();
    for date in reach.days(window, plan) {
        if occurrence.frame(cycle, date) != frame {
            frame = occurrence.frame(cycle, date);
            starts = starts_of(frame);
        }
        candidates.extend(starts.iter().map(|start| Placement::Meeting { date, start: *start, minutes: frame.0 }));
    }
    candidates
}

/// The starts on the grid of a cycle's hours, and the preferred one.
fn starts(cycle: &Cycle, minutes: u32, hours: Hours, reach: Reach) -> Vec<NaiveTime> {
    let (earliest, latest) = (minute(hours.earliest), minute(hours.latest));
    let (first, last) = match reach {
        Reach::Window => (earliest, latest),
        // The same grid, from early on.
        Reach::Beyond(_) => {
            (earliest - earliest.saturating_sub(EARLY) / START_STEP_MINUTES * START_STEP_MINUTES, latest.max(LATE))
        }
    };
    let grid = (first..last).step_by(START_STEP_MINUTES as usize).take_while(|start| start + minutes <= last);
    let wished = cycle.preferred_start.as_ref().map(|wish| wish.value);
    let wished = wished.filter(|start| minute(*start) >= earliest && minute(*start) + minutes <= latest);
    grid.filter_map(|start| NaiveTime::from_num_seconds_from_midnight_opt(start * 60, 0)).chain(wished).collect()
}

fn minute(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// The candidates of a phase. A phase that is to be placed starts on an open day, or on a closed 1st when it is aligned to
/// it; a fixed one keeps its number of days.
pub fn of_phase(phase: &Phase, open: &OpenDays, plan: &Plan, reach: Reach) -> Vec<Placement> {
    match &phase.timing {
        PhaseTiming::Fixed(window) => {
            let Window { first, last } = window.value;
            let days = reach.days(Window { first, last: first }, plan);
            days.map(|day| Placement::Phase { first: day, last: day + (last - first) }).collect()
        }
        PhaseTiming::Placed { length, within, .. } => {
            let days = reach.days(within.value, plan).filter(|day| open.is_open(*day) || phase.may_start_closed(*day));
            days.filter_map(|first| Some(Placement::Phase { first, last: length.value.last_day(first, open)? }))
                .filter(|candidate| reach != Reach::Window || candidate.last() <= within.value.last)
                .collect()
        }
    }
}

/// The candidates of a milestone.
pub fn of_milestone(milestone: &Milestone, plan: &Plan, reach: Reach) -> Vec<Placement> {
    reach.days(milestone.within.value, plan).map(|date| Placement::Milestone { date }).collect()
}

#[cfg(test)]
mod tests {
    use super::Reach;
    use crate::diagnostic::source::Sources;
    use crate::problem::instance::Problem;
    use crate::schedule::placement::Placement;
    use crate::schema::reading::read;

    /// The candidates of the activity of that name in a plan: how many, the first and the last.
    fn candidates(name: &str, reach: Reach) -> (usize, Placement, Placement) {
        const PLAN: &str = r#"
product: p
years: 2027
groups:
  board:
    meets: {windows: {v: 03-01..03-02, w: 12-30..12-31}, between: 10:15-12:00, length: 1h, prefer: {at: "11:00"}}
    occurrences: {2027-v: {on: 2027-03-03, at: "21:00", reason: so}}
roadmap:
  tracks:
    t:
      phases:
        fact: {from: 2027-03-06, to: 2027-03-08}
        moving: {length: 2 working days, between: 2027-03-05..2027-03-09}
      milestones: {known: {on: 2027-03-10}}
"#;
        let mut sources = Sources::default();
        sources.add("plan.yaml", PLAN);
        let plan = read(&sources).plan.unwrap();
        let problem = Problem::of(&plan, reach);
        let activity = problem.activities.iter().find(|activity| activity.id.as_str().ends_with(name)).unwrap();
        let candidates = &activity.candidates;
        assert!(candidates.is_sorted(), "{name}");
        (candidates.len(), candidates[0], candidates[candidates.len() - 1])
    }

    fn meeting(date: &str, start: &str) -> Placement {
        let start = chrono::NaiveTime::parse_from_str(start, "%H:%M").unwrap();
        Placement::Meeting { date: date.parse().unwrap(), start, minutes: 60 }
    }

    fn phase(first: &str, last: &str) -> Placement {
        Placement::Phase { first: first.parse().unwrap(), last: last.parse().unwrap() }
    }

    #[test]
    fn what_is_fixed_has_one_candidate_and_lies_elsewhere_only_beyond() {
        assert_eq!(candidates("2027-v", Reach::Window).0, 1);
        assert_eq!(candidates("fact", Reach::Window).0, 1);
        assert_eq!(candidates("known", Reach::Window).0, 1);
        // Five days; the grid from 07:15 to 18:45, the preferred 11:00 and the pinned 21:00.
        assert_eq!(candidates("2027-v", Reach::Beyond(2)).0, 5 * 26);
        let fact = candidates("fact", Reach::Beyond(1));
        assert_eq!(fact, (3, phase("2027-03-05", "2027-03-07"), phase("2027-03-07", "2027-03-09")));
        assert_eq!(candidates("known", Reach::Beyond(3)).0, 7);
    }

    #[test]
    fn starts_are_the_grid_of_the_hours_and_the_preferred_one() {
        let board = candidates("2027-w", Reach::Window);
        assert_eq!(board, (6, meeting("2027-12-30", "10:15"), meeting("2027-12-31", "11:00")));
    }

    #[test]
    fn no_one_looks_past_the_planned_years() {
        let (_, first, last) = candidates("2027-w", Reach::Beyond(9));
        assert_eq!((first, last), (meeting("2027-12-21", "07:15"), meeting("2027-12-31", "18:45")));
    }

    #[test]
    fn a_phase_that_is_placed_starts_on_open_days_and_ends_within() {
        let moving = candidates("moving", Reach::Window);
        assert_eq!(moving, (2, phase("2027-03-05", "2027-03-08"), phase("2027-03-08", "2027-03-09")));
    }
}
