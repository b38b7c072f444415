//! A group with its meetings, as an entry of `groups`: a rhythm that a person would write, and each meeting on its date.

use std::collections::BTreeMap;

use crate::calendar::civil::{NaiveDate, NaiveTime, Weekday};
use crate::import::meetings::labels::{Label, Leeway, Open, labels};
use crate::import::meetings::meeting::{Gathered, Meeting, Standing, ends_that_day, minutes_left};
use crate::import::meetings::rhythm::{Frame, rhythms, shared_weekday};
use crate::import::plan_text::{Entry, Value};
use crate::plan::date_words::long_date;
use crate::plan::language::Language;

/// The start and the length of meetings of which nobody said them.
const USUAL_START: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock is a time");
const USUAL_MINUTES: u32 = 60;

/// A group, and what of it people are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupEntry {
    /// The entry of `groups`.
    pub entry: Entry,
    /// How many of its meetings are held on their dates.
    pub pinned: usize,
    /// How many are cancelled.
    pub cancelled: usize,
    /// How many cancelled ones are left out, since another one is held in their stead.
    pub replaced: usize,
}

/// The entry of a group. Its meetings lie in the planned years, none of them on a weekend.
pub fn group_entry(key: &str, gathered: &Gathered, frame: Frame) -> GroupEntry {
    let meetings = &gathered.meetings;
    let dates: Vec<(NaiveDate, Standing)> = meetings.iter().map(|meeting| (meeting.date, meeting.standing)).collect();
    let (rhythm, labels) = found(gathered, &dates, frame);
    let says = |meets: &[Entry], key: &str| meets.iter().any(|entry| entry.key == key);
    let start = gathered.stated.start.filter(|_| says(&rhythm, "at"));
    let common = Common::of(meetings, start, gathered.stated.minutes.filter(|_| says(&rhythm, "length")));
    let mut meets = rhythm;
    let held: Vec<NaiveDate> = meetings.iter().map(|meeting| meeting.date).collect();
    if !says(&meets, "rrule")
        && !says(&meets, "on")
        && let Some(weekday) = shared_weekday(&held)
    {
        meets.push(Entry::word("on", word_of(weekday)));
    }
    if !says(&meets, "at") && !says(&meets, "between") {
        meets.push(Entry::text("at", common.start.format("%H:%M").to_string()));
    }
    if !says(&meets, "length") {
        meets.push(Entry::word("length", &length(common.minutes)));
    }
    let fixed_start = says(&meets, "at").then_some(common.start);
    let occurrences: Vec<Entry> = meetings
        .iter()
        .zip(&labels)
        .filter_map(|(meeting, label)| occurrence(meeting, label, &common, fixed_start, frame.language))
        .collect();
    let mut entries = vec![Entry::text("title", gathered.title.as_str())];
    if !gathered.members.is_empty() {
        let members = gathered.members.iter().map(|member| Value::Text(member.clone())).collect();
        entries.push(Entry::new("members", Value::List(members)));
    }
    entries.extend(common.place.iter().map(|place| Entry::text("place", place.as_str())));
    entries.extend(common.link.iter().map(|link| Entry::text("link", link.as_str())));
    entries.push(Entry::new("meets", Value::Map(meets)));
    if !occurrences.is_empty() {
        entries.push(Entry::new("occurrences", Value::Lines(occurrences)));
    }
    let count = |wanted: Standing| {
        let kept = meetings.iter().zip(&labels).filter(|(_, label)| **label != Label::Replaced);
        kept.filter(|(meeting, _)| meeting.standing == wanted).count()
    };
    let replaced = labels.iter().filter(|label| **label == Label::Replaced).count();
    let comment = comment(gathered, frame.language);
    GroupEntry {
        entry: Entry::new(key, Value::Lines(entries)).with_comment(comment),
        pinned: count(Standing::Held),
        cancelled: count(Standing::Cancelled),
        replaced,
    }
}

/// The rhythm of the meetings as keys of `meets`, and what each date is in it: the one that somebody wrote down where the dates
/// keep it, else the plainest that has just these dates.
fn found(gathered: &Gathered, dates: &[(NaiveDate, Standing)], frame: Frame) -> (Vec<Entry>, Vec<Label>) {
    let area = (frame.horizon, frame.language);
    let most_extra = dates.len() / 6;
    if !gathered.stated.meets.is_empty() {
        let leeway = Leeway { extra: most_extra, open: Open::Allowed };
        if let Some(labels) = labels(&gathered.stated.meets, dates, area, leeway) {
            return (gathered.stated.meets.clone(), labels);
        }
    }
    let days = without_replaced(dates);
    let mut found = rhythms(&days, frame);
    let last = found.pop().unwrap_or_default();
    for rhythm in found {
        if let Some(labels) = labels(&rhythm, dates, area, Leeway { extra: most_extra, open: Open::Refused }) {
            return (rhythm, labels);
        }
    }
    let leeway = Leeway { extra: dates.len(), open: Open::Refused };
    let labels = labels(&last, dates, area, leeway).unwrap_or_else(|| vec![Label::Replaced; dates.len()]);
    (last, labels)
}

/// The dates without those of cancelled meetings in whose stead another one is held: within half the time that lies between two
/// meetings as a rule.
fn without_replaced(dates: &[(NaiveDate, Standing)]) -> Vec<NaiveDate> {
    let held: Vec<NaiveDate> = dates.iter().filter(|(_, standing)| *standing == Standing::Held).map(|(date, _)| *date).collect();
    let mut gaps: Vec<i64> = held.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect();
    gaps.sort_unstable();
    let near = gaps.get(gaps.len() / 2).copied().unwrap_or(28) / 2;
    let is_replaced = |date: NaiveDate| held.iter().any(|other| (*other - date).num_days().abs() < near);
    let kept = dates.iter().filter(|(date, standing)| *standing == Standing::Held || !is_replaced(*date));
    kept.map(|(date, _)| *date).collect()
}

/// What its rhythm says of all meetings of a group, else what most of them have.
struct Common {
    start: NaiveTime,
    minutes: u32,
    place: Option<String>,
    link: Option<String>,
}

impl Common {
    fn of(meetings: &[Meeting], start: Option<NaiveTime>, minutes: Option<u32>) -> Common {
        let starts = meetings.iter().filter_map(|meeting| meeting.start).filter(|start| ends_that_day(*start, minutes));
        let start = start.or_else(|| most(starts)).unwrap_or(USUAL_START);
        let lengths = meetings.iter().filter_map(|meeting| meeting.minutes).filter(|minutes| *minutes <= minutes_left(start));
        Common {
            start,
            minutes: minutes.or_else(|| most(lengths)).unwrap_or(USUAL_MINUTES.min(minutes_left(start))),
            place: shared(meetings, |meeting| meeting.place.as_ref()),
            link: shared(meetings, |meeting| meeting.link.as_ref()),
        }
    }
}

/// The value that most have, the smallest of several.
fn most<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

/// The text that all meetings which are held agree on.
fn shared<'m>(meetings: &'m [Meeting], of: impl Fn(&'m Meeting) -> Option<&'m String>) -> Option<String> {
    let mut texts = meetings.iter().filter(|meeting| meeting.standing == Standing::Held).map(of);
    let first = texts.next()??;
    texts.all(|text| text == Some(first)).then(|| first.clone())
}

fn occurrence(
    meeting: &Meeting,
    label: &Label,
    common: &Common,
    fixed_start: Option<NaiveTime>,
    language: Language,
) -> Option<Entry> {
    let (label, is_extra) = match label {
        Label::Own(label) => (label, false),
        Label::Extra(label) => (label, true),
        Label::Replaced => return None,
    };
    let mut entries = Vec::new();
    match meeting.standing {
        Standing::Cancelled => {
            entries.push(Entry::word("cancelled", "yes"));
            entries.push(Entry::text("reason", cancelled_reason(language, meeting.date)));
        }
        Standing::Held => {
            entries.push(Entry::word("on", &meeting.date));
            if let Some(start) = meeting.start.filter(|start| Some(*start) != fixed_start) {
                entries.push(Entry::text("at", start.format("%H:%M").to_string()));
            }
            if is_extra {
                entries.push(Entry::word("extra", "yes"));
            }
            // As long as the others where nobody says how long, and as far as the day goes.
            let longest = minutes_left(meeting.start.unwrap_or(common.start));
            let minutes = meeting.minutes.unwrap_or(common.minutes.min(longest));
            if minutes != common.minutes {
                entries.push(Entry::word("length", &length(minutes)));
            }
            let own = |key: &str, own: &Option<String>, common: &Option<String>| {
                own.as_ref().filter(|_| own != common).map(|text| Entry::text(key, text.as_str()))
            };
            entries.extend(own("place", &meeting.place, &common.place));
            entries.extend(own("link", &meeting.link, &common.link));
            entries.extend(own("note", &meeting.note, &None));
            entries.push(Entry::text("reason", reason(language)));
        }
    }
    Some(Entry::new(label.as_str(), Value::Map(entries)))
}

fn reason(language: Language) -> &'static str {
    match language {
        Language::Danish => "Datoen er aftalt",
        Language::English => "The date is agreed",
    }
}

fn cancelled_reason(language: Language, date: NaiveDate) -> String {
    match language {
        Language::Danish => format!("Mødet {} er aflyst", long_date(language, date)),
        Language::English => format!("The meeting on {} is cancelled", long_date(language, date)),
    }
}

fn comment(gathered: &Gathered, language: Language) -> String {
    let mut lines = Vec::new();
    if !gathered.stated.words.is_empty() {
        lines.push(gathered.stated.comment.clone());
    }
    if gathered.members.is_empty() {
        lines.push(match language {
            Language::Danish => "Hvem der er med, står der ikke: skriv rollerne i `members`.".to_owned(),
            Language::English => "Who takes part is not said: write the roles in `members`.".to_owned(),
        });
    }
    lines.join("\n")
}

/// A length as plans write it: `1h`, `90m`, `4h30m`.
pub fn length(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{hours}h"),
        (0 | 1, _) => format!("{minutes}m"),
        (hours, rest) => format!("{hours}h{rest}m"),
    }
}

/// A weekday as plans write it: `mon`.
pub fn word_of(weekday: Weekday) -> &'static str {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::proptest;

    use super::group_entry;
    use crate::calendar::civil::{Datelike, NaiveDate, NaiveTime};
    use crate::calendar::horizon::Horizon;
    use crate::diagnostic::report::Severity;
    use crate::diagnostic::source::Sources;
    use crate::import::meetings::meeting::{Gathered, Meeting, Standing, Stated};
    use crate::import::meetings::rhythm::Frame;
    use crate::import::plan_text::{Entry, Value, text};
    use crate::plan::language::Language;
    use crate::plan::occurrence::Verdict;
    use crate::schema::reading::read;

    fn meeting(date: NaiveDate, standing: Standing) -> Meeting {
        let start = NaiveTime::from_hms_opt(13, 0, 0);
        Meeting { date, start, minutes: Some(90), standing, place: None, link: None, note: None }
    }

    fn gathered(meetings: Vec<Meeting>) -> Gathered {
        Gathered { title: "Styregruppe".to_owned(), members: Vec::new(), stated: Stated::default(), meetings }
    }

    /// The text of a plan with the group.
    fn plan_of(gathered: &Gathered, first: i32, last: i32) -> String {
        let horizon = Horizon::of_years(first, last).unwrap();
        let group = group_entry("styregruppe", gathered, Frame { horizon, language: Language::Danish });
        text(&[
            Entry::word("years", &format!("{first}..{last}")),
            Entry::text("product", "p"),
            Entry::new("groups", Value::Lines(vec![group.entry])),
        ])
    }

    /// The dates that the plan pins, and how many of its meetings have no date or are cancelled.
    fn pinned(plan: &str) -> (Vec<NaiveDate>, usize, usize) {
        let mut sources = Sources::default();
        sources.add("", plan);
        let reading = read(&sources);
        let is_error = |severity: Severity| severity == Severity::Error;
        assert!(reading.diagnostics.iter().all(|told| !is_error(told.severity)), "{plan}\n{:?}", reading.diagnostics);
        let (mut dates, mut open, mut cancelled) = (Vec::new(), 0, 0);
        for occurrence in &reading.plan.expect("no error was told").occurrences {
            match occurrence.exception.as_ref().map(|exception| exception.verdict) {
                Some(Verdict::Pinned(date, _)) => dates.push(date),
                Some(Verdict::Cancelled) => cancelled += 1,
                Some(Verdict::Held | Verdict::Moved) | None => open += 1,
            }
        }
        dates.sort();
        (dates, open, cancelled)
    }

    fn dates(text: &str) -> Vec<NaiveDate> {
        text.split(' ').map(|date| format!("2027-{date}").parse().unwrap()).collect()
    }

    /// The line `meets` of a group that meets on these days of 2027.
    fn meets(days: &str) -> String {
        let days = dates(days);
        let plan = plan_of(&gathered(days.iter().map(|date| meeting(*date, Standing::Held)).collect()), 2027, 2027);
        assert_eq!(pinned(&plan), (days, 0, 0), "{plan}");
        let line = plan.lines().find_map(|line| line.trim().strip_prefix("meets: "));
        line.unwrap_or_else(|| panic!("{plan}")).to_owned()
    }

    #[test]
    fn dates_have_the_rhythm_that_a_person_would_write() {
        let told = [
            (
                "01-12 02-03 03-11 04-20 05-12 06-08 08-19 09-14 10-20 11-11 12-07",
                "{each: month, except: july, at: \"13:00\", length: 90m}",
            ),
            ("03-04 06-09 09-14 12-08", "{each: quarter, at: \"13:00\", length: 90m}"),
            ("03-04 06-10 09-16 12-09", "{each: quarter, on: thu, at: \"13:00\", length: 90m}"),
            (
                "01-04 02-01 03-01 04-06 05-03 06-07 08-02 09-06 10-04 11-01 12-06",
                "{rrule: FREQ=MONTHLY;BYDAY=1MO, except: july, at: \"13:00\", length: 90m}",
            ),
            ("01-26 02-23 03-30 04-27 05-25", "{rrule: FREQ=MONTHLY;BYDAY=-1TU, until: 2027-05-31, at: \"13:00\", length: 90m}"),
            (
                "01-12 01-26 02-09 02-23 03-09",
                "{rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TU, from: 2027-01-12, until: 2027-03-09, at: \"13:00\", length: 90m}",
            ),
            ("04-14 10-20", "{each: half-year, at: \"13:00\", length: 90m}"),
            ("05-12", "{each: year, at: \"13:00\", length: 90m}"),
            (
                "02-10 04-14 06-09 08-11 10-13 12-15",
                "{each: month, every: 2, from: 2027-02-01, on: wed, at: \"13:00\", length: 90m}",
            ),
            ("01-14 02-18 05-11 06-09 08-25 09-14 11-04 12-01", "{each: quarter, times: 2, at: \"13:00\", length: 90m}"),
            ("03-04 04-01 11-16", "{windows: {marts: march, april: april, november: november}, at: \"13:00\", length: 90m}"),
        ];
        for (days, expected) in told {
            assert_eq!(meets(days), expected, "{days}");
        }
    }

    #[test]
    fn a_meeting_besides_is_extra_and_a_cancelled_one_stays_cancelled() {
        let mut meetings: Vec<Meeting> = dates("01-12 02-03 03-11 03-25 04-20 05-12 06-08 07-06 08-19 09-14 10-20 11-11 12-07")
            .iter()
            .map(|date| meeting(*date, Standing::Held))
            .collect();
        meetings[5].standing = Standing::Cancelled;
        let plan = plan_of(&gathered(meetings.clone()), 2027, 2027);
        let (held, open, cancelled) = pinned(&plan);
        assert_eq!((held.len(), open, cancelled), (12, 0, 1), "{plan}");
        assert!(plan.contains("2027-03-ekstra: {on: 2027-03-25, extra: yes, reason: Datoen er aftalt}"), "{plan}");
        assert!(plan.contains("2027-05: {cancelled: yes, reason: Mødet onsdag 12. maj 2027 er aflyst}"), "{plan}");
    }

    #[test]
    fn a_cancelled_meeting_that_is_held_on_another_day_is_one() {
        let mut meetings: Vec<Meeting> =
            dates("03-04 03-18 06-09 09-14 12-08").iter().map(|date| meeting(*date, Standing::Held)).collect();
        meetings[0].standing = Standing::Cancelled;
        let plan = plan_of(&gathered(meetings), 2027, 2027);
        assert_eq!(pinned(&plan), (dates("03-18 06-09 09-14 12-08"), 0, 0), "{plan}");
    }

    proptest! {
        #[test]
        fn whatever_the_dates_are_the_plan_has_just_these(days in proptest::collection::btree_set(0..1096_i64, 1..40)) {
            let first: NaiveDate = "2026-01-01".parse().unwrap();
            let days: BTreeSet<NaiveDate> = days.into_iter().map(|day| first + crate::calendar::civil::TimeDelta::days(day)).collect();
            let days: Vec<NaiveDate> = days.into_iter().filter(|day| day.weekday().num_days_from_monday() < 5).collect();
            if let (Some(first), Some(last)) = (days.first(), days.last()) {
                let meetings = days.iter().map(|date| meeting(*date, Standing::Held)).collect();
                let plan = plan_of(&gathered(meetings), first.year(), last.year());
                assert_eq!(pinned(&plan), (days, 0, 0), "{plan}");
            }
        }
    }
}
