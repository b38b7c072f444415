//! iCalendar feeds: a published calendar for every audience (RFC 5545, RFC 7986). The crate `icalendar` writes the events;
//! the calendar around them is written here, since the crate would put the time of the run into it.
//!
//! Knows no clock: stamps come from the ledger, so the same plan, schedule and ledger give the same bytes.

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime};
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::plan::publish::Cancelled;
use crate::render::artifact::Artifact;
use crate::render::audience::{Audience, all_audiences};
use crate::render::cancelled::{Kept, form, kept};
use crate::render::content_line::calendar_name;
use crate::render::event::Unstamped;
use crate::render::telling::Telling;
use crate::render::view::{Entry, View};
use crate::render::zone::Zone;
use crate::schedule::identity::EntryId;
use crate::schedule::ledger::{Ledger, State};
use crate::schedule::placement::Placement;
use crate::schedule::stamp::Stamp;

/// How often clients are asked to look again.
const REFRESH: &str = "PT12H";

/// One event of a calendar, ready to be written.
struct Published<'v> {
    entry: &'v Entry,
    /// How it is shown as cancelled; none where it is held.
    form: Option<Cancelled>,
    /// Events are sorted by start and UID; whole days come before the first minute of their first day.
    order: (NaiveDate, Option<NaiveTime>, String),
    names_zone: bool,
    text: String,
}

/// What every event tells, apart from stamp and sequence: the ledger counts a change when this text changes.
pub fn contents(view: &View<'_>) -> Vec<(EntryId, Placement, String)> {
    let (telling, zone) = (Telling::new(view), zone(view.plan));
    let content = |entry: &Entry| (entry.id.clone(), entry.when, Unstamped::new(view, &telling, &zone, entry).content());
    view.entries.iter().map(content).collect()
}

/// What every cancelled meeting that is kept tells, in each of its forms: the ledger counts a change when this text changes.
fn cancelled_contents(view: &View<'_>, kept: &[Kept]) -> Vec<(EntryId, Placement, String)> {
    let (telling, zone) = (Telling::new(view), zone(view.plan));
    let content = |Kept { entry, forms }: &Kept| {
        let form = |form: &Cancelled| cancelled(view, &telling, &zone, entry, *form).content();
        (entry.id.clone(), entry.when, forms.iter().map(form).collect())
    };
    kept.iter().map(content).collect()
}

/// The ledger after the feeds of a view have been shown at `stamp`, cancelled meetings that are kept among them.
pub fn advance(view: &View<'_>, ledger: &Ledger, stamp: Stamp) -> Ledger {
    ledger.advance_and_cancel(&contents(view), &cancelled_contents(view, &kept(view, ledger)), stamp)
}

/// The feed of every audience. The ledger must have advanced ([`advance`]): an entry it has not announced is left out.
pub fn feeds(view: &View<'_>, ledger: &Ledger) -> Vec<Artifact> {
    let (plan, zone) = (view.plan, zone(view.plan));
    let kept = kept(view, ledger);
    let published = published(view, ledger, &kept, &zone);
    let feed = |audience: Audience| {
        let form = form(view, audience);
        let following = audience.following(plan);
        let belongs = |event: &&Published<'_>| event.form.is_none_or(|of| form == Some(of)) && following.takes(event.entry);
        let events: Vec<&Published<'_>> = published.iter().filter(belongs).collect();
        (!events.is_empty()).then(|| Artifact::new(audience.path(plan), calendar(plan, &zone, &audience.name(plan), &events)))
    };
    all_audiences(plan).filter_map(feed).collect()
}

/// Feeds that are larger than what Google reads. A feed has all planned years: what keeps it small is to plan fewer of them.
pub fn oversized(artifacts: &[Artifact]) -> Vec<&str> {
    const MOST_BYTES: usize = 1_000_000;
    let is_large = |artifact: &&Artifact| artifact.path.starts_with("feeds/") && artifact.text().len() > MOST_BYTES;
    artifacts.iter().filter(is_large).map(|artifact| artifact.path.as_str()).collect()
}

/// The announced events and the cancelled ones that are kept, these in each of their forms, in the order of a calendar.
fn published<'v>(view: &'v View<'_>, ledger: &Ledger, kept: &'v [Kept], zone: &Zone) -> Vec<Published<'v>> {
    let telling = Telling::new(view);
    let held = view.entries.iter().map(|entry| (entry, None));
    let cancelled_ones = kept.iter().flat_map(|kept| kept.forms.iter().map(|form| (&kept.entry, Some(*form))));
    let mut published: Vec<Published<'v>> = Vec::new();
    for (entry, form) in held.chain(cancelled_ones) {
        let state = if form.is_some() { State::Cancelled } else { State::Announced };
        let Some(record) = ledger.entry(&entry.id).filter(|record| record.state == state) else { continue };
        let event = match form {
            None => Unstamped::new(view, &telling, zone, entry),
            Some(form) => cancelled(view, &telling, zone, entry, form),
        };
        let start = match entry.when {
            Placement::Meeting { start, .. } => Some(start),
            Placement::Phase { .. } | Placement::Milestone { .. } => None,
        };
        let order = (entry.when.first(), start, entry.id.uid());
        published.push(Published { entry, form, order, names_zone: event.names_zone, text: event.stamped(record) });
    }
    published.sort_by(|one, other| one.order.cmp(&other.order));
    published
}

fn cancelled(view: &View<'_>, telling: &Telling<'_>, zone: &Zone, entry: &Entry, form: Cancelled) -> Unstamped {
    Unstamped::new(view, telling, zone, entry).cancelled(view.plan.language, form)
}

/// A whole calendar (RFC 5545, 3.4 and 3.6).
fn calendar(plan: &Plan, zone: &Zone, name: &str, events: &[&Published<'_>]) -> String {
    // The product is named without a version, or every release would change every feed.
    let product = match plan.language {
        Language::Danish => "-//OS2//aarshjul//DA",
        Language::English => "-//OS2//aarshjul//EN",
    };
    let definition = if events.iter().any(|event| event.names_zone) { zone.definition() } else { None };
    [
        &format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{product}\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"),
        &calendar_name(name),
        &format!("X-WR-TIMEZONE:{}\r\n", zone.name()),
        &format!("REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}\r\nX-PUBLISHED-TTL:{REFRESH}\r\n"),
        definition.as_deref().unwrap_or_default(),
    ]
    .into_iter()
    .chain(events.iter().map(|event| event.text.as_str()))
    .chain(std::iter::once("END:VCALENDAR\r\n"))
    .collect()
}

/// The zone of a plan, with its rules as they hold from the year before the planned ones.
fn zone(plan: &Plan) -> Zone {
    Zone::new(&plan.zone, plan.horizon.first().year() - 1).expect("the zone of a valid plan is in the IANA database")
}

#[cfg(test)]
mod tests {
    use super::{advance, contents, feeds, oversized};
    use crate::calendar::civil::NaiveDate;
    use crate::diagnostic::source::Span;
    use crate::plan::language::Language;
    use crate::plan::occurrence::{Exception, Verdict};
    use crate::plan::plan::Plan;
    use crate::plan::publish::Cancelled;
    use crate::render::artifact::Artifact;
    use crate::render::fixture;
    use crate::render::view::View;
    use crate::schedule::ledger::Ledger;
    use crate::schedule::placement::{Placement, Schedule};
    use crate::schedule::stamp::Stamp;

    fn published(plan: &Plan, schedule: &Schedule) -> Vec<Artifact> {
        let view = View::new(plan, schedule);
        feeds(&view, &fixture::shown(&view))
    }

    fn feed<'a>(artifacts: &'a [Artifact], path: &str) -> &'a str {
        artifacts.iter().find(|artifact| artifact.path == path).unwrap().text()
    }

    /// The events of a feed, each from `BEGIN` to `END`.
    fn events(feed: &str) -> Vec<&str> {
        feed.split_inclusive("END:VEVENT\r\n").filter_map(|part| Some(&part[part.find("BEGIN:VEVENT")?..])).collect()
    }

    #[test]
    fn the_feed_of_a_group_is_this_text() {
        let expected = r"BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//OS2//aarshjul//DA
CALSCALE:GREGORIAN
METHOD:PUBLISH
NAME:Styregruppe · OS2display
X-WR-CALNAME:Styregruppe · OS2display
X-WR-TIMEZONE:Europe/Copenhagen
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION:Frist i uge 8\nMøde: torsdag 4. marts 2027\, uge 9
DTEND;VALUE=DATE:20270226
DTSTAMP:20261121T000000Z
DTSTART;VALUE=DATE:20270225
LAST-MODIFIED:20261121T000000Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Frist: dagsorden · Styregruppe · OS2display
TRANSP:TRANSPARENT
UID:c1e4e5e2-4393-5833-b748-0b4b30527b93
X-MICROSOFT-CDO-BUSYSTATUS:FREE
CATEGORIES:Frist,OS2display,Styregruppe
END:VEVENT
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION:Møde i uge 9\nDeltagere: Formand\, Produktejer\nFrister:\n- da
 gsorden: torsdag 25. februar 2027\n- referat: torsdag 11. marts 2027\nOnli
 nemøde: https://example.org/m?a=1\,2\nDatoen er fastsat: Kommunevalg\; lo
 kalet er optaget
DTEND;TZID=Europe/Copenhagen:20270304T143000
DTSTAMP:20261121T000000Z
DTSTART;TZID=Europe/Copenhagen:20270304T130000
LAST-MODIFIED:20261121T000000Z
LOCATION:Vejle\, mødelokale 2
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Styregruppe · OS2display
TRANSP:OPAQUE
UID:1f5d9119-202c-5026-9b44-5c501e264347
URL:https://example.org/m?a=1,2
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
CATEGORIES:Møde,OS2display,Styregruppe
END:VEVENT
BEGIN:VEVENT
CLASS:PUBLIC
DESCRIPTION:Frist i uge 10\nMøde: torsdag 4. marts 2027\, uge 9
DTEND;VALUE=DATE:20270312
DTSTAMP:20261121T000000Z
DTSTART;VALUE=DATE:20270311
LAST-MODIFIED:20261121T000000Z
SEQUENCE:0
STATUS:CONFIRMED
SUMMARY:Frist: referat · Styregruppe · OS2display
TRANSP:TRANSPARENT
UID:e4e3deaa-d42a-5eb5-80b8-8ff9416b06de
X-MICROSOFT-CDO-BUSYSTATUS:FREE
CATEGORIES:Frist,OS2display,Styregruppe
END:VEVENT
END:VCALENDAR
";
        let artifacts = published(&fixture::plan(), &fixture::schedule());
        assert_eq!(feed(&artifacts, "feeds/os2display-styregruppe.ics").replace("\r\n", "\n"), expected);
    }

    #[test]
    fn every_line_ends_in_crlf_and_is_at_most_75_octets() {
        for artifact in published(&fixture::plan(), &fixture::schedule()) {
            let lines = artifact.text().strip_suffix("\r\n").unwrap().split("\r\n");
            for line in lines {
                assert!((1..=75).contains(&line.len()), "{line}");
                assert!(!line.contains(char::is_control), "{line}");
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let (plan, schedule) = (fixture::plan(), fixture::schedule());
        assert_eq!(published(&plan, &schedule), published(&plan, &schedule));
        let shown = fixture::shown(&View::new(&plan, &schedule));
        let later = Stamp::parse("2027-01-01T00:00:00Z").unwrap();
        let view = View::new(&plan, &schedule);
        assert_eq!(feeds(&view, &shown.advance(&contents(&view), later)), feeds(&view, &shown));
    }

    #[test]
    fn a_meeting_that_moves_takes_its_deadlines_along_and_leaves_the_rest_alone() {
        let plan = fixture::plan();
        let (before, mut moved) = (fixture::schedule(), fixture::schedule());
        let Some(Placement::Meeting { start, minutes, .. }) = before.placement(&fixture::steering()) else { panic!("a meeting") };
        let date = NaiveDate::from_ymd_opt(2027, 3, 11).unwrap();
        moved.placements.insert(fixture::steering(), Placement::Meeting { date, start, minutes });

        let ledger = fixture::shown(&View::new(&plan, &before));
        let view = View::new(&plan, &moved);
        let after = ledger.advance(&contents(&view), Stamp::parse("2026-12-01T08:00:00Z").unwrap());
        let artifacts = feeds(&view, &after);
        let changed: Vec<&str> =
            events(feed(&artifacts, "feeds/all.ics")).into_iter().filter(|event| event.contains("SEQUENCE:1\r\n")).collect();
        assert_eq!(changed.len(), 3, "the meeting and its two deadlines");
        assert!(
            changed
                .iter()
                .all(|event| event.contains("DTSTAMP:20261201T080000Z\r\n")
                    && event.contains("LAST-MODIFIED:20261201T080000Z\r\n"))
        );
        assert!(changed.iter().any(|event| event.contains(":20270311T130000\r\n")));
        let unchanged = events(feed(&artifacts, "feeds/all.ics")).len() - changed.len();
        assert_eq!(feed(&artifacts, "feeds/all.ics").matches("SEQUENCE:0\r\n").count(), unchanged);
    }

    #[test]
    fn a_cancelled_meeting_leaves_the_feeds_stays_or_is_called_cancelled_as_each_feed_is_told() {
        let held = fixture::plan();
        let ledger = fixture::shown(&View::new(&held, &fixture::schedule()));
        let mut plan = fixture::plan();
        plan.occurrences[0].exception = Some(Exception::of(Verdict::Cancelled, "Valg", Span::default()));
        plan.publish.cancelled.usual = Cancelled::Keep;
        plan.publish.cancelled.of = [("all".to_owned(), Cancelled::Omit), ("role-formand".to_owned(), Cancelled::Prefix)].into();
        let mut schedule = fixture::schedule();
        schedule.placements.remove(&fixture::steering());
        let view = View::new(&plan, &schedule);
        let after = advance(&view, &ledger, Stamp::parse("2026-12-01T08:00:00Z").unwrap());
        let artifacts = feeds(&view, &after);
        let uid = "UID:1f5d9119-202c-5026-9b44-5c501e264347\r\n";
        assert!(!feed(&artifacts, "feeds/all.ics").contains(uid));
        for (path, status, title) in [
            ("feeds/os2display-styregruppe.ics", "CANCELLED", "Styregruppe · OS2display"),
            ("feeds/os2display.ics", "CANCELLED", "Styregruppe · OS2display"),
            ("feeds/role-formand.ics", "CONFIRMED", "AFLYST: Styregruppe · OS2display"),
        ] {
            let kept: Vec<&str> = events(feed(&artifacts, path)).into_iter().filter(|event| event.contains(uid)).collect();
            let [event] = kept.as_slice() else { panic!("{path}: {kept:?}") };
            let lines = [
                &format!("STATUS:{status}\r\n"),
                &format!("SUMMARY:{title}\r\n"),
                "SEQUENCE:1\r\n",
                "DTSTAMP:20261201T080000Z\r\n",
                "DTSTART;TZID=Europe/Copenhagen:20270304T130000\r\n",
                "TRANSP:TRANSPARENT\r\n",
                "X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n",
                "\\nMødet er aflyst: Valg\r\n",
            ];
            let event = event.replace("\r\n ", "");
            let missing: Vec<_> = lines.iter().filter(|line| !event.contains(**line)).collect();
            assert!(missing.is_empty() && !event.contains("URL:"), "{path}: {missing:?} {event}");
        }
        // The meeting's deadlines are gone, also where it is kept, and a second run changes nothing.
        assert!(!feed(&artifacts, "feeds/os2display-styregruppe.ics").contains("Frist:"));
        assert_eq!(advance(&view, &after, Stamp::parse("2026-12-02T08:00:00Z").unwrap()), after);
        // What nobody was told of is not kept.
        let unknown = advance(&view, &Ledger::default(), Stamp::parse("2026-12-01T08:00:00Z").unwrap());
        assert!(feeds(&view, &unknown).iter().all(|artifact| !artifact.text().contains(uid)));
    }

    #[test]
    fn a_meeting_is_at_the_same_moment_in_every_zone() {
        // 4 March 2027 at 13.00: in London at UTC, in New York five hours behind it, in Casablanca in Ramadan at UTC.
        for (zone, start) in [
            ("Europe/London", "DTSTART;TZID=Europe/London:20270304T130000\r\n"),
            ("America/New_York", "DTSTART;TZID=America/New_York:20270304T130000\r\n"),
            ("Africa/Casablanca", "DTSTART:20270304T130000Z\r\n"),
        ] {
            let plan = Plan { zone: zone.to_owned(), ..fixture::plan() };
            let artifacts = published(&plan, &fixture::schedule());
            let feed = feed(&artifacts, "feeds/all.ics");
            assert!(feed.contains(start) && feed.contains(&format!("X-WR-TIMEZONE:{zone}\r\n")), "{zone}: {feed}");
            assert_eq!(feed.contains(&format!("BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n")), start.contains("TZID"), "{zone}");
        }
        // Tokyo never changes its clocks and so has no rules: nine hours ahead of UTC, it is 22.00 there at 13.00.
        let plan = Plan { zone: "Asia/Tokyo".to_owned(), ..fixture::plan() };
        assert!(feed(&published(&plan, &fixture::schedule()), "feeds/all.ics").contains("DTSTART:20270825T130000Z\r\n"));
    }

    #[test]
    fn a_feed_is_too_large_above_a_million_bytes() {
        let of = |bytes: usize| {
            [Artifact::new("feeds/all.ics", "x".repeat(bytes)), Artifact::new("wheel/all.svg", "x".repeat(2_000_000))]
        };
        assert_eq!(oversized(&of(1_000_000)), Vec::<&str>::new());
        assert_eq!(oversized(&of(1_000_001)), ["feeds/all.ics"]);
    }

    #[test]
    fn what_the_ledger_has_not_announced_is_left_out() {
        let plan = fixture::plan();
        let view = View::new(&plan, &fixture::schedule());
        assert_eq!(feeds(&view, &Ledger::default()), []);
    }

    #[test]
    fn a_zone_is_defined_only_where_a_time_names_it() {
        let artifacts = published(&fixture::plan(), &fixture::schedule());
        assert_eq!(feed(&artifacts, "feeds/all.ics").matches("BEGIN:VTIMEZONE").count(), 1);
        let mut phases = fixture::schedule();
        phases.placements.retain(|_, placement| matches!(placement, Placement::Phase { .. } | Placement::Milestone { .. }));
        let artifacts = published(&fixture::plan(), &phases);
        assert!(!feed(&artifacts, "feeds/os2display.ics").contains("VTIMEZONE"));
        assert!(feed(&artifacts, "feeds/os2display.ics").contains("X-WR-TIMEZONE:Europe/Copenhagen\r\n"));
        let morocco = Plan { zone: "Africa/Casablanca".to_owned(), ..fixture::plan() };
        let artifacts = published(&morocco, &fixture::schedule());
        assert!(!feed(&artifacts, "feeds/all.ics").contains("VTIMEZONE") && !feed(&artifacts, "feeds/all.ics").contains("TZID"));
    }

    #[test]
    fn an_english_plan_has_english_feeds() {
        let plan = Plan { language: Language::English, ..fixture::plan() };
        let artifacts = published(&plan, &fixture::schedule());
        let role = feed(&artifacts, "feeds/role-formand.ics");
        assert!(role.contains("PRODID:-//OS2//aarshjul//EN\r\n") && role.contains("NAME:Annual cycle · Formand\r\n"), "{role}");
    }
}
