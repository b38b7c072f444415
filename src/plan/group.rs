//! Groups: who meets, where, by which calendars, and what must be due around a meeting.

use crate::diagnostic::source::Span;
use crate::plan::cycle::Cycle;
use crate::plan::deadline::Deadline;
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::person::PersonId;
use crate::plan::priority::Priority;

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
    /// The room or town, in words.
    pub place: Option<String>,
    /// The address of an online meeting.
    pub link: Option<String>,
    /// The calendars whose closed days the group does not meet on, and by which it counts working days.
    pub calendars: Vec<CalendarId>,
    /// Days it would rather not meet on.
    pub avoid: Vec<Avoid>,
    /// When it meets.
    pub cycle: Cycle,
    /// What is due around every meeting, in plan order.
    pub deadlines: Vec<Deadline>,
    /// Where the group's key stands.
    pub span: Span,
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
