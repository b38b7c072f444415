//! The plan as a whole: everything that people asked for, with ids instead of names.

use crate::calendar::civil::NaiveDate;

use crate::calendar::closure::DayCalendar;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::source::Span;
use crate::plan::capacity::Capacity;
use crate::plan::group::{Group, GroupId};
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, OccurrenceId};
use crate::plan::person::Person;
use crate::plan::priority::Priority;
use crate::plan::publish::Publish;
use crate::plan::relation::{Gathering, Relation, Separation, Succession};
use crate::plan::roadmap::{DayOfNote, Milestone, Phase, Track};
use crate::plan::room::Room;
use crate::plan::topic::Topic;
use crate::plan::weights::Weights;

/// The IANA time zone of a plan that says none.
pub const USUAL_ZONE: &str = "Europe/Copenhagen";

/// A product, or the association itself: what has a chart, a wheel and a feed of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The key in the plan; files are named by it.
    pub key: String,
    /// The name in words.
    pub title: String,
    /// How many of its meetings may lie in one ISO week before it costs.
    pub week_load: Option<WeekLoad>,
    /// Where the product's key stands.
    pub span: Span,
}

/// At most so many meetings of a product in one ISO week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekLoad {
    /// The number of meetings that is still welcome.
    pub most: u32,
    /// How firmly; each meeting above `most` is one unit.
    pub priority: Priority,
    /// Where it stands.
    pub span: Span,
}

/// All that was asked for. Ids index the lists; every id inside a plan is valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The language of what is written for people.
    pub language: Language,
    /// The IANA time zone of every clock time.
    pub zone: String,
    /// What breaking a rule costs.
    pub weights: Weights,
    /// The years that are planned, whole.
    pub horizon: Horizon,
    /// Named calendars.
    pub calendars: Vec<DayCalendar>,
    /// People by role.
    pub people: Vec<Person>,
    /// Rooms, in plan order.
    pub rooms: Vec<Room>,
    /// Products, in plan order.
    pub products: Vec<Product>,
    /// Groups, in plan order.
    pub groups: Vec<Group>,
    /// Occurrences, group by group, each group's in order of time; cancelled ones included.
    pub occurrences: Vec<Occurrence>,
    /// Tracks, in plan order.
    pub tracks: Vec<Track>,
    /// Phases, in plan order.
    pub phases: Vec<Phase>,
    /// Milestones, in plan order.
    pub milestones: Vec<Milestone>,
    /// Days of note of roadmaps, in plan order.
    pub notes: Vec<DayOfNote>,
    /// Relations, in plan order.
    pub relations: Vec<Relation>,
    /// Groups kept apart, in plan order.
    pub separations: Vec<Separation>,
    /// Groups that share days or weeks, in plan order.
    pub gatherings: Vec<Gathering>,
    /// Groups that meet back to back, in plan order.
    pub successions: Vec<Succession>,
    /// How many phases of a kind may run at once, in plan order.
    pub capacities: Vec<Capacity>,
    /// Agenda topics, group by group.
    pub topics: Vec<Topic>,
    /// How it is published.
    pub publish: Publish,
}

impl Plan {
    /// How many days beyond the horizon working days are known: deadlines and phases may reach there.
    pub const MARGIN_DAYS: u32 = 366;

    /// The working days of a set of calendars, a year past the horizon at both ends.
    pub fn open_days(&self, calendars: &[CalendarId]) -> OpenDays {
        let chosen: Vec<&DayCalendar> = calendars.iter().map(|id| &self.calendars[id.0]).collect();
        OpenDays::new(self.horizon.widened(Self::MARGIN_DAYS), &chosen)
    }

    /// The group of an id.
    pub fn group(&self, id: GroupId) -> &Group {
        &self.groups[id.0]
    }

    /// The product of an id.
    pub fn product(&self, id: ProductId) -> &Product {
        &self.products[id.0]
    }

    /// A group's occurrences that get a date, in order of time.
    pub fn held(&self, group: GroupId) -> impl Iterator<Item = (OccurrenceId, &Occurrence)> {
        // They stand group by group.
        let start = self.occurrences.partition_point(|occurrence| occurrence.group < group);
        let own = self.occurrences[start..].iter().take_while(move |occurrence| occurrence.group == group);
        let numbered = own.enumerate().map(move |(index, occurrence)| (OccurrenceId(start + index), occurrence));
        numbered.filter(|(_, occurrence)| occurrence.is_held())
    }

    /// Whether a day lies in the planned years.
    pub fn plans(&self, date: NaiveDate) -> bool {
        self.horizon.contains(date)
    }
}
