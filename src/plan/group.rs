//! Groups: who meets, where, by which calendars, and what must be due around a meeting.

use crate::diagnostic::source::Span;
use crate::plan::cycle::Cycle;
use crate::plan::deadline::Deadline;
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::notice::Notice;
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;
use crate::plan::quorum::Quorum;
use crate::plan::room::RoomId;

/// Which group of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupId(pub usize);

/// A group of people that meets in a cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The key in the plan, unique within its product.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// The product (or association) it belongs to.
    pub product: ProductId,
    /// Who must be there; nobody is in two places at once.
    pub members: Vec<PersonId>,
    /// Who may come: they get the feed, and nothing waits for them.
    pub optional: Vec<PersonId>,
    /// Of whom so many are enough.
    pub quorums: Vec<Quorum>,
    /// How long everyone is under way before and after a meeting, in minutes.
    pub travel: u32,
    /// The rooms that every meeting uses, each once.
    pub uses: Vec<RoomId>,
    /// The room or town, in words.
    pub place: Option<String>,
    /// The address of an online meeting.
    pub link: Option<String>,
    /// The calendars whose closed days the group does not meet on, and by which it counts working days.
    pub calendars: Vec<CalendarId>,
    /// Days it would rather not meet on.
    pub avoid: Vec<Avoid>,
    /// How many times what its meetings break costs, alone or by a rule that the group states: 1 to
    /// [`Weights::MOST_TIMES`](crate::plan::weights::Weights::MOST_TIMES).
    pub weight: u32,
    /// When it meets.
    pub cycle: Cycle,
    /// What is due around every meeting, in plan order.
    pub deadlines: Vec<Deadline>,
    /// How long before an announced meeting its date no longer moves.
    pub notice: Option<Notice>,
    /// Where the group's key stands.
    pub span: Span,
}

/// What kind of seat someone has in a group; ordered from the loosest to the firmest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// They may come.
    Optional,
    /// They count for a quorum.
    Quorum,
    /// They must be there.
    Required,
}

impl Group {
    /// Everyone with a seat, each once: who must be there, then who counts for a quorum, then who may come.
    pub fn called(&self) -> Vec<PersonId> {
        let mut called = self.counted();
        called.extend(self.optional.iter().filter(|person| self.seat(**person) == Some(Seat::Optional)));
        called
    }

    /// Everyone whose other meetings matter, each once: who must be there, then who counts for a quorum.
    pub fn counted(&self) -> Vec<PersonId> {
        let mut counted = self.members.clone();
        for person in self.quorums.iter().flat_map(|quorum| &quorum.of) {
            if !counted.contains(person) {
                counted.push(*person);
            }
        }
        counted
    }

    /// The firmest seat that someone has; none for who is not called.
    pub fn seat(&self, person: PersonId) -> Option<Seat> {
        if self.members.contains(&person) {
            Some(Seat::Required)
        } else if self.quorums.iter().any(|quorum| quorum.of.contains(&person)) {
            Some(Seat::Quorum)
        } else {
            self.optional.contains(&person).then_some(Seat::Optional)
        }
    }
}

/// Days that are open but unwelcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avoid {
    /// Which days.
    pub days: AvoidedDays,
    /// How firmly; one meeting on such a day is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// What an [`Avoid`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AvoidedDays {
    /// The closed days of a calendar, such as school holidays.
    Calendar(CalendarId),
    /// Open days squeezed between closed ones, by the group's own calendars.
    BridgeDays,
}
