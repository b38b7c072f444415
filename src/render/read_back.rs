//! Feeds read back by two readers that know nothing of how they were written: the crates `icalendar` and `calcard`.

use calcard::Entry as Parsed;
use calcard::icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarParameterName, ICalendarProperty};
use icalendar::{CalendarComponent, CalendarDateTime, Component, DatePerhapsTime};

use crate::plan::plan::Plan;
use crate::render::feed::feeds;
use crate::render::fixture;
use crate::render::view::View;
use crate::schedule::identity::EntryId;
use crate::schedule::placement::Placement;

/// What a reader understood of an event: times as `20270304T130000 Europe/Copenhagen`, `20270304T120000Z` or `20270304`.
#[derive(Debug, PartialEq, Eq)]
struct Read {
    uid: String,
    start: String,
    end: String,
    summary: String,
    description: String,
    location: Option<String>,
}

fn by_icalendar(feed: &str) -> Vec<Read> {
    let calendar: icalendar::Calendar = feed.parse().unwrap();
    let time = |time: Option<DatePerhapsTime>| match time.unwrap() {
        DatePerhapsTime::Date(date) => date.format("%Y%m%d").to_string(),
        DatePerhapsTime::DateTime(CalendarDateTime::Utc(time)) => time.format("%Y%m%dT%H%M%SZ").to_string(),
        DatePerhapsTime::DateTime(CalendarDateTime::WithTimezone { date_time, tzid }) => {
            format!("{} {tzid}", date_time.format("%Y%m%dT%H%M%S"))
        }
        DatePerhapsTime::DateTime(CalendarDateTime::Floating(time)) => panic!("{time} is in no zone"),
    };
    let events = calendar.components.iter().filter_map(CalendarComponent::as_event);
    let read = |event: &icalendar::Event| Read {
        uid: event.get_uid().unwrap().to_owned(),
        start: time(event.get_start()),
        end: time(event.get_end()),
        summary: event.get_summary().unwrap().to_owned(),
        description: event.get_description().unwrap().to_owned(),
        location: event.property_value("LOCATION").map(str::to_owned),
    };
    events.map(read).collect()
}

fn by_calcard(feed: &str) -> Vec<Read> {
    // Its strict mode refuses every component inside another one.
    let parsed = calcard::Parser::new(feed).entry();
    let Parsed::ICalendar(calendar) = parsed else { panic!("{parsed:?}") };
    let text = |component: &ICalendarComponent, property: &ICalendarProperty| {
        component.property(property).map(|entry| entry.values[0].as_text().unwrap().to_owned())
    };
    let time = |component: &ICalendarComponent, property: &ICalendarProperty| {
        let entry = component.property(property).unwrap();
        let time = entry.values[0].as_partial_date_time().unwrap();
        let date = format!("{:04}{:02}{:02}", time.year.unwrap(), time.month.unwrap(), time.day.unwrap());
        let Some(hour) = time.hour else { return date };
        let clock = format!("{date}T{hour:02}{:02}{:02}", time.minute.unwrap(), time.second.unwrap());
        match entry.parameter(&ICalendarParameterName::Tzid) {
            Some(zone) => format!("{clock} {}", zone.as_text().unwrap()),
            None => format!("{clock}{}", if time.tz_hour == Some(0) { "Z" } else { "" }),
        }
    };
    let events = calendar.components.iter().filter(|component| component.component_type == ICalendarComponentType::VEvent);
    let read = |event: &ICalendarComponent| Read {
        uid: event.uid().unwrap().to_owned(),
        start: time(event, &ICalendarProperty::Dtstart),
        end: time(event, &ICalendarProperty::Dtend),
        summary: text(event, &ICalendarProperty::Summary).unwrap(),
        description: text(event, &ICalendarProperty::Description).unwrap(),
        location: text(event, &ICalendarProperty::Location),
    };
    events.map(read).collect()
}

#[test]
fn two_readers_agree_on_every_event_of_every_feed() {
    for zone in ["Europe/Copenhagen", "America/New_York", "Africa/Casablanca"] {
        let plan = Plan { zone: zone.to_owned(), ..fixture::plan() };
        let view = View::new(&plan, &fixture::schedule());
        let artifacts = feeds(&view, &fixture::shown(&view));
        assert_eq!(artifacts.len(), 6);
        for artifact in artifacts {
            let read = by_icalendar(artifact.text());
            assert_eq!(read, by_calcard(artifact.text()), "{}", artifact.path);
            assert_eq!(read.len(), artifact.text().matches("BEGIN:VEVENT").count());
            assert!(read.is_sorted_by_key(|event| (event.start.replace(zone, ""), event.uid.clone())), "{}", artifact.path);
        }
    }
}

#[test]
fn a_reader_gets_the_very_words_and_times_of_the_plan() {
    let plan = fixture::plan();
    let view = View::new(&plan, &fixture::schedule());
    let artifacts = feeds(&view, &fixture::shown(&view));
    let feed = artifacts.iter().find(|artifact| artifact.path == "feeds/os2display-brugere.ics").unwrap();
    let expected = Read {
        uid: EntryId::activity(&fixture::users()).uid(),
        start: "20270825T220000 Europe/Copenhagen".to_owned(),
        end: "20270826T000000 Europe/Copenhagen".to_owned(),
        summary: format!("{} · OS2display", plan.groups[1].title),
        description: "Møde i uge 34\nDeltagere: Produktejer\nDatoen er fastsat: Sen aften,\nved \\havnen\\\nsmør; ost".to_owned(),
        location: Some("Sal A;\\B, 1. sal".to_owned()),
    };
    assert_eq!(by_calcard(feed.text()), [expected]);
}

#[test]
fn all_day_events_and_meetings_are_read_where_the_schedule_put_them() {
    let plan = fixture::plan();
    let view = View::new(&plan, &fixture::schedule());
    let artifacts = feeds(&view, &fixture::shown(&view));
    let everything = by_icalendar(artifacts[0].text());
    assert_eq!(everything.len(), view.entries.len());
    for entry in &view.entries {
        let read = everything.iter().find(|event| event.uid == entry.id.uid()).unwrap();
        let expected = match entry.when {
            Placement::Meeting { date, start, .. } => {
                format!("{} Europe/Copenhagen", date.and_time(start).format("%Y%m%dT%H%M%S"))
            }
            Placement::Phase { first: date, .. } | Placement::Milestone { date } => date.format("%Y%m%d").to_string(),
        };
        assert_eq!(read.start, expected);
        if let Placement::Phase { last, .. } = entry.when {
            assert_eq!(read.end, last.succ_opt().unwrap().format("%Y%m%d").to_string());
        }
    }
}
