//! A small plan with a schedule, for the tests of feeds and tables: one product with a pinned meeting and its deadlines, a
//! meeting whose words need escaping, a group without meetings, a role without groups, a phase and a milestone.

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::calendar::closure::DayCalendar;
use crate::calendar::holidays::Country;
use crate::calendar::horizon::Horizon;
use crate::diagnostic::source::{Span, Spanned};
use crate::plan::activity::ActivityId;
use crate::plan::cycle::{Cycle, Hours, Period};
use crate::plan::deadline::{Between, Deadline, Lead, Shown, Side};
use crate::plan::group::{Group, GroupId};
use crate::plan::id::{CalendarId, ProductId};
use crate::plan::language::Language;
use crate::plan::occurrence::{Exception, Occurrence, Verdict, Window};
use crate::plan::person::{Person, PersonId};
use crate::plan::plan::Plan;
use crate::plan::roadmap::{Demands, Milestone, Phase, PhaseTiming, Track, TrackId};
use crate::render::feed::contents;
use crate::render::gallery;
use crate::render::view::View;
use crate::schedule::ledger::Ledger;
use crate::schedule::placement::{Placement, Schedule};
use crate::schedule::stamp::Stamp;

/// The plan.
pub(crate) fn plan() -> Plan {
    let track = Track {
        key: "drift".to_owned(),
        title: "Overdragelse til drift".to_owned(),
        product: ProductId(0),
        span: Span::default(),
    };
    Plan {
        calendars: vec![DayCalendar::of_country(Country::Dk)],
        people: [("formand", "Formand"), ("produktejer", "Produktejer"), ("gæst", "Gæst")].map(person).to_vec(),
        products: vec![gallery::product("os2display", "OS2display")],
        groups: groups(),
        occurrences: occurrences(),
        tracks: vec![track],
        phases: vec![Phase {
            id: hypercare(),
            title: "Hypercare".to_owned(),
            track: TrackId(0),
            critical: false,
            calendars: vec![CalendarId(0)],
            timing: PhaseTiming::Fixed(spanned(Window::new(date("2027-03-01"), date("2027-05-31")).unwrap())),
            demands: Demands::default(),
            span: Span::default(),
        }],
        milestones: vec![Milestone {
            id: handover(),
            title: "Overdraget".to_owned(),
            track: TrackId(0),
            critical: true,
            calendars: vec![CalendarId(0)],
            within: spanned(Window::new(date("2027-06-15"), date("2027-06-15")).unwrap()),
            is_kept: false,
            span: Span::default(),
        }],
        ..gallery::empty(Language::Danish, Horizon::of_years(2027, 2027).unwrap())
    }
}

/// A date for everything that is to have one.
pub(crate) fn schedule() -> Schedule {
    let placements = [
        (steering(), Placement::Meeting { date: date("2027-03-04"), start: time(13), minutes: 90 }),
        (users(), Placement::Meeting { date: date("2027-08-25"), start: time(22), minutes: 120 }),
        (hypercare(), Placement::Phase { first: date("2027-03-01"), last: date("2027-05-31") }),
        (handover(), Placement::Milestone { date: date("2027-06-15") }),
    ];
    Schedule { placements: placements.into_iter().collect() }
}

/// A ledger to which a schedule of the plan has been shown for the first time.
pub(crate) fn shown(view: &View<'_>) -> Ledger {
    Ledger::default().advance(&contents(view), Stamp::parse("2026-11-21T00:00:00Z").unwrap())
}

/// The pinned meeting of the steering group.
pub(crate) fn steering() -> ActivityId {
    ActivityId::meeting("os2display", "styregruppe", "2027-q1")
}

/// The meeting whose words need escaping; it ends at midnight.
pub(crate) fn users() -> ActivityId {
    ActivityId::meeting("os2display", "brugere", "2027-efterår")
}

fn hypercare() -> ActivityId {
    ActivityId::roadmap("os2display", "drift", "hypercare")
}

fn handover() -> ActivityId {
    ActivityId::roadmap("os2display", "drift", "overdraget")
}

fn person((key, title): (&str, &str)) -> Person {
    Person {
        key: key.to_owned(),
        title: title.to_owned(),
        leave: Vec::new(),
        works: None,
        calendars: spanned(Vec::new()),
        limits: Vec::new(),
        hours: None,
        span: Span::default(),
    }
}

fn groups() -> Vec<Group> {
    let due = |name: &str, side| Deadline {
        name: name.to_owned(),
        title: name.to_owned(),
        lead: Lead::WorkingDays(5),
        side,
        between: Between::Anything,
        time: None,
        by: None,
        shown: Shown::Event,
        span: Span::default(),
    };
    let steering = Group {
        place: Some("Vejle, mødelokale 2".to_owned()),
        link: Some("https://example.org/m?a=1,2".to_owned()),
        deadlines: vec![due("dagsorden", Side::Before), due("referat", Side::After)],
        members: vec![PersonId(0), PersonId(1)],
        ..group("styregruppe", "Styregruppe")
    };
    let users = Group {
        place: Some("Sal A;\\B, 1. sal\u{7}".to_owned()),
        members: vec![PersonId(1)],
        ..group(
            "brugere",
            "Brugere 🎡 & \"venner\"; alle, altid — med et navn, der er længere end en linje tåler: smørrebrødsjomfru",
        )
    };
    vec![steering, users, group("hvilende", "Hvilende")]
}

fn group(key: &str, title: &str) -> Group {
    let plain = gallery::group(ProductId(0), key, title);
    let cycle = Cycle {
        period: Period::Quarter,
        weekdays: spanned(vec![Weekday::Thu]),
        hours: spanned(Hours { earliest: time(9), latest: time(15) }),
        minutes: 90,
        ..plain.cycle
    };
    Group { calendars: vec![CalendarId(0)], cycle, ..plain }
}

fn occurrences() -> Vec<Occurrence> {
    let occurrence = |id, group, label: &str, exception| Occurrence {
        id,
        group: GroupId(group),
        label: label.to_owned(),
        window: spanned(Window::new(date("2027-01-01"), date("2027-12-31")).unwrap()),
        gaps: Vec::new(),
        nominal: None,
        exception,
    };
    let pinned = |day: &str, reason: &str| {
        let verdict = Verdict::Pinned(date(day), None);
        Some(Exception::of(verdict, reason, Span::default()))
    };
    vec![
        occurrence(steering(), 0, "2027-q1", pinned("2027-03-04", "Kommunevalg; lokalet er optaget")),
        occurrence(users(), 1, "2027-efterår", pinned("2027-08-25", "Sen aften,\r\nved \\havnen\\ \nsmør; ost  ")),
    ]
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
}
