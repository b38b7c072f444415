//! A placement as one short text, and back: the form of a lock and of every table for people who type a schedule.

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::schedule::placement::Placement;

/// The text of a placement: `2027-03-04 13:00+90m` for a meeting of 90 minutes, `2027-03-01/2027-05-31` for a phase,
/// `2027-06-15` for a single day. Clock times are written to the minute.
pub fn write(when: Placement) -> String {
    match when {
        Placement::Meeting { date, start, minutes } => format!("{date} {}+{minutes}m", start.format("%H:%M")),
        Placement::Phase { first, last } => format!("{first}/{last}"),
        Placement::Milestone { date } => date.to_string(),
    }
}

/// The placement of a text that [`write()`] gives; none for any other text, and none for a phase that ends before it starts.
pub fn read(text: &str) -> Option<Placement> {
    let placement = if let Some((first, last)) = text.split_once('/') {
        let (first, last) = (first.parse().ok()?, last.parse().ok()?);
        (first <= last).then_some(Placement::Phase { first, last })
    } else if let Some((date, clock)) = text.split_once(' ') {
        let (start, minutes) = clock.strip_suffix('m')?.split_once('+')?;
        Some(Placement::Meeting {
            date: date.parse().ok()?,
            start: NaiveTime::parse_from_str(start, "%H:%M").ok()?,
            minutes: minutes.parse().ok()?,
        })
    } else {
        text.parse::<NaiveDate>().ok().map(|date| Placement::Milestone { date })
    }?;
    // The readers of dates and numbers forgive a missing zero or a plus; one placement has one text.
    (write(placement) == text).then_some(placement)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn each_kind_of_placement_has_one_text() {
        for text in ["2027-03-04 13:00+90m", "2027-03-04 00:00+1440m", "2027-03-01/2027-03-01", "2027-06-15"] {
            assert_eq!(read(text).map(write).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_nearly_a_placement_is_none() {
        let wrong = [
            "",
            "2027-02-29",
            "2027-3-4",
            "2027-03-02/2027-03-01",
            "2027-03-04 13:00",
            "2027-03-04 24:00+60m",
            "2027-03-04 13:00+090m",
            "2027-03-04 13:00+-5m",
            "2027-03-04  13:00+90m",
        ];
        for text in wrong {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
