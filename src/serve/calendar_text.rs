//! The events of a feed, and the feed with fewer of them. Whole components are kept or left out, so what is kept stands byte for
//! byte as it was written. Knows no request.
//!
//! A calendar must have a component (RFC 5545, 3.4), and a time zone is one. So where no event is left a time zone stays, and
//! clients keep the subscription and show nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::serve::filter::Filter;
use crate::serve::schedule_index::ScheduleIndex;

/// What stands in a calendar where neither events nor a time zone of their own are left.
const UTC: &str = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\n\
                   TZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A calendar, taken apart at its components.
#[derive(Debug)]
struct CalendarText<'t> {
    /// The lines before the first component, `BEGIN:VCALENDAR` first.
    head: &'t str,
    components: Vec<Component<'t>>,
    /// The lines behind the last one.
    tail: &'t str,
}

#[derive(Debug)]
struct Component<'t> {
    name: &'t str,
    text: &'t str,
}

/// The feed with only the events that are asked for; none where the text is no calendar of this program.
pub fn filtered(text: &str, filter: &Filter, index: &ScheduleIndex) -> Option<String> {
    let calendar = CalendarText::read(text)?;
    let events: Vec<Event<'_>> = calendar.named("VEVENT").map(Event::read).collect();
    let known = Known::of(&events, index);
    let kept: Vec<&Event<'_>> = events.iter().filter(|event| event.is_asked_for(filter, &known)).collect();
    let named = |zone: &str| kept.iter().any(|event| event.zones.contains(zone));
    let mut zones: Vec<&str> =
        calendar.named("VTIMEZONE").filter(|zone| property(zone, "TZID").is_some_and(|id| named(&id))).collect();
    if kept.is_empty() {
        zones = vec![calendar.named("VTIMEZONE").next().unwrap_or(UTC)];
    }
    let events = kept.into_iter().map(|event| event.text);
    Some([calendar.head].into_iter().chain(zones).chain(events).chain([calendar.tail]).collect())
}

impl<'t> CalendarText<'t> {
    fn read(text: &'t str) -> Option<CalendarText<'t>> {
        let mut components = Vec::new();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut at = 0;
        let mut first = None;
        let mut last = 0;
        for line in text.split_inclusive('\n') {
            let (start, end) = (at, at + line.len());
            at = end;
            if let Some(name) = line.strip_prefix("BEGIN:") {
                open.push((name.trim_end(), start));
            } else if let Some(name) = line.strip_prefix("END:") {
                let (opened, begun) = open.pop().filter(|(opened, _)| *opened == name.trim_end())?;
                if open.len() == 1 {
                    components.push(Component { name: opened, text: &text[begun..end] });
                    first.get_or_insert(begun);
                    last = end;
                }
            }
        }
        let is_whole = open.is_empty() && text.starts_with("BEGIN:VCALENDAR") && text.ends_with("END:VCALENDAR\r\n");
        is_whole.then_some(CalendarText { head: &text[..first?], components, tail: &text[last..] })
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &'t str> {
        self.components.iter().filter(move |component| component.name == name).map(|component| component.text)
    }
}

/// What of an event can be asked for.
#[derive(Debug)]
struct Event<'t> {
    text: &'t str,
    uid: String,
    is_cancelled: bool,
    /// Its first and last day, written `YYYYMMDD`.
    days: (String, String),
    categories: Vec<String>,
    zones: BTreeSet<String>,
}

impl<'t> Event<'t> {
    fn read(text: &'t str) -> Event<'t> {
        let (mut uid, mut status, mut categories, mut zones) = (String::new(), String::new(), Vec::new(), BTreeSet::new());
        let (mut start, mut end) = (String::new(), None);
        let (mut is_timed, mut is_transparent) = (false, false);
        for line in unfolded(text).lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let (name, parameters) = name.split_once(';').unwrap_or((name, ""));
            zones.extend(parameters.split(';').filter_map(|parameter| parameter.strip_prefix("TZID=")).map(str::to_owned));
            let day: String = value.chars().take(8).collect();
            match name {
                "UID" => value.clone_into(&mut uid),
                "STATUS" => value.clone_into(&mut status),
                "CATEGORIES" => categories = listed(value),
                "DTSTART" => {
                    is_timed = value.contains('T');
                    start = day;
                }
                "TRANSP" => is_transparent = value == "TRANSPARENT",
                // RFC 5545, 3.6.1: the end is exclusive, also at midnight.
                "DTEND" => end = Some((day, !value.contains('T') || value.contains("T000000"))),
                _ => {}
            }
        }
        let last = match end {
            Some((day, true)) if day > start => day_before(&day),
            Some((day, false)) => day,
            Some((_, true)) | None => start.clone(),
        };
        // A feed can tell it by a word before the title alone; but only a cancelled meeting has hours and takes nobody's time.
        let is_cancelled = status == "CANCELLED" || (is_timed && is_transparent);
        Event { text, uid, is_cancelled, days: (start, last), categories, zones }
    }

    fn is_asked_for(&self, filter: &Filter, known: &Known<'_>) -> bool {
        let (first, last) = &self.days;
        let is_within =
            filter.from.as_ref().is_none_or(|from| last >= from) && filter.until.as_ref().is_none_or(|until| first <= until);
        is_within
            && !(filter.leaves_cancelled_out && self.is_cancelled)
            && (!filter.asks_about() || {
                let [kind, product, group] = known.of_event(self);
                is_among(kind, &filter.kinds) && is_among(product, &filter.products) && is_among(group, &filter.groups)
            })
    }
}

fn is_among(word: Option<&str>, asked: &BTreeSet<String>) -> bool {
    asked.is_empty() || word.is_some_and(|word| asked.contains(word))
}

/// What events are about. One that the schedule does not list, such as a cancelled one, is of the product that events with the same
/// category in the same place are of; so for kinds and groups.
struct Known<'i> {
    index: &'i ScheduleIndex,
    by_category: [BTreeMap<String, &'i str>; 3],
}

impl<'i> Known<'i> {
    fn of(events: &[Event<'_>], index: &'i ScheduleIndex) -> Known<'i> {
        let mut known = Known { index, by_category: [BTreeMap::new(), BTreeMap::new(), BTreeMap::new()] };
        for event in events {
            for (place, word) in known.listed(event).into_iter().enumerate() {
                if let (Some(word), Some(category)) = (word, event.categories.get(place)) {
                    known.by_category[place].insert(category.clone(), word);
                }
            }
        }
        known
    }

    fn listed(&self, event: &Event<'_>) -> [Option<&'i str>; 3] {
        let Some(subject) = self.index.subject(&event.uid) else { return [None; 3] };
        [Some(&subject.kind), Some(&subject.product), subject.group.as_deref()]
    }

    /// Kind, product and group.
    fn of_event(&self, event: &Event<'_>) -> [Option<&'i str>; 3] {
        if self.index.subject(&event.uid).is_some() {
            return self.listed(event);
        }
        [0, 1, 2].map(|place| self.by_category[place].get(event.categories.get(place)?).copied())
    }
}

/// RFC 5545, 3.1: a line goes on behind a line break and a blank.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "").replace("\r\n\t", "")
}

/// The value of a property of a component, as it stands there.
fn property(component: &str, name: &str) -> Option<String> {
    let text = unfolded(component);
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':').map(str::to_owned))
}

/// RFC 5545, 3.3.11: a list has commas between its texts, and `\,` within them.
fn listed(value: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ',' => texts.push(String::new()),
            '\\' => texts.last_mut().into_iter().for_each(|text| text.extend(letters.next())),
            _ => texts.last_mut().into_iter().for_each(|text| text.push(letter)),
        }
    }
    texts
}

/// The day before one, both written `YYYYMMDD`. Days are only compared, so that the 31st is before every first.
fn day_before(day: &str) -> String {
    match day.parse::<u32>() {
        Ok(number) if number % 100 > 1 => format!("{:08}", number - 1),
        Ok(number) if number / 100 % 100 > 1 => format!("{:08}", number - 101 + 31),
        Ok(number) => format!("{:08}", (number / 10_000).saturating_sub(1) * 10_000 + 1231),
        Err(_) => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{day_before, filtered};
    use crate::serve::filter::Filter;
    use crate::serve::schedule_index::ScheduleIndex;

    const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\n\
                        TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

    fn event(uid: &str, lines: &str) -> String {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\n{lines}END:VEVENT\r\n")
    }

    fn feed() -> String {
        let meeting = "DTSTART;TZID=Europe/Copenhagen:20270311T130000\r\nDTEND;TZID=Europe/Copenhagen:20270311T143000\r\n\
                       CATEGORIES:Møde,P\\, one,Styregr\r\n uppe\r\n";
        let cancelled =
            "DTSTART;TZID=Europe/Copenhagen:20270611T130000\r\nSTATUS:CANCELLED\r\nCATEGORIES:Møde,P\\, one,Styregruppe\r\n";
        let phase = "DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270601\r\nCATEGORIES:Fase,Q,Styregruppe\r\n";
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{ZONE}{}{}{}END:VCALENDAR\r\n",
            event("m", meeting),
            event("c", cancelled),
            event("p", phase)
        )
    }

    /// The events that a query leaves, by their `UID`, and how many time zones.
    fn left(query: &str) -> (Vec<String>, usize) {
        let index = br#"[{"uid":"m","kind":"meeting","product":"one","group":"s"},{"uid":"p","kind":"phase","product":"q"}]"#;
        let index = ScheduleIndex::read(index).unwrap();
        let text = filtered(&feed(), &Filter::read(query).unwrap(), &index).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
        let uids = text.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect();
        (uids, text.matches("BEGIN:VTIMEZONE").count())
    }

    #[test]
    fn what_is_asked_for_is_kept_whole_with_the_zones_it_names() {
        assert_eq!(left("cancelled=0"), (vec!["m".into(), "p".into()], 1));
        assert_eq!(left("kind=phase"), (vec!["p".into()], 0));
        assert_eq!(left("kind=phase,meeting"), (vec!["m".into(), "c".into(), "p".into()], 1));
        assert_eq!(left("product=q"), (vec!["p".into()], 0));
    }

    #[test]
    fn a_meeting_that_takes_nobodys_time_is_cancelled_too() {
        let index = ScheduleIndex::default();
        let word = feed().replace("STATUS:CANCELLED", "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT");
        let left = filtered(&word, &Filter::read("cancelled=0").unwrap(), &index).unwrap();
        assert!(!left.contains("UID:c\r\n") && left.contains("UID:m\r\n") && left.contains("UID:p\r\n"), "{left}");
    }

    #[test]
    fn an_event_that_the_schedule_does_not_list_is_what_others_of_its_categories_are() {
        assert_eq!(left("group=s"), (vec!["m".into(), "c".into()], 1));
        assert_eq!(left("product=one&kind=meeting"), (vec!["m".into(), "c".into()], 1));
    }

    #[test]
    fn days_count_to_the_last_one_and_ends_are_exclusive() {
        assert_eq!(left("from=2027-05-31&until=2027-06-10").0, ["p"]);
        assert_eq!(left("from=2027-06-01").0, ["c"]);
        assert_eq!(left("from=2027-03-11&until=2027-03-11").0, ["m", "p"]);
        assert_eq!(left("until=2027-03-10").0, ["p"]);
        assert_eq!(day_before("20270601"), "20270531");
        assert_eq!(day_before("20270101"), "20261231");
        assert_eq!(day_before("20270115"), "20270114");
    }

    #[test]
    fn where_no_event_is_left_a_zone_stays() {
        assert_eq!(left("from=2030-01-01"), (Vec::new(), 1));
        let days = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", event("p", "DTSTART;VALUE=DATE:20270301\r\n"));
        let empty = filtered(&days, &Filter::read("from=2030-01-01").unwrap(), &ScheduleIndex::default()).unwrap();
        assert!(empty.contains("TZID:UTC\r\n") && !empty.contains("VEVENT"), "{empty}");
    }

    #[test]
    fn a_text_that_is_no_whole_calendar_is_not_filtered() {
        let feed = feed();
        for text in
            ["", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", &feed[..feed.len() - 20], &feed.replace("END:VEVENT", "END:VTODO")]
        {
            assert!(filtered(text, &Filter::default(), &ScheduleIndex::default()).is_none(), "{text}");
        }
        assert_eq!(filtered(&feed, &Filter::default(), &ScheduleIndex::default()), Some(feed));
    }
}
