//! Working days, computed once per set of calendars.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::NaiveDate;
use crate::calendar::closure::DayCalendar;
use crate::calendar::open_days::OpenDays;
use crate::plan::id::CalendarId;
use crate::plan::plan::Plan;

/// The working days of every set of calendars that a group, phase or milestone of a plan follows.
#[derive(Debug, Clone)]
pub struct Calendars {
    sets: BTreeMap<Vec<CalendarId>, OpenDays>,
    closed: Vec<BTreeSet<NaiveDate>>,
}

impl Calendars {
    /// Computes the sets of a plan.
    pub fn of(plan: &Plan) -> Calendars {
        let groups = plan.groups.iter().map(|group| &group.calendars);
        let phases = plan.phases.iter().map(|phase| &phase.calendars);
        let milestones = plan.milestones.iter().map(|milestone| &milestone.calendars);
        let mut sets = BTreeMap::new();
        for calendars in groups.chain(phases).chain(milestones) {
            sets.entry(calendars.clone()).or_insert_with(|| plan.open_days(calendars));
        }
        let range = plan.horizon.widened(Plan::MARGIN_DAYS);
        let whole_days = |calendar: &DayCalendar| {
            let facts = calendar.facts(range).into_iter();
            facts.filter(|fact| fact.extent.closes_whole_day()).map(|fact| fact.date).collect()
        };
        Calendars { sets, closed: plan.calendars.iter().map(whole_days).collect() }
    }

    /// Whether a calendar closes a day as a whole.
    pub fn closes(&self, calendar: CalendarId, date: NaiveDate) -> bool {
        self.closed[calendar.0].contains(&date)
    }

    /// The working days of a set that the plan follows.
    pub fn open_days(&self, calendars: &[CalendarId]) -> &OpenDays {
        self.sets.get(calendars).expect("every set of the plan was computed")
    }
}
