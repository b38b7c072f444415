//! A plan like those people write, with a schedule, for the tests of charts, pages and wheels: two products of six groups
//! each over 2026 and 2027, with calendars, five tracks of three phases, and milestones.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::calendar::closure::{Closure, DayCalendar, Extent};
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::calendar::rule::{DatedRule, DayRule};
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::{Cycle, Hours, Period};
use crate::plan::deadline::{Between, Deadline, Lead, Shown, Side};
use crate::plan::distance::{DayUnit, Distance};
use crate::plan::group::{Avoid, AvoidedDays, Group, GroupId};
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Occurrence, Window};
use crate::plan::plan::{Plan, Product};
use crate::plan::priority::Priority;
use crate::plan::publish::Publish;
use crate::plan::roadmap::{DayOfNote, Demands, Milestone, Phase, PhaseTiming, Track, TrackId};
use crate::plan::weights::Weights;
use crate::schedule::placement::{Placement, Schedule};

/// A group: title, months it meets in, weekday, which of the month, hour, minutes, place, deadlines.
type Rhythm = (&'static str, &'static [u32], Weekday, u32, u32, u32, &'static str, &'static [(&'static str, i64, Side)]);

const RHYTHMS: [Rhythm; 6] = [
    (
        "Styregruppe",
        &[2, 4, 6, 9, 11, 12],
        Weekday::Thu,
        2,
        13,
        90,
        "Vejle, mødelokale 2",
        &[("dagsorden", 10, Side::Before), ("bilag", 5, Side::Before), ("referat", 5, Side::After)],
    ),
    (
        "Koordinationsgruppe",
        &[1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12],
        Weekday::Mon,
        2,
        13,
        60,
        "Online",
        &[("dagsorden", 5, Side::Before), ("referat", 5, Side::After)],
    ),
    ("Communitymøde", &[3, 5, 9, 11], Weekday::Wed, 3, 12, 180, "Odense | Dalum", &[("invitation", 20, Side::Before)]),
    ("Brugerklub", &[1, 6, 10], Weekday::Tue, 3, 12, 150, "Aarhus", &[("invitation", 20, Side::Before)]),
    ("Teknisk erfagruppe", &[2, 4, 6, 8, 10, 12], Weekday::Tue, 1, 9, 60, "Online", &[]),
    ("Leverandøropfølgning", &[1, 3, 5, 6, 8, 9, 11], Weekday::Wed, 1, 10, 60, "Online", &[("status", 3, Side::Before)]),
];

/// A track: its title, and its phases with first and last day.
type Spans = (&'static str, [(&'static str, &'static str, &'static str); 3]);

const TRACKS: [Spans; 5] = [
    (
        "Revision af forvaltningsmodel",
        [
            ("Hands-on support fra sekretariatet", "2025-10-01", "2026-12-31"),
            ("Nedlukning og overdragelse til forvaltning", "2026-12-01", "2027-01-31"),
            ("Hypercare på kontraktopfølgning", "2027-01-01", "2027-05-31"),
        ],
    ),
    (
        "Sekretariatsfunktion",
        [
            ("Hands-on support fra sekretariatet", "2026-01-05", "2027-02-28"),
            ("Oplæring og videnoverdragelse", "2027-02-01", "2027-03-31"),
            ("Hypercare på administration og økonomi", "2027-04-01", "2027-06-30"),
        ],
    ),
    (
        "Community building",
        [
            ("Hands-on support", "2026-03-02", "2027-04-30"),
            ("Overdragelse af årshjul til produktkoordinatoren", "2027-04-01", "2027-05-28"),
            ("Hypercare", "2027-06-01", "2027-08-31"),
        ],
    ),
    (
        "Produktforvaltning",
        [
            ("Hands-on support (PO)", "2026-03-02", "2027-06-30"),
            ("Oplæring og videnoverdragelse", "2027-06-01", "2027-08-31"),
            ("Hypercare på produktforvaltning", "2027-09-01", "2027-11-30"),
        ],
    ),
    (
        "Produktudvikling & leverandører",
        [
            ("Hands-on support", "2026-06-01", "2027-08-31"),
            ("Overdragelse til Product Owner", "2027-08-02", "2027-10-29"),
            ("Hypercare på leverandørsamarbejde", "2027-11-01", "2027-12-31"),
        ],
    ),
];

const MILESTONES: [(&str, &str, usize, bool); 7] = [
    ("Kontraktmodel revideret", "2027-01-15", 0, true),
    ("Forvaltningsmodel revideret", "2026-06-15", 0, true),
    ("Mødeledelse og administration overdraget", "2027-03-31", 1, false),
    ("Årshjul overdraget", "2027-05-28", 2, false),
    ("Daglig produktforvaltning overdraget", "2027-08-31", 3, false),
    ("Formel overdragelse af kildekode", "2027-09-15", 4, true),
    ("Product Owner udpeget", "2026-10-01", 3, false),
];

/// The plan and its schedule.
pub(crate) fn plan() -> (Plan, Schedule) {
    let mut plan = empty(Language::Danish, Horizon::of_years(2026, 2027).unwrap());
    let mut schedule = Schedule::default();
    plan.calendars = calendars();
    for (key, title) in [("os2display", "OS2display"), ("os2forms", "OS2forms")] {
        let product = ProductId(plan.products.len());
        plan.products.push(self::product(key, title));
        for rhythm in &RHYTHMS {
            add_group(&mut plan, &mut schedule, product, rhythm);
        }
    }
    add_roadmap(&mut plan, &mut schedule);
    (plan, schedule)
}

/// A plan that asks for nothing yet.
pub(crate) fn empty(language: Language, horizon: Horizon) -> Plan {
    Plan {
        language,
        weights: Weights::default(),
        zone: "Europe/Copenhagen".to_owned(),
        horizon,
        calendars: Vec::new(),
        people: Vec::new(),
        rooms: Vec::new(),
        products: Vec::new(),
        groups: Vec::new(),
        occurrences: Vec::new(),
        tracks: Vec::new(),
        phases: Vec::new(),
        milestones: Vec::new(),
        relations: Vec::new(),
        separations: Vec::new(),
        gatherings: Vec::new(),
        successions: Vec::new(),
        notes: Vec::new(),
        capacities: Vec::new(),
        topics: Vec::new(),
        publish: Publish::default(),
    }
}

/// The distance of what must lie on the day of another.
pub(crate) fn same_day(span: Span) -> Distance {
    let (least, most, best, unit) = (Some(0), Some(0), None, DayUnit::Days);
    Distance { least, most, best, unit, priority: Priority::Must, span }
}

/// A product without groups.
pub(crate) fn product(key: &str, title: &str) -> Product {
    Product { key: key.to_owned(), title: title.to_owned(), week_load: None, span: Span::default() }
}

/// A group without meetings.
pub(crate) fn group(product: ProductId, key: &str, title: &str) -> Group {
    Group {
        key: key.to_owned(),
        title: title.to_owned(),
        product,
        members: Vec::new(),
        optional: Vec::new(),
        quorums: Vec::new(),
        travel: 0,
        uses: Vec::new(),
        place: None,
        link: None,
        calendars: Vec::new(),
        avoid: Vec::new(),
        cycle: Cycle {
            period: Period::Month,
            weekdays: Spanned::new(vec![Weekday::Mon], Span::default()),
            hours: Spanned::new(Hours { earliest: at(8), latest: at(16) }, Span::default()),
            minutes: 60,
            later_lengths: Vec::new(),
            preferred_weekday: None,
            preferred_start: None,
            drift: None,
            apart: Vec::new(),
            spread: None,
            same_weekday: None,
            same_time: None,
            span: Span::default(),
        },
        deadlines: Vec::new(),
        notice: None,
        weight: 1,
        span: Span::default(),
    }
}

/// Adds a meeting of a group with its date, an hour from 13.
pub(crate) fn meet(plan: &mut Plan, schedule: &mut Schedule, group: GroupId, date: NaiveDate) {
    meet_at(plan, schedule, group, date, at(13), 60);
}

fn meet_at(plan: &mut Plan, schedule: &mut Schedule, group: GroupId, date: NaiveDate, start: NaiveTime, minutes: u32) {
    let label = format!("{}-{:02}-{}", date.year(), date.month(), plan.occurrences.len());
    let owner = plan.group(group);
    let id = ActivityId::meeting(&plan.product(owner.product).key, &owner.key, &label);
    let window = Spanned::new(Window { first: date, last: date }, Span::default());
    plan.occurrences.push(Occurrence { id: id.clone(), group, label, window, gaps: Vec::new(), nominal: None, exception: None });
    schedule.placements.insert(id, Placement::Meeting { date, start, minutes });
}

fn add_group(plan: &mut Plan, schedule: &mut Schedule, product: ProductId, rhythm: &Rhythm) {
    let (title, months, weekday, nth, hour, minutes, place, deadlines) = *rhythm;
    let id = GroupId(plan.groups.len());
    let mut group = group(product, &title.to_lowercase().replace(' ', "-"), title);
    group.place = Some(place.to_owned());
    group.calendars = vec![CalendarId(0), CalendarId(1)];
    group.avoid = vec![Avoid { days: AvoidedDays::Calendar(CalendarId(2)), priority: Priority::Should, span: Span::default() }];
    if title.starts_with("Leverandør") {
        group.calendars.push(CalendarId(3));
    }
    for (name, amount, side) in deadlines {
        let (name, title, lead) = ((*name).to_owned(), (*name).to_owned(), Lead::WorkingDays(*amount));
        let (side, between, shown, span) = (*side, Between::Anything, Shown::Event, Span::default());
        group.deadlines.push(Deadline { name, title, lead, side, between, time: None, by: None, shown, span });
    }
    let open = plan.open_days(&group.calendars);
    plan.groups.push(group);
    for year in plan.horizon.years() {
        for month in months {
            let nth = nth + u32::try_from(product.0).unwrap() + u32::from(*month == 10);
            let nominal = NaiveDate::from_weekday_of_month_opt(year, *month, weekday, u8::try_from(nth.min(4)).unwrap()).unwrap();
            let date = open.on_or_after(nominal).unwrap();
            meet_at(plan, schedule, id, date, at(hour), minutes);
        }
    }
}

/// A day of note of the first product.
pub(crate) fn note(key: &str, title: &str, day: &str) -> DayOfNote {
    let date = day.parse().unwrap();
    DayOfNote { key: key.to_owned(), title: title.to_owned(), product: ProductId(0), date, span: Span::default() }
}

fn add_roadmap(plan: &mut Plan, schedule: &mut Schedule) {
    for (index, (title, phases)) in TRACKS.iter().enumerate() {
        let key = format!("spor-{index}");
        for (number, (name, first, last)) in phases.iter().enumerate() {
            let id = ActivityId::roadmap("os2display", &key, &number.to_string());
            let (first, last) = (first.parse().unwrap(), last.parse().unwrap());
            schedule.placements.insert(id.clone(), Placement::Phase { first, last });
            plan.phases.push(Phase {
                id,
                title: (*name).to_owned(),
                track: TrackId(index),
                critical: false,
                calendars: Vec::new(),
                timing: PhaseTiming::Fixed(Spanned::new(Window { first, last }, Span::default())),
                demands: Demands::default(),
                span: Span::default(),
            });
        }
        plan.tracks.push(Track { key, title: (*title).to_owned(), product: ProductId(0), span: Span::default() });
    }
    for (title, date, track, critical) in MILESTONES {
        let id = ActivityId::roadmap("os2display", &format!("spor-{track}"), title);
        let date: NaiveDate = date.parse().unwrap();
        schedule.placements.insert(id.clone(), Placement::Milestone { date });
        plan.milestones.push(Milestone {
            id,
            title: title.to_owned(),
            track: TrackId(track),
            critical,
            calendars: Vec::new(),
            within: Spanned::new(Window { first: date, last: date }, Span::default()),
            is_kept: false,
            span: Span::default(),
        });
    }
}

fn calendars() -> Vec<DayCalendar> {
    let closure = |name: &str, rule, extent| Closure { name: name.to_owned(), rule: DatedRule::always(rule).into(), extent };
    let whole = |name: &str, rule| closure(name, rule, Extent::WholeDay);
    let named = |name: &str, closures| DayCalendar { name: name.to_owned(), closures, countries: Vec::new() };
    let season = |from, to| DayRule::Yearly { from, to };
    vec![
        DayCalendar::of_country(Country::Dk),
        named(
            "kommunale-lukkedage",
            vec![
                whole("Indeklemt dag", DayRule::easter(40)),
                whole("Julelukket", season((12, 24), (12, 31))),
                closure("1. maj", DayRule::Fixed { month: 5, day: 1 }, Extent::From(at(12))),
                closure("Grundlovsdag", DayRule::Fixed { month: 6, day: 5 }, Extent::From(at(12))),
            ],
        ),
        named(
            "skoleferie",
            vec![
                whole("Vinterferie", DayRule::Week { number: 7 }),
                whole("Efterårsferie", DayRule::Week { number: 42 }),
                whole("Sommerferie", season((6, 27), (8, 9))),
                whole("Juleferie", season((12, 21), (1, 3))),
                whole("Påskeferie", DayRule::Once { first: day("2026-03-28"), last: day("2026-04-06") }),
                whole("Påskeferie", DayRule::Once { first: day("2027-03-20"), last: day("2027-03-29") }),
            ],
        ),
        named("leverandør", vec![whole("Leverandørens sommerlukning", season((7, 12), (7, 30)))]),
    ]
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}
