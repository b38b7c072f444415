//! A time zone as calendar programs read it: a `VTIMEZONE` of two yearly rules where the zone has such rules, else instants
//! of UTC. Knows the IANA database of the program, never that of the machine; no plan.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::calendar::civil::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// The years over which a rule must hold to be believed: weekdays and leap years come round after 28 of them.
const YEARS: i16 = 28;

/// The year from which a rule is written to hold. Readers take it for "always"; none of them shows events that old.
const SINCE: i16 = 1970;

/// A named time zone.
#[derive(Debug, Clone)]
pub struct Zone {
    name: String,
    offsets: TimeZone,
    summer_time: Option<SummerTime>,
}

/// The two rules of a zone that changes its clocks twice a year.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SummerTime {
    forward: Change,
    back: Change,
}

/// A yearly change of the clocks on a numbered weekday of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    month: i8,
    weekday: Weekday,
    /// Which such weekday of the month, counted from 1, or -1 for the last one.
    nth: i8,
    /// When the clocks change, by the clocks before the change.
    at: Time,
    from: Offset,
    to: Offset,
    abbreviation: String,
}

/// One change of the clocks that really happens.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Onset {
    local: DateTime,
    from: Offset,
    to: Offset,
    abbreviation: String,
}

impl Zone {
    /// The zone of an IANA name, with its rules as they hold from `first_year` on. None for a name the database does not have.
    pub fn new(name: &str, first_year: i32) -> Option<Zone> {
        let offsets = TimeZone::get(name).ok()?;
        let name = offsets.iana_name()?.to_owned();
        let summer_time = i16::try_from(first_year).ok().and_then(|year| summer_time(&offsets, year));
        Some(Zone { name, offsets, summer_time })
    }

    /// The IANA name: the `TZID` of local times.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether two yearly rules describe the zone. Where they do not, times must be written in UTC ([`Zone::utc`]).
    pub fn has_rules(&self) -> bool {
        self.summer_time.is_some()
    }

    /// The `VTIMEZONE` of a zone that has rules, in lines that end in CRLF (RFC 5545, 3.6.5).
    ///
    /// Only this form, without `RDATE` and `UNTIL`, is understood by all clients; Outlook needs it.
    pub fn definition(&self) -> Option<String> {
        let SummerTime { forward, back } = self.summer_time.as_ref()?;
        let (forward, back) = (forward.observance("DAYLIGHT"), back.observance("STANDARD"));
        Some(format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n{forward}{back}END:VTIMEZONE\r\n", self.name))
    }

    /// The instant of a local time, in UTC. A time that the clocks skip counts from the hour before; of a time that comes
    /// twice, it is the first. The year must be one that a horizon can hold.
    pub fn utc(&self, local: NaiveDateTime) -> NaiveDateTime {
        let epoch = NaiveDate::default().and_time(NaiveTime::MIN);
        let seconds = SignedDuration::from_secs((local - epoch).num_seconds());
        let local = Offset::UTC.to_datetime(Timestamp::UNIX_EPOCH).checked_add(seconds);
        let instant = local.and_then(|local| self.offsets.to_ambiguous_timestamp(local).compatible());
        let instant = instant.expect("the years of a horizon, 1583 to 9999, have instants");
        epoch + TimeDelta::seconds(instant.as_second())
    }
}

impl Change {
    /// The yearly rule behind the changes of all these years, when there is one.
    fn behind(onsets: &[Onset]) -> Option<Change> {
        let first = onsets.first()?;
        let (month, weekday, at) = (first.local.month(), first.local.weekday(), first.local.time());
        let alike = |onset: &Onset| {
            (onset.local.time(), onset.from, onset.to, &onset.abbreviation) == (at, first.from, first.to, &first.abbreviation)
        };
        let nth = [-1, 1, 2, 3, 4].into_iter().find(|nth| {
            onsets.iter().all(|onset| Some(onset.local.date()) == numbered(onset.local.year(), month, *nth, weekday))
        })?;
        let Onset { from, to, abbreviation, .. } = first.clone();
        onsets.iter().all(alike).then_some(Change { month, weekday, nth, at, from, to, abbreviation })
    }

    /// The lines of a `STANDARD` or `DAYLIGHT`.
    fn observance(&self, kind: &str) -> String {
        let since =
            numbered(SINCE, self.month, self.nth, self.weekday).expect("a month has four of each weekday, and a last one");
        format!(
            "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{}\r\n\
             RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={}{}\r\nEND:{kind}\r\n",
            since.to_datetime(self.at).strftime("%Y%m%dT%H%M%S"),
            offset_text(self.from),
            offset_text(self.to),
            self.abbreviation,
            self.month,
            self.nth,
            weekday_text(self.weekday),
        )
    }
}

/// The two rules of a zone, if in each of the years it changes its clocks forward once and back once, on numbered weekdays.
fn summer_time(zone: &TimeZone, first_year: i16) -> Option<SummerTime> {
    let onsets = onsets(zone, first_year)?;
    let (forward, back): (Vec<Onset>, Vec<Onset>) = onsets.into_iter().partition(|onset| onset.to > onset.from);
    let once_a_year = |onsets: &[Onset]| onsets.iter().map(|onset| onset.local.year()).eq(first_year..first_year + YEARS);
    if !once_a_year(&forward) || !once_a_year(&back) {
        return None;
    }
    Some(SummerTime { forward: Change::behind(&forward)?, back: Change::behind(&back)? })
}

/// Every change of the clocks in the years that are looked at.
fn onsets(zone: &TimeZone, first_year: i16) -> Option<Vec<Onset>> {
    let years = first_year..first_year.checked_add(YEARS)?;
    let start = Date::new(years.start.checked_sub(1)?, 12, 31).ok()?.to_datetime(Time::midnight());
    let start = Offset::UTC.to_timestamp(start).ok()?;
    let mut from = zone.to_offset(start);
    let mut onsets = Vec::new();
    for transition in zone.following(start) {
        let (local, to) = (from.to_datetime(transition.timestamp()), transition.offset());
        if local.year() >= years.end {
            break;
        }
        if local.year() >= years.start {
            onsets.push(Onset { local, from, to, abbreviation: transition.abbreviation().to_owned() });
        }
        from = to;
    }
    Some(onsets)
}

/// The n-th such weekday of a month; none when the month has fewer.
fn numbered(year: i16, month: i8, nth: i8, weekday: Weekday) -> Option<Date> {
    Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
}

/// An offset as RFC 5545, 3.3.14 writes it: `+0100`, with seconds only where there are some.
fn offset_text(offset: Offset) -> String {
    let (sign, seconds) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

/// A weekday as RFC 5545, 3.3.10 writes it.
fn weekday_text(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use crate::calendar::civil::{NaiveDate, NaiveDateTime};

    fn zone(name: &str) -> Zone {
        Zone::new(name, 2026).unwrap()
    }

    fn time(month: u32, day: u32, hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap().and_hms_opt(hour, 30, 0).unwrap()
    }

    #[test]
    fn copenhagen_changes_its_clocks_on_the_last_sundays_of_march_and_october() {
        let expected = [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Copenhagen",
            "BEGIN:DAYLIGHT",
            "DTSTART:19700329T020000",
            "TZOFFSETFROM:+0100",
            "TZOFFSETTO:+0200",
            "TZNAME:CEST",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
            "END:DAYLIGHT",
            "BEGIN:STANDARD",
            "DTSTART:19701025T030000",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0100",
            "TZNAME:CET",
            "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
            "END:STANDARD",
            "END:VTIMEZONE",
            "",
        ];
        assert_eq!(zone("Europe/Copenhagen").definition().unwrap().split("\r\n").collect::<Vec<_>>(), expected);
    }

    #[test]
    fn new_york_changes_its_clocks_on_the_second_and_the_first_sunday() {
        let definition = zone("America/New_York").definition().unwrap();
        let daylight = "DTSTART:19700308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n\
                        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n";
        let standard = "DTSTART:19701101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n\
                        RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n";
        assert!(definition.contains(daylight) && definition.contains(standard), "{definition}");
    }

    #[test]
    fn the_greater_offset_is_summer_time_also_in_the_south_and_in_dublin() {
        let sydney = zone("Australia/Sydney").definition().unwrap();
        assert!(sydney.contains("BEGIN:DAYLIGHT\r\nDTSTART:19701004T020000\r\nTZOFFSETFROM:+1000"), "{sydney}");
        let dublin = zone("Europe/Dublin").definition().unwrap();
        assert!(dublin.contains("BEGIN:DAYLIGHT\r\nDTSTART:19700329T010000\r\nTZOFFSETFROM:+0000"), "{dublin}");
    }

    #[test]
    fn a_zone_without_two_yearly_rules_has_no_definition() {
        // Ramadan moves Morocco's clocks, Nuuk changes on the Saturday before the last Sunday, Tokyo never changes.
        for name in ["Africa/Casablanca", "America/Nuuk", "Asia/Jerusalem", "Asia/Tokyo", "UTC"] {
            assert_eq!(zone(name).definition(), None, "{name}");
        }
        // The rules of New York changed in 2007, inside the years looked at.
        assert_eq!(Zone::new("America/New_York", 2006).unwrap().definition(), None);
    }

    #[test]
    fn a_local_time_is_an_instant_of_utc_on_both_sides_of_a_change() {
        let copenhagen = zone("Europe/Copenhagen");
        assert_eq!(copenhagen.utc(time(3, 28, 1)), time(3, 28, 0));
        assert_eq!(copenhagen.utc(time(3, 28, 3)), time(3, 28, 1));
        assert_eq!(copenhagen.utc(time(10, 31, 2)), time(10, 31, 0));
        assert_eq!(copenhagen.utc(time(10, 31, 3)), time(10, 31, 2));
    }

    #[test]
    fn a_name_is_told_in_its_own_letters_and_an_unknown_one_is_none() {
        assert_eq!(zone("europe/copenhagen").name(), "Europe/Copenhagen");
        assert!(Zone::new("Europe/Odense", 2027).is_none());
    }
}
