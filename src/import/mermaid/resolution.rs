//! When tasks start and end: what Mermaid works out from dates, durations and other tasks (`compileTasks` of `ganttDb.js`). Knows no
//! text.
//!
//! Mermaid goes over all tasks in their order until each has an end, eleven times at most. What stands further down has a moment
//! only from the round before, so a chain against the order of the text that is longer has none. Here it is done the same way.

use crate::import::mermaid::chart::Unit;
use crate::import::mermaid::clock::{Clock, Moment, Sum};
use crate::import::mermaid::closed_days::ClosedDays;

/// How often Mermaid goes over the tasks.
const ROUNDS: usize = 11;

/// What a task says of its start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A moment.
    Moment(Moment),
    /// The latest end of these; today where there are none.
    After(Vec<usize>),
    /// The end of this one.
    Previous(usize),
}

/// What a task says of its end.
#[derive(Debug, Clone, PartialEq)]
pub enum To {
    /// A moment.
    Moment(Moment),
    /// Some time after the start.
    Lasting(f64, Unit),
    /// The earliest start of these; today where there are none.
    Until(Vec<usize>),
    /// The start.
    Start,
}

/// What a task says.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Of its start.
    pub from: From,
    /// Of its end.
    pub to: To,
    /// Whether closed days leave the end where it is.
    pub is_fixed: bool,
}

/// What came of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moments {
    /// When it starts.
    pub start: Option<Moment>,
    /// When it ends.
    pub end: Option<Moment>,
    /// Whether a moment lies further away than can be counted.
    pub is_beyond: bool,
    /// Whether closed days move its end further than Mermaid follows.
    pub is_endless: bool,
}

/// The moments of all tasks.
pub fn moments(tasks: &[Said], closed: &ClosedDays, clock: &Clock) -> Vec<Moments> {
    let mut found = vec![Moments::default(); tasks.len()];
    let today = clock.start_of(clock.today);
    let has_closed = !closed.are_none();
    for _ in 0..ROUNDS {
        let mut has_changed = false;
        let mut are_all_done = true;
        for (index, task) in tasks.iter().enumerate() {
            let before = found[index];
            let start = start(task, &found, today);
            // A start that was known and is not any more stays, but for that of a task that follows another.
            let start = match task.from {
                From::Moment(_) | From::After(_) => start.or(before.start),
                From::Previous(_) => start,
            };
            let mut now = Moments { start, ..before };
            if let Some(start) = start {
                let ended = end(task, start, &found, index, today, clock);
                now.is_beyond = ended == Sum::Beyond;
                now.end = match ended {
                    Sum::Moment(end) if has_closed && !task.is_fixed => {
                        let stretched = stretched(start, end, closed, clock);
                        now.is_endless = stretched.is_none();
                        stretched
                    }
                    Sum::Moment(end) => Some(end),
                    Sum::None | Sum::Beyond => None,
                };
            }
            found[index] = now;
            has_changed |= now != before;
            are_all_done &= now.end.is_some();
        }
        if are_all_done || !has_changed {
            break;
        }
    }
    found
}

fn start(task: &Said, found: &[Moments], today: Option<Moment>) -> Option<Moment> {
    match &task.from {
        From::Moment(moment) => Some(*moment),
        From::Previous(index) => found[*index].end,
        From::After(tasks) => {
            let mut ends = tasks.iter().map(|index| found[*index].end);
            // One without an end yet is later than none, and none is later than it.
            match ends.next() {
                None => today,
                Some(None) => None,
                Some(Some(first)) => Some(ends.flatten().fold(first, Moment::max)),
            }
        }
    }
}

fn end(task: &Said, start: Moment, found: &[Moments], own: usize, today: Option<Moment>, clock: &Clock) -> Sum {
    let told = |moment: Option<Moment>| moment.map_or(Sum::None, Sum::Moment);
    match &task.to {
        To::Moment(moment) => Sum::Moment(*moment),
        To::Start => Sum::Moment(start),
        To::Lasting(number, unit) => match clock.add(start, *number, *unit) {
            Sum::None => Sum::Moment(start),
            sum @ (Sum::Moment(_) | Sum::Beyond) => sum,
        },
        To::Until(tasks) => {
            let mut starts = tasks.iter().map(|index| if *index == own { Some(start) } else { found[*index].start });
            match starts.next() {
                None => told(today),
                Some(None) => Sum::None,
                Some(Some(first)) => Sum::Moment(starts.flatten().fold(first, Moment::min)),
            }
        }
    }
}

/// An end behind the closed days between a start and it.
fn stretched(start: Moment, end: Moment, closed: &ClosedDays, clock: &Clock) -> Option<Moment> {
    let (Some(from), Some(to)) = (clock.wall(start), clock.wall(end)) else { return Some(end) };
    let length = (to - from).num_days();
    match closed.moved(from.date(), length)? {
        0 => Some(end),
        days => clock.days_later(end, days),
    }
}
