//! Events as meetings: which group each is of, and what of it a plan can hold. It knows no rhythm.

use std::collections::BTreeMap;

use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime, Weekday};
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::import::ics::read::Happening;
use crate::import::meetings::meeting::{Gathered, LEAST_MINUTES, Meeting, Standing, Stated, ends_that_day};
use crate::import::meetings::title::Title;
use crate::schema::collector::Collector;

/// What an event that takes the whole day is taken for.
const ALL_DAY_START: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock is a time");
const ALL_DAY_MINUTES: u32 = 6 * 60;

/// The signs between the group and the product in the titles of our own feeds.
const BETWEEN: &str = " · ";

/// What the events of some calendars come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meetings {
    /// The groups in order of their first meetings.
    pub groups: Vec<Gathered>,
    /// The product in words, where the calendar is a feed of ours.
    pub product: Option<String>,
}

/// Makes groups of events: one where `group` names it, else one for each title, without what differs from meeting to meeting.
pub fn meetings(happenings: &[Happening], group: Option<&str>, told: &mut Collector) -> Meetings {
    let titles = titles(happenings);
    let mut groups: BTreeMap<String, Vec<(&Happening, &str)>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for (happening, title) in happenings.iter().zip(&titles) {
        let key = group.map_or_else(|| title.stem.to_lowercase(), str::to_owned);
        if !groups.contains_key(&key) {
            order.push(key.clone());
        }
        groups.entry(key).or_default().push((happening, title.stem.as_str()));
    }
    let mut free = Vec::new();
    let mut found = Meetings::default();
    for key in order {
        let members = &groups[&key];
        let mut meetings: Vec<Meeting> = Vec::new();
        for (happening, _) in members {
            let is_cancelled = happening.is_cancelled || Title::of(&happening.title).is_cancelled;
            if happening.is_free && happening.is_all_day && !is_cancelled {
                free.push(happening.span);
                continue;
            }
            meetings.extend(meeting(happening, is_cancelled, told));
        }
        meetings.sort();
        // The same meeting may stand in several calendars.
        meetings.dedup_by(|one, other| (one.date, one.start, one.standing) == (other.date, other.start, other.standing));
        if meetings.iter().any(|meeting| meeting.standing == Standing::Held) {
            let title = most_common(members.iter().map(|(_, stem)| *stem)).unwrap_or(&key).to_owned();
            found.groups.push(Gathered { title, members: Vec::new(), stated: Stated::default(), meetings });
        }
    }
    if let Some(first) = free.first() {
        let message = match free.len() {
            1 => "an event takes nobody's time: it is no meeting".to_owned(),
            many => format!("{many} events take nobody's time and are no meetings, this one first"),
        };
        let warning = Diagnostic::warning(Code::CalendarNotAMeeting, message).at(*first, "");
        told.tell(warning.hint("days that are marked as free are left out: write deadlines and topics of a group by hand"));
    }
    let own = happenings.iter().filter_map(own_feed).map(|(_, product)| product);
    found.product = most_common(own).map(str::to_owned);
    found
}

/// What remains of each title; times of one series have the title that most of them have.
fn titles(happenings: &[Happening]) -> Vec<Title> {
    let of = |happening: &Happening| {
        let title = Title::of(&happening.title);
        match own_feed(happening) {
            Some((group, _)) => Title { stem: group.to_owned(), ..title },
            None if title.stem.is_empty() => Title { stem: "?".to_owned(), ..title },
            None => title,
        }
    };
    let titles: Vec<Title> = happenings.iter().map(of).collect();
    let mut of_series: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (happening, title) in happenings.iter().zip(&titles) {
        if let Some(series) = &happening.series {
            of_series.entry(series).or_default().push(&title.stem);
        }
    }
    let common: BTreeMap<&str, String> =
        of_series.into_iter().filter_map(|(uid, stems)| Some((uid, most_common(stems.into_iter())?.to_owned()))).collect();
    let shared = |(happening, title): (&Happening, &Title)| {
        let of_series = happening.series.as_deref().and_then(|series| common.get(series));
        let stem = of_series.unwrap_or(&title.stem).clone();
        Title { stem, is_cancelled: title.is_cancelled }
    };
    happenings.iter().zip(&titles).map(shared).collect()
}

/// The group and the product of a meeting in a feed of ours: its title names both, and so do its categories.
fn own_feed(happening: &Happening) -> Option<(&str, &str)> {
    let [_, product, group] = happening.categories.as_slice() else { return None };
    let is_own = happening.title.strip_suffix(product.as_str())?.strip_suffix(BETWEEN)?.ends_with(group.as_str());
    is_own.then_some((group.as_str(), product.as_str()))
}

fn most_common<'t>(texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(text, _)| text)
}

/// An event as a meeting; none where a plan cannot hold it, and that is told.
fn meeting(happening: &Happening, is_cancelled: bool, told: &mut Collector) -> Option<Meeting> {
    let (first, last) = happening.days();
    let date = first;
    if first != last {
        let warning = Diagnostic::warning(Code::CalendarNotAMeeting, "a meeting lies on one day").at(happening.span, "");
        let hint = "the event is left out: write a meeting for each of its days, or read it with `--as leave`";
        told.tell(warning.hint(format!("it lasts from {first} to {last}")).hint(hint));
        return None;
    }
    if is_weekend(date) {
        let warning = Diagnostic::warning(Code::ClosedDay, format!("{date} is {}", date.format("a %A"))).at(happening.span, "");
        told.tell(warning.hint("the event is left out: no meeting of a plan lies on a weekend"));
        return None;
    }
    let minutes = (happening.end - happening.start).num_minutes();
    let (start, minutes) = if happening.is_all_day {
        if !is_cancelled {
            let warning = Diagnostic::warning(Code::CalendarWithoutTime, "the event has no clock time").at(happening.span, "");
            told.tell(warning.hint("it is taken for 09:00 to 15:00: write `at` and `length` as they are"));
        }
        (Some(ALL_DAY_START), Some(ALL_DAY_MINUTES))
    } else if minutes < i64::from(LEAST_MINUTES) {
        let warning = Diagnostic::warning(Code::CalendarWithoutTime, "the event has no length").at(happening.span, "");
        told.tell(warning.hint("it lasts as long as the other meetings of the group, or an hour: write its `length`"));
        (Some(happening.start.time()), None)
    } else {
        (Some(happening.start.time()), u32::try_from(minutes).ok())
    };
    if start.is_some_and(|start| !ends_that_day(start, minutes)) {
        let warning =
            Diagnostic::warning(Code::CalendarNotAMeeting, "the event does not end before midnight").at(happening.span, "");
        told.tell(warning.hint("the event is left out: a meeting ends on the day on which it starts"));
        return None;
    }
    let standing = if is_cancelled { Standing::Cancelled } else { Standing::Held };
    let (place, link) = (happening.place.clone(), happening.link.clone());
    Some(Meeting { date, start, minutes, standing, place, link, note: None })
}

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
