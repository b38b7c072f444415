//! Time zones by the IANA database that comes with the program: which there are, and what time it is in another.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::calendar::civil::{NaiveDateTime, TimeDelta};

/// Whether the IANA database has a zone of this name.
pub fn exists(name: &str) -> bool {
    TimeZone::get(name).is_ok()
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
    use super::{exists, wall_clock};

    #[test]
    fn a_zone_is_known_by_its_iana_name_alone() {
        assert!(exists("Europe/Copenhagen"));
        assert!(!exists("Europe/København"));
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
