//! The moment at which an entry was last changed, in whole seconds of UTC. Knows no clock: the moment is given.

use std::fmt;

use crate::calendar::civil::{NaiveDateTime, TimeDelta, Timelike};

/// The form of a lock: RFC 3339 in UTC, whole seconds.
const FORM: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A moment in whole seconds of UTC: both `DTSTAMP` and `LAST-MODIFIED` of an entry (RFC 5545, 3.8.7.2 and 3.8.7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(NaiveDateTime);

impl Stamp {
    /// A moment of UTC; what is smaller than a second is dropped.
    pub fn new(utc: NaiveDateTime) -> Stamp {
        Stamp(utc.with_nanosecond(0).expect("zero nanoseconds are in every second"))
    }

    /// A moment as a lock writes it, `2026-11-21T00:00:00Z`; none for any other form.
    pub fn parse(text: &str) -> Option<Stamp> {
        let stamp = Stamp::new(NaiveDateTime::parse_from_str(text, FORM).ok()?);
        (stamp.to_string() == text).then_some(stamp)
    }

    /// The moment in UTC.
    pub fn utc(self) -> NaiveDateTime {
        self.0
    }

    /// The later of a moment and the first second after an earlier stamp: a change never carries an old stamp.
    #[must_use]
    pub fn after(self, earlier: Stamp) -> Stamp {
        let next = earlier.0.checked_add_signed(TimeDelta::seconds(1)).map_or(earlier, Stamp);
        self.max(next)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.format(FORM))
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_has_one_written_form() {
        let text = "2026-11-21T23:59:59Z";
        assert_eq!(Stamp::parse(text).map(|stamp| stamp.to_string()).as_deref(), Some(text));
        for other in ["2026-11-21", "2026-11-21T00:00:00", "2026-11-21 00:00:00Z", "2026-2-1T00:00:00Z", "2026-11-21T23:59:60Z"] {
            assert_eq!(Stamp::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_second_change_at_the_same_moment_is_stamped_one_second_later() {
        let [first, next, late] =
            ["2026-11-21T00:00:00Z", "2026-11-21T00:00:01Z", "2026-11-22T00:00:00Z"].map(|text| Stamp::parse(text).unwrap());
        assert_eq!(first.after(first), next);
        assert_eq!(first.after(late), Stamp::parse("2026-11-22T00:00:01Z").unwrap());
        assert_eq!(late.after(first), late);
    }
}
