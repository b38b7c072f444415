//! One entry as a `VEVENT` (RFC 5545, 3.6.1), written by the `icalendar` crate. Each meeting is an event of its own, without
//! `RRULE`: the only form that all clients treat alike when holidays move a meeting.
//!
//! Knows no calendar around the event, and gets stamp and sequence from the ledger.

use std::fmt::Write;

use icalendar::{CalendarDateTime, Class, Component, Event, EventLike, EventStatus};

use crate::calendar::civil::{NaiveDate, NaiveDateTime, TimeDelta};
use crate::plan::group::Group;
use crate::plan::language::Language;
use crate::plan::plan::Plan;
use crate::plan::publish::Cancelled;
use crate::render::content_line::{folded, single_line};
use crate::render::telling::{Telling, kind_word};
use crate::render::view::{Entry, Kind, View};
use crate::render::words::cancelled_title;
use crate::render::zone::Zone;
use crate::schedule::ledger::Record;
use crate::schedule::placement::Placement;

/// What Outlook heeds instead of `TRANSP` where the two disagree (MS-OXCICAL, `X-MICROSOFT-CDO-BUSYSTATUS`).
const BUSY_STATUS: &str = "X-MICROSOFT-CDO-BUSYSTATUS";

/// An entry as an event that has neither stamp nor sequence yet.
#[derive(Debug, Clone)]
pub struct Unstamped {
    event: Event,
    /// Whether its times name the zone, which the calendar then must define.
    pub names_zone: bool,
}

impl Unstamped {
    /// The event of an entry.
    pub fn new(view: &View<'_>, telling: &Telling<'_>, zone: &Zone, entry: &Entry) -> Unstamped {
        let plan = view.plan;
        let mut event = Event::with_uid(&entry.id.uid());
        event.summary(&telling.summary(entry)).description(&telling.description(entry));
        event.class(Class::Public).status(EventStatus::Confirmed);
        let mut categories =
            vec![kind_word(entry.kind).text(plan.language).to_owned(), single_line(&plan.product(entry.product).title)];
        match entry.kind {
            Kind::Meeting { group, occurrence } => {
                let (group, occurrence) = (plan.group(group), &plan.occurrences[occurrence.0]);
                categories.push(single_line(&group.title));
                if !occurrence.is_in_writing() {
                    let rooms = rooms(plan, group);
                    let link = occurrence.link(group).filter(|_| occurrence.is_held());
                    write_place(&mut event, occurrence.place(group).or(rooms.as_deref()), link);
                }
            }
            Kind::Deadline { group, .. } => categories.push(single_line(&plan.group(group).title)),
            Kind::Phase { track, .. } | Kind::Milestone { track, .. } => {
                categories.push(single_line(&plan.tracks[track.0].title));
            }
        }
        event.categories(categories);
        let names_zone = write_when(&mut event, zone, entry.when);
        Unstamped { event, names_zone }
    }

    /// The same for a meeting that is cancelled and stays in a feed. It takes nobody's time any more.
    ///
    /// [`Cancelled::Prefix`] has a word before the title and no `STATUS:CANCELLED`: a program that heeds the status may
    /// hide the event, and nobody would see the word.
    #[must_use]
    pub fn cancelled(mut self, language: Language, form: Cancelled) -> Unstamped {
        match form {
            Cancelled::Omit | Cancelled::Keep => {
                self.event.status(EventStatus::Cancelled);
            }
            Cancelled::Prefix => {
                let title = self.event.get_summary().unwrap_or_default().to_owned();
                self.event.summary(&cancelled_title(language, &title));
            }
        }
        self.event.add_property("TRANSP", "TRANSPARENT").add_property(BUSY_STATUS, "FREE");
        self
    }

    /// What the event tells, without stamp and sequence: one line a property, neither escaped for a reader nor folded.
    pub fn content(&self) -> String {
        let mut content = String::new();
        for property in self.event.properties().values().chain(self.event.multi_properties().values().flatten()) {
            content.push_str(property.key());
            for parameter in property.params().values() {
                write!(content, ";{}={}", parameter.key(), parameter.value()).expect("a String takes what is written");
            }
            writeln!(content, ":{}", property.value().replace('\\', "\\\\").replace('\n', "\\n"))
                .expect("a String takes what is written");
        }
        content
    }

    /// The lines of the event, from `BEGIN` to `END`, folded, each with its CRLF.
    pub fn stamped(mut self, record: &Record) -> String {
        let stamp = record.stamp.utc().and_utc();
        self.event.timestamp(stamp).last_modified(stamp).sequence(record.sequence);
        folded(&self.event.try_into_string().expect("a String takes what is written"))
    }
}

/// Writes when the event is. True when its times name the zone.
fn write_when(event: &mut Event, zone: &Zone, when: Placement) -> bool {
    match when {
        Placement::Meeting { date, start, minutes } => {
            let start = date.and_time(start);
            let end = start.checked_add_signed(TimeDelta::minutes(i64::from(minutes))).unwrap_or(start);
            event.starts(moment(zone, start)).ends(moment(zone, end));
            event.add_property("TRANSP", "OPAQUE").add_property(BUSY_STATUS, "BUSY");
            zone.has_rules()
        }
        Placement::Phase { first, last } => write_days(event, first, last),
        Placement::Milestone { date } => write_days(event, date, date),
    }
}

/// Writes whole days, which take nobody's time.
fn write_days(event: &mut Event, first: NaiveDate, last: NaiveDate) -> bool {
    // RFC 5545, 3.6.1: `DTEND` is exclusive, so an event of one day ends on the next date.
    event.starts(first).ends(last.succ_opt().unwrap_or(last));
    event.add_property("TRANSP", "TRANSPARENT").add_property(BUSY_STATUS, "FREE");
    false
}

/// A local time in the zone, or the instant of UTC when no reader could be told the zone's rules.
fn moment(zone: &Zone, local: NaiveDateTime) -> CalendarDateTime {
    if zone.has_rules() {
        return CalendarDateTime::WithTimezone { date_time: local, tzid: zone.name().to_owned() };
    }
    CalendarDateTime::Utc(zone.utc(local).and_utc())
}

/// The rooms that a group uses, in words; none where it uses none.
fn rooms(plan: &Plan, group: &Group) -> Option<String> {
    let rooms: Vec<&str> = group.uses.iter().map(|room| plan.rooms[room.0].title.as_str()).collect();
    (!rooms.is_empty()).then(|| rooms.join(", "))
}

/// Where a meeting is: the place it has, or else the rooms it uses. `URL` takes only what looks like an address; the
/// description tells the link in any case.
fn write_place(event: &mut Event, place: Option<&str>, link: Option<&str>) {
    if let Some(place) = place {
        event.location(&single_line(place));
    }
    if let Some(link) = link.filter(|link| link.contains("://") && link.bytes().all(|byte| byte.is_ascii_graphic())) {
        event.url(link);
    }
}

#[cfg(test)]
mod tests {
    use super::Unstamped;
    use crate::diagnostic::source::{Span, Spanned};
    use crate::plan::group::Group;
    use crate::plan::plan::Plan;
    use crate::plan::room::{Room, RoomId};
    use crate::render::fixture;
    use crate::render::telling::Telling;
    use crate::render::view::View;
    use crate::render::zone::Zone;

    fn content(plan: &Plan, zone: &str, id: &str) -> String {
        let view = View::new(plan, &fixture::schedule());
        let entry = view.entries.iter().find(|entry| entry.id.as_str() == id).unwrap();
        Unstamped::new(&view, &Telling::new(&view), &Zone::new(zone, 2026).unwrap(), entry).content()
    }

    fn meeting(plan: &Plan, zone: &str) -> String {
        content(plan, zone, "os2display/styregruppe/2027-q1")
    }

    #[test]
    fn a_meeting_is_told_in_local_time_where_the_zone_has_rules_and_in_utc_elsewhere() {
        let plan = fixture::plan();
        let named = meeting(&plan, "Europe/Copenhagen");
        assert!(
            named.contains("DTEND;TZID=Europe/Copenhagen:20270304T143000\nDTSTART;TZID=Europe/Copenhagen:20270304T130000\n"),
            "{named}"
        );
        // Morocco is at UTC+1, but during Ramadan, which ends on 9 March 2027, at UTC.
        let utc = meeting(&plan, "Africa/Casablanca");
        assert!(utc.contains("DTEND:20270304T143000Z\nDTSTART:20270304T130000Z\n"), "{utc}");
    }

    #[test]
    fn whole_days_end_on_the_day_after_and_take_no_time() {
        let phase = content(&fixture::plan(), "Europe/Copenhagen", "os2display/roadmap/drift/hypercare");
        assert!(phase.contains("DTEND;VALUE=DATE:20270601\nDTSTART;VALUE=DATE:20270301\n"), "{phase}");
        assert!(phase.contains("TRANSP:TRANSPARENT\n") && phase.contains("X-MICROSOFT-CDO-BUSYSTATUS:FREE\n"), "{phase}");
        let deadline = content(&fixture::plan(), "Europe/Copenhagen", "os2display/styregruppe/2027-q1#referat");
        assert!(deadline.contains("DTEND;VALUE=DATE:20270312\nDTSTART;VALUE=DATE:20270311\n"), "{deadline}");
    }

    #[test]
    fn a_group_without_a_place_meets_in_its_rooms() {
        let mut plan = fixture::plan();
        let room = |title: &str| Room {
            key: title.to_lowercase(),
            title: title.to_owned(),
            capacity: 1,
            calendars: Spanned::new(Vec::new(), Span::default()),
            span: Span::default(),
        };
        plan.rooms = vec![room("Mødesal"), room("Video")];
        plan.groups[0].uses = vec![RoomId(1), RoomId(0)];
        assert!(meeting(&plan, "Europe/Copenhagen").contains("LOCATION:Vejle, mødelokale 2\n"));
        plan.groups[0].place = None;
        assert!(meeting(&plan, "Europe/Copenhagen").contains("LOCATION:Video, Mødesal\n"));
    }

    #[test]
    fn a_link_that_is_no_address_stays_in_the_description_alone() {
        for (link, has_url) in [("https://example.org/m", true), ("https://example.org/mø de", false), ("Teams", false)] {
            let mut plan = fixture::plan();
            let group = Group { link: Some(link.to_owned()), ..plan.groups[0].clone() };
            plan.groups[0] = group;
            let content = meeting(&plan, "Europe/Copenhagen");
            assert_eq!(content.contains("\nURL:"), has_url, "{content}");
            assert!(content.contains(&format!("Onlinemøde: {link}")), "{content}");
        }
    }
}
