//! What a rule of a plan asks, as data: who, when, how far apart. Knows no language: `in_danish` and `in_english` say it.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::explain::closed_days::Closed;
use crate::plan::cycle::Cycle;
use crate::plan::distance::Distance;
use crate::plan::notice::Notice;
use crate::plan::occurrence::Window;
use crate::plan::person::{Leave, LimitPeriod, Works};
use crate::plan::relation::{Matching, Share, Succession};
use crate::plan::roadmap::AlignedTo;

/// What a rule asks. Groups, phases and milestones are named by their full ids, people, rooms and calendars by their keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement<'p> {
    /// Where activities lie, each by its id. There are several where one line gives the window of several.
    Lies(Vec<(&'p str, Stay<'p>)>),
    /// A group, and the weekdays it meets on.
    MeetsOn(String, &'p [Weekday]),
    /// Who keeps to open days, and the days that this takes.
    KeepsToOpenDays(Keeper<'p>, Vec<Closed>),
    /// A person who is away, and when.
    Away(&'p str, &'p Leave),
    /// A person, and when they work.
    Works(&'p str, &'p Works),
    /// A group, and the clock times and lengths of its cycle.
    MeetsWithin(String, &'p Cycle),
    /// A person who is there when a deadline is due, the deadline, and its group.
    SeesTo(&'p str, &'p str, String),
    /// A group whose meetings keep their order, each on a day of its own.
    InOrder(String),
    /// A group, and how far its meetings lie from each other.
    Apart(String, &'p Distance),
    /// A group whose announced meetings do not move when they are near, and how near that is.
    KeepsNotice(String, Notice),
    /// A group whose meetings lie on one weekday.
    OneWeekday(String),
    /// A group whose meetings start at one time of the day.
    OneTime(String),
    /// How two lie to each other.
    Related(Related<'p>),
    /// Two groups that do not share days or weeks.
    KeptApart(String, String, Share),
    /// A group that meets on the days or in the weeks of another.
    Gathers(String, String, Share),
    /// A group that meets just after or before another, and how.
    BackToBack(String, String, &'p Succession),
    /// A person who is in one meeting at a time.
    InOnePlace(&'p str),
    /// So many, of some people, are at every meeting of a group.
    Quorum(u32, Vec<&'p str>, String),
    /// A room, and how many meetings it holds at a time.
    Holds(&'p str, u32),
    /// A product, and how many meetings it has in a week at most.
    WeekLoad(&'p str, u32),
    /// A person, and in how many meetings they are in a day or week at most.
    DiaryLoad(&'p str, u32, LimitPeriod),
    /// A topic that is on the agenda of a group, in each of some stretches of days.
    OnAgenda(&'p str, String, Vec<Window>),
    /// Who avoids which days, and those of them that this takes.
    Avoids(Keeper<'p>, Unwelcome<'p>, Vec<Closed>),
    /// A phase, and the days that it starts or ends on.
    Aligned(&'p str, AlignedTo),
    /// So many phases of a kind run at once at most.
    Capacity(u32, &'p str),
    /// A person, and the hours a week that they have for phases.
    WeeklyHours(&'p str, u32),
}

/// Where an activity lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stay<'p> {
    /// On one of these days.
    Within(Window),
    /// On one of these days, which are others than its rhythm's, for the reason that the plan gives.
    MovedTo(Window, &'p str),
    /// On a date, perhaps at a time, for the reason that the plan gives.
    Pinned(NaiveDate, Option<NaiveTime>, &'p str),
    /// On none of these days.
    NotOn(Window),
    /// From the first to the last day within these.
    RunsWithin(Window),
    /// On just these days.
    Fixed(Window),
}

/// Who or what lies on no closed or unwelcome day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeper<'p> {
    /// The meetings of a group.
    Group(String),
    /// The first day of a phase.
    Phase(&'p str),
    /// A milestone.
    Milestone(&'p str),
    /// A person, by calendars of their own.
    Person(&'p str, Vec<&'p str>),
    /// A room, by its calendars.
    Room(&'p str, Vec<&'p str>),
}

/// Days that are open and unwelcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwelcome<'p> {
    /// Those of a calendar.
    Calendar(&'p str),
    /// Those between closed ones.
    Squeezed,
}

/// A relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related<'p> {
    /// Whose date it is.
    pub subject: Point<'p>,
    /// The date it is measured from.
    pub object: Point<'p>,
    /// Which of several meetings is meant.
    pub matching: Matching,
    /// How far.
    pub distance: &'p Distance,
    /// Where one side is fixed in the conflict: the activity on the other side, and the days that it is left.
    pub left: Option<(&'p str, Left)>,
}

/// What a relation speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Point<'p> {
    /// The meetings of a group.
    Meetings(String),
    /// The first day of a phase.
    Start(&'p str),
    /// The last day of a phase.
    End(&'p str),
    /// A milestone.
    Milestone(&'p str),
}

/// The days that are left for one side of a relation when the other is fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// These.
    Days(Window),
    /// From this day on.
    From(NaiveDate),
    /// Up to this day.
    Until(NaiveDate),
}
