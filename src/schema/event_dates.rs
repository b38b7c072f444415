//! When an event of an iCalendar file is (RFC 5545): from when to when, and on which days it comes round.
//!
//! It knows the wall clock of the plan, and not what an event means: a closed day, a meeting or leave.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use crate::calendar::horizon::Horizon;
use crate::calendar::recurrence::Recurrence;
use crate::calendar::zone;
use crate::diagnostic::source::Span;
use crate::schema::ics::{Event, Property};

/// The wall clock that events are read by.
#[derive(Debug, Clone, Copy)]
pub struct WallClock<'z> {
    /// The IANA zone of the plan.
    pub zone: &'z str,
}

/// From when to when, the end excluded, by the wall clock of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The first moment.
    pub start: NaiveDateTime,
    /// The moment behind the last one.
    pub end: NaiveDateTime,
}

/// A place and what is wrong there.
pub type Told<T> = Result<T, (Span, String)>;

impl WallClock<'_> {
    /// When an event is, at its first time where it comes round.
    ///
    /// # Errors
    /// The line that cannot be read, and why.
    pub fn times(&self, event: &Event) -> Told<Times> {
        let start = event.property("DTSTART").ok_or_else(|| (event.span, "the event has no `DTSTART`".to_owned()))?;
        let is_day = start.value.len() == 8;
        let begins = self.moment(start)?;
        let ends = match (event.property("DTEND"), event.property("DURATION")) {
            (Some(end), _) => self.moment(end)?,
            (None, Some(length)) => {
                let length = length_of(&length.value).ok_or_else(|| (length.span, "the length cannot be read".to_owned()))?;
                begins + length
            }
            // RFC 5545, 3.6.1: without an end a day is one day, and a clock time has no length.
            (None, None) => {
                if is_day {
                    begins + TimeDelta::days(1)
                } else {
                    begins
                }
            }
        };
        let is_empty = if is_day { ends <= begins } else { ends < begins };
        if is_empty {
            let place = event.property("DTEND").map_or(start.span, |end| end.span);
            return Err((place, "the event ends before it begins".to_owned()));
        }
        Ok(Times { start: begins, end: ends })
    }

    /// The days on which an event begins, as its rule, its further dates and its exceptions say, where it reaches into the range.
    ///
    /// # Errors
    /// The line that cannot be read, and why.
    pub fn starts(
        &self,
        event: &Event,
        times: Times,
        range: Horizon,
        moved: &BTreeMap<String, BTreeSet<NaiveDate>>,
    ) -> Told<BTreeSet<NaiveDate>> {
        let mut starts = BTreeSet::from([times.start.date()]);
        if let Some(rule) = event.property("RRULE") {
            let recurrence = Recurrence::parse(&rule.value).map_err(|message| (rule.span, message))?;
            // A run that begins before the range may reach into it.
            let days = u32::try_from((times.end - times.start).num_days() + 1).unwrap_or(u32::MAX);
            starts.extend(recurrence.dates_from(times.start.date(), range.widened(days)));
        }
        for property in event.all("RDATE") {
            starts.extend(self.dates(property)?);
        }
        for property in event.all("EXDATE") {
            for date in self.dates(property)? {
                starts.remove(&date);
            }
        }
        if let (Some(uid), None) = (event.property("UID"), event.property("RECURRENCE-ID")) {
            let gone = moved.get(&uid.value);
            starts.retain(|date| gone.is_none_or(|gone| !gone.contains(date)));
        }
        Ok(starts.into_iter().filter(|start| reaches(*start, times, range)).collect())
    }

    fn dates(&self, property: &Property) -> Told<Vec<NaiveDate>> {
        let values = property.value.split(',');
        let one =
            |value: &str| self.moment(&Property { value: value.to_owned(), ..property.clone() }).map(|moment| moment.date());
        values.map(one).collect()
    }

    /// A `DATE` or a `DATE-TIME` (RFC 5545, 3.3.4 and 3.3.5) by the wall clock of the plan; a time in no zone is the plan's.
    ///
    /// # Errors
    /// The line, and why it is no moment.
    pub fn moment(&self, property: &Property) -> Told<NaiveDateTime> {
        let value = property.value.trim();
        let fault = || (property.span, format!("`{}` is no date that a calendar has", value.replace('`', "")));
        let is_date = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let moment = if is_date(value) {
            NaiveDate::parse_from_str(value, "%Y%m%d").map_err(|_| fault())?.and_time(NaiveTime::MIN)
        } else {
            let (clock, from) = match value.strip_suffix('Z') {
                Some(utc) => (utc, Some("UTC")),
                None => (value, property.zone.as_deref()),
            };
            let clock = NaiveDateTime::parse_from_str(clock, "%Y%m%dT%H%M%S").map_err(|_| fault())?;
            match from {
                Some(from) if from != self.zone => zone::named(from)
                    .and_then(|from| zone::wall_clock(clock, from, self.zone))
                    .ok_or_else(|| (property.span, format!("no time zone is named `{}`", from.replace('`', ""))))?,
                Some(_) | None => clock,
            }
        };
        let known = Horizon::of_years(1900, 2999).is_some_and(|known| known.contains(moment.date()));
        if known { Ok(moment) } else { Err(fault()) }
    }
}

/// The days that events of the same `UID` take from a recurring one: their `RECURRENCE-ID`s.
pub fn moved(events: &[Event], clock: WallClock<'_>) -> BTreeMap<String, BTreeSet<NaiveDate>> {
    let mut moved: BTreeMap<String, BTreeSet<NaiveDate>> = BTreeMap::new();
    for event in events {
        if let (Some(uid), Some(of)) = (event.property("UID"), event.property("RECURRENCE-ID"))
            && let Ok(moment) = clock.moment(of)
        {
            moved.entry(uid.value.clone()).or_default().insert(moment.date());
        }
    }
    moved
}

fn reaches(start: NaiveDate, times: Times, range: Horizon) -> bool {
    start <= range.last() && start + (times.end - times.start) >= range.first()
}

/// A `DURATION` (RFC 5545, 3.3.6) that is not negative.
pub fn length_of(text: &str) -> Option<TimeDelta> {
    let mut rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
    let mut seconds: i64 = 0;
    let mut is_clock = false;
    while !rest.is_empty() {
        if let Some(clock) = rest.strip_prefix('T') {
            (is_clock, rest) = (true, clock);
            continue;
        }
        let digits = rest.find(|character: char| !character.is_ascii_digit())?;
        let number: i64 = rest[..digits].parse().ok().filter(|number| *number < 1_000_000)?;
        let unit = match (rest[digits..].chars().next()?, is_clock) {
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds += number * unit;
        rest = &rest[digits + 1..];
    }
    TimeDelta::try_seconds(seconds)
}

#[cfg(test)]
mod tests {
    use super::length_of;
    use crate::calendar::civil::TimeDelta;

    #[test]
    fn a_length_is_read_as_the_standard_writes_it() {
        assert_eq!(length_of("P1DT2H30M"), Some(TimeDelta::minutes(26 * 60 + 30)));
        assert_eq!(length_of("P2W"), Some(TimeDelta::days(14)));
        for wrong in ["", "1D", "-P1D", "P1H", "PT1D", "P99999999D"] {
            assert_eq!(length_of(wrong), None, "{wrong}");
        }
    }
}
