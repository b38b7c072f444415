//! A small plan with a schedule, built by hand, so that a test reads like its case: 2026 to 2028, Danish holidays,
//! one product `p`, groups that meet from 08:00 to 16:00 for an hour. Every line of the plan has a span of its own.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::calendar::closure::{Closure, DayCalendar, Extent};
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::open_days::OpenDays;
use crate::calendar::rule::{DatedRule, DayRule};
use crate::diagnostic::source::{SourceId, Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::{Cycle, Hours, Period, Wish};
use crate::plan::deadline::{Between, Deadline, Lead, Shown, Side};
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::{Group, GroupId};
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Exception, Occurrence, Verdict, Window};
use crate::plan::person::{Leave, Person, PersonId};
use crate::plan::plan::{Plan, Product};
use crate::plan::priority::Priority;
use crate::plan::publish::Publish;
use crate::plan::roadmap::{Demands, Length, Milestone, MilestoneId, Phase, PhaseId, PhaseTiming, Track, TrackId};
use crate::plan::weights::Weights;
use crate::schedule::charge::Charge;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::{Placement, Schedule};
use crate::verify::bill::charges;

/// A plan and a schedule of it.
#[derive(Clone)]
pub(crate) struct Case {
    pub plan: Plan,
    pub schedule: Schedule,
    lines: u32,
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Reads `13:00` or `13:00:30`.
pub(crate) fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

/// A span that the builder never gives from 500 up.
pub(crate) fn span(line: u32) -> Span {
    Span { source: SourceId(0), start: line, end: line + 1 }
}

pub(crate) fn distance((least, most): (Option<i64>, Option<i64>), best: Option<i64>, priority: Priority) -> Distance {
    Distance { least, most, best, unit: DayUnit::Days, priority, span: span(700) }
}

pub(crate) fn wish<T>(value: T, priority: Priority) -> Wish<T> {
    Wish { value, priority, span: span(710) }
}

pub(crate) fn deadline(name: &str, lead: Lead, side: Side) -> Deadline {
    let (name, title, between) = (name.to_owned(), name.to_owned(), Between::Anything);
    Deadline { name, title, lead, side, between, time: None, by: None, shown: Shown::Event, span: span(720) }
}

/// A feed with one event for each entry; its properties are divided by `|`.
pub(crate) fn feed(events: &[(&str, &str)]) -> String {
    let zone = ["BEGIN:VTIMEZONE", "TZID:Europe/Copenhagen", "END:VTIMEZONE"].map(str::to_owned);
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned()];
    lines.extend(zone);
    for (entry, properties) in events {
        lines.extend(["BEGIN:VEVENT".to_owned(), format!("UID:{}", EntryId::written(*entry).uid())]);
        lines.extend(properties.split('|').map(str::to_owned));
        lines.push("END:VEVENT".to_owned());
    }
    lines.push("END:VCALENDAR\r\n".to_owned());
    lines.join("\r\n")
}

impl Case {
    pub(crate) fn new() -> Case {
        let mut case = Case {
            plan: Plan {
                language: Language::English,
                weights: Weights::default(),
                zone: "Europe/Copenhagen".to_owned(),
                horizon: Horizon::of_years(2026, 2028).unwrap(),
                calendars: vec![DayCalendar::of_country(Country::Dk)],
                people: vec![],
                rooms: Vec::new(),
                products: vec![],
                groups: vec![],
                occurrences: vec![],
                tracks: vec![],
                phases: vec![],
                milestones: vec![],
                relations: vec![],
                separations: vec![],
                gatherings: Vec::new(),
                successions: Vec::new(),
                notes: vec![],
                capacities: vec![],
                topics: vec![],
                publish: Publish::default(),
            },
            schedule: Schedule::default(),
            lines: 0,
        };
        case.product("p");
        case
    }

    pub(crate) fn danish_days(&self) -> OpenDays {
        self.plan.open_days(&[CalendarId(0)])
    }

    pub(crate) fn whole_bill(&self) -> Vec<Charge> {
        charges(&self.plan, &self.schedule)
    }

    /// The charges of one rule, each as `units cost activities…`.
    pub(crate) fn bill(&self, rule: &str) -> Vec<String> {
        let line = |charge: &Charge| {
            let cost = charge.cost.map_or("must".to_owned(), |cost| cost.to_string());
            let activities: Vec<_> = charge.activities.iter().map(ActivityId::as_str).collect();
            format!("{} {cost} {}", charge.units, activities.join(" "))
        };
        self.whole_bill().iter().filter(|charge| charge.rule == rule).map(line).collect()
    }

    pub(crate) fn product(&mut self, key: &str) -> ProductId {
        let span = self.line();
        self.plan.products.push(Product { key: key.to_owned(), title: key.to_owned(), week_load: None, span });
        ProductId(self.plan.products.len() - 1)
    }

    pub(crate) fn person(&mut self, key: &str) -> PersonId {
        let span = self.line();
        let calendars = Spanned::new(vec![], span);
        let (key, title) = (key.to_owned(), key.to_owned());
        let (leave, works, limits, hours) = (vec![], None, vec![], None);
        self.plan.people.push(Person { key, title, leave, works, calendars, limits, hours, span });
        PersonId(self.plan.people.len() - 1)
    }

    pub(crate) fn leave(&mut self, person: PersonId, first: &str, last: &str) {
        let leave = Leave { first: date(first), last: date(last), reason: None, priority: Priority::Must, span: self.line() };
        self.plan.people[person.0].leave.push(leave);
    }

    /// A calendar that closes one day, from a clock time when one is given.
    pub(crate) fn closure(&mut self, name: &str, day: &str, from: Option<&str>) -> CalendarId {
        self.calendar(name, (day, day), from.map_or(Extent::WholeDay, |from| Extent::From(time(from))))
    }

    /// A calendar that closes a run of days.
    pub(crate) fn closed_from(&mut self, name: &str, first: &str, last: &str) -> CalendarId {
        self.calendar(name, (first, last), Extent::WholeDay)
    }

    fn calendar(&mut self, name: &str, (first, last): (&str, &str), extent: Extent) -> CalendarId {
        let rule = DatedRule::always(DayRule::Once { first: date(first), last: date(last) });
        let closures = vec![Closure { name: name.to_owned(), rule: rule.into(), extent }];
        self.plan.calendars.push(DayCalendar { name: name.to_owned(), closures, countries: Vec::new() });
        CalendarId(self.plan.calendars.len() - 1)
    }

    pub(crate) fn group(&mut self, key: &str, members: &[PersonId]) -> GroupId {
        let weekdays = vec![Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
        let cycle = Cycle {
            period: Period::Month,
            weekdays: Spanned::new(weekdays, self.line()),
            hours: Spanned::new(Hours { earliest: time("08:00"), latest: time("16:00") }, self.line()),
            minutes: 60,
            later_lengths: Vec::new(),
            preferred_weekday: None,
            preferred_start: None,
            drift: None,
            apart: vec![],
            spread: None,
            same_weekday: None,
            same_time: None,
            span: self.line(),
        };
        let group = Group {
            key: key.to_owned(),
            title: key.to_owned(),
            product: ProductId(0),
            members: members.to_vec(),
            optional: Vec::new(),
            quorums: Vec::new(),
            travel: 0,
            uses: Vec::new(),
            place: None,
            link: None,
            calendars: vec![CalendarId(0)],
            avoid: vec![],
            cycle,
            deadlines: vec![],
            notice: None,
            weight: 1,
            span: self.line(),
        };
        self.plan.groups.push(group);
        GroupId(self.plan.groups.len() - 1)
    }

    /// Adds a meeting that may lie anywhere, and places it at `2027-03-30 10:00` for an hour.
    pub(crate) fn meets(&mut self, group: GroupId, label: &str, when: &str) -> ActivityId {
        let Group { product, key, .. } = &self.plan.groups[group.0];
        let id = ActivityId::meeting(&self.plan.products[product.0].key, key, label);
        let window = Spanned::new(self.horizon(), self.line());
        let label = label.to_owned();
        self.plan.occurrences.push(Occurrence {
            id: id.clone(),
            group,
            label,
            window,
            gaps: Vec::new(),
            nominal: None,
            exception: None,
        });
        self.moved(id.as_str(), when);
        id
    }

    /// Places a meeting, told by the end of its id, for an hour.
    pub(crate) fn moved(&mut self, name: &str, when: &str) {
        self.place(name, when, 60);
    }

    pub(crate) fn place(&mut self, name: &str, when: &str, minutes: u32) {
        let (day, start) = when.split_once(' ').unwrap();
        let id = self.occurrence(name).id.clone();
        self.schedule.placements.insert(id, Placement::Meeting { date: date(day), start: time(start), minutes });
    }

    pub(crate) fn unplace(&mut self, name: &str) {
        let id = self.occurrence(name).id.clone();
        self.schedule.placements.remove(&id);
    }

    pub(crate) fn window(&mut self, name: &str, first: &str, last: &str) {
        self.occurrence(name).window.value = Window { first: date(first), last: date(last) };
    }

    pub(crate) fn pin(&mut self, name: &str, day: &str, start: Option<&str>) {
        self.except(name, Verdict::Pinned(date(day), start.map(time)));
    }

    pub(crate) fn cancel(&mut self, name: &str) {
        self.except(name, Verdict::Cancelled);
    }

    fn except(&mut self, name: &str, verdict: Verdict) {
        let span = self.line();
        self.occurrence(name).exception = Some(Exception::of(verdict, "", span));
    }

    pub(crate) fn fixed_phase(&mut self, key: &str, first: &str, last: &str) -> PhaseId {
        let window = Window { first: date(first), last: date(last) };
        let timing = PhaseTiming::Fixed(Spanned::new(window, self.line()));
        let id = self.phase(key, timing);
        let days = Placement::Phase { first: window.first, last: window.last };
        self.schedule.placements.insert(self.plan.phases[id.0].id.clone(), days);
        id
    }

    pub(crate) fn placed_phase(&mut self, key: &str, length: Length, (first, last): (&str, &str)) -> PhaseId {
        let within = Spanned::new(Window { first: date(first), last: date(last) }, self.line());
        let timing = PhaseTiming::Placed { length: Spanned::new(length, self.line()), within, wish: None };
        self.phase(key, timing)
    }

    /// Adds a milestone and places it on the first of its days.
    pub(crate) fn milestone(&mut self, key: &str, first: &str, last: &str) -> MilestoneId {
        let (id, track) = (ActivityId::roadmap("p", "t", key), self.track());
        let within = Spanned::new(Window { first: date(first), last: date(last) }, self.line());
        let (title, calendars, span) = (key.to_owned(), vec![CalendarId(0)], self.line());
        self.schedule.placements.insert(id.clone(), Placement::Milestone { date: date(first) });
        self.plan.milestones.push(Milestone { id, title, track, critical: false, calendars, within, is_kept: false, span });
        MilestoneId(self.plan.milestones.len() - 1)
    }

    fn phase(&mut self, key: &str, timing: PhaseTiming) -> PhaseId {
        let (id, track) = (ActivityId::roadmap("p", "t", key), self.track());
        let (title, calendars, span) = (key.to_owned(), vec![CalendarId(0)], self.line());
        self.plan.phases.push(Phase { id, title, track, critical: false, calendars, timing, demands: Demands::default(), span });
        PhaseId(self.plan.phases.len() - 1)
    }

    fn track(&mut self) -> TrackId {
        if self.plan.tracks.is_empty() {
            let span = self.line();
            self.plan.tracks.push(Track { key: "t".to_owned(), title: "t".to_owned(), product: ProductId(0), span });
        }
        TrackId(0)
    }

    fn horizon(&self) -> Window {
        Window { first: self.plan.horizon.first(), last: self.plan.horizon.last() }
    }

    fn occurrence(&mut self, name: &str) -> &mut Occurrence {
        self.plan.occurrences.iter_mut().find(|occurrence| occurrence.id.as_str().ends_with(name)).unwrap()
    }

    fn line(&mut self) -> Span {
        self.lines += 1;
        span(self.lines)
    }
}
