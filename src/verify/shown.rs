//! What the events of a feed show: the date of a meeting, a phase or a milestone. Judges no date.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, TimeDelta};
use crate::schedule::placement::{Placement, Schedule};
use crate::verify::event::{Events, Times};
use crate::verify::finding::Fault;
use crate::verify::wanted::{Kind, Wanted};

/// The dates of the activities that are shown as what they are, and the faults of those that are not.
pub(crate) fn schedule(wanted: &Wanted<'_>, events: &Events) -> (Schedule, Vec<Fault>) {
    let mut placements = BTreeMap::new();
    let mut faults = Vec::new();
    for (uid, entry) in &wanted.entries {
        let Some(times) = events.get(uid).and_then(|event| event.times) else { continue };
        let shown = match entry.kind {
            Kind::Meeting(id) => meeting(times).map(|placement| (id, placement)),
            Kind::Phase(id) => phase(times).map(|placement| (id, placement)),
            Kind::InWriting(id) | Kind::Milestone(id) => one_day(times).map(|date| (id, Placement::Milestone { date })),
            Kind::Deadline => continue,
        };
        match shown {
            Ok((id, placement)) => {
                placements.insert(id.clone(), placement);
            }
            Err(text) => faults.push(Fault::new(uid, format!("`{}` {text}", entry.id.as_str()))),
        }
    }
    (Schedule { placements }, faults)
}

/// The day of an event that takes one whole day. The error says what it takes instead.
pub(crate) fn one_day(times: Times) -> Result<NaiveDate, String> {
    let (first, end) = whole_days(times)?;
    match (end - first).num_days() {
        1 => Ok(first),
        days => Err(format!("is shown over {days} days, not one")),
    }
}

fn meeting(times: Times) -> Result<Placement, String> {
    let Times::Clock(start, end) = times else { return Err("is a meeting, but is shown over whole days".to_owned()) };
    let length = end - start;
    let minutes = u32::try_from(length.num_minutes()).map_err(|_| "lasts too long for a meeting".to_owned())?;
    if length != TimeDelta::minutes(i64::from(minutes)) {
        return Err("does not last whole minutes".to_owned());
    }
    Ok(Placement::Meeting { date: start.date(), start: start.time(), minutes })
}

fn phase(times: Times) -> Result<Placement, String> {
    let (first, end) = whole_days(times)?;
    // RFC 5545, 3.6.1: `DTEND` is exclusive, so the last day is the one before it.
    Ok(Placement::Phase { first, last: end - TimeDelta::days(1) })
}

fn whole_days(times: Times) -> Result<(NaiveDate, NaiveDate), String> {
    match times {
        Times::Days(first, end) => Ok((first, end)),
        Times::Clock(..) => Err("takes whole days, but is shown at a clock time".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use crate::schedule::placement::Placement;
    use crate::verify::event::Times;
    use crate::verify::fixture::{date, time};
    use crate::verify::shown::{meeting, one_day, phase};

    #[test]
    fn whole_days_end_the_day_before_their_end() {
        let days = |first, end| Times::Days(date(first), date(end));
        assert_eq!(one_day(days("2027-03-30", "2027-03-31")), Ok(date("2027-03-30")));
        assert_eq!(one_day(days("2027-03-30", "2027-04-01")), Err("is shown over 2 days, not one".to_owned()));
        let week = Placement::Phase { first: date("2027-03-29"), last: date("2027-04-04") };
        assert_eq!(phase(days("2027-03-29", "2027-04-05")), Ok(week));
        assert!(meeting(days("2027-03-30", "2027-03-31")).is_err());
    }

    #[test]
    fn a_meeting_is_as_long_as_from_its_start_to_its_end() {
        let clock = |end| Times::Clock(date("2027-03-30").and_time(time("10:00")), date("2027-03-30").and_time(time(end)));
        let held = Placement::Meeting { date: date("2027-03-30"), start: time("10:00"), minutes: 90 };
        assert_eq!(meeting(clock("11:30")), Ok(held));
        assert_eq!(meeting(clock("11:30:01")), Err("does not last whole minutes".to_owned()));
        assert!(phase(clock("11:30")).is_err() && one_day(clock("11:30")).is_err());
    }
}
