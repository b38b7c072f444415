//! What every check looks at: the held meetings of a plan with their dates, and the working days of whoever states a rule.
//! Judges nothing.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, NaiveTime, Timelike};
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::Span;
use crate::plan::activity::ActivityId;
use crate::plan::group::Group;
use crate::plan::id::CalendarId;
use crate::plan::occurrence::{Exception, Manner, Occurrence, Verdict};
use crate::plan::plan::Plan;
use crate::schedule::placement::{Placement, Schedule};

/// A plan, a schedule of it, and what both say together.
pub(crate) struct Ground<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// What was chosen.
    pub schedule: &'a Schedule,
    /// The meetings that are not cancelled, in the order of the plan.
    pub meetings: Vec<Meeting<'a>>,
    open: BTreeMap<&'a [CalendarId], OpenDays>,
}

/// A meeting that is to be held.
pub(crate) struct Meeting<'a> {
    /// What the plan says of it.
    pub occurrence: &'a Occurrence,
    /// Who meets.
    pub group: &'a Group,
    /// What it is pinned to.
    pub pin: Option<Pin>,
    /// Whether people meet.
    pub manner: Manner,
    /// When the schedule has it.
    pub slot: Option<Slot>,
}

/// Where the plan itself puts a meeting.
pub(crate) struct Pin {
    /// The day.
    pub date: NaiveDate,
    /// The start, when it is pinned too.
    pub start: Option<NaiveTime>,
    /// Where the plan says so.
    pub span: Span,
}

/// A day and a time on it.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    /// The day.
    pub date: NaiveDate,
    /// The start by the wall clock.
    pub start: NaiveTime,
    /// How long, in minutes.
    pub minutes: u32,
}

impl<'a> Ground<'a> {
    /// Looks up every held meeting and works out every set of calendars that the plan uses.
    pub(crate) fn new(plan: &'a Plan, schedule: &'a Schedule) -> Ground<'a> {
        let meetings = plan.occurrences.iter().filter_map(|occurrence| meeting(plan, schedule, occurrence)).collect();
        let sets = plan.groups.iter().map(|group| group.calendars.as_slice());
        let sets = sets.chain(plan.phases.iter().map(|phase| phase.calendars.as_slice()));
        let sets = sets.chain(plan.milestones.iter().map(|milestone| milestone.calendars.as_slice()));
        let sets = sets.chain(plan.people.iter().map(|person| person.calendars.value.as_slice()));
        let sets = sets.chain(plan.rooms.iter().map(|room| room.calendars.value.as_slice()));
        let mut open = BTreeMap::new();
        for set in sets {
            open.entry(set).or_insert_with(|| plan.open_days(set));
        }
        Ground { plan, schedule, meetings, open }
    }

    /// The working days of a group's, a phase's, a milestone's, a person's or a room's calendars.
    pub(crate) fn open_days(&self, calendars: &[CalendarId]) -> &OpenDays {
        &self.open[calendars]
    }

    /// The meetings that have a date, in the order of the plan.
    pub(crate) fn dated(&self) -> impl Iterator<Item = (&Meeting<'a>, Slot)> {
        self.meetings.iter().filter_map(|meeting| Some((meeting, meeting.slot?)))
    }

    /// The meetings that have a date and that people sit in: nobody sits in what is decided in writing.
    pub(crate) fn sat(&self) -> impl Iterator<Item = (&Meeting<'a>, Slot)> {
        self.dated().filter(|(meeting, _)| meeting.manner == Manner::Meeting)
    }

    /// The first and the last day of a phase that has a place.
    pub(crate) fn phase_days(&self, id: &ActivityId) -> Option<(NaiveDate, NaiveDate)> {
        match *self.schedule.placements.get(id)? {
            Placement::Phase { first, last } => Some((first, last)),
            Placement::Meeting { .. } | Placement::Milestone { .. } => None,
        }
    }

    /// The day of a milestone that has one.
    pub(crate) fn milestone_day(&self, id: &ActivityId) -> Option<NaiveDate> {
        match *self.schedule.placements.get(id)? {
            Placement::Milestone { date } => Some(date),
            Placement::Meeting { .. } | Placement::Phase { .. } => None,
        }
    }
}

impl Meeting<'_> {
    /// The id of the meeting.
    pub(crate) fn id(&self) -> ActivityId {
        self.occurrence.id.clone()
    }
}

impl Slot {
    /// The start in seconds after midnight.
    pub(crate) fn start_second(self) -> u32 {
        self.start.num_seconds_from_midnight()
    }

    /// The end in seconds after the midnight before the start; 86 400 and more when it reaches the next day.
    pub(crate) fn end_second(self) -> u32 {
        self.start_second() + self.minutes * 60
    }
}

/// The second of the day until which there is room, when there is room until this clock time.
///
/// A clock time has no 24:00; the end of the day is told as 23:59:59, which is taken as the whole day.
pub(crate) fn room_until(latest: NaiveTime) -> u32 {
    match latest.num_seconds_from_midnight() {
        86_399 => 86_400,
        second => second,
    }
}

fn meeting<'a>(plan: &'a Plan, schedule: &Schedule, occurrence: &'a Occurrence) -> Option<Meeting<'a>> {
    let pin = match occurrence.exception {
        None | Some(Exception { verdict: Verdict::Held | Verdict::Moved, .. }) => None,
        Some(Exception { verdict: Verdict::Cancelled, .. }) => return None,
        Some(Exception { verdict: Verdict::Pinned(date, start), span, .. }) => Some(Pin { date, start, span }),
    };
    let manner = occurrence.exception.as_ref().map_or(Manner::Meeting, |exception| exception.manner);
    let slot = match (schedule.placements.get(&occurrence.id).copied(), manner) {
        (Some(Placement::Meeting { date, start, minutes }), Manner::Meeting) => Some(Slot { date, start, minutes }),
        // A day without a time: what is decided in writing takes none of it.
        (Some(Placement::Milestone { date }), Manner::InWriting) => Some(Slot { date, start: NaiveTime::MIN, minutes: 0 }),
        // A meeting that was placed as something else has no date and no time to meet at.
        (Some(Placement::Meeting { .. } | Placement::Phase { .. } | Placement::Milestone { .. }) | None, _) => None,
    };
    Some(Meeting { occurrence, group: &plan.groups[occurrence.group.0], pin, manner, slot })
}

#[cfg(test)]
mod tests {
    use crate::schedule::placement::Placement;
    use crate::verify::fixture::{Case, date, time};
    use crate::verify::ground::{Ground, room_until};

    #[test]
    fn a_cancelled_meeting_is_not_there_and_one_placed_as_a_milestone_has_no_date() {
        let mut case = Case::new();
        let group = case.group("board", &[]);
        case.meets(group, "a", "2027-03-01 10:00");
        case.cancel("board/a");
        let wrong = case.meets(group, "b", "2027-04-01 10:00");
        case.schedule.placements.insert(wrong, Placement::Milestone { date: date("2027-04-01") });
        let ground = Ground::new(&case.plan, &case.schedule);
        assert_eq!(ground.meetings.iter().map(|meeting| meeting.id().to_string()).collect::<Vec<_>>(), ["p/board/b"]);
        assert_eq!(ground.dated().count(), 0);
    }

    #[test]
    fn the_end_of_the_day_is_24_hours_and_no_other_time_is_stretched() {
        assert_eq!(room_until(time("16:00")), 57_600);
        assert_eq!(room_until(time("23:59")), 86_340);
        assert_eq!(room_until(time("23:59:59")), 86_400);
    }
}
