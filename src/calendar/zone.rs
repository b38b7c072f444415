//! Time zones by the IANA database that comes with the program: which there are, and what time it is in another.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::calendar::civil::{NaiveDateTime, TimeDelta};
use crate::calendar::windows_zones;

/// A zone of the IANA database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of a name; none where the database has no such zone.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(Zone)
    }

    /// What the wall clocks of the zone show so many milliseconds after 1970-01-01T00:00Z; none outside of the years -9999 to 9999.
    pub fn wall(&self, milliseconds: i64) -> Option<NaiveDateTime> {
        let instant = Timestamp::from_millisecond(milliseconds).ok()?;
        let offset = i64::from(self.0.to_offset(instant).seconds());
        // The default is 1970-01-01T00:00.
        let shown = milliseconds.checked_add(offset * 1000)?;
        NaiveDateTime::default().checked_add_signed(TimeDelta::try_milliseconds(shown)?)
    }

    /// How many milliseconds after 1970-01-01T00:00Z the wall clocks of the zone show a time; none outside of the years -9999 to
    /// 9999. Of a time that a clock skips or shows twice as [`wall_clock`] reads it, which is how ECMA-262 does.
    pub fn instant(&self, wall: NaiveDateTime) -> Option<i64> {
        let as_utc = Timestamp::from_millisecond(wall.and_utc().timestamp_millis()).ok()?;
        let civil: DateTime = TimeZone::UTC.to_datetime(as_utc);
        Some(self.0.to_ambiguous_timestamp(civil).compatible().ok()?.as_millisecond())
    }
}

/// Whether the IANA database has a zone of this name.
pub fn exists(name: &str) -> bool {
    TimeZone::get(name).is_ok()
}

/// The IANA name of a zone as calendar files name it: that name itself, the one of Windows or Outlook, or one with a path before
/// it, as some programs write; none where no such zone is known.
pub fn named(name: &str) -> Option<&str> {
    let name = name.trim();
    if exists(name) {
        return Some(name);
    }
    let behind_slashes = name.match_indices('/').map(|(at, _)| &name[at + 1..]).find(|rest| exists(rest));
    windows_zones::iana(name).or(behind_slashes)
}

/// What the wall clocks of one zone show when those of another show a time; none when a zone is not known.
///
/// A time that a clock skips is read with the offset before the change, one that it shows twice as the first of them.
pub fn wall_clock(time: NaiveDateTime, from: &str, to: &str) -> Option<NaiveDateTime> {
    let epoch = time.and_utc().timestamp();
    let as_utc = Timestamp::from_second(epoch).ok()?;
    let civil: DateTime = TimeZone::UTC.to_datetime(as_utc);
    let instant = TimeZone::get(from).ok()?.to_ambiguous_timestamp(civil).compatible().ok()?;
    let offset = TimeZone::get(to).ok()?.to_offset(instant);
    let there = instant.as_second().checked_add(i64::from(offset.seconds()))?;
    time.checked_add_signed(TimeDelta::seconds(there - epoch))
}

#[cfg(test)]
mod tests {
    use super::{Zone, exists, named, wall_clock};

    #[test]
    fn a_time_that_a_clock_skips_is_an_hour_later_and_one_that_it_shows_twice_is_the_first() {
        let zone = Zone::named("Europe/Copenhagen").expect("a zone");
        let there = |time: &str| {
            let instant = zone.instant(time.parse().expect("a time")).expect("within the years");
            (instant / 1000, zone.wall(instant).expect("within the years").to_string())
        };
        assert_eq!(there("2026-03-29T02:30:00"), (1_774_747_800, "2026-03-29 03:30:00".to_owned()));
        assert_eq!(there("2026-10-25T02:30:00"), (1_792_888_200, "2026-10-25 02:30:00".to_owned()));
        assert_eq!(zone.wall(i64::MAX), None);
    }

    #[test]
    fn a_zone_is_known_by_its_iana_name_alone() {
        assert!(exists("Europe/Copenhagen"));
        assert!(!exists("Europe/København"));
    }

    #[test]
    fn a_zone_is_found_by_the_names_that_calendar_programs_give_it() {
        assert_eq!(named("Europe/Copenhagen"), Some("Europe/Copenhagen"));
        assert_eq!(named("Romance Standard Time"), Some("Europe/Paris"));
        assert_eq!(named("/citadel.org/20210210_1/Europe/Copenhagen"), Some("Europe/Copenhagen"));
        assert_eq!(named("Customized Time Zone"), None);
    }

    #[test]
    fn a_wall_clock_is_read_across_zones_in_summer_and_in_winter() {
        let told = |time: &str, from: &str| {
            let time = time.parse().expect("a time");
            wall_clock(time, from, "Europe/Copenhagen").map(|there| there.to_string())
        };
        assert_eq!(told("2027-03-05T11:00:00", "UTC").as_deref(), Some("2027-03-05 12:00:00"));
        assert_eq!(told("2027-07-05T23:00:00", "Europe/London").as_deref(), Some("2027-07-06 00:00:00"));
        assert_eq!(told("2027-07-05T23:00:00", "Mars"), None);
    }
}
