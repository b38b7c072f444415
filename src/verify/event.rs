//! One feed file as its events, read with a foreign parser the way a subscriber reads it: wall clocks of the plan's zone,
//! whole days, and what cannot be trusted. Knows no plan but its time zone.

use std::collections::{BTreeMap, BTreeSet};

use icalendar::parser::{Component, Property, read_components, unfold};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::calendar::civil::{NaiveDate, NaiveDateTime, TimeDelta};
use crate::verify::finding::Fault;

/// What a file holds, and what is wrong with single events of it.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// The events that have a `UID`, in the order of the file, those with faults included.
    pub events: Vec<Event>,
    /// The faults of single events.
    pub faults: Vec<Fault>,
}

/// The events of a file by `UID`.
pub(crate) type Events = BTreeMap<String, Event>;

/// One `VEVENT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its `UID`.
    pub uid: String,
    /// Its `DTSTART` and `DTEND`; none when they cannot be read or do not go together.
    pub times: Option<Times>,
    /// Its `SUMMARY`, unescaped.
    pub summary: Option<String>,
    /// Its `DESCRIPTION`, unescaped.
    pub description: Option<String>,
    /// Its `SEQUENCE`, as written.
    pub sequence: Option<String>,
    /// Whether its `STATUS` is `CANCELLED`.
    pub is_marked_cancelled: bool,
    /// Whether it leaves the reader's time free, by `TRANSP` and by what Outlook heeds instead.
    pub is_free: bool,
}

/// From when to when, the end excluded (RFC 5545, 3.6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    /// Whole days.
    Days(NaiveDate, NaiveDate),
    /// Clock times, by the wall clock of the plan's zone.
    Clock(NaiveDateTime, NaiveDateTime),
}

/// One end of an event.
enum Moment {
    Day(NaiveDate),
    Clock(NaiveDateTime),
}

/// Reads a file whose events are meant for a zone. The error says why it is no calendar at all.
pub(crate) fn read(text: &str, zone: &str) -> Result<Reading, String> {
    let text = unfold(text);
    let roots = read_components(&text).map_err(|fault| first_line(&fault))?;
    let [root] = roots.as_slice() else { return Err("it holds more than one calendar".to_owned()) };
    if root.name != "VCALENDAR" {
        return Err(format!("it holds a `{}` and no `VCALENDAR`", root.name));
    }
    let zones = root.components.iter().filter(|component| component.name == "VTIMEZONE");
    let zones = zones.filter_map(|component| component.find_prop("TZID")).map(|tzid| tzid.val.to_string()).collect();
    let reader = Reader { zone, zones };
    let mut reading = Reading::default();
    for component in root.components.iter().filter(|component| component.name == "VEVENT") {
        reader.event(component, &mut reading);
    }
    Ok(reading)
}

/// What must be known of a file to read one of its events.
struct Reader<'a> {
    zone: &'a str,
    /// The zones that the file describes.
    zones: BTreeSet<String>,
}

impl Reader<'_> {
    fn event(&self, component: &Component<'_>, reading: &mut Reading) {
        let text = |name: &str| component.find_prop(name).map(|property| property.val.to_string());
        let Some(uid) = text("UID") else {
            reading.faults.push(Fault::new("", "an event has no `UID`"));
            return;
        };
        let mut faults = Vec::new();
        for name in ["RRULE", "RDATE", "RECURRENCE-ID"] {
            if component.find_prop(name).is_some() {
                faults.push(format!("the event has an `{name}`, so it may show more or other days than its own"));
            }
        }
        let says = |name: &str, word: &str| text(name).is_some_and(|value| value.eq_ignore_ascii_case(word));
        let is_marked_cancelled = says("STATUS", "CANCELLED");
        let is_free = says("TRANSP", "TRANSPARENT") && says("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
        let times = self.times(component, &mut faults);
        reading.faults.extend(faults.into_iter().map(|fault| Fault::new(&uid, fault)));
        let (summary, description, sequence) = (text("SUMMARY"), text("DESCRIPTION"), text("SEQUENCE"));
        let event = Event { uid, times, summary, description, sequence, is_marked_cancelled, is_free };
        reading.events.push(event);
    }

    fn times(&self, component: &Component<'_>, faults: &mut Vec<String>) -> Option<Times> {
        let start = self.moment(component, "DTSTART", faults);
        let end = self.moment(component, "DTEND", faults);
        let (times, length) = match (start?, end?) {
            (Moment::Day(start), Moment::Day(end)) => (Times::Days(start, end), end - start),
            (Moment::Clock(start), Moment::Clock(end)) => (Times::Clock(start, end), end - start),
            (Moment::Day(_), Moment::Clock(_)) | (Moment::Clock(_), Moment::Day(_)) => {
                faults.push("`DTSTART` and `DTEND` are not both whole days or both clock times".to_owned());
                return None;
            }
        };
        if length <= TimeDelta::zero() {
            faults.push("`DTEND` is not after `DTSTART`".to_owned());
            return None;
        }
        Some(times)
    }

    fn moment(&self, component: &Component<'_>, name: &str, faults: &mut Vec<String>) -> Option<Moment> {
        let properties: Vec<&Property<'_>> = component.properties.iter().filter(|property| property.name == name).collect();
        let [property] = properties.as_slice() else {
            faults.push(format!("the event has {} `{name}`, not one", properties.len()));
            return None;
        };
        let value = property.val.as_str();
        let moment = if parameter(property, "VALUE") == Some("DATE") {
            day(value).map(Moment::Day)
        } else if let Some(utc) = value.strip_suffix('Z') {
            clock(utc).and_then(|utc| self.wall_clock(utc)).map(Moment::Clock)
        } else {
            faults.extend(self.zone_fault(name, parameter(property, "TZID")));
            clock(value).map(Moment::Clock)
        };
        if moment.is_none() {
            faults.push(format!("`{name}` cannot be read: `{value}`"));
        }
        moment
    }

    /// A wall clock must be the plan's, and the file must say what that zone is, or some readers show another hour.
    fn zone_fault(&self, name: &str, tzid: Option<&str>) -> Option<String> {
        match tzid {
            None => Some(format!("`{name}` is a clock time in no time zone")),
            Some(tzid) if tzid != self.zone => {
                Some(format!("`{name}` is in time zone `{tzid}`, but the plan is in `{}`", self.zone))
            }
            Some(tzid) if !self.zones.contains(tzid) => Some(format!("`{name}` is in `{tzid}`, which no `VTIMEZONE` describes")),
            Some(_) => None,
        }
    }

    fn wall_clock(&self, utc: NaiveDateTime) -> Option<NaiveDateTime> {
        let zone = TimeZone::get(self.zone).ok()?;
        let offset = zone.to_offset(Timestamp::from_second(utc.and_utc().timestamp()).ok()?);
        utc.checked_add_signed(TimeDelta::seconds(i64::from(offset.seconds())))
    }
}

fn parameter<'a>(property: &'a Property<'_>, key: &str) -> Option<&'a str> {
    let found = property.params.iter().find(|parameter| parameter.key == key)?;
    found.val.as_ref().map(|value| value.as_str().trim_matches('"'))
}

/// A `DATE` (RFC 5545, 3.3.4).
fn day(text: &str) -> Option<NaiveDate> {
    is_shaped(text, "00000000").then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

/// A `DATE-TIME` without its `Z` (RFC 5545, 3.3.5).
fn clock(text: &str) -> Option<NaiveDateTime> {
    is_shaped(text, "00000000T000000").then(|| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").ok())?
}

/// Tells whether a text has digits where the shape has them, and is the same elsewhere.
fn is_shaped(text: &str, shape: &str) -> bool {
    let fits = |(found, wanted): (u8, u8)| found == wanted || wanted == b'0' && found.is_ascii_digit();
    text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(fits)
}

/// The parser tells its faults over many lines, with the place drawn under the text.
fn first_line(fault: &str) -> String {
    fault.lines().map(str::trim).filter(|line| !line.is_empty()).take(2).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::verify::event::{Times, read};
    use crate::verify::fixture::{date, feed, time};

    const ZONE: &str = "Europe/Copenhagen";

    /// Reads a feed of one event and gives its times and the messages.
    fn event(properties: &str) -> (Option<Times>, Vec<String>) {
        let reading = read(&feed(&[("p/board/a", properties)]), ZONE).unwrap();
        let messages = reading.faults.into_iter().map(|fault| fault.within("").message).collect();
        (reading.events[0].times, messages)
    }

    fn clock(day: &str, start: &str, end: &str) -> Times {
        Times::Clock(date(day).and_time(time(start)), date(day).and_time(time(end)))
    }

    #[test]
    fn a_wall_clock_of_the_zone_is_taken_as_it_is() {
        let local = "DTSTART;TZID=Europe/Copenhagen:20270330T100000|DTEND;TZID=Europe/Copenhagen:20270330T113000";
        assert_eq!(event(local), (Some(clock("2027-03-30", "10:00", "11:30")), vec![]));
    }

    #[test]
    fn utc_is_one_hour_behind_copenhagen_before_28_march_2027_and_two_after() {
        let utc = |day: &str| format!("DTSTART:{day}T090000Z|DTEND:{day}T100000Z");
        assert_eq!(event(&utc("20270326")), (Some(clock("2027-03-26", "10:00", "11:00")), vec![]));
        assert_eq!(event(&utc("20270330")), (Some(clock("2027-03-30", "11:00", "12:00")), vec![]));
        assert_eq!(event(&utc("20271029")), (Some(clock("2027-10-29", "11:00", "12:00")), vec![]));
        assert_eq!(event(&utc("20271101")), (Some(clock("2027-11-01", "10:00", "11:00")), vec![]));
        let late = "DTSTART:20270330T210000Z|DTEND:20270330T213000Z";
        assert_eq!(event(late).0, Some(clock("2027-03-30", "23:00", "23:30")));
    }

    #[test]
    fn whole_days_are_read_with_the_end_excluded() {
        let days = "DTSTART;VALUE=DATE:20261231|DTEND;VALUE=DATE:20270102";
        assert_eq!(event(days), (Some(Times::Days(date("2026-12-31"), date("2027-01-02"))), vec![]));
    }

    #[test]
    fn another_zone_no_zone_and_a_zone_that_is_not_described_are_found() {
        let zoned = |start: &str| event(&format!("DTSTART{start}:20270330T100000|DTEND:20270330T100000Z")).1;
        assert_eq!(
            zoned(";TZID=Europe/Oslo"),
            ["`DTSTART` is in time zone `Europe/Oslo`, but the plan is in `Europe/Copenhagen`"]
        );
        assert_eq!(zoned(""), ["`DTSTART` is a clock time in no time zone"]);
        assert_eq!(zoned(";TZID=Europe/Copenhagen"), Vec::<String>::new());
        let bare = feed(&[("a", "DTSTART;TZID=Europe/Copenhagen:20270330T100000|DTEND:20270330T100000Z")]);
        let bare = bare.replace("TZID:Europe/Copenhagen", "TZID:Europe/Oslo");
        let faults = read(&bare, ZONE).unwrap().faults;
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].clone().within("").message, "`DTSTART` is in `Europe/Copenhagen`, which no `VTIMEZONE` describes");
    }

    #[test]
    fn an_end_that_is_not_after_the_start_is_found() {
        let after = |end: &str| event(&format!("DTSTART;VALUE=DATE:20270330|DTEND;VALUE=DATE:{end}"));
        assert_eq!(after("20270331").1, Vec::<String>::new());
        assert_eq!(after("20270330"), (None, vec!["`DTEND` is not after `DTSTART`".to_owned()]));
        let clock = |end: &str| event(&format!("DTSTART:20270330T090000Z|DTEND:20270330T{end}Z")).1;
        assert_eq!((clock("090001").len(), clock("090000").len(), clock("085959").len()), (0, 1, 1));
        let mixed = event("DTSTART;VALUE=DATE:20270330|DTEND:20270331T090000Z");
        assert_eq!(mixed, (None, vec!["`DTSTART` and `DTEND` are not both whole days or both clock times".to_owned()]));
    }

    #[test]
    fn a_time_that_is_missing_doubled_or_no_time_is_found() {
        assert_eq!(event("DTSTART;VALUE=DATE:20270330").1, ["the event has 0 `DTEND`, not one"]);
        let end = "DTEND;VALUE=DATE:20270331";
        assert_eq!(event(&format!("DTSTART;VALUE=DATE:20270330|{end}|{end}")).1, ["the event has 2 `DTEND`, not one"]);
        for value in
            [";VALUE=DATE:20270229", ";VALUE=DATE:2027033", ";VALUE=DATE:+2027033", ":20270330T1000Z", ":20270330T250000Z"]
        {
            let (times, messages) = event(&format!("DTSTART{value}|{end}"));
            assert_eq!((times, messages.len()), (None, 1), "{value}");
            assert!(messages[0].starts_with("`DTSTART` cannot be read: "), "{messages:?}");
        }
    }

    #[test]
    fn an_event_that_repeats_or_has_no_uid_is_found() {
        let days = "DTSTART;VALUE=DATE:20270330|DTEND;VALUE=DATE:20270331";
        let repeats = event(&format!("{days}|RRULE:FREQ=WEEKLY")).1;
        assert_eq!(repeats, ["the event has an `RRULE`, so it may show more or other days than its own"]);
        let nameless = feed(&[("a", days)]).replace("UID:", "X-UID:");
        let reading = read(&nameless, ZONE).unwrap();
        assert_eq!((reading.events.len(), reading.faults.len()), (0, 1));
    }

    #[test]
    fn a_folded_and_escaped_summary_is_read_as_it_was_meant() {
        let reading = read(&feed(&[("a", "SUMMARY:Budget\\, års\r\n hjul")]), ZONE).unwrap();
        assert_eq!(reading.events[0].summary.as_deref(), Some("Budget, årshjul"));
    }

    #[test]
    fn a_text_with_two_calendars_or_none_is_no_feed() {
        let one = feed(&[]);
        assert!(read(&one, ZONE).is_ok());
        assert!(read(&format!("{one}{one}"), ZONE).is_err());
        assert!(read("", ZONE).is_err());
        assert_eq!(read("BEGIN:VEVENT\r\nEND:VEVENT\r\n", ZONE).unwrap_err(), "it holds a `VEVENT` and no `VCALENDAR`");
    }
}
