//! Closed days out of iCalendar files: what an event closes, how often it comes round, and what it leaves open.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::civil::{NaiveDate, NaiveTime};
use crate::calendar::closed_days::{ClosedDays, Closing};
use crate::calendar::closure::{Closure, Extent};
use crate::calendar::horizon::Horizon;
use crate::calendar::pattern::DayPattern;
use crate::calendar::rule::DayRule;
use crate::diagnostic::code::Code;
use crate::diagnostic::report::Diagnostic;
use crate::diagnostic::source::{Sources, Span, Spanned};
use crate::plan::plan::Plan;
use crate::schema::collector::Collector;
use crate::schema::event_dates::{Times, Told, WallClock, moved};
use crate::schema::ics::{Event, events};
use crate::schema::lower::whole::includes::texts;

/// The hours of a working day: an event with clock times that fills them closes the day, one that runs to their end
/// closes the day from its start.
const OPENS: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("eight o'clock is a time");
const CLOSES: NaiveTime = NaiveTime::from_hms_opt(16, 0, 0).expect("four o'clock is a time");

/// What must be known to read files of events.
#[derive(Debug, Clone, Copy)]
pub struct Imports<'s> {
    /// The files.
    pub sources: &'s Sources,
    /// The planned years.
    pub horizon: Horizon,
    /// The IANA zone of the plan.
    pub zone: &'s str,
}

impl Imports<'_> {
    /// The closures of the files that a word names. Faults are told at their own lines, events that close nothing once a file.
    pub fn closures(&self, word: &Spanned<String>, collector: &mut Collector) -> Vec<Closure> {
        let mut closures = Vec::new();
        for source in texts(word, self.sources, collector) {
            let events = match events(&self.sources.source(source).text, source) {
                Ok(events) => events,
                Err(faults) => {
                    for fault in faults {
                        tell(fault.span, fault.message, word, collector);
                    }
                    continue;
                }
            };
            let moved = moved(&events, WallClock { zone: self.zone });
            let mut idle = Vec::new();
            for event in events.iter().filter(|event| is_closing(event)) {
                match self.closure(event, &moved) {
                    Ok(closure) => {
                        if closure.iter().all(|closure| closure.rule.closings.is_empty()) {
                            idle.push(event.property("SUMMARY").map_or(event.span, |summary| summary.span));
                        }
                        closures.extend(closure.into_iter().filter(|closure| !closure.rule.closings.is_empty()));
                    }
                    Err((span, message)) => tell(span, message, word, collector),
                }
            }
            if let Some(first) = idle.first() {
                let message = match idle.len() {
                    1 => format!("an event of `{}` closes no day", word.value),
                    many => format!("{many} events of `{}` close no day", word.value),
                };
                let warning = Diagnostic::warning(Code::IgnoredEvent, message).at(*first, "").at(word.span, "named here");
                collector
                    .tell(warning.hint("an event closes whole days, or a day from its start when it runs to 16:00 or later"));
            }
        }
        closures
    }

    /// What an event closes: whole days, and parts of days under the same name.
    fn closure(&self, event: &Event, moved: &BTreeMap<String, BTreeSet<NaiveDate>>) -> Told<Vec<Closure>> {
        let clock = WallClock { zone: self.zone };
        let times = clock.times(event)?;
        let range = self.horizon.widened(Plan::MARGIN_DAYS);
        let starts = clock.starts(event, times, range, moved)?;
        let mut by_extent: BTreeMap<Extent, Vec<Closing>> = BTreeMap::new();
        for start in starts {
            let shift = start - times.start.date();
            let run = Times { start: times.start + shift, end: times.end + shift };
            for (extent, first, last) in extents(run) {
                by_extent.entry(extent).or_default().push(Closing::Pattern(DayPattern::Days(DayRule::Once { first, last })));
            }
        }
        let name = event.property("SUMMARY").map_or("", |summary| summary.value.trim());
        let name = if name.is_empty() { "?" } else { name };
        // An event outside of the planned years closes nothing and is not blamed for it.
        if by_extent.is_empty() && extents(times).is_empty() {
            by_extent.insert(Extent::WholeDay, Vec::new());
        }
        let closure = |(extent, closings)| Closure {
            name: name.to_owned(),
            rule: ClosedDays { closings, ..ClosedDays::default() },
            extent,
        };
        Ok(by_extent.into_iter().map(closure).collect())
    }
}

/// Whether an event takes place, and takes its time: not one that is cancelled or marked as free.
fn is_closing(event: &Event) -> bool {
    let says = |name: &str, word: &str| event.property(name).is_some_and(|property| property.value.eq_ignore_ascii_case(word));
    !says("STATUS", "CANCELLED") && !says("TRANSP", "TRANSPARENT")
}

/// The days that a run closes as a whole, and those it closes from a time on.
fn extents(times: Times) -> Vec<(Extent, NaiveDate, NaiveDate)> {
    let mut extents: Vec<(Extent, NaiveDate, NaiveDate)> = Vec::new();
    for day in times.start.date().iter_days().take_while(|day| day.and_time(NaiveTime::MIN) < times.end) {
        let from = times.start.max(day.and_time(NaiveTime::MIN)).time();
        let to_the_end = times.end >= day.and_time(CLOSES);
        let extent = match (from <= OPENS, to_the_end) {
            (true, true) => Extent::WholeDay,
            (false, true) => Extent::From(from),
            (true | false, false) => continue,
        };
        match extents.last_mut() {
            Some((last, _, end)) if *last == extent && end.succ_opt() == Some(day) => *end = day,
            Some(_) | None => extents.push((extent, day, day)),
        }
    }
    extents
}

fn tell(span: Span, message: String, word: &Spanned<String>, collector: &mut Collector) {
    let fault = Diagnostic::error(Code::UnreadableCalendar, message).at(span, "").at(word.span, "named here");
    collector.tell(fault.hint("mend the file, or export it again from where it came"));
}

#[cfg(test)]
mod tests {
    use super::Imports;
    use crate::calendar::closure::{DayCalendar, Extent};
    use crate::calendar::horizon::Horizon;
    use crate::diagnostic::source::{Form, Sources, Span, Spanned, Supplied};
    use crate::schema::collector::Collector;

    /// The closed days of 2027 as an event of these lines says, and what is told of it.
    fn closed(lines: &str) -> (Vec<String>, Vec<String>) {
        let mut sources = Sources::default();
        let text =
            format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", lines.replace('|', "\r\n"));
        let plan = sources.add("plan.yaml", "x.ics");
        let file = sources.add_bytes(Form::Calendar, "x.ics", text.as_bytes().to_vec());
        let word = Spanned::new("x.ics".to_owned(), Span { source: plan, start: 0, end: 5 });
        sources.supply(word.span, Supplied::Texts(vec![file]));
        let horizon = Horizon::of_years(2027, 2027).unwrap();
        let mut collector = Collector::default();
        let closures = Imports { sources: &sources, horizon, zone: "Europe/Copenhagen" }.closures(&word, &mut collector);
        let calendar = DayCalendar { name: "x".to_owned(), closures, countries: Vec::new() };
        let told = |extent| match extent {
            Extent::WholeDay => String::new(),
            Extent::From(time) => format!(" from {}", time.format("%H:%M")),
        };
        let days =
            calendar.facts(horizon).iter().map(|fact| format!("{}{}", fact.date.format("%m-%d"), told(fact.extent))).collect();
        let faults = collector.into_sorted();
        (days, faults.iter().map(|fault| format!("{}: {}", fault.code, sources.text(fault.span().unwrap()))).collect())
    }

    fn days(lines: &str) -> Vec<String> {
        let (days, told) = closed(lines);
        assert!(told.is_empty(), "{told:?}");
        days
    }

    #[test]
    fn the_end_of_whole_days_is_not_among_them() {
        assert_eq!(days("DTSTART;VALUE=DATE:20271018|DTEND;VALUE=DATE:20271020"), ["10-18", "10-19"]);
        assert_eq!(days("DTSTART;VALUE=DATE:20271018"), ["10-18"]);
        assert_eq!(days("DTSTART;VALUE=DATE:20271018|DURATION:P1W").len(), 7);
        assert_eq!(days("DTSTART;VALUE=DATE:20261231|DTEND;VALUE=DATE:20270102"), ["01-01"]);
    }

    #[test]
    fn an_event_with_clock_times_closes_the_day_or_its_rest_or_nothing() {
        assert_eq!(days("DTSTART:20270305T080000|DTEND:20270305T160000"), ["03-05"]);
        assert_eq!(days("DTSTART:20270305T080100|DTEND:20270305T160000"), ["03-05 from 08:01"]);
        assert_eq!(days("DTSTART:20270305T120000|DTEND:20270307T100000"), ["03-05 from 12:00", "03-06"]);
        let (days, told) = closed("DTSTART:20270305T120000|DTEND:20270305T155900");
        assert_eq!((days.len(), told), (0, vec!["ignored-event: BEGIN:VEVENT".to_owned()]));
    }

    #[test]
    fn clock_times_are_those_of_the_plan() {
        // In March Copenhagen is one hour ahead of UTC, in July two, and always one ahead of London.
        assert_eq!(days("DTSTART:20270305T110000Z|DTEND:20270305T150000Z"), ["03-05 from 12:00"]);
        assert_eq!(days("DTSTART:20270705T110000Z|DTEND:20270705T150000Z"), ["07-05 from 13:00"]);
        assert_eq!(
            days("DTSTART;TZID=Europe/London:20270705T110000|DTEND;TZID=Europe/London:20270705T150000"),
            ["07-05 from 12:00"]
        );
        assert_eq!(closed("DTSTART;TZID=Here:20270705T110000").1, ["unreadable-calendar: DTSTART;TZID=Here:20270705T110000"]);
    }

    #[test]
    fn a_rule_is_expanded_from_the_start_of_the_event_and_its_exceptions_are_left_out() {
        let weekly = "DTSTART;VALUE=DATE:20261231|RRULE:FREQ=WEEKLY;COUNT=4|EXDATE;VALUE=DATE:20270107";
        assert_eq!(days(weekly), ["01-14", "01-21"]);
        let yearly = "DTSTART;VALUE=DATE:20200605|DTEND;VALUE=DATE:20200607|RRULE:FREQ=YEARLY|RDATE;VALUE=DATE:20270801";
        assert_eq!(days(yearly), ["06-05", "06-06", "08-01", "08-02"]);
        assert_eq!(closed("DTSTART;VALUE=DATE:20270101|RRULE:FREQ=HOURLY").1, ["unreadable-calendar: RRULE:FREQ=HOURLY"]);
    }

    #[test]
    fn a_moved_day_of_a_recurring_event_is_closed_where_it_went() {
        let moved = "UID:a|DTSTART;VALUE=DATE:20270101|RRULE:FREQ=MONTHLY;COUNT=3|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID;VALUE=DATE:20270201|DTSTART;VALUE=DATE:20270203";
        assert_eq!(days(moved), ["01-01", "02-03", "03-01"]);
    }

    #[test]
    fn cancelled_and_transparent_events_close_nothing() {
        assert!(days("STATUS:CANCELLED|DTSTART;VALUE=DATE:20270101").is_empty());
        assert!(days("TRANSP:TRANSPARENT|DTSTART;VALUE=DATE:20270101").is_empty());
        assert_eq!(days("TRANSP:OPAQUE|DTSTART;VALUE=DATE:20270101").len(), 1);
    }

    #[test]
    fn an_impossible_event_is_told_at_its_line() {
        let fault = |lines| closed(lines).1.concat();
        assert_eq!(fault("DTSTART;VALUE=DATE:20270230"), "unreadable-calendar: DTSTART;VALUE=DATE:20270230");
        assert_eq!(fault("SUMMARY:x"), "unreadable-calendar: BEGIN:VEVENT");
        assert_eq!(fault("DTSTART:20270305T120000|DTEND:20270305T110000"), "unreadable-calendar: DTEND:20270305T110000");
        assert_eq!(fault("DTSTART;VALUE=DATE:00010101"), "unreadable-calendar: DTSTART;VALUE=DATE:00010101");
    }
}
