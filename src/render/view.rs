//! Every entry of a plan's calendar: meetings, phases, milestones and the deadlines that follow from the meetings' dates.
//! All renderers draw from this one list.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::calendar::open_days::OpenDays;
use crate::plan::deadline::Shown;
use crate::plan::group::GroupId;
use crate::plan::id::ProductId;
use crate::plan::occurrence::OccurrenceId;
use crate::plan::plan::Plan;
use crate::plan::roadmap::{MilestoneId, PhaseId, TrackId};
use crate::plan::topic::TopicId;
use crate::schedule::agenda::agendas;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::{Placement, Schedule};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A meeting of a group.
    Meeting {
        /// Who meets.
        group: GroupId,
        /// Which meeting.
        occurrence: OccurrenceId,
    },
    /// A deadline of a meeting.
    Deadline {
        /// Whose meeting.
        group: GroupId,
        /// Which meeting.
        occurrence: OccurrenceId,
        /// Which of the group's deadlines, by position.
        deadline: usize,
    },
    /// A phase of a roadmap.
    Phase {
        /// Its track.
        track: TrackId,
        /// Which phase.
        phase: PhaseId,
    },
    /// A milestone of a roadmap.
    Milestone {
        /// Its track.
        track: TrackId,
        /// Which milestone.
        milestone: MilestoneId,
    },
}

impl Kind {
    /// The word of machine-readable files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Meeting { .. } => "meeting",
            Kind::Deadline { .. } => "deadline",
            Kind::Phase { .. } => "phase",
            Kind::Milestone { .. } => "milestone",
        }
    }

    /// Whose meeting or deadline it is; none for a roadmap's.
    pub fn group(self) -> Option<GroupId> {
        match self {
            Kind::Meeting { group, .. } | Kind::Deadline { group, .. } => Some(group),
            Kind::Phase { .. } | Kind::Milestone { .. } => None,
        }
    }

    /// Which track's phase or milestone it is; none for a group's.
    pub fn track(self) -> Option<TrackId> {
        match self {
            Kind::Phase { track, .. } | Kind::Milestone { track, .. } => Some(track),
            Kind::Meeting { .. } | Kind::Deadline { .. } => None,
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its lasting id.
    pub id: EntryId,
    /// What it is.
    pub kind: Kind,
    /// The product it belongs to.
    pub product: ProductId,
    /// When it is; a deadline is placed like a milestone.
    pub when: Placement,
}

/// A plan with the entries of one schedule, sorted by first day, then start, then id.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The entries that have a date.
    pub entries: Vec<Entry>,
    /// All deadlines of each meeting that has some, also those that are no entry, in order of time.
    pub due: BTreeMap<OccurrenceId, Vec<Due>>,
    /// The topics of each meeting that has some, in plan order.
    pub agendas: BTreeMap<OccurrenceId, BTreeSet<TopicId>>,
}

/// A deadline of a meeting, with its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When it is due.
    pub date: NaiveDate,
    /// Which of the group's deadlines, by position.
    pub deadline: usize,
}

impl<'a> View<'a> {
    /// Collects the entries of a schedule. What has no date in it is left out.
    pub fn new(plan: &'a Plan, schedule: &Schedule) -> Self {
        let mut due = BTreeMap::new();
        let mut entries = meetings(plan, schedule, &mut due);
        for (index, phase) in plan.phases.iter().enumerate() {
            let kind = Kind::Phase { track: phase.track, phase: PhaseId(index) };
            entries.extend(placed(plan, schedule, EntryId::activity(&phase.id), kind));
        }
        for (index, milestone) in plan.milestones.iter().enumerate() {
            let kind = Kind::Milestone { track: milestone.track, milestone: MilestoneId(index) };
            entries.extend(placed(plan, schedule, EntryId::activity(&milestone.id), kind));
        }
        entries.sort_by(|one, other| (one.when.first(), start(one), &one.id).cmp(&(other.when.first(), start(other), &other.id)));
        View { plan, entries, due, agendas: agendas(plan, schedule) }
    }
}

fn start(entry: &Entry) -> Option<crate::calendar::civil::NaiveTime> {
    match entry.when {
        Placement::Meeting { start, .. } => Some(start),
        Placement::Phase { .. } | Placement::Milestone { .. } => None,
    }
}

fn placed(plan: &Plan, schedule: &Schedule, id: EntryId, kind: Kind) -> Option<Entry> {
    let product = match kind {
        Kind::Meeting { group, .. } | Kind::Deadline { group, .. } => plan.group(group).product,
        Kind::Phase { track, .. } | Kind::Milestone { track, .. } => plan.tracks[track.0].product,
    };
    let when = schedule.placement(&id.as_activity()?)?;
    Some(Entry { id, kind, product, when })
}

fn meetings(plan: &Plan, schedule: &Schedule, due: &mut BTreeMap<OccurrenceId, Vec<Due>>) -> Vec<Entry> {
    let open: BTreeMap<GroupId, OpenDays> =
        (0..plan.groups.len()).map(GroupId).map(|group| (group, plan.open_days(&plan.group(group).calendars))).collect();
    let mut entries = Vec::new();
    for (index, occurrence) in plan.occurrences.iter().enumerate().filter(|(_, occurrence)| occurrence.is_held()) {
        let group = occurrence.group;
        let kind = Kind::Meeting { group, occurrence: OccurrenceId(index) };
        let Some(meeting) = placed(plan, schedule, EntryId::activity(&occurrence.id), kind) else { continue };
        for (position, deadline) in plan.group(group).deadlines.iter().enumerate() {
            let Some(date) = deadline.date(meeting.when.first(), &open[&group]) else { continue };
            due.entry(OccurrenceId(index)).or_default().push(Due { date, deadline: position });
            match deadline.shown {
                Shown::Event => {}
                Shown::Text | Shown::Nowhere => continue,
            }
            entries.push(Entry {
                id: EntryId::deadline(&occurrence.id, &deadline.name),
                kind: Kind::Deadline { group, occurrence: OccurrenceId(index), deadline: position },
                product: meeting.product,
                when: Placement::Milestone { date },
            });
        }
        due.entry(OccurrenceId(index)).and_modify(|due| due.sort());
        entries.push(meeting);
    }
    entries
}
