//! Groups with their cycles and occurrences.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::calendar::civil::Datelike;
use crate::calendar::closure::DayCalendar;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::Spanned;
use crate::plan::activity::ActivityId;
use crate::plan::cycle::Cycle;
use crate::plan::deadline::Shown;
use crate::plan::group::{Group, GroupId};
use crate::plan::id::CalendarId;
use crate::plan::notice::Notice;
use crate::plan::occurrence::Occurrence;
use crate::plan::person::Person;
use crate::plan::plan::Plan;
use crate::plan::priority::Priority;
use crate::plan::room::RoomId;
use crate::schema::collector::Collector;
use crate::schema::document::group::GroupDocument;
use crate::schema::document::plan_file::PlanDocument;
use crate::schema::lower::calendars::calendars::{avoided, followed};
use crate::schema::lower::cycles::cycle::cycle;
use crate::schema::lower::cycles::rhythm::slots;
use crate::schema::lower::cycles::slot::Slot;
use crate::schema::lower::meetings::deadlines::deadlines;
use crate::schema::lower::meetings::exceptions;
use crate::schema::lower::meetings::order::in_order;
use crate::schema::lower::people::seats::{Known, seats};
use crate::schema::lower::people::{rooms, work};
use crate::schema::lower::whole::names::{Declared, Names, Scope, check_key, title};
use crate::schema::lower::whole::weights;

/// What groups refer to.
pub struct Surroundings<'s> {
    /// The planned years.
    pub horizon: Horizon,
    /// All calendars.
    pub calendars: &'s [DayCalendar],
    /// Calendars by name.
    pub calendar_names: &'s Names<CalendarId>,
    /// People and bodies by name.
    pub known: Known<'s>,
    /// All people.
    pub people: &'s [Person],
    /// Rooms by name.
    pub room_names: &'s Names<RoomId>,
    /// As what deadlines are shown that do not say it themselves.
    pub usual_deadlines: Shown,
    /// The working days of each list of calendars that was asked for: most groups follow the same few.
    pub working_days: RefCell<BTreeMap<Vec<CalendarId>, Rc<OpenDays>>>,
}

impl Surroundings<'_> {
    /// The working days of a list of calendars, as the plan will count them.
    pub fn open_days(&self, calendars: &[CalendarId]) -> Rc<OpenDays> {
        let mut known = self.working_days.borrow_mut();
        let days = known.entry(calendars.to_vec()).or_insert_with(|| {
            let chosen: Vec<&DayCalendar> = calendars.iter().map(|id| &self.calendars[id.0]).collect();
            Rc::new(OpenDays::new(self.horizon.widened(Plan::MARGIN_DAYS), &chosen))
        });
        Rc::clone(days)
    }
}

/// A group that could be read, beside its document.
pub struct Lowered<'d> {
    /// The group's id.
    pub id: GroupId,
    /// What was written.
    pub document: &'d GroupDocument,
    /// The product it belongs to.
    pub scope: Scope,
    /// Where its occurrences stand among all of them.
    pub occurrences: Range<usize>,
}

/// The groups, their occurrences and their names, so far.
pub struct Groups<'d> {
    /// The groups.
    pub groups: Vec<Group>,
    /// All occurrences, group by group.
    pub occurrences: Vec<Occurrence>,
    /// Groups by `product/key`.
    pub names: Names<GroupId>,
    /// What was written for each group, for its relations: in the order of their ids.
    pub lowered: Vec<Lowered<'d>>,
    /// What was written for groups that could not be read.
    pub faulty: Vec<(&'d GroupDocument, Scope)>,
}

impl<'d> Groups<'d> {
    /// No groups yet.
    pub fn none() -> Self {
        Groups {
            groups: Vec::new(),
            occurrences: Vec::new(),
            names: Names::of("group", Code::UnknownGroup),
            lowered: Vec::new(),
            faulty: Vec::new(),
        }
    }

    /// Adds the groups of a file.
    pub fn add(&mut self, file: &'d PlanDocument, scope: &Scope, surroundings: &Surroundings<'_>, collector: &mut Collector) {
        let Some(named) = &file.groups else { return };
        for (key, document) in named {
            check_key(key, collector);
            let full = format!("{}/{}", scope.key, key.value);
            let Some((group, occurrences)) = self.lower(key, document, file, scope, surroundings, collector) else {
                self.names.declare_as(full, key, Declared::Faulty, collector);
                self.faulty.push((document, scope.clone()));
                continue;
            };
            let id = GroupId(self.groups.len());
            self.names.declare_as(full, key, Declared::As(id), collector);
            self.groups.push(group);
            let count = occurrences.len();
            self.occurrences.extend(occurrences);
            let own = self.occurrences.len() - count..self.occurrences.len();
            self.lowered.push(Lowered { id, document, scope: scope.clone(), occurrences: own });
        }
        for key in &named.faulty {
            self.names.declare_as(format!("{}/{}", scope.key, key.value), key, Declared::Faulty, collector);
        }
    }

    fn lower(
        &self,
        key: &Spanned<String>,
        document: &'d GroupDocument,
        file: &PlanDocument,
        scope: &Scope,
        surroundings: &Surroundings<'_>,
        collector: &mut Collector,
    ) -> Option<(Group, Vec<Occurrence>)> {
        let calendars = followed(document.calendar.as_ref().or(file.calendar.as_ref()), surroundings.calendar_names, collector);
        let avoid =
            avoided(document.avoid.as_ref().or(file.avoid.as_ref()), Priority::Should, surroundings.calendar_names, collector);
        let seats = seats(document.members.as_ref(), surroundings.known, collector);
        let uses = rooms::used(document.uses.as_ref(), surroundings.room_names, collector);
        let deadlines = deadlines(document, surroundings.known.people, surroundings.usual_deadlines, collector);
        let meets = document.meets.as_ref()?;
        let open = surroundings.open_days(&calendars);
        let slots = slots(meets, surroundings.horizon, &open, collector);
        let period = slots.as_ref().map(|(period, _)| *period)?;
        let cycle = cycle(meets, period, surroundings.horizon, collector)?;
        let id = GroupId(self.groups.len());
        let slots = slots.map(|(_, slots)| slots).unwrap_or_default();
        let mut occurrences: Vec<Occurrence> = slots.into_iter().map(|slot| occurrence(slot, id, scope, key)).collect();
        let (product, horizon) = (scope.key.as_str(), surroundings.horizon);
        let known = exceptions::Group { product, key: &key.value, id, cycle: &cycle, open: &open, horizon };
        exceptions::apply(document, &known, &mut occurrences, collector);
        let occurrences = in_order(occurrences, collector);
        check_windows(&occurrences, &cycle, &open, collector);
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        let group = Group {
            key: key.value.clone(),
            title: title(document.title.as_ref(), &key.value),
            product: scope.id,
            members: seats.members,
            optional: seats.optional,
            quorums: seats.quorums,
            travel: document.travel.as_ref().map_or(0, |travel| travel.value.0),
            uses,
            place: text(&document.place),
            link: text(&document.link),
            calendars,
            avoid,
            cycle,
            deadlines,
            notice: document.notice.as_ref().map(|notice| Notice {
                days: notice.value.days,
                unit: notice.value.unit,
                span: notice.span,
            }),
            weight: weights::times(document.weight.as_ref(), collector),
            span: key.span,
        };
        if let Some(travel) = document.travel.as_ref().filter(|_| document.members.is_none()) {
            collector.idle(travel.span, "`travel` does nothing in a group without `members`", "name who is under way");
        }
        work::check(&group, &occurrences, surroundings.people, collector);
        Some((group, occurrences))
    }
}

fn occurrence(slot: Slot, group: GroupId, scope: &Scope, key: &Spanned<String>) -> Occurrence {
    let id = ActivityId::meeting(&scope.key, &key.value, &slot.label);
    Occurrence { id, group, label: slot.label, window: slot.window, gaps: slot.gaps, nominal: slot.nominal, exception: None }
}

/// Tells windows that hold no open day of an allowed weekday: no solver is needed to see that they cannot be met.
fn check_windows(occurrences: &[Occurrence], cycle: &Cycle, open: &OpenDays, collector: &mut Collector) {
    let possible = |occurrence: &Occurrence| {
        let window = occurrence.window.value;
        !occurrence.is_held()
            || occurrence.pinned().is_some()
            || window
                .first
                .iter_days()
                .take_while(|day| *day <= window.last)
                .filter(|day| !occurrence.gaps.iter().any(|gap| gap.value.contains(*day)))
                .any(|day| open.is_open(day) && cycle.weekdays.value.contains(&day.weekday()))
    };
    let empty: Vec<&Occurrence> = occurrences.iter().filter(|occurrence| !possible(occurrence)).collect();
    if let Some(first) = empty.first() {
        let window = first.window.value;
        let more = if empty.len() > 1 { format!(", nor for {} more", empty.len() - 1) } else { String::new() };
        let message = format!("no open day is left for `{}` between {} and {}{more}", first.label, window.first, window.last);
        let (code, hint) = if window.first == window.last && first.nominal.is_some() {
            let hint = "add `on-closed: nearest` or a `drift`, allow more weekdays, or pin or cancel the occurrence";
            (Code::ClosedNominal, hint)
        } else {
            (Code::EmptyWindow, "widen the window, allow more weekdays, or pin or cancel the occurrence")
        };
        let fault = Diagnostic::error(code, message).at(first.window.span, "").at(cycle.weekdays.span, "on these weekdays");
        collector.tell(fault.hint(hint));
    }
}
